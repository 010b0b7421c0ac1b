import { type CountRange, intersectRanges, rangeContains } from '@/domain/answer/count';
import { describeRange } from '@/domain/answer/describe-answer';
import { describeSpans } from '@/domain/answer/describe-time';
import { type PlacePath, placeContains } from '@/domain/answer/place';
import { intersectSpans, type Span, spansContain } from '@/domain/answer/span';
import type { Denoted } from './denote';
import { strictlySatisfiable } from './feasible';
import { findGroups } from './maximal-groups';

/** What answers of one line that hold together leave possible: their intersection, in words, and who asserts it. */
export interface Value {
  readonly words: string;
  /** Asserting is more than allowing: an answer asserts a value it lies within, or approximates and contains. */
  readonly isAssertedBy: (answer: Denoted) => boolean;
}

/**
 * The values answers of one line leave possible. One as a rule. Several where days are reconciled rather than shared, and
 * where texts differ: texts are never compared, only found equal.
 */
export function valuesOf(answers: readonly Denoted[]): Value[] {
  const [first] = answers;
  if (!first) return [];
  if (first.stratum === 'text')
    return answers.map(({ key, words }) => ({ words, isAssertedBy: (other) => other.key === key }));
  const membersOf = (group: readonly number[]) => group.flatMap((at) => answers[at] ?? []);
  const { groups } = findGroups(answers.length, (group) => strictlySatisfiable(membersOf(group)));
  return groups.map((group) => sharedValue(membersOf(group)));
}

function sharedValue(group: readonly Denoted[]): Value {
  const [first] = group;
  switch (first?.stratum) {
    case 'quantity': {
      const range = group
        .flatMap((answer) => (answer.stratum === 'quantity' ? [answer.range] : []))
        .reduce(intersectRanges);
      const contains = (outer: CountRange, inner: CountRange) => rangeContains(outer, inner);
      return value(
        group,
        'quantity',
        range,
        ({ range: own }) => own,
        contains,
        () => describeRange(range),
      );
    }
    case 'time': {
      const { zoneMinutes } = first.time;
      const spans = group
        .flatMap((answer) => (answer.stratum === 'time' ? [answer.time.spans] : []))
        .reduce(intersectSpans);
      const contains = (outer: readonly Span[], inner: readonly Span[]) => spansContain(outer, inner);
      return value(
        group,
        'time',
        spans,
        ({ time }) => time.spans,
        contains,
        () => describeSpans(spans, zoneMinutes),
      );
    }
    case 'place': {
      const paths = group.flatMap((answer) => (answer.stratum === 'place' ? [answer.path] : []));
      const innermost = paths.reduce((a, b) => (placeContains(a, b) ? b : a));
      const contains = (outer: PlacePath, inner: PlacePath) => placeContains(outer, inner);
      return value(
        group,
        'place',
        innermost,
        ({ path }) => path,
        contains,
        () => [...innermost].reverse().join(', '),
      );
    }
    case 'leaves': {
      const leaves = first.leaves.filter((leaf) =>
        group.every((answer) => answer.stratum === 'leaves' && answer.leaves.includes(leaf)),
      );
      const contains = (outer: readonly string[], inner: readonly string[]) =>
        inner.every((leaf) => outer.includes(leaf));
      return value(
        group,
        'leaves',
        leaves,
        (answer) => answer.leaves,
        contains,
        () => leaves.join(' or '),
      );
    }
    default:
      return { words: first?.words ?? '', isAssertedBy: () => false };
  }
}

function value<Stratum extends Denoted['stratum'], Allowed>(
  group: readonly Denoted[],
  stratum: Stratum,
  shared: Allowed,
  allowedBy: (answer: Extract<Denoted, { stratum: Stratum }>) => Allowed,
  contains: (outer: Allowed, inner: Allowed) => boolean,
  describe: () => string,
): Value {
  const isOfStratum = (answer: Denoted): answer is Extract<Denoted, { stratum: Stratum }> => answer.stratum === stratum;
  const isWithin = (answer: Denoted) => isOfStratum(answer) && contains(shared, allowedBy(answer));
  const stated = group.filter(isWithin).sort((a, b) => Number(a.approximate) - Number(b.approximate))[0];
  return {
    words: stated?.words ?? describe(),
    isAssertedBy: (answer) =>
      isWithin(answer) || (answer.approximate && isOfStratum(answer) && contains(allowedBy(answer), shared)),
  };
}
