import { and, desc, eq, inArray, lt, or, type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Database } from '@/db/client';
import { snapshot } from '@/db/snapshot';
import { plainLine } from '@/domain/answer/plain-text';
import { identifierSchema, isIdentifier, type Subject, subjectStream } from '@/domain/identifier';
import { vocabularyWith } from '@/domain/question/vocabulary';
import { type Refusal, refuse } from '@/domain/refusal';
import { readEvent, readPositions, readStream } from '@/ledger/read';
import { change } from '@/projections/change.table';
import { claim } from '@/projections/claim.table';
import { document } from '@/projections/document.table';
import { question } from '@/projections/question.table';
import { typed } from '@/projections/recorded-event';
import { incident } from '@/projections/subject.table';
import { isSubstantive } from './is-substantive';
import { type HistoryEntry, listChanges } from './list-changes';
import { erased, nameSources, readTitles } from './names';
import { readVocabulary } from './read-vocabulary';

/** One thing that is followed: a record, one of its questions, what a source says, what was read in a document. */
export type Followed =
  | { subject: Subject; attribute?: string }
  | { source: string }
  | { document: string }
  /** The whole ledger, or what its filters leave of it. */
  | { ledger: LedgerFilters };

/** Before which event a page of changes begins, as an address says it. */
const before = z
  .string()
  .regex(/^\d{1,15}$/, 'Write the position of an event: a whole number.')
  .transform(Number)
  .optional();

/** What the address of the changes to one record can ask for: nothing but an older page. */
export const changesAskedSchema = z.strictObject({ before });

/** What the changes to the whole ledger can be narrowed to: those that bear on a question, at a site, by a source. */
export const ledgerAskedSchema = z.strictObject({
  attribute: plainLine(60).optional(),
  site: identifierSchema.optional(),
  source: identifierSchema.optional(),
  before,
});

/** Filters of the whole ledger. A site stands for its own record and those of the incidents there. */
export type LedgerFilters = Omit<z.output<typeof ledgerAskedSchema>, 'before'>;

/** One event of substance with what it did, an entry for each record it changed; there is at least one. */
export type SubstantiveEvent = {
  position: number;
  eventId: string;
  recordedAt: string;
  entries: [HistoryEntry, ...HistoryEntry[]];
};

/** The newest changes of substance to what is followed, the newest first. */
export type SubstantivePage = {
  events: SubstantiveEvent[];
  /** Older changes are those before this position; null where there are none. */
  next: number | null;
  /** What the followed things are called, each where it was asked for. */
  names: { subject?: string; source?: string; document?: string; site?: string };
  /** The event the ledger begins with, by which it is known wherever it is served; null while it is empty. */
  first: { eventId: string; recordedAt: string } | null;
};

/** So many events stand on a page. */
export const eventsOnPage = 50;

/** So many changes are read at a time, and so many times at most: a page of rare changes may hold few, and leads on. */
const step = 200;
const mostSteps = 10;

/**
 * Changes of substance before a position, 50 a page. Null where what is followed is not on record; a filter by something
 * that is not on record is refused.
 */
export const listSubstantive = (
  db: Database,
  followed: Followed,
  before: number = Number.MAX_SAFE_INTEGER,
): Promise<SubstantivePage | Refusal | null> =>
  snapshot(db, async (at) => {
    const named = await namesOf(at, followed);
    if (named === null || 'refused' in named) return named;
    const walk = await walkOf(at, followed);
    const { positions, next } = await walkBack(at, walk, before);
    const first = await readEvent(at.sql, 0);
    return { events: await eventsAt(at, positions), next, names: named, first };
  });

