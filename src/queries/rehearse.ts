import type { Database } from '@/db/client';
import { type StreamEvent, schemaVersions } from '@/domain/event';
import type { Subject } from '@/domain/identifier';
import type { Assessment } from '@/domain/question/assess';
import type { Loaded } from '@/ledger/read';
import { applyEvent } from '@/projections/apply-event';
import type { Effect } from '@/projections/change';
import { followedTo } from '@/projections/follow';
import { loadWorld } from '@/projections/load-world';
import type { RecordedEvent } from '@/projections/recorded-event';
import type { Rows } from '@/projections/world';

/** What events would do to one question: its state before and after, and the conflicts that would be new. */
export type QuestionEffect = {
  subject: Subject;
  title: string;
  attribute: string;
  before: Effect['before'];
  after: Effect['after'];
  conflicts: string[];
};

/** What events would do, told before they happen. */
export type Rehearsal = {
  /** The events as they would be read back. */
  recorded: RecordedEvent[];
  /** The questions whose assessment would be another. */
  questions: Omit<QuestionEffect, 'title'>[];
  changes: Rows['change'][];
};

/**
 * Applies decided events to the views in memory, on the streams they were decided on, as if `actor` had them appended now.
 * Writes nothing.
 */
export async function rehearse(
  at: Database,
  loaded: Loaded,
  events: readonly StreamEvent[],
  actor: string,
): Promise<Rehearsal> {
  const recorded = asRecorded(events, actor, loaded, await followedTo(at));
  const world = await loadWorld(at.view, recorded);
  const earlier = new Map(world.question);
  for (const event of recorded) applyEvent(world, event);
  const questions = [...world.touched.question].flatMap((key) => {
    const after = world.question.get(key);
    const before = earlier.get(key)?.assessment;
    // A new incident at a site makes its questions weigh more, and leaves what they amount to as it was.
    if (!after || after.assessment === before) return [];
    const known = new Set(before ? reasonsOf(before) : []);
    return {
      subject: { kind: after.subjectKind, id: after.subjectId },
      attribute: after.attribute,
      before: before?.state ?? ('Not reported' as const),
      after: after.assessment.state,
      conflicts: reasonsOf(after.assessment).filter((reason) => !known.has(reason)),
    };
  });
  const changes = [...world.touched.change].flatMap((key) => world.change.get(key) ?? []);
  return { recorded, questions, changes };
}

const reasonsOf = ({ conflicts }: Assessment): string[] => [...new Set(conflicts.map(({ reason }) => reason))];

/** Events as they would be read back, at the positions after the last that was followed. */
function asRecorded(
  events: readonly StreamEvent[],
  actor: string,
  { streams }: Loaded,
  followed: number,
): RecordedEvent[] {
  const versions = new Map([...streams].map(([stream, { version }]) => [stream, version]));
  return events.map(({ stream, event }, index) => {
    const version = (versions.get(stream) ?? 0) + 1;
    versions.set(stream, version);
    const place = { position: followed + 1 + index, appendEnd: followed + events.length, stream, version };
    const about = { eventId: '', appendId: '', schemaVersion: schemaVersions[event.type], actor, recordedAt: '' };
    // Read back, members that are `undefined` are absent.
    return { ...place, ...about, hashed: {}, leaf: '', ...JSON.parse(JSON.stringify(event)) };
  });
}
