import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { balad, choose, expect, looksRight, test } from './page';

let made = 0;
/** An id nothing has yet, also when a test is run again. */
const fresh = (kind: string) => `${kind}-${Date.now().toString(36)}-${++made}`;
const main = (page: Page) => page.getByRole('main');

/** Gives a command as whoever is chosen in this page's browser. */
async function give(page: Page, procedure: string, command: object): Promise<void> {
  const response = await page.request.post(`/trpc/${procedure}`, {
    data: { id: randomUUID(), command },
    headers: { origin: new URL(page.url()).origin },
  });
  expect(response.status(), await response.text()).toBe(200);
}

/** An incident of its own with a dispute: five rockets or nine. The reviewer, who is chosen then, opens it. */
async function aDispute(page: Page, title: string) {
  const [incident, source, first, second] = [fresh('i'), fresh('s'), fresh('c'), fresh('c')];
  const subject = { kind: 'incident', id: incident };
  const rockets = (claim: string, n: number, claimant: string) => ({
    claim,
    subject,
    attribute: 'rockets',
    scope: 'fired',
    answer: { kind: 'count', form: 'exactly', n },
    claimant,
    excerpt: { text: `They counted ${n}.`, language: 'en' },
  });
  await choose(page, 'Reviewer (local)');
  await give(page, 'submitReport', {
    type: 'SubmitReport',
    report: fresh('r'),
    sources: [{ source, name: `A guard told to ${title}`, kind: 'witness' }],
    incidents: [{ incident, title: `Rockets told to ${title}`, kind: 'Shelling/artillery/missile attack' }],
    document: { document: fresh('d'), title: `Page of ${title}`, publisher: 'src-upi', published: '2021-02-15' },
    claims: [
      rockets(first, 5, 'src-upi'),
      rockets(second, 9, source),
      // Long before the others, so that no count of theirs could mean it.
      { claim: fresh('c'), subject, attribute: 'date', answer: { kind: 'time', edtf: '2019-07-01' }, claimant: source },
    ],
  });
  const contrary = (n: number) =>
    give(page, 'submitReport', {
      type: 'SubmitReport',
      report: fresh('r'),
      sources: [],
      document: { document: fresh('d'), title: `Late page of ${title}`, publisher: 'src-rudaw' },
      claims: [rockets(fresh('c'), n, 'src-rudaw')],
    });
  return {
    at: `/questions/incident/${incident}/rockets`,
    incident: `/incidents/${incident}`,
    subject,
    first,
    second,
    contrary,
  };
}

/** Opens a form that is closed until somebody asks for it. */
const open = (page: Page, name: string | RegExp) => main(page).locator('summary').filter({ hasText: name }).click();

const region = (page: Page, name: string | RegExp) => page.getByRole('region', { name });

/** Presses Tab until what has the keyboard is, or stands in, something that begins so. */
async function tabTo(page: Page, text: string): Promise<void> {
  for (let at = 0; at < 200; at++) {
    await page.keyboard.press('Tab');
    const reached = await page.evaluate(
      (wanted) => (document.activeElement?.closest('label, button, summary')?.textContent ?? '').startsWith(wanted),
      text,
    );
    if (reached) return;
  }
  throw new Error(`Tab does not lead to ${text}.`);
}

