import type { Locator, Page } from '@playwright/test';
import { camp, siteOverTime } from '../support/site-over-time';
import { airBase, balad, choose, everyLook, expect, test } from './page';
import { answer, elsewhere, newDocument, pick } from './report-form';

const site = `/sites/${camp}`;

// One worker, so that the record is given once.
test.describe.configure({ mode: 'default' });

test.beforeAll(async () => {
  const address = `${process.env.PALIMPSEST_BASE_URL}${site}?on=2021-05-03`;
  for (const command of siteOverTime) await elsewhere('p-two', command);
  await expect.poll(async () => (await fetch(address)).text()).toContain('2 origins say yes, 2 say no');
});

const section = (page: Page): Locator => page.getByRole('region', { name: 'Over time' });
const line = (page: Page, title: string): Locator => section(page).getByRole('article', { name: title });

/** Shows a day by the form, as a person does. */
async function ask(page: Page, day: string): Promise<void> {
  await section(page).getByLabel('As of which day?').fill(day);
  await section(page).getByRole('button', { name: 'Show this day' }).click();
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('another day is another sentence, kept in the address', async ({ page }) => {
    await page.goto(`${site}?on=2021-05-03`);
    const troops = line(page, 'Houses US troops?');
    await expect(troops).toContainText('On 3 May 2021: 2 origins say yes, 2 say no; 2 of them speak of that very day.');
    await expect(troops).toContainText('Disputed');
    await expect(line(page, 'Houses US nationals?')).toContainText('Nobody has said anything about 3 May 2021.');
    await ask(page, '2020-06-01');
    await expect(page).toHaveURL(/\?on=2020-06-01#over-time$/);
    await expect(troops).toContainText(
      'On 1 June 2020: 2 origins say yes, 1 says no; 1 of them speaks of that very day.',
    );
  });

  test('the incidents before, on and after the day lead to their days', async ({ page }) => {
    await page.goto(`${site}?on=2021-05-03`);
    await expect(section(page)).toContainText('On this day: Rockets at the camp, may');
    await section(page)
      .getByRole('link', { name: /march, as of 15 March 2021$/ })
      .click();
    await expect(page).toHaveURL(/\?on=2021-03-15#over-time$/);
    await section(page)
      .getByRole('link', { name: /may, as of 3 May 2021$/ })
      .click();
    await expect(page).toHaveURL(/\?on=2021-05-03#over-time$/);
  });

  test('a day that cannot be read is refused by name, and kept in its field', async ({ page }) => {
    for (const day of ['2021-02-30', 'soon', '3 May', '2021', '%00']) {
      expect((await page.goto(`${site}?on=${encodeURIComponent(day)}`))?.status(), day).toBe(200);
      await expect(section(page).getByRole('alert')).toContainText(`“${day}” is not a day of the calendar`);
      const field = section(page).getByLabel('As of which day?');
      await expect(field).toHaveValue(day);
      await expect(field).toHaveAttribute('aria-invalid', 'true');
      await expect(line(page, 'Houses US troops?')).toContainText('On 1 July 2021');
    }
    await page.goto(`${site}?on=2021-05-03&on=2021-05-04`);
    await expect(section(page).getByRole('alert')).toContainText('Ask for one day at a time');
  });

  test('open and uncertain ends are said in words', async ({ page }) => {
    await page.goto(`${site}?on=2021-05-03`);
    await line(page, 'Houses US troops?').locator('summary').click();
    const table = line(page, 'Houses US troops?').getByRole('table');
    for (const [who, when, then] of [
      ['Paper A', 'as of 3 May 2021', 'speaks of it'],
      ['Paper B', 'from March 2020 to February 2021', 'does not hold then'],
      ['Paper C', 'from May 2021, end open: it goes on', 'speaks of it'],
      ['Paper D', 'from 18 April 2021, end not known', 'may hold'],
      ['Paper E', 'no date given, published 4 May 2021', 'may hold'],
    ] as const) {
      const row = table.getByRole('row').filter({ hasText: who });
      await expect(row).toContainText(when);
      await expect(row).toContainText(then);
    }
    await expect(line(page, 'Houses US contractors?')).toContainText('until at least June 2021');
  });

  test('the record tells an answer for another time apart from one that fits', async ({ page }) => {
    await page.goto(site);
    await expect(page.getByRole('article', { name: 'Houses', exact: true })).toContainText(
      /for another time: “(no” from 18 April 2021, end not known Paper D|yes” from March 2020 to February 2021 Paper B)/,
    );
  });

  test('the chart holds what the table holds', async ({ page }) => {
    for (const route of [`${site}?on=2021-05-03`, airBase]) {
      await page.goto(route);
      const lines = await section(page).getByRole('article').all();
      expect(lines.length).toBeGreaterThan(2);
      for (const each of lines) {
        const drawn = await each.locator('[data-chart] svg > title').allTextContents();
        const told = await each.locator('tbody tr').evaluateAll((rows) =>
          rows.map((row) => {
            const [who, value, when] = [...row.children].map((cell) => cell.textContent);
            return `${who}: ${value}, ${when}`;
          }),
        );
        expect(drawn).toEqual(told);
        expect(told.length).toBeGreaterThan(0);
      }
    }
  });

  test('an incident shows its place as of its date, and leads to that day', async ({ page }) => {
    await page.goto('/incidents/ot-may');
    const then = page.getByRole('region', { name: 'The place at that time' });
    await expect(then).toContainText('Camp Over Time as of 3 May 2021');
    await expect(then).toContainText(/Houses US troops\?\s*≠?\s*Disputed\s*: yes: 2 origins; no: 2/);
    await then.getByRole('link', { name: 'Camp Over Time on 3 May 2021' }).click();
    await expect(page).toHaveURL(new RegExp(`${camp}\\?on=2021-05-03#over-time$`));
    await page.goto('/incidents/ot-two-days');
    await expect(then.getByRole('heading', { level: 3 })).toHaveText([
      'Camp Over Time as of 31 May 2021',
      'Camp Over Time as of 2 June 2021',
    ]);
    await page.goto(balad);
    await expect(then.getByRole('heading', { level: 3 }).first()).toContainText('Balad Air Base as of 2 May 2021');
  });

  test('it prints with its sentence, chart and table, and without the form', async ({ page }) => {
    await page.emulateMedia({ media: 'print' });
    await page.goto(`${site}?on=2021-05-03`);
    const troops = line(page, 'Houses US troops?');
    await expect(troops.getByRole('table')).toBeVisible();
    await expect(troops.locator('[data-chart]')).toBeVisible();
    await expect(section(page).getByRole('button')).toBeHidden();
  });
});

test('a report asks of an answer about a site for when it holds, and keeps it', async ({ page }) => {
  await choose(page, 'Reviewer (local)');
  await page.goto(`/report?about=site:${camp}&attribute=houses`);
  await newDocument(page, 'A page about the camp');
  const first = answer(page, 1);
  await first.getByLabel('Of whom or what exactly').selectOption({ label: 'US nationals' });
  await first.getByLabel('What it says').selectOption({ label: 'Yes' });
  await first.getByLabel('For when?').selectOption({ label: 'From a date on, and it goes on' });
  await first.getByLabel('Month').fill('May');
  await first.getByLabel('Year').fill('2020');
  await expect(first).toContainText('In words: from May 2020, end open: it goes on');
  await pick(first, 'Who says so?', 'rudaw', /^Rudaw/);
  await expect.poll(() => page.evaluate(() => Object.values(localStorage).join())).toContain('src-rudaw');
  await page.goto('/report');
  await page.getByRole('link', { name: 'A page about the camp' }).click();
  await expect(first.getByLabel('Year')).toHaveValue('2020');
  await page.getByRole('button', { name: 'Check your answers' }).click();
  await expect(page.getByRole('region', { name: 'Answer 1' })).toContainText('from May 2020, end open: it goes on');
});

everyLook([`${site}?on=2021-05-03`, `${site}?on=soon`, '/incidents/ot-two-days']);
