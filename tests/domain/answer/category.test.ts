import { describe, expect, test } from 'vitest';
import { leavesOf, type Term, taxonomies } from '@/domain/answer/category';

const kinds = ['category', 'party'] as const;
const allTerms = (terms: readonly Term[]): Term[] => terms.flatMap((term) => [term, ...allTerms(term.kinds ?? [])]);
const share = (a: readonly string[], b: readonly string[]) => a.some((leaf) => b.includes(leaf));

describe('the terms of a taxonomy', () => {
  test.each(kinds)('of %s have one name each, and no alias that names another', (kind) => {
    const names = allTerms(taxonomies[kind]).flatMap(({ term, aliases = [] }) => [term, ...aliases]);
    const lower = names.map((name) => name.toLowerCase());
    expect(new Set(lower).size).toBe(lower.length);
  });

  test.each(kinds)('of %s hold their kinds, and kinds of one term lie apart', (kind) => {
    for (const { term, kinds: inner = [] } of allTerms(taxonomies[kind])) {
      const whole = leavesOf(kind, term);
      expect(whole.length).toBeGreaterThan(inner.length);
      for (const [at, one] of inner.entries()) {
        expect(leavesOf(kind, one.term).every((leaf) => whole.includes(leaf))).toBe(true);
        for (const other of inner.slice(at + 1))
          expect(share(leavesOf(kind, one.term), leavesOf(kind, other.term))).toBe(false);
      }
    }
  });

  test.each(kinds)('of %s mean by an alias what they mean by their name', (kind) => {
    for (const { term, aliases = [] } of allTerms(taxonomies[kind]))
      for (const alias of aliases) expect(leavesOf(kind, alias)).toEqual(leavesOf(kind, term));
  });

  test.each(kinds)('of %s that are loose mean listed terms and nothing else', (kind) => {
    const terms = allTerms(taxonomies[kind]);
    for (const { term, mayMean } of terms) {
      if (!mayMean) continue;
      expect(mayMean.every((name) => terms.some((other) => other.term === name))).toBe(true);
      expect(leavesOf(kind, term)).toEqual([...new Set(mayMean.flatMap((name) => leavesOf(kind, name)))].sort());
    }
  });
});

describe('a term as it is written', () => {
  test.each([
    ['107mm rocket', '107 mm rocket'],
    ['107-mm Rocket', '107 mm rocket'],
    ['KATYUSHA  rockets', 'Katyusha'],
    ['UAV', 'drone'],
    ['IED', 'improvised bomb'],
  ])('%s is %s', (written, listed) => {
    expect(leavesOf('category', written)).toEqual(leavesOf('category', listed));
  });
  test('is spelt with whatever apostrophe', () => {
    for (const spelling of ["Kata'ib Hezbollah", 'Kata’ib Hezbollah', 'Kataʿib Hezbollah'])
      expect(leavesOf('party', spelling)).toEqual(leavesOf('party', 'Kataib Hezbollah'));
  });
  test('and is not listed stands for itself', () => {
    expect(leavesOf('category', 'Booby-trap')).toEqual(leavesOf('category', 'booby trap'));
    expect(share(leavesOf('category', 'booby trap'), leavesOf('category', 'improvised bomb'))).toBe(false);
  });
});
