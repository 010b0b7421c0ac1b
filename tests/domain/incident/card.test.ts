import { describe, expect, test } from 'vitest';
import type { Answer } from '@/domain/answer/answer';
import { joinSpans } from '@/domain/answer/span';
import { denoteTime } from '@/domain/answer/time';
import { incidentCardOf } from '@/domain/incident/card';
import { assess } from '@/domain/question/assess';
import type { AssessedClaim } from '@/domain/question/claim';
import { claim, count, lineage, time, truth, unknown } from '../question/given';

const onDate = (id: string, edtf: string, rest: Partial<AssessedClaim> = {}) =>
  claim(id, time(edtf), { attribute: 'date', ...rest });
const hurt = (id: string, answer: number | Answer, rest: Partial<AssessedClaim> = {}) =>
  claim(id, answer, { attribute: 'wounded', ...rest });

/** The card of an incident of which these claims were made, in this order. */
function cardOf(...claims: AssessedClaim[]) {
  const asked = [...new Set(claims.map(({ attribute }) => attribute))];
  const questions = asked.map((attribute) => ({
    attribute,
    assessment: assess(
      claims.filter((each) => each.attribute === attribute),
      lineage(),
    ),
  }));
  const live = new Set(questions.flatMap(({ assessment }) => assessment.live));
  const spans = claims.flatMap(({ id, answer, opinion }) =>
    answer.kind === 'time' && live.has(id) && !opinion ? (denoteTime(answer.edtf)?.spans ?? []) : [],
  );
  const rows = claims.map((each) => ({ ...each, scope: each.scope ?? null, opinion: each.opinion ?? false }));
  return incidentCardOf(questions, rows, joinSpans(spans));
}

describe('the card of an incident', () => {
  test('of which nothing is said says nothing', () => {
    expect(cardOf()).toEqual({ dates: [], moreDates: 0, dating: 'undated', states: {}, harm: [] });
  });

  test.each([
    ['a day', ['2021-05-04'], 'day'],
    ['the same day twice', ['2021-05-04', '2021-05-04'], 'day'],
    ['a clock time of that day', ['2021-05-04', '2021-05-04T23:59:00+03:00'], 'day'],
    ['one of two days', ['[2021-05-02,2021-05-05]'], 'uncertain'],
    ['a month', ['2021-05'], 'uncertain'],
    ['an open side', ['2021-05-04/..'], 'uncertain'],
    ['two days that exclude each other', ['2021-05-02', '2021-05-04'], 'disputed'],
  ])('of %s says how well its date is known', (_, dates, dating) => {
    expect(cardOf(...dates.map((edtf, at) => onDate(`d${at}`, edtf))).dating).toBe(dating);
  });

  test('has four positions on the date, and the number of the others', () => {
    const dates = (most: number) => Array.from({ length: most }, (_, at) => onDate(`d${at}`, `2021-0${at + 1}-10`));
    for (const [there, more] of [
      [4, 0],
      [7, 3],
    ] as const) {
      const card = cardOf(...dates(there));
      expect([card.dates.length, card.moreDates]).toEqual([4, more]);
    }
  });

  test('counts its questions by state, those that nobody answers aside', () => {
    const card = cardOf(claim('a', 3), claim('b', 5), hurt('h', 2), onDate('d', '2021-05-04', { withdrawn: true }));
    expect(card.states).toEqual({ Disputed: 1, 'One source': 1, Withdrawn: 1 });
    expect(incidentCardOf([{ attribute: 'killed', assessment: assess([], lineage()) }], [], []).states).toEqual({});
  });

  test('has the least and the most of what live reports say of the killed and wounded, scope by scope', () => {
    const card = cardOf(
      claim('rockets', 8),
      hurt('h', 3),
      hurt('i', 1),
      hurt('guess', 9, { opinion: true }),
      hurt('gone', 7, { withdrawn: true }),
      hurt('us', count('at-least', 2), { scope: 'us-personnel' }),
      claim('dead', truth('no'), { attribute: 'killed' }),
    );
    expect(card.harm).toEqual([
      { attribute: 'killed', scope: 'persons', least: 0, most: 0 },
      { attribute: 'wounded', scope: 'persons', least: 1, most: 3 },
      { attribute: 'wounded', scope: 'us-personnel', least: 2, most: null },
    ]);
  });

  test('says nothing of harm where an answer has no number', () => {
    expect(cardOf(hurt('h', unknown)).harm).toEqual([]);
    expect(cardOf(hurt('h', truth('yes'))).harm).toEqual([
      { attribute: 'wounded', scope: 'persons', least: 1, most: null },
    ]);
  });
});
