import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { denoteValidity, validitySchema } from '@/domain/answer/validity';

const HOURS = 3600;
/** Midnight of a day in Baghdad, three hours before Greenwich. */
const day = (date: string) => Date.parse(`${date}T00:00:00Z`) / 1000 - 3 * HOURS;
const ever = Number.POSITIVE_INFINITY;

describe('a validity', () => {
  test.each<[string, [number, number] | undefined, [number, number]]>([
    ['2021-05-03', [day('2021-05-03'), day('2021-05-04')], [-ever, ever]],
    ['2021-05', [day('2021-05-01'), day('2021-06-01')], [-ever, ever]],
    ['2020-03/2021-02', [day('2020-03-01'), day('2021-03-01')], [day('2020-03-01'), day('2021-03-01')]],
    ['2021-05-03/..', [day('2021-05-03'), ever], [day('2021-05-03'), ever]],
    ['../2021-05-03', [-ever, day('2021-05-04')], [-ever, day('2021-05-04')]],
    // An end that is not known: surely in the day it is known for, and perhaps for ever after.
    ['2021-05-03/', [day('2021-05-03'), day('2021-05-04')], [day('2021-05-03'), ever]],
    ['/2021-05-03', [day('2021-05-03'), day('2021-05-04')], [-ever, day('2021-05-04')]],
    ['../..', [-ever, ever], [-ever, ever]],
    ['2021-05-03?', undefined, [-ever, ever]],
  ])('%s', (edtf, certain, possible) => {
    const validity = denoteValidity(edtf);
    expect(validity?.certain && [validity.certain.from, validity.certain.to]).toEqual(certain);
    expect(validity && [validity.possible.from, validity.possible.to]).toEqual(possible);
  });

  test.each([
    '2021-05-04/2021-05-02',
    '[2021-05-02,2021-05-04]',
    '{2021,2022}',
    'lately',
    '',
    '2021-13',
    '/',
    '/..',
    '../',
  ])('is not %j', (text) => {
    expect(denoteValidity(text)).toBeUndefined();
    expect(validitySchema.safeParse(text).success).toBe(false);
  });

  test('is certain of no time that is not possible, and is never empty', () => {
    const dates = fc
      .tuple(fc.integer({ min: 2019, max: 2022 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
      .chain(([year, month, date]) => {
        const two = (n: number) => String(n).padStart(2, '0');
        return fc.constantFrom(`${year}`, `${year}-${two(month)}`, `${year}-${two(month)}-${two(date)}`);
      });
    const ends = fc.oneof(
      { weight: 4, arbitrary: fc.tuple(dates, fc.constantFrom('', '?', '~')).map((parts) => parts.join('')) },
      { weight: 1, arbitrary: fc.constantFrom('..', '') },
    );
    const texts = fc.oneof(
      ends,
      fc.tuple(ends, ends).map((parts) => parts.join('/')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const validity = denoteValidity(text);
        if (!validity) return;
        const { certain, possible } = validity;
        expect(possible.from).toBeLessThan(possible.to);
        if (!certain) return;
        expect(certain.from).toBeLessThan(certain.to);
        expect(certain.from).toBeGreaterThanOrEqual(possible.from);
        expect(certain.to).toBeLessThanOrEqual(possible.to);
      }),
      { numRuns: 500 },
    );
  });
});
