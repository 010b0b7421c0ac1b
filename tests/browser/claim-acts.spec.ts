import type { Locator, Page } from '@playwright/test';
import { accessibilityFaults, choose, everyLook, expect, test } from './page';
import { elsewhere } from './report-form';

const asad = { kind: 'incident', id: 'ain-al-asad-2021-03-03' } as const;
const acts = ['correct', 'revise', 'withdraw', 'copying', 'exclusion', 'grade'] as const;

/** Presses what has the keyboard. */
async function press(at: Locator, key = 'Enter'): Promise<void> {
  await expect(at).toBeEnabled();
  await at.focus();
  await expect(at).toBeFocused();
  await at.press(key);
}

/** Writes into a field, reached and filled by keyboard alone. */
async function type(page: Page, label: string, words: string): Promise<void> {
  await expect(page.getByLabel(label).first()).toBeEnabled();
  await page.getByLabel(label).first().focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(words);
}

/** Picks what is found under a name, by keyboard alone. */
async function pick(page: Page, label: string, typed: string, found: RegExp): Promise<void> {
  const box = page.getByRole('combobox', { name: label });
  await expect(box).toBeEnabled();
  await box.focus();
  await page.keyboard.type(typed);
  await expect(page.getByRole('option', { name: found }).first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(box).not.toHaveValue(typed);
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a claim tells a reader who may change it and what they can do instead', async ({ page }) => {
    for (const address of ['/claims/c182', ...acts.map((act) => `/claims/c182/${act}`)]) {
      await page.goto(address);
      await expect(page.getByRole('main')).toContainText('made by reviewers and stewards');
      await expect(page.getByRole('link', { name: 'report what it says' })).toBeVisible();
      await expect(page.getByRole('link', { name: 'argue the question' })).toBeVisible();
      await expect(page.getByRole('form')).toHaveCount(0);
    }
  });

  test('there is no such page for a claim that is not there', async ({ page }) => {
    for (const act of acts) expect((await page.goto(`/claims/unknown/${act}`))?.status()).toBe(404);
  });
});

