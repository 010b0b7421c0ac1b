import type { Page } from '@playwright/test';
import { accessibilityFaults, airBase, balad, choose, expect, overflow, test } from './page';

/** The position that the address of a page names. */
const asOf = (page: Page): string | null => new URL(page.url()).searchParams.get('asOf');

/** What the record says, as a reader sees it. */
const record = (page: Page): Promise<string> => page.locator('#record').innerText();

const slider = (page: Page) => page.getByRole('slider');

/** Opens a revision by its number, in the address. */
async function open(page: Page, revision: number): Promise<{ position: string; says: string }> {
  await page.goto(`${balad}?claims=all&revision=${revision}`);
  await expect(page).toHaveURL(/\?claims=all&asOf=\d+$/);
  return { position: asOf(page) ?? '', says: await record(page) };
}

test('a revision is the same by slider, by its link, by address and by day; reload and Back keep it', async ({
  page,
}) => {
  const second = await open(page, 2);
  const third = await open(page, 3);
  expect(third.says).not.toBe(second.says);
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /^Revision 3 of \d+, \d+ \w+ \d{4}, .+ changed$/);
  await expect(page.getByRole('complementary', { name: 'Where you stand in time' })).toContainText(
    /: revision 3 of \d+\. \d+ later changes of this record are not shown\./,
  );
  await slider(page).focus();
  await page.keyboard.press('ArrowLeft');
  await expect(page).toHaveURL(new RegExp(`asOf=${second.position}#revision$`));
  expect(await record(page)).toBe(second.says);
  await expect(slider(page)).toBeFocused();
  await page.reload();
  expect(await record(page)).toBe(second.says);
  await page.goBack();
  await expect(page).toHaveURL(new RegExp(`asOf=${third.position}$`));
  await expect(slider(page)).toHaveValue('3');
  expect(await record(page)).toBe(third.says);
  await page.getByRole('link', { name: 'The revision before' }).click();
  await expect(page).toHaveURL(new RegExp(`asOf=${second.position}$`));
  expect(await record(page)).toBe(second.says);

  // The sample was recorded today: by the end of today, all of it was.
  await page.getByText('Choose another moment').click();
  const last = Number(await slider(page).getAttribute('max'));
  await page
    .getByLabel('Recorded here by the end of')
    .fill(new Date(Date.now() + 86_400_000).toISOString().slice(0, 10));
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(slider(page)).toHaveValue(String(last));
  const newest = await record(page);
  expect((await open(page, last)).says).toBe(newest);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the slider is a form, and its answer the same page', async ({ page }) => {
    const second = await open(page, 2);
    await open(page, 3);
    await slider(page).press('ArrowLeft');
    await page.getByRole('button', { name: 'Go', exact: true }).click();
    await expect(page).toHaveURL(new RegExp(`asOf=${second.position}#revision$`));
    expect(await record(page)).toBe(second.says);
  });

  test('a revision that does not exist is refused by name', async ({ page }) => {
    for (const [address, reason] of [
      [`${balad}?revision=0`, 'There is no such revision: there are'],
      [`${balad}?revision=99999`, 'There is no such revision: there are'],
      [`${balad}?revision=two`, 'Write the number of a revision, such as 17.'],
      [`${balad}?revision=2&asOf=40`, 'not for two of them'],
      ['/incidents?revision=2', 'Nothing at this address has revisions.'],
    ] as const) {
      await page.goto(address);
      await expect(page.getByRole('alert').first()).toContainText(reason);
    }
  });

  test('before its first event a record is not yet there, and the page says from when it is', async ({ page }) => {
    const first = await open(page, 1);
    const claim = await page.locator('a[href^="/claims/"]').count();
    expect(claim).toBe(0);
    for (const path of [balad, airBase, '/sources/src-afp', '/ledger/9']) {
      expect((await page.goto(`${path}?asOf=0`))?.status(), path).toBe(200);
      await expect(page.getByRole('heading', { level: 1 })).toContainText(/^Not yet on record at #\d/);
      await expect(page).toHaveTitle(/as of #\d+ · Palimpsest$/);
    }
    await page.goto(`${balad}?asOf=0`);
    await page.getByRole('link', { name: 'Show it as it was first recorded' }).click();
    await expect(page).toHaveURL(new RegExp(`asOf=${first.position}$`));
    expect(await record(page)).toBe(first.says);
    expect((await page.goto('/incidents/unknown?asOf=0'))?.status()).toBe(404);
  });
});

test('in the past nothing can be changed, and every way through the record stays there', async ({ page }) => {
  await choose(page, 'Reviewer');
  await open(page, 6);
  const position = asOf(page) ?? '';
  const claim = await page.locator('#record a[href^="/claims/"]').first().getAttribute('href');
  const question = await page.locator('#record a[href^="/questions/"]').first().getAttribute('href');
  const document = await page.locator('#claims a[href^="/documents/"]').first().getAttribute('href');
  const source = await page.locator('#claims a[href^="/sources/"]').first().getAttribute('href');
  const lists = [
    '/',
    '/incidents',
    '/claims',
    '/documents',
    '/sources',
    '/disputes',
    '/map',
    '/timeline',
    '/vocabulary',
  ];
  for (const path of [balad, airBase, claim, question, document, source, ...lists]) {
    const address = `${path?.split('?')[0]}?asOf=${position}`;
    expect((await page.goto(address))?.status(), address).toBe(200);
    const found = await page.getByRole('main').evaluate((main) => ({
      changing: [
        ...main.querySelectorAll(
          'textarea, form:not([action]), a[href^="/report?"], a[href="/report"], a[href^="/people"], a[href*="/undo"], a[href*="/restore"]',
        ),
      ].map(({ outerHTML }) => outerHTML.slice(0, 200)),
      leaving: [...main.querySelectorAll('a')]
        .map((link) => link.getAttribute('href') ?? '')
        .filter((href) =>
          /^\/(incidents|sites|claims|documents|sources|questions|disputes|map|timeline|$|\?)/.test(href),
        )
        .filter((href) => !href.includes('asOf=') && !/\/(feed\.\w+|compare)$/.test(href)),
      forms: [...main.querySelectorAll('form')].filter(
        (form) => !form.querySelector('[name=recordedBy], [name=revision], [name=asOf]'),
      ).length,
    }));
    // The one way out is the banner's.
    const now = path === '/' || path === null ? '/' : path.split('?')[0];
    expect({ ...found, leaving: found.leaving.filter((href) => href !== now) }, address).toEqual({
      changing: [],
      leaving: [],
      forms: 0,
    });
    await expect(page.getByText('Nothing can be changed here.')).toHaveCount(1);
    await expect(page).toHaveTitle(new RegExp(`as of #${position} · Palimpsest$|^Palimpsest, as of #${position}$`));
  }
  const now = await page.request.get(`${balad}/claims.csv?claims=all`);
  const then = await page.request.get(`${balad}/claims.csv?claims=all&asOf=${position}`);
  expect(then.headers()['content-disposition']).toContain(`as-of-${position}.csv`);
  expect((await then.text()).length).toBeLessThan((await now.text()).length);
});

test.describe('in the dark, on a phone', () => {
  test.use({ colorScheme: 'dark', viewport: { width: 360, height: 800 } });

  test('an incident in the past has no fault axe knows of, and fits', async ({ page }) => {
    await open(page, 3);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
  });
});
