import type { Page } from '@playwright/test';
import { accessibilityFaults, choose, expect, overflow, test } from './page';

const april = '/incidents/balad-2021-04-18';

/** Fills the document part with a new document by Rudaw. */
async function newDocument(page: Page, title: string): Promise<void> {
  await page.getByLabel('Title').fill(title);
  await page.getByLabel('Publisher').selectOption({ label: 'Rudaw' });
}

const answer = (page: Page, number: number) => page.getByRole('group', { name: `Answer ${number}` });

test.beforeEach(({ page }) => choose(page, 'Contributor (local)'));

test('a report of several answers is checked, sent and received, and the record, the claims and the history change', async ({
  page,
}) => {
  await page.goto('/report?about=incident:balad-2021-04-18&attribute=rockets');
  await newDocument(page, 'A wire story on Balad, told to a test');
  const first = answer(page, 1);
  await first.getByLabel('What it says').selectOption({ label: 'About' });
  await first.getByLabel('Number', { exact: true }).fill('40');
  await first.getByLabel('Who says so?').selectOption({ label: 'Rudaw' });

  await page.getByRole('button', { name: 'Add another answer' }).click();
  const second = answer(page, 2);
  await second.getByLabel('Question').selectOption({ label: 'Killed' });
  await second.getByLabel('Of whom or what exactly').selectOption({ label: 'civilians' });
  await second.getByLabel('What it says').selectOption({ label: 'None – it says there were none' });

  await page.getByRole('button', { name: 'Add another answer' }).click();
  const third = answer(page, 3);
  await third.getByLabel('Question').selectOption({ label: 'Date' });
  await third.getByLabel('What it says').selectOption({ label: 'Month' });
  await third.getByLabel('Month', { exact: true }).fill('April');
  await third.getByLabel('Year', { exact: true }).fill('2021');

  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Check your answers' }).click();
  await expect(page.getByRole('main')).toContainText('about 40');
  await expect(page.getByRole('main')).toContainText('April 2021');
  expect(await accessibilityFaults(page)).toEqual([]);

  await page.getByRole('button', { name: 'Send the report' }).dblclick();
  await expect(page).toHaveURL(/\/reports\//);
  await expect(page.getByRole('main')).toContainText('A wire story on Balad, told to a test');
  await expect(page.getByRole('main')).toContainText('none');
  expect(await accessibilityFaults(page)).toEqual([]);

  await page.goto(april);
  await expect(page.getByRole('article', { name: 'Rockets' })).toContainText('about 40');
  await expect(page.getByRole('article', { name: 'Killed' })).toContainText('none');
  await expect(page.getByRole('table', { name: /What each source says/ })).toContainText(
    'A wire story on Balad, told to a test',
  );
  const history = page.getByRole('region', { name: 'History' });
  await expect(
    history.getByText('3 claims were recorded, read in “A wire story on Balad, told to a test”.'),
  ).toHaveCount(1);
});

test('what is wrong is said above the form, leads to its field, and nothing typed is lost', async ({ page }) => {
  await page.goto('/report?about=incident:balad-2021-04-18&attribute=rockets');
  await page.getByLabel('Title').fill('Kept while it is wrong');
  await page.getByLabel('Web address (optional)').fill('javascript:alert(1)');
  const first = answer(page, 1);
  await first.getByLabel('What it says').selectOption({ label: 'Between two numbers' });
  await first.getByLabel('Lower number').fill('9');
  await first.getByLabel('Higher number').fill('3');
  await page.getByRole('button', { name: 'Check your answers' }).click();

  const summary = page.getByRole('alert').filter({ hasText: 'There is a problem' });
  await expect(summary).toBeFocused();
  await expect(summary).toContainText('http:// or https://');
  await expect(summary).toContainText('The lower number must not be above the higher one.');
  await summary.getByRole('link', { name: /http/ }).click();
  await expect(page.getByLabel('Web address (optional)')).toBeFocused();
  await expect(page.getByLabel('Title')).toHaveValue('Kept while it is wrong');
  expect(await accessibilityFaults(page)).toEqual([]);
});

test('a draft outlives a reload, and a report outlives a lost network', async ({ page, context }) => {
  await page.goto('/report?about=incident:balad-2021-04-18&attribute=explosions%20heard');
  await newDocument(page, 'Typed before the network went');
  const first = answer(page, 1);
  await first.getByLabel('What it says').selectOption({ label: 'At least' });
  await first.getByLabel('Number', { exact: true }).fill('7');
  await first.getByLabel('Who says so?').selectOption({ label: 'Rudaw' });
  await expect(page.getByText(/Draft kept/)).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Title')).toHaveValue('Typed before the network went');
  await expect(answer(page, 1).getByLabel('Number', { exact: true })).toHaveValue('7');

  await page.getByRole('button', { name: 'Check your answers' }).click();
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Send the report' }).click();
  await expect(page.getByText(/Not sent/)).toBeVisible();
  await context.setOffline(false);
  await page.getByRole('button', { name: 'Send the report' }).click();
  await expect(page).toHaveURL(/\/reports\//);
  await page.goto(april);
  await expect(page.getByRole('region', { name: 'History' }).getByText(/Typed before the network went/)).toHaveCount(1);
});

test('a claim is corrected where it is seen wrong, with a reason, and both readings stay', async ({ page }) => {
  await choose(page, 'Reviewer (local)');
  await page.goto('/claims/c130');
  await page.getByRole('button', { name: 'Correct what we recorded' }).click();
  await page.getByLabel('Number', { exact: true }).fill('6');
  await page.getByRole('button', { name: 'Check the correction' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'There is a problem' })).toBeVisible();
  await page.getByLabel('Why is it corrected?').fill('Misread: the page says six.');
  await page.getByRole('button', { name: 'Check the correction' }).click();
  await expect(page.getByRole('main')).toContainText('at least 5');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Record the correction' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('at least 6');
  const history = page.getByRole('region', { name: 'How this claim came to be' });
  await expect(history).toContainText('was corrected: Rockets (fired) at least 5');
  await expect(history).toContainText('Misread: the page says six.');
});

test('a correction of what changed meanwhile is refused, and what was typed stays', async ({ page, context }) => {
  await choose(page, 'Reviewer (local)');
  const other = await context.newPage();
  for (const tab of [page, other]) {
    await tab.goto('/claims/c133');
    await tab.getByRole('button', { name: 'Correct what we recorded' }).click();
    await tab.getByLabel('Why is it corrected?').fill('Two people at once.');
  }
  await other.getByLabel('Number', { exact: true }).fill('61');
  await page.getByLabel('Number', { exact: true }).fill('62');
  for (const tab of [other, page]) await tab.getByRole('button', { name: 'Check the correction' }).click();
  await other.getByRole('button', { name: 'Record the correction' }).click();
  await expect(other.getByRole('heading', { level: 1 })).toContainText('61');
  await page.getByRole('button', { name: 'Record the correction' }).click();
  await expect(page.getByRole('main')).toContainText('Somebody corrected this claim after you opened it');
  await expect(page.getByRole('main')).toContainText('62');
});

test('a report is filled in by touch at 360 pixels, with no control under 44 pixels', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 640 });
  await page.goto('/report?about=site:balad-air-base&attribute=houses');
  expect(await overflow(page)).toBe(0);
  const small = await page.locator('main :is(input, select, textarea, button):visible').evaluateAll((controls) =>
    controls
      .map((control) => ({
        name: control.id,
        box: (control.matches('[type=radio]')
          ? (control.closest('label') ?? control.parentElement ?? control)
          : control
        ).getBoundingClientRect(),
      }))
      .filter(({ box }) => box.height < 44)
      .map(({ name }) => name),
  );
  expect(small).toEqual([]);
});

test('nobody chosen: the form says so and leads there', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL: baseURL ?? '' });
  const page = await context.newPage();
  await page.goto('/report');
  await expect(page.getByRole('main').getByRole('link', { name: /choose who you are/i })).toBeVisible();
  await context.close();
});
