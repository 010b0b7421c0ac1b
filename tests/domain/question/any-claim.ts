import * as fc from 'fast-check';
import type { Answer } from '@/domain/answer/answer';
import type { AssessedClaim, Lineage } from '@/domain/question/claim';

const numbers = fc.nat(6);
const counts: fc.Arbitrary<Answer> = fc.oneof(
  fc.record({
    kind: fc.constant('count' as const),
    form: fc.constantFrom('exactly', 'at-least', 'more-than', 'at-most', 'about'),
    n: numbers,
  }),
  fc.record({
    kind: fc.constant('count' as const),
    form: fc.constantFrom('fewer-than', 'almost'),
    n: fc.integer({ min: 1, max: 6 }),
  }),
  fc.tuple(numbers, numbers).map(([n, more]): Answer => ({ kind: 'count', form: 'between', n, m: n + more })),
  fc.record({ kind: fc.constant('count' as const), form: fc.constantFrom('several', 'none') }),
);
const times: fc.Arbitrary<Answer> = fc
  .constantFrom(
    '2021-05-02',
    '2021-05-03',
    '2021-05-04?',
    '2021-05-03~',
    '2021-05',
    '2021-05-02/2021-05-03',
    '[2021-05-02,2021-05-04]',
    '2021-05-03T02:00+03:00',
    '2021-05-03T20:00+03:00',
    '2021-05-XX',
    '2021-05-04/..',
  )
  .map((edtf) => ({ kind: 'time', edtf }));
const weapons: fc.Arbitrary<Answer> = fc
  .constantFrom('rocket', 'Katyusha', '107 mm rocket', '122 mm Grad', 'drone', 'catapult')
  .map((term) => ({ kind: 'category', term }));
const unclear: fc.Arbitrary<Answer> = fc.constant({ kind: 'unknown' });

const persons = [
  'persons',
  'military',
  'contractors',
  'foreign contractors',
  'US nationals',
  'US troops',
  'US contractors',
];
const subject = (attribute: string, scopes: readonly (string | undefined)[], answers: fc.Arbitrary<Answer>) =>
  fc.record({
    attribute: fc.constant(attribute),
    scope: fc.constantFrom(...scopes),
    answer: fc.oneof({ weight: 12, arbitrary: answers }, { weight: 1, arbitrary: unclear }),
  });

export const harmClaims = fc
  .constantFrom('killed', 'wounded', 'casualties')
  .chain((at) => subject(at, persons, counts));
export const rocketClaims = subject(
  'rockets',
  [undefined, 'fired', 'landed inside', 'landed outside', 'intercepted'],
  counts,
);
export const dateClaims = subject('date', [undefined], times);
export const weaponClaims = subject('weapon', [undefined], weapons);
export const placelessClaims = fc.oneof(rocketClaims, dateClaims, weaponClaims);

/** A claim on any attribute, with the id given. */
export const anyClaim = (id: string): fc.Arbitrary<AssessedClaim> =>
  fc.oneof(harmClaims, placelessClaims).map((content) => ({ id, claimant: `claimant ${id}`, ...content }));

const places: fc.Arbitrary<Answer> = fc.oneof(
  fc
    .constantFrom(['Iraq'], ['Iraq', 'Anbar'], ['Anbar', 'Hit'], ['Diyala'], ['Iraq', 'Diyala', 'Nai'])
    .map((path): Answer => ({ kind: 'place', path: [...path] })),
  fc.constantFrom('ain-al-asad', 'nowhere').map((site): Answer => ({ kind: 'place', site })),
);
const damages: fc.Arbitrary<Answer> = fc.oneof(
  fc.constantFrom('none', 'a hangar burnt', 'windows broken').map((text): Answer => ({ kind: 'text', text })),
  fc.constantFrom('yes' as const, 'no' as const).map((value): Answer => ({ kind: 'truth', value })),
);
const truths: fc.Arbitrary<Answer> = fc
  .constantFrom('yes' as const, 'no' as const)
  .map((value) => ({ kind: 'truth', value }));

export const siteClaims = subject('houses', persons, truths);
export const damageClaims = subject('damage', [undefined], damages);
export const launchClaims = subject('launch site', [undefined], places);

/** For when an answer may hold: at any time, as of a day, or from one day to another. */
const validities = fc.constantFrom(
  undefined,
  undefined,
  '2021-05-03',
  '2020/2021-01',
  '2021-03/2021-06',
  '2021-05/..',
  '../2021-02',
);

const claimants = ['A', 'B', 'C', 'D', 'spokesman of A'];

const content = [harmClaims, rocketClaims, dateClaims, weaponClaims, siteClaims, damageClaims, launchClaims];

/**
 * Up to eight claims on questions that bear on each other, by few claimants,
 * some relayed, copied, revised, withdrawn, dated, marked, the author's own or miscopied.
 */
export const manyClaims = fc
  .oneof(
    ...content.map((said) =>
      fc.array(
        fc.record({
          content: said,
          claimant: fc.constantFrom(...claimants),
          relays: fc.option(fc.constantFrom(...claimants), { nil: undefined, freq: 5 }),
          carrier: fc.option(fc.constantFrom('d1', 'd2', 'd3', 'd4'), { nil: undefined }),
          revises: fc.option(fc.nat(7), { nil: undefined, freq: 6 }),
          withdrawn: fc.constantFrom(true, false, false, false, false),
          published: fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
          validity: fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: validities }),
          opinion: fc.constantFrom(true, ...Array<false>(9).fill(false)),
          miscopied: fc.constantFrom(true, ...Array<false>(9).fill(false)),
          against: fc.option(fc.nat(7), { nil: undefined, freq: 5 }),
        }),
        { minLength: 1, maxLength: 8 },
      ),
    ),
  )
  .map((drafts) =>
    drafts.map(
      ({ content, revises, published, against, ...rest }, at): AssessedClaim => ({
        id: String(at),
        ...content,
        ...rest,
        ...(revises !== undefined && revises < drafts.length && revises !== at && { revises: String(revises) }),
        ...(published !== undefined && { published: `2021-05-0${published}` }),
        ...(against !== undefined && against < drafts.length && against !== at && { against: [String(against)] }),
      }),
    ),
  );

/** Some lineage among the documents and claimants of `manyClaims`, circles included. */
export const anyLineage: fc.Arbitrary<Lineage> = fc.record({
  sources: fc.constantFrom<Lineage['sources']>(
    {},
    { 'spokesman of A': { partOf: 'A' } },
    { A: { partOf: 'B' }, B: { partOf: 'A' } },
  ),
  documents: fc.dictionary(
    fc.constantFrom('d1', 'd2', 'd3', 'd4'),
    fc.oneof(
      fc.constant({ lineage: 'unknown' as const }),
      fc.constant({ publisher: 'A' }),
      fc.record({
        derivesFrom: fc.array(
          fc.record({
            document: fc.constantFrom('d1', 'd2', 'd3', 'd5'),
            how: fc.constantFrom('republishes' as const, 'quotes' as const, 'translates' as const, 'based on' as const),
          }),
          { maxLength: 2 },
        ),
      }),
    ),
  ),
});
