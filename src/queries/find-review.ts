import { and, eq, ne, or } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { snapshot } from '@/db/snapshot';
import { comparableAddress } from '@/domain/document/comparable-address';
import { isIdentifier, type Subject } from '@/domain/identifier';
import type { QuestionState } from '@/domain/question/state';
import { documentOf, type ReportContents, type SubmittedClaim } from '@/domain/report/event';
import { claim } from '@/projections/claim.table';
import { document } from '@/projections/document.table';
import { question } from '@/projections/question.table';
import { report } from '@/projections/report.table';
import { type ReportView, reportOf } from './find-report';
import { erased } from './names';
import { effectOf, type ReportEffect } from './preview-report';

/** An answer on record to the question a waiting answer is about. */
type KnownAnswer = typeof claim.$inferSelect;

/** What a reviewer weighs a report by, beside the report itself. */
export type ReviewView = {
  report: ReportView;
  /** What accepting all of it would do. */
  effect: ReportEffect;
  /** What is on record on each question it answers, by the key that `askedOf` gives; the first recorded first. */
  known: Record<string, { state: QuestionState; answers: KnownAnswer[] }>;
  /** Documents on record under the same address. */
  sameAddress: { id: string; title: string }[];
  /** Claims on record, by answer, that the same claimant made on the same question in the same document. */
  alike: Record<string, string[]>;
};

/** The name of the question an answer is about. */
export const askedOf = (subject: Subject, attribute: string): string => `${subject.kind} ${subject.id} ${attribute}`;

/** A report with what a review needs, or null when there is none. */
export const findReview = (db: Database, id: string): Promise<ReviewView | null> =>
  snapshot(db, async (at) => {
    if (!isIdentifier(id)) return null;
    const [row] = await at.view.select().from(report).where(eq(report.id, id));
    if (!row) return null;
    const known = await knownAnswers(at, row.contents);
    return {
      report: await reportOf(at, row),
      effect: await effectOf(at, row, []),
      known,
      sameAddress: await sameAddress(at, row.contents),
      alike: Object.fromEntries(
        row.contents.claims.map((entry) => [
          entry.claim,
          (known[askedOf(entry.subject, entry.attribute ?? '')]?.answers ?? [])
            .filter((other) => isAlike(other, entry, documentOf(row.contents)))
            .map((other) => other.id),
        ]),
      ),
    };
  });

async function knownAnswers(at: Database, contents: ReportContents): Promise<ReviewView['known']> {
  const asked = contents.claims.flatMap(({ subject, attribute }) => (attribute ? { subject, attribute } : []));
  if (asked.length === 0) return {};
  const among = (table: typeof claim | typeof question) =>
    or(
      ...asked.map(({ subject, attribute }) =>
        and(eq(table.subjectKind, subject.kind), eq(table.subjectId, subject.id), eq(table.attribute, attribute)),
      ),
    );
  const rows = await at.view.select().from(claim).where(among(claim)).orderBy(claim.recordedAtPosition);
  const questions = await at.view.select().from(question).where(among(question));
  const keyOf = (row: { subjectKind: Subject['kind']; subjectId: string; attribute: string }) =>
    askedOf({ kind: row.subjectKind, id: row.subjectId }, row.attribute);
  return Object.fromEntries(
    questions.map((row) => [
      keyOf(row),
      { state: row.assessment.state, answers: rows.filter((answer) => keyOf(answer) === keyOf(row)) },
    ]),
  );
}

async function sameAddress(at: Database, { document: reported }: ReportContents): Promise<ReviewView['sameAddress']> {
  const address = 'address' in reported && reported.address ? comparableAddress(reported.address) : undefined;
  if (address === undefined || 'known' in reported) return [];
  const rows = await at.view
    .select({ id: document.id, title: document.title })
    .from(document)
    .where(and(eq(document.comparableAddress, address), ne(document.id, reported.document)));
  return rows.map(({ id, title }) => ({ id, title: title ?? erased }));
}

const isAlike = (known: KnownAnswer, entry: SubmittedClaim, documentId: string): boolean =>
  known.id !== entry.claim &&
  known.claimantId === entry.claimant &&
  known.documentId === documentId &&
  (known.scope ?? undefined) === entry.scope;
