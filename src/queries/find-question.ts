import { and, eq, inArray } from 'drizzle-orm';
import * as z from 'zod';
import type { Database } from '@/db/client';
import { snapshot } from '@/db/snapshot';
import { describeAnswer } from '@/domain/answer/describe-answer';
import { plainLine } from '@/domain/answer/plain-text';
import { denoteTime } from '@/domain/answer/time';
import { type Subject, subjectSchema } from '@/domain/identifier';
import { type Argument, noArgument } from '@/domain/question/argument';
import type { Evidence } from '@/domain/question/command';
import { type NamedPosition, namedPositions } from '@/domain/question/named-position';
import { readMoments } from '@/ledger/read';
import { claim } from '@/projections/claim.table';
import { question } from '@/projections/question.table';
import { type ClaimView, findSubject, type QuestionView, type SubjectView } from './find-subject';
import { type BriefHistory, briefHistory } from './list-history';
import { listPeople } from './list-people';
import { erased, readDocuments, readTitles } from './names';

/** A position of a question with the claim that names it in marks and rulings: one that stands behind no other, if any. */
export type ReportedPosition = Omit<NamedPosition, 'value' | 'attribute'> & {
  name: string;
  attribute: string;
  value: string;
  /** Who stands behind it, in the order of their documents' publication and then of their recording. */
  behind: string[];
};

/** A claim that is evidence, with what it is about. */
export type EvidenceClaim = ClaimView & { subject: Subject & { title: string } };

/** One question: what the record holds of it, what people argued, and how it came to be. */
export type QuestionPage = {
  /** The whole record of its subject; `documents` has those of cited claims too. */
  record: SubjectView;
  question: QuestionView;
  argument: Argument;
  /** The position at which it was first disputed, this time; null for what never was. */
  disputedSince: number | null;
  /** Line by line; in each the order in which its positions were first reported. */
  positions: ReportedPosition[];
  /** The claims that are marked or cited, by id: of this subject and of others. */
  evidence: Record<string, EvidenceClaim>;
  /** The names of the people who may act, by id. */
  people: Record<string, string>;
  /** When each remark was made and each ruling recorded, by position. */
  moments: Record<number, string>;
  history: BriefHistory;
};

/** Which question: what is asked of a subject. */
export const questionAskedSchema = z.strictObject({ subject: subjectSchema, attribute: plainLine(60) });

/** The question of a subject, disputed or not; null where no claim ever answered it. */
export function findQuestion(db: Database, subject: Subject, attribute: string): Promise<QuestionPage | null> {
  return snapshot(db, async (at) => {
    // PostgreSQL keeps no U+0000.
    if (attribute.includes('\0')) return null;
    const record = await findSubject(at, subject);
    const view = record?.questions.find((each) => each.attribute === attribute);
    if (!record || !view) return null;
    const [row] = await at.view
      .select({ argument: question.argument, disputedSince: question.disputedSince })
      .from(question)
      .where(
        and(
          eq(question.subjectKind, subject.kind),
          eq(question.subjectId, subject.id),
          eq(question.attribute, attribute),
        ),
      );
    const argument = row?.argument ?? noArgument;
    const cited = citedIn(argument);
    const evidence = await evidenceClaims(at, cited);
    const documents = await readDocuments(at, [
      ...record.claims.map(({ documentId }) => documentId),
      ...Object.values(evidence).map(({ documentId }) => documentId),
      ...cited.flatMap((each) => ('document' in each ? each.document : [])),
    ]);
    const whole = { ...record, documents };
    return {
      record: whole,
      question: view,
      argument,
      disputedSince: row?.disputedSince ?? null,
      positions: reportedPositions(whole, view),
      evidence,
      people: Object.fromEntries((await listPeople(at)).map(({ id, name }) => [id, name])),
      moments: Object.fromEntries(
        await readMoments(
          at.sql,
          [...argument.remarks, ...argument.rulings].map(({ setBy }) => setBy),
        ),
      ),
      history: await briefHistory(at, subject, attribute),
    };
  });
}

