import { describe, expect, test } from 'vitest';
import { placePeriod } from '@/app/_ui/over-time-layout';
import { denoteTime } from '@/domain/answer/time';
import { periodOf } from '@/domain/question/as-of';

const start = (edtf: string) => denoteTime(edtf)?.spans[0]?.from ?? 0;
const axis = { from: start('2021-01-01'), to: start('2022-01-01') };
const drawn = (validity?: string, published?: string) => placePeriod(axis, periodOf({ validity, published }));

describe('a period on the axis', () => {
  test('is a bar where it is certain, hatched where an end is not, with an arrow where it goes on', () => {
    expect(drawn('2021-03/2021-06')).toMatchObject({ unsure: [], before: null, after: null });
    expect(drawn('2021-03/..')).toMatchObject({ sure: { x2: 100 }, unsure: [], before: null, after: 'sure' });
    const unknown = drawn('2021-03/');
    expect(unknown).toMatchObject({ before: null, after: 'perhaps' });
    expect(unknown.unsure).toMatchObject([{ x1: unknown.sure?.x2, x2: 100 }]);
    const about = drawn('2021-02~/2021-09~');
    expect(about.unsure.map(({ x1, x2 }) => x1 < x2)).toEqual([true, true]);
    expect([about.unsure[0]?.x2, about.unsure[1]?.x1]).toEqual([about.sure?.x1, about.sure?.x2]);
  });

  test('as of a day is that day, and may go on to both sides', () => {
    const day = drawn('2021-07-02');
    expect(day).toMatchObject({ before: 'perhaps', after: 'perhaps', stated: null });
    expect(day.sure?.x1).toBeCloseTo(50, 0);
    expect(day.unsure).toHaveLength(2);
  });

  test('without a date is nowhere certain, and marks when it was published', () => {
    expect(drawn(undefined, '2021-07-02')).toMatchObject({ sure: null, before: 'perhaps', after: 'perhaps' });
    expect(drawn(undefined, '2021-07-02').stated).toBeCloseTo(50, 0);
    expect(drawn()).toMatchObject({ sure: null, stated: null });
  });

  test('that ended before the axis begins leaves no more than a mark at its edge', () => {
    expect(drawn('2019/2020')).toMatchObject({ sure: { x1: 0, x2: 0 }, before: 'sure', after: null });
  });
});
