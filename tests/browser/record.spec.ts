import type { Locator, Page } from '@playwright/test';
import { airBase, balad, everyLook, expect, overflow, test } from './page';

const tableOn = (page: Page): Locator => page.getByRole('table', { name: /What each source says/ });
const layoutOn = (page: Page): Locator => page.getByRole('navigation', { name: 'How the claims are laid out' });
const headsOf = (page: Page): Promise<string[]> =>
  tableOn(page)
    .locator('thead th[scope="col"]')
    .evaluateAll((heads) => heads.map((head) => head.textContent ?? ''));

/** The claims in a table, by their addresses, in the order in which they are read. */
const claimsIn = (table: Locator): Promise<string[]> =>
  table
    .locator('tbody td a[href^="/claims/"]')
    .evaluateAll((links) => links.map((link) => (link.getAttribute('href') ?? '').replace('/claims/', '')));

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a record begins with its disagreements, each with its positions, reasons and the way to its own page', async ({
    page,
  }) => {
    await page.goto(balad);
    await expect(page.getByRole('main')).toContainText('Sources disagree on date, rockets, casualties and wounded.');
    const record = page.getByRole('region', { name: 'Record', exact: true });
    await expect(record.getByRole('heading', { level: 3 }).first()).toHaveText('Disputed');
    const casualties = record.getByRole('article', { name: 'Casualties' });
    await expect(
      casualties.getByRole('list', { name: 'Why casualties is disputed' }).getByRole('listitem'),
    ).toHaveCount(3);
    await expect(casualties.getByRole('link', { name: /Compare, mark and rule/ })).toHaveAttribute(
      'href',
      '/questions/incident/balad-2021-05-03/casualties',
    );
    await page.getByRole('link', { name: 'as one asks: when, where, what' }).click();
    await expect(page).toHaveURL(/\?order=asked#record$/);
    await expect(record.getByRole('heading', { level: 3 }).first()).toHaveText('When');
  });

  test('only disagreements are compared, what is hidden is named, and every layout is a link', async ({ page }) => {
    await page.goto(balad);
    expect((await headsOf(page)).slice(1).every((head) => /Disputed|another question/.test(head))).toBe(true);
    await expect(page.getByText('4 questions without a disagreement are hidden: Launch site, Damage,')).toBeVisible();
    const few = (await headsOf(page)).length;
    await page.getByRole('link', { name: 'Show all', exact: true }).click();
    await expect(page).toHaveURL(/\?claims=all#claims$/);
    expect((await headsOf(page)).length).toBe(few + 4);
    await layoutOn(page).getByRole('link', { name: 'each in its row' }).click();
    await expect(page).toHaveURL(/copies=shown/);
    await expect(tableOn(page)).toBeVisible();
    const all = await claimsIn(tableOn(page));
    await layoutOn(page).getByRole('link', { name: 'questions', exact: true }).click();
    await expect(page).toHaveURL(/\?claims=all&turned=1&copies=shown#claims$/);
    await expect(tableOn(page)).toBeVisible();
    expect((await claimsIn(tableOn(page))).sort()).toEqual(all.sort());
    await expect(tableOn(page).getByRole('rowheader', { name: /^Launch site/ })).toBeVisible();
    await page.goBack();
    await expect(page).toHaveURL(/\?claims=all&copies=shown#claims$/);
    await expect(layoutOn(page).getByRole('link', { name: 'sources', exact: true })).toHaveAttribute(
      'aria-current',
      'true',
    );
  });

  test('copies stand folded under what they repeat, and open there', async ({ page }) => {
    await page.goto(balad);
    const row = tableOn(page).getByRole('row', { name: /^The Jerusalem Post/ });
    await expect(row.getByText('Track Persia')).toBeHidden();
    await row.getByText('+1 that repeats it').click();
    await expect(row.getByText('Track Persia, in')).toBeVisible();
  });

  test('a language leaves out what was read in others, says so, and goes away again', async ({ page }) => {
    await page.goto(balad);
    await layoutOn(page).getByRole('link', { name: 'Arabic' }).click();
    await expect(page).toHaveURL(/\?lang=ar#claims$/);
    await expect(tableOn(page).getByRole('row', { name: /Jerusalem Post/ })).toHaveCount(0);
    await expect(tableOn(page).getByRole('row', { name: /Al-Madina/ })).toBeVisible();
    await page.getByRole('link', { name: 'Show every language' }).click();
    await expect(tableOn(page).getByRole('row', { name: /^The Jerusalem Post/ })).toBeVisible();
  });

  test('an address that asks for what is not known is answered, and says what was left out', async ({ page }) => {
    for (const address of [
      `${balad}?claims=none&turned=yes`,
      `${balad}?lang=xx&lang=ar&copies=%00`,
      `${balad}?order=${'x'.repeat(3000)}`,
      `${airBase}?order=constructor&on=never`,
    ]) {
      expect((await page.goto(address))?.status(), address).toBe(200);
      await expect(page.getByText(/The address asks for .* it was left out\./)).toBeVisible();
    }
  });

  test('a layout keeps the day asked of a site, and the day keeps the layout', async ({ page }) => {
    await page.goto(`${airBase}?claims=all&copies=shown`);
    await page.getByLabel('As of which day?').fill('2021-05-03');
    await page.getByRole('button', { name: 'Show this day' }).click();
    await expect(page).toHaveURL(/claims=all&copies=shown&on=2021-05-03/);
    await layoutOn(page).getByRole('link', { name: 'questions', exact: true }).click();
    await expect(page).toHaveURL(/claims=all&turned=1&copies=shown&on=2021-05-03#claims$/);
  });
});

test('the file has the claims on the screen, in their order', async ({ page }) => {
  for (const asked of ['', '?claims=all&copies=shown', '?claims=all&turned=1', '?lang=ar&copies=shown']) {
    await page.goto(`${balad}${asked}`);
    const link = page.getByRole('link', { name: 'CSV of what is on the screen' });
    const waiting = page.waitForEvent('download');
    await link.click();
    const download = await waiting;
    expect(download.suggestedFilename()).toMatch(/^claims-incident-balad-2021-05-03-as-of-\d+\.csv$/);
    const response = await page.request.get((await link.getAttribute('href')) ?? '');
    expect(response.headers()['content-type']).toBe('text/csv; charset=utf-8');
    const lines = (await response.text()).split('\r\n').slice(1, -1);
    // No text of the sample holds a line break; the claim stands last but two.
    expect(
      lines.map((line) => line.split(',').at(-3)),
      asked,
    ).toEqual(await claimsIn(tableOn(page)));
  }
});

test('the file of what is not on record says so in words', async ({ page }) => {
  for (const address of [
    '/incidents/unknown/claims.csv',
    '/sites/%2e%2e/claims.csv',
    '/sites/unknown/claims.csv?lang=x',
  ]) {
    const response = await page.request.get(address);
    expect(response.status(), address).toBe(404);
  }
  const response = await page.request.get('/incidents/unknown/claims.csv');
  expect(await response.text()).toBe('Nothing is recorded at this address.\n');
});

test('the layout is chosen by keyboard alone', async ({ page }) => {
  await page.goto(balad);
  const all = layoutOn(page).getByRole('link', { name: 'all', exact: true });
  await layoutOn(page).getByRole('link', { name: 'only disagreements' }).focus();
  await page.keyboard.press('Tab');
  await expect(all).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/claims=all/);
  const fold = tableOn(page).locator('summary').first();
  await fold.focus();
  await page.keyboard.press('Enter');
  await expect(tableOn(page).locator('details[open]')).toHaveCount(1);
});

test('a phone gets a card for each question, without scrolling sideways', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  for (const asked of ['', '?claims=all&copies=shown', '?claims=all&turned=1']) {
    await page.goto(`${balad}${asked}`);
    expect(await overflow(page), asked).toBe(0);
    await expect(tableOn(page)).toBeHidden();
    const card = page.getByRole('region', { name: 'Rockets (fired)' });
    await expect(card).toContainText('Disputed');
    await expect(card.getByText('10', { exact: true })).toBeVisible();
  }
  await page.goto(balad);
  await expect(page.getByRole('region', { name: 'Launch site' })).toBeHidden();
  const repeats = page.getByRole('region', { name: 'Rockets (fired)' }).getByText(/^\+\d+ that repeats? it$/);
  await repeats.first().click();
  await expect(page.getByRole('region', { name: 'Rockets (fired)' }).locator('details[open]')).toHaveCount(1);
});

test('paper gets every claim of every question, whatever the screen shows', async ({ page }) => {
  await page.goto(`${balad}?lang=ar`);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('region', { name: 'Launch site' })).toBeVisible();
  await expect(layoutOn(page)).toBeHidden();
  const rockets = page.getByRole('region', { name: 'Rockets (fired)' });
  await expect(rockets.getByRole('link', { name: 'Track Persia', exact: true })).toBeVisible();
  await expect(rockets.getByRole('link', { name: 'The Jerusalem Post', exact: true })).toBeVisible();
  expect(await page.locator('[data-state]').first().textContent()).toMatch(/\w/);
});

everyLook([`${balad}?claims=all&turned=1&copies=shown`, `${airBase}?order=asked&lang=en`]);
