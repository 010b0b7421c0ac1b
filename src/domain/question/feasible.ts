import { placeContains } from '@/domain/answer/place';
import type { Span } from '@/domain/answer/span';
import { intersectSpans } from '@/domain/answer/span';
import { relateTimes, type TimeSet, withNights } from '@/domain/answer/time';
import type { Denoted } from './denote';
import { sumsClash, sumsSatisfiable } from './sums';

export type Relation = 'compatible' | 'reconcilable' | 'conflict';

/** How two answers relate, by what they allow alone. Symmetric. */
export function relateDenoted(a: Denoted, b: Denoted): Relation {
  if (!everMeet(a, b)) return 'compatible';
  if (isMarked(a, b)) return 'conflict';
  if (a.arena !== b.arena) return 'compatible';
  if (a.stratum === 'time' && b.stratum === 'time') return relateTimes(a.time, b.time);
  return pairHolds(a, b) ? 'compatible' : 'conflict';
}

/**
 * Whether there is a moment of which both speak. Two answers as of different days may both be of any day; beside one that
 * says from when to when it holds, an answer as of a day is of that day.
 */
function everMeet(a: Denoted, b: Denoted): boolean {
  if (!a.holds || !b.holds || (a.asOf && b.asOf)) return true;
  return overlap(a.asOf ?? a.holds, b.asOf ?? b.holds);
}

const overlap = (a: Span, b: Span): boolean => a.from < b.to && b.from < a.to;

/** Whether two answers were marked as excluding each other. */
export const isMarked = (a: Denoted, b: Denoted): boolean =>
  a.against?.has(b.key) === true || b.against?.has(a.key) === true;

function pairHolds(a: Denoted, b: Denoted): boolean {
  if (a.stratum === 'quantity' && b.stratum === 'quantity') return !sumsClash(a, b);
  if (a.stratum === 'place' && b.stratum === 'place')
    return placeContains(a.path, b.path) || placeContains(b.path, a.path);
  if (a.stratum === 'leaves' && b.stratum === 'leaves') return a.leaves.some((leaf) => b.leaves.includes(leaf));
  return true;
}

/**
 * Whether at every moment one assignment satisfies all answers of a group that may hold then, bare neighbouring days
 * reconciled by the night between them, and none was marked as excluding another. A part of a satisfiable group is satisfiable.
 */
export function satisfiable(group: readonly Denoted[]): boolean {
  const marked = group.filter(({ against }) => against);
  if (marked.length === 0) return atEveryMoment(group, holdTogether);
  const excludes = (a: Denoted) => group.some((b) => a !== b && everMeet(a, b) && isMarked(a, b));
  if (marked.some(excludes)) return false;
  const arenas = new Map<string, Denoted[]>();
  for (const answer of group) arenas.set(answer.arena, [...(arenas.get(answer.arena) ?? []), answer]);
  return [...arenas.values()].every((answers) => atEveryMoment(answers, holdTogether));
}

/**
 * Whether the answers that meet hold together: those of no time in particular with all that are as of a time; with those of
 * each moment; and with each one that holds from then to then beside all that are as of a time in between. Spans that overlap
 * at all overlap where one of them begins: looking there is looking everywhere.
 */
function atEveryMoment(group: readonly Denoted[], test: (answers: readonly Denoted[]) => boolean): boolean {
  const lasting = group.filter(({ holds, asOf }) => holds && !asOf);
  if (lasting.length === 0) return test(group);
  const covers = ({ holds, asOf }: Denoted, moment: number) => {
    const span = asOf ?? holds;
    return !span || (span.from <= moment && moment < span.to);
  };
  const beginnings = new Set(group.flatMap(({ holds, asOf }) => (asOf ?? holds)?.from ?? []));
  return (
    test(group.filter((answer) => !lasting.includes(answer))) &&
    [...beginnings].every((moment) => test(group.filter((answer) => covers(answer, moment)))) &&
    lasting.every((one) =>
      test(group.filter((other) => other === one || (!lasting.includes(other) && everMeet(one, other)))),
    )
  );
}

/** All answers of one arena. */
function holdTogether(group: readonly Denoted[]): boolean {
  const [first] = group;
  if (!first || group.length < 2) return true;
  switch (first.stratum) {
    case 'quantity':
      return sumsSatisfiable(group.filter((answer) => answer.stratum === 'quantity'));
    case 'time':
      return timesReconcile(timesOf(group));
    case 'leaves':
      return first.leaves.some((leaf) =>
        group.every((answer) => answer.stratum === 'leaves' && answer.leaves.includes(leaf)),
      );
    case 'place':
      return group.every((a, i) => group.slice(i + 1).every((b) => pairHolds(a, b)));
    case 'text':
      return true;
  }
}

/** As `satisfiable`, reconciling nothing: the times must share an instant as written. */
export function strictlySatisfiable(group: readonly Denoted[]): boolean {
  // What answers leave possible is their intersection, whenever each of them holds.
  if (group.some(({ holds }) => holds))
    return strictlySatisfiable(group.map(({ holds: _holds, asOf: _asOf, ...answer }) => answer));
  return group[0]?.stratum === 'time' ? shareInstant(timesOf(group).map(({ spans }) => spans)) : satisfiable(group);
}

const timesOf = (group: readonly Denoted[]) =>
  group.flatMap((answer) => (answer.stratum === 'time' ? [answer.time] : []));

function timesReconcile(times: readonly TimeSet[]): boolean {
  if (shareInstant(times.map(({ spans }) => spans))) return true;
  return (
    times.every((a, i) => times.slice(i + 1).every((b) => relateTimes(a, b) !== 'conflict')) &&
    shareInstant(times.map(withNights))
  );
}

function shareInstant(spans: readonly (readonly Span[])[]): boolean {
  const [first, ...rest] = spans;
  return !first || rest.reduce<readonly Span[]>(intersectSpans, first).length > 0;
}