test('evidence is marked by keyboard alone, and each person’s marks stand with their name', async ({ page }) => {
  const { at } = await aDispute(page, 'a marker in a test');
  await choose(page, 'Contributor (local)');
  await page.goto(at);
  await expect(main(page)).toContainText('2 positions, no evidence linked.');
  const choice = page.getByLabel('Which evidence do you mark?');
  await expect(choice).toBeHidden();
  await tabTo(page, 'Mark evidence');
  await page.keyboard.press('Enter');
  await choice.focus();
  await choice.selectOption({ index: 1 });
  const form = page.getByRole('form', { name: 'Mark this evidence' });
  await expect(form.getByRole('heading')).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  await expect(form.getByRole('group', { name: 'If it is 5' }).getByLabel('Consistent')).toBeChecked();
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(form.getByRole('group', { name: 'If it is 9' }).getByLabel('Against')).toBeChecked();
  await tabTo(page, 'Record the marks');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/Your marks are recorded: #\d+, #\d+\./)).toBeFocused();
  const table = page.getByRole('table');
  await expect(table.getByRole('columnheader')).toHaveCount(2);
  await expect(table.getByRole('row', { name: /^5/ })).toContainText('+ Consistent Contributor (local)');
  await expect(table.getByRole('row', { name: /^9/ })).toContainText('− Against Contributor (local)');
  await expect(table).toContainText('Separates positions');

  await choose(page, 'Reviewer (local)');
  await page.goto(at);
  await table.getByRole('button', { name: /^Mark it/ }).click();
  await expect(form.getByRole('heading')).toBeFocused();
  await form.getByRole('group', { name: 'If it is 5' }).getByLabel('Neutral').check();
  await form.getByRole('button', { name: 'Record the marks' }).click();
  await expect(page.getByText(/Your mark is recorded/)).toBeVisible();
  const five = table.getByRole('row', { name: /^5/ });
  await expect(five).toContainText('+ Consistent Contributor (local)');
  await expect(five).toContainText('○ Neutral Reviewer (local)');
  await expect(main(page)).not.toContainText('%');
  await expect(main(page)).toContainText('You marked this evidence yourself: somebody else should rule.');
});

test('a question is argued, ruled on, dissented from, challenged by a contrary report and reopened', async ({
  page,
}) => {
  const dispute = await aDispute(page, 'a ruler in a test');
  await page.goto(dispute.at);
  await open(page, 'Ask for evidence');
  await region(page, 'What would change our mind').getByLabel('What would change your mind?').fill('A second count.');
  await page.getByRole('button', { name: 'Ask for it' }).click();
  await expect(region(page, 'What would change our mind').getByRole('listitem')).toContainText('A second count.');
  await expect(main(page)).toContainText('in “Evidence wanted” on the board of disputes');
  await page.getByText('Say how it ended').click();
  await page.getByLabel('How did it end?').fill('Nobody counted twice.');
  await page.getByRole('button', { name: 'Record how it ended' }).click();
  await expect(region(page, 'What would change our mind').getByRole('listitem')).toContainText('Nobody counted twice.');
  await open(page, 'Add a remark');
  await page.getByLabel('Your remark').fill('The guard was nearer.');
  await page.getByRole('button', { name: 'Record the remark' }).click();
  await expect(region(page, 'Remarks').getByRole('listitem')).toContainText('The guard was nearer.');

  const rule = page.getByRole('form', { name: 'Rule on this question' });
  await open(page, 'Write a ruling');
  await rule.getByLabel('9 (fired)').check();
  await rule.getByLabel(/^Nearest the event/).check();
  await rule.getByLabel('Rationale').fill('He stood there.');
  await rule.getByRole('button', { name: 'Record the ruling' }).click();
  await expect(rule.getByRole('alert')).toBeFocused();
  await rule
    .getByRole('alert')
    .getByRole('link', { name: /^Cite the evidence/ })
    .click();
  await expect(rule.getByRole('group', { name: 'Evidence it rests on' })).toBeFocused();
  await expect(rule.getByLabel('Rationale')).toHaveValue('He stood there.');
  await expect(rule.getByLabel('9 (fired)')).toBeChecked();
  await rule.getByLabel(/^A guard told to/).check();
  await rule.getByRole('button', { name: 'Record the ruling' }).click();
  const ruling = region(page, 'What was ruled');
  await expect(ruling).toContainText('Ruled by Reviewer (local)');
  await expect(ruling).toContainText('He stood there.');
  await expect(ruling).toContainText('First-hand accounts were preferred');
  await expect(main(page)).toContainText('Reviewer (local) ruled on this question');

  await choose(page, 'Contributor (local)');
  await page.goto(dispute.at);
  await expect(main(page)).toContainText('Rulings are made by reviewers and stewards.');
  await page.getByText('Dissent from it').click();
  await page.getByLabel('Your dissent').fill('A guard sees one gate.\nNot the field.');
  await page.getByRole('button', { name: 'Record the dissent' }).click();
  await expect(ruling.getByRole('figure')).toContainText('A guard sees one gate. Not the field.');
  await expect(ruling.getByRole('figure')).toContainText('Contributor (local)');

  await page.goto(dispute.incident);
  const record = page.getByRole('article', { name: 'Rockets' });
  await expect(record).toContainText('Settled');
  await page.goto('/disputes?stage=Settled&order=age');
  const card = page.getByRole('listitem').filter({ hasText: 'Rockets told to a ruler in a test' });
  await expect(card).toContainText('Ruled: 9, by Reviewer (local) · 1 dissent');

  await choose(page, 'Reviewer (local)');
  await dispute.contrary(77);
  await page.goto(dispute.at);
  const banner = region(page, /^The ruling is challenged by a claim/);
  await expect(banner).toContainText('Rudaw');
  await expect(banner).toContainText('77');
  await expect(ruling).toBeVisible();
  await page.getByText('Reopen the question').first().click();
  await page.getByLabel('Why is it reopened?').fill('Rudaw counts seventy-seven.');
  await page.getByRole('button', { name: 'Reopen the question' }).click();
  await expect(banner).toHaveCount(0);
  const earlier = region(page, 'Earlier rulings');
  await expect(earlier).toContainText('He stood there.');
  await expect(earlier).toContainText('Not the field.');
  await expect(earlier).toContainText('Rudaw counts seventy-seven.');
  await expect(main(page).locator('[data-state="Disputed"]').first()).toBeVisible();
});

