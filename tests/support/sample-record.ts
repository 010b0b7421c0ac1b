import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type postgres from 'postgres';
import { inject } from 'vitest';
import { loadSample } from '@/cli/load-sample';
import { type Database, openDatabase } from '@/db/client';
import type { Command } from '@/domain/command';
import { isRefusal } from '@/domain/refusal';
import { handleCommand } from '@/handle-command';
import { sequence } from '@/ledger/sequencer';
import { followOnce } from '@/projections/follow';
import { createTestDatabase, withCluster } from './cluster';

/** A database that holds the sample record, its views followed to the end. */
export type SampleRecord = { db: Database; url: string; give(command: Command): Promise<void>; drop(): Promise<void> };

/** A database of its own that holds the sample. `give` is a command by the reviewer, followed. */
export async function loadSampleRecord(): Promise<SampleRecord> {
  const database = await createTestDatabase({ url: await loadedOnce() });
  const db = await openDatabase(database.url);
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

/** The address of a database that holds the sample and is only cloned: loaded by whichever test file of a run asks first. */
const loadedOnce = (): Promise<string> =>
  withCluster(async (sql) => {
    const name = `${inject('templateName')}_sample`;
    const url = new URL(inject('clusterUrl'));
    url.pathname = `/${name}`;
    await sql`select pg_advisory_lock(hashtext(${name}))`;
    const [known] = await sql`select from pg_database where datname = ${name}`;
    if (known) return url.href;
    const loading = await createTestDatabase();
    const db = await openDatabase(loading.url);
    await loadSample(loading.url, () => {});
    await followToTheEnd(db);
    await db.end();
    await renameDatabase(sql, new URL(loading.url).pathname.slice(1), name);
    return url.href;
  });

async function renameDatabase(sql: postgres.Sql, from: string, to: string): Promise<void> {
  for (let attempt = 0; ; attempt++)
    try {
      await sql.unsafe(`alter database ${from} rename to ${to}`);
      return;
    } catch (error) {
      // The server may still be closing the connections that loaded it.
      if ((error as { code?: string }).code !== '55006' || attempt > 40) throw error;
      await pause(50);
    }
}

async function followToTheEnd(db: Database): Promise<void> {
  await sequence(db.direct);
  while ((await followOnce(db)) > 0);
}
