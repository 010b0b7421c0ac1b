import type { Root } from './roots';

/** Origins for certain, and origins at most. */
export type OriginCount = readonly [least: number, most: number];

/** Above this many forks among the claims, the least is bounded from below instead of found exactly. */
const EXACT_FORKS = 12;

/**
 * How many institutions a set of claims goes back to. An uncertain root adds 0 to the least and 1 to the most unless it is
 * counted already; a claim whose line forks is satisfied by any origin it may come from. Anything at all is one at least.
 */
export function countOrigins(roots: readonly Root[]): OriginCount {
  const isCertain = ({ origins, certain }: Root) => certain && origins.length === 1;
  const counted = new Set(roots.filter(isCertain).flatMap(({ origins }) => origins));
  const open = roots.filter((root) => !isCertain(root) && root.origins.length > 0);
  const uncertain = new Set(open.filter(({ origins }) => origins.length === 1).flatMap(({ origins }) => origins));
  const forks = open.filter(({ origins }) => origins.length > 1);
  const freeOf = (origins: readonly string[]) => origins.filter((origin) => !counted.has(origin));
  const isUnmet = ({ origins }: Root) => freeOf(origins).length === origins.length;

  const mustMeet = distinct(forks.filter((fork) => fork.certain && isUnmet(fork)).map(({ origins }) => origins));
  const least = counted.size + fewestMeeting(mustMeet);
  const mayAdd = [
    ...[...uncertain].map((origin) => freeOf([origin])),
    ...capRepeats(forks.map(({ origins }) => freeOf(origins))),
  ];
  const most = counted.size + largestMatching(mayAdd);
  return [least === 0 && roots.length > 0 ? 1 : least, Math.max(most, roots.length > 0 ? 1 : 0)];
}

const distinct = (sets: readonly (readonly string[])[]) => [
  ...new Map(sets.map((set) => [JSON.stringify([...set].sort()), set])).values(),
];

/** A fork repeated more often than it has branches adds no more than its branches. */
function capRepeats(sets: readonly (readonly string[])[]): (readonly string[])[] {
  const seen = new Map<string, number>();
  return sets.filter((set) => {
    const key = JSON.stringify([...set].sort());
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    return times <= set.length;
  });
}

/** The fewest names such that every set holds one of them; for many sets, at least how many are apart from each other. */
function fewestMeeting(sets: readonly (readonly string[])[]): number {
  const [first, ...rest] = [...sets].sort((a, b) => a.length - b.length);
  if (!first) return 0;
  if (sets.length > EXACT_FORKS)
    return 1 + fewestMeeting(rest.filter((set) => !set.some((name) => first.includes(name))));
  const metBy = new Map<string, number>();
  for (const [at, set] of sets.entries()) for (const name of set) metBy.set(name, (metBy.get(name) ?? 0) | (1 << at));
  const all = (1 << sets.length) - 1;
  let reached = new Set([0]);
  for (let names = 0; ; names++) {
    if (reached.has(all)) return names;
    reached = new Set([...reached].flatMap((met) => [...new Set(metBy.values())].map((more) => met | more)));
  }
}

/** The most sets that can each be given a name of their own. Augmenting paths. */
function largestMatching(sets: readonly (readonly string[])[]): number {
  const setOf = new Map<string, number>();
  const place = (at: number, tried: Set<string>): boolean =>
    (sets[at] ?? []).some((name) => {
      if (tried.has(name)) return false;
      tried.add(name);
      const holder = setOf.get(name);
      if (holder !== undefined && !place(holder, tried)) return false;
      setOf.set(name, at);
      return true;
    });
  return sets.filter((_, at) => place(at, new Set())).length;
}
