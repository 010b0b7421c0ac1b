import { randomUUID } from 'node:crypto';
import { loadSample } from '@/cli/load-sample';
import { type Database, openDatabase } from '@/db/client';
import type { Command } from '@/domain/command';
import { isRefusal } from '@/domain/refusal';
import { handleCommand } from '@/handle-command';
import { sequence } from '@/ledger/sequencer';
import { followOnce } from '@/projections/follow';
import { createTestDatabase } from './cluster';

/** A database that holds the sample record, its views followed to the end. */
export type SampleRecord = { db: Database; url: string; give(command: Command): Promise<void>; drop(): Promise<void> };

/** Loads the sample into a database of its own. `give` is a command by the reviewer, followed. */
export async function loadSampleRecord(): Promise<SampleRecord> {
  const database = await createTestDatabase();
  const db = await openDatabase(database.url);
  await loadSample(database.url, () => {});
  await followToTheEnd(db);
  return {
    db,
    url: database.url,
    give: async (command) => {
      const outcome = await handleCommand(db, { id: randomUUID(), actor: 'p-two', command });
      if (isRefusal(outcome)) throw new Error(`${outcome.refused}: ${outcome.reason}`);
      await followToTheEnd(db);
    },
    drop: async () => {
      await db.end();
      await database.drop();
    },
  };
}

async function followToTheEnd(db: Database): Promise<void> {
  await sequence(db.direct);
  while ((await followOnce(db)) > 0);
}
