import { placeContains } from '@/domain/answer/place';
import type { Span } from '@/domain/answer/span';
import { intersectSpans } from '@/domain/answer/span';
import { relateTimes, type TimeSet, withNights } from '@/domain/answer/time';
import type { Denoted } from './denote';
import { sumsClash, sumsSatisfiable } from './sums';

export type Relation = 'compatible' | 'reconcilable' | 'conflict';

/** How two answers relate, by what they allow alone. Symmetric. */
export function relateDenoted(a: Denoted, b: Denoted): Relation {
  if (a.arena !== b.arena) return 'compatible';
  if (a.stratum === 'time' && b.stratum === 'time') return relateTimes(a.time, b.time);
  return pairHolds(a, b) ? 'compatible' : 'conflict';
}

function pairHolds(a: Denoted, b: Denoted): boolean {
  if (a.stratum === 'quantity' && b.stratum === 'quantity') return !sumsClash(a, b);
  if (a.stratum === 'place' && b.stratum === 'place')
    return placeContains(a.path, b.path) || placeContains(b.path, a.path);
  if (a.stratum === 'leaves' && b.stratum === 'leaves') return a.leaves.some((leaf) => b.leaves.includes(leaf));
  return true;
}

/**
 * Whether one assignment satisfies all answers of a group, bare neighbouring days reconciled by the night between them.
 * A part of a satisfiable group is satisfiable. All answers of one arena.
 */
export function satisfiable(group: readonly Denoted[]): boolean {
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
