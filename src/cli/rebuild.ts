import { parseArgs } from 'node:util';
import { openDatabase } from '@/db/client';
import {
  areCurrent,
  goBack,
  NoWayBack,
  RebuildUnderWay,
  type Rebuilt,
  rebuild as rebuildViews,
} from '@/projections/rebuild';
import { ClearFailure, messageOf, UsageFailure } from './clear-failure';
import { connect, type OpenDatabase } from './database';
import { onRecord } from './on-record';
import { whilePreparing } from './prepare';
import { counted, everySecond, type Say, say, since } from './say';

const usage =
  'palimpsest rebuild makes the pages anew from the ledger; palimpsest rebuild --back goes back to those the last rebuild replaced.';

/**
 * `palimpsest rebuild`: makes everything pages show anew from the ledger, beside what they show now, while people read and
 * record; compares both row by row; then shows the new. `--back` shows again what was replaced, brought up to the ledger.
 * 0 done and nothing differed, 1 something differed or it failed, 2 not understood. Ctrl-C leaves what is shown as it is.
 */
export async function rebuild(args: string[]): Promise<number> {
  const back = parse(args);
  return onRecord(say, async (database, signal) => {
    await whilePreparing(database, say, async () => {});
    return withViews(database, async (owner, db) => {
      const began = Date.now();
      if (back) {
        await goBack(owner, db).catch(explained);
        say(`Pages: as they were before the last rebuild, brought up to the ledger (${since(began)})`);
        return 0;
      }
      const rebuilt = await makeAnew(owner, db, say, signal).catch(explained);
      say(`Pages: made anew from ${counted(rebuilt.events)} events and shown (${since(began)})`);
      return told(rebuilt);
    });
  });
}

/** Makes the pages anew where they are of another version than this program reads; those in use stay until it is done. */
export async function renewPages(database: OpenDatabase, say: Say): Promise<void> {
  await withViews(database, async (owner, db) => {
    if (await areCurrent(owner)) return 0;
    const began = Date.now();
    say('Pages: this version shows them otherwise, making them anew from the ledger …');
    const { events } = await makeAnew(owner, db, say).catch(explained);
    say(`Pages: made anew from ${counted(events)} events (${since(began)})`);
    return 0;
  });
}

type Views = Parameters<typeof rebuildViews>;

async function withViews(
  { url, directUrl }: OpenDatabase,
  work: (owner: Views[0], db: Views[1]) => Promise<number>,
): Promise<number> {
  // One connection: it holds the lock that keeps other rebuilds off.
  const owner = connect(directUrl, 'palimpsest rebuild');
  const db = await openDatabase(url, directUrl);
  try {
    return await work(owner, db);
  } finally {
    await Promise.all([db.end(), owner.end({ timeout: 1 })]);
  }
}

function makeAnew(owner: Views[0], db: Views[1], say: Say, signal?: AbortSignal): Promise<Rebuilt> {
  const tell = everySecond(say);
  return rebuildViews(owner, db, {
    ...(signal ? { signal } : {}),
    onFollowed: (events, of) => tell(() => `  Pages: ${counted(events)} of ${counted(of)} events`),
    onCompared: (table) => tell(() => `  Comparing: ${table}`),
  });
}

function told({ comparedAt, differences }: Rebuilt): number {
  if (comparedAt === null) say('Compared: not, the pages replaced were of another version.');
  else if (differences.length === 0) say(`Compared: the same, row by row, as of event #${comparedAt}.`);
  for (const { table, onlyLive, onlyNew } of differences)
    say(
      `Differs: ${table}: ${counted(onlyLive)} rows were shown that the ledger does not lead to, ${counted(onlyNew)} were missing.`,
    );
  if (differences.length > 0)
    say(
      'The pages now show what the ledger leads to. What was shown before was changed by something other than Palimpsest, or by a fault in it: `palimpsest doctor` checks the ledger itself, and `palimpsest rebuild --back` shows the earlier pages again.',
    );
  return differences.length > 0 ? 1 : 0;
}

function explained(error: unknown): never {
  throw error instanceof RebuildUnderWay || error instanceof NoWayBack ? new ClearFailure(error.message) : error;
}

function parse(args: string[]): boolean {
  try {
    return parseArgs({ args, options: { back: { type: 'boolean', default: false } } }).values.back;
  } catch (error) {
    throw new UsageFailure(`${messageOf(error)}. ${usage}`);
  }
}
