import { eq, sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { prepared } from '@/db/prepared';
import { liveViews, viewsVersion } from '@/db/views';
import { type Kept, keepAt } from '@/keep-at';
import { readLog, readSize } from '@/ledger/read';
import { applyEvent } from './apply-event';
import { checkpoint } from './checkpoint.table';
import { loadWorld } from './load-world';
import { type RecordedEvent, typed } from './recorded-event';
import { saveWorld } from './save-world';

/** So many events at most in one transaction. */
const batchSize = 500;

/** After so long a batch ends at the next append's end, in milliseconds: a heavy record must not hold up the rest for ever. */
const batchMs = 2_000;

/** How often an idle process looks for what no notification told it of, in milliseconds. */
const idleMs = 1000;

/** The channel on which the follower says how far it is. */
export const followedChannel = 'palimpsest_record';

/**
 * Follows the ledger: reads events in position order and writes rows and checkpoint in one transaction, so it never
 * races and a crash repeats nothing. Any number of processes may run it; a row lock elects the one that works.
 * It listens for the sequencer's notifications and looks by itself as well, since a lost connection loses notifications.
 */
export async function startFollower(db: Database, onError: (error: unknown) => void): Promise<Kept> {
  const kept = keepAt(async () => (await followOnce(db)) > 0, idleMs, onError);
  const listening = await db.direct.listen('palimpsest_log', kept.wake, kept.wake);
  return {
    wake: kept.wake,
    stop: async () => {
      await kept.stop();
      await listening.unlisten().catch(() => {});
    },
  };
}

/**
 * Follows one batch of `most` events into the views of a schema. Answers how many it applied: 0 when there was nothing, or
 * another process is at work.
 */
export async function followOnce(db: Database, most = batchSize, views = liveViews): Promise<number> {
  if (!(await hasNews(db, views))) return 0;
  return db.view.transaction(async (tx) => {
    await tx.execute(sql`select set_config('search_path', ${views}, true)`);
    // Rows of another version are another program's to follow.
    const [at] = await tx
      .select()
      .from(checkpoint)
      .where(eq(checkpoint.version, viewsVersion))
      .for('update', { skipLocked: true });
    if (!at) return 0;
    const events = await readAppends(db, at.position, most);
    if (events.length === 0) return 0;
    const world = await loadWorld(tx, events);
    // Making assessments takes its time on a heavy record; this transaction is idle meanwhile, and may be.
    await tx.execute(sql`set local idle_in_transaction_session_timeout = 0`);
    const began = performance.now();
    const applied: RecordedEvent[] = [];
    for (const event of events) {
      applyEvent(world, event);
      applied.push(event);
      if (event.position === event.appendEnd && performance.now() - began > batchMs) break;
    }
    const last = applied.at(-1) as RecordedEvent;
    await saveWorld(tx, world);
    await tx.update(checkpoint).set({ position: last.position });
    if (views === liveViews) await tx.execute(sql`select pg_notify(${followedChannel}, ${String(last.position)})`);
    return applied.length;
  });
}

/** The next events, `most` at most but never a part of an append: what was given at once is seen at once. */
async function readAppends(db: Database, after: number, most: number): Promise<RecordedEvent[]> {
  const events = (await readLog(db.sql, after, most)).map(typed);
  const last = events.findLastIndex(({ position, appendEnd }) => position === appendEnd);
  const [first] = events;
  if (last >= 0 || !first) return events.slice(0, last + 1);
  return (await readLog(db.sql, after, first.appendEnd - after)).map(typed);
}

/** Whether the log is ahead of the views, asked without a lock: an idle process writes nothing to disk. */
async function hasNews(db: Database, views: string): Promise<boolean> {
  const [at] = await db.view.execute<{ position: number }>(
    sql`select position::float8 from ${sql.identifier(views)}.checkpoint`,
  );
  return at !== undefined && (await readSize(db.sql)) > at.position + 1;
}

/** How far the views are: the position of the last event in them, −1 before the first. */
export async function followedTo(db: Database): Promise<number> {
  if (db.followed !== undefined) return db.followed;
  const [at] = await prepared(db.view.select({ position: checkpoint.position }).from(checkpoint));
  return at?.position ?? -1;
}
