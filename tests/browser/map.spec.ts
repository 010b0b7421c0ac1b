import { airBase, balad, everyLook, expect, overflow, test } from './page';

const routes = ['/map', '/timeline', '/timeline?from=2021-05-01&to=2021-05-31', '/timeline?from=soon', airBase, balad];

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the map draws each place as a link that says how exactly it is known, and the list has the same', async ({
    page,
  }) => {
    await page.goto('/map');
    const onMap = page.getByRole('figure').getByRole('link', { name: /^Balad Air Base, \d+ incidents, within 2 km$/ });
    await expect(page.getByRole('figure')).toContainText('Borders: Natural Earth, de facto. No position implied.');
    const list = page.getByRole('region', { name: 'On the map' });
    await expect(list.getByRole('listitem').filter({ hasText: 'Balad Air Base' })).toContainText(/\d+ incidents/);
    await onMap.click();
    await expect(page).toHaveURL(new RegExp(`${airBase}$`));
  });

  test('the timeline says in words what it draws, by place, and every incident leads to its page', async ({ page }) => {
    await page.goto('/timeline');
    const row = page.getByRole('listitem').filter({ has: page.getByRole('link', { name: /Balad Air Base, 3 May/ }) });
    await expect(row).toContainText('2 May 2021 or 3 May 2021, 20:00 (UTC+3) (disputed)');
    await expect(row.locator('svg')).toContainText('≠');
    // The drawing belongs to the link as well.
    await row.locator('svg').first().click({ force: true });
    await expect(page).toHaveURL(new RegExp(`${balad}$`));
  });

  test('a range is asked for by a form and kept in the address', async ({ page }) => {
    await page.goto('/timeline');
    await page.getByLabel('First day').fill('2021-05-03');
    await page.getByLabel('Last day').fill('2021-05-03');
    await page.getByRole('button', { name: 'Show these days' }).click();
    await expect(page).toHaveURL(/\?from=2021-05-03&to=2021-05-03$/);
    await expect(page.getByRole('link', { name: /Balad Air Base, 3 May/ })).toBeVisible();
    await expect(page.getByLabel('First day')).toHaveValue('2021-05-03');
    await page.getByRole('link', { name: 'All days' }).click();
    await expect(page).toHaveURL(/\/timeline$/);
    await page.goto('/timeline?from=1950-01-01&to=1950-12-31');
    await expect(page.getByText('No incident may have happened in these days.')).toBeVisible();
  });

  test('a range that cannot be read is refused by a sentence, never by a fault', async ({ page }) => {
    for (const query of ['from=soon', 'from=2021-02-30', 'from=2021-05-04&to=2021-05-03', 'from=1&from=2', 'to=%00']) {
      expect((await page.goto(`/timeline?${query}`))?.status(), query).toBe(200);
      await expect(page.getByRole('alert')).toContainText(/cannot be read|is before the first/);
      await expect(page.getByRole('link', { name: /Balad Air Base, 3 May/ })).toBeVisible();
    }
  });

  test('neither scrolls sideways at 360 pixels, and the map has a drawing made for it', async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    for (const route of routes) {
      await page.goto(route);
      expect(await overflow(page), route).toBe(0);
    }
    await page.goto('/map');
    const names = page.getByRole('figure').locator('a text:visible');
    expect(await names.first().evaluate((text) => text.getBoundingClientRect().height)).toBeGreaterThan(12);
  });

  test('both print, with their lists and without controls', async ({ page }) => {
    await page.emulateMedia({ media: 'print' });
    await page.goto('/map');
    await expect(page.getByRole('figure').getByRole('link', { name: /^Balad Air Base/ })).toBeVisible();
    await expect(page.getByRole('region', { name: 'On the map' })).toBeVisible();
    await page.goto('/timeline');
    const row = page.getByRole('listitem').filter({ hasText: 'Rockets at Balad Air Base, 3 May 2021' });
    await expect(row.locator('svg').first()).toBeVisible();
    await expect(row).toContainText('(disputed)');
    await expect(page.getByRole('button', { name: 'Show these days' })).toBeHidden();
  });

  test('a record shows where it is: an incident leads to its site, a site to all places', async ({ page }) => {
    await page.goto(balad);
    await page.getByRole('figure').getByRole('link', { name: 'Balad Air Base, within 2 km' }).click();
    await expect(page).toHaveURL(new RegExp(`${airBase}$`));
    await page.getByRole('figure').getByRole('link', { name: 'Balad Air Base, within 2 km' }).click();
    await expect(page).toHaveURL(/\/map$/);
  });
});

// An incident is looked at elsewhere, in the same looks.
everyLook(routes.filter((route) => route !== balad));

test('every target on the map is 24 pixels at least, at any width, and focus can be seen on it', async ({ page }) => {
  for (const width of [320, 360, 761, 1060, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await page.goto('/map');
    const links = page.getByRole('figure').getByRole('link');
    for (const link of await links.filter({ visible: true }).all()) {
      const box = await link.boundingBox();
      expect(box?.height, `${width}`).toBeGreaterThanOrEqual(24);
      expect(box?.width, `${width}`).toBeGreaterThanOrEqual(24);
    }
  }
  await page.getByRole('region', { name: 'On the map' }).getByRole('link').first().focus();
  await page.keyboard.press('Shift+Tab');
  const ring = page.getByRole('figure').locator('a:focus-visible rect');
  expect(await ring.evaluate((rect) => getComputedStyle(rect).strokeWidth)).toBe('3px');
});
