import { balad, expect, looksRight, test } from './page';

const compare = `${balad}/compare`;

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('two revisions are chosen from the list, compared at an address of their own, and lead to their causes', async ({
    page,
  }) => {
    await page.goto(compare);
    const from = page.getByRole('radio', { name: /^From #/ });
    const to = page.getByRole('radio', { name: /^To #/ });
    const earlier = (await from.nth(5).getAttribute('value')) ?? '';
    const later = (await to.first().getAttribute('value')) ?? '';
    await from.nth(5).check();
    await to.first().check();
    await page.getByRole('button', { name: 'Compare the two chosen' }).click();
    await expect(page).toHaveURL(
      ({ pathname, searchParams }) =>
        pathname === compare && searchParams.get('from') === earlier && searchParams.get('to') === later,
    );
    await expect(page.getByRole('heading', { name: `Before: #${earlier}` })).toBeVisible();
    await expect(page.getByRole('heading', { name: `After: #${later}` })).toBeVisible();
    await page.getByRole('link', { name: 'Every cause between' }).click();
    await expect(page.locator('#causes')).toBeInViewport();
    await expect(page.locator(`a[href="/ledger/${later}"]`).first()).toBeVisible();
  });

  test('what cannot be compared is refused by name, beside two that can be', async ({ page }) => {
    await page.goto(compare);
    const latest = (await page.getByRole('radio', { name: /^To #/ }).first().getAttribute('value')) ?? '';
    for (const [asked, refused] of [
      [`from=${latest}&to=999999`, 'no-such-position'],
      [`from=${latest}&to=${latest}`, 'same-revision'],
      [`from=${latest}&to=5`, 'before-the-record'],
    ]) {
      await page.goto(`${compare}?${asked}`);
      await expect(page.locator('[data-refused]')).toHaveAttribute('data-refused', refused ?? '');
      await expect(page.getByRole('radio', { name: /^From #/ }).first()).toBeVisible();
    }
    await page.goto(`${compare}?from=${latest}&to=${latest}`);
    await page.getByRole('alert').getByRole('link').click();
    await expect(page.getByRole('heading', { name: /^After: #/ })).toBeVisible();
  });
});

test('axe finds nothing in a comparison, and nothing scrolls sideways', async ({ page }) => {
  test.slow();
  await page.goto(compare);
  const choices = page.getByRole('radio', { name: /^From #/ });
  const [later, earlier] = [await choices.nth(1).getAttribute('value'), await choices.nth(8).getAttribute('value')];
  await page.goto(`${compare}?from=${earlier}&to=${later}`);
  // So tall that nothing lies under the button that stays in view.
  await looksRight(page, 'light', 8000);
});
