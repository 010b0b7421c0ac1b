import { choose, expect, test } from './page';
import { answer, newDocument, pick, reportsOn } from './report-form';

test.beforeEach(({ page }) => choose(page, 'Contributor (local)'));

const about = '/report?about=incident:balad-2021-04-18&attribute=explosions%20heard';

test('a draft outlives a closed tab, and a report a lost network: it is sent by itself, once, when it is back', async ({
  page,
  context,
}) => {
  const title = 'Typed before the network went';
  await page.goto(about);
  await newDocument(page, title);
  await answer(page, 1).getByLabel('The number, as it is said').fill('at least seven');
  await pick(answer(page, 1), 'Who says so?', 'rudaw', /^Rudaw/);
  await expect(page.getByText(/Draft · kept/)).toBeVisible();
  await page.close();

  const later = await context.newPage();
  await later.goto('/report');
  await later.getByRole('region', { name: 'Your drafts' }).getByRole('link', { name: title }).click();
  await expect(later.getByLabel('Title', { exact: true })).toHaveValue(title);
  await expect(answer(later, 1).getByLabel('The number, as it is said')).toHaveValue('at least seven');
  await expect(answer(later, 1).getByLabel('Who says so?')).toHaveValue('Rudaw');

  await context.setOffline(true);
  await expect(later.getByText('You are offline. Drafts are kept here; nothing is being sent.')).toBeVisible();
  await later.getByRole('button', { name: 'Check your answers' }).click();
  await later.getByRole('button', { name: 'Send the report' }).click();
  await expect(later.getByText(/Not sent/).first()).toBeVisible();
  await later.getByRole('button', { name: /Change what it says of answer 1/ }).click();
  await answer(later, 1).getByLabel('The number, as it is said').fill('at least eight');
  await later.getByRole('button', { name: 'Check your answers' }).click();
  await later.getByRole('button', { name: 'Send the report' }).click();
  await expect(later.getByText(/Not sent/).first()).toBeVisible();
  await context.setOffline(false);
  await expect(later).toHaveURL(/\/reports\//);
  expect(await reportsOn(title)).toHaveLength(1);
  await later.goto('/report');
  await expect(later.getByLabel('Title', { exact: true })).toBeEnabled();
  await expect(later.getByRole('region', { name: 'Your drafts' })).toHaveCount(0);
});

test('a draft open in two tabs is written in one, followed in the other, taken over without loss, and sent once', async ({
  page,
  context,
}) => {
  const title = 'One draft in two tabs';
  await page.goto(about);
  await newDocument(page, title);
  await expect(page).toHaveURL(/\?draft=/);
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.getByText('This draft is open in another tab')).toBeVisible();
  await expect(other.getByLabel('Title', { exact: true })).toBeDisabled();
  await answer(page, 1).getByLabel('The number, as it is said').fill('nine');
  await expect(answer(other, 1).getByLabel('The number, as it is said')).toHaveValue('nine');

  await pick(answer(page, 1), 'Who says so?', 'rudaw', /^Rudaw/);
  await other.getByRole('button', { name: 'Go on in this tab' }).click();
  await expect(other.getByLabel('Title', { exact: true })).toBeEnabled();
  await expect(answer(other, 1).getByLabel('Who says so?')).toHaveValue('Rudaw');
  await expect(page.getByText('This draft is open in another tab')).toBeVisible();

  await other.getByRole('button', { name: 'Check your answers' }).click();
  await other.getByRole('button', { name: 'Send the report' }).dblclick();
  await expect(other).toHaveURL(/\/reports\//);
  await expect(page.getByText('This draft was sent or discarded in another tab.')).toBeVisible();
  expect(await reportsOn(title)).toHaveLength(1);
});

test('several drafts are kept side by side, each is discarded by itself, and brought back', async ({ page }) => {
  for (const title of ['A first draft', 'A second draft']) {
    await page.goto('/report');
    await page.getByLabel('Title', { exact: true }).fill(title);
    await expect(page.getByText(/Draft · kept/)).toBeVisible();
  }
  await page.goto('/report');
  const drafts = page.getByRole('region', { name: 'Your drafts' });
  await drafts.getByRole('button', { name: 'Discard the draft A first draft' }).click();
  await expect(drafts.getByRole('link')).toHaveText(['A second draft']);
  await drafts.getByRole('button', { name: 'Bring it back' }).click();
  await expect(drafts.getByRole('link')).toHaveCount(2);
});

test('an answer that is lost on its way back, twice, leads to the one receipt', async ({ page }) => {
  const title = 'Sent three times';
  await page.goto(about);
  await newDocument(page, title);
  await answer(page, 1).getByLabel('The number, as it is said').fill('3');
  await pick(answer(page, 1), 'Who says so?', 'rudaw', /^Rudaw/);
  await page.getByRole('button', { name: 'Check your answers' }).click();
  await page.route(
    '**/trpc/submitReport',
    async (route) => {
      await route.fetch();
      await route.abort();
    },
    { times: 2 },
  );
  for (const _ of [1, 2]) {
    await page.getByRole('button', { name: 'Send the report' }).click();
    await expect(page.getByText(/Not sent: Palimpsest was not reached/)).toBeVisible();
  }
  await page.getByRole('button', { name: 'Send the report' }).click();
  await expect(page).toHaveURL(/\/reports\//);
  expect(await reportsOn(title)).toHaveLength(1);
});

test('a draft whose tab was closed after it was received says so, and nothing is recorded twice', async ({ page }) => {
  const title = 'Received by a tab that was closed';
  await page.goto(about);
  await newDocument(page, title);
  await answer(page, 1).getByLabel('The number, as it is said').fill('3');
  await pick(answer(page, 1), 'Who says so?', 'rudaw', /^Rudaw/);
  await page.getByRole('button', { name: 'Check your answers' }).click();
  await page.route('**/trpc/submitReport', async (route) => {
    await route.fetch();
  });
  await page.getByRole('button', { name: 'Send the report' }).click();
  await expect.poll(() => reportsOn(title)).toHaveLength(1);
  const draft = page.url();
  await page.close({ runBeforeUnload: false });

  const later = await page.context().newPage();
  await later.goto(draft);
  await expect(later.getByText('This report was being sent when its tab was closed.')).toBeVisible();
  await answer(later, 1).getByLabel('The number, as it is said').fill('4');
  await later.getByRole('button', { name: 'Check your answers' }).click();
  await later.getByRole('button', { name: 'Send the report' }).click();
  await expect(later.getByText('This report was already received, as it was first sent.')).toBeVisible();
  expect(await reportsOn(title)).toHaveLength(1);
});
