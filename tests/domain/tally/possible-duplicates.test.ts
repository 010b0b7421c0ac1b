import { describe, expect, test } from 'vitest';
import { denoteTime } from '@/domain/answer/time';
import { type ComparedIncident, possibleDuplicates } from '@/domain/tally/possible-duplicates';

const told = (
  id: string,
  day: string,
  particulars: string[],
  rest: Partial<ComparedIncident> = {},
): ComparedIncident => ({
  id,
  site: 'airport',
  spans: denoteTime(day)?.spans ?? [],
  isFromOneSource: false,
  particulars: new Set(particulars),
  ...rest,
});

const first = told('first', '2021-04-22', ['3 rockets', '1 soldier', 'in the night']);
const alone = { isFromOneSource: true };

describe('an incident told by one source alone', () => {
  test('may be another at the same site with two particulars in common, a week off', () => {
    const second = told('second', '2021-04-29', ['3 rockets', '1 soldier'], alone);
    expect([...possibleDuplicates([first, second])]).toEqual([['second', 'first']]);
  });

  test.each<[string, ComparedIncident]>([
    ['with one particular in common', told('second', '2021-04-29', ['3 rockets', '2 soldiers'], alone)],
    ['at another site', told('second', '2021-04-29', ['3 rockets', '1 soldier'], { ...alone, site: 'base' })],
    ['at no known site', told('second', '2021-04-29', ['3 rockets', '1 soldier'], { ...alone, site: null })],
    ['more than eight days off', told('second', '2021-05-02', ['3 rockets', '1 soldier'], alone)],
    ['that others tell of too', told('second', '2021-04-29', ['3 rockets', '1 soldier'])],
  ])('is none %s', (_why, second) => {
    expect(possibleDuplicates([first, second]).size).toBe(0);
  });

  test('of two that each may be the other, the one given later is in doubt, and the first stands', () => {
    const pair = [told('a', '2021-04-22', ['3', '1'], alone), told('b', '2021-04-23', ['3', '1'], alone)];
    expect([...possibleDuplicates(pair)]).toEqual([['b', 'a']]);
  });
});
