import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { balad, choose, expect, looksRight, test } from './page';

let made = 0;
/** An id nothing has yet, also when a test is run again. */
const fresh = (kind: string) => `${kind}-${Date.now().toString(36)}-${++made}`;

/** Gives a command as whoever is chosen in this page's browser. */
async function give(page: Page, procedure: string, command: object): Promise<void> {
  const origin = new URL(page.url()).origin;
  const response = await page.request.post(`/trpc/${procedure}`, {
    data: { id: randomUUID(), command },
    headers: { origin },
  });
  expect(response.status(), await response.text()).toBe(200);
}

/** A report of three answers on the sample record, with a source and an incident that come with it. */
function aReport(title: string) {
  const [report, source, incident] = [fresh('r'), fresh('s'), fresh('i')];
  const about = { kind: 'incident', id: balad.slice('/incidents/'.length) };
  return {
    type: 'SubmitReport',
    report,
    sources: [{ source, name: `A guard told to ${title}`, kind: 'witness', partOf: 'src-upi' }],
    incidents: [{ incident, title: `Rockets told to ${title}`, kind: 'Shelling/artillery/missile attack' }],
    document: {
      document: fresh('d'),
      title,
      publisher: 'src-upi',
      address:
        'http://upi.com/Top_News/World-News/2021/02/15/One-contractor-dead-six-others-injured-in-Iraq-rocket-attack/8041613436145',
      language: 'ar',
    },
    claims: [
      {
        claim: fresh('c'),
        subject: about,
        attribute: 'explosions heard',
        answer: { kind: 'count', form: 'exactly', n: 77 },
        claimant: source,
        excerpt: { text: 'سُمع دوي 77 انفجاراً.', language: 'ar' },
      },
      {
        claim: fresh('c'),
        subject: { kind: 'incident', id: incident },
        attribute: 'rockets',
        scope: 'fired',
        answer: { kind: 'count', form: 'exactly', n: 5 },
        claimant: 'src-upi',
      },
      {
        claim: fresh('c'),
        subject: { kind: 'incident', id: incident },
        attribute: 'rockets',
        scope: 'fired',
        answer: { kind: 'count', form: 'exactly', n: 9 },
        claimant: source,
      },
    ],
  };
}

const main = (page: Page) => page.getByRole('main');
const decide = async (page: Page) => {
  await page.getByRole('button', { name: 'Check the decision' }).click();
  await expect(page.getByRole('heading', { name: 'Check your decision' })).toBeFocused();
  await page.getByRole('button', { name: 'Record the decision' }).click();
};

test('a report waits, comes back with a question, is submitted again, and changes the record once it is accepted in part', async ({
  page,
}) => {
  const report = aReport('a review in a test');
  const at = `/reports/${report.report}`;
  await choose(page, 'Contributor (local)');
  await give(page, 'submitReport', report);

  await page.goto(at);
  await expect(main(page)).toContainText('Submitted – waiting for a review');
  await expect(main(page)).toContainText('nothing of it is on record');
  await expect(main(page).getByRole('link', { name: 'Change it and submit again' })).toHaveAttribute(
    'href',
    `/report?again=${report.report}`,
  );
  await page.goto('/reports');
  await expect(page.getByRole('listitem').filter({ hasText: report.document.title }).first()).toContainText(
    'waiting for a review',
  );
  await page.goto(balad);
  const explosions = page.getByRole('article', { name: 'Explosions heard' });
  await expect(explosions).toBeVisible();
  await expect(explosions.getByText('77', { exact: true })).toHaveCount(0);
  await page.goto('/review');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Review is for reviewers');

  await choose(page, 'Reviewer (local)');
  await page.goto('/review');
  const line = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('link', { name: report.document.title }) })
    .first();
  await expect(line).toContainText('3 answers');
  await expect(line).toContainText('Rockets told to a review in a test (new)');
  await line.getByRole('link', { name: report.document.title }).click();
  await expect(page).toHaveURL(`/review/${report.report}`);
  await expect(main(page)).toContainText('under the same address');
  await expect(page.getByText('سُمع دوي 77 انفجاراً.')).toHaveAttribute('dir', 'rtl');
  const effect = page.getByRole('region', { name: 'What accepting it would change' });
  await expect(effect).toContainText('Disputed');
  await expect(effect).toContainText('“5 rockets fired” against “9”: no number is both.');
  await page.getByLabel('Return it with a question').check();
  await page.getByRole('button', { name: 'Check the decision' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'There is a problem' })).toBeFocused();
  await page.getByLabel('Your question').fill('Which edition says nine?');
  await decide(page);
  await expect(page).toHaveURL(at);
  await expect(main(page)).toContainText('Which edition says nine?');

  await choose(page, 'Contributor (local)');
  await page.goto(at);
  await expect(main(page)).toContainText('Returned with a question');
  await expect(main(page).getByRole('blockquote').first()).toHaveText('Which edition says nine?');
  await expect(main(page).getByRole('link', { name: 'Answer and submit again' })).toBeVisible();
  await give(page, 'submitReport', { ...report, shownVersion: 2, note: 'The first one.' });

  await choose(page, 'Reviewer (local)');
  await page.goto(`/review/${report.report}`);
  await expect(main(page)).toContainText('The first one.');
  await page.getByLabel(/Decline this answer, number 3/).check();
  await expect(effect).toContainText('Without the answer you decline.');
  await expect(effect).not.toContainText('“5 rockets fired” against “9”: no number is both.');
  await page.getByLabel('Accept it in part: 2 of 3 answers').check();
  await page.getByRole('button', { name: 'Check the decision' }).click();
  await page.getByRole('alert').getByRole('link', { name: 'Write why answer 3 is declined.' }).click();
  await expect(page.getByLabel('Why is it declined?')).toBeFocused();
  await page.keyboard.type('The headline says five.');
  await decide(page);

  await expect(page).toHaveURL(at);
  await expect(main(page)).toContainText('Accepted in part');
  await expect(page.getByRole('region', { name: 'What was declined' })).toContainText('The headline says five.');
  const history = page.getByRole('region', { name: 'How this report came to be' });
  await expect(history.getByRole('listitem')).toHaveCount(4);
  await expect(history).toContainText('Submitted again');
  await page.goto(balad);
  await expect(explosions.getByText('77', { exact: true }).first()).toBeVisible();
  await page.goto(`/incidents/${report.incidents[0]?.incident}`);
  const rockets = page.getByRole('article', { name: 'Rockets' });
  await expect(rockets.getByText('5', { exact: true })).toHaveCount(1);
  await expect(rockets.getByText('9', { exact: true })).toHaveCount(0);
});

