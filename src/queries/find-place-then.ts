import { and, asc, eq } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { type LocalDay, localDaysIn } from '@/domain/answer/local-day';
import { joinSpans, type Span } from '@/domain/answer/span';
import { denoteTime } from '@/domain/answer/time';
import { vocabularyWith } from '@/domain/question/vocabulary';
import { claim } from '@/projections/claim.table';
import { question } from '@/projections/question.table';
import type { SubjectView } from './find-subject';
import { readDocuments } from './names';
import { type AnswerThen, attributesOverTime, linesOverTime, type Spoken } from './over-time';

/** The answers about a site as of one time: a day, or all the time a date leaves open. */
export type AnswersThen = {
  /** The days whose answers are the same; none where the date leaves too many open to name them. */
  days: LocalDay[];
  when: Span;
  /** With the event that last changed what is said of it at any time. */
  lines: { attribute: string; scope: string; answer: AnswerThen; setBy: number | null }[];
};

/** What is said of the place of an incident as of when that was: one entry for each answer that differs. */
export type PlaceThen = { site: { id: string; name: string }; asOf: AnswersThen[] };

/** A date on more days than this is told as one time. */
const mostDays = 4;

/** What is said of the site of an incident as of the incident's date; null where it has no site, or nothing is asked of it. */
export async function findPlaceThen(at: Database, view: SubjectView): Promise<PlaceThen | null> {
  const { site } = view;
  if (view.subject.kind !== 'incident' || !site) return null;
  const rows = await at.view
    .select()
    .from(claim)
    .where(and(eq(claim.subjectKind, 'site'), eq(claim.subjectId, site.id)))
    .orderBy(asc(claim.recordedAtPosition));
  const asked = attributesOverTime(rows);
  if (asked.length === 0) return null;
  const documents = await readDocuments(
    at,
    rows.map(({ documentId }) => documentId),
  );
  const questions = await at.view
    .select({ attribute: question.attribute, setBy: question.setBy })
    .from(question)
    .where(and(eq(question.subjectKind, 'site'), eq(question.subjectId, site.id)));
  const setBy = new Map(questions.map((row) => [row.attribute, row.setBy]));
  const spoken: Spoken = { claims: rows, sources: view.sources, documents, vocabulary: view.vocabulary };
  const vocabulary = vocabularyWith(view.vocabulary);
  const answered = timesOf(view).map(({ days, when }) => ({
    days,
    when,
    lines: asked.flatMap((attribute) =>
      linesOverTime(spoken, attribute, when, vocabulary).map(({ scope, answer }) => ({
        attribute,
        scope,
        answer,
        setBy: setBy.get(attribute) ?? null,
      })),
    ),
  }));
  return { site: { id: site.id, name: site.name }, asOf: joinSame(answered) };
}

/** When an incident was, by its live answers: each day, or, of more days than a few, one time around them all. */
function timesOf({ claims, questions }: SubjectView): { days: LocalDay[]; when: Span }[] {
  const live = new Set(questions.find(({ attribute }) => attribute === 'date')?.assessment.live);
  const spans = joinSpans(
    claims.flatMap(({ id, answer }) =>
      live.has(id) && answer.kind === 'time' ? (denoteTime(answer.edtf)?.spans ?? []) : [],
    ),
  );
  const [first] = spans;
  if (!first) return [];
  const days = localDaysIn(spans, mostDays);
  if (days) return days.map((day) => ({ days: [day], when: day }));
  return [{ days: [], when: { from: first.from, to: spans.at(-1)?.to ?? first.to } }];
}

/** Times with equal answers as one. What speaks of the day itself may differ: it is said on the site's page. */
function joinSame(answered: AnswersThen[]): AnswersThen[] {
  const gist = ({ lines }: AnswersThen) =>
    JSON.stringify(lines.map(({ scope, answer: { state, values } }) => [scope, state, values]));
  const joined = new Map<string, AnswersThen>();
  for (const each of answered) {
    const same = joined.get(gist(each));
    joined.set(gist(each), same ? { ...same, days: [...same.days, ...each.days] } : each);
  }
  return [...joined.values()];
}
