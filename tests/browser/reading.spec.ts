import { airBase, balad, everyLook, expect, overflow, test } from './page';

const routes = [
  '/',
  balad,
  '/incidents/balad-2021-04-18',
  airBase,
  '/ledger/488',
  '/ledger/0',
  '/claims/c003',
  '/reports/rep-rudaw-2021-05-03',
  '/report',
  '/people',
  '/nothing-here',
];

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the Balad page alone tells who claimed what, what conflicts and why, and how the record came to be', async ({
    page,
  }) => {
    await page.goto(balad);
    const rockets = page.getByRole('article', { name: 'Rockets' });
    await expect(rockets).toContainText('Disputed');
    await expect(rockets).toContainText('Security Media Cell');
    await expect(rockets).toContainText('“4 rockets fired” against “6”: no number is both.');
    for (const value of ['4', '6', '10']) await expect(rockets.getByText(value, { exact: true })).toBeVisible();
    await expect(page.getByRole('article', { name: 'Date' })).toContainText(
      'Monday 3 May 2021, 20:00 is not in the night next to Sunday 2 May 2021.',
    );
    const wounded = page.getByRole('article', { name: 'Wounded' });
    await expect(wounded).toContainText('none');
    await expect(wounded).toContainText('Iraqi military');
    await expect(wounded).toContainText('a foreign contractor is a person');
    const history = page.getByRole('region', { name: 'History' });
    await history.getByRole('link', { name: /^All changes/ }).click();
    await page.getByRole('link', { name: 'oldest first' }).click();
    await expect(page.getByRole('main')).toContainText('A record was opened');
    await expect(page.getByRole('main')).toContainText('Security Media Cell: rockets (fired) 4.');
  });

  test('the base shows troops disputed and contractors agreed, with no conflict between the two', async ({ page }) => {
    await page.goto(airBase);
    const houses = page.getByRole('article', { name: 'Houses', exact: true });
    await expect(houses).toContainText(/Houses US contractors\?Agreed/);
    await expect(houses).toContainText(/Houses US troops\?Disputed/);
    await expect(houses).toContainText(/Houses coalition troops\?Disputed/);
    await expect(houses).not.toContainText(/contractors” against/);
  });

  test('every page reads at 360 pixels without scrolling sideways', async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    for (const route of routes) {
      await page.goto(route);
      expect(await overflow(page), route).toBe(0);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    }
  });

  test('an address of nothing says so', async ({ page }) => {
    for (const address of [
      '/incidents/unknown',
      '/sites/unknown',
      '/claims/unknown',
      '/reports/unknown',
      '/ledger/999999',
      '/x',
    ]) {
      expect((await page.goto(address))?.status(), address).toBe(404);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nothing is recorded at this address');
    }
  });

  test('any value leads to the event that set it, and back to what came before', async ({ page }) => {
    await page.goto(balad);
    await page
      .getByRole('article', { name: 'Rockets' })
      .getByRole('link', { name: /Last changed by #/ })
      .click();
    await expect(page).toHaveURL(/\/ledger\/\d+\?of=question:incident:balad-2021-05-03:rockets$/);
    const value = page.getByRole('region', { name: 'State of rockets: Rockets at Balad Air Base, 3 May 2021' });
    const [, last] = (await value.getByText(/^Step \d+ of \d+$/).textContent())?.match(/^Step (\d+) of \1$/) ?? [];
    await expect(value).toContainText('Not changed since');
    await value.getByRole('link', { name: /^Before this change: #\d+$/ }).click();
    await expect(value).toContainText(`Step ${Number(last) - 1} of ${last}`);
    await value.getByRole('link', { name: /^Changed again by #\d+$/ }).click();
    await value.getByText(`All ${last} steps`).click();
    await value.getByRole('listitem').first().getByRole('link').click();
    await expect(value).toContainText(`Step 1 of ${last}`);
    await expect(value).toContainText('First recorded here');
  });

  test('an event that did not set a value says so, and leads to the one that did', async ({ page }) => {
    await page.goto('/ledger/0?of=claim:c003:answer');
    const refused = page.getByRole('alert');
    await expect(refused).toContainText('Not set here: event #0 did not set this value.');
    await refused.getByRole('link', { name: /^It was set afterwards by #\d+$/ }).click();
    await expect(page.getByRole('region', { name: 'Answer: Security Media Cell’s claim' })).toBeVisible();
    await page.goto('/ledger/0?of=nothing');
    await expect(page.getByRole('alert')).toContainText('of is “nothing”. Name a value by what it is of');
  });

  test('an event tells what it is, and is shown as it was hashed', async ({ page }) => {
    await page.goto('/ledger/488');
    await expect(page.getByText('Leaf hash', { exact: false })).toBeVisible();
    await page.goto('/claims/c003');
    await page.getByRole('definition').filter({ hasText: 'the report it came with' }).getByRole('link').first().click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText(
      'Security Media Cell: rockets (fired) 4. Read in “Rudaw report',
    );
    await page.getByText('The event as it was hashed').click();
    await expect(page.locator('pre').filter({ hasText: '"type": "ClaimRecorded"' })).toBeVisible();
  });
});

test('the matrix says in words what is not stated, and each conflict leads to its sentence', async ({ page }) => {
  await page.goto(balad);
  const table = page.getByRole('table', { name: /What each source says/ });
  const row = table.getByRole('row', { name: /Security Media Cell in Rudaw/ });
  await expect(row.getByRole('cell').filter({ hasText: 'not stated' }).first()).toBeAttached();
  await row
    .getByRole('link', { name: /conflicts, see [a-z]+/ })
    .first()
    .click();
  await expect(page).toHaveURL(/#why-[a-z]+$/);
  await expect(page.locator(':target')).toContainText('is not in the night next to');
  await page.goto(`${balad}?copies=shown`);
  await expect(table.getByRole('row', { name: /Track Persia/ })).toContainText('republishes');
});

test('states are told apart without colour: word, sign and border differ', async ({ page }) => {
  await page.goto(airBase);
  const looks = await page
    .locator('[data-state]')
    .evaluateAll((chips) =>
      chips.map((chip) =>
        [
          chip.getAttribute('data-state'),
          chip.firstElementChild?.getAttribute('data-sign'),
          getComputedStyle(chip).borderTopStyle,
        ].join('; '),
      ),
    );
  const states = new Set(looks.map((look) => look.split('; ')[0]));
  expect(states.size).toBeGreaterThanOrEqual(3);
  expect(new Set(looks).size).toBe(states.size);
});

everyLook(routes);

test('a page is read by keyboard: skip link, contents, links, and the wide table scrolls', async ({ page }) => {
  await page.goto(balad);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('#content')).toBeFocused();
  await page.getByRole('region', { name: 'Claims by source and attribute' }).focus();
  await expect
    .poll(async () => {
      await page.keyboard.press('ArrowRight');
      return page
        .getByRole('region', { name: 'Claims by source and attribute' })
        .evaluate((region) => region.scrollLeft);
    })
    .toBeGreaterThan(0);
});

test('print shows every claim as cards, states as words, and no controls', async ({ page }) => {
  await page.goto(balad);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('table', { name: /What each source says/ })).toBeHidden();
  await expect(page.getByRole('region', { name: 'Rockets (fired)' })).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeHidden();
});