test('a decision on what changed or was decided meanwhile writes nothing and loses nothing typed', async ({ page }) => {
  const report = aReport('two reviewers in a test');
  await choose(page, 'Contributor (local)');
  await give(page, 'submitReport', report);
  await choose(page, 'Reviewer (local)');
  await page.goto(`/review/${report.report}`);
  await page.getByLabel('Reject it, with a reason').check();
  await page.getByLabel('Why is it rejected?').fill('Typed with care.');
  const shown = { report: report.report, shownVersion: 1 };
  await give(page, 'returnReport', { type: 'ReturnReport', ...shown, question: 'Which page?' });
  await decide(page);
  await expect(page.getByText('This report changed after you opened it')).toBeVisible();
  await page.getByRole('button', { name: 'Load the report as it is now' }).click();
  await expect(main(page)).toContainText('Which page?');
  await expect(page.getByLabel('Why is it rejected?')).toHaveValue('Typed with care.');

  await give(page, 'rejectReport', { type: 'RejectReport', ...shown, shownVersion: 2, reason: 'Another was first.' });
  await decide(page);
  await expect(page.getByText('Another reviewer decided this report')).toBeVisible();
  await expect(page.getByLabel('Why is it rejected?')).toHaveValue('Typed with care.');
  await page.getByRole('link', { name: 'See what was decided' }).click();
  await expect(main(page)).toContainText('Another was first.');
  await page.goto(`/review/${report.report}`);
  await expect(main(page)).toContainText('This report is decided.');
});

test('a report is decided by keyboard alone', async ({ page }) => {
  const report = aReport('the keyboard in a test');
  await choose(page, 'Contributor (local)');
  await give(page, 'submitReport', report);
  await choose(page, 'Reviewer (local)');
  await page.goto(`/review/${report.report}`);
  const press = async (key: string, until: () => Promise<boolean>) => {
    for (let at = 0; at < 200; at++) {
      await page.keyboard.press(key);
      if (await until()) return;
    }
    throw new Error(`${key} does not lead there.`);
  };
  const focused = (text: string) => () =>
    page.evaluate(
      (wanted) => (document.activeElement?.closest('label, button')?.textContent ?? '').startsWith(wanted),
      text,
    );
  await press('Tab', focused('Decline this answer'));
  await press('Tab', focused('Accept it whole'));
  await press('ArrowDown', focused('Reject it'));
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('Why is it rejected?')).toBeFocused();
  await page.keyboard.type('Not about anything on record.');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Check your decision' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(main(page)).toContainText('Not about anything on record.');
  await expect(page).toHaveURL(`/reports/${report.report}`);
});

test('the pages of a report have no fault axe finds, and fit a wide window and a phone', async ({ page }) => {
  test.slow();
  const inEveryLook = async () => {
    await looksRight(page, 'light');
    await looksRight(page, 'dark');
  };
  const report = aReport('a screen');
  await choose(page, 'Contributor (local)');
  await give(page, 'submitReport', report);
  for (const path of ['/review', '/reports', `/reports/${report.report}`]) {
    await page.goto(path);
    await inEveryLook();
  }
  await choose(page, 'Reviewer (local)');
  for (const path of ['/review', '/review?state=accepted', `/review/${report.report}`]) {
    await page.goto(path);
    await inEveryLook();
  }
  await page.getByLabel(/Decline this answer, number 1/).check();
  await page.getByLabel('Return it with a question').check();
  await page.getByRole('button', { name: 'Check the decision' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'There is a problem' })).toBeVisible();
  await inEveryLook();
});

test('a report and its review are read without JavaScript', async ({ page, browser, baseURL }) => {
  const report = aReport('a page without scripts');
  await choose(page, 'Contributor (local)');
  await give(page, 'submitReport', report);
  const context = await browser.newContext({ baseURL: baseURL ?? '', javaScriptEnabled: false });
  await context.addCookies([{ name: 'palimpsest_person', value: 'p-two', url: baseURL ?? '' }]);
  const still = await context.newPage();
  await still.goto(`/review/${report.report}`);
  await expect(main(still)).toContainText('“5 rockets fired” against “9”: no number is both.');
  await expect(still.locator('noscript p')).toBeVisible();
  await expect(still.getByLabel('Reject it, with a reason')).toBeDisabled();
  await still.goto('/review');
  await expect(main(still)).toContainText(report.document.title);
  await still.goto(`/reports/${report.report}`);
  await expect(main(still)).toContainText('waiting for a review');
  await context.close();
});

test('a report that nobody submitted is answered 404, as a review of it is', async ({ page }) => {
  for (const path of ['/reports/nothing-there', '/review/nothing-there', '/review/__proto__'])
    expect((await page.goto(path))?.status()).toBe(404);
});
