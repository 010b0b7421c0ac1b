import { describe, expect, test } from 'vitest';
import type { Answer } from '@/domain/answer/answer';
import { assess } from '@/domain/question/assess';
import { assessFamily } from '@/domain/question/assess-family';
import type { AssessedClaim } from '@/domain/question/claim';

const nothing = { sources: {}, documents: {} };
const claim = (id: string, attribute: string, scope: string, answer: Answer): AssessedClaim => ({
  id,
  attribute,
  scope,
  answer,
  claimant: `source of ${id}`,
});
const exactly = (n: number): Answer => ({ kind: 'count', form: 'exactly', n });
const none: Answer = { kind: 'count', form: 'none' };

describe('a question of a family', () => {
  test('shows answers to its relatives only where they clash with one of its own', () => {
    const claims = [
      claim('nobody', 'casualties', 'persons', none),
      claim('one', 'wounded', 'foreign contractors', exactly(1)),
      claim('dead', 'killed', 'civilians', none),
    ];
    const families = assessFamily(['casualties', 'wounded', 'killed'], claims, nothing);
    expect(families.get('wounded')?.state).toBe('Disputed');
    expect(families.get('wounded')?.positions.map((position) => position.claims)).toEqual([['nobody'], ['one']]);
    expect(families.get('wounded')?.origins).toEqual([2, 2]);
    expect(families.get('killed')?.state).toBe('One source');
    expect(families.get('killed')?.positions.map((position) => position.claims)).toEqual([['dead']]);
  });

  test('counts answers that mean the same and are worded otherwise', () => {
    const claims = [
      claim('none', 'casualties', 'persons', none),
      claim('zero', 'casualties', 'persons', exactly(0)),
      claim('one', 'wounded', 'persons', exactly(1)),
    ];
    const wounded = assessFamily(['wounded'], claims, nothing).get('wounded');
    expect(wounded?.positions.map((position) => position.claims)).toEqual([['none', 'zero'], ['one']]);
    expect(wounded?.origins).toEqual([3, 3]);
  });

  test('keeps every position of its own however many its relatives have', () => {
    const claims = [1, 2, 3, 4, 5].flatMap((n) => [
      claim(`k${n}`, 'killed', 'military', exactly(n)),
      claim(`w${n}`, 'wounded', 'civilians', exactly(n)),
      claim(`u${n}`, 'wounded', 'contractors', exactly(n)),
    ]);
    const killed = assessFamily(['killed'], claims, nothing).get('killed');
    expect(killed?.positionCount).toBe(5);
    expect(killed?.origins).toEqual([5, 5]);
  });
});

describe('a report made to hold everybody up', () => {
  test('is assessed in bounded tries, and what clashes is still disputed', () => {
    const scopes = [
      'persons',
      'military',
      'US troops',
      'contractors',
      'foreign contractors',
      'civilians',
      'US nationals',
    ];
    const claims = [...Array(60).keys()].map((at) =>
      claim(
        `c${at}`,
        ['casualties', 'killed', 'wounded'][at % 3] as string,
        scopes[(at * 5) % scopes.length] as string,
        exactly(1 + ((at * 13) % 17)),
      ),
    );
    const assessment = assess(claims, nothing);
    expect(assessment.state).toBe('Disputed');
    const placed = new Set(assessment.lines.flatMap((line) => line.positions.flatMap((position) => position.claims)));
    expect(placed.size).toBe(60);
  });
});
