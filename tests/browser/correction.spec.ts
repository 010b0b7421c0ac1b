import { accessibilityFaults, choose, expect, test } from './page';

test.beforeEach(({ page }) => choose(page, 'Reviewer (local)'));

test('a claim is corrected where it is seen wrong, with a reason, and both readings stay', async ({ page }) => {
  await page.goto('/claims/c130');
  await page.getByRole('link', { name: 'correct it' }).click();
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
  const other = await context.newPage();
  for (const tab of [page, other]) {
    await tab.goto('/claims/c133/correct');
    await tab.getByLabel('Why is it corrected?').fill('Two people at once.');
  }
  await other.getByLabel('Number', { exact: true }).fill('61');
  await page.getByLabel('Number', { exact: true }).fill('62');
  for (const tab of [other, page]) await tab.getByRole('button', { name: 'Check the correction' }).click();
  await other.getByRole('button', { name: 'Record the correction' }).click();
  await expect(other.getByRole('heading', { level: 1 })).toContainText('61');
  await page.getByRole('button', { name: 'Record the correction' }).click();
  await expect(page.getByRole('main')).toContainText(
    'Somebody changed what is recorded of this claim after you opened it',
  );
  await expect(page.getByRole('main')).toContainText('62');
  await page.getByRole('button', { name: 'Load the claim as it is now' }).click();
  await expect(page.getByLabel('Number', { exact: true })).toHaveValue('62');
  await page.getByRole('button', { name: 'Check the correction' }).click();
  await expect(page.getByRole('form')).toContainText('Before: 61');
});
