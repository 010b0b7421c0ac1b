import { accessibilityFaults, balad, expect, overflow, test } from './page';

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

  test('every page can be cited as it is and followed, and names its feeds to programs', async ({ request }) => {
    test.slow();
    for (const [route, feed] of pages) {
      const html = (await (await request.get(route)).text()).replaceAll('&amp;', '&');
      const head = html.slice(0, html.indexOf('</head>'));
      for (const [form, type] of [
        ['atom', 'application/atom+xml'],
        ['json', 'application/feed+json'],
      ]) {
        const [, href = ''] =
          new RegExp(`<link rel="alternate" type="${type?.replace('+', '\\+')}" href="([^"]+)"`).exec(head) ?? [];
        expect(href, route).toMatch(new RegExp(`^${feed}.*/?feed\\.${form}(\\?|$)`));
      }
      const [, cited = ''] =
        /”\. Palimpsest, as recorded up to event #\d+ on \d{4}-\d\d-\d\d\. (http[^<\s]+)/.exec(html) ?? [];
      const { pathname, searchParams } = new URL(cited);
      expect(searchParams.get('asOf'), route).toMatch(/^\d+$/);
      searchParams.delete('asOf');
      expect(addressWith(pathname, searchParams)).toBe(route);
      expect(html, route).toContain('@misc{palimpsest-');
    }
  });

  test('a record’s feeds are served; those of an unknown one are not there', async ({ request }) => {
    test.slow();
    for (const [form, type] of [
      ['atom', 'application/atom+xml'],
      ['json', 'application/feed+json'],
    ]) {
      const answer = await request.get(`/questions/incident/balad-2021-05-03/rockets/feed.${form}`);
      expect(answer.status()).toBe(200);
      expect(answer.headers()['content-type']).toBe(`${type}; charset=utf-8`);
      expect(await answer.text()).toContain(`${process.env.PALIMPSEST_BASE_URL}/ledger/`);
      const known = { 'if-none-match': answer.headers().etag ?? '' };
      expect((await request.get(answer.url(), { headers: known })).status()).toBe(304);
    }
    for (const unknown of ['/incidents/unknown', '/questions/incident/unknown/rockets', '/claims/c003'])
      expect((await request.get(`${unknown}/feed.atom`)).status(), unknown).toBe(404);
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

for (const [colorScheme, width] of [
  ['light', 1280],
  ['dark', 360],
] as const)
  test.describe(`in the ${colorScheme} at ${width} pixels`, () => {
    test.use({ colorScheme, viewport: { width, height: 800 } });
    test('axe finds nothing in what is open, and nothing is wider than the window', async ({ page }) => {
      await page.goto('/ledger/18');
      await page.getByText('Cite', { exact: true }).click();
      await page.getByText('Follow', { exact: true }).click();
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(await overflow(page)).toBe(0);
    });
  });

const addressWith = (path: string, asked: URLSearchParams): string => (asked.size === 0 ? path : `${path}?${asked}`);
