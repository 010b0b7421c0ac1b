import type { Page } from '@playwright/test';
import { accessibilityFaults, choose, expect, overflow, test } from './page';
import { next, pick, reportsOn } from './report-form';

test.use({ viewport: { width: 360, height: 640 }, hasTouch: true });

test.beforeEach(({ page }) => choose(page, 'Reviewer (local)'));

const small = (page: Page) =>
  page.locator('main :is(input, select, textarea, button):visible').evaluateAll((controls) =>
    controls
      .map((control) => ({
        name: control.id || control.textContent,
        box: (control.matches('[type=radio], [type=checkbox]')
          ? (control.closest('label') ?? control)
          : control
        ).getBoundingClientRect(),
      }))
      .filter(({ box }) => box.height < 44)
      .map(({ name }) => name),
  );

/** Says what is wrong with the step that is shown: too wide, too small to touch, or not accessible, light and dark. */
async function faults(page: Page): Promise<unknown[]> {
  const found: unknown[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    found.push(...(await accessibilityFaults(page)));
  }
  if ((await overflow(page)) !== 0) found.push('wider than the screen');
  return [...found, ...(await small(page))];
}

test('a simple report is asked in at most nine questions, each of them fit for a thumb and a screen reader', async ({
  page,
}) => {
  test.slow();
  await page.goto('/report');
  const heading = page.getByRole('heading', { name: /^Step \d/ });
  await expect(heading).toHaveText('Step 1: where you read it');
  expect(await faults(page)).toEqual([]);

  await page.getByRole('button', { name: 'Next' }).click();
  const summary = page.getByRole('alert').filter({ hasText: 'There is a problem' });
  await expect(summary).toBeFocused();
  await expect(summary.getByRole('link')).toHaveText(['Enter the title of the document.']);
  await summary.getByRole('link').click();
  await expect(page.getByLabel('Title', { exact: true })).toBeFocused();
  await page.getByLabel('Title', { exact: true }).fill('A simple report by touch');
  await next(page, /^Step 2: who published it/);
  await pick(page, 'Publisher', 'rudaw', /^Rudaw/);
  await page.getByLabel('Published').selectOption({ label: 'Exact day' });
  await page.getByLabel('Month', { exact: true }).fill('7');
  await page.getByLabel('Year', { exact: true }).fill('2021');
  await expect(page.getByText('In words: July 2021')).toBeVisible();
  expect(await faults(page)).toEqual([]);

  await next(page, /^Step 3: what it is about/);
  await page.getByLabel('What it is about').fill('balad');
  await expect(page.getByRole('option').first()).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await pick(page, 'What it is about', 'balad april', /18 April 2021/);
  await next(page, /^Step 4: what it says/);
  await page.getByLabel('Question').selectOption({ label: 'Rockets' });
  await page.getByLabel('The number, as it is said').fill('٣');
  await expect(page.getByText('Recorded as: 3')).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await next(page, /^Step 5: who says so/);
  await page.getByText('Whose word, in which words').click();
  await page.getByLabel('Language of the excerpt').selectOption({ label: 'Arabic' });
  await expect(page.getByLabel('Excerpt', { exact: false }).last()).toBeVisible();
  await expect(page.locator('textarea[lang=ar][dir=rtl]')).toBeVisible();
  await pick(page, 'Who says so?', 'rudaw', /^Rudaw/);
  expect(await faults(page)).toEqual([]);
  await next(page, /^Step 6: anything else/);
  expect(await faults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Back' }).click();
  await expect(page.getByLabel('Who says so?')).toHaveValue('Rudaw');
  await page.setViewportSize({ width: 1000, height: 700 });
  await expect(page.getByLabel('Title', { exact: true })).toHaveValue('A simple report by touch');
  await expect(page.getByLabel('The number, as it is said')).toHaveValue('٣');
  await page.setViewportSize({ width: 360, height: 640 });
  await next(page, /^Step 6: anything else/);
  await page.getByRole('button', { name: 'Check your answers' }).click();
  await expect(page.getByRole('heading', { name: /Check your answers/ })).toBeFocused();
  await expect(page.getByRole('main')).toContainText('July 2021');
  expect(await faults(page)).toEqual([]);
});

test('three incidents from one article, with the network cut once in the middle, make one report with nothing lost', async ({
  page,
  context,
}) => {
  test.slow();
  const title = 'One article on three incidents';
  await page.goto('/report');
  await page.getByLabel('Title', { exact: true }).fill(title);
  await next(page, /^Step 2/);
  await page.getByLabel('Publisher').fill('Diyala Tonight');
  await page.getByRole('option', { name: 'Add “Diyala Tonight” as a new source' }).click();
  await page.getByLabel('Kind of source').selectOption({ label: 'outlet' });
  await next(page, /^Step 3/);

  // The first is on record, and found before another is opened.
  await page.getByLabel('What it is about').fill('a rocket attack');
  await page.getByRole('option', { name: 'A new incident, not on record yet' }).click();
  await pick(page, 'Where was it? (optional)', 'قاعدة بلد', /Balad Air Base/);
  await page.getByLabel('When was it?').selectOption({ label: 'Exact day' });
  await page.getByLabel('Day', { exact: true }).fill('18');
  await page.getByLabel('Month', { exact: true }).fill('April');
  await page.getByLabel('Year', { exact: true }).fill('2021');
  await expect(page.getByText('Is it one of these?')).toBeVisible();
  await page.getByRole('button', { name: /It is this one .*18 April 2021/ }).click();
  await expect(page.getByLabel('What it is about').first()).toHaveValue(/18 April 2021/);
  await next(page, /answer 1: what it says/);
  await page.getByLabel('Question').locator('visible=true').selectOption({ label: 'Rockets' });
  await page.getByLabel('The number, as it is said').locator('visible=true').fill('between 3 and 6');
  await next(page, /answer 1: who says so/);
  await page.getByRole('combobox', { name: 'Who says so?' }).fill('diyala');
  await page.getByRole('option', { name: /Diyala Tonight/ }).click();
  await next(page, /answer 2: when it was/);
  await expect(page.getByRole('combobox', { name: 'Who says so?' })).toHaveValue('Diyala Tonight');
  await next(page, /anything else/);

  // The second is new, at a site on record.
  await page.getByRole('button', { name: 'Add an answer about something else' }).click();
  await expect(page.getByRole('heading', { name: /answer 3: what it is about/ })).toBeFocused();
  await page.getByRole('combobox', { name: 'What it is about' }).fill('Drone over Taji');
  await page.getByRole('option', { name: 'A new incident, not on record yet' }).click();
  await pick(page, 'Where was it? (optional)', 'erbil', /Erbil International Airport/);
  await page.getByLabel('When was it?').selectOption({ label: 'Month' });
  await page.getByLabel('Month', { exact: true }).locator('visible=true').fill('12');
  await page.getByLabel('Year', { exact: true }).locator('visible=true').fill('2019');
  await expect(page.getByText('No incident on record is near this place and time.')).toBeVisible();
  await page.getByRole('button', { name: 'Go on with the new incident' }).click();
  await expect(page.getByLabel('Title of the incident')).toHaveValue('Drone over Taji');
  await page.getByLabel('Kind of incident').selectOption({ label: 'Air/drone strike' });
  await next(page, /answer 3: what it says/);
  await page.getByLabel('Question').locator('visible=true').selectOption({ label: 'Occurred' });
  await page.getByLabel('What it says').locator('visible=true').selectOption({ label: 'Yes' });

  await context.setOffline(true);
  await expect(page.getByText('You are offline.')).toBeVisible();
  await next(page, /answer 3: who says so/);
  await next(page, /answer 4: when it was/);
  await next(page, /anything else/);

  // The third is new, and so is its site; nothing can be looked up meanwhile.
  await page.getByRole('button', { name: 'Add an answer about something else' }).click();
  await page.getByRole('combobox', { name: 'What it is about' }).fill('Mortars at Camp Nowhere');
  await page.getByRole('option', { name: 'A new incident, not on record yet' }).click();
  await page.getByRole('combobox', { name: 'Where was it?' }).fill('Camp Nowhere');
  await expect(page.getByText('Names cannot be looked up just now.').first()).toBeVisible();
  await page.getByRole('option', { name: 'Add “Camp Nowhere” as a new site' }).click();
  await page.getByLabel('Kind of site').selectOption({ label: 'base' });
  await page.getByLabel('Within', { exact: true }).fill('Iraq, Diyala');
  await page.getByRole('button', { name: 'Go on with the new incident' }).click();
  await page.getByLabel('Kind of incident').locator('visible=true').selectOption({ label: 'Other' });
  await next(page, /answer 5: what it says/);
  await page.getByLabel('Question').locator('visible=true').selectOption({ label: 'Killed' });
  await page
    .getByLabel('Or choose what it says')
    .locator('visible=true')
    .selectOption({ label: 'None – it says there were none' });
  await next(page, /answer 5: who says so/);
  await next(page, /anything else/);
  await page.getByRole('button', { name: 'Check your answers' }).click();
  await page.getByRole('button', { name: 'Send the report' }).tap();
  await expect(page.getByText(/Not sent/).first()).toBeVisible();
  await context.setOffline(false);
  await expect(page).toHaveURL(/\/reports\//);

  expect(await reportsOn(title)).toMatchObject([{ claims: 5 }]);
  const receipt = page.getByRole('main');
  for (const words of ['Drone over Taji', 'Mortars at Camp Nowhere', '3 to 6', 'December 2019', '18 April 2021'])
    await expect(receipt).toContainText(words);
});
