import type { Database } from '@/db/client';
import { snapshot } from '@/db/snapshot';
import type { UndoAct } from '@/domain/act/command';
import { contentFrom, type Past, pastOf, positionNamed, setsContent } from '@/domain/act/past';
import type { RestoreClaim } from '@/domain/claim/command';
import { contentAfter } from '@/domain/claim/event';
import { decide, streamsBeyond, streamsOf } from '@/domain/decide';
import type { DomainEvent, StreamEvent } from '@/domain/event';
import type { StreamState } from '@/domain/fold';
import { type StreamId, subjectStream } from '@/domain/identifier';
import { isRefusal, type Refusal, refuse } from '@/domain/refusal';
import { type Loaded, load, placeOf, readStreams } from '@/ledger/read';
import type { RecordedEvent } from '@/projections/recorded-event';
import { type Around, namesIn, type ToldEvent } from './list-changes';
import { erased, readTitles } from './names';
import { type QuestionEffect, rehearse } from './rehearse';

/** What undoing an act or restoring a claim would append, and what that would do to the record. */
export type BackPreview = { events: ToldEvent[]; questions: QuestionEffect[] };

type Back = UndoAct | RestoreClaim;

/**
 * What would be appended if this person gave the command now, told as it will be, with its effect; or why it would be
 * refused. Writes nothing.
 */
export const previewBack = (db: Database, command: Back, person: string): Promise<BackPreview | Refusal> =>
  snapshot(db, async (at) => {
    const decided = await decideBack(at, command, person);
    if ('refused' in decided) return decided;
    const { loaded, past, events } = decided;
    const { recorded, questions } = await rehearse(at, loaded, events, person);
    const around = recorded.map((event) => aroundOf(past, event));
    const names = await namesIn(
      at,
      recorded,
      around.flatMap((each) => each ?? []),
    );
    const titles = await readTitles(
      at,
      questions.map(({ subject }) => subject),
    );
    return {
      events: recorded.map((event, index) => ({
        event,
        actor: person,
        before: around[index]?.before ?? null,
        after: around[index]?.after ?? null,
        names,
      })),
      questions: questions.map((effect) => ({ ...effect, title: titles[subjectStream(effect.subject)] ?? erased })),
    };
  });

/** Whether this person could undo the act of an event now. */
export const mayBeUndone = (db: Database, event: number, person: string): Promise<boolean> =>
  snapshot(db, async (at) => {
    const named = await placeOf(at.sql, event);
    // Told at once for most who look: it was somebody else.
    if (named?.actor !== person) return false;
    const command = { type: 'UndoAct', event, reason: 'Asked.' } as const;
    return !isRefusal(await decideBack(at, command, person));
  });

/** Decides as the spine would, on the views' own moment. */
async function decideBack(
  at: Database,
  command: Back,
  actor: string,
): Promise<{ loaded: Loaded; past: Past; events: StreamEvent[] } | Refusal> {
  const named = await placeOf(at.sql, positionNamed(command) ?? -1);
  if (!named) return refuse('unknown-id', 'There is no such event on record.', 'event');
  const first = [...new Set([named.stream as StreamId, ...streamsOf(command, null)])];
  const loaded = await load(at.sql, first, null);
  const upTo = loaded.streams.get(named.stream)?.version ?? 0;
  const past = pastOf(named, await readStreams(at.sql, [named.stream]), upTo);
  const asked = new Set(first);
  for (;;) {
    const wanted = streamsBeyond(command, statesOf(loaded), { actor, past });
    const beyond = [...new Set(wanted)].filter((stream) => !asked.has(stream));
    if (beyond.length === 0) break;
    for (const stream of beyond) asked.add(stream);
    for (const [stream, found] of (await load(at.sql, beyond, null)).streams) loaded.streams.set(stream, found);
  }
  const events = decide(statesOf(loaded), command, { actor, mayReview: true, submitted: null, past });
  return 'refused' in events ? events : { loaded, past, events };
}

const statesOf = ({ streams }: Loaded) =>
  new Map([...streams].map(([stream, { state }]) => [stream as StreamId, state as StreamState | null]));

/** What the claim of an event that would be appended says now, and would say then. */
function aroundOf({ events }: Past, event: RecordedEvent): Around | null {
  const told: DomainEvent = event;
  if (told.type === 'ClaimGraded') {
    const content = contentFrom(events, told.data.claim);
    return content ? { before: content, after: content } : null;
  }
  if (!setsContent(told) || told.type === 'ClaimRecorded' || told.type === 'ClaimRevised') return null;
  const before = contentFrom(events, told.data.claim);
  return before ? { before, after: contentAfter(before, told) } : null;
}
