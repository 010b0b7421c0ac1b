import { and, asc, desc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import type { ClaimContent } from '@/domain/claim/event';
import type { Subject } from '@/domain/identifier';
import { readPositions } from '@/ledger/read';
import type { Effect } from '@/projections/change';
import { change } from '@/projections/change.table';
import { document } from '@/projections/document.table';
import { person } from '@/projections/person.table';
import { entityOf, type RecordedEvent, typed } from '@/projections/recorded-event';
import { type Around, readAround, type Turn } from './before-and-after';
import { erased, nameSources, readTitles } from './names';

/** An event with what its sentence needs. */
export type ToldEvent = {
  event: RecordedEvent;
  /** The person's name; the id where the person is unknown to the views. */
  actor: string;
  /**
   * What the claim said before this event, of a revision what the answer it replaces said; null for a first record and for
   * events that are not about a claim.
   */
  before: ClaimContent | null;
  /** What the claim says after it. */
  after: ClaimContent | null;
  /** What else it changed from what to what. */
  turn: Turn | null;
  /** Names of the sources and titles of the documents the event speaks of, by id. */
  names: Record<string, string>;
};

/** One line of a subject's history: an event, and what it did to the subject's record. */
export type HistoryEntry = ToldEvent & {
  position: number;
  recordedAt: string;
  subject: Subject;
  subjectTitle: string;
  effects: Effect[];
};

/**
 * Which changes of subjects: the newest of substance of one of them or of one of its questions, newest first; all of it, oldest
 * first; all of these claims, oldest first; one event's; or the newest of all.
 */
export type WhichChanges =
  | { latestOf: Subject; attribute?: string | undefined; most: number }
  | { of: Subject; attribute?: string | undefined }
  | { claims: readonly string[] }
  | { position: number }
  | { positions: readonly number[] }
  | { newest: number };

/** Changes of subjects' records with their events. */
export async function listChanges(db: Database, which: WhichChanges): Promise<HistoryEntry[]> {
  const rows = await changeRows(db, which);
  const told = await tellPositions(
    db,
    rows.map(({ position }) => position),
  );
  const subjects = rows.map(({ subjectKind, subjectId }) => ({ kind: subjectKind as Subject['kind'], id: subjectId }));
  const titles = await readTitles(db, subjects);
  return rows.flatMap(({ position, recordedAt, effects }, index) => {
    const event = told.get(position);
    const subject = subjects[index];
    if (!event || !subject) return [];
    return {
      ...event,
      position,
      recordedAt,
      subject,
      subjectTitle: titles[`${subject.kind}:${subject.id}`] ?? erased,
      effects,
    };
  });
}

/** What the sentences of these events need. */
export async function tellEvents(db: Database, events: readonly RecordedEvent[]): Promise<ToldEvent[]> {
  const people = await namePeople(
    db,
    events.map(({ actor }) => actor),
  );
  const around = await readAround(db, events);
  const names = await namesIn(db, events, [...around.values()]);
  return events.map((event) => ({
    event,
    actor: people.get(event.actor) ?? event.actor,
    ...(around.get(event.position) ?? { before: null, after: null, turn: null }),
    names,
  }));
}

/** What the sentence of one such event needs. */
export async function tellEvent(db: Database, event: RecordedEvent): Promise<ToldEvent> {
  const [told] = await tellEvents(db, [event]);
  return told as ToldEvent;
}

/** What the sentences of the events at these positions need, by position. */
export async function tellPositions(db: Database, positions: readonly number[]): Promise<Map<number, ToldEvent>> {
  const events = await readPositions(db.sql, [...new Set(positions)]);
  const told = await tellEvents(db, events.map(typed));
  return new Map(told.map((each) => [each.event.position, each]));
}

/** The names of these people, by id. */
export async function namePeople(db: Database, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.view
    .select({ id: person.id, name: person.name })
    .from(person)
    .where(inArray(person.id, [...new Set(ids)]));
  return new Map(rows.map(({ id, name }) => [id, name ?? erased]));
}

type ChangeRow = typeof change.$inferSelect;

/** A change is of a subject: what it is to sources, documents and others has histories of its own. */
const ofSubjects = inArray(change.subjectKind, ['incident', 'site']);

async function changeRows(db: Database, which: WhichChanges): Promise<ChangeRow[]> {
  const rows = (condition: SQL | undefined) => db.view.select().from(change).where(condition);
  const within = [asc(change.subjectKind), asc(change.subjectId)];
  if ('claims' in which)
    return rows(inArray(change.claimId, [...which.claims])).orderBy(asc(change.position), ...within);
  if ('position' in which) return rows(and(eq(change.position, which.position), ofSubjects)).orderBy(...within);
  if ('positions' in which)
    return rows(and(inArray(change.position, [...which.positions]), ofSubjects)).orderBy(
      asc(change.position),
      ...within,
    );
  if ('of' in which) return rows(and(ofRecord(which.of), concerns(which.attribute))).orderBy(asc(change.position));
  if ('newest' in which)
    return rows(ofSubjects)
      .orderBy(desc(change.position), ...within)
      .limit(which.newest);
  return rows(and(ofRecord(which.latestOf), concerns(which.attribute), change.isSubstantive))
    .orderBy(desc(change.position))
    .limit(which.most);
}

/** The changes in one record's history. */
export const ofRecord = ({ kind, id }: { kind: ChangeRow['subjectKind']; id: string }): SQL =>
  and(eq(change.subjectKind, kind), eq(change.subjectId, id)) as SQL;

/** What was said on a question, and what changed its assessment from elsewhere; of every question where none is named. */
export const concerns = (attribute: string | undefined): SQL | undefined =>
  attribute === undefined ? undefined : sql`${change.attributes} @> array[${attribute}]::text[]`;

/** Names of every source and document that these events and what stood around them mention. */
export async function namesIn(
  db: Database,
  events: readonly RecordedEvent[],
  around: readonly Around[],
): Promise<Record<string, string>> {
  const sources = await nameSources(db, [...events.flatMap(sourcesIn), ...around.flatMap(speakersIn)]);
  const documents = [...events.flatMap(documentsIn), ...around.flatMap(parentsIn)];
  const titles = await db.view
    .select({ id: document.id, title: document.title })
    .from(document)
    .where(inArray(document.id, [...new Set(documents)]));
  return {
    ...Object.fromEntries(sources),
    ...Object.fromEntries(titles.map(({ id, title }) => [id, title ?? erased])),
  };
}

function sourcesIn(event: RecordedEvent): string[] {
  switch (event.type) {
    case 'SourceRegistered':
    case 'SourceAffiliated':
      return [entityOf(event), event.data.partOf ?? []].flat();
    case 'SourceGraded':
      return [entityOf(event)];
    case 'DocumentRecorded':
      return [event.data.publisher];
    case 'ClaimWithdrawn':
      return [event.data.claimant];
    default:
      return [];
  }
}

function documentsIn(event: RecordedEvent): string[] {
  switch (event.type) {
    case 'ClaimRecorded':
    case 'ClaimRevised':
    case 'ClaimWithdrawn':
      return [event.data.document];
    case 'DerivationRecorded':
      return [entityOf(event), 'parent' in event.data.derivation ? event.data.derivation.parent : []].flat();
    case 'DerivationStruck':
      return [entityOf(event), event.data.parent ?? []].flat();
    case 'EvidenceMarked':
      return 'document' in event.data.evidence ? [event.data.evidence.document] : [];
    case 'ReportSubmitted':
      return 'known' in event.data.document ? [event.data.document.known] : [];
    default:
      return [];
  }
}

function speakersIn({ before, after, turn }: Around): string[] {
  const contents = [before, after, ...(turn?.of === 'mark' ? [turn.position, turn.evidence] : [])];
  return [
    ...contents.flatMap((content) => (content ? [content.claimant, content.relays ?? []].flat() : [])),
    ...(turn?.of === 'institution' ? [turn.before ?? [], turn.after ?? []].flat() : []),
  ];
}

const parentsIn = ({ turn }: Around): string[] =>
  turn?.of === 'lineage'
    ? [turn.before, turn.after].flatMap((lineage) =>
        typeof lineage === 'string' ? [] : lineage.map(({ parent }) => parent),
      )
    : [];