test.describe('a reviewer', () => {
  test.beforeEach(({ page }) => choose(page, 'Reviewer (local)'));

  test('records by keyboard that a claimant gave another answer, which is no dispute', async ({ page }) => {
    await page.goto('/claims/c182');
    await press(page.getByRole('link', { name: 'record the revision' }));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Record a revision');
    const form = page.getByRole('form', { name: 'Record a revision' });
    await press(page.getByRole('button', { name: 'Check the revision' }));
    const summary = page.getByRole('alert').filter({ hasText: 'There is a problem' });
    await expect(summary).toBeFocused();
    for (const words of ['Enter the new answer', 'Enter the title of the document', 'Choose who published'])
      await expect(summary).toContainText(words);

    await type(page, 'Number', '11');
    const who = page.getByLabel('Who says so now?');
    await expect(who.getByRole('option')).toHaveText(['US Department of Defense', /Pentagon/, /Pentagon/]);
    await who.focus();
    await page.keyboard.press('ArrowDown');
    await type(page, 'Title', 'Briefing of 5 March');
    await pick(page, 'Publisher', 'reuters', /^Reuters/);
    await type(page, 'Excerpt', 'Eleven impacts were counted.');
    await press(page.getByRole('button', { name: 'Check the revision' }));
    await expect(summary).toContainText('Choose the language of the excerpt.');
    await page.getByLabel('Language of the excerpt').selectOption('en');
    await page.reload();
    await expect(page.getByLabel('Title', { exact: true })).toHaveValue('Briefing of 5 March');
    await expect(page.getByLabel('Number', { exact: true })).toHaveValue('11');
    await press(page.getByRole('button', { name: 'Check the revision' }));
    await expect(page.getByRole('heading', { name: 'What will be recorded' })).toBeFocused();
    await expect(form).toContainText('“Briefing of 5 March”, a new document');
    expect(await accessibilityFaults(page)).toEqual([]);
    await press(page.getByRole('button', { name: 'Record the revision' }));

    await expect(page.getByRole('heading', { level: 1 })).toContainText('11');
    const became = page.getByRole('region', { name: 'What became of it' });
    await expect(became).toContainText(/Replaces 10, which .* had said in/);
    await expect(page.getByRole('main')).toContainText('No other answer on record conflicts with this one.');
    await became.getByRole('listitem').first().getByRole('link').click();
    await expect(page).toHaveURL(/\/claims\/c182$/);
    await expect(became).toContainText(/Revised by .* \(10 → 11\), read in “Briefing of 5 March”, set by #\d+/);
    const history = page.getByRole('region', { name: 'How this claim came to be' });
    await expect(history).toContainText(/revised an earlier answer: .*impact points.* 11/i);
    await expect(page.getByRole('link', { name: 'record the revision' })).toHaveCount(0);
    await page.goto('/claims/c182/withdraw');
    await expect(page.getByRole('main')).toContainText('This answer was revised already.');
    await page.goto('/incidents/ain-al-asad-2021-03-03');
    await expect(page.getByRole('article', { name: 'Impact points' })).not.toContainText('Disputed');
  });

  test('is refused to speak for anybody but the claimant, and loses nothing typed', async ({ page }) => {
    await page.goto('/claims/c194/withdraw');
    await page.getByLabel('Who took it back?').evaluate((select: HTMLSelectElement) => {
      const other = new Option('AFP', 'src-afp');
      select.add(other);
    });
    await page.getByLabel('Who took it back?').selectOption('src-afp');
    await page.getByLabel('Title', { exact: true }).fill('Another voice');
    await pick(page, 'Publisher', 'reuters', /^Reuters/);
    await page.getByLabel('How was it taken back?').fill('It was not.');
    await page.getByRole('button', { name: 'Check the withdrawal' }).click();
    await page.getByRole('button', { name: 'Record the withdrawal' }).click();
    const summary = page.getByRole('alert').filter({ hasText: 'There is a problem' });
    await expect(summary).toContainText('Only the claimant, or another voice of its institution');
    await expect(summary.getByRole('link')).toHaveAttribute('href', '#field-claimant');
    await expect(page.getByLabel('How was it taken back?')).toHaveValue('It was not.');
  });

  test('records by keyboard that a claim was taken back, and puts that right', async ({ page }) => {
    await page.goto('/claims/c192');
    await press(page.getByRole('link', { name: 'record the withdrawal' }));
    await press(page.getByRole('radio', { name: 'In a document on record' }), 'Space');
    await pick(page, 'Document', 'rudaw', /Rudaw/);
    await type(page, 'How was it taken back?', 'It could not be confirmed.');
    await press(page.getByRole('button', { name: 'Check the withdrawal' }));
    await press(page.getByRole('button', { name: 'Record the withdrawal' }));
    const became = page.getByRole('region', { name: 'What became of it' });
    await expect(became).toContainText(/Taken back by .*, read in “.*”.*Set by #\d+/s);
    await expect(became).toContainText('It could not be confirmed.');
    await expect(page.getByRole('heading', { level: 1 }).locator('s')).toHaveText('at most 6');
    await page.goto('/claims/c192/revise');
    await expect(page.getByRole('main')).toContainText('Its claimant took this answer back already.');
    await page.goto('/claims?about=incident:ain-al-asad-2021-03-03&attribute=wounded');
    await expect(page.getByRole('main')).toContainText('Taken back by its claimant');

    await page.goto('/claims/c192/correct');
    const undo = page.getByLabel('It was not taken back: we recorded that by mistake');
    await press(undo, 'Space');
    await type(page, 'Why is it corrected?', 'That was another report.');
    await press(page.getByRole('button', { name: 'Check the correction' }));
    await expect(page.getByRole('form')).toContainText('Taken back');
    await press(page.getByRole('button', { name: 'Record the correction' }));
    await expect(page.getByRole('heading', { level: 1 })).toContainText('at most 6');
    await expect(became).toHaveCount(0);
  });

  test('sends an act twice and has it recorded once, also when the answer was lost', async ({ page }) => {
    await page.goto('/claims/c193/grade');
    await page.getByRole('radio', { name: '2: Probably true' }).check();
    await page.getByLabel('Why this grade?').fill('Its make was seen on pictures.');
    await page.getByRole('button', { name: 'Check the grade' }).click();
    let isLost = true;
    await page.route('**/trpc/gradeClaim', async (route) => {
      await route.fetch();
      if (!isLost) return route.fallback();
      isLost = false;
      await route.abort();
    });
    await page.getByRole('button', { name: 'Record the grade' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'Not sent' })).toBeVisible();
    await page.getByRole('button', { name: 'Record the grade' }).click();
    await expect(page).toHaveURL(/\/claims\/c193$/);
    const credibility = page.getByRole('region', { name: 'How credible it is' });
    await expect(credibility).toContainText('2: Probably true');
    await expect(credibility).not.toContainText('before');
  });

  test('marks an error in copying by keyboard, and takes the mark away', async ({ page }) => {
    await page.goto('/claims/c001-copy/copying');
    const groups = page.getByLabel('Which claim was it copied from?').locator('optgroup');
    await expect(groups.first()).toHaveAttribute('label', 'In documents it derives from');
    await expect(groups.first()).toContainText('Jerusalem Post');

    await page.goto('/claims/c183');
    await press(page.getByRole('link', { name: 'mark the error in copying' }));
    await page.getByLabel('Which claim was it copied from?').selectOption('c190');
    await type(page, 'How do you know?', 'The same text but for the number.');
    await press(page.getByRole('button', { name: 'Check the mark' }));
    await press(page.getByRole('button', { name: 'Record the mark' }));
    const became = page.getByRole('region', { name: 'What became of it' });
    await expect(became).toContainText(/This is an error in copying: it says 10 where .* says at most 14\./);
    await expect(became).toContainText('takes no position');
    await expect(became).toContainText('The same text but for the number.');

    await press(became.getByRole('link', { name: 'Take the mark away' }));
    await type(page, 'Why is it no error in copying?', 'They are two texts.');
    await press(page.getByRole('button', { name: 'Check', exact: true }));
    await press(page.getByRole('button', { name: 'Take the mark away' }));
    await expect(became).toHaveCount(0);
    await expect(page.getByRole('region', { name: 'How this claim came to be' })).toContainText('They are two texts.');
  });

  test('says which answers in words exclude each other, and takes that back', async ({ page }) => {
    await page.goto('/claims/c183');
    await expect(page.getByRole('link', { name: 'mark that they exclude each other' })).toHaveCount(0);
    await page.goto('/claims/c238');
    await press(page.getByRole('link', { name: 'mark that they exclude each other' }));
    await page.getByLabel('The other answer').selectOption('c237');
    await type(page, 'Why?', 'It cannot be in a plain far off and near.');
    await press(page.getByRole('button', { name: 'Check the mark' }));
    await press(page.getByRole('button', { name: 'Record the mark' }));
    const became = page.getByRole('region', { name: 'What became of it' });
    await expect(became).toContainText(/Marked as excluding .*: About 8 km west of Erbil/);
    await page.goto('/incidents/erbil-airport-2021-02-15');
    await expect(page.getByRole('article', { name: 'Launch site' })).toContainText('Disputed');
    await page.goto('/claims/c237');
    await expect(became).toContainText('The plains of Nineveh');
    await page.goto('/claims/c238');
    await press(became.getByRole('link', { name: 'Take the mark back' }));
    await page.getByLabel('The other answer').selectOption('c237');
    await expect(page.getByText('recording this takes the mark back')).toBeVisible();
    await type(page, 'Why?', 'Near and far off are both of a plain.');
    await press(page.getByRole('button', { name: 'Check the mark' }));
    await press(page.getByRole('button', { name: 'Record the mark' }));
    await expect(page).toHaveURL(/\/claims\/c238$/);
    await expect(became).toHaveCount(0);
  });

  test('is told what grade 1 needs before choosing it, is refused it, and gives another', async ({ page }) => {
    await page.goto('/claims/c221/grade');
    await expect(page.getByText('Needs two origins that assert it for certain. On record: 1.')).toBeVisible();
    const one = page.getByRole('radio', { name: '1: Confirmed by other sources' });
    await press(one, 'Space');
    await type(page, 'Why this grade?', 'It seems so.');
    await press(page.getByRole('button', { name: 'Check the grade' }));
    await press(page.getByRole('button', { name: 'Record the grade' }));
    const summary = page.getByRole('alert').filter({ hasText: 'There is a problem' });
    await expect(summary).toContainText('at least two origins must assert it for certain. On record: 1.');
    await expect(page.getByLabel('Why this grade?')).toHaveValue('It seems so.');
    await summary.getByRole('link').press('Enter');
    await expect(one).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await press(page.getByRole('button', { name: 'Check the grade' }));
    await press(page.getByRole('button', { name: 'Record the grade' }));
    const credibility = page.getByRole('region', { name: 'How credible it is' });
    await expect(credibility).toContainText('3: Possibly true');
    await expect(credibility).toContainText('Its source, ');
    await expect(credibility.getByRole('link', { name: /^#\d+$/ })).toBeVisible();
  });

  test('reads the claim again where it was revised after the form opened', async ({ page }) => {
    await page.goto('/claims/c187/withdraw');
    await page.getByLabel('Title', { exact: true }).fill('Later');
    await pick(page, 'Publisher', 'reuters', /^Reuters/);
    await page.getByLabel('How was it taken back?').fill('No reason given.');
    await page.getByRole('button', { name: 'Check the withdrawal' }).click();
    await elsewhere('p-two', {
      type: 'ReviseClaim',
      subject: asad,
      claim: 'c187',
      shownVersion: Number(await versionOf(page, 'c187')),
      revision: 'c187-later',
      document: { known: 'doc-rudaw-2021-05-03' },
      answer: { kind: 'count', form: 'exactly', n: 1 },
    });
    await page.getByRole('button', { name: 'Record the withdrawal' }).click();
    const summary = page.getByRole('alert').filter({ hasText: 'There is a problem' });
    await expect(summary).toContainText('This answer was revised already. Speak of the latest one.');
    await expect(page.getByLabel('How was it taken back?')).toHaveValue('No reason given.');
  });

  everyLook(['/claims/c237', ...acts.map((act) => `/claims/c237/${act}`)], (page) =>
    expect(page.getByRole('heading', { level: 1 })).toBeVisible(),
  );
});

/** The version of a claim as it is on record now. */
async function versionOf(page: Page, id: string): Promise<number> {
  const answer = await page.request.get(`/trpc/claim?input=${encodeURIComponent(JSON.stringify({ id }))}`);
  return ((await answer.json()) as { result: { data: { claim: { version: number } } } }).result.data.claim.version;
}
