import type { Root } from './roots';

/** Origins for certain, and origins at most. */
export type OriginCount = readonly [least: number, most: number];

/** Above this many forks among the claims, the least is bounded from below instead of found exactly. */
const EXACT_FORKS = 12;

/**
 * How many institutions a set of claims goes back to. An uncertain root adds 0 to the least and 1 to the most unless it is
 * counted already; a fork, however many claims come through it, is satisfied by any origin it may lead to. Anything at all is one at least.
 */
export function countOrigins(roots: readonly Root[]): OriginCount {
  const counted = new Set<string>();
  const uncertain = new Set<string>();
  const forks = new Map<string, { origins: readonly string[]; certain: boolean; names: Set<string> }>();
  for (const { origins, certain, fork = '' } of new Set(roots)) {
    const [only] = origins;
    if (only !== undefined && origins.length === 1) (certain ? counted : uncertain).add(only);
    else if (only !== undefined) {
      const key = JSON.stringify(origins);
      const known = forks.get(key) ?? { origins, certain, names: new Set() };
      forks.set(key, { origins, certain: known.certain || certain, names: known.names.add(fork) });
    }
  }
  const mustMeet: (readonly string[])[] = [];
  const mayAdd: (readonly string[])[] = [...uncertain]
    .filter((origin) => !counted.has(origin))
    .map((origin) => [origin]);
  for (const { origins, certain, names } of forks.values()) {
    const free = origins.filter((origin) => !counted.has(origin));
    if (certain && free.length === origins.length) mustMeet.push(free);
    // More forks into one list of names than it has names add no more than the names.
    for (let i = 0; i < Math.min(names.size, free.length); i++) mayAdd.push(free);
  }
  const least = counted.size + fewestMeeting(mustMeet);
  const most = counted.size + largestMatching(mayAdd);
  const some = roots.length > 0 ? 1 : 0;
  return [Math.max(least, some), Math.max(most, some)];
}

/** The fewest names such that every set holds one of them; for many sets, at least how many are apart from each other. */
function fewestMeeting(sets: readonly (readonly string[])[]): number {
  const [first, ...rest] = [...sets].sort((a, b) => a.length - b.length);
  if (!first) return 0;
  if (sets.length > EXACT_FORKS) {
    const met = new Set(first);
    return 1 + fewestMeeting(rest.filter((set) => !set.some((name) => met.has(name))));
  }
  const metBy = new Map<string, number>();
  for (const [at, set] of sets.entries()) for (const name of set) metBy.set(name, (metBy.get(name) ?? 0) | (1 << at));
  const met = [...new Set(metBy.values())];
  const all = (1 << sets.length) - 1;
  let reached = new Set([0]);
  for (let names = 0; ; names++) {
    if (reached.has(all)) return names;
    reached = new Set([...reached].flatMap((before) => met.map((more) => before | more)));
  }
}

/** The most sets that can each be given a name of their own. Augmenting paths. */
function largestMatching(sets: readonly (readonly string[])[]): number {
  const setOf = new Map<string, number>();
  const place = (at: number, tried: Set<string>): boolean => {
    const unheld = sets[at]?.find((name) => !setOf.has(name));
    if (unheld !== undefined) {
      setOf.set(unheld, at);
      return true;
    }
    return (sets[at] ?? []).some((name) => {
      if (tried.has(name)) return false;
      tried.add(name);
      const holder = setOf.get(name);
      if (holder !== undefined && !place(holder, tried)) return false;
      setOf.set(name, at);
      return true;
    });
  };
  return sets.filter((_, at) => place(at, new Set())).length;
}