test('a ruling on what somebody argued meanwhile writes nothing and loses nothing typed', async ({ page }) => {
  const dispute = await aDispute(page, 'two rulers in a test');
  await page.goto(dispute.at);
  const rule = page.getByRole('form', { name: 'Rule on this question' });
  await open(page, 'Write a ruling');
  await rule.getByLabel('5 (fired)').check();
  await rule.getByLabel(/^Best evidence/).check();
  await rule
    .getByLabel(/^United Press/)
    .or(rule.getByLabel(/^UPI/))
    .first()
    .check();
  await rule.getByLabel('Rationale').fill('Typed with care.');
  const question = { subject: dispute.subject, attribute: 'rockets' };
  await give(page, 'makeRemark', { type: 'MakeRemark', ...question, remark: fresh('m'), text: 'Meanwhile.' });
  await rule.getByRole('button', { name: 'Record the ruling' }).click();
  await rule.getByRole('button', { name: 'Load the question as it is now' }).click();
  await expect(region(page, 'Remarks')).toContainText('Meanwhile.');
  await expect(rule.getByLabel('Rationale')).toHaveValue('Typed with care.');
  await expect(rule.getByText('The record changed since you began.')).toHaveCount(0);
  await rule.getByRole('button', { name: 'Record the ruling' }).click();
  await expect(region(page, 'What was ruled')).toContainText('Typed with care.');
});

test('evidence about another subject is found by name and held against the positions', async ({ page }) => {
  const { at } = await aDispute(page, 'a seeker in a test');
  await page.goto(at);
  await open(page, 'Mark evidence');
  await open(page, /^Something else/);
  await page.getByLabel('Document, incident or site').fill('Balad Air');
  await page
    .getByRole('option', { name: /^Balad Air Base/ })
    .first()
    .click();
  await page
    .getByRole('button', { name: /^Mark this claim/ })
    .first()
    .click();
  const form = page.getByRole('form', { name: 'Mark this evidence' });
  await form.getByRole('group', { name: 'If it is 9' }).getByLabel('Does not bear').check();
  await form.getByRole('button', { name: 'Record the marks' }).click();
  await expect(page.getByRole('table').getByRole('columnheader').nth(1)).toContainText('about Balad Air Base');
});

