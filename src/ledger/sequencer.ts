import type { Sql } from '@/db/client';
import { type Kept, keepAt } from '@/keep-at';

/** Whole appends of at least so many events are taken in one batch, so that a crash repeats little. */
const batchSize = 5000;

/** How often an idle process looks for appends of other processes, in milliseconds. */
const idleMs = 200;

/**
 * Gives every committed event a dense position, in one order for all streams, and notifies once a batch. Any number of
 * processes may run it: a row lock elects the one that works, and a crash rolls its batch back. Failures are reported to
 * `onError` and tried again: what was appended stays in the inbox until it has a position.
 */
export function startSequencer(sql: Sql, onError: (error: unknown) => void): Kept {
  let size = -1;
  const turn = async () => {
    const now = await sequence(sql);
    const moved = now !== null && now !== size;
    size = now ?? size;
    return moved;
  };
  return keepAt(turn, idleMs, onError);
}

/** Sequences one batch. Answers the size of the log after it, or null when another process is at work. */
export async function sequence(sql: Sql): Promise<number | null> {
  const [row] = await sql<[{ size: number | null }]>`select ledger.sequence(${batchSize}) as size`;
  return row.size;
}
