import type { Sql } from '@/db/client';

/** Whole appends of at least so many events are taken in one batch, so that a crash repeats little. */
const batchSize = 5000;

/** How often an idle process looks for appends of other processes, in milliseconds. */
const idleMs = 200;

/** Gives positions until told to stop. */
export type Sequencer = {
  /** Says that something was appended, so that it is sequenced now and not at the next look. */
  wake(): void;
  /** Ends the loop; resolves when the batch under way is done. */
  stop(): Promise<void>;
};

/**
 * Gives every committed event a dense position, in one order for all streams, and notifies once a batch. Any number of
 * processes may run it: a row lock elects the one that works, and a crash rolls its batch back. Failures are reported to
 * `onError` and tried again: what was appended stays in the inbox until it has a position.
 */
export function startSequencer(sql: Sql, onError: (error: unknown) => void): Sequencer {
  let stopped = false;
  let woken = false;
  let rouse = () => {};
  const finished = (async () => {
    let size = -1;
    while (!stopped) {
      woken = false;
      try {
        const now = await sequence(sql);
        const moved = now !== null && now !== size;
        size = now ?? size;
        if (moved) continue;
      } catch (error) {
        if (!stopped) onError(error);
      }
      if (!woken && !stopped)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, idleMs);
          rouse = () => {
            clearTimeout(timer);
            resolve();
          };
        });
    }
  })();
  const wake = () => {
    woken = true;
    rouse();
  };
  return {
    wake,
    stop: () => {
      stopped = true;
      wake();
      return finished;
    },
  };
}

/** Sequences one batch. Answers the size of the log after it, or null when another process is at work. */
export async function sequence(sql: Sql): Promise<number | null> {
  const [row] = await sql<[{ size: number | null }]>`select ledger.sequence(${batchSize}) as size`;
  return row.size;
}
