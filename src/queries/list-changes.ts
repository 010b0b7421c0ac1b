import { and, asc, desc, eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { type ClaimContent, contentAfter, firstContent } from '@/domain/claim/event';
import type { Subject } from '@/domain/identifier';
import { readPositions } from '@/ledger/read';
import type { Effect } from '@/projections/change';
import { change } from '@/projections/change.table';
import { person } from '@/projections/person.table';
import { entityOf, type RecordedEvent, typed } from '@/projections/recorded-event';
import { incident, site } from '@/projections/subject.table';
import { erased, readDocuments, readSources } from './names';

/** One line of a history: an event, what it did to a subject's record, and the names its sentence needs. */
export type HistoryEntry = {
  position: number;
  recordedAt: string;
  /** The person's name; null where the person is unknown to the views. */
  actor: string;
  subject: Subject;
  subjectTitle: string;
  event: RecordedEvent;
  /** What the claim said before this event; null for its first record and for events that are not about a claim. */
  before: ClaimContent | null;
  /** What the claim says after it. */
  after: ClaimContent | null;
  effects: Effect[];
  /** Names of the sources and titles of the documents the event speaks of, by id. */
  names: Record<string, string>;
};

/** Which changes: the whole history of a subject, of one of its questions or of these claims, oldest first, or the newest of all. */
export type WhichChanges =
  | { subject: Subject; attribute?: string }
  | { claims: readonly string[] }
  | { position: number }
  | { positions: readonly number[] }
  | { newest: number };

/** Changes with their events. */
export async function listChanges(db: Database, which: WhichChanges): Promise<HistoryEntry[]> {
  const rows = await changeRows(db, which);
  const [events, contents, titles, people] = await Promise.all([
    eventsAt(
      db,
      rows.map((row) => row.position),
    ),
    contentsAround(db, rows),
    subjectTitles(db, rows),
    db.view.select({ id: person.id, name: person.name }).from(person),
  ]);
  const nameOf = new Map(people.map(({ id, name }) => [id, name ?? erased]));
  const names = await namesIn(db, [...events.values()], [...contents.values()]);
  return rows.flatMap((row) => {
    const event = events.get(row.position);
    if (!event) return [];
    const subject = { kind: row.subjectKind, id: row.subjectId };
    const around = row.claimId === null ? undefined : contents.get(row.position);
    return {
      position: row.position,
      recordedAt: event.recordedAt,
      actor: nameOf.get(event.actor) ?? event.actor,
      subject,
      subjectTitle: titles.get(`${subject.kind} ${subject.id}`) ?? erased,
      event,
      before: around?.before ?? null,
      after: around?.after ?? null,
      effects: row.effects,
      names,
    };
  });
}

/** An event with what its sentence needs, where it changed no subject's record, such as a registration. */
export type ToldEvent = Pick<HistoryEntry, 'event' | 'actor' | 'before' | 'after' | 'names'>;

/** What the sentences of these events need. */
export async function tellEvents(db: Database, events: readonly RecordedEvent[]): Promise<ToldEvent[]> {
  const people = await namePeople(
    db,
    events.map(({ actor }) => actor),
  );
  const names = await namesIn(db, events, []);
  return events.map((event) => ({
    event,
    actor: people.get(event.actor) ?? event.actor,
    before: null,
    after: null,
    names,
  }));
}

/** What the sentence of one such event needs. */
export async function tellEvent(db: Database, event: RecordedEvent): Promise<ToldEvent> {
  const [told] = await tellEvents(db, [event]);
  return told as ToldEvent;
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

async function changeRows(db: Database, which: WhichChanges): Promise<ChangeRow[]> {
  const where: SQL | undefined =
    'subject' in which
      ? and(
          eq(change.subjectKind, which.subject.kind),
          eq(change.subjectId, which.subject.id),
          which.attribute === undefined ? undefined : concerns(which.attribute),
        )
      : 'claims' in which
        ? inArray(change.claimId, [...which.claims])
        : 'position' in which
          ? eq(change.position, which.position)
          : 'positions' in which
            ? inArray(change.position, [...which.positions])
            : undefined;
  const rows = db.view.select().from(change).where(where);
  const within = [asc(change.subjectKind), asc(change.subjectId)];
  return 'newest' in which
    ? rows.orderBy(desc(change.position), ...within).limit(which.newest)
    : rows.orderBy(asc(change.position), ...within);
}

/** What was said on a question, and what changed its assessment from elsewhere. */
const concerns = (attribute: string): SQL | undefined =>
  or(eq(change.attribute, attribute), sql`${change.effects} @> ${JSON.stringify([{ attribute }])}::jsonb`);

async function eventsAt(db: Database, positions: number[]): Promise<Map<number, RecordedEvent>> {
  const events = await readPositions(db.sql, [...new Set(positions)]);
  return new Map(events.map((event) => [event.position, typed(event)]));
}

/** What a claim said before and after an event. */
export type Around = { before: ClaimContent | null; after: ClaimContent };

/** What each claim in these rows said before and after each of its events: no event carries the old value. */
async function contentsAround(db: Database, rows: readonly ChangeRow[]): Promise<Map<number, Around>> {
  const claims = [...new Set(rows.flatMap((row) => row.claimId ?? []))];
  if (claims.length === 0) return new Map();
  const all = await db.view
    .select({ position: change.position })
    .from(change)
    .where(inArray(change.claimId, claims))
    .orderBy(asc(change.position));
  const events = await eventsAt(
    db,
    all.map((row) => row.position),
  );
  const now = new Map<string, ClaimContent>();
  const around = new Map<number, Around>();
  for (const { position } of all) {
    const event = events.get(position);
    switch (event?.type) {
      case 'ClaimRecorded':
      case 'ClaimRevised': {
        const after = firstContent(event);
        now.set(event.data.claim, after);
        around.set(position, { before: null, after });
        break;
      }
      case 'ClaimCorrected':
      case 'ClaimWithdrawn':
      case 'CopyingErrorMarked': {
        const before = now.get(event.data.claim);
        if (!before) break;
        const after = contentAfter(before, event);
        now.set(event.data.claim, after);
        around.set(position, { before, after });
        break;
      }
      case 'ClaimGraded': {
        const content = now.get(event.data.claim);
        if (content) around.set(position, { before: content, after: content });
        break;
      }
    }
  }
  return around;
}

async function subjectTitles(db: Database, rows: readonly ChangeRow[]): Promise<Map<string, string>> {
  const ids = (kind: Subject['kind']) => [
    ...new Set(rows.filter((row) => row.subjectKind === kind).map((row) => row.subjectId)),
  ];
  const incidents = await db.view
    .select()
    .from(incident)
    .where(inArray(incident.id, ids('incident')));
  const sites = await db.view
    .select()
    .from(site)
    .where(inArray(site.id, ids('site')));
  return new Map([
    ...incidents.map((row) => [`incident ${row.id}`, row.title ?? erased] as const),
    ...sites.map((row) => [`site ${row.id}`, row.name] as const),
  ]);
}

/** Names of every source and document that these events and contents mention. */
export async function namesIn(
  db: Database,
  events: readonly RecordedEvent[],
  contents: readonly Around[],
): Promise<Record<string, string>> {
  const documents = events.flatMap((event) =>
    event.type === 'ClaimRecorded' || event.type === 'ClaimRevised' || event.type === 'ClaimWithdrawn'
      ? [event.data.document]
      : event.type === 'DerivationRecorded'
        ? [entityOf(event), ...('parent' in event.data.derivation ? [event.data.derivation.parent] : [])]
        : event.type === 'DerivationStruck'
          ? [entityOf(event), event.data.parent ?? []].flat()
          : [],
  );
  const affiliated = events.flatMap((event) =>
    event.type === 'SourceAffiliated' || event.type === 'SourceRegistered'
      ? [entityOf(event), event.data.partOf]
      : event.type === 'SourceGraded'
        ? [entityOf(event)]
        : event.type === 'ClaimWithdrawn'
          ? [event.data.claimant]
          : [],
  );
  const speakers = contents.flatMap(({ before, after }) => [
    before?.claimant,
    before?.relays,
    after.claimant,
    after.relays,
  ]);
  const sources = await readSources(db);
  const found = await readDocuments(db, documents);
  return {
    ...Object.fromEntries(
      [...speakers, ...affiliated].flatMap((id) => (id && sources[id] ? [[id, sources[id].name]] : [])),
    ),
    ...Object.fromEntries(Object.values(found).map(({ id, title }) => [id, title])),
  };
}
