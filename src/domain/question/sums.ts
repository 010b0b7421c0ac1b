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
const isNested = (known: readonly Bounded[]) =>
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
