/** What a source said about a number, in its own words. `n` and `m` are whole numbers. */
export type CountWords =
  | { form: 'exactly' | 'at-least' | 'more-than' | 'at-most' | 'fewer-than' | 'about' | 'almost'; n: number }
  | { form: 'between'; n: number; m: number }
  | { form: 'several' | 'dozens' | 'hundreds' | 'none' };

/** Whole numbers from `least` to `most`, both included; `most` may be Infinity. Empty when least > most. */
export interface CountRange {
  readonly least: number;
  readonly most: number;
}

/**
 * The whole numbers a count allows. Vague words follow the table of the domain description: about n is
 * n ± max(1, a tenth of n, half up), never below 0; almost n runs from min(⌈0.9 n⌉, n−1) to n−1; several, dozens and
 * hundreds are lower bounds of 3, 12 and 100. Integer arithmetic throughout.
 */
export function countRange(words: CountWords): CountRange {
  switch (words.form) {
    case 'exactly':
      return { least: words.n, most: words.n };
    case 'at-least':
      return { least: words.n, most: Number.POSITIVE_INFINITY };
    case 'more-than':
      return { least: words.n + 1, most: Number.POSITIVE_INFINITY };
    case 'at-most':
      return { least: 0, most: words.n };
    case 'fewer-than':
      return { least: 0, most: words.n - 1 };
    case 'between':
      return { least: words.n, most: words.m };
    case 'about': {
      const slack = Math.max(1, Math.floor((words.n + 5) / 10));
      return { least: Math.max(0, words.n - slack), most: words.n + slack };
    }
    case 'almost':
      return { least: Math.max(0, Math.min(Math.ceil((9 * words.n) / 10), words.n - 1)), most: words.n - 1 };
    case 'several':
      return { least: 3, most: Number.POSITIVE_INFINITY };
    case 'dozens':
      return { least: 12, most: Number.POSITIVE_INFINITY };
    case 'hundreds':
      return { least: 100, most: Number.POSITIVE_INFINITY };
    case 'none':
      return { least: 0, most: 0 };
  }
}

/** Whether the words are an approximation: such an answer asserts a value it contains. */
export const isApproximateCount = (words: CountWords) => words.form === 'about' || words.form === 'almost';

export const intersectRanges = (a: CountRange, b: CountRange): CountRange => ({
  least: Math.max(a.least, b.least),
  most: Math.min(a.most, b.most),
});

export const isEmptyRange = (range: CountRange) => range.least > range.most;

/** Whether every number of `inner` is allowed by `outer`. */
export const rangeContains = (outer: CountRange, inner: CountRange) =>
  outer.least <= inner.least && inner.most <= outer.most;
