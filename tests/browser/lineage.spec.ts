import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { accessibilityFaults, choose, expect, looksRight, overflow, test } from './page';

/** A word nothing on record has yet, of letters alone, by which a test finds what it made. */
const freshWord = () => `q${Array.from(randomUUID().replaceAll(/[^a-f]/g, '')).join('')}${letters(Date.now())}`;
const letters = (n: number): string => String(n).replaceAll(/\d/g, (digit) => 'abcdefghij'[Number(digit)] ?? '');

/** Two documents of two new sources that both answer one question of a new site alike, where no other test counts it. */
async function twoDocuments(page: Page) {
  const word = freshWord();
  const id = (kind: string) => `${kind}-${word}`.slice(0, 60);
  const site = id('p');
  const origin = new URL(page.url()).origin;
  for (const n of [1, 2]) {
    const source = id(`s${n}`);
    const command = {
      type: 'SubmitReport',
      report: id(`r${n}`),
      sources: [{ source, name: `Voice ${n} ${word}`, kind: 'outlet' }],
      sites: n === 1 ? [{ site, name: `Depot ${word}`, aliases: [], kind: 'base', within: ['Iraq'] }] : [],
      document: { document: id(`d${n}`), title: `Page ${n} ${word}`, publisher: source },
      claims: [
        {
          claim: id(`c${n}`),
          subject: { kind: 'site', id: site },
          attribute: 'houses',
          scope: 'US troops',
          answer: { kind: 'truth', value: 'no' },
          claimant: source,
        },
      ],
    };
    const response = await page.request.post('/trpc/submitReport', {
      data: { id: randomUUID(), command },
      headers: { origin },
    });
    expect(response.status(), await response.text()).toBe(200);
  }
  return {
    word,
    site: `/sites/${site}`,
    documents: [`/documents/${id('d1')}`, `/documents/${id('d2')}`] as const,
    sources: [`/sources/${id('s1')}`, `/sources/${id('s2')}`] as const,
  };
}

const lineage = (page: Page) => page.getByRole('region', { name: 'Lineage' });

