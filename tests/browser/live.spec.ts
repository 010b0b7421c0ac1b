import { openDatabase } from '@/db/client';
import { handleCommand } from '@/handle-command';
import { airBase, balad, expect, test } from './page';

/** Another reader's claim about the 18 April incident, given straight to the spine of another process. */
async function claimElsewhere(subject: { kind: 'incident' | 'site'; id: string }, value: number): Promise<void> {
  const db = await openDatabase(process.env.PALIMPSEST_BROWSER_DATABASE ?? '');
  try {
    const unique = crypto.randomUUID().slice(0, 8);
    const outcome = await handleCommand(db, {
      id: crypto.randomUUID(),
      actor: 'p-two',
      command: {
        type: 'SubmitReport',
        report: `r-${unique}`,
        sources: [],
        document: { known: 'doc-rudaw-2021-05-03' },
        claims: [
          {
            claim: `c-${unique}`,
            subject,
            attribute: subject.kind === 'incident' ? 'explosions heard' : 'contractors present',
            ...(subject.kind === 'site' ? { scope: 'contractors' } : {}),
            answer: { kind: 'count', form: 'exactly', n: value },
            claimant: 'src-rudaw',
          },
        ],
      },
    });
    if ('refused' in outcome) throw new Error(outcome.reason);
  } finally {
    await db.end();
  }
}

const april = { kind: 'incident', id: 'balad-2021-04-18' } as const;

test('a change by one reader appears on another’s open page without reload', async ({ page }) => {
  await page.goto('/incidents/balad-2021-04-18');
  await page.evaluate(() => Object.assign(window, { stillHere: true }));
  await page.waitForTimeout(500);
  await claimElsewhere(april, 4711);
  await expect(page.getByRole('article', { name: 'Explosions heard' })).toContainText('4711');
  expect(await page.evaluate(() => 'stillHere' in window)).toBe(true);
});

test('seven open tabs do not freeze, and each hears of a change', async ({ context }) => {
  const tabs = [];
  for (let tab = 0; tab < 8; tab++) {
    const page = await context.newPage();
    await page.goto(tab % 2 === 0 ? '/incidents/balad-2021-04-18' : '/');
    tabs.push(page);
  }
  const [first, ...rest] = tabs;
  await claimElsewhere(april, 815);
  for (const page of tabs.filter((_, tab) => tab % 2 === 0)) await expect(page.locator('main')).toContainText('815');
  // The tab that held the stream goes; another takes over and misses nothing.
  await first?.close();
  await claimElsewhere(april, 816);
  for (const page of rest.filter((_, tab) => tab % 2 === 1)) await expect(page.locator('main')).toContainText('816');
});

test('a lost connection resumes without missing a change', async ({ page, context }) => {
  await page.goto(airBase);
  await page.waitForTimeout(500);
  await context.setOffline(true);
  await claimElsewhere({ kind: 'site', id: 'balad-air-base' }, 4242);
  await page.waitForTimeout(500);
  await expect(page.locator('main')).not.toContainText('4242');
  await context.setOffline(false);
  await expect(page.locator('main')).toContainText('4242', { timeout: 30_000 });
});

test('a page of another subject does not stir', async ({ page }) => {
  await page.goto(balad);
  await page.waitForTimeout(500);
  await claimElsewhere(april, 99);
  await page.waitForTimeout(1000);
  await expect(page.getByRole('status')).toHaveText('');
});
