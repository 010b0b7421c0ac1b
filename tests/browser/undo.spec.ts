import { accessibilityFaults, choose, expect, overflow, test } from './page';

test('a reviewer corrects a claim, undoes it, and restores what another correction had said', async ({ page }) => {
  await choose(page, 'Reviewer (local)');
  const main = page.getByRole('main');
  const correct = async (n: string) => {
    await page.goto('/claims/c220/correct');
    await page.getByLabel('Number', { exact: true }).fill(n);
    await page.getByLabel('Why is it corrected?').fill(`Misread: it is ${n}.`);
    await page.getByRole('button', { name: 'Check the correction' }).click();
    await page.getByRole('button', { name: 'Record the correction' }).click();
    await expect(page).toHaveURL(/\/claims\/c220$/);
    await expect(page.getByRole('heading', { level: 1 })).toContainText(n);
  };
  await page.goto('/claims/c220');
  const was = await page.getByRole('heading', { level: 1 }).textContent();
  await correct('77');

  await page.getByRole('link', { name: 'Undo this' }).click();
  await expect(page).toHaveURL(/\/ledger\/\d+\/undo$/);
  const event = page.url().split('/').at(-2) as string;
  await expect(page.getByRole('region', { name: 'What will be appended' })).toContainText(`undoing #${event}`);
  await expect(page.getByRole('region', { name: 'What it will change' })).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Undo it' }).click();
  const summary = page.getByRole('alert').filter({ hasText: 'There is a problem' });
  await expect(summary).toContainText('Say why you undo it.');
  await page.getByLabel('Why do you undo it?').fill('I read the wrong line.');
  await page.reload();
  await expect(page.getByLabel('Why do you undo it?')).toHaveValue('I read the wrong line.');
  // The answer is lost on the way: what is sent again is recorded once.
  let isLost = true;
  await page.route('**/trpc/undoAct', async (route) => {
    await route.fetch();
    if (!isLost) return route.fallback();
    isLost = false;
    await route.abort();
  });
  await page.getByRole('button', { name: 'Undo it' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Not sent' })).toBeVisible();
  await page.getByRole('button', { name: 'Undo it' }).click();
  await expect(page).toHaveURL(/\/ledger\/\d+$/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(`undoing #${event}`);
  await expect(main).toContainText('I read the wrong line.');
  await page.goto('/claims/c220');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(was ?? '');
  await page.goto(`/ledger/${event}/undo`);
  await expect(main).toContainText('This was undone already, by #');
  await expect(page.getByRole('form')).toHaveCount(0);

  await correct('88');
  await page.getByRole('link', { name: 'restore what it said' }).click();
  await page.getByRole('link', { name: `Restore what it said before #${event}` }).click();
  const differences = page.getByRole('region', { name: 'Now, and as it would be again' });
  await expect(differences.locator('del').first()).toHaveText('88');
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
  }
  await page.getByLabel('Why is it restored?').fill('The page says what it said at first.');
  await page.getByRole('button', { name: 'Restore it' }).click();
  await expect(page).toHaveURL(/\/claims\/c220$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(was ?? '');
  await expect(page.getByRole('region', { name: 'How this claim came to be' })).toContainText('back to what #');

  await choose(page, 'Steward (local)');
  await page.goto(`/ledger/${event}/undo`);
  await expect(main).toContainText('Somebody else did this.');
  expect((await page.goto('/ledger/999999999/undo'))?.status()).toBe(404);
});
