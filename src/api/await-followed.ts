import { once } from 'node:events';
import type { Receipt } from '@/ledger/append';
import { positionOf } from '@/ledger/read';
import { followedTo } from '@/projections/follow';
import type { Context } from './trpc';

/** How long a person waits to read their own writes before they are told the record is still being brought up. */
const patienceMs = 2_000;

/** How often to look when nothing is heard: a notification can be lost. */
const lookMs = 250;

/** Where a receipt's last event stands in the ledger, once the views show it; null when that takes longer than two seconds. */
export async function awaitFollowed(
  { db, running }: Pick<Context, 'db' | 'running'>,
  receipt: Receipt,
): Promise<number | null> {
  const last = receipt.events.at(-1);
  if (!last) return null;
  const deadline = Date.now() + patienceMs;
  let position: number | null = null;
  let next = word(running);
  running.sequencer.wake();
  while (Date.now() < deadline) {
    const reached = await next;
    next = word(running);
    position ??= await positionOf(db.sql, last.stream, last.version);
    if (position !== null && (reached >= position || (await followedTo(db)) >= position)) return position;
  }
  return null;
}

/** The position the follower next tells of; −1 when it says nothing for a while, or does not know. */
const word = ({ heard }: Context['running']): Promise<number> =>
  once(heard, 'followed', { signal: AbortSignal.timeout(lookMs) }).then(
    ([reached]) => reached as number,
    () => -1,
  );
