import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quantityOf } from '@/domain/question/quantity';
import { personScopes, rocketScopes } from '@/domain/question/scope';
import { hasWholeSolution, type SumRow } from '@/domain/question/simplex';
import { nestedTest, type Sum, sumsClash, sumsSatisfiable } from '@/domain/question/sums';

const ranges = fc
  .tuple(fc.nat(4), fc.oneof(fc.nat(4), fc.constant(Number.POSITIVE_INFINITY)))
  .map(([least, more]) => ({ least, most: least + more }));

const sumsOver = (attributes: readonly string[], scopes: readonly string[]) =>
  fc.record({
    quantity: fc
      .record({ attribute: fc.constantFrom(...attributes), scope: fc.constantFrom(...scopes) })
      .map((line) => quantityOf(line)),
    range: ranges,
  });
const harm = sumsOver(
  ['casualties', 'killed', 'wounded'],
  personScopes.map(({ id }) => id),
);
const rockets = sumsOver(
  ['rockets'],
  rocketScopes.map(({ id }) => id),
);

const membersOf = (atoms: bigint) => [...Array(64).keys()].filter((at) => (atoms >> BigInt(at)) & 1n);
const byLinearProgramming = (sums: readonly Sum[]) =>
  hasWholeSolution(
    64,
    sums.map(({ quantity, range }): SumRow => ({ members: membersOf(quantity.atoms), ...range })),
  );

describe('sums', () => {
  test('are whole numbers a search by hand finds too', () => {
    const rows = fc.array(
      fc.tuple(fc.subarray([0, 1, 2, 3], { minLength: 1 }), ranges).map(([members, range]) => ({ members, ...range })),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(rows, (system) => {
        const capped = system.map((row) => ({ ...row, most: Math.min(row.most, 8) }));
        expect(hasWholeSolution(4, capped)).toBe(byHand(capped));
      }),
      { numRuns: 400 },
    );
  });

  test('of a tree of scopes, or with what others imply left out, are what linear programming says', () => {
    fc.assert(
      fc.property(fc.oneof(fc.array(harm, { maxLength: 8 }), fc.array(rockets, { maxLength: 6 })), (sums) => {
        expect(sumsSatisfiable(sums)).toBe(byLinearProgramming(sums));
      }),
      { numRuns: 1500 },
    );
  });

  test('of a tree of scopes are tested in any groups as each group alone', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.array(harm, { maxLength: 8 }), fc.array(rockets, { maxLength: 8 })),
        fc.nat(255),
        (sums, bits) => {
          const group = [...sums.keys()].filter((at) => bits & (1 << at));
          const test = nestedTest(sums);
          fc.pre(test !== undefined);
          expect(test(group)).toBe(sumsSatisfiable(group.flatMap((at) => sums[at] ?? [])));
        },
      ),
      { numRuns: 1500 },
    );
  });

  test('clash in pairs exactly when the pair has no solution', () => {
    fc.assert(
      fc.property(harm, harm, (a, b) => {
        expect(sumsClash(a, b)).toBe(!sumsSatisfiable([a, b]));
      }),
      { numRuns: 1000 },
    );
  });

  test('are whole even where halves would do', () => {
    const pairs = [
      [0, 1],
      [1, 2],
      [0, 2],
    ].map((members) => ({ members, least: 1, most: 1 }));
    expect(hasWholeSolution(3, pairs)).toBe(false);
  });

  test('are exact at the largest numbers', () => {
    const largest = 1_000_000_000;
    const whole = { members: [0, 1, 2], least: 0, most: 2 * largest };
    const parts = [
      { members: [0], least: largest, most: largest },
      { members: [1], least: largest, most: largest },
    ];
    expect(hasWholeSolution(3, [whole, ...parts])).toBe(true);
    expect(hasWholeSolution(3, [{ ...whole, most: 2 * largest - 1 }, ...parts])).toBe(false);
  });
});

function byHand(rows: readonly SumRow[]): boolean {
  const values = Array.from({ length: 9 }, (_, n) => n);
  const holds = (point: readonly number[]) =>
    rows.every(({ members, least, most }) => {
      const sum = members.reduce((total, at) => total + (point[at] ?? 0), 0);
      return least <= sum && sum <= most;
    });
  return values.some((a) => values.some((b) => values.some((c) => values.some((d) => holds([a, b, c, d])))));
}