/** What the followed things are called; null where there is no such record, a refusal of a filter by what there is not. */
async function namesOf(at: Database, followed: Followed): Promise<SubstantivePage['names'] | Refusal | null> {
  if ('subject' in followed) {
    const { subject, attribute } = followed;
    if (!isIdentifier(subject.id)) return null;
    const title = (await readTitles(at, [subject]))[subjectStream(subject)];
    if (title === undefined || (attribute !== undefined && !(await isAsked(at, subject, attribute)))) return null;
    return { subject: title };
  }
  if ('source' in followed) {
    const name = isIdentifier(followed.source) ? await nameOfSource(at, followed.source) : undefined;
    return name === undefined ? null : { source: name };
  }
  if ('document' in followed) {
    if (!isIdentifier(followed.document)) return null;
    const [row] = await at.view
      .select({ title: document.title })
      .from(document)
      .where(eq(document.id, followed.document));
    return row ? { document: row.title ?? erased } : null;
  }
  const { attribute, site, source } = followed.ledger;
  if (attribute !== undefined) {
    const { attributes } = vocabularyWith(await readVocabulary(at));
    if (!attributes.some(({ id }) => id === attribute))
      return refuse('unknown-id', 'Nothing of this name can be asked: see the vocabulary.', 'attribute');
  }
  const siteName = site && (await readTitles(at, [{ kind: 'site', id: site }]))[`site:${site}`];
  if (site !== undefined && siteName === undefined) return refuse('unknown-id', 'No such site is on record.', 'site');
  const sourceName = source && (await nameOfSource(at, source));
  if (source !== undefined && sourceName === undefined)
    return refuse('unknown-id', 'No such source is on record.', 'source');
  return { ...(siteName && { site: siteName }), ...(sourceName && { source: sourceName }) };
}

const nameOfSource = async (at: Database, id: string): Promise<string | undefined> =>
  (await nameSources(at, [id])).get(id);

async function isAsked(at: Database, { kind, id }: Subject, attribute: string): Promise<boolean> {
  // PostgreSQL keeps no U+0000.
  if (attribute.includes('\0')) return false;
  const rows = await at.view
    .select({ state: question.state })
    .from(question)
    .where(and(eq(question.subjectKind, kind), eq(question.subjectId, id), eq(question.attribute, attribute)));
  return rows.length > 0;
}

/** A way back along an index: the next positions before one, the newest first, and which of their changes are followed. */
type Walk = { positions: (before: number) => Promise<number[]>; concerns: SQL | undefined };

async function walkOf(at: Database, followed: Followed): Promise<Walk> {
  const older = (before: number) => sql`${change.position} < ${before}::bigint`;
  const walking = (of: (before: number) => SQL) => async (before: number) => {
    const rows = await at.view.execute<{ position: string | number }>(
      sql`select distinct met.position from (${of(before)}) met order by met.position desc limit ${step}`,
    );
    return rows.map(({ position }) => Number(position));
  };
  if ('subject' in followed) {
    const { subject, attribute } = followed;
    const own = and(eq(change.subjectKind, subject.kind), eq(change.subjectId, subject.id));
    const newest = (before: number) =>
      sql`select ${change.position} from ${change} where ${own} and ${older(before)}
        order by ${change.position} desc limit ${step}`;
    return { positions: walking(newest), concerns: and(own, bearingOn(attribute)) };
  }
  if ('document' in followed) {
    const own = await positionsOf(at, `document:${followed.document}`);
    return { positions: walking(alongClaims(eq(claim.documentId, followed.document), own)), concerns: undefined };
  }
  const { attribute, site, source } = 'source' in followed ? { source: followed.source } : followed.ledger;
  const own = source === undefined ? [] : await positionsOf(at, `source:${source}`);
  if (site !== undefined) {
    const about = sql`select 'site' as kind, ${site}::text as id
      union all select 'incident', ${incident.id} from ${incident} where ${incident.siteId} = ${site}`;
    const newest = (before: number) => sql`select near.position from (${about}) about, lateral (
      select ${change.position} from ${change}
      where ${change.subjectKind} = about.kind and ${change.subjectId} = about.id and ${older(before)}
      order by ${change.position} desc limit ${step}) near`;
    const said =
      source && sql`${change.claimId} in (select ${claim.id} from ${claim} where ${claim.claimantId} = ${source})`;
    return {
      positions: walking(newest),
      concerns: and(
        sql`(${change.subjectKind}, ${change.subjectId}) in (${about})`,
        said ? or(said, inArray(change.position, own)) : undefined,
        bearingOn(attribute),
      ),
    };
  }
  if (source !== undefined)
    return { positions: walking(alongClaims(eq(claim.claimantId, source), own)), concerns: bearingOn(attribute) };
  const newest = async (before: number) => {
    const rows = await at.view
      .selectDistinct({ position: change.position })
      .from(change)
      .where(lt(change.position, before))
      .orderBy(desc(change.position))
      .limit(step);
    return rows.map(({ position }) => position);
  };
  return { positions: newest, concerns: bearingOn(attribute) };
}

