import { and, desc, eq, inArray, isNotNull, type SQL, sql } from 'drizzle-orm';
import { alias, type PgColumn } from 'drizzle-orm/pg-core';
import type { Database } from '@/db/client';
import { snapshot } from '@/db/snapshot';
import { isIdentifier } from '@/domain/identifier';
import { type ClaimStanding, claimStandings } from '@/domain/question/claim-standing';
import type { QuestionState } from '@/domain/question/state';
import { readStream } from '@/ledger/read';
import { claim } from '@/projections/claim.table';
import { derivation, document } from '@/projections/document.table';
import { followedTo } from '@/projections/follow';
import { question } from '@/projections/question.table';
import { typed } from '@/projections/recorded-event';
import { source } from '@/projections/source.table';
import { incident, site } from '@/projections/subject.table';
import { type BoundedCount, boundedCount } from './keyset';
import { type ToldEvent, tellEvents } from './list-changes';
import { listVoices } from './list-voices';
import { erased, institutionsAbove, type SourceName } from './names';

/** A claim as it stands in a list under a source or a document. */
export type ListedClaim = Pick<
  typeof claim.$inferSelect,
  | 'id'
  | 'subjectKind'
  | 'subjectId'
  | 'attribute'
  | 'scope'
  | 'answer'
  | 'opinion'
  | 'validity'
  | 'claimantId'
  | 'documentId'
  | 'setBy'
> & {
  subjectTitle: string;
  claimantName: string;
  documentTitle: string;
  /** The state of the question it answers. */
  state: QuestionState;
};

/** Another source, with how often it is met. */
export type Neighbour = { id: string; name: string; count: number };

/**
 * How the claims of a source have fared, counted as far as `mostCounted` each. `without` take no position: opinions,
 * answers that none is known, and claims about many incidents.
 */
export type TrackRecord = { standings: Record<ClaimStanding, BoundedCount>; without: BoundedCount };

/** A source: who it is, what it says, whose word it passes on and who passes on its. Every list is bounded. */
export type SourcePage = {
  source: typeof source.$inferSelect;
  /** What it is part of, the nearest first. */
  institutions: SourceName[];
  members: { id: string; name: string; kind: string; setBy: number }[];
  /** Its registration, and every event that said since then whom it speaks for; the oldest first. */
  affiliations: ToldEvent[];
  /** Every grade of its reliability, the oldest first. */
  grades: ToldEvent[];
  /** How its own claims have fared, and those of all its voices with its own; null where it has no voices. */
  record: TrackRecord;
  recordWithVoices: TrackRecord | null;
  /** Claims it makes, the newest first. */
  claims: ListedClaim[];
  /** Claims by which others pass on its word, the newest first. */
  relayed: ListedClaim[];
  /** Of its newest 10,000 claims: how many there are, on how many questions, how many of these are disputed. */
  counts: { claims: number; questions: number; disputed: number; relayed: number; documents: number };
  documents: { id: string; title: string; published: string | null; lineage: string; setBy: number }[];
  relays: Neighbour[];
  relayedBy: Neighbour[];
  derivesFrom: Neighbour[];
  derivedBy: Neighbour[];
  asOf: number;
};

/** So many of each list are shown. */
export const mostListed = 50;

/** So many are counted: beyond it a page says “more than”. */
export const mostCounted = 10_000;

