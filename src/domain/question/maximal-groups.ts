/** Beyond this many maximal groups the rest are not enumerated. */
export const MOST_GROUPS = 1_024;

/** Up to this many members every minimal clash is found; among more, all pairs and the larger ones met on the way. */
const EXHAUSTIVE_UP_TO = 12;

/**
 * So many groups are tried at most. A few dozen answers that cross each other everywhere have more maximal groups than
 * anybody could read or wait for, and whoever sends such a report must not hold up everybody else's.
 */
const MOST_TRIES = 600;

/** Whether the members of an ascending list of indices hold together. Must hold for every part of a list it holds for. */
export type Holds = (group: readonly number[]) => boolean;

/** Maximal lists that hold and minimal lists that do not. `complete` is false when there are more groups than were enumerated. */
export interface Groups {
  readonly groups: readonly (readonly number[])[];
  readonly clashes: readonly (readonly number[])[];
  readonly complete: boolean;
}

/**
 * Grows the maximal groups among `size` members one at a time. A member that fits joins a group; else the group stays and
 * its largest parts that take the member in become groups of their own, found by leaving out one member of each clash met.
 */
export function findGroups(size: number, test: Holds): Groups {
  const everyone = [...Array(size).keys()];
  if (test(everyone)) return { groups: [everyone], clashes: [], complete: true };
  const tries = { left: MOST_TRIES };
  const holds = remembering(test, tries);
  const clashes = new Map<string, readonly number[]>();
  const inPairs = () => byPairs(size, remembering(test, { left: Number.POSITIVE_INFINITY }), clashes);
  let complete = true;
  let groups: (readonly number[])[] = [[]];
  for (const at of everyone) {
    if (tries.left <= 0) return inPairs();
    const kept = groups.filter((group) => !holds([...group, at]));
    const parts = groups.flatMap((group) => partsTaking(group, at, holds, clashes, tries));
    groups = [...kept, ...onlyMaximal(parts).map((part) => [...part, at])];
    if (groups.length > MOST_GROUPS) {
      complete = false;
      groups = groups.slice(0, MOST_GROUPS);
    }
  }
  if (tries.left <= 0) return inPairs();
  const known = complete && size <= EXHAUSTIVE_UP_TO ? everyClash(size, groups) : [...clashes.values()];
  return { groups, clashes: known, complete };
}

type Tries = { left: number };

function remembering(test: Holds, tries: Tries): Holds {
  const known = new Map<string, boolean>();
  return (group) => {
    const key = group.join();
    const before = known.get(key);
    if (before !== undefined) return before;
    tries.left -= 1;
    const result = test(group);
    known.set(key, result);
    return result;
  };
}

/**
 * What is told when trying every group would take too long: for each member one group, of those that go with it and with
 * each other two by two. Sums that only clash in threes may pass unseen here; that something clashes never does.
 */
function byPairs(size: number, holds: Holds, clashes: Map<string, readonly number[]>): Groups {
  const everyone = [...Array(size).keys()];
  for (const at of everyone)
    for (const other of everyone.slice(0, at)) if (!holds([other, at])) clashes.set([other, at].join(), [other, at]);
  const goes = (group: readonly number[], at: number) =>
    group.every((other) => !clashes.has([Math.min(other, at), Math.max(other, at)].join()));
  const groups = everyone.map((first) => {
    const group = [first];
    for (const at of everyone) if (at !== first && goes(group, at)) group.push(at);
    return group.sort((a, b) => a - b);
  });
  const distinct = onlyMaximal(groups);
  // Not all hold together, or this would not have been asked: one group alone would deny it.
  const told = distinct.length > 1 ? distinct : everyone.map((left) => everyone.filter((at) => at !== left));
  return { groups: told.slice(0, MOST_GROUPS), clashes: [...clashes.values()], complete: false };
}

function partsTaking(
  group: readonly number[],
  at: number,
  holds: Holds,
  clashes: Map<string, readonly number[]>,
  tries: Tries,
): (readonly number[])[] {
  const single = group.filter((other) => {
    const fits = holds([other, at]);
    if (!fits) clashes.set([other, at].join(), [other, at]);
    return fits;
  });
  const found: (readonly number[])[] = [];
  const seen = new Set<string>();
  const waiting: (readonly number[])[] = [single];
  for (let part = waiting.pop(); part && found.length <= MOST_GROUPS && tries.left > 0; part = waiting.pop()) {
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

function minimalClash(part: readonly number[], at: number, holds: Holds): number[] {
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

/**
 * Every minimal clash, from every maximal group: what holds lies within some group, so a clash is what leaves each of them,
 * a smallest set that meets all their complements. Found complement by complement (Berge), as bit sets; few members first.
 */
function everyClash(size: number, groups: readonly (readonly number[])[]): (readonly number[])[] {
  const all = (1 << size) - 1;
  let meeting = [0];
  for (const group of groups) {
    const outside = all & ~group.reduce((set, at) => set | (1 << at), 0);
    const wider = meeting.flatMap((set) =>
      (set & outside) !== 0 ? [set] : membersOf(outside, size).map((at) => set | (1 << at)),
    );
    meeting = onlyMinimal(wider);
  }
  return meeting.map((set) => membersOf(set, size)).sort((a, b) => a.length - b.length || compareLists(a, b));
}

const membersOf = (set: number, size: number): number[] =>
  [...Array(size).keys()].filter((at) => (set & (1 << at)) !== 0);

function onlyMinimal(sets: readonly number[]): number[] {
  const distinct = [...new Set(sets)];
  return distinct.filter((set) => !distinct.some((other) => other !== set && (other & set) === other));
}

function compareLists(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((member, i) => member !== b[i]);
  return (a[at] ?? 0) - (b[at] ?? 0);
}
