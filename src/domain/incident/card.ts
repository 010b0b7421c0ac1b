import type { Answer } from '@/domain/answer/answer';
import { DAY_S } from '@/domain/answer/calendar';
import { type CountRange, countRange } from '@/domain/answer/count';
import type { Span } from '@/domain/answer/span';
import type { Assessment } from '@/domain/question/assess';
import type { QuestionState } from '@/domain/question/state';
import { builtInVocabulary } from '@/domain/question/vocabulary';

/** So many positions on the date stand on a card. */
const mostDates = 4;

/** The least and the most that live reports say of one scope of the killed or wounded; `most` is null where open. */
export interface Harm {
  readonly attribute: string;
  readonly scope: string;
  readonly least: number;
  readonly most: number | null;
}

/**
 * An incident as a list tells it. It is made when one of its questions changes and only read afterwards; what changes
 * without them, such as the name of its site, is not on it.
 */
export interface IncidentCard {
  /** What is said of its date, each position in words, as far as a card has room; none where nobody says. */
  readonly dates: readonly string[];
  /** How many more positions there are. */
  readonly moreDates: number;
  /** `uncertain`: its date is not known to the day, though nobody disputes it. */
  readonly dating: 'undated' | 'disputed' | 'uncertain' | 'day';
  /** How many of its questions stand in each state, those that nobody answers aside. */
  readonly states: Readonly<Partial<Record<QuestionState, number>>>;
  readonly harm: readonly Harm[];
}

/** A question of the incident, and a claim on one, as far as a card tells of them. */
type AskedQuestion = {
  attribute: string;
  assessment: Pick<Assessment, 'state' | 'positions' | 'positionCount' | 'live'>;
};
type SpokenClaim = { id: string; attribute: string; scope: string | null; answer: Answer; opinion: boolean };

/**
 * The card of an incident: a pure function of its questions, of its claims in the order they were recorded, and of the
 * spans in which it may have happened, in order.
 */
export function incidentCardOf(
  questions: readonly AskedQuestion[],
  claims: readonly SpokenClaim[],
  spans: readonly Span[],
): IncidentCard {
  const date = questions.find(({ attribute }) => attribute === 'date')?.assessment;
  const live = new Set(questions.flatMap(({ assessment }) => assessment.live));
  return {
    dates: (date?.positions ?? []).slice(0, mostDates).map(({ value }) => value),
    moreDates: Math.max(0, (date?.positionCount ?? 0) - mostDates),
    dating: datingOf(spans, date?.state),
    states: statesOf(questions.map(({ assessment }) => assessment.state)),
    harm: harmIn(claims.filter(({ id, opinion }) => live.has(id) && !opinion)),
  };
}

function datingOf(spans: readonly Span[], state: QuestionState | undefined): IncidentCard['dating'] {
  const [first, last] = [spans[0], spans.at(-1)];
  if (!first || !last) return 'undated';
  if (state === 'Disputed') return 'disputed';
  return last.to - first.from > DAY_S ? 'uncertain' : 'day';
}

function statesOf(states: readonly QuestionState[]): IncidentCard['states'] {
  const counts: Partial<Record<QuestionState, number>> = {};
  for (const state of states) if (state !== 'Not reported') counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}

function harmIn(claims: readonly SpokenClaim[]): Harm[] {
  const found = new Map<string, Harm>();
  for (const { attribute, scope: said, answer } of claims) {
    const range = attribute === 'killed' || attribute === 'wounded' ? harmRange(answer) : null;
    if (!range) continue;
    const scope = builtInVocabulary.scopeOf({ attribute, scope: said ?? undefined });
    const known = found.get(`${attribute} ${scope}`);
    const most = Number.isFinite(range.most) ? range.most : null;
    found.set(`${attribute} ${scope}`, {
      attribute,
      scope,
      least: Math.min(range.least, known?.least ?? range.least),
      most: most === null || known?.most === null ? null : Math.max(most, known?.most ?? most),
    });
  }
  return [...found.values()].sort((a, b) => (a.attribute < b.attribute ? -1 : a.attribute > b.attribute ? 1 : 0));
}

/** How many an answer allows; null where it says nothing of a number. */
function harmRange(answer: Answer): CountRange | null {
  if (answer.kind === 'count') return countRange(answer);
  if (answer.kind !== 'truth') return null;
  return answer.value === 'yes' ? { least: 1, most: Number.POSITIVE_INFINITY } : { least: 0, most: 0 };
}
