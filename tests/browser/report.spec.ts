import { accessibilityFaults, choose, expect, test } from './page';
import { answer, elsewhere, newDocument, pick, reportsOn } from './report-form';

const april = '/incidents/balad-2021-04-18';

test.describe('a reviewer', () => {
  test.beforeEach(({ page }) => choose(page, 'Reviewer (local)'));

  test('reports several answers: they are checked, sent and received, and the record, the claims and the history change', async ({
    page,
  }) => {
    const title = 'A wire story on Balad, told to a test';
    await page.goto('/report?about=incident:balad-2021-04-18&attribute=rockets');
    await newDocument(page, title);
    const first = answer(page, 1);
    await first.getByLabel('The number, as it is said').fill('around forty');
    await expect(first).toContainText('Recorded as: about 40');
    await pick(first, 'Who says so?', 'rudaw', /^Rudaw/);

    await page.getByRole('button', { name: 'Add another answer' }).click();
    const second = answer(page, 2);
    await second.getByLabel('Question').selectOption({ label: 'Killed' });
    await second.getByLabel('Of whom or what exactly').selectOption({ label: 'civilians' });
    await second.getByLabel('Or choose what it says').selectOption({ label: 'None – it says there were none' });

    await page.getByRole('button', { name: 'Add another answer' }).click();
    const third = answer(page, 3);
    await third.getByLabel('Question').selectOption({ label: 'Date' });
    await third.getByLabel('What it says').selectOption({ label: 'Exact day' });
    await third.getByLabel('Month', { exact: true }).fill('April');
    await third.getByLabel('Year', { exact: true }).fill('2021');
    await expect(third).toContainText('In words: April 2021');

    await page.getByRole('button', { name: 'Add another answer' }).click();
    const fourth = answer(page, 4);
    await fourth.getByLabel('Question').selectOption({ label: 'Place in a series' });
    await fourth.getByLabel('What it says').selectOption({ label: 'Which it was, such as the 23rd' });
    await fourth.getByLabel('Its number in the series').fill('23');
    await fourth.getByLabel('Within how many days').fill('108');
    await fourth.getByLabel('As of').selectOption({ label: 'Exact day' });
    await fourth.getByLabel('Day', { exact: true }).fill('18');
    await fourth.getByLabel('Month', { exact: true }).fill('4');
    await fourth.getByLabel('Year', { exact: true }).fill('2021');
    await fourth.getByLabel(/author’s own assessment/).check();

    await page.getByRole('button', { name: 'Check your answers' }).click();
    const main = page.getByRole('main');
    for (const words of [
      'about 40',
      'none',
      'April 2021',
      'the 23rd in 108 days, as of 18 April 2021',
      'takes no position',
    ])
      await expect(main).toContainText(words);
    expect(await accessibilityFaults(page)).toEqual([]);

    await page.getByRole('button', { name: 'Send the report' }).dblclick();
    await expect(page).toHaveURL(/\/reports\//);
    await expect(main).toContainText(title);
    expect(await reportsOn(title)).toMatchObject([{ claims: 4 }]);

    await page.goto(april);
    await expect(page.getByRole('article', { name: 'Rockets' })).toContainText('about 40');
    await expect(page.getByRole('article', { name: 'Killed' })).toContainText('none');
    await expect(page.getByRole('table', { name: /What each source says/ })).toContainText(title);
    const history = page.getByRole('region', { name: 'History' });
    await expect(history.getByText(`4 claims were recorded, read in “${title}”.`)).toHaveCount(1);
  });

  test('is told what is wrong above the form, with links to the fields, and nothing typed is lost', async ({
    page,
  }) => {
    await page.goto('/report?about=incident:balad-2021-04-18&attribute=rockets');
    await page.getByLabel('Title', { exact: true }).fill('Kept while it is wrong');
    await page.getByLabel('Web address (optional)').fill('javascript:alert(1)');
    const first = answer(page, 1);
    await first.getByLabel('Or choose what it says').selectOption({ label: 'Between two numbers' });
    await first.getByLabel('Lower number').fill('9');
    await first.getByLabel('Higher number').fill('3');
    await first.getByLabel('Who says so?').fill('nobody of that name');
    await expect(first.getByRole('option', { name: /Add .* as a new source/ })).toBeVisible();
    await expect(first.getByRole('status').filter({ hasText: 'Nothing found – add it as new' })).toBeAttached();
    await page.getByRole('button', { name: 'Check your answers' }).click();

    const summary = page.getByRole('alert').filter({ hasText: 'There is a problem' });
    await expect(summary).toBeFocused();
    await expect(summary).toContainText('http:// or https://');
    await expect(summary).toContainText('Choose who published the document.');
    await expect(summary).toContainText('Pick it from what is found, or add it as new.');
    await summary.getByRole('link', { name: /http/ }).click();
    await expect(page.getByLabel('Web address (optional)')).toBeFocused();
    await expect(page.getByLabel('Title', { exact: true })).toHaveValue('Kept while it is wrong');
    await expect(first.getByLabel('Who says so?')).toHaveValue('nobody of that name');
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  test('is shown what changed meanwhile before anything is sent, and loses nothing typed', async ({ page }) => {
    const title = 'Written while others wrote';
    const address = 'https://news.example.org/balad?id=4&utm_source=x';
    await page.goto('/report?about=incident:balad-2021-04-18&attribute=explosions%20heard');
    await newDocument(page, title);
    await page.getByLabel('Web address (optional)').fill(address);
    const first = answer(page, 1);
    await first.getByLabel('The number, as it is said').fill('7');
    await pick(first, 'Who says so?', 'rudaw', /^Rudaw/);

    await elsewhere('p-two', {
      type: 'SubmitReport',
      report: 'r-while-others',
      sources: [],
      document: {
        document: 'd-while-others',
        title: 'The same address, by somebody else',
        publisher: 'src-rudaw',
        address: 'http://www.news.example.org/balad?id=4',
      },
      claims: [
        {
          claim: 'c-while-others',
          subject: { kind: 'incident', id: 'balad-2021-04-18' },
          attribute: 'explosions heard',
          answer: { kind: 'count', form: 'exactly', n: 617 },
          claimant: 'src-rudaw',
        },
      ],
    });
    const main = page.getByRole('main');
    await expect(async () => {
      await page.getByRole('button', { name: 'Check your answers' }).click();
      await expect(main)
        .toContainText('617', { timeout: 1_000 })
        .catch(async (error) => {
          await page.getByRole('button', { name: 'Back to the form' }).click();
          throw error;
        });
    }).toPass();
    await expect(main).toContainText('Since you opened this form');
    await expect(main).toContainText('This address is on record already');
    await expect(main).toContainText(title);
    await page.getByRole('button', { name: /Use that document/ }).click();
    await expect(main).toContainText('this same document');
    await page.getByRole('button', { name: 'Send the report' }).click();
    await expect(page).toHaveURL(/\/reports\//);
    await expect(main).toContainText('The same address, by somebody else');
  });

  test('is told when somebody opened the same incident meanwhile, and may turn to it', async ({ page }) => {
    await page.goto('/report');
    await newDocument(page, 'Two people open one incident');
    const first = answer(page, 1);
    await first.getByLabel('What it is about').fill('Rockets at Erbil in 2019');
    await page.getByRole('option', { name: 'A new incident, not on record yet' }).click();
    await pick(first, 'Where was it? (optional)', 'erbil', /Erbil International Airport/);
    await first.getByLabel('When was it?').selectOption({ label: 'Exact day' });
    await first.getByLabel('Day', { exact: true }).fill('7');
    await first.getByLabel('Month', { exact: true }).fill('8');
    await first.getByLabel('Year', { exact: true }).fill('2019');
    await expect(first.getByText('No incident on record is near this place and time.')).toBeVisible();
    await first.getByRole('button', { name: 'Go on with the new incident' }).click();
    await first.getByLabel('Kind of incident').selectOption({ label: 'Other' });
    await first.getByLabel('Question').selectOption({ label: 'Occurred' });
    await first.getByLabel('What it says').selectOption({ label: 'Yes' });
    await pick(first, 'Who says so?', 'rudaw', /^Rudaw/);
    await expect(answer(page, 2).getByLabel('Who says so?')).toHaveValue('Rudaw');

    await elsewhere('p-two', {
      type: 'SubmitReport',
      report: 'r-opened-meanwhile',
      sources: [],
      incidents: [{ incident: 'i-opened-meanwhile', title: 'Opened by another', kind: 'Other', site: 'erbil-airport' }],
      document: { known: 'doc-rudaw-2021-05-03' },
      claims: [
        {
          claim: 'c-opened-meanwhile',
          subject: { kind: 'incident', id: 'i-opened-meanwhile' },
          attribute: 'date',
          answer: { kind: 'time', edtf: '2019-08-07' },
          claimant: 'src-rudaw',
        },
      ],
    });
    const main = page.getByRole('main');
    await expect(async () => {
      await page.getByRole('button', { name: 'Check your answers' }).click();
      await expect(main)
        .toContainText('Opened by another', { timeout: 1_000 })
        .catch(async (error) => {
          await page.getByRole('button', { name: 'Back to the form' }).click();
          throw error;
        });
    }).toPass();
    await page.getByRole('button', { name: 'It is this one Opened by another' }).click();
    await expect(main).not.toContainText('New on record with this report');
    await page.getByRole('button', { name: 'Send the report' }).click();
    await expect(page).toHaveURL(/\/reports\//);
    await page.goto('/incidents/i-opened-meanwhile');
    await expect(main).toContainText('Two people open one incident');
  });

  test('finds an address that is recorded already as soon as it is pasted', async ({ page }) => {
    await elsewhere('p-two', {
      type: 'RecordDocument',
      document: 'd-pasted',
      title: 'Recorded before it was pasted',
      publisher: 'src-rudaw',
      address: 'https://www.example.org/a/story',
    });
    await page.goto('/report');
    await expect(async () => {
      await page.getByLabel('Web address (optional)').fill('http://example.org/a/story/?utm_medium=mail&fbclid=1');
      await expect(page.getByRole('main')).toContainText('Recorded before it was pasted', { timeout: 1_000 });
    }).toPass();
    await page.getByRole('button', { name: /Use that document/ }).click();
    await expect(page.getByRole('combobox', { name: 'Document' })).toHaveValue('Recorded before it was pasted');
  });
});

test('a contributor’s report that waits is submitted again with the reviewer’s question at its head', async ({
  page,
}) => {
  await elsewhere('p-one', {
    type: 'SubmitReport',
    report: 'r-returned',
    sources: [{ source: 's-returned', name: 'A channel nobody knew', kind: 'channel' }],
    document: { document: 'd-returned', title: 'Returned with a question', publisher: 's-returned' },
    claims: [
      {
        claim: 'c-returned',
        subject: { kind: 'incident', id: 'balad-2021-04-18' },
        attribute: 'rockets',
        scope: 'fired',
        answer: { kind: 'count', form: 'almost', n: 30 },
        claimant: 's-returned',
        opinion: true,
      },
    ],
  });
  await elsewhere('p-two', {
    type: 'ReturnReport',
    report: 'r-returned',
    shownVersion: 1,
    question: 'Does it say “almost 30”, or “at least 30”?',
  });
  await choose(page, 'Contributor (local)');
  await expect(async () => {
    await page.goto('/report?again=r-returned');
    await expect(page.getByRole('main')).toContainText('Does it say “almost 30”', { timeout: 1_000 });
  }).toPass();
  await expect(page.getByLabel('Title', { exact: true })).toHaveValue('Returned with a question');
  const first = answer(page, 1);
  await expect(first.getByLabel('What it says')).toHaveValue('almost');
  await first.getByLabel('What it says').selectOption({ label: 'At least' });
  await page.reload();
  await expect(first.getByLabel('What it says')).toHaveValue('at-least');
  await expect(page.getByRole('main')).toContainText('A reviewer asked');
  await page.getByRole('button', { name: 'Check your answers' }).click();
  await expect(page.getByRole('main')).toContainText('it waits for a review');
  await page.getByRole('button', { name: 'Send the report' }).click();
  await expect(page).toHaveURL(/\/reports\/r-returned$/);
  expect(await reportsOn('Returned with a question')).toEqual([{ id: 'r-returned', claims: 1 }]);
});

test('nobody chosen: the form says so and leads there', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL: baseURL ?? '' });
  const page = await context.newPage();
  await page.goto('/report');
  await expect(page.getByRole('main').getByRole('link', { name: /choose who you are/i })).toBeVisible();
  await context.close();
});

test('without JavaScript the form says that it needs it, and nothing in it can be typed', async ({
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({ baseURL: baseURL ?? '', javaScriptEnabled: false });
  const page = await context.newPage();
  const response = await page.goto('/report');
  expect(await response?.text()).toContain('<noscript><p');
  await expect(page.getByRole('heading', { name: 'Report what a document says' })).toBeVisible();
  await expect(page.getByLabel('Title', { exact: true })).toBeDisabled();
  await context.close();
});
