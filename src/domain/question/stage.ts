import type { Argument } from './argument';
import type { Assessment } from './assess';
import type { LinePosition } from './line';

/** Where a dispute stands on the board, in its order. */
export const boardStages = ['Open', 'Evidence wanted', 'Ready to rule', 'Settled'] as const;

/** Where a dispute stands on the board. */
export type BoardStage = (typeof boardStages)[number];

/**
 * Where a question stands on the board; null where there is nothing to decide. Settled once a ruling stands. A ruling that is
 * challenged waits among the open ones until somebody looks. Of the others: evidence is wanted while a request is open; all
 * is ready to rule once every position has a mark that bears on it.
 */
export function stageOf(
  computed: Pick<Assessment, 'state' | 'lines' | 'conflicts'>,
  argument: Argument | null,
  ruled: { isRuled: boolean; isChallenged: boolean },
): BoardStage | null {
  if (ruled.isRuled) return ruled.isChallenged ? 'Open' : 'Settled';
  if (computed.state !== 'Disputed') return null;
  if (argument?.requests.some(({ met }) => met === null)) return 'Evidence wanted';
  const marked = new Set(argument?.marks.flatMap(({ mark, position }) => (mark === 'Does not bear' ? [] : position)));
  return positionsAtIssue(computed).every((claims) => claims.some((id) => marked.has(id))) ? 'Ready to rule' : 'Open';
}

/**
 * The positions a ruling has to choose between, each as the claims that assert it, or, where none does, allow it: of each
 * line that is disputed in itself its positions; where only lines clash with each other, one of each clashing answer.
 */
export function positionsAtIssue({ lines, conflicts }: Pick<Assessment, 'lines' | 'conflicts'>): string[][] {
  const disputed = lines.filter(({ state }) => state === 'Disputed');
  const own = disputed.flatMap(({ positions }) => behindPositions(positions));
  // Also a bound that only allows some of these positions: it is none of its own.
  const covered = new Set(disputed.flatMap(({ positions }) => positions.flatMap(({ claims }) => claims)));
  const clashing = new Set(conflicts.flatMap(({ claims }) => claims.filter((id) => !covered.has(id))));
  const others = lines.flatMap(({ positions }) =>
    behindPositions(positions).filter((_, at) => positions[at]?.claims.some((id) => clashing.has(id))),
  );
  const told = new Set(others.flat());
  const elsewhere = [...clashing].filter((id) => !told.has(id)).map((id) => [id]);
  return [...own, ...others.filter((claims) => !claims.every((id) => covered.has(id))), ...elsewhere];
}

type Standing = Pick<LinePosition, 'asserting' | 'claims'>;

/**
 * The claims that stand for each position among those of its line: those that assert it, or, where none does, allow it. What
 * several positions have tells them less apart, since two worded answers that exclude each other may share a third.
 */
export function behindPositions(positions: readonly Standing[]): string[][] {
  const sharedBy = new Map<string, number>();
  for (const { claims } of positions) for (const id of claims) sharedBy.set(id, (sharedBy.get(id) ?? 0) + 1);
  return positions.map(({ asserting, claims }) => {
    const fewest = claims.reduce((least, id) => Math.min(least, sharedBy.get(id) ?? 0), Number.POSITIVE_INFINITY);
    const isTelling = (id: string) => sharedBy.get(id) === fewest;
    const telling = asserting.filter(isTelling);
    return telling.length > 0 ? telling : claims.filter(isTelling);
  });
}

/**
 * How much hangs on a question, for the order of the board: first the records it bears on (of a site all incidents there, of
 * an incident itself), then the live claims that speak to it, at most 999 of them.
 */
export const consequenceOf = (records: number, live: number): number => records * 1000 + Math.min(live, 999);
