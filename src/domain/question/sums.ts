import { type CountRange, intersectRanges, isEmptyRange } from '@/domain/answer/count';
import type { Quantity } from './quantity';
import { hasWholeSolution } from './simplex';

/** One number said of one quantity. */
export interface Sum {
  readonly quantity: Quantity;
  readonly range: CountRange;
}

/** A bit set of atoms and the bounds on their sum. */
interface Bounded {
  readonly atoms: bigint;
  readonly least: number;
  readonly most: number;
}

/** Whether two quantities are nested, apart, the same or crossing. */
export function compareQuantities(a: Quantity, b: Quantity): 'same' | 'inside' | 'around' | 'apart' | 'crossing' {
  if (a.family !== b.family) return 'apart';
  const shared = a.atoms & b.atoms;
  if (shared === 0n) return 'apart';
  if (shared === a.atoms) return shared === b.atoms ? 'same' : 'inside';
  return shared === b.atoms ? 'around' : 'crossing';
}

/** Whether two sums exclude each other. Exact: crossing quantities always keep atoms of their own to differ by. */
export function sumsClash(a: Sum, b: Sum): boolean {
  switch (compareQuantities(a.quantity, b.quantity)) {
    case 'same':
      return isEmptyRange(intersectRanges(a.range, b.range));
    case 'inside':
      return a.range.least > b.range.most;
    case 'around':
      return b.range.least > a.range.most;
    default:
      return isEmptyRange(a.range) || isEmptyRange(b.range);
  }
}

/**
 * Whether whole numbers can be given to the atoms so that every sum holds at once: a narrower count stays below the
 * broader, disjoint parts add up. All sums of one family.
 */
export function sumsSatisfiable(sums: readonly Sum[]): boolean {
  const byAtoms = new Map<bigint, Bounded>();
  for (const { quantity, range } of sums) {
    const { least, most } = intersectRanges(byAtoms.get(quantity.atoms) ?? range, range);
    if (least > most) return false;
    byAtoms.set(quantity.atoms, { atoms: quantity.atoms, least, most });
  }
  const known = withoutEmpty([...byAtoms.values()]);
  if (!known) return false;
  const binding = onlyBinding(known).sort((a, b) => sizeOf(a.atoms) - sizeOf(b.atoms));
  return isNested(binding) ? nestedSatisfiable(binding) : crossingSatisfiable(binding);
}

/**
 * As `sumsSatisfiable`, for any group of these sums by index, where every two of them are one inside the other or apart:
 * then the tree of parts is laid out once. Nothing where some cross.
 */
export function nestedTest(sums: readonly Sum[]): ((group: readonly number[]) => boolean) | undefined {
  const regions = [...new Set(sums.map(({ quantity }) => quantity.atoms))]
    .map((atoms) => ({ atoms, size: sizeOf(atoms) }))
    .sort((a, b) => a.size - b.size)
    .map(({ atoms }) => ({ atoms }));
  if (!isNested(regions)) return undefined;
  const at = new Map(regions.map(({ atoms }, region) => [atoms, region]));
  const regionOf = sums.map(({ quantity }) => at.get(quantity.atoms) ?? 0);
  const around = regions.map(({ atoms }, i) => regions.findIndex((outer, j) => j > i && covers(outer.atoms, atoms)));
  const isExhausted = regions.map(({ atoms }, i) => {
    const parts = regions.filter((_, j) => around[j] === i).reduce((set, part) => set | part.atoms, 0n);
    return parts === atoms;
  });
  const count = regions.length;
  return (group) => {
    // For each region the bounds said of it, then the sums of the bounds of its parts.
    const least = new Float64Array(count);
    const most = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
    const partsLeast = new Float64Array(count);
    const partsMost = new Float64Array(count);
    for (const member of group) {
      const region = regionOf[member] ?? 0;
      const range = sums[member]?.range;
      if (!range) continue;
      least[region] = Math.max(least[region] ?? 0, range.least);
      most[region] = Math.min(most[region] ?? 0, range.most);
    }
    for (let region = 0; region < count; region++) {
      const low = Math.max(least[region] ?? 0, partsLeast[region] ?? 0);
      const high = isExhausted[region] ? Math.min(most[region] ?? 0, partsMost[region] ?? 0) : (most[region] ?? 0);
      if (low > high) return false;
      const outer = around[region] ?? -1;
      if (outer < 0) continue;
      partsLeast[outer] = (partsLeast[outer] ?? 0) + low;
      partsMost[outer] = (partsMost[outer] ?? 0) + high;
    }
    return true;
  };
}

