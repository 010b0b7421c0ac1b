import type { Denoted } from './denote';
import { isMarked, relateDenoted, satisfiable } from './feasible';
import { findGroups, type Groups } from './maximal-groups';
import { compareQuantities, nestedTest } from './sums';

/**
 * Answers that bear on each other. `groups` are the maximal satisfiable ones, `clashes` minimal unsatisfiable ones, both as
 * indices into `answers`. `complete` is false when the groups ran past `MOST_GROUPS`.
 */
export interface Component extends Groups {
  readonly answers: readonly Denoted[];
}

/** Distinct answers split into components that cannot conflict with each other, each with its maximal groups. */
export function componentsOf(answers: readonly Denoted[]): Component[] {
  return connected(answers).map((members) => {
    const isOneLineOfNumbers = members.every(
      (answer) => answer.stratum === 'quantity' && answer.line === members[0]?.line && !answer.holds && !answer.against,
    );
    if (isOneLineOfNumbers) return intervalComponent(members);
    return { answers: members, ...findGroups(members.length, testOf(members)) };
  });
}

/** Whether a group of these answers, by index, is satisfiable. */
function testOf(members: readonly Denoted[]): (group: readonly number[]) => boolean {
  const numbers = members.flatMap((answer) =>
    answer.stratum === 'quantity' && !answer.holds && !answer.against ? [answer] : [],
  );
  const nested = numbers.length === members.length ? nestedTest(numbers) : undefined;
  return nested ?? ((group) => satisfiable(group.flatMap((at) => members[at] ?? [])));
}

function connected(answers: readonly Denoted[]): Denoted[][] {
  const lines = new Map<string, Denoted[]>();
  for (const answer of answers) {
    const key = `${answer.stratum} ${answer.line}`;
    const line = lines.get(key);
    if (line) line.push(answer);
    else lines.set(key, [answer]);
  }
  const components: Denoted[][][] = [];
  for (const line of lines.values()) {
    const [touching, apart] = partition(components, (component) =>
      component.some((other) => linesTouch(line[0], other[0]) || areMarked(line, other)),
    );
    components.splice(0, components.length, ...apart, [...touching.flat(), line]);
  }
  return components.map((component) => component.flat());
}

function linesTouch(a: Denoted | undefined, b: Denoted | undefined): boolean {
  if (a?.arena !== b?.arena) return false;
  return (
    !(a?.stratum === 'quantity' && b?.stratum === 'quantity') || compareQuantities(a.quantity, b.quantity) !== 'apart'
  );
}

const areMarked = (line: readonly Denoted[], other: readonly Denoted[]): boolean =>
  line.some((a) => a.against && other.some((b) => isMarked(a, b)));

function partition<T>(items: readonly T[], test: (item: T) => boolean): [T[], T[]] {
  const yes: T[] = [];
  const no: T[] = [];
  for (const item of items) (test(item) ? yes : no).push(item);
  return [yes, no];
}

/** Intervals meet when each two of them do: one sweep over their starts finds every maximal group. */
function intervalComponent(answers: readonly Denoted[]): Component {
  const ranges = answers.map((answer) => (answer.stratum === 'quantity' ? answer.range : { least: 0, most: 0 }));
  const starts = [...new Set(ranges.map(({ least }) => least))].sort((a, b) => a - b);
  const groups: number[][] = [];
  for (const [i, start] of starts.entries()) {
    const next = starts[i + 1];
    const open = [...ranges.keys()].filter(
      (at) => (ranges[at]?.least ?? 0) <= start && start <= (ranges[at]?.most ?? 0),
    );
    const losesOneBeforeNext = next === undefined || open.some((at) => (ranges[at]?.most ?? 0) < next);
    if (losesOneBeforeNext) groups.push(open);
  }
  return { answers, groups, clashes: groups.length > 1 ? clashingPairs(answers) : [], complete: true };
}

/** Enough for any page; a list of every pair among ten thousand answers would serve nobody. */
const MOST_PAIRS = 5_000;

function clashingPairs(answers: readonly Denoted[]): number[][] {
  const pairs: number[][] = [];
  for (const [i, a] of answers.entries()) {
    for (let j = i + 1; j < answers.length; j++) {
      const b = answers[j];
      if (b && relateDenoted(a, b) === 'conflict') pairs.push([i, j]);
      if (pairs.length >= MOST_PAIRS) return pairs;
    }
  }
  return pairs;
}
