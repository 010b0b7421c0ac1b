import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Argument, noArgument } from '@/domain/question/argument';
import { assess } from '@/domain/question/assess';
import { assessFamily } from '@/domain/question/assess-family';
import { consequenceOf, positionsAtIssue, stageOf } from '@/domain/question/stage';
import { anyLineage, manyClaims } from './any-claim';
import { claim, count, lineage, time } from './given';

const notRuled = { isRuled: false, isChallenged: false };
const said = { by: 'a', setBy: 1 };
const marking = (...positions: string[]): Argument => ({
  ...noArgument,
  marks: positions.map((position) => ({ ...said, position, evidence: { document: 'doc' }, mark: 'Against' })),
});
const wanting = (met: boolean): Argument => ({
  ...marking('a', 'b'),
  requests: [{ ...said, request: 'q', wanted: 'A list.', met: met ? { ...said, outcome: 'None.' } : null }],
});
const disputed = assess([claim('a', 3), claim('b', 5)], lineage());
const agreed = assess([claim('a', 3), claim('b', 3)], lineage());

describe('a question on the board', () => {
  test('is there only while it is disputed or ruled on', () => {
    expect(stageOf(agreed, marking('a', 'b'), notRuled)).toBeNull();
    expect(stageOf(agreed, wanting(false), notRuled)).toBeNull();
    expect(stageOf(disputed, null, notRuled)).toBe('Open');
    expect(stageOf(agreed, null, { isRuled: true, isChallenged: false })).toBe('Settled');
  });

  test('once ruled on is settled, and waits among the open ones while the ruling is challenged', () => {
    expect(stageOf(disputed, wanting(false), { isRuled: true, isChallenged: false })).toBe('Settled');
    expect(stageOf(disputed, wanting(false), { isRuled: true, isChallenged: true })).toBe('Open');
  });

  test('wants evidence until every request has ended, however well it is marked', () => {
    expect(stageOf(disputed, wanting(false), notRuled)).toBe('Evidence wanted');
    expect(stageOf(disputed, wanting(true), notRuled)).toBe('Ready to rule');
  });

  test('is ready to rule once every position has a mark that bears on it', () => {
    expect(stageOf(disputed, marking('a'), notRuled)).toBe('Open');
    expect(stageOf(disputed, marking('a', 'b'), notRuled)).toBe('Ready to rule');
    const apart = marking('a', 'b');
    const beside = { ...apart, marks: apart.marks.map((mark) => ({ ...mark, mark: 'Does not bear' as const })) };
    expect(stageOf(disputed, beside, notRuled)).toBe('Open');
    // A new position is one nobody looked at.
    const more = assess([claim('a', 3), claim('b', 5), claim('c', 9)], lineage());
    expect(stageOf(more, marking('a', 'b'), notRuled)).toBe('Open');
  });

  test('takes a mark for a position from any claim that asserts it', () => {
    const several = assess([claim('a', 3), claim('b', 5), claim('c', 5)], lineage());
    for (const other of ['b', 'c']) expect(stageOf(several, marking('a', other), notRuled)).toBe('Ready to rule');
  });
});

describe('the positions at issue', () => {
  test('are each line’s own where it is disputed in itself', () => {
    const claims = [
      claim('a', 3),
      claim('b', 5),
      claim('c', 5),
      claim('in', 2, { scope: 'landed inside' }),
      claim('in-2', 2, { scope: 'landed inside' }),
    ];
    expect(positionsAtIssue(assess(claims, lineage()))).toEqual([['a'], ['b', 'c']]);
  });

  test('are told apart by what each has alone, where worded answers share a third', () => {
    const words = (id: string, text: string, claimant: string, against: string[] = []) => ({
      ...claim(id, { kind: 'text', text }, { attribute: 'damage' }),
      claimant,
      against,
    });
    const claims = [
      words('none', 'none', 'A', ['hall']),
      words('hall', 'a hall was hit', 'B'),
      words('smoke', 'smoke was seen', 'C'),
      words('also', 'smoke was seen', 'D'),
    ];
    const positions = positionsAtIssue(assess(claims, lineage()));
    expect(positions.map((ids) => ids.join()).sort()).toEqual(['hall', 'none']);
  });

  test('name one claim of each answer where only lines clash with each other', () => {
    const claims = [claim('fired', 3), claim('in', 5, { scope: 'landed inside' })];
    const assessment = assess(claims, lineage());
    expect(assessment.state).toBe('Disputed');
    expect(assessment.lines.every(({ state }) => state !== 'Disputed')).toBe(true);
    expect(positionsAtIssue(assessment)).toEqual([['fired'], ['in']]);
  });

  test('hold what a question of the same family says where that clashes', () => {
    const claims = [
      claim('nobody', count('none'), { attribute: 'casualties', scope: 'persons' }),
      claim('one', 1, { attribute: 'wounded', scope: 'contractors' }),
    ];
    const wounded = assessFamily(['wounded'], claims, lineage()).get('wounded');
    expect(wounded && positionsAtIssue(wounded).flat().sort()).toEqual(['nobody', 'one']);
  });

  test('are none where nothing is disputed', () => {
    const dates = [
      claim('d', time('2021-05-03'), { attribute: 'date' }),
      claim('e', time('2021-05'), { attribute: 'date' }),
    ];
    expect(positionsAtIssue(assess(dates, lineage()))).toEqual([]);
  });

  test('are, of whatever is disputed, two at least, and every conflict touches one of them', {
    timeout: 60_000,
  }, () => {
    fc.assert(
      fc.property(manyClaims, anyLineage, (claims, known) => {
        const assessment = assess(claims, known);
        const positions = positionsAtIssue(assessment);
        if (assessment.state !== 'Disputed') return;
        expect(positions.length).toBeGreaterThanOrEqual(2);
        for (const ids of positions) {
          expect(ids.length).toBeGreaterThan(0);
          expect(ids.every((id) => assessment.live.includes(id))).toBe(true);
        }
        const disputed = assessment.lines.filter(({ state }) => state === 'Disputed').flatMap((line) => line.claims);
        for (const { claims: members } of assessment.conflicts)
          expect(members.some((id) => disputed.includes(id) || positions.flat().includes(id))).toBe(true);
      }),
      { numRuns: 250 },
    );
  });
});

test('one record more weighs more than any number of claims', () => {
  fc.assert(
    fc.property(fc.nat(500), fc.nat(100_000), fc.nat(100_000), (records, a, b) => {
      expect(consequenceOf(records + 1, a)).toBeGreaterThan(consequenceOf(records, b));
      expect(Math.sign(consequenceOf(records, a) - consequenceOf(records, b))).toBe(
        Math.sign(Math.min(a, 999) - Math.min(b, 999)) + 0,
      );
    }),
  );
});