/** Says by the keyboard alone that this document republishes the one whose title has these words. */
async function sayItRepublishes(page: Page, words: string) {
  await page.getByRole('button', { name: 'Say where its content comes from' }).press('Enter');
  const how = page.getByLabel('How did it come by its content?');
  await expect(how).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(how).toHaveValue('republishes');
  await page.keyboard.press('Tab');
  await page.keyboard.type(words);
  await expect(page.getByRole('option', { name: words })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.type('The same words in the same order.');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
}

test.describe('a reviewer', () => {
  test.beforeEach(({ page }) => choose(page, 'Reviewer (local)'));

  test('says by the keyboard where content comes from, is refused a circle at its field, and strikes what was wrong', async ({
    page,
  }) => {
    const { word, documents } = await twoDocuments(page);
    await page.goto(documents[1]);
    await sayItRepublishes(page, `Page 1 ${word}`);
    await expect(lineage(page)).toContainText('Where its content comes from is recorded at ledger position');
    await expect(lineage(page).getByRole('listitem').first()).toContainText(`republishes Page 1 ${word}`);
    await expect(lineage(page)).toContainText(/set by #\d+, Reviewer \(local\)/);
    await expect(lineage(page)).toContainText('The same words in the same order.');

    await page.goto(documents[0]);
    await expect(lineage(page)).toContainText(`Page 2 ${word}`);
    await sayItRepublishes(page, `Page 2 ${word}`);
    const summary = page.getByRole('alert').filter({ hasText: 'There is a problem' });
    await expect(summary).toBeFocused();
    await summary.getByRole('link', { name: 'neither would be an origin' }).press('Enter');
    const which = page.getByRole('combobox', { name: 'Which document?' });
    await expect(which).toBeFocused();
    await expect(which).toHaveAccessibleDescription(/neither would be an origin/);
    await expect(which).toHaveValue(`Page 2 ${word}`);
    await expect(page.getByLabel('How do you know?')).toHaveValue('The same words in the same order.');
    expect(await accessibilityFaults(page)).toEqual([]);

    await page.goto(documents[1]);
    await page.getByRole('button', { name: `Strike this step: republishes Page 1 ${word}` }).press('Enter');
    await page.getByRole('button', { name: 'Strike it' }).click();
    await expect(page.getByRole('alert').filter({ hasText: 'Write why it is struck.' })).toBeFocused();
    await page.getByLabel('Why is it wrong?').fill('It is the other way round.');
    await page.getByRole('button', { name: 'Strike it' }).click();
    await expect(lineage(page)).toContainText('Its lineage is unknown until somebody says');
    await page.getByText('How its lineage came to be known').click();
    await expect(lineage(page)).toContainText('It is the other way round.');

    await page.goto(documents[0]);
    await sayItRepublishes(page, `Page 2 ${word}`);
    await expect(lineage(page).getByRole('listitem').first()).toContainText(`republishes Page 2 ${word}`);
  });

  test('sends again what did not arrive, and it is recorded once', async ({ page }) => {
    const { documents } = await twoDocuments(page);
    await page.goto(documents[0]);
    await page.getByRole('button', { name: 'Say where its content comes from' }).click();
    await page.getByRole('button', { name: 'Record it' }).click();
    await expect(page.getByRole('alert').filter({ hasText: 'Choose how it came by its content.' })).toBeFocused();
    await page.getByLabel('How did it come by its content?').selectOption('first-hand');
    await page.getByLabel('How do you know?').fill('Its reporter was there.');
    await page.route(
      '**/trpc/recordDerivation*',
      async (route) => {
        await route.fetch();
        await route.abort();
      },
      { times: 1 },
    );
    await page.getByRole('button', { name: 'Record it' }).click();
    await expect(lineage(page)).toContainText('Not sent: Palimpsest was not reached.');
    await page.getByRole('button', { name: 'Record it' }).click();
    await expect(lineage(page)).toContainText(/Its own reporting, set by #\d+, Reviewer \(local\)/);
    await page.getByText('How its lineage came to be known').click();
    await expect(lineage(page).getByText('was found to be first-hand')).toHaveCount(1);
  });

  test('makes two voices one institution: the origins of a question change, and its history says why', async ({
    page,
  }) => {
    const { word, site, sources } = await twoDocuments(page);
    await page.goto(site);
    const record = page.getByRole('article', { name: 'Houses', exact: true });
    await expect(record).toContainText('1 to 2 origins');

    await page.goto(sources[0]);
    await page.getByRole('button', { name: 'Say whose voice it is' }).click();
    await page.getByRole('button', { name: 'Record it' }).click();
    await expect(page.getByRole('alert').filter({ hasText: 'Choose the source from those' })).toBeFocused();
    await page.getByRole('combobox', { name: 'Part of which source?' }).fill(`Voice 2 ${word}`);
    await page.getByRole('option', { name: `Voice 2 ${word}` }).click();
    await page.getByLabel('How do you know?').fill('Both sign with one name.');
    await page.getByRole('button', { name: 'Record it' }).click();
    const voice = page.getByRole('region', { name: 'Whose voice it is' });
    await expect(voice.getByRole('link', { name: `Voice 2 ${word}` }).first()).toBeVisible();
    await expect(voice).toContainText('Both sign with one name.');

    await page.goto(site);
    await expect(record).toContainText('1 origin');
    await expect(record).not.toContainText('1 to 2 origins');
    await expect(page.getByRole('region', { name: 'History' })).toContainText(
      `Voice 1 ${word} was found to be part of Voice 2 ${word}`,
    );

    await page.goto(sources[1]);
    await page.getByRole('button', { name: 'Say whose voice it is' }).click();
    await page.getByRole('combobox', { name: 'Part of which source?' }).fill(`Voice 1 ${word}`);
    await page.getByRole('option', { name: `Voice 1 ${word}` }).click();
    await page.getByLabel('How do you know?').fill('Round and round.');
    await page.getByRole('button', { name: 'Record it' }).click();
    await expect(page.getByRole('combobox', { name: 'Part of which source?' })).toHaveAccessibleDescription(
      /That source is itself part of this one/,
    );
    await page.getByLabel('Whose voice is it?').selectOption('itself');
    await page.getByRole('button', { name: 'Record it' }).click();
    await expect(page.getByLabel('Whose voice is it?')).toHaveAccessibleDescription(/The record says so already/);
  });

  test('grades a source twice, and both grades stand with their rationale', async ({ page }) => {
    const { sources } = await twoDocuments(page);
    await page.goto(sources[0]);
    const reliability = page.getByRole('region', { name: 'How reliable it has been' });
    await expect(reliability).toContainText('Nobody has graded it.');
    for (const [grade, why] of [
      ['F', 'Nothing to go by yet.'],
      ['B', 'Two years without a correction.'],
    ] as const) {
      await page.getByRole('button', { name: 'Grade its reliability' }).click();
      await page.getByLabel('How reliable has it been?').selectOption(grade);
      await page.getByLabel('What does the grade rest on?').fill(why);
      await page.getByRole('button', { name: 'Record the grade' }).click();
      await expect(reliability).toContainText(why);
    }
    await expect(reliability).toContainText(/was graded F.*B, usually reliable: Two years without a correction\./);
    await expect(reliability).toContainText('was graded F, reliability cannot be judged: Nothing to go by yet.');
    expect(await accessibilityFaults(page)).toEqual([]);
  });
});

test('a reader sees why there is no form, and what to do instead', async ({ page }) => {
  for (const at of ['/documents/doc-jerusalem-post-2021-05', '/sources/src-afp']) {
    await page.goto(at);
    await expect(page.getByRole('main')).toContainText('reviewers and stewards');
    await expect(page.getByRole('main').getByRole('link', { name: 'choose who you are' }).first()).toHaveAttribute(
      'href',
      `/people?from=${at}`,
    );
    await expect(page.getByRole('main').getByRole('button')).toHaveCount(0);
  }
});

test('a count of a track record leads to as many claims', async ({ page }) => {
  await page.goto('/sources/src-afp');
  const fared = page.getByRole('region', { name: 'How its claims have fared' });
  const count = fared.getByRole('link').first();
  const number = await count.innerText();
  await count.click();
  await expect(page.getByRole('heading', { level: 2 })).toContainText(`${number} claim`);
});

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false });

  test('lineage, grades and track record are there to read', async ({ page }) => {
    await page.goto('/documents/doc-track-persia-2021-05-06');
    await expect(lineage(page)).toContainText('republishes Jerusalem Post analysis');
    await expect(lineage(page)).toContainText('is based on AFP story');
    await page.goto('/sources/src-iraqi-military');
    await expect(page.getByRole('region', { name: 'How its claims have fared' })).toContainText(
      /Of \d+ claims it makes, \d+ pass/,
    );
  });
});

for (const [at, opener] of [
  ['/documents/doc-jerusalem-post-2021-05', 'Say where its content comes from'],
  ['/sources/src-iraqi-military', 'Say whose voice it is'],
  ['/sources/src-afp', 'Grade its reliability'],
] as const)
  test(`${at} is usable in the light and in the dark, wide and narrow, with its form open, and on paper`, async ({
    page,
  }) => {
    await choose(page, 'Reviewer (local)');
    await page.goto(at);
    await page.getByRole('button', { name: opener }).click();
    for (const wideIn of ['light', 'dark'] as const) {
      await looksRight(page, wideIn);
      for (const width of [1280, 360]) {
        await page.setViewportSize({ width, height: 800 });
        await page.emulateMedia({ media: 'print' });
        expect(await overflow(page)).toBe(0);
      }
      await page.emulateMedia({ media: 'screen' });
    }
  });
