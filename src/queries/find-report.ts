import { and, eq, inArray } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { snapshot } from '@/db/snapshot';
import type { ReportState } from '@/domain/fold';
import { isIdentifier } from '@/domain/identifier';
import type { ReportContents } from '@/domain/report/event';
import { readStream } from '@/ledger/read';
import { change } from '@/projections/change.table';
import { claim } from '@/projections/claim.table';
import { followedTo } from '@/projections/follow';
import { person } from '@/projections/person.table';
import { type RecordedEvent, typed } from '@/projections/recorded-event';
import { report } from '@/projections/report.table';
import { erased, readDocuments, readSources, type SourceName, titlesWith } from './names';

/** One event of a report's own history. */
export type ReportEvent = { position: number; recordedAt: string; actor: string; event: RecordedEvent };

/** The document a report is about, on record already or coming with it. */
export type ReportDocument = {
  id: string;
  title: string;
  publisher: string;
  address: string | null;
  published: string | null;
  language: string | null;
  edition: string | null;
  isOnRecord: boolean;
};

/** A report: what it holds, where it stands and how it came there, and what of it is on record and changed states. */
export type ReportView = {
  id: string;
  state: ReportState;
  /** The reviewer's question, or the reason of a rejection. */
  answer: string | null;
  declined: { claim: string; reason: string | null }[];
  submittedBy: string;
  submitterId: string;
  /** When what happened to it last was recorded, and where. */
  recordedAt: string;
  position: number;
  /** What was submitted last. */
  contents: ReportContents;
  /** The version of its stream, which a decision on it, or submitting it again, has to name. */
  version: number;
  /** Oldest first. */
  history: ReportEvent[];
  note: string | null;
  document: ReportDocument | null;
  /** The claims of it that are on record. */
  claims: (typeof claim.$inferSelect)[];
  /** What its claims changed of the subjects they are about. */
  changes: (typeof change.$inferSelect)[];
  /** Titles of all it speaks of by stream, and its sources by id: those on record and those coming with it. */
  titles: Record<string, string>;
  sources: Record<string, SourceName>;
};

/** A report by id, or null when there is none. */
export const findReport = (db: Database, id: string): Promise<ReportView | null> =>
  snapshot(db, async (at) => {
    if (!isIdentifier(id)) return null;
    const [row] = await at.view.select().from(report).where(eq(report.id, id));
    return row ? reportOf(at, row) : null;
  });

/** A report's row with all that a page tells of it. Reads several tables: call it in a snapshot. */
export async function reportOf(at: Database, row: typeof report.$inferSelect): Promise<ReportView> {
  const { id, contents } = row;
  const claims = await at.view.select().from(claim).where(eq(claim.reportId, id)).orderBy(claim.recordedAtPosition);
  const positions = claims.map((entry) => entry.recordedAtPosition);
  const people = new Map((await at.view.select().from(person)).map((entry) => [entry.id, entry.name ?? erased]));
  const followed = await followedTo(at);
  const events = (await readStream(at.sql, `report:${id}`)).filter(({ position }) => position <= followed);
  const history = events.map((event): ReportEvent => {
    const { position, recordedAt, actor } = event;
    return { position, recordedAt, actor: people.get(actor) ?? actor, event: typed(event) };
  });
  return {
    id,
    state: row.state,
    answer: row.answer,
    declined: row.declined,
    submittedBy: people.get(row.submittedBy) ?? erased,
    submitterId: row.submittedBy,
    recordedAt: history.at(-1)?.recordedAt ?? '',
    position: row.setBy,
    contents,
    version: row.version,
    history,
    note: contents.note ?? null,
    document: await documentIn(at, row),
    claims,
    changes: await at.view
      .select()
      .from(change)
      .where(and(inArray(change.position, positions), change.isOwn))
      .orderBy(change.position),
    titles: await titlesWith(at, contents),
    sources: { ...comingSources(contents), ...(await readSources(at)) },
  };
}

async function documentIn(at: Database, row: typeof report.$inferSelect): Promise<ReportDocument | null> {
  const { [row.documentId]: known } = await readDocuments(at, [row.documentId]);
  if (known) {
    const { id, title, publisher, address, published, language, edition } = known;
    return { id, title, publisher, address, published, language, edition, isOnRecord: true };
  }
  const { document } = row.contents;
  if ('known' in document) return null;
  const {
    document: id,
    title,
    publisher,
    address = null,
    published = null,
    language = null,
    edition = null,
  } = document;
  return { id, title: title ?? erased, publisher, address, published, language, edition, isOnRecord: false };
}

/** The sources that come with a report. Whom they are part of in the end is known once they are on record. */
const comingSources = ({ sources }: ReportContents): Record<string, SourceName> =>
  Object.fromEntries(
    sources.map(({ source, name, kind, partOf }) => [
      source,
      { id: source, name: name ?? erased, kind, partOf: partOf ?? null, institution: source },
    ]),
  );
