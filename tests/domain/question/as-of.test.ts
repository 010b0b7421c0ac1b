import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { localDayAt } from '@/domain/answer/local-day';
import type { Span } from '@/domain/answer/span';
import { denoteTime } from '@/domain/answer/time';
import { assessAsOf, periodOf } from '@/domain/question/as-of';
import { assess } from '@/domain/question/assess';
import type { AssessedClaim } from '@/domain/question/claim';
import { anyLineage } from './any-claim';
import { claim, lineage, truth } from './given';

const day = (text: string): Span => denoteTime(text)?.spans[0] as Span;
const houses = (id: string, value: 'yes' | 'no', rest: Partial<AssessedClaim> = {}) =>
  claim(id, truth(value), { attribute: 'houses', scope: 'US troops', ...rest });
const asOf = (text: string, ...claims: AssessedClaim[]) => assessAsOf(claims, lineage(), day(text));

describe('the answer as of a day', () => {
  test('leaves out a claim that ended before it, and one that begins after', () => {
    const then = asOf(
      '2021-05-03',
      houses('ended', 'yes', { validity: '2020-03/2021-05-02' }),
      houses('later', 'yes', { validity: '2021-05-04/..' }),
      houses('now', 'no', { validity: '2021-05-03' }),
    );
    expect(then.holding).toEqual(['now']);
    expect(then.assessment.state).toBe('One source');
  });

  test('is disputed where answers of that day exclude each other, and agreed on another', () => {
    const claims = [
      houses('a', 'yes', { validity: '2020-01/2021-02-28' }),
      houses('b', 'yes', { validity: '2020-01/2021-05-31' }),
      houses('c', 'no', { validity: '2021-03/..' }),
    ];
    expect(asOf('2020-06-01', ...claims).assessment.state).toBe('Agreed');
    expect(asOf('2021-05-03', ...claims).assessment.state).toBe('Disputed');
    expect(asOf('2022-01-01', ...claims).assessment.state).toBe('One source');
  });

  test('knows which claims speak of that very day, and puts the others by how near they were stated', () => {
    const then = asOf(
      '2021-05-03',
      houses('undated', 'yes'),
      houses('far', 'yes', { validity: '2021-03-15' }),
      houses('near', 'no', { validity: '2021-05-05' }),
      houses('published', 'no', { published: '2021-05-01' }),
      houses('then', 'no', { validity: '2021-05/..' }),
      houses('end not known', 'no', { validity: '2021-04-18/' }),
    );
    expect(then.speaking).toEqual(['then']);
    expect(then.nearby).toEqual(['near', 'published', 'end not known', 'far', 'undated']);
  });

  test('a claim without a validity is said as of its publication, and speaks of no day for certain', () => {
    const period = periodOf({ published: '2021-05-03' });
    expect(period).toMatchObject({ certain: undefined, stated: day('2021-05-03') });
    const then = asOf('2021-05-03', houses('a', 'yes', { published: '2021-05-03' }));
    expect(then).toMatchObject({ speaking: [], nearby: ['a'] });
  });

  test('an answer that was replaced stands at no time, whenever its revision holds', () => {
    const claims = [
      houses('first', 'yes', { claimant: 'A', validity: '2020-01/2020-12' }),
      houses('second', 'yes', { claimant: 'A', validity: '2020-06/2020-12', revises: 'first' }),
    ];
    expect(asOf('2020-03-01', ...claims).assessment).toMatchObject({ state: 'Not reported', live: [] });
    expect(asOf('2020-07-01', ...claims).assessment.live).toEqual(['second']);
  });

  test('a withdrawn answer of that day is told as withdrawn', () => {
    expect(asOf('2021-05-03', houses('a', 'yes', { withdrawn: true })).assessment.state).toBe('Withdrawn');
  });
});

const validities = [
  '2021-05-03',
  '2021-05-05',
  '2021-05-04?',
  '2020-03/2021-02',
  '2021-05/..',
  '../2021-05-03',
  '2021-05-04/',
  '/2021-05-04~',
];
const siteClaims = fc
  .array(
    fc.record({
      answer: fc.constantFrom(truth('yes'), truth('no')),
      scope: fc.constantFrom('US troops', 'coalition troops', 'US contractors'),
      claimant: fc.constantFrom('A', 'B', 'C', 'spokesman of A'),
      relays: fc.option(fc.constantFrom('A', 'B', 'C'), { nil: undefined, freq: 4 }),
      carrier: fc.option(fc.constantFrom('d1', 'd2', 'd3', 'd4'), { nil: undefined }),
      validity: fc.option(fc.constantFrom(...validities), { nil: undefined }),
      published: fc.option(fc.constantFrom('2021-05-03', '2021-05-06'), { nil: undefined }),
    }),
    { maxLength: 8 },
  )
  .map((drafts) => drafts.map((draft, at): AssessedClaim => ({ id: String(at), attribute: 'houses', ...draft })));
const anyDay = fc
  .constantFrom('2019-01-01', '2020-06-01', '2021-05-02', '2021-05-03', '2021-05-04', '2022-01-01')
  .map(day);

describe('whatever the claims', { timeout: 60_000 }, () => {
  test('the answer as of a day is the assessment of exactly the claims that may hold then', () => {
    fc.assert(
      fc.property(siteClaims, anyLineage, anyDay, (claims, known, when) => {
        const then = assessAsOf(claims, known, when);
        const may = claims.filter((each) => {
          const { possible } = periodOf(each);
          return possible.from < when.to && when.from < possible.to;
        });
        expect(then.holding).toEqual(may.map(({ id }) => id));
        // A relay or a copy is dead only by a revision, and there is none here.
        expect(then.assessment).toEqual(assess(may, known));
        expect([...then.speaking, ...then.nearby].sort()).toEqual(then.holding);
      }),
      { numRuns: 200 },
    );
  });

  test('their order changes nothing', () => {
    const gist = (claims: readonly AssessedClaim[], known: Parameters<typeof assess>[1], when: Span) => {
      const { assessment, holding, speaking, nearby } = assessAsOf(claims, known, when);
      const lines = assessment.lines.map(({ scope, state, origins }) => `${scope} ${state} ${origins}`).sort();
      return [assessment.state, lines, [...holding].sort(), [...speaking].sort(), nearby];
    };
    fc.assert(
      fc.property(
        siteClaims.chain((claims) =>
          fc.tuple(fc.constant(claims), fc.shuffledSubarray(claims, { minLength: claims.length })),
        ),
        anyLineage,
        anyDay,
        ([claims, shuffled], known, when) => {
          expect(gist(shuffled, known, when)).toEqual(gist(claims, known, when));
        },
      ),
      { numRuns: 200 },
    );
  });

  test('what certainly holds may hold, and what is said of an instant is said of its day', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...validities),
        fc.integer({ min: 1_500_000_000, max: 1_700_000_000 }),
        (validity, at) => {
          const { certain, possible } = periodOf({ validity });
          if (certain) expect(possible.from <= certain.from && certain.to <= possible.to).toBe(true);
          const when = localDayAt(at) as Span;
          expect(when.from <= at && at < when.to).toBe(true);
        },
      ),
    );
  });
});