/** A source by id, or null when there is none. */
export function findSource(db: Database, id: string): Promise<SourcePage | null> {
  return snapshot(db, async (at) => {
    if (!isIdentifier(id)) return null;
    const [row] = await at.view.select().from(source).where(eq(source.id, id));
    if (!row) return null;
    const members = await at.view
      .select({ id: source.id, name: source.name, kind: source.kind, setBy: source.setBy })
      .from(source)
      .where(eq(source.partOf, id))
      .orderBy(source.sortName, source.id)
      .limit(mostListed);
    const documents = await at.view
      .select({
        id: document.id,
        title: document.title,
        published: document.published,
        lineage: document.lineage,
        setBy: document.setBy,
      })
      .from(document)
      .where(eq(document.publisherId, id))
      .orderBy(desc(document.sortAt), document.id)
      .limit(mostListed);
    return {
      source: row,
      institutions: await institutionsAbove(at, row.partOf),
      members: members.map(({ name, ...rest }) => ({ ...rest, name: name ?? erased })),
      ...(await historyOf(at, id)),
      record: await trackRecord(at, [id]),
      recordWithVoices: members.length === 0 ? null : await trackRecord(at, await listVoices(at, id)),
      claims: await listedClaims(at, eq(claim.claimantId, id), mostListed),
      relayed: await listedClaims(at, eq(claim.relaysId, id), mostListed),
      counts: await countOf(at, id),
      documents: documents.map(({ title, ...rest }) => ({ ...rest, title: title ?? erased })),
      relays: await relaysBy(at, 'claimantId', 'relaysId', id),
      relayedBy: await relaysBy(at, 'relaysId', 'claimantId', id),
      ...(await derivations(at, id)),
      asOf: await followedTo(at),
    };
  });
}

/** Who said when, and why, whom a source speaks for and how reliable it is. */
async function historyOf(db: Database, id: string): Promise<Pick<SourcePage, 'affiliations' | 'grades'>> {
  const reached = await followedTo(db);
  // What the views have not followed yet must not stand in a history beside them.
  const events = (await readStream(db.sql, `source:${id}`)).filter(({ position }) => position <= reached).map(typed);
  const told = await tellEvents(db, events);
  return {
    affiliations: told.filter(({ event: { type } }) => type === 'SourceRegistered' || type === 'SourceAffiliated'),
    grades: told.filter(({ event: { type } }) => type === 'SourceGraded'),
  };
}

/** How the claims of these claimants have fared, each standing counted along its own index. */
async function trackRecord(db: Database, claimants: readonly string[]): Promise<TrackRecord> {
  const met = (standing: SQL) => sql`(select count(*)::int from (select from ${claim}
    where ${claim.claimantId} = any(${sql.param([...claimants])}::text[]) and ${claim.standing} ${standing}
    limit ${mostCounted + 1}) counted)`;
  const rows = await db.view.execute<{ standing: ClaimStanding | null; count: number }>(sql`
    select standing, ${met(sql`= asked.standing`)} as count
      from unnest(${sql.param([...claimStandings])}::text[]) asked (standing)
    union all select null, ${met(sql`is null`)}`);
  const countOfStanding = (standing: ClaimStanding | null) =>
    boundedCount(rows.find((row) => row.standing === standing)?.count ?? 0, mostCounted);
  return {
    standings: Object.fromEntries(
      claimStandings.map((standing) => [standing, countOfStanding(standing)]),
    ) as TrackRecord['standings'],
    without: countOfStanding(null),
  };
}

/** Claims with what a list tells of them, the newest first. */
export async function listedClaims(db: Database, which: SQL, most: number): Promise<ListedClaim[]> {
  const speaker = alias(source, 'speaker');
  const rows = await db.view
    .select({
      claim,
      incident: incident.title,
      site: site.name,
      state: question.state,
      speaker: speaker.name,
      document: document.title,
    })
    .from(claim)
    .leftJoin(incident, and(eq(claim.subjectKind, 'incident'), eq(incident.id, claim.subjectId)))
    .leftJoin(site, and(eq(claim.subjectKind, 'site'), eq(site.id, claim.subjectId)))
    .leftJoin(speaker, eq(speaker.id, claim.claimantId))
    .leftJoin(document, eq(document.id, claim.documentId))
    .leftJoin(
      question,
      and(
        eq(question.subjectKind, claim.subjectKind),
        eq(question.subjectId, claim.subjectId),
        eq(question.attribute, claim.attribute),
      ),
    )
    .where(which)
    .orderBy(desc(claim.recordedAtPosition))
    .limit(most);
  return rows.map((row) => ({
    id: row.claim.id,
    subjectKind: row.claim.subjectKind,
    subjectId: row.claim.subjectId,
    subjectTitle: row.incident ?? row.site ?? erased,
    attribute: row.claim.attribute,
    scope: row.claim.scope,
    answer: row.claim.answer,
    opinion: row.claim.opinion,
    validity: row.claim.validity,
    claimantId: row.claim.claimantId,
    claimantName: row.speaker ?? erased,
    documentId: row.claim.documentId,
    documentTitle: row.document ?? erased,
    state: (row.state ?? 'Not reported') as QuestionState,
    setBy: row.claim.setBy,
  }));
}

