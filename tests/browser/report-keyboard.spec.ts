import { choose, expect, test } from './page';
import { reportsOn } from './report-form';

test.beforeEach(({ page }) => choose(page, 'Contributor (local)'));

test('a report is filled in, checked and sent with the keyboard alone', async ({ page }) => {
  const title = 'Written without a mouse';
  const { keyboard } = page;
  const type = async (text: string) => keyboard.type(text, { delay: 5 });
  const at = (label: string) => expect(page.getByLabel(label).and(page.locator(':focus'))).toHaveCount(1);
  await page.goto('/report?about=incident:balad-2021-04-18&attribute=rockets');
  await expect(page.getByLabel('Title', { exact: true })).toBeEnabled();
  await page.getByLabel('Title', { exact: true }).focus();
  await type(title);
  await keyboard.press('Tab');
  await at('Publisher');
  const publisher = page.getByRole('combobox', { name: 'Publisher' });
  await type('rudaw');
  await expect(publisher).toHaveAttribute('aria-expanded', 'true');
  await expect(page.getByRole('option', { name: /^Rudaw/ })).toBeVisible();
  await keyboard.press('ArrowDown');
  const active = await publisher.getAttribute('aria-activedescendant');
  await expect(page.locator(`#${active}`)).toHaveAttribute('aria-selected', 'true');
  await keyboard.press('Escape');
  await expect(publisher).toHaveAttribute('aria-expanded', 'false');
  await expect(publisher).toHaveValue('rudaw');
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await expect(publisher).toHaveValue('Rudaw');
  await expect(publisher).toBeFocused();

  await page.getByLabel('The number, as it is said').focus();
  await type('dozens');
  await keyboard.press('Tab');
  await keyboard.press('Tab');
  await at('Who says so?');
  await type('rudaw');
  await expect(page.getByRole('option', { name: /^Rudaw/ })).toBeVisible();
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /Check your answers/ })).toBeFocused();
  await page.getByRole('button', { name: 'Send the report' }).focus();
  await keyboard.press('Enter');
  await keyboard.press('Enter');
  await expect(page).toHaveURL(/\/reports\//);
  expect(await reportsOn(title)).toHaveLength(1);
});