/** Leaves out the atoms some sum of none forbids; nothing when a sum that must be positive has none left. */
function withoutEmpty(known: readonly Bounded[]): Bounded[] | undefined {
  const empty = known.filter(({ most }) => most === 0).reduce((set, { atoms }) => set | atoms, 0n);
  const left = new Map<bigint, Bounded>();
  for (const { atoms, ...range } of known) {
    const rest = atoms & ~empty;
    const { least, most } = intersectRanges(left.get(rest) ?? range, range);
    if (least > most || (rest === 0n && least > 0)) return undefined;
    if (rest !== 0n) left.set(rest, { atoms: rest, least, most });
  }
  return [...left.values()];
}

/** Drops bounds that others imply: a whole holds no less than its part, a part no more than its whole. */
function onlyBinding(known: readonly Bounded[]): Bounded[] {
  return known
    .map(({ atoms, least, most }): Bounded => {
      const others = known.filter((other) => other.atoms !== atoms);
      const isLeastImplied = others.some((part) => covers(atoms, part.atoms) && part.least >= least);
      const isMostImplied = others.some((whole) => covers(whole.atoms, atoms) && whole.most <= most);
      return { atoms, least: isLeastImplied ? 0 : least, most: isMostImplied ? Number.POSITIVE_INFINITY : most };
    })
    .filter(({ least, most }) => least > 0 || most !== Number.POSITIVE_INFINITY);
}

const covers = (outer: bigint, inner: bigint) => (outer & inner) === inner;

function sizeOf(atoms: bigint): number {
  let size = 0;
  for (let rest = atoms; rest > 0n; rest &= rest - 1n) size++;
  return size;
}

/** Every two either one inside the other or apart. Narrow before broad. */
const isNested = (known: readonly { readonly atoms: bigint }[]) =>
  known.every((inner, i) =>
    known.slice(i + 1).every((outer) => (inner.atoms & outer.atoms) === 0n || covers(outer.atoms, inner.atoms)),
  );

/** In a tree of parts it is enough to carry the bounds of the parts up to the whole. Narrow before broad. */
function nestedSatisfiable(known: readonly Bounded[]): boolean {
  const sums = known.map(() => ({ least: 0, most: 0, atoms: 0n }));
  for (const [i, whole] of known.entries()) {
    const parts = sums[i] ?? { least: 0, most: 0, atoms: 0n };
    const least = Math.max(whole.least, parts.least);
    const most = Math.min(whole.most, parts.atoms === whole.atoms ? parts.most : Number.POSITIVE_INFINITY);
    if (least > most) return false;
    const around = sums[known.findIndex((outer, j) => j > i && covers(outer.atoms, whole.atoms))];
    if (around) {
      around.least += least;
      around.most += most;
      around.atoms |= whole.atoms;
    }
  }
  return true;
}

/** Atoms no present quantity tells apart are one variable; then linear programming. */
function crossingSatisfiable(known: readonly Bounded[]): boolean {
  const variableOf = new Map<string, number>();
  const members: Set<number>[] = known.map(() => new Set());
  const all = known.reduce((set, { atoms }) => set | atoms, 0n);
  for (let atom = 1n; atom <= all; atom <<= 1n) {
    const holders = [...known.keys()].filter((at) => ((known[at]?.atoms ?? 0n) & atom) !== 0n);
    if (holders.length === 0) continue;
    const pattern = holders.join();
    const variable = variableOf.get(pattern) ?? variableOf.size;
    variableOf.set(pattern, variable);
    for (const at of holders) members[at]?.add(variable);
  }
  return hasWholeSolution(
    variableOf.size,
    known.map(({ least, most }, at) => ({ members: [...(members[at] ?? [])], least, most })),
  );
}
