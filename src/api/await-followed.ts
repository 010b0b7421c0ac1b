import { once } from 'node:events';
import type { Receipt } from '@/ledger/append';
import { positionOf } from '@/ledger/read';
import { followedTo } from '@/projections/follow';
import type { Context } from './trpc';

/** How long a person waits to read their own writes before they are told the record is still being brought up. */
const patienceMs = 2_000;

/** Where a receipt's last event stands in the ledger, once the views show it; null when that takes longer than two seconds. */
export async function awaitFollowed(
  { db, running }: Pick<Context, 'db' | 'running'>,
  receipt: Receipt,
): Promise<number | null> {
  running.sequencer.wake();
  const last = receipt.events.at(-1);
  if (!last) return null;
  const deadline = Date.now() + patienceMs;
  let position: number | null = null;
  while (Date.now() < deadline) {
    const heard = once(running.heard, 'followed', { signal: AbortSignal.timeout(50) }).catch(() => {});
    position ??= await positionOf(db.sql, last.stream, last.version);
    if (position !== null && (await followedTo(db)) >= position) return position;
    await heard;
  }
  return null;
}