test('the board has four lists, two orders, and leads to each question', async ({ page }) => {
  await page.goto('/disputes');
  for (const name of ['Open', 'Evidence wanted', 'Ready to rule', 'Settled'])
    await expect(region(page, new RegExp(`^${name}`))).toBeVisible();
  await page.getByRole('link', { name: 'how long it has been disputed' }).click();
  await expect(page).toHaveURL('/disputes?order=age');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Disputes' }).focus();
  await page.goto('/disputes?stage=Evidence%20wanted');
  await page.getByRole('link', { name: /^Rockets Rockets at Balad Air Base, 3 May 2021/ }).click();
  await expect(page).toHaveURL('/questions/incident/balad-2021-05-03/rockets');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Rockets at Balad Air Base, 3 May 2021');
});

test('the board and a question have no fault axe finds, with all that is closed open', async ({ page }) => {
  test.slow();
  const { at, subject, first, second } = await aDispute(page, 'a board');
  const question = { subject, attribute: 'rockets' };
  for (const position of [first, second])
    await give(page, 'markEvidence', {
      type: 'MarkEvidence',
      ...question,
      position,
      evidence: { claim: first, subject },
      mark: position === first ? 'Consistent' : 'Against',
    });
  for (const path of ['/disputes', '/disputes?stage=Open', at, '/questions/site/balad-air-base/houses']) {
    await page.goto(path);
    for (const summary of await main(page).locator('summary').all()) await summary.click();
    await looksRight(page);
  }
  await page.goto(at);
  await open(page, 'Write a ruling');
  await page.getByRole('button', { name: 'Record the ruling' }).click();
  await page.getByRole('button', { name: /^Mark it/ }).click();
  await looksRight(page);
});

test('a question is read without JavaScript and on paper, and readers are told why no form is there', async ({
  page,
  browser,
  baseURL,
}) => {
  const { at } = await aDispute(page, 'a page without scripts');
  const context = await browser.newContext({ baseURL: baseURL ?? '', javaScriptEnabled: false });
  const still = await context.newPage();
  await still.goto(at);
  await expect(region(still, 'Positions')).toContainText('They counted 9.');
  await expect(main(still)).toContainText('Rulings are made by reviewers and stewards: choose who you are.');
  await expect(still.getByRole('form')).toHaveCount(0);
  await context.addCookies([{ name: 'palimpsest_person', value: 'p-two', url: baseURL ?? '' }]);
  await still.goto(at);
  await expect(still.locator('noscript p')).toBeVisible();
  await expect(still.getByLabel('Rationale')).toBeDisabled();
  const allowing = region(still, 'Positions')
    .locator('details')
    .filter({ hasText: /^Allowed by/ })
    .first();
  const allowed = allowing.getByRole('link').first();
  await still.goto('/questions/incident/balad-2021-05-03/rockets');
  await expect(allowed).toBeHidden();
  await allowing.locator('summary').click();
  await expect(allowed).toBeVisible();
  await still.goto('/disputes');
  await expect(region(still, /^Open/).getByRole('listitem').first()).toBeVisible();
  await still.emulateMedia({ media: 'print' });
  await still.goto(at);
  await expect(still.getByText('They counted 9.').first()).toBeVisible();
  await expect(still.getByRole('heading', { name: 'Rule on this question' })).toBeHidden();
  await expect(still.getByText(`${at} · Palimpsest`)).toBeVisible();
  await still.goto('/questions/incident/balad-2021-05-03/rockets');
  await expect(allowed).toBeVisible();
  await expect(region(still, 'History').getByRole('listitem').first()).toBeVisible();
  await context.close();
});

test('a question nobody answered is answered 404', async ({ page }) => {
  for (const path of [
    'incident/nowhere/rockets',
    `incident/${balad.slice(11)}/nothing`,
    'source/src-afp/name',
    'site/__proto__/houses',
  ])
    expect((await page.goto(`/questions/${path}`))?.status(), path).toBe(404);
});
