import { asc, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { snapshot } from '@/db/snapshot';
import { isIdentifier } from '@/domain/identifier';
import { positionOf, readPositions, readStream } from '@/ledger/read';
import { claim } from '@/projections/claim.table';
import { derivation, document } from '@/projections/document.table';
import { followedTo } from '@/projections/follow';
import { typed } from '@/projections/recorded-event';
import { report } from '@/projections/report.table';
import { source } from '@/projections/source.table';
import { type ListedClaim, listedClaims, mostCounted } from './find-source';
import { namePeople, type ToldEvent, tellEvents } from './list-changes';
import { erased } from './names';

/** Content that went from one document to another. */
export type LineageStep = {
  document: string;
  parent: string;
  how: string;
  reason: string | null;
  setBy: number;
};

/** A document as its lineage names it. */
export type LineageDocument = {
  id: string;
  title: string;
  publisherId: string;
  publisherName: string;
  published: string | null;
  lineage: (typeof document.$inferSelect)['lineage'];
  /** The event that last set it or where it comes from. */
  setBy: number;
};

/** A document: what it is, where its content comes from and goes to, what was read in it and by which reports. */
export type DocumentPage = {
  document: typeof document.$inferSelect;
  /** The event that recorded it, and all of it but its lineage. */
  recordedBy: number;
  publisher: { id: string; name: string; kind: string };
  /** Everything its content comes from, step by step. */
  above: LineageStep[];
  /** Everything that comes from it. */
  below: LineageStep[];
  /** Every document of these steps, and this one, by id. */
  named: Record<string, LineageDocument>;
  /** Who gave the events that set these steps and what the documents are, by position. */
  setters: Record<number, string>;
  /** Every event that said or struck where its own content comes from, the oldest first. */
  history: ToldEvent[];
  /** Whether the lineage has more steps than are read. */
  isLineageCut: boolean;
  /** Claims read in it, in the order in which they were recorded; at most 200. */
  claims: ListedClaim[];
  /** How many claims were read in it, of at most 10,000, and how many have an excerpt. */
  counts: { claims: number; excerpts: number };
  reports: { id: string; claims: number; position: number }[];
  asOf: number;
};

/** So many claims are listed with a document. */
export const mostClaimsListed = 200;

/** So many steps of a lineage are read each way. */
const mostSteps = 200;

/** So many reports are listed. */
const mostReports = 50;

/** A document by id, or null when there is none. */
export function findDocument(db: Database, id: string): Promise<DocumentPage | null> {
  return snapshot(db, async (at) => {
    if (!isIdentifier(id)) return null;
    const [row] = await at.view.select().from(document).where(eq(document.id, id));
    if (!row) return null;
    const [publisher] = await at.view.select().from(source).where(eq(source.id, row.publisherId));
    const above = await lineage(at, id, 'above');
    const below = await lineage(at, id, 'below');
    const steps = [...above, ...below];
    const named = await namesOf(at, [id, ...steps.flatMap((step) => [step.document, step.parent])]);
    const claims = await listedClaims(at, eq(claim.documentId, id), mostClaimsListed);
    return {
      document: row,
      // The first event of its stream.
      recordedBy: (await positionOf(at.sql, `document:${id}`, 1)) ?? row.setBy,
      publisher: { id: row.publisherId, name: publisher?.name ?? erased, kind: publisher?.kind ?? '' },
      above: above.slice(0, mostSteps),
      below: below.slice(0, mostSteps),
      named,
      setters: await settersOf(at, [...steps, ...Object.values(named)]),
      history: await lineageHistory(at, id),
      isLineageCut: Math.max(above.length, below.length) > mostSteps,
      claims: claims.reverse(),
      counts: await countsOf(at, id),
      reports: await reportsWith(at, id),
      asOf: await followedTo(at),
    };
  });
}

/** The address of a document and what it is called, or null when no address is on record. */
export async function findAddress(
  db: Database,
  id: string,
): Promise<{ id: string; title: string; address: string } | null> {
  if (!isIdentifier(id)) return null;
  const [row] = await snapshot(db, ({ view }) =>
    view
      .select({ id: document.id, title: document.title, address: document.address })
      .from(document)
      .where(eq(document.id, id)),
  );
  return row?.address ? { id: row.id, title: row.title ?? erased, address: row.address } : null;
}

/** The steps by which content came to a document, or went on from it, each once, however far; one more than are shown. */
async function lineage(db: Database, id: string, way: 'above' | 'below'): Promise<LineageStep[]> {
  const [from, to] =
    way === 'above' ? [derivation.documentId, derivation.parentId] : [derivation.parentId, derivation.documentId];
  const steps: LineageStep[] = [];
  const seen = new Set([id]);
  for (let wanted = [id]; wanted.length > 0 && steps.length <= mostSteps; ) {
    const rows = await db.view
      .select({ step: derivation, lineage: document.lineage })
      .from(derivation)
      .innerJoin(document, eq(document.id, derivation.documentId))
      .where(inArray(from, wanted))
      .orderBy(asc(derivation.setBy), asc(to))
      .limit(mostSteps + 1);
    const derived = rows.filter((row) => row.lineage === 'derived').map(({ step }) => step);
    steps.push(
      ...derived.map(({ documentId, parentId, ...rest }) => ({ document: documentId, parent: parentId, ...rest })),
    );
    const next = new Set(derived.map((step) => (way === 'above' ? step.parentId : step.documentId)));
    wanted = [...next].filter((other) => !seen.has(other));
    for (const other of wanted) seen.add(other);
  }
  return steps.slice(0, mostSteps + 1);
}

/** Who gave these events, by position. */
async function settersOf(db: Database, set: readonly { setBy: number }[]): Promise<Record<number, string>> {
  const events = await readPositions(db.sql, [...new Set(set.map(({ setBy }) => setBy))]);
  const people = await namePeople(
    db,
    events.map(({ actor }) => actor),
  );
  return Object.fromEntries(events.map(({ position, actor }) => [position, people.get(actor) ?? actor]));
}

async function lineageHistory(db: Database, id: string): Promise<ToldEvent[]> {
  const reached = await followedTo(db);
  const events = await readStream(db.sql, `document:${id}`);
  // What the views have not followed yet must not stand in a history beside them.
  const told = events.filter(({ position, type }) => position <= reached && type !== 'DocumentRecorded');
  return tellEvents(db, told.map(typed));
}

async function namesOf(db: Database, ids: readonly string[]): Promise<Record<string, LineageDocument>> {
  const rows = await db.view
    .select({ document, publisher: source.name })
    .from(document)
    .leftJoin(source, eq(source.id, document.publisherId))
    .where(inArray(document.id, [...new Set(ids)]));
  return Object.fromEntries(
    rows.map(({ document: { id, title, publisherId, published, lineage: known, setBy }, publisher }) => [
      id,
      { id, title: title ?? erased, publisherId, publisherName: publisher ?? erased, published, lineage: known, setBy },
    ]),
  );
}

async function countsOf(db: Database, id: string): Promise<DocumentPage['counts']> {
  const read = db.view
    .select({ excerpt: claim.excerptLanguage })
    .from(claim)
    .where(eq(claim.documentId, id))
    .limit(mostCounted + 1)
    .as('read');
  const [counted] = await db.view
    .select({ claims: sql<number>`count(*)::int`, excerpts: sql<number>`count(${read.excerpt})::int` })
    .from(read);
  return counted ?? { claims: 0, excerpts: 0 };
}

/** The reports that brought claims read in a document, the newest first. */
async function reportsWith(db: Database, id: string): Promise<DocumentPage['reports']> {
  const read = db.view
    .select({ report: claim.reportId })
    .from(claim)
    .where(eq(claim.documentId, id))
    .orderBy(desc(claim.recordedAtPosition))
    .limit(mostCounted)
    .as('read');
  return db.view
    .select({
      id: report.id,
      claims: sql<number>`count(*)::int`,
      position: report.submittedAtPosition,
    })
    .from(read)
    .innerJoin(report, eq(report.id, read.report))
    .groupBy(report.id, report.submittedAtPosition)
    .orderBy(desc(report.submittedAtPosition))
    .limit(mostReports);
}
