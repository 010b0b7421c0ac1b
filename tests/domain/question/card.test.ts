import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Argument, noArgument, type Ruling } from '@/domain/question/argument';
import { assess } from '@/domain/question/assess';
import { assessFamily } from '@/domain/question/assess-family';
import { cardOf } from '@/domain/question/card';
import { positionsAtIssue } from '@/domain/question/stage';
import { anyLineage, manyClaims } from './any-claim';
import { claim, count, lineage } from './given';

const said = { by: 'p-judge', setBy: 7 };
const ruling = (rest: Partial<Ruling> = {}): Ruling => ({
  ...said,
  version: 4,
  outcome: { kind: 'position', position: 'a' },
  rule: 'best evidence',
  rationale: 'Two saw it.',
  evidence: [],
  shownPosition: 3,
  ruled: { attribute: 'rockets', scope: 'fired', answer: { kind: 'count', form: 'exactly', n: 3 } },
  dissents: [],
  reopened: null,
  ...rest,
});
const ruledBy = (...rulings: Ruling[]): Argument => ({ ...noArgument, rulings });
const counts = (most: number) => Array.from({ length: most }, (_, n) => claim(`c${n}`, n));
const disputed = assess([claim('a', 3), claim('b', 5), claim('c', 5)], lineage());

describe('the card of a question', () => {
  test('has its positions with the origins behind each, and of lines that agree nothing', () => {
    const claims = [claim('a', 3), claim('b', 5), claim('c', 5), claim('in', 2, { scope: 'landed inside' })];
    expect(cardOf(assess(claims, lineage()), null, 0)).toMatchObject({
      positions: [
        { value: '3', scope: 'fired', origins: [1, 1] },
        { value: '5', scope: 'fired', origins: [2, 2] },
      ],
      more: 0,
      elsewhere: 0,
    });
  });

  test.each([
    [5, 5, 0],
    // A line for one more says less than the one more.
    [6, 6, 0],
    [7, 5, 2],
  ])('of %i positions has %i, and %i more', (there, shown, more) => {
    const card = cardOf(assess(counts(there), lineage()), null, 0);
    expect([card.positions.length, card.more]).toEqual([shown, more]);
  });

  test('counts what clashes from related questions apart, for it has no value here', () => {
    const claims = [
      claim('dead', 3, { attribute: 'killed' }),
      claim('hurt', 3, { attribute: 'wounded' }),
      claim('all', count('at-most', 4), { attribute: 'casualties' }),
    ];
    const assessment = assessFamily(['killed'], claims, lineage()).get('killed');
    expect(assessment?.state).toBe('Disputed');
    const card = assessment && cardOf(assessment, null, 0);
    expect(card?.positions.map(({ value }) => value)).toEqual(['3']);
    expect(card?.elsewhere).toBe(2);
  });

  test('has a place for each position a ruling chooses between, whatever was claimed', () => {
    fc.assert(
      fc.property(manyClaims, anyLineage, (claims, known) => {
        for (const attribute of new Set(claims.map((each) => each.attribute))) {
          const assessment = assessFamily([attribute], claims, known).get(attribute);
          if (!assessment) continue;
          const { positions, more, elsewhere } = cardOf(assessment, null, 0);
          expect(positions.length + more + elsewhere).toBe(positionsAtIssue(assessment).length);
        }
      }),
    );
  });

  test('counts what was argued: marks, requests that are open and that ended, and challenges', () => {
    const request = (name: string, met: boolean) => ({
      ...said,
      request: name,
      wanted: 'A list.',
      met: met ? { ...said, outcome: 'None.' } : null,
    });
    const mark = { ...said, position: 'a', evidence: { document: 'doc' }, mark: 'Against' as const };
    const argument = { ...noArgument, marks: [mark], requests: [request('q', true), request('r', false)] };
    expect(cardOf(disputed, argument, 2)).toMatchObject({
      marks: 1,
      requests: { open: 1, met: 1 },
      challengedBy: 2,
      ruling: null,
    });
  });

  test('tells the ruling that stands, its scope only where there are several', () => {
    const dissented = ruling({ dissents: [{ ...said, text: 'From afar.' }] });
    const answer = { kind: 'count', form: 'exactly', n: 3 };
    expect(cardOf(disputed, ruledBy(dissented), 0).ruling).toEqual({ ruled: { answer }, by: 'p-judge', dissents: 1 });
    const several = assess([claim('a', 3), claim('b', 5), claim('in', 2, { scope: 'landed inside' })], lineage());
    expect(cardOf(several, ruledBy(dissented), 0).ruling?.ruled).toEqual({ answer, scope: 'fired' });
    const { ruled: _ruled, ...undecided } = ruling({ outcome: { kind: 'undecidable' } });
    expect(cardOf(disputed, ruledBy(undecided), 0).ruling).toEqual({ ruled: null, by: 'p-judge', dissents: 0 });
    expect(cardOf(disputed, ruledBy(ruling({ reopened: { ...said, reason: 'A page.' } })), 0).ruling).toBeNull();
  });

  test('is of the same size however much was said, and has no words that people wrote of it', () => {
    const long = 'x'.repeat(5000);
    const remarks = Array.from({ length: 50 }, (_, at) => ({ ...said, remark: `m${at}`, text: long }));
    const argument = { ...ruledBy(ruling({ rationale: long, dissents: [{ ...said, text: long }] })), remarks };
    const card = JSON.stringify(cardOf(assess(counts(60), lineage()), argument, 1));
    expect(card).not.toContain('xx');
    expect(card.length).toBeLessThan(1000);
  });
});
