import { accessibilityFaults, balad, choose, everyLook, expect, overflow, test } from './page';

const source = '/sources/src-afp';
const document = '/documents/doc-rudaw-2021-05-03';
const copy = '/documents/doc-track-persia-2021-05-06';
const airport = '/incidents/baghdad-airport-2021-05-02';
const earlier = '/incidents/baghdad-airport-2021-04-22';
const routes = [
  source,
  '/sources/src-iraqi-military',
  document,
  copy,
  `${document}/open`,
  '/vocabulary',
  airport,
  earlier,
  '/sites/iraq',
  '/claims/c055',
  '/claims/seed-4',
  '/ledger/4',
  '/ledger/18',
];

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a source tells what it claims with states, whose it is, and who repeats it', async ({ page }) => {
    await page.goto(source);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('AFP');
    await expect(page.getByRole('main')).toContainText(/\d+ claims on \d+ questions; \d+ of them (is|are) disputed\./);
    await expect(page.getByRole('region', { name: 'Whom it repeats' })).toContainText('The Jerusalem Post');
    const claims = page.getByRole('region', { name: 'Rockets at Erbil airport, 15 February 2021' });
    await expect(claims).toContainText(/Wounded\s*Disputed/);
    await page.goto('/sources/src-security-media-cell');
    await expect(page.getByText('itself part of').or(page.getByText('Iraqi military')).first()).toBeVisible();
  });

  test('a document tells where its content comes from, to the end, and which event said so', async ({ page }) => {
    await page.goto(copy);
    const lineage = page.getByRole('region', { name: 'Lineage' });
    await expect(lineage).toContainText(/republishes Jerusalem Post analysis .* set by #\d+/);
    await expect(lineage).toContainText(/is based on AFP story on rockets at Baghdad airport, 2 May .* set by #\d+/);
    await lineage.getByRole('link', { name: /Jerusalem Post analysis/ }).click();
    await expect(page.getByRole('region', { name: 'Lineage' })).toContainText('republishes it');
    await expect(page.getByRole('main')).toContainText('No address is on record.');
  });

  test('claims about many incidents stand with their verdict and the incidents that decide it', async ({ page }) => {
    await page.goto(airport);
    const series = page.getByRole('article', { name: 'Place in a series' });
    await expect(series).toContainText(/Undetermined: the record holds 1 to 3/);
    await series.getByRole('link', { name: 'Rockets at Baghdad airport, 29 April 2021' }).first().click();
    await expect(page).toHaveURL(/baghdad-airport-2021-04-29$/);
    await page.goto('/claims/c245');
    await expect(page.getByRole('main')).toContainText('Beyond the record');
  });

  test('a toll that later figures overtook is not called unreported', async ({ page }) => {
    await page.goto(earlier);
    const casualties = page.getByRole('article', { name: 'Casualties' });
    await expect(casualties).toContainText(/Overtaken: none \(Iraqi military .*#\d+, RT /);
    await expect(casualties).not.toContainText('Not reported');
  });

  test('an author’s assessment is shown as one, and takes no position', async ({ page }) => {
    await page.goto('/sites/balad-air-base');
    const assessment = page.getByRole('article', { name: 'Assessment' });
    await expect(assessment).toContainText('The author’s assessment', { ignoreCase: true });
    await expect(assessment).toContainText('Militias close to Iran');
    await expect(assessment).not.toContainText('Not reported');
    await page.goto('/claims/seed-4');
    await expect(page.getByRole('main')).toContainText('takes no position');
    await expect(page.getByRole('main')).not.toContainText('No other answer on record conflicts');
  });

  test('the vocabulary names who added what by which event; whoever may not define is told so', async ({ page }) => {
    await page.goto('/vocabulary');
    const scopes = page.getByRole('region', { name: 'Scopes' });
    await expect(scopes.getByRole('listitem').filter({ hasText: /^Iraqi civilians/ })).toContainText(
      /added by Sample curator, #\d+/,
    );
    await expect(page.getByText('Stewards define what can be asked')).toBeVisible();
    await expect(page.getByRole('form')).toHaveCount(0);
  });

  test('an address of nothing says so, also the way out of a document without an address', async ({ page }) => {
    for (const address of [
      '/sources/unknown',
      '/documents/unknown',
      '/documents/unknown/open',
      '/documents/doc-jerusalem-post-2021-05/open',
    ]) {
      expect((await page.goto(address))?.status(), address).toBe(404);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nothing is recorded at this address');
    }
  });

  test('an address is never a link that leads out; the one that does stands under its warning', async ({ page }) => {
    for (const route of [document, '/claims/c003', balad, source]) {
      await page.goto(route);
      await expect(page.locator('a[href^="http"]'), route).toHaveCount(0);
    }
    await page.goto(document);
    await expect(page.getByText('https://rudaw.net/english/middleeast/iraq/030520214-amp')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Copy the address' })).toHaveCount(0);
    await page.getByRole('link', { name: 'Open with a warning' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Open a page at rudaw.net?');
    await expect(page.getByRole('main')).toContainText('It tells rudaw.net');
    const out = page.getByRole('link', { name: 'Open rudaw.net in a new tab' });
    await expect(out).toHaveAttribute('rel', /noreferrer noopener/);
    await expect(out).toHaveAttribute('referrerpolicy', 'no-referrer');
    await expect(out).toHaveAttribute('target', '_blank');
    await page.goto(`${document}/open?address=https://example.org/`);
    await expect(page.locator('a[href^="http"]')).toHaveCount(1);
    await expect(page.getByRole('main')).not.toContainText('example.org');
  });

  test('every page reads at 360 pixels without scrolling sideways', async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    for (const route of routes) {
      await page.goto(route);
      expect(await overflow(page), route).toBe(0);
    }
  });
});

test('an address is copied, and it says so', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(document);
  await page.getByRole('button', { name: 'Copy the address' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    'https://rudaw.net/english/middleeast/iraq/030520214-amp',
  );
});

test('only who may correct a claim is led to the form', async ({ page }) => {
  const form = page.getByRole('link', { name: 'correct it' });
  await page.goto('/claims/c003');
  await expect(page.getByText('made by reviewers and stewards')).toBeVisible();
  await expect(form).toHaveCount(0);
  await choose(page, 'Contributor (local)');
  await page.goto('/claims/c003');
  await expect(form).toHaveCount(0);
  await page.getByRole('link', { name: 'report what it says' }).click();
  await expect(page).toHaveURL(/\/report\?about=incident:balad-2021-05-03/);
  await choose(page, 'Reviewer (local)');
  await page.goto('/claims/c003');
  await expect(form).toBeVisible();
});

test('a steward defines a question and a scope: checked, refused at its field, recorded once', async ({ page }) => {
  await choose(page, 'Steward (local)');
  await page.goto('/vocabulary');
  const form = page.getByRole('form', { name: 'Define a question' });
  await form.getByRole('button', { name: 'Check the definition' }).click();
  await expect(form.getByRole('alert')).toContainText('Give it a name.');
  await form.getByLabel('Name', { exact: true }).fill('wounded');
  await form.getByLabel('incidents', { exact: true }).check();
  await form.getByLabel('a number', { exact: true }).check();
  await form.getByRole('button', { name: 'Check the definition' }).click();
  await form.getByRole('button', { name: 'Record the definition' }).click();
  await expect(form.getByRole('alert')).toContainText('already');
  await form.getByLabel('Name', { exact: true }).fill('sirens heard');
  await form.getByRole('button', { name: 'Check the definition' }).click();
  await expect(form).toContainText('incidents');
  expect(await accessibilityFaults(page)).toEqual([]);
  await form.getByRole('button', { name: 'Record the definition' }).click();
  await expect(form.getByRole('status')).toContainText(/recorded as event #\d+/);
  await expect(page.getByRole('region', { name: 'Questions' })).toContainText(/Sirens heard.*added by Steward/);

  const scope = page.getByRole('form', { name: 'Define a scope' });
  await scope.getByLabel('Name', { exact: true }).fill('journalists');
  await scope
    .getByRole('group', { name: /It lies inside/ })
    .getByLabel('civilians', { exact: true })
    .check();
  await scope.getByRole('button', { name: 'Check the definition' }).click();
  await scope.getByRole('button', { name: 'Record the definition' }).click();
  await expect(page.getByRole('region', { name: 'Scopes' })).toContainText(/journalists · added by Steward/);
  const [event] = (await scope.getByRole('status').textContent())?.match(/#\d+/) ?? [''];
  await page.goto(`/ledger/${event.slice(1)}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    '“journalists” was added to what can be counted among persons, within civilians.',
  );
});

everyLook(routes);

test('print shows what a page says and none of its tools', async ({ page }) => {
  await page.goto(document);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText('https://rudaw.net/english/middleeast/iraq/030520214-amp')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Open with a warning' })).toBeHidden();
  await expect(page.getByRole('region', { name: 'What was read in it' })).toBeVisible();
});