async function countOf(db: Database, id: string): Promise<SourcePage['counts']> {
  const own = db.view
    .select({ kind: claim.subjectKind, subject: claim.subjectId, attribute: claim.attribute })
    .from(claim)
    .where(eq(claim.claimantId, id))
    .orderBy(desc(claim.recordedAtPosition))
    .limit(mostCounted + 1)
    .as('own');
  const [counted] = await db.view
    .select({
      claims: sql<number>`count(*)::int`,
      questions: sql<number>`(count(distinct (${own.kind}, ${own.subject}, ${own.attribute})))::int`,
      disputed: sql<number>`(count(distinct (${own.kind}, ${own.subject}, ${own.attribute})) filter (where ${question.state} = 'Disputed'))::int`,
    })
    .from(own)
    .leftJoin(
      question,
      and(
        eq(question.subjectKind, own.kind),
        eq(question.subjectId, own.subject),
        eq(question.attribute, own.attribute),
      ),
    );
  const passed = db.view
    .select({ one: sql`1`.as('one') })
    .from(claim)
    .where(eq(claim.relaysId, id))
    .limit(mostCounted + 1)
    .as('passed');
  const published = db.view
    .select({ one: sql`1`.as('one') })
    .from(document)
    .where(eq(document.publisherId, id))
    .limit(mostCounted + 1)
    .as('published');
  const [relayed] = await db.view.select({ count: sql<number>`count(*)::int` }).from(passed);
  const [documents] = await db.view.select({ count: sql<number>`count(*)::int` }).from(published);
  return {
    claims: counted?.claims ?? 0,
    questions: counted?.questions ?? 0,
    disputed: counted?.disputed ?? 0,
    relayed: relayed?.count ?? 0,
    documents: documents?.count ?? 0,
  };
}

/** Whose word a source passes on, or who passes on its, by claims, the most frequent first. */
async function relaysBy(
  db: Database,
  own: 'claimantId' | 'relaysId',
  other: 'claimantId' | 'relaysId',
  id: string,
): Promise<Neighbour[]> {
  const near = db.view
    .select({ other: claim[other] })
    .from(claim)
    .where(and(eq(claim[own], id), isNotNull(claim.relaysId)))
    .orderBy(desc(claim.recordedAtPosition))
    .limit(mostCounted)
    .as('near');
  return neighbours(
    await db.view
      .select({ id: source.id, name: source.name, count: sql<number>`count(*)::int` })
      .from(near)
      .innerJoin(source, eq(source.id, near.other))
      .groupBy(source.id, source.name, source.sortName)
      .orderBy(sql`count(*) desc`, source.sortName)
      .limit(mostListed),
  );
}

/** Whose documents its documents come from, and whose come from its, by documents. */
async function derivations(db: Database, id: string): Promise<Pick<SourcePage, 'derivesFrom' | 'derivedBy'>> {
  const other = alias(document, 'other');
  const own = db.view
    .select({ id: document.id })
    .from(document)
    .where(eq(document.publisherId, id))
    .orderBy(desc(document.sortAt))
    .limit(mostCounted);
  const publishersOf = async (mine: PgColumn, theirs: PgColumn) =>
    neighbours(
      await db.view
        .select({ id: source.id, name: source.name, count: sql<number>`(count(distinct ${mine}))::int` })
        .from(derivation)
        .innerJoin(other, eq(other.id, theirs))
        .innerJoin(source, eq(source.id, other.publisherId))
        .where(inArray(mine, own))
        .groupBy(source.id, source.name, source.sortName)
        .orderBy(sql`count(distinct ${mine}) desc`, source.sortName)
        .limit(mostListed),
    );
  return {
    derivesFrom: await publishersOf(derivation.documentId, derivation.parentId),
    derivedBy: await publishersOf(derivation.parentId, derivation.documentId),
  };
}

const neighbours = (rows: { id: string; name: string | null; count: number }[]): Neighbour[] =>
  rows.map(({ name, ...rest }) => ({ ...rest, name: name ?? erased }));
