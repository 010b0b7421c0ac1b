import type { Database } from '@/db/client';
import { snapshot } from '@/db/snapshot';
import type { Envelope } from '@/ledger/envelope';
import { envelopeOf, type LedgerEvent, readEvent, readSize } from '@/ledger/read';
import { followedTo } from '@/projections/follow';
import { typed } from '@/projections/recorded-event';
import { type HistoryEntry, listChanges, tellEvent } from './list-changes';

/** One event of the ledger, told, with what it changed record by record, and what set the same claim before and after it. */
export type ChangeView = {
  event: LedgerEvent;
  /** The event as it was hashed: what its leaf commits to. */
  envelope: Envelope;
  /** What its sentence needs, also where it changed no subject's record. */
  sentence: Pick<HistoryEntry, 'event' | 'actor' | 'before' | 'after' | 'names'>;
  entries: HistoryEntry[];
  /** The events about the same claim, oldest first; empty for events that are not about one. */
  ofClaim: HistoryEntry[];
  /** How many events the ledger holds. */
  size: number;
  /** The position the views had reached, or the event’s own where they are still behind it. */
  asOf: number;
};

/** The event at a position, or null when there is none. */
export function findChange(db: Database, position: number): Promise<ChangeView | null> {
  return snapshot(db, async (at) => {
    const event = await readEvent(at.sql, position);
    if (!event) return null;
    const entries = await listChanges(at, { position });
    const claim = typeof event.data.claim === 'string' ? event.data.claim : null;
    return {
      event,
      envelope: envelopeOf(event),
      sentence: entries[0] ?? (await tellEvent(at, typed(event))),
      entries,
      ofClaim: claim === null ? [] : await listChanges(at, { claims: [claim] }),
      size: await readSize(at.sql),
      asOf: Math.max(position, await followedTo(at)),
    };
  });
}