/** The changes to these claims, and those made by events of a stream of its own. */
const alongClaims = (which: SQL, own: readonly number[]) => (before: number) =>
  sql`select near.position from ${claim}, lateral (
      select ${change.position} from ${change}
      where ${change.claimId} = ${claim.id} and ${change.position} < ${before}::bigint
      order by ${change.position} desc limit ${step}) near where ${which}
    union all select own.position from unnest(${sql.param([...own])}::bigint[]) own (position)
      where own.position < ${before}::bigint`;

const positionsOf = async (at: Database, stream: string): Promise<number[]> =>
  (await readStream(at.sql, stream)).map(({ position }) => position);

/** What was said on a question, and what changed its assessment from elsewhere. */
const bearingOn = (attribute: string | undefined): SQL | undefined =>
  attribute === undefined
    ? undefined
    : or(eq(change.attribute, attribute), sql`${change.effects} @> ${JSON.stringify([{ attribute }])}::jsonb`);

/** The positions of a page of events of substance, and where the next page begins. */
async function walkBack(
  at: Database,
  { positions, concerns }: Walk,
  before: number,
): Promise<{ positions: number[]; next: number | null }> {
  const found: number[] = [];
  let last = before;
  for (let steps = 0; steps < mostSteps; steps++) {
    const walked = await positions(last);
    found.push(...(await ofSubstance(at, walked, concerns)));
    if (found.length > eventsOnPage)
      return { positions: found.slice(0, eventsOnPage), next: found[eventsOnPage - 1] as number };
    if (walked.length < step) return { positions: found, next: null };
    last = walked.at(-1) as number;
  }
  return { positions: found, next: last };
}

/** Those of these positions at which something of substance happened to what is followed, in their order. */
async function ofSubstance(at: Database, positions: number[], concerns: SQL | undefined): Promise<number[]> {
  if (positions.length === 0) return [];
  const rows = await at.view
    .select({ position: change.position, effects: change.effects })
    .from(change)
    .where(and(inArray(change.position, positions), concerns));
  const events = new Map((await readPositions(at.sql, positions)).map((event) => [event.position, typed(event)]));
  const substantive = new Set(
    rows.flatMap(({ position, effects }) => {
      const event = events.get(position);
      return event && isSubstantive({ event, effects }) ? position : [];
    }),
  );
  return positions.filter((position) => substantive.has(position));
}

/** The events at these positions, each with every record it changed. */
async function eventsAt(at: Database, positions: number[]): Promise<SubstantiveEvent[]> {
  const entries = await listChanges(at, { positions });
  return positions.flatMap((position) => {
    const [first, ...more] = entries.filter((entry) => entry.position === position).sort(bySubject);
    return first
      ? [{ position, eventId: first.event.eventId, recordedAt: first.recordedAt, entries: [first, ...more] }]
      : [];
  });
}

/** An order that stays: what one event did is told alike each time. */
const bySubject = ({ subject: a }: HistoryEntry, { subject: b }: HistoryEntry): number =>
  subjectStream(a) < subjectStream(b) ? -1 : 1;
