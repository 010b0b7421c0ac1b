import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addMonths, DAY_S, dateFromDays, daysFromDate, daysInMonth } from '@/domain/answer/calendar';
import { intersectSpans, joinSpans, spansContain } from '@/domain/answer/span';
import { denoteTime } from '@/domain/answer/time';

const at = (iso: string) => Date.parse(iso) / 1000;
const spans = (edtf: string, zone?: number) => denoteTime(edtf, zone)?.spans;
const from = (start: string, end: string) => [{ from: at(start), to: at(end) }];

describe('the instants of a time', () => {
  test.each([
    ['2021-05-03', '2021-05-03T00:00+03:00', '2021-05-04T00:00+03:00'],
    ['2021-05', '2021-05-01T00:00+03:00', '2021-06-01T00:00+03:00'],
    ['2021', '2021-01-01T00:00+03:00', '2022-01-01T00:00+03:00'],
    ['202', '2020-01-01T00:00+03:00', '2030-01-01T00:00+03:00'],
    ['20', '2000-01-01T00:00+03:00', '2100-01-01T00:00+03:00'],
    ['2021-21', '2021-03-01T00:00+03:00', '2021-06-01T00:00+03:00'],
    ['2021-29', '2021-09-01T00:00+03:00', '2021-12-01T00:00+03:00'],
    ['2021-24', '2020-12-01T00:00+03:00', '2021-03-01T00:00+03:00'],
    ['2021-34', '2021-04-01T00:00+03:00', '2021-07-01T00:00+03:00'],
    ['2021-39', '2021-09-01T00:00+03:00', '2022-01-01T00:00+03:00'],
    ['2021-41', '2021-07-01T00:00+03:00', '2022-01-01T00:00+03:00'],
    ['2021-05-03T20:00+03:00', '2021-05-03T17:00Z', '2021-05-03T17:01Z'],
    ['2021-05-03T20:00:07+03:00', '2021-05-03T17:00:07Z', '2021-05-03T17:00:08Z'],
    ['2021-05-03~', '2021-05-02T00:00+03:00', '2021-05-05T00:00+03:00'],
    ['2021-05%', '2021-04-01T00:00+03:00', '2021-07-01T00:00+03:00'],
    ['2021~', '2020-01-01T00:00+03:00', '2023-01-01T00:00+03:00'],
    ['2021-05-03?', '2021-05-03T00:00+03:00', '2021-05-04T00:00+03:00'],
    ['2021-~05-03', '2021-04-03T00:00+03:00', '2021-06-04T00:00+03:00'],
    ['2021-05-03T20:00Z~', '2021-05-03T19:59Z', '2021-05-03T20:02Z'],
    ['2021-04-22/2021-04-23', '2021-04-22T00:00+03:00', '2021-04-24T00:00+03:00'],
    ['2021-04-22~/2021-04-23', '2021-04-21T00:00+03:00', '2021-04-24T00:00+03:00'],
    ['2021-05-XX', '2021-05-01T00:00+03:00', '2021-06-01T00:00+03:00'],
    ['2021-XX', '2021-01-01T00:00+03:00', '2022-01-01T00:00+03:00'],
    ['201X', '2010-01-01T00:00+03:00', '2020-01-01T00:00+03:00'],
    ['2021-05-1X', '2021-05-10T00:00+03:00', '2021-05-20T00:00+03:00'],
    ['1950S2', '1900-01-01T00:00+03:00', '2000-01-01T00:00+03:00'],
    ['[2021-05-02..2021-05-04]', '2021-05-02T00:00+03:00', '2021-05-05T00:00+03:00'],
  ])('%s run from %s to %s', (edtf, start, end) => {
    expect(spans(edtf)?.[0]).toEqual(from(start, end)[0]);
  });

  test('of a bare day follow the zone given', () => {
    expect(spans('2021-05-03', 0)).toEqual(from('2021-05-03T00:00Z', '2021-05-04T00:00Z'));
    expect(spans('2021-05-03T20:00+03:00', 0)).toEqual(spans('2021-05-03T20:00+03:00', 600));
  });
  test('of a winter may be of either year', () => {
    expect(spans('2021-24')).toHaveLength(2);
  });
  test('of a set are those of its members', () => {
    expect(spans('[2021-05-02,2021-05-04]')).toEqual([
      ...from('2021-05-02T00:00+03:00', '2021-05-03T00:00+03:00'),
      ...from('2021-05-04T00:00+03:00', '2021-05-05T00:00+03:00'),
    ]);
  });
  test('of a masked month are one day of each', () => {
    expect(spans('2021-XX-31')).toHaveLength(7);
    expect(spans('XXXX-02-29')).toHaveLength(2425);
  });
  test('of an open interval have no end', () => {
    for (const edtf of ['2021-05-03/..', '2021-05-03/']) expect(spans(edtf)?.[0]?.to).toBe(Number.POSITIVE_INFINITY);
    for (const edtf of ['../2021-05-03', '/2021-05-03']) expect(spans(edtf)?.[0]?.from).toBe(Number.NEGATIVE_INFINITY);
    expect(spans('[2021-05-02..]')?.[0]?.to).toBe(Number.POSITIVE_INFINITY);
  });
  test('grow when the time is approximate, and only then', () => {
    const dates = fc.oneof(
      fc.integer({ min: 1900, max: 2100 }).map(String),
      fc.tuple(fc.integer({ min: 1900, max: 2100 }), fc.integer({ min: 1, max: 12 })).map(([y, m]) => `${y}-${pad(m)}`),
      fc.integer({ min: -20_000, max: 40_000 }).map(isoDay),
    );
    fc.assert(
      fc.property(dates, (date) => {
        const plain = spans(date) ?? [];
        for (const mark of ['~', '%']) {
          const wide = spans(date + mark) ?? [];
          expect(spansContain(wide, plain)).toBe(true);
          expect(spansContain(plain, wide)).toBe(false);
        }
        expect(spans(`${date}?`)).toEqual(plain);
      }),
    );
  });
});

