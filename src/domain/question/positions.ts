import type { Denoted } from './denote';
import { relateDenoted, satisfiable } from './feasible';
import { compareQuantities } from './sums';

/** Beyond this many positions within one tangle of answers the rest are not enumerated. */
export const MOST_GROUPS = 1_024;

/** Up to this many answers every minimal clash is found; among more, all pairs and the larger ones met on the way. */
const EXHAUSTIVE_UP_TO = 12;

/**
 * Answers that bear on each other. `groups` are the maximal satisfiable ones, `clashes` minimal unsatisfiable ones, both as
 * indices into `answers`. `complete` is false when the groups ran past `MOST_GROUPS`.
 */
export interface Component {
  readonly answers: readonly Denoted[];
  readonly groups: readonly (readonly number[])[];
  readonly clashes: readonly (readonly number[])[];
  readonly complete: boolean;
}

/** Distinct answers split into components that cannot conflict with each other, each with its maximal groups. */
export function componentsOf(answers: readonly Denoted[]): Component[] {
  return connected(answers).map((members) => {
    const isOneLineOfNumbers = members.every(
      (answer) => answer.stratum === 'quantity' && answer.line === members[0]?.line,
    );
    return isOneLineOfNumbers ? intervalComponent(members) : generalComponent(members, satisfiable);
  });
}

/** The maximal groups under another test of satisfiability, one that holds for every part of a group it holds for. */
export const maximalGroups = (answers: readonly Denoted[], holds: (group: readonly Denoted[]) => boolean) =>
  generalComponent(answers, holds).groups;

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
      component.some((other) => linesTouch(line[0], other[0])),
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

/**
 * Grows the maximal groups one answer at a time. An answer that fits joins a group; else the group stays and its largest
 * parts that take the answer in become groups of their own, found by leaving out one member of each clash met.
 */
function generalComponent(answers: readonly Denoted[], test: (group: readonly Denoted[]) => boolean): Component {
  const known = new Map<string, boolean>();
  const holds = (group: readonly number[]): boolean => {
    const key = group.join();
    const result = known.get(key) ?? test(group.flatMap((at) => answers[at] ?? []));
    known.set(key, result);
    return result;
  };
  if (holds([...answers.keys()])) return { answers, groups: [[...answers.keys()]], clashes: [], complete: true };

  const clashes = new Map<string, readonly number[]>();
  let complete = true;
  let groups: (readonly number[])[] = [[]];
  for (const at of answers.keys()) {
    const kept = groups.filter((group) => !holds([...group, at]));
    const parts = groups.flatMap((group) => partsTaking(group, at, holds, clashes));
    groups = [...kept, ...onlyMaximal(parts).map((part) => [...part, at])];
    if (groups.length > MOST_GROUPS) {
      complete = false;
      groups = groups.slice(0, MOST_GROUPS);
    }
  }
  if (answers.length <= EXHAUSTIVE_UP_TO) addEveryClash(answers.length, holds, clashes);
  return { answers, groups, clashes: [...clashes.values()], complete };
}

function partsTaking(
  group: readonly number[],
  at: number,
  holds: (group: readonly number[]) => boolean,
  clashes: Map<string, readonly number[]>,
): (readonly number[])[] {
  const single = group.filter((other) => {
    const fits = holds([other, at]);
    if (!fits) clashes.set([other, at].join(), [other, at]);
    return fits;
  });
  const found: (readonly number[])[] = [];
  const seen = new Set<string>();
  const waiting: (readonly number[])[] = [single];
  for (let part = waiting.pop(); part && found.length <= MOST_GROUPS; part = waiting.pop()) {
    if (seen.has(part.join())) continue;
    seen.add(part.join());
    if (holds([...part, at])) found.push(part);
    else {
      const clash = minimalClash(part, at, holds);
      clashes.set([...clash, at].join(), [...clash, at]);
      for (const left of clash) waiting.push(part.filter((member) => member !== left));
    }
  }
  return found;
}

function minimalClash(part: readonly number[], at: number, holds: (group: readonly number[]) => boolean): number[] {
  let clash = [...part];
  for (const member of part) {
    const without = clash.filter((other) => other !== member);
    if (!holds([...without, at])) clash = without;
  }
  return clash;
}

function onlyMaximal(parts: readonly (readonly number[])[]): (readonly number[])[] {
  const distinct = [...new Map(parts.map((part) => [part.join(), part])).values()].sort((a, b) => b.length - a.length);
  const maximal: { part: readonly number[]; members: Set<number> }[] = [];
  for (const part of distinct) {
    if (!maximal.some(({ members }) => part.every((member) => members.has(member)))) {
      maximal.push({ part, members: new Set(part) });
    }
  }
  return maximal.map(({ part }) => part);
}

function addEveryClash(
  size: number,
  holds: (group: readonly number[]) => boolean,
  clashes: Map<string, readonly number[]>,
): void {
  let level: (readonly number[])[] = [...Array(size).keys()].map((at) => [at]);
  while (level.length > 0) {
    const wider = level.flatMap((group) => {
      const rest = [...Array(size).keys()].slice((group.at(-1) ?? 0) + 1);
      return rest.map((at) => [...group, at]);
    });
    level = wider.filter((group) => {
      if (holds(group)) return true;
      const isMinimal = group.every((left) => holds(group.filter((member) => member !== left)));
      if (isMinimal) clashes.set(group.join(), group);
      return false;
    });
  }
}
