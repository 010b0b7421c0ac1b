import * as z from 'zod';
import type { Database } from '@/db/client';
import { snapshot } from '@/db/snapshot';
import { questionValue, type RecordedValue, recordedValueSchema, valueParts } from '@/domain/recorded-value';
import type { Envelope } from '@/ledger/envelope';
import { envelopeOf, type LedgerEvent, readEvent, readSize } from '@/ledger/read';
import { followedTo } from '@/projections/follow';
import { type RecordedEvent, typed } from '@/projections/recorded-event';
import { type HistoryEntry, listChanges, tellEvent } from './list-changes';
import { listSettings, type Named, nameAll, namedIn, type Settled, type Step } from './list-settings';
import { mainValue } from './settings-of';

/** What can be asked of an event: how it set one value. */
export const followedSchema = z.strictObject({ of: recordedValueSchema.optional() });

/** One event of the ledger, told, with what it changed record by record, and the value whose changes are followed. */
export type ChangeView = {
  event: LedgerEvent;
  /** The event as it was hashed: what its leaf commits to. */
  envelope: Envelope;
  /** What its sentence needs, also where it changed no subject's record. */
  sentence: Pick<HistoryEntry, 'event' | 'actor' | 'before' | 'after' | 'names'>;
  entries: HistoryEntry[];
  /** What the event is about first of all. */
  about: RecordedValue;
  /** The value that is followed, the one asked for or else what the event is about; null while the views are behind. */
  followed: Followed | null;
  /** The other values that this event set. */
  others: RecordedValue[];
  /** What it was said to rest on or to be about, each as in `claim:ID`. */
  evidence: Named[];
  /** What pages call all that is named here, each as in `source:ID`. */
  names: Record<Named, string>;
  /** How many events the ledger holds. */
  size: number;
  /** The position the views had reached, or the event’s own where they are still behind it. */
  asOf: number;
};

/**
 * Where an event stands among those that set a value. One that did not set it is refused by name, with the last that did
 * before it and the next that did after; so is a value that is not on record.
 */
export type Followed =
  | { is: 'step'; value: RecordedValue; steps: Step[]; at: number; replacedBy: Settled['replacedBy'] }
  | { is: 'not-set-here'; value: RecordedValue; before: number | null; after: number | null }
  | { is: 'not-on-record'; value: RecordedValue };

/** The event at a position, or null when there is none, with the settings of the value asked for. */
export function findChange(db: Database, position: number, of: RecordedValue | null): Promise<ChangeView | null> {
  return snapshot(db, async (at) => {
    const event = await readEvent(at.sql, position);
    // As of a moment, what came after it is not on record.
    if (!event || position > (at.moment?.position ?? position)) return null;
    const entries = await listChanges(at, { position });
    const about = mainValue(typed(event));
    const settled = await listSettings(at, of ?? about);
    const own = of === null || of === about ? settled : await listSettings(at, about);
    const followed = of === null && settled === null ? null : placeIn(settled, position, of ?? about);
    const states = entries.flatMap(({ subject, effects }) =>
      effects.map(({ attribute }) => questionValue('question', subject, attribute)),
    );
    const others = new Set([about, ...(own?.setAt.get(position) ?? []), ...states]);
    others.delete(of ?? about);
    const evidence = restingOn(typed(event));
    const steps = followed?.is === 'step' ? followed.steps : [];
    return {
      event,
      envelope: envelopeOf(event),
      sentence: entries[0] ?? (await tellEvent(at, typed(event))),
      entries,
      about,
      followed,
      others: own === null ? [] : [...others],
      evidence,
      names: await nameAll(at, [
        ...evidence,
        ...[about, of ?? about, ...others].flatMap(namedBy),
        ...steps.flatMap(({ before, after }) => [...namedIn(before), ...namedIn(after)]),
      ]),
      size: await readSize(at.sql),
      asOf: Math.max(position, await followedTo(at)),
    };
  });
}

function placeIn(settled: Settled | null, position: number, value: RecordedValue): Followed {
  if (settled === null) return { is: 'not-on-record', value };
  const { steps, replacedBy } = settled;
  const at = steps.findIndex((step) => step.position === position);
  if (at >= 0) return { is: 'step', value, steps, at, replacedBy };
  return {
    is: 'not-set-here',
    value,
    before: steps.findLast((step) => step.position < position)?.position ?? null,
    after: steps.find((step) => step.position > position)?.position ?? null,
  };
}

/** What the name of a value speaks of. */
function namedBy(value: RecordedValue): Named[] {
  const parts = valueParts(value);
  if ('id' in parts) {
    const own: Named = `${parts.what}:${parts.id}`;
    return parts.towards === null ? [own] : [own, `${parts.what as 'claim' | 'document'}:${parts.towards}`];
  }
  if (!('subject' in parts)) return [];
  const subject: Named = `${parts.subject.kind}:${parts.subject.id}`;
  if (parts.what !== 'mark') return [subject];
  const [person, position, what, which] = parts.said;
  return [subject, `person:${person}`, `claim:${position}`, `${what as 'claim' | 'document'}:${which}`];
}

function restingOn(event: RecordedEvent): Named[] {
  const given =
    event.type === 'QuestionRuled' ? event.data.evidence : event.type === 'EvidenceMarked' ? [event.data.evidence] : [];
  return given.map((each): Named => ('document' in each ? `document:${each.document}` : `claim:${each.claim}`));
}
