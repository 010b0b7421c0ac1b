import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { openDatabase } from '@/db/client';
import { restoreBackup } from '@/exchange/restore-backup';
import { readSize } from '@/ledger/read';
import { followedTo, followOnce } from '@/projections/follow';
import { messageOf, UsageFailure } from './clear-failure';
import type { OpenDatabase } from './database';
import { givenFile } from './given-file';
import { onRecord } from './on-record';
import { whilePreparing } from './prepare';
import { counted, everySecond, say, since } from './say';

const usage = 'Say which backup to restore: palimpsest restore FILE.';

/**
 * `palimpsest restore FILE`: fills an empty record from a backup, all or nothing, then makes its pages. Stopped before
 * that is done, the record is empty as before; stopped while the pages are made, the next start goes on with them.
 * 0 done, 1 refused or failed, 2 not understood.
 */
export async function restore(args: string[]): Promise<number> {
  const file = parse(args);
  return onRecord(say, async (database, signal) => {
    await whilePreparing(database, say, async (sql) => {
      const began = Date.now();
      const tell = everySecond(say);
      const { counts, withoutSealed, digest } = await restoreBackup(sql, file, {
        signal,
        onChecked: (events, of) => tell(() => `  Checking: ${counted(events)} of ${counted(of)} events`),
        onCopied: (rows) => tell(() => `  Restoring: ${counted(rows)} rows`),
      });
      say(
        `Restored: ${counted(counts.events)} events, ${counted(counts.appends)} appends, ${withoutSealed ? 'no' : counted(counts.sealed)} sealed values (${since(began)})`,
      );
      if (withoutSealed)
        say('This backup was made without sealed values: names, titles and quotations read as erased.');
      say(`Digest: sha256:${digest}`);
    });
    await makePages(database, signal);
    return 0;
  });
}

async function makePages(database: OpenDatabase, signal: AbortSignal): Promise<void> {
  const began = Date.now();
  const db = await openDatabase(database.url, database.directUrl);
  try {
    const size = await readSize(db.sql);
    const tell = everySecond(say);
    const onProgress = (events: number) => {
      signal.throwIfAborted();
      tell(() => `  Pages: ${counted(events)} of ${counted(size)} events`);
    };
    // Another process that runs on this record may be at that work: it is waited for.
    for (let at = await followedTo(db); at < size - 1; at = await followedTo(db)) {
      onProgress(at + 1);
      if ((await followOnce(db)) === 0) await pause(100);
    }
    say(`Pages: made (${since(began)})`);
  } finally {
    await db.end();
  }
}

function parse(args: string[]): string {
  try {
    const [file, ...more] = parseArgs({ args, allowPositionals: true, options: {} }).positionals;
    if (!file || more.length > 0) throw new UsageFailure(usage);
    return givenFile(file);
  } catch (error) {
    throw error instanceof UsageFailure ? error : new UsageFailure(`${messageOf(error)}. ${usage}`);
  }
}
