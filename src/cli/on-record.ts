import { ClearFailure, explain } from './clear-failure';
import { connect, type OpenDatabase, openDatabase } from './database';
import { takeGuard } from './guard';
import { createLifetime } from './lifetime';
import type { Say } from './say';

/**
 * Does one piece of work on the record, whether Palimpsest is running on it or not, and ends the process with the code the
 * work gives; with 1 and one sentence on standard error when it fails. Ctrl-C aborts the signal and waits for the work.
 * A server of our own that this command started is stopped again, unless others came to use it.
 */
export async function onRecord(
  say: Say,
  work: (database: OpenDatabase, signal: AbortSignal) => Promise<number>,
): Promise<number> {
  const lifetime = createLifetime(say);
  const stopping = new AbortController();
  const opening = openDatabase((line) => say(`Database: ${line} …`));
  lifetime.onStop(async () => leave(await opening));
  const working = opening.then((database) => work(database, stopping.signal));
  lifetime.onStop(async () => {
    stopping.abort();
    await working;
  });
  try {
    return await lifetime.stop(await working);
  } catch (error) {
    if (!lifetime.isStopping()) process.stderr.write(`${explain(error)}\n`);
    return lifetime.stop(1);
  }
}

async function leave({ cluster, directUrl }: OpenDatabase): Promise<void> {
  if (!cluster || cluster.attached) return;
  const sql = connect(directUrl, 'palimpsest leaving');
  const [others] = await sql<{ count: number }[]>`
    select count(*)::int as count from pg_stat_activity
    where backend_type = 'client backend' and pid <> pg_backend_pid()`;
  await sql.end({ timeout: 1 });
  if (others?.count !== 0) return;
  const guard = await takeGuard(directUrl, 'leaving').catch((error) => {
    if (!(error instanceof ClearFailure)) throw error;
  });
  if (guard) await cluster.stop(1_300);
}
