import { type Argument, noArgument, type RuledAnswer, standingRuling } from './argument';
import type { Assessment } from './assess';
import { type NamedPosition, namedPositions } from './named-position';
import type { OriginCount } from './origin-count';

/** So many positions stand on a card. */
const mostPositions = 5;

/** A position on a card: its value, the scope where it has one, and the origins that stand behind it. */
export interface CardPosition {
  readonly value: string;
  readonly scope: string | null;
  readonly origins: OriginCount;
}

/** What a ruling came to, on a card. `by` is the id of who ruled. */
export interface CardRuling {
  /** The answer it goes by, its scope only where the question has several; null where it ruled that nothing can be told. */
  readonly ruled: Pick<RuledAnswer, 'answer' | 'scope'> | null;
  readonly by: string;
  readonly dissents: number;
}

/**
 * A question as a card of the board tells it. It is made when the question changes and only read afterwards; what changes
 * without the question is not on it: of people and subjects it has no names, and no moments.
 */
export interface Card {
  /** The positions a ruling chooses between, as far as a card has room. */
  readonly positions: readonly CardPosition[];
  /** How many more of them there are. */
  readonly more: number;
  /** How many answers to related questions clash with it. */
  readonly elsewhere: number;
  /** How many live claims challenge the ruling that stands. */
  readonly challengedBy: number;
  readonly marks: number;
  readonly requests: { readonly open: number; readonly met: number };
  /** The ruling that stands. */
  readonly ruling: CardRuling | null;
}

/** The card of a question: a pure function of what its row says. */
export function cardOf(
  assessment: Pick<Assessment, 'lines' | 'conflicts' | 'originOf'>,
  argument: Argument | null,
  challengedBy: number,
): Card {
  const { marks, requests } = argument ?? noArgument;
  const atIssue = namedPositions(assessment).filter(({ isAtIssue }) => isAtIssue);
  const own = atIssue.filter(isOwn);
  // A line for one more says less than the one more.
  const shown = own.length === mostPositions + 1 ? own.length : mostPositions;
  const met = requests.filter((request) => request.met !== null).length;
  return {
    positions: own.slice(0, shown).map(({ value, scope, origins }) => ({ value, scope, origins })),
    more: Math.max(0, own.length - shown),
    elsewhere: atIssue.length - own.length,
    challengedBy,
    marks: marks.length,
    requests: { open: requests.length - met, met },
    ruling: cardRuling(argument, assessment.lines.length > 1),
  };
}

/** What clashes from elsewhere has no value of its own. */
const isOwn = (position: NamedPosition): position is NamedPosition & { value: string } => position.value !== null;

function cardRuling(argument: Argument | null, hasScopes: boolean): CardRuling | null {
  const ruling = standingRuling(argument);
  if (!ruling) return null;
  const { ruled, by, dissents } = ruling;
  const scope = hasScopes && ruled?.scope ? { scope: ruled.scope } : {};
  return { ruled: ruled ? { answer: ruled.answer, ...scope } : null, by, dissents: dissents.length };
}
