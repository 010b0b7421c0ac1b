import { ClearFailure } from './clear-failure';
import { type OpenDatabase, openOwnDatabase } from './database';
import { type Guard, takeGuard } from './guard';
import type { Lifetime } from './lifetime';
import { type Say, since } from './say';

/** More deaths than this within a minute are not an accident. */
const mostDeathsAMinute = 3;

/** With the web server's 1.2 s this stays within the three seconds in which everything stops. */
const fastStopMs = 1_300;

/**
 * Opens the database and, when the server is ours, becomes the one start that runs on it: it restarts the server
 * on the same port when that dies, and stops it at the end. Throws ClearFailure when another start runs on this data.
 */
export async function keepDatabase(
  opening: Promise<OpenDatabase>,
  address: string,
  lifetime: Lifetime,
  say: Say,
): Promise<OpenDatabase> {
  let guard: Guard | undefined;
  let isOthers = false;
  let current: OpenDatabase | undefined;
  lifetime.onStop(async () => {
    const database = current ?? (await opening);
    if (!database.cluster || isOthers) return;
    // Interrupted before we knew: stop the server only when nobody else uses it.
    guard ??= await takeGuard(database.directUrl, address).catch(() => undefined);
    if (guard) await database.cluster.stop(fastStopMs);
  });
  current = await opening;
  if (!current.cluster) return current;
  try {
    guard = await takeGuard(current.directUrl, address);
  } catch (error) {
    isOthers = error instanceof ClearFailure;
    throw error;
  }

  const deaths: number[] = [];
  const onDeath = async (): Promise<void> => {
    if (lifetime.isStopping() || !current?.cluster) return;
    deaths.push(Date.now());
    if (deaths.filter((at) => at > Date.now() - 60_000).length > mostDeathsAMinute) {
      throw new ClearFailure('The database keeps stopping: its log is database.log in the data folder.');
    }
    say('The database stopped unexpectedly; starting it again …');
    const began = Date.now();
    const { port } = current.cluster;
    const reopened = await openOwnDatabase((line) => say(`Database: ${line} …`), port);
    current = reopened;
    if (reopened.cluster.port !== port)
      throw new ClearFailure(
        `The database's port ${port} was taken by another program meanwhile: start Palimpsest again.`,
      );
    await guard?.release().catch(() => {});
    guard = await takeGuard(reopened.directUrl, address);
    say(`The database is back (${since(began)})`);
    watch(reopened);
  };
  const watch = (database: OpenDatabase): void => {
    void database.cluster?.gone.then(onDeath).catch((error: Error) => {
      if (!lifetime.isStopping()) process.stderr.write(`${error.message}\n`);
      void lifetime.stop(1);
    });
  };
  watch(current);
  return current;
}
