import { accessibilityFaults, balad, expect, overflow, seenIn, test } from './page';

/** Pages with the address their feeds stand below. */
const pages: [page: string, feed: string][] = [
  [balad, balad],
  ['/sites/balad-air-base?on=2021-05-03', '/sites/balad-air-base'],
  ['/sources/src-afp', '/sources/src-afp'],
  ['/documents/doc-rudaw-2021-05-03', '/documents/doc-rudaw-2021-05-03'],
  ['/questions/incident/balad-2021-05-03/rockets', '/questions/incident/balad-2021-05-03/rockets'],
  ['/claims/c003', '/questions/incident/balad-2021-05-03/'],
  ['/', '/ledger'],
  ['/incidents?site=balad-air-base&state=Disputed', '/ledger'],
  ['/claims?claimant=src-afp', '/ledger'],
  ['/documents', '/ledger'],
  ['/sources', '/ledger'],
  ['/disputes?stage=Open', '/ledger'],
  ['/map', '/ledger'],
  ['/timeline?from=2021-05-01', '/ledger'],
  ['/ledger/18', '/ledger'],
];

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('every page can be cited as it is and followed, and names its feeds to programs', async ({ page, request }) => {
    test.slow();
    for (const [route, feed] of pages) {
      await page.goto(route);
      for (const [form, type] of [
        ['atom', 'application/atom+xml'],
        ['json', 'application/feed+json'],
      ]) {
        const link = page.locator(`head link[rel="alternate"][type="${type}"]`);
        const href = (await link.getAttribute('href')) ?? '';
        expect(href, route).toMatch(new RegExp(`^${feed}.*/?feed\\.${form}(\\?|$)`));
        const answer = await request.get(href);
        expect(answer.status(), href).toBe(200);
        expect(answer.headers()['content-type']).toContain(type);
      }
      await page.getByText('Cite', { exact: true }).click();
      const text = page.getByText(/^“.+”\. Palimpsest, as recorded up to event #\d+ on \d{4}-\d\d-\d\d\. http:/);
      await expect(text, route).toBeVisible();
      const cited = new URL(((await text.textContent()) ?? '').split(' ').at(-1) ?? '');
      expect(cited.searchParams.get('asOf')).toMatch(/^\d+$/);
      cited.searchParams.delete('asOf');
      expect(`${cited.pathname}${cited.search}`).toBe(route);
      await expect(page.getByText(/^@misc\{/), route).toBeVisible();
      await page.getByText('Follow', { exact: true }).click();
      await expect(page.getByRole('link', { name: 'Atom' })).toBeVisible();
      await expect(page.getByRole('button', { name: /^Copy/ })).toHaveCount(0);
    }
  });

  test('a list is followed by those of its filters that a feed has', async ({ page }) => {
    await page.goto('/incidents?site=balad-air-base&attribute=wounded&state=Disputed');
    await page.getByText('Follow', { exact: true }).click();
    await expect(page.getByText('as far as they bear on the question and site this list is filtered by')).toBeVisible();
    await expect(page.getByRole('link', { name: 'JSON Feed' })).toHaveAttribute(
      'href',
      '/ledger/feed.json?attribute=wounded&site=balad-air-base',
    );
  });

  test('what a citation rests on is part of it: another position asked for is replaced, a day of publication told', async ({
    page,
  }) => {
    await page.goto(`${balad}?asOf=600&publishedBy=2021-05-04&order=asked`);
    await page.getByText('Cite', { exact: true }).click();
    const text = await page.getByText(/^“.+”\. Palimpsest/).textContent();
    expect(text).toMatch(
      /, of what was published by 2021-05-04\. http\S+\?publishedBy=2021-05-04&order=asked&asOf=\d+$/,
    );
  });
});

test('a citation and the address of a feed are copied', async ({ page, context, baseURL }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await page.goto(balad);
  await page.getByText('Cite', { exact: true }).click();
  await page.getByRole('button', { name: 'Copy the BibTeX entry' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Copied' })).toBeVisible();
  expect(await copied()).toMatch(/^@misc\{palimpsest-incidents-balad-2021-05-03-\d+,\n {2}title = \{\{Rockets at/);
  await page.getByText('Follow', { exact: true }).click();
  await page.getByRole('button', { name: 'Copy the address for Atom' }).click();
  await expect.poll(copied).toBe(`${baseURL}${balad}/feed.atom`);
});

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(`in the ${colorScheme}`, () => {
    test.use({ colorScheme });
    for (const width of [1280, 360])
      test(`axe finds nothing in what is open at ${width} pixels`, async ({ page }) => {
        await page.setViewportSize({ width, height: 800 });
        for (const route of seenIn([balad, '/incidents', '/map', '/ledger/18'], colorScheme, width)) {
          await page.goto(route);
          await page.getByText('Cite', { exact: true }).click();
          await page.getByText('Follow', { exact: true }).click();
          expect.soft(await accessibilityFaults(page), route).toEqual([]);
          expect.soft(await overflow(page), route).toBe(0);
        }
      });
  });
