import { and, asc, desc, eq, gt, inArray, lt, or, type SQL } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { snapshot } from '@/db/snapshot';
import type { ReportState } from '@/domain/fold';
import { type Subject, subjectStream } from '@/domain/identifier';
import { readPositions } from '@/ledger/read';
import { person } from '@/projections/person.table';
import { report } from '@/projections/report.table';
import { erased, readDocuments, titlesWith } from './names';
import { effectOf } from './preview-report';
import type { QuestionEffect } from './rehearse';

/** A report as lists tell it. */
export type ReportLine = {
  id: string;
  state: ReportState;
  submittedBy: string;
  /** When it was first submitted, and where. */
  submittedAt: string;
  position: number;
  /** Where what happened to it last was recorded. */
  setBy: number;
  document: string;
  answers: number;
  declined: number;
  /** The reviewer's question, or the reason of a rejection. */
  answer: string | null;
  subjects: { title: string; isNew: boolean }[];
  /** What accepting it would do; null where it was decided, or is not worked out in this list. */
  effect: QuestionEffect[] | null;
};

/** Reports, 25 a page. `next` is where the following page begins, null on the last. */
export type ReportPage = { reports: ReportLine[]; next: string | null };

/** So many reports on one page. */
const pageSize = 25;

/** The effect of so many answers is worked out for one page, from its top; that of the others on the reports' own pages. */
const mostAnswersWeighed = 30;

/**
 * The reports that await something: those waiting for a review before those returned, the longest waiting first. Asked
 * for one state, those in it: decided ones newest first. `after` is the `next` of the page before.
 */
export function listReportsToReview(
  db: Database,
  { state, after }: { state: ReportState | null; after: Place | null },
): Promise<ReportPage> {
  const isDecided = state === 'accepted' || state === 'rejected';
  const { submittedAtPosition: at } = report;
  const beyond = after && (isDecided ? lt(at, after.position) : gt(at, after.position));
  const where =
    state === null
      ? // “submitted” comes after “returned” in the alphabet.
        and(
          inArray(report.state, ['submitted', 'returned']),
          after
            ? or(lt(report.state, after.state), and(eq(report.state, after.state), beyond ?? undefined))
            : undefined,
        )
      : and(eq(report.state, state), beyond ?? undefined);
  return listReports(db, where, [desc(report.state), isDecided ? desc(at) : asc(at)], mostAnswersWeighed);
}

/** The reports of one person, newest first. `after` is the `next` of the page before. */
export const listOwnReports = (db: Database, personId: string, after: Place | null): Promise<ReportPage> =>
  listReports(
    db,
    and(eq(report.submittedBy, personId), after ? lt(report.submittedAtPosition, after.position) : undefined),
    [desc(report.submittedAtPosition)],
    0,
  );

/** A place in a list of reports. */
export type Place = { state: ReportState; position: number };

/** The place that an address names, such as `returned-57`; null where it names none. */
export function placeIn(text: string | string[] | undefined): Place | null {
  const [, state, position] = /^(submitted|returned|accepted|rejected)-(\d{1,15})$/.exec(String(text)) ?? [];
  return state ? { state: state as ReportState, position: Number(position) } : null;
}

const listReports = (db: Database, where: SQL | undefined, order: SQL[], mostWeighed: number): Promise<ReportPage> =>
  snapshot(db, async (at) => {
    const found = await at.view
      .select()
      .from(report)
      .where(where)
      .orderBy(...order)
      .limit(pageSize + 1);
    const rows = found.slice(0, pageSize);
    const last = rows.at(-1);
    const people = new Map((await at.view.select().from(person)).map(({ id, name }) => [id, name ?? erased]));
    const positions = rows.map((row) => row.submittedAtPosition);
    const moments = new Map(
      (await readPositions(at.sql, positions)).map((event) => [event.position, event.recordedAt]),
    );
    const documents = await readDocuments(
      at,
      rows.map((row) => row.documentId),
    );
    const reports: ReportLine[] = [];
    let weighed = 0;
    for (const row of rows) {
      const { contents, documentId } = row;
      const isDecided = row.state === 'accepted' || row.state === 'rejected';
      if (!isDecided) weighed += contents.claims.length;
      const isWeighed = !isDecided && weighed <= mostWeighed;
      const known = documents[documentId];
      const proposed = 'known' in contents.document ? null : contents.document.title;
      reports.push({
        id: row.id,
        state: row.state,
        submittedBy: people.get(row.submittedBy) ?? row.submittedBy,
        submittedAt: moments.get(row.submittedAtPosition) ?? '',
        position: row.submittedAtPosition,
        setBy: row.setBy,
        document: known?.title ?? proposed ?? erased,
        answers: contents.claims.length,
        declined: row.declined.length,
        answer: row.answer,
        subjects: await subjectsIn(at, row),
        effect: isWeighed ? (await effectOf(at, row, [])).questions : null,
      });
    }
    return {
      reports,
      next: found.length > pageSize && last ? `${last.state}-${last.submittedAtPosition}` : null,
    };
  });

async function subjectsIn(at: Database, { contents }: typeof report.$inferSelect): Promise<ReportLine['subjects']> {
  const titles = await titlesWith(at, contents);
  const isNew = ({ kind, id }: Subject) =>
    kind === 'incident'
      ? contents.incidents.some(({ incident }) => incident === id)
      : contents.sites.some(({ site }) => site === id);
  const subjects = new Map(contents.claims.map(({ subject }) => [subjectStream(subject), subject]));
  return [...subjects].map(([stream, subject]) => ({ title: titles[stream] ?? subject.id, isNew: isNew(subject) }));
}
