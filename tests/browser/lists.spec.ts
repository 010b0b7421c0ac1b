import { everyLook, expect, test } from './page';

const lists = [
  '/incidents',
  '/incidents?site=balad-air-base&state=Disputed',
  '/incidents?text=zzz&site=balad-air-base',
  '/incidents?state=Nonsense',
  '/claims',
  '/claims?attribute=wounded&answer=count',
  '/documents',
  '/documents?lineage=derived',
  '/sources',
  '/ledger',
  '/ledger?person=nobody',
  '/incidents/balad-2021-05-03/history?attribute=rockets&minor=1',
];

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('incidents are filtered by a form, and all of it is in the address', async ({ page }) => {
    await page.goto('/incidents');
    const rows = page.getByRole('region').getByRole('listitem');
    await expect(page.getByRole('heading', { level: 2 })).toContainText(/\d+ incidents/);
    await page.getByLabel('Words of the title or the site').fill('قاعدة بلد');
    await page.getByRole('button', { name: 'Apply' }).click();
    await expect(page).toHaveURL(/\/incidents\?text=[^&]+$/);
    await expect(page.getByRole('heading', { level: 2 })).toContainText(/^\d incidents/);
    await expect(rows.getByRole('link', { name: 'Rockets at Balad Air Base, 3 May 2021' })).toBeVisible();
    await expect(page.getByText('2 May 2021 or 3 May 2021, 20:00 (UTC+3) (disputed)')).toBeVisible();

    await page.getByText('More filters').click();
    await page.getByLabel('Its state').selectOption('Disputed');
    await page.getByLabel('May have been from').fill('2021-05-02');
    await page.getByLabel('To', { exact: true }).fill('2021-05-02');
    await page.getByRole('button', { name: 'Apply' }).click();
    await expect(page).toHaveURL(/from=2021-05-02&to=2021-05-02&state=Disputed$/);
    await expect(page.getByRole('heading', { level: 2 })).toContainText('1 incident');

    await page.goBack();
    await expect(page.getByRole('heading', { level: 2 })).not.toContainText('1 incident');
    await page.goForward();
    await page.getByRole('link', { name: 'Remove the filter Any question Disputed' }).click();
    await expect(page).toHaveURL(/from=2021-05-02&to=2021-05-02$/);
    await page.getByRole('link', { name: 'Remove all' }).click();
    await expect(page).toHaveURL(/\/incidents$/);
  });

  test('an empty list says what each filter keeps away', async ({ page }) => {
    await page.goto('/incidents?site=balad-air-base&text=erbil');
    await expect(page.getByRole('heading', { level: 2 })).toContainText('No incidents');
    await page.getByRole('link', { name: 'Remove Site: Balad Air Base' }).click();
    await expect(page).toHaveURL(/\/incidents\?text=erbil$/);
    await expect(page.getByRole('link', { name: /Rockets at Erbil airport/ }).first()).toBeVisible();
  });

  test('claims are read page by page, to the end and back', async ({ page }) => {
    await page.goto('/claims');
    const first = await page.getByRole('region').getByRole('listitem').first().textContent();
    // Each page is awaited by its address: what a click leads to may not have begun to load.
    const turn = async (name: string) => {
      const link = page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name });
      if ((await link.count()) === 0) return false;
      await page.goto((await link.getAttribute('href')) ?? '');
      return true;
    };
    let turned = 0;
    while (await turn('Earlier')) turned++;
    expect(turned).toBeGreaterThan(2);
    while (await turn('Later')) turned--;
    expect(turned).toBe(0);
    expect(await page.getByRole('region').getByRole('listitem').first().textContent()).toBe(first);
  });

  test('what cannot be read is named, and the way on is a link', async ({ page }) => {
    const hostile = [
      'state=Nonsense',
      'after=x',
      'from=1&to=0',
      'site=%00',
      'kind=a&kind=b',
      `text=${'x'.repeat(900)}`,
    ];
    for (const asked of hostile) {
      const response = await page.goto(`/incidents?${asked}`);
      expect(response?.status(), asked).toBe(200);
      await expect(page.getByRole('alert').first(), asked).toContainText('This list cannot be shown as asked');
      await page.getByRole('alert').getByRole('link').click();
      await expect(page.getByRole('alert')).toHaveCount(asked.startsWith('from=') ? 1 : 0);
    }
    for (const list of ['/claims', '/documents', '/sources']) {
      await page.goto(`${list}?after=W10`);
      await expect(page.getByRole('alert')).toContainText('begin at its first page');
    }
  });

  test('a site leads to its incidents in the list', async ({ page }) => {
    await page.goto('/sites/balad-air-base');
    await page.getByRole('link', { name: 'All incidents here, with filters' }).click();
    await expect(page).toHaveURL(/\/incidents\?site=balad-air-base$/);
    await expect(page.getByRole('list', { name: 'What this list is filtered by' })).toContainText('Balad Air Base');
  });
});

everyLook(lists, async (page) => {
  for (const summary of await page.getByText('More filters').all()) await summary.click();
});

test('a list is filtered and left by keyboard alone', async ({ page }) => {
  await page.goto('/incidents');
  await page.getByLabel('Words of the title or the site').focus();
  await page.keyboard.type('irbil');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/text=irbil$/);
  await page.getByLabel('Words of the title or the site').focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(page.getByText('More filters')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Remove the filter Words' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/incidents$/);
});

test('print shows the rows and what they are filtered by, and no controls', async ({ page }) => {
  await page.goto('/incidents?site=balad-air-base');
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('button', { name: 'Apply' })).toBeHidden();
  await expect(page.getByText('More filters')).toBeHidden();
  await expect(page.getByRole('list', { name: 'What this list is filtered by' })).toContainText('Balad Air Base');
  await expect(page.getByText(/as of event #\d+$/)).toBeVisible();
});
