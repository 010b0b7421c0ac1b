import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assess } from '@/domain/question/assess';
import { assessFamily } from '@/domain/question/assess-family';
import type { AssessedClaim, Lineage } from '@/domain/question/claim';
import { standingsOf } from '@/domain/question/claim-standing';
import { denote } from '@/domain/question/denote';
import { builtInVocabulary } from '@/domain/question/vocabulary';
import { anyLineage, manyClaims } from './any-claim';
import { claim, count, lineage, unknown } from './given';

const keyOf = (one: AssessedClaim) => denote(one, builtInVocabulary)?.key;
const standings = (claims: readonly AssessedClaim[], known: Lineage = lineage()) =>
  Object.fromEntries(standingsOf(claims, assess(claims, known), keyOf));

describe('a claim', () => {
  test('that is alone is untested; with another origin’s equal answer it is agreed', () => {
    expect(standings([claim('a', 3)])).toEqual({ a: 'untested' });
    expect(standings([claim('a', 3), claim('b', 3)])).toEqual({ a: 'agreed', b: 'agreed' });
  });

  test('is not agreed to by its own institution, nor by a page of unknown lineage', () => {
    const voices = lineage({ sources: { 'claimant b': { partOf: 'claimant a' } } });
    expect(standings([claim('a', 3), claim('b', 3)], voices)).toEqual({ a: 'untested', b: 'untested' });
    const unclear = lineage({ documents: { page: { publisher: 'claimant b', lineage: 'unknown' } } });
    expect(standings([claim('a', 3), claim('b', 3, { carrier: 'page' })], unclear)).toEqual({
      a: 'untested',
      b: 'untested',
    });
  });

  test('of either side of a dispute is contradicted, and so is who says the same as one of them', () => {
    const claims = [claim('a', 3), claim('b', 3), claim('c', 5)];
    expect(standings(claims)).toEqual({ a: 'contradicted', b: 'contradicted', c: 'contradicted' });
  });

  test('that passes on another’s word repeats, contradicted or not', () => {
    const claims = [claim('a', 3), claim('b', 3, { relays: 'claimant a' }), claim('c', 5)];
    expect(standings(claims)).toMatchObject({ b: 'repeats' });
  });

  test('that its own claimant replaced or took back is revised, and no longer contradicted', () => {
    const later = claim('later', 5, { claimant: 'claimant a', revises: 'a' });
    expect(standings([claim('a', 3), claim('b', 5), later])).toMatchObject({
      a: 'revised',
      b: 'agreed',
      later: 'agreed',
    });
    expect(standings([claim('a', 3, { withdrawn: true }), claim('b', 5)])).toEqual({ a: 'revised', b: 'untested' });
  });

  test('that is an error in copying is that before all else', () => {
    const claims = [claim('a', 3, { miscopied: true, withdrawn: true }), claim('b', 5)];
    expect(standings(claims)).toEqual({ a: 'miscopied', b: 'untested' });
  });

  test('that takes no position has no standing', () => {
    const tally = { kind: 'tally', ordinal: 3, window: { days: 30 }, on: '2021-05-04' } as const;
    const claims = [claim('o', 3, { opinion: true }), claim('u', unknown), claim('t', tally), claim('b', 5)];
    expect(standings(claims)).toEqual({ o: null, u: null, t: null, b: 'untested' });
  });

  test('is contradicted by an answer to a question that nests with its own', () => {
    const claims = [
      claim('nobody', count('none'), { attribute: 'casualties', scope: 'persons' }),
      claim('one', 1, { attribute: 'wounded', scope: 'contractors' }),
    ];
    const assessments = assessFamily(['casualties', 'wounded'], claims, lineage());
    for (const [attribute, id] of [
      ['casualties', 'nobody'],
      ['wounded', 'one'],
    ] as const) {
      const own = claims.filter((one) => one.attribute === attribute);
      const assessment = assessments.get(attribute);
      expect(assessment && standingsOf(own, assessment, keyOf).get(id)).toBe('contradicted');
    }
  });
});

test('whatever the claims: all who live and say the same stand the same, and nobody stands contradicted without a conflict', {
  timeout: 60_000,
}, () => {
  fc.assert(
    fc.property(manyClaims, anyLineage, (claims, known) => {
      const assessment = assess(claims, known);
      const found = standingsOf(claims, assessment, keyOf);
      expect([...found.keys()]).toEqual(claims.map(({ id }) => id));
      const byKey = new Map<string, Set<string | null | undefined>>();
      for (const one of claims) {
        const standing = found.get(one.id);
        if (assessment.conflicts.length === 0) expect(standing).not.toBe('contradicted');
        if (one.answer.kind === 'unknown') expect(standing).toBeNull();
        const key = keyOf(one);
        if (key && (standing === 'contradicted' || (standing === 'untested' && assessment.live.includes(one.id))))
          byKey.set(key, (byKey.get(key) ?? new Set()).add(standing));
      }
      for (const told of byKey.values()) expect(told.size).toBe(1);
    }),
    { numRuns: 250 },
  );
});
