import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { findGroups } from '@/domain/question/maximal-groups';

const SIZE = 7;
const clashSets = fc.array(fc.uniqueArray(fc.nat(SIZE - 1), { minLength: 2, maxLength: 4 }), { maxLength: 7 });
const subsets = [...Array(2 ** SIZE).keys()].map((bits) => [...Array(SIZE).keys()].filter((at) => bits & (1 << at)));
const within = (part: readonly number[], whole: readonly number[]) => part.every((at) => whole.includes(at));
const sorted = (groups: readonly (readonly number[])[]) => groups.map((group) => [...group].sort().join()).sort();

test('the maximal groups and the minimal clashes are those a search of all subsets finds', () => {
  fc.assert(
    fc.property(clashSets, (clashing) => {
      const holds = (group: readonly number[]) => !clashing.some((clash) => within(clash, group));
      const good = subsets.filter(holds);
      const bad = subsets.filter((group) => !holds(group));
      const { groups, clashes, complete } = findGroups(SIZE, holds);
      expect(complete).toBe(true);
      expect(sorted(groups)).toEqual(
        sorted(good.filter((group) => !good.some((other) => other.length > group.length && within(group, other)))),
      );
      expect(sorted(clashes)).toEqual(
        sorted(bad.filter((group) => !bad.some((other) => other.length < group.length && within(other, group)))),
      );
    }),
    { numRuns: 300 },
  );
});
