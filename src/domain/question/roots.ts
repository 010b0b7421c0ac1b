/**
 * Where a line of copying can end: an institution or a document, certain unless its own lineage is not known. Several where
 * the line forks: then `fork` names the place, and all that come through it go back to the same branch.
 */
export interface Root {
  readonly origins: readonly string[];
  readonly certain: boolean;
  readonly fork?: string;
}

/**
 * A step of a line of copying: the steps it may come from, and what it stands for if it comes from none of them. One that
 * `offers` lets each step leading to it choose on its own.
 */
export interface Step {
  readonly next: readonly number[];
  readonly end: Root;
  readonly offers?: boolean;
}

interface Frame {
  readonly key: number;
  readonly next: readonly number[];
  at: number;
}

/** Steps by number. `nameOf` tells forks apart, whatever numbers their steps have come by. */
export interface Steps {
  readonly stepOf: (key: number) => Step;
  readonly nameOf: (key: number) => string;
}

/**
 * Follows every step to its roots, each step once. Steps that copy each other in a circle share what leaves the circle; if
 * nothing does, one root of their own, uncertain. Tarjan's algorithm, without recursion: chains may be thousands long.
 */
export function followToRoots(start: readonly number[], { stepOf, nameOf }: Steps): ReadonlyMap<number, Root> {
  const steps = new Map<number, Step>();
  const order = new Map<number, number>();
  const low = new Map<number, number>();
  const roots = new Map<number, Root>();
  const offered = new Set<Root>();
  const open: number[] = [];
  const frames: Frame[] = [];

  const enter = (key: number) => {
    const step = stepOf(key);
    steps.set(key, step);
    order.set(key, order.size);
    low.set(key, order.size - 1);
    open.push(key);
    frames.push({ key, next: step.next, at: 0 });
  };
  const lower = (key: number, to: number) => low.set(key, Math.min(low.get(key) ?? 0, to));

  for (const key of start) {
    if (!order.has(key)) enter(key);
    for (let frame = frames.at(-1); frame; frame = frames.at(-1)) {
      const next = frame.next[frame.at++];
      if (next === undefined) {
        frames.pop();
        const parent = frames.at(-1);
        if (parent) lower(parent.key, low.get(frame.key) ?? 0);
        if (low.get(frame.key) === order.get(frame.key)) {
          const circle = open.splice(open.lastIndexOf(frame.key));
          const root = rootOf(circle, steps, roots, offered, nameOf);
          for (const member of circle) roots.set(member, root);
        }
      } else if (!order.has(next)) enter(next);
      else if (!roots.has(next)) lower(frame.key, order.get(next) ?? 0);
    }
  }
  return roots;
}

function rootOf(
  circle: readonly number[],
  steps: ReadonlyMap<number, Step>,
  roots: ReadonlyMap<number, Root>,
  offered: Set<Root>,
  nameOf: (key: number) => string,
): Root {
  if (circle.length === 1) {
    const only = steps.get(circle[0] ?? -1);
    if (only?.next.length === 0) return only.end;
  }
  const own = circle.flatMap((key) => steps.get(key) ?? []);
  const found = [...new Set(own.flatMap(({ next }) => next.flatMap((key) => roots.get(key) ?? [])))];
  const offers = own.length === 1 && own[0]?.offers === true;
  const [only] = found;
  if (!only) return endOf(own.map(({ end }) => end));
  if (found.length === 1 && (offers || !offered.has(only))) return only;
  const fork = circle.map(nameOf).reduce((a, b) => (a < b ? a : b));
  if (found.length === 1) return { ...only, fork };
  const joined = joinRoots(found, fork);
  if (offers) offered.add(joined);
  return joined;
}

function endOf(ends: readonly Root[]): Root {
  const [only] = ends;
  if (only && ends.length === 1) return only;
  const names = ends.flatMap(({ origins }) => origins).sort();
  return { origins: names.slice(0, 1), certain: false };
}

function joinRoots(roots: readonly Root[], fork: string): Root {
  const origins = [...new Set(roots.flatMap((root) => root.origins))].sort();
  return { origins, certain: roots.every(({ certain }) => certain), ...(origins.length > 1 && { fork }) };
}
