import { expect, test } from 'vitest';
import { assess } from '@/domain/question/assess';

const housed = (id: string, value: 'yes' | 'no', validity?: string) => ({
  id,
  attribute: 'houses',
  scope: 'US troops',
  answer: { kind: 'truth' as const, value },
  claimant: id,
  ...(validity === undefined ? {} : { validity }),
});

const nobody = { sources: {}, documents: {} };

test.each([
  ['as of two days, since neither says when it began or ended', '2021-05-03', '2021-05-05', 'Disputed'],
  ['as of a day in the time the other says', '2021-05-05', '2021-01/..', 'Disputed'],
  ['as of a day after the time the other says', '2021-05-05', '../2020-03~', 'Uncontradicted'],
  ['as of a day before the time the other says', '2019-05-05', '2020-01/2020-06', 'Uncontradicted'],
  ['as of a month that reaches into the time the other says', '2020-01', '2020-01-20/2020-06-01', 'Disputed'],
  ['of no time in particular, beside one of the past', undefined, '2019-01/2019-12', 'Disputed'],
  ['from then to then, apart', '2019-01/2019-12', '2020-01/2020-12', 'Uncontradicted'],
  ['from then to then, overlapping', '2019-01/2020-02', '2020-01/2020-12', 'Disputed'],
] as const)('no and yes, %s', (_, no, yes, state) => {
  for (const claims of [
    [housed('a', 'no', no), housed('b', 'yes', yes)],
    [housed('b', 'yes', yes), housed('a', 'no', no)],
  ])
    expect(assess(claims, nobody).state).toBe(state);
});

test('an answer of the past leaves two of today as they are', () => {
  const today = [housed('a', 'no', '2021-05-03'), housed('b', 'no', '2021-05-05')];
  expect(assess(today, nobody).state).toBe('Agreed');
  expect(assess([...today, housed('c', 'yes', '../2020-03')], nobody).conflicts).toEqual([]);
});