/** All that marks and rulings rest on. */
const citedIn = ({ marks, rulings }: Argument): Evidence[] => [
  ...marks.map(({ evidence }) => evidence),
  ...rulings.flatMap(({ evidence }) => evidence),
];

async function evidenceClaims(at: Database, cited: readonly Evidence[]): Promise<Record<string, EvidenceClaim>> {
  const ids = [...new Set(cited.flatMap((each) => ('claim' in each ? each.claim : [])))];
  const rows = await at.view.select().from(claim).where(inArray(claim.id, ids));
  const titles = await readTitles(
    at,
    rows.map(({ subjectKind, subjectId }) => ({ kind: subjectKind, id: subjectId })),
  );
  return Object.fromEntries(
    rows.map(({ subjectKind: kind, subjectId: id, ...row }) => [
      row.id,
      { ...row, subject: { kind, id, title: titles[`${kind}:${id}`] ?? erased } },
    ]),
  );
}

/** The positions of a question of a record: see `ReportedPosition`. */
export function reportedPositions(record: SubjectView, { attribute, assessment }: QuestionView): ReportedPosition[] {
  const claims = new Map(record.claims.map((each) => [each.id, each]));
  const reportedAt = (id: string): [published: number, recorded: number] => {
    const told = claims.get(id);
    const published = told && record.documents[told.documentId]?.published;
    const from = published ? denoteTime(published)?.spans[0]?.from : undefined;
    return [from ?? Number.POSITIVE_INFINITY, told?.recordedAtPosition ?? Number.POSITIVE_INFINITY];
  };
  const byReport = (a: string, b: string) => inOrder(reportedAt(a), reportedAt(b));
  const found = namedPositions(assessment).flatMap((position) => apart(position, claims));
  const standing = new Map<string, number>();
  for (const position of found) for (const id of position.claims) standing.set(id, (standing.get(id) ?? 0) + 1);
  const isAlone = (id: string) => standing.get(id) === 1;
  const lineOf = ({ attribute: asked, scope }: NamedPosition) => `${asked} / ${scope ?? ''}`;
  const lines = [...new Set(found.map(lineOf))];
  return found
    .map((position) => {
      const { asserting, claims: members } = position;
      const behind = (asserting.length > 0 ? asserting : members).toSorted(byReport);
      const name = behind.find(isAlone) ?? members.find(isAlone) ?? behind[0] ?? '';
      const told = claims.get(name);
      const value = position.value ?? (told ? wordsOf(told) : erased);
      const asked = position.attribute ?? told?.attribute ?? attribute;
      const scope = position.value === null ? (told?.scope ?? null) : position.scope;
      return { line: lines.indexOf(lineOf(position)), ...position, attribute: asked, scope, value, name, behind };
    })
    .sort((a, b) => a.line - b.line || inOrder(reportedAt(a.behind[0] ?? ''), reportedAt(b.behind[0] ?? '')))
    .map(({ line: _line, ...position }) => position);
}

/** Texts and claims about many incidents are not compared: each that nothing excludes stands by itself. */
function apart(position: NamedPosition, claims: ReadonlyMap<string, ClaimView>): NamedPosition[] {
  const answers = position.claims.map((id) => claims.get(id)?.answer);
  if (position.isAtIssue || !answers.every((answer) => answer?.kind === 'text' || answer?.kind === 'tally'))
    return [position];
  const said = new Map<string, string[]>();
  for (const id of position.claims) {
    const told = claims.get(id);
    const words = told ? wordsOf(told) : erased;
    said.set(words, [...(said.get(words) ?? []), id]);
  }
  return [...said].map(([value, ids]) => ({ ...position, value, claims: ids, asserting: ids, allowing: [] }));
}

/** An answer in words, also where its text was erased. */
const wordsOf = ({ answer }: ClaimView): string =>
  answer.kind === 'text' ? (answer.text ?? erased) : describeAnswer(answer);

const inOrder = (a: readonly number[], b: readonly number[]): number => {
  for (const [at, value] of a.entries()) {
    const other = b[at] ?? value;
    if (value !== other) return value < other ? -1 : 1;
  }
  return 0;
};