const pad = (n: number) => String(n).padStart(2, '0');
const isoDay = (days: number) => {
  const { year, month, day } = dateFromDays(days);
  return `${year}-${pad(month)}-${pad(day)}`;
};

describe('the calendar', () => {
  test('agrees with the platform on every day of four centuries', () => {
    fc.assert(
      fc.property(fc.integer({ min: -150_000, max: 150_000 }), (days) => {
        const { year, month, day } = dateFromDays(days);
        const platform = new Date(days * DAY_S * 1000);
        expect([year, month, day]).toEqual([
          platform.getUTCFullYear(),
          platform.getUTCMonth() + 1,
          platform.getUTCDate(),
        ]);
        expect(daysFromDate(year, month, day)).toBe(days);
      }),
    );
  });
  test('cuts the day to the month reached', () => {
    expect(addMonths(at('2021-01-31T00:00Z'), 1)).toBe(at('2021-02-28T00:00Z'));
    expect(addMonths(at('2020-03-31T12:00Z'), -1)).toBe(at('2020-02-29T12:00Z'));
    expect([daysInMonth(1900, 2), daysInMonth(2000, 2), daysInMonth(2021, 4)]).toEqual([28, 29, 30]);
  });
});

test('intersecting spans is what comparing them second by second says', () => {
  const lists = fc
    .array(fc.tuple(fc.nat(20), fc.integer({ min: 1, max: 6 })), { maxLength: 4 })
    .map((drafts) => joinSpans(drafts.map(([start, length]) => ({ from: start, to: start + length }))));
  const seconds = (list: readonly { from: number; to: number }[]) =>
    [...Array(30).keys()].filter((second) => list.some((span) => span.from <= second && second < span.to));
  fc.assert(
    fc.property(lists, lists, (a, b) => {
      expect(seconds(intersectSpans(a, b))).toEqual(seconds(a).filter((second) => seconds(b).includes(second)));
      expect(spansContain(a, b)).toBe(seconds(b).every((second) => seconds(a).includes(second)));
    }),
  );
});
