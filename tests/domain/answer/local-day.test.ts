import { expect, test } from 'vitest';
import { localDayAt, localDaysIn } from '@/domain/answer/local-day';
import { denoteTime } from '@/domain/answer/time';

const spans = (edtf: string) => denoteTime(edtf)?.spans ?? [];
const days = (edtf: string, most = 9) => localDaysIn(spans(edtf), most)?.map(({ text }) => text);

test('a day begins at local midnight and is the span its own text denotes', () => {
  const day = localDayAt(Date.parse('2021-05-02T21:00:00Z') / 1000);
  expect(day?.text).toBe('2021-05-03');
  expect(spans('2021-05-03')).toEqual([{ from: day?.from, to: day?.to }]);
  expect(localDayAt(Date.parse('2021-05-02T20:59:59Z') / 1000)?.text).toBe('2021-05-02');
});

test('a date on one of two days is on neither day between', () => {
  expect(days('[2021-05-02,2021-05-04]')).toEqual(['2021-05-02', '2021-05-04']);
  expect(days('2021-05-03T20:00+03:00')).toEqual(['2021-05-03']);
});

test('more days than asked for are none, and so is a date without an end', () => {
  expect(days('2021-05', 31)).toHaveLength(31);
  expect(days('2021-05', 30)).toBeUndefined();
  expect(days('2021-05-04/..')).toBeUndefined();
  expect(localDayAt(Number.POSITIVE_INFINITY)).toBeUndefined();
});
