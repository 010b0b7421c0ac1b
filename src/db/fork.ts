/** How many of the low bits the first and the last position do not share, but for the highest of these. */
const lowBits = "(64 - position(B'1' in ((since # (until - 1)) | 1)::bit(64)))";

/**
 * The fork of a reading in SQL: of all positions at which it held, from `since` to before `until`, the one that is divisible by
 * the highest power of two. A reading that held at a position has one of the few forks of `forksAt`; so those of one name
 * that held then are found in an index that begins with the name and the fork. After H.-P. Kriegel, M. Pötke and T. Seidl,
 * “Managing Intervals Efficiently in Object-Relational Databases”, VLDB 2000.
 */
export const fork = `(((until - 1) >> ${lowBits}) << ${lowBits})`;

/** No position is beyond the whole numbers that can be kept exactly. */
const bits = 53;

/** The forks that readings can have which held at a position: at most two for each power of two. */
export function forksAt(position: number): number[] {
  const forks = new Set<number>();
  for (let size = 1; size < 2 ** bits; size *= 2) {
    const below = position - (position % size);
    forks.add(below);
    if (below + size < 2 ** bits) forks.add(below + size);
  }
  return [...forks];
}
