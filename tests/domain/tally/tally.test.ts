import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type TalliedIncident, type TallyClaim, tally } from '@/domain/tally/tally';

const on = (...dates: string[]): TalliedIncident[] => dates.map((date) => ({ date, site: 'Balad' }));
const nth = (ordinal: number, days: number, day = '2021-05-04', site?: string): TallyClaim => ({
  ordinal,
  window: { days },
  on: day,
  ...(site && { site }),
});

describe('a tally', () => {
  test.each<[string, TalliedIncident[], TallyClaim, string]>([
    ['leaves out what came after its day', on('2021-05-04', '2021-05-05'), nth(1, 3), 'consistent'],
    ['counts the first day of n days', on('2021-05-02', '2021-05-04'), nth(2, 3), 'consistent'],
    ['hangs on the day before that', on('2021-05-01', '2021-05-04'), nth(2, 3), 'undetermined'],
    ['leaves out the day before the edge', on('2021-04-30', '2021-05-04'), nth(1, 3), 'consistent'],
    [
      'is contradicted whatever the edge',
      on('2021-05-01', '2021-05-02', '2021-05-03', '2021-05-04'),
      nth(2, 3),
      'contradicted',
    ],
    ['needs an empty record to hold one', [], nth(1, 3), 'beyond the record'],
    [
      'of other sites does not count',
      [{ date: '2021-05-04', site: 'Erbil' }],
      nth(1, 3, '2021-05-04', 'Balad'),
      'beyond the record',
    ],
    ['knows a site by its name, whatever the case', on('2021-05-04'), nth(1, 3, '2021-05-04', ' balad'), 'consistent'],
    ['hangs on an incident without a site', [{ date: '2021-05-04' }], nth(1, 3, '2021-05-04', 'Balad'), 'undetermined'],
    [
      'hangs on a possible duplicate',
      [
        { id: 'a', date: '2021-05-04' },
        { id: 'b', date: '2021-05-04', possibleDuplicateOf: 'a' },
      ],
      nth(2, 3),
      'undetermined',
    ],
    ['hangs on a disputed occurrence', [{ date: '2021-05-04', occurred: 'disputed' }], nth(1, 3), 'undetermined'],
    ['hangs on a month', on('2021-05'), nth(1, 3), 'undetermined'],
    ['takes a clock time as of its day', on('2021-05-04T23:30+03:00'), nth(1, 1), 'consistent'],
    [
      'since a day leaves out the day before',
      on('2021-01-19', '2021-01-20'),
      { count: { form: 'exactly', n: 1 }, window: { since: '2021-01-20' }, on: '2021-05-02' },
      'consistent',
    ],
    [
      'at least so many is never contradicted by more',
      on('2021-05-01', '2021-05-02', '2021-05-03'),
      { count: { form: 'at-least', n: 2 }, window: { since: '2021-01-20' }, on: '2021-05-04' },
      'consistent',
    ],
    [
      'fewer than so many is contradicted by them',
      on('2021-05-01', '2021-05-02', '2021-05-03'),
      { count: { form: 'fewer-than', n: 3 }, window: { since: '2021-01-20' }, on: '2021-05-04' },
      'contradicted',
    ],
    [
      'holds when every number of the range is allowed',
      [...on('2021-05-01', '2021-05-02'), { date: '2021-05-03', occurred: 'disputed' }],
      { count: { form: 'between', n: 2, m: 3 }, window: { since: '2021-01-20' }, on: '2021-05-04' },
      'consistent',
    ],
  ])('%s', (_rule, record, claim, verdict) => {
    expect(tally(record, claim).verdict).toBe(verdict);
  });

  test('names the incidents that decide it', () => {
    const record: TalliedIncident[] = [
      { date: '2021-04-22', site: 'Baghdad airport' },
      { date: '2021-04-29', site: 'Baghdad airport', occurred: 'disputed' },
      { date: '2021-05-02', site: 'Baghdad airport' },
      { date: '2021-05-02', site: 'Balad' },
    ];
    expect(tally(record, nth(2, 10, '2021-05-02', 'Baghdad airport'))).toEqual({
      verdict: 'undetermined',
      least: 1,
      most: 3,
      counted: [2],
      uncertain: [0, 1],
    });
  });

  test('turns no contradiction when a further incident comes to light', () => {
    const days = fc.integer({ min: 1, max: 9 }).map((day) => `2021-05-0${day}`);
    fc.assert(
      fc.property(fc.array(days, { maxLength: 8 }), days, fc.integer({ min: 1, max: 4 }), (dates, more, ordinal) => {
        const claim = nth(ordinal, 3, '2021-05-05');
        if (tally(on(...dates), claim).verdict === 'contradicted') {
          expect(tally(on(...dates, more), claim).verdict).toBe('contradicted');
        }
        expect(tally(on(...dates, more), claim).verdict === 'beyond the record').toBe(
          tally(on(...dates, more), claim).most < ordinal,
        );
      }),
    );
  });
});
