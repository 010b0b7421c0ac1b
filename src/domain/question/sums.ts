import { type CountRange, intersectRanges, isEmptyRange } from '@/domain/answer/count';
import type { Quantity } from './quantity';
import { hasWholeSolution } from './simplex';

/** One number said of one quantity. */
export interface Sum {
  readonly quantity: Quantity;
  readonly range: CountRange;
}

interface Known {
  readonly atoms: ReadonlySet<string>;
  readonly range: CountRange;
}

/** Whether two quantities are nested, apart, the same or crossing. */
export function compareQuantities(a: Quantity, b: Quantity): 'same' | 'inside' | 'around' | 'apart' | 'crossing' {
  if (a.key === b.key) return 'same';
  if (a.family !== b.family) return 'apart';
  const inB = new Set(b.atoms);
  const shared = a.atoms.filter((atom) => inB.has(atom)).length;
  if (shared === 0) return 'apart';
  if (shared === a.atoms.length) return shared === b.atoms.length ? 'same' : 'inside';
  return shared === b.atoms.length ? 'around' : 'crossing';
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
 * broader, disjoint parts add up.
 */
export function sumsSatisfiable(sums: readonly Sum[]): boolean {
  const byQuantity = new Map<string, Known>();
  for (const { quantity, range } of sums) {
    const known = byQuantity.get(quantity.key);
    const shared = known ? intersectRanges(known.range, range) : range;
    if (isEmptyRange(shared)) return false;
    byQuantity.set(quantity.key, { atoms: known?.atoms ?? new Set(quantity.atoms), range: shared });
  }
  const known = [...byQuantity.values()].sort((a, b) => a.atoms.size - b.atoms.size);
  if (known.length < 2) return true;
  return isNested(known) ? nestedSatisfiable(known) : crossingSatisfiable(known);
}

const covers = (outer: Known, inner: Known) => [...inner.atoms].every((atom) => outer.atoms.has(atom));

/** Every two either one inside the other or apart. Narrow before broad. */
function isNested(known: readonly Known[]): boolean {
  return known.every((inner, i) =>
    known.slice(i + 1).every((outer) => {
      const shared = [...inner.atoms].some((atom) => outer.atoms.has(atom));
      return !shared || covers(outer, inner);
    }),
  );
}

/** In a tree of parts it is enough to carry the bounds of the parts up to the whole. Narrow before broad. */
function nestedSatisfiable(known: readonly Known[]): boolean {
  const bounds: CountRange[] = [];
  const parts: number[][] = known.map(() => []);
  for (const [i, whole] of known.entries()) {
    const own = (parts[i] ?? []).map((part) => ({
      range: bounds[part] ?? whole.range,
      size: known[part]?.atoms.size ?? 0,
    }));
    const hasRest = own.reduce((atoms, { size }) => atoms + size, 0) < whole.atoms.size;
    const least = own.reduce((sum, { range }) => sum + range.least, 0);
    const most = hasRest ? Number.POSITIVE_INFINITY : own.reduce((sum, { range }) => sum + range.most, 0);
    const range = intersectRanges(whole.range, { least, most });
    if (isEmptyRange(range)) return false;
    bounds[i] = range;
    const around = known.findIndex((outer, j) => j > i && covers(outer, whole));
    if (around >= 0) parts[around]?.push(i);
  }
  return true;
}

/** Atoms no present quantity tells apart are one variable; then linear programming. */
function crossingSatisfiable(known: readonly Known[]): boolean {
  const variableOf = new Map<string, number>();
  const members: Set<number>[] = known.map(() => new Set());
  for (const atom of new Set(known.flatMap(({ atoms }) => [...atoms]))) {
    const pattern = known.map(({ atoms }) => (atoms.has(atom) ? 1 : 0)).join('');
    const variable = variableOf.get(pattern) ?? variableOf.size;
    variableOf.set(pattern, variable);
    for (const [i, { atoms }] of known.entries()) if (atoms.has(atom)) members[i]?.add(variable);
  }
  return hasWholeSolution(
    variableOf.size,
    known.map(({ range }, i) => ({ members: [...(members[i] ?? [])], ...range })),
  );
}
