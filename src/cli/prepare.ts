import type postgres from 'postgres';
import { failOnLostConnection } from '@/db/lost-connection';
import { connect, type OpenDatabase } from './database';
import { type Say, since } from './say';

/** Locked while one start prepares a database; of several, the others wait and find it prepared. */
const preparing = 0x70616c6a;

/** Stands on the schema while the sample is loaded, so that a killed start leaves word that the ledger holds a part of it. */
const unfinished = 'The sample is being loaded.';

/**
 * Brings the database to this version's tables and does `work` before any start prepares it, with the connection that
 * holds the others off.
 */
export async function whilePreparing(
  database: OpenDatabase,
  say: Say,
  work: (sql: postgres.Sql) => Promise<void>,
): Promise<void> {
  const sql = failOnLostConnection(connect(database.directUrl));
  try {
    await sql`select pg_advisory_lock(${preparing})`;
    const began = Date.now();
    const { migrate } = await import('@/db/migrate');
    await migrate(database.directUrl, (line) => say(`  ${line}`));
    say(`Tables: up to date (${since(began)})`);
    const { renewPages } = await import('./rebuild');
    await renewPages(database, say);
    await work(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** Brings the database to this version's tables and, when nothing was ever recorded, loads the sample. */
export function prepareDatabase(database: OpenDatabase, say: Say): Promise<void> {
  return whilePreparing(database, say, async (sql) => {
    const [sample] = await sql<{ wanted: boolean }[]>`
      select coalesce(obj_description('ledger'::regnamespace) = ${unfinished}, false) or not exists (select from ledger.event) as wanted`;
    if (!sample?.wanted) return;
    await loadSample(
      database,
      async (comment) => void (await sql.unsafe(`comment on schema ledger is ${comment}`)),
      say,
    );
  });
}

async function loadSample(database: OpenDatabase, mark: (comment: string) => Promise<void>, say: Say): Promise<void> {
  const { loadSample: load } = await import('./load-sample');
  const began = Date.now();
  say('Loading the sample record (once) …');
  await mark(`'${unfinished}'`);
  await load(database.directUrl, (line) => say(`  ${line}`));
  await mark('null');
  say(`Sample record: loaded (${since(began)})`);
}
