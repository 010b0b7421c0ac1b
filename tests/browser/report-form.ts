import type { Locator, Page } from '@playwright/test';
import { openDatabase } from '@/db/client';
import type { Command } from '@/domain/command';
import { handleCommand } from '@/handle-command';
import { expect } from './page';

/** One answer of the form by its number. */
export const answer = (page: Page, number: number): Locator => page.getByRole('group', { name: `Answer ${number}` });

/** Types a name and picks what is found, as a person does. */
export async function pick(
  within: Page | Locator,
  label: string,
  typed: string,
  found: RegExp | string,
): Promise<void> {
  const box = within.getByRole('combobox', { name: label });
  await box.fill(typed);
  await within.getByRole('option', { name: found }).first().click();
  await expect(box).not.toHaveValue(typed);
}

/** Fills the document part with a new document by Rudaw. */
export async function newDocument(page: Page, title: string): Promise<void> {
  await page.getByLabel('Title', { exact: true }).fill(title);
  await pick(page, 'Publisher', 'rudaw', /^Rudaw/);
}

/** Goes on to the next question on a narrow screen. */
export async function next(page: Page, words: RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByRole('heading', { name: words })).toBeFocused();
}

/** Gives a command to the spine of another process, as somebody else would. */
export async function elsewhere(actor: string, command: Command): Promise<void> {
  const db = await openDatabase(process.env.PALIMPSEST_BROWSER_DATABASE ?? '');
  try {
    const outcome = await handleCommand(db, { id: crypto.randomUUID(), actor, command });
    if ('refused' in outcome) throw new Error(outcome.reason);
  } finally {
    await db.end();
  }
}

/** What was submitted on a document of that title, one entry a report. */
export async function reportsOn(title: string): Promise<{ id: string; claims: number }[]> {
  const db = await openDatabase(process.env.PALIMPSEST_BROWSER_DATABASE ?? '');
  try {
    return [
      ...(await db.sql<{ id: string; claims: number }[]>`
        select id, jsonb_array_length(contents->'claims') claims from record.report
        where contents->'document'->>'title' = ${title}`),
    ];
  } finally {
    await db.end();
  }
}
