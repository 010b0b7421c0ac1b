import { describeAnswer } from '@/domain/answer/describe-answer';
import { type LocalDay, localDayAt } from '@/domain/answer/local-day';
import type { Span } from '@/domain/answer/span';
import { denoteTime } from '@/domain/answer/time';
import { type AsOf, assessAsOf, type Period, periodOf } from '@/domain/question/as-of';
import type { Assessment } from '@/domain/question/assess';
import type { AssessedClaim } from '@/domain/question/claim';
import { lineageOf } from '@/domain/question/lineage';
import { countOrigins, type OriginCount } from '@/domain/question/origin-count';
import { lineKey } from '@/domain/question/quantity';
import type { QuestionState } from '@/domain/question/state';
import { type Vocabulary, vocabularyWith } from '@/domain/question/vocabulary';
import { assessedClaim } from '@/projections/claim.table';
import type { ClaimView, SubjectView } from './find-subject';
import type { PlacedIncident, PlacedIncidents } from './list-placed-incidents';
import { erased } from './names';

/** A value that is answered as of some time, and how many origins assert it. */
export type ValueThen = { value: string; origins: OriginCount };

/**
 * The answer of one line as of some time: its values, how many of their origins speak of that very time, the claim stated
 * nearest to it among those that do not, and the other lines that contradict it.
 */
export type AnswerThen = {
  state: QuestionState;
  values: ValueThen[];
  speaking: OriginCount;
  nearest: string | null;
  against: string[];
  /** Claims that may hold then and take no position: they give no answer, or are an assessment or a copying error. */
  abstaining: number;
};

/** A claim with when it holds. `bearing` is what it has to say of the time asked; `silent` why it takes no position. */
export type HeldClaim = {
  claim: ClaimView;
  period: Period;
  bearing: 'speaks of it' | 'may hold' | 'does not hold';
  silent: 'gives no answer' | 'assessment' | 'copying error' | 'withdrawn' | 'replaced' | null;
};

/** One line of a question over time: the answer on the day asked, and every claim by the answer it gives. */
export type LineOverTime = { scope: string; answer: AnswerThen; rows: { value: string; claims: HeldClaim[] }[] };

/** What is said of a site for other times than one, as of a day. `day` is null where nothing has a date. */
export type OverTime = {
  day: LocalDay | null;
  questions: { attribute: string; label: string; lines: LineOverTime[] }[];
  incidents: PlacedIncident[];
};

/** What an answer as of some time is read from. */
export type Spoken = Pick<SubjectView, 'claims' | 'sources' | 'documents' | 'vocabulary'>;

/** Questions of sites that are about a time even where no claim says which. */
const alwaysOverTime = ['houses'];

/**
 * The questions of a site that hold over time, each line with its answer on `day` and its claims with their periods. Without
 * a day, the day of the newest incident here, else the newest that a claim speaks of.
 */
export function overTimeOf(spoken: Spoken, here: PlacedIncidents | null, day: LocalDay | null): OverTime | null {
  const asked = attributesOverTime(spoken.claims);
  const incidents = here?.dated ?? [];
  if (asked.length === 0) return null;
  const shown = day ?? newestDay(spoken, incidents);
  const vocabulary = vocabularyWith(spoken.vocabulary);
  const questions = vocabulary.attributes
    .filter(({ id }) => asked.includes(id))
    .map(({ id, label }) => ({
      attribute: id,
      label,
      lines: linesOverTime(
        spoken,
        id,
        shown ?? { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY },
        vocabulary,
      ),
    }));
  return { day: shown, questions, incidents };
}

/** What is asked of a site for a time: it houses somebody, and whatever a claim says a time for. */
export const attributesOverTime = (claims: readonly ClaimView[]): string[] => [
  ...new Set(
    claims
      // A tally has a window of its own.
      .filter(({ answer }) => answer.kind !== 'tally')
      .flatMap(({ attribute, validity }) =>
        validity !== null || alwaysOverTime.includes(attribute) ? [attribute] : [],
      ),
  ),
];

/** The lines of one question as of a time, those first that most is said of. */
export function linesOverTime(
  spoken: Spoken,
  attribute: string,
  when: Span,
  vocabulary: Vocabulary = vocabularyWith(spoken.vocabulary),
): LineOverTime[] {
  const own = spoken.claims.filter((claim) => claim.attribute === attribute && claim.answer.kind !== 'tally');
  const assessed = own.map((row) => assessedClaim(row, spoken.documents[row.documentId]?.published));
  const lineage = lineageOf(Object.values(spoken.sources), Object.values(spoken.documents));
  const asOf = assessAsOf(assessed, lineage, when, vocabulary);
  const byScope = new Map<string, HeldClaim[]>();
  for (const [at, claim] of own.entries()) {
    const reading = assessed[at];
    if (!reading) continue;
    const scope = vocabulary.scopeOf(reading);
    byScope.set(scope, [...(byScope.get(scope) ?? []), heldClaim(claim, reading, asOf, own)]);
  }
  return [...byScope]
    .map(([scope, claims]) => ({ scope, answer: answerThen(attribute, scope, claims, asOf), rows: rowsOf(claims) }))
    .sort((a, b) => countOf(b) - countOf(a));
}

const countOf = ({ rows }: LineOverTime): number => rows.reduce((sum, { claims }) => sum + claims.length, 0);

function heldClaim(claim: ClaimView, reading: AssessedClaim, asOf: AsOf, all: readonly ClaimView[]): HeldClaim {
  const bearing = asOf.speaking.includes(claim.id)
    ? 'speaks of it'
    : asOf.holding.includes(claim.id)
      ? 'may hold'
      : 'does not hold';
  return { claim, period: periodOf(reading), bearing, silent: silenceOf(claim, asOf, all) };
}

function silenceOf(claim: ClaimView, { assessment, holding }: AsOf, all: readonly ClaimView[]): HeldClaim['silent'] {
  if (claim.withdrawn) return 'withdrawn';
  if (claim.miscopies !== null) return 'copying error';
  if (claim.opinion) return 'assessment';
  if (claim.answer.kind === 'unknown') return 'gives no answer';
  const isRevised = all.some(({ revises }) => revises === claim.id);
  return isRevised || (holding.includes(claim.id) && !assessment.live.includes(claim.id)) ? 'replaced' : null;
}

function answerThen(attribute: string, scope: string, claims: readonly HeldClaim[], asOf: AsOf): AnswerThen {
  const { lines, conflicts, originOf } = asOf.assessment;
  const key = lineKey(attribute, scope);
  const line = lines.find((each) => lineKey(each.attribute, each.scope ?? '') === key);
  const own = new Map(claims.map((held) => [held.claim.id, held]));
  const answering = (line?.positions ?? []).flatMap((position) => position.claims).filter((id) => own.has(id));
  const speaking = answering.filter((id) => asOf.speaking.includes(id));
  return {
    state: line?.state ?? 'Not reported',
    values: valuesThen(line?.positions ?? [], own, originOf),
    speaking: countOrigins(speaking.flatMap((id) => originOf[id] ?? [])),
    nearest: asOf.nearby.find((id) => answering.includes(id)) ?? null,
    against: contradicting(conflicts, own, asOf, lines),
    abstaining: claims.filter(
      ({ bearing, silent }) => bearing !== 'does not hold' && silent !== null && silent !== 'withdrawn',
    ).length,
  };
}

/** The values by how many origins assert them. Answers in words are compared by nobody: each stands by itself. */
function valuesThen(
  positions: Assessment['lines'][number]['positions'],
  own: ReadonlyMap<string, HeldClaim>,
  originOf: Assessment['originOf'],
): ValueThen[] {
  const originsOf = (ids: readonly string[]) => countOrigins(ids.flatMap((id) => originOf[id] ?? []));
  const values = positions.flatMap((position) => {
    const worded = position.claims.filter((id) => own.get(id)?.claim.answer.kind === 'text');
    if (worded.length === 0) {
      const behind = position.asserting.length > 0 ? position.asserting : position.claims;
      return [{ value: position.value, origins: originsOf(behind) }];
    }
    return rowsOf(worded.flatMap((id) => own.get(id) ?? [])).map(({ value, claims }) => ({
      value,
      origins: originsOf(claims.map(({ claim }) => claim.id)),
    }));
  });
  const given = rowsOf([...own.values()]).map(({ value }) => value);
  return values.sort(
    (a, b) =>
      b.origins[0] - a.origins[0] || b.origins[1] - a.origins[1] || given.indexOf(a.value) - given.indexOf(b.value),
  );
}

/** The scopes of other lines that this one's answers cannot stand beside. */
function contradicting(
  conflicts: Assessment['conflicts'],
  own: ReadonlyMap<string, HeldClaim>,
  { holding }: AsOf,
  lines: Assessment['lines'],
): string[] {
  const others = conflicts.filter(({ claims }) => claims.some((id) => own.has(id))).flatMap(({ claims }) => claims);
  const foreign = new Set(others.filter((id) => !own.has(id) && holding.includes(id)));
  return lines.flatMap(({ scope = '', claims }) => (claims.some((id) => foreign.has(id)) ? [scope] : []));
}

/** Claims by the answer they give, the answer given most first, each in the order of when it was stated. */
function rowsOf(claims: readonly HeldClaim[]): LineOverTime['rows'] {
  const rows = new Map<string, HeldClaim[]>();
  for (const held of claims) {
    const { answer } = held.claim;
    const value = answer.kind === 'text' && answer.text === null ? erased : describeAnswer(answer);
    rows.set(value, [...(rows.get(value) ?? []), held]);
  }
  const start = ({ period: { certain, stated, possible } }: HeldClaim) => (certain ?? stated ?? possible).from;
  return [...rows]
    .map(([value, held]) => ({
      value,
      claims: held.toSorted((a, b) => (start(a) === start(b) ? 0 : start(a) < start(b) ? -1 : 1)),
    }))
    .sort((a, b) => Number(isAnswer(b.claims)) - Number(isAnswer(a.claims)) || b.claims.length - a.claims.length);
}

const isAnswer = (claims: readonly HeldClaim[]): boolean => claims.some(({ claim }) => claim.answer.kind !== 'unknown');

/** The first day of the newest incident here, else the last day that a claim speaks of or was published on. */
function newestDay({ claims, documents }: Spoken, incidents: readonly PlacedIncident[]): LocalDay | null {
  for (const { dates } of incidents) {
    const day = localDayAt(denoteTime(dates[0] ?? '')?.spans[0]?.from ?? Number.NaN);
    if (day) return day;
  }
  const ends = claims.flatMap(({ validity, documentId }) => {
    const published = documents[documentId]?.published ?? undefined;
    const { certain, stated } = periodOf({ validity: validity ?? undefined, published });
    return [certain?.to, certain?.from, stated?.to].filter((end) => end !== undefined && Number.isFinite(end));
  });
  const last = ends.reduce((a, b) => Math.max(a ?? b ?? 0, b ?? a ?? 0), ends[0]);
  return (last === undefined ? undefined : localDayAt(last - 1)) ?? null;
}
