import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Ruling } from '@/domain/question/argument';
import { assess } from '@/domain/question/assess';
import { challengesTo } from '@/domain/question/challenge';
import type { AssessedClaim, Lineage } from '@/domain/question/claim';
import { builtInVocabulary } from '@/domain/question/vocabulary';
import { anyLineage, rocketClaims } from './any-claim';
import { claim, count, exactly, lineage } from './given';

type Outcome = Ruling['outcome'];
type Spoken = AssessedClaim & { setBy: number };
const at = (setBy: number, spoken: AssessedClaim): Spoken => ({ ...spoken, setBy });
const position = (id: string): Outcome => ({ kind: 'position', position: id });
const range = (n: number, m: number): Outcome => ({
  kind: 'range',
  answer: { kind: 'count', form: 'between', n, m },
  scope: 'fired',
});
const undecidable: Outcome = { kind: 'undecidable' };

/** The challenges to a ruling made at position 10 by somebody whose page was as of position 8. */
const challenges = (outcome: Outcome, claims: Spoken[], known: Lineage = lineage(), attribute = 'rockets') =>
  challengesTo({ outcome, shownPosition: 8, setBy: 10 }, attribute, claims, assess(claims, known), builtInVocabulary);

const three = at(1, claim('three', 3, { scope: 'fired' }));

describe('a ruling is challenged by', () => {
  test('a contrary answer recorded after its ruler had seen the record, be it before the ruling itself', () => {
    const five = (setBy: number) => at(setBy, claim('five', 5, { scope: 'fired' }));
    for (const setBy of [1, 8]) expect(challenges(position('three'), [three, five(setBy)])).toEqual([]);
    for (const setBy of [9, 10, 11]) expect(challenges(position('three'), [three, five(setBy)])).toEqual(['five']);
  });

  test('nothing that can hold with it', () => {
    const more = [
      at(11, claim('same', 3, { scope: 'fired' })),
      at(11, claim('some', count('at-least', 2), { scope: 'fired' })),
      at(11, claim('inside', 2, { scope: 'landed inside' })),
      at(11, claim('unclear', { kind: 'unknown' }, { scope: 'fired' })),
      at(11, claim('opinion', 9, { scope: 'fired', opinion: true })),
      at(11, claim('copied wrong', 9, { scope: 'fired', miscopied: true })),
    ];
    expect(challenges(position('three'), [three, ...more])).toEqual([]);
  });

  test('an answer on another line that cannot hold with it', () => {
    expect(challenges(position('three'), [three, at(11, claim('inside', 5, { scope: 'landed inside' }))])).toEqual([
      'inside',
    ]);
  });

  test('the claim it names once that is revised, withdrawn, or taken for an error or an assessment', () => {
    const gone: Partial<AssessedClaim>[] = [{ withdrawn: true }, { miscopied: true }, { opinion: true }];
    for (const rest of gone) expect(challenges(position('three'), [{ ...three, ...rest }])).toEqual(['three']);
    const revision = at(11, claim('later', 3, { scope: 'fired', claimant: three.claimant, revises: 'three' }));
    expect(challenges(position('three'), [three, revision])).toEqual(['three']);
    expect(challenges(position('three'), [])).toEqual(['three']);
  });

  test('an answer in words that was marked as excluding the one it chose', () => {
    const words = (id: string, setBy: number, rest: Partial<AssessedClaim> = {}) =>
      at(setBy, claim(id, { kind: 'text', text: id }, { attribute: 'impact', ...rest }));
    const two = [words('inside', 1), words('outside', 11)];
    expect(challenges(position('inside'), two, lineage(), 'impact')).toEqual([]);
    for (const marked of [
      [words('inside', 1, { against: ['outside'] }), words('outside', 11)],
      [words('inside', 1), words('outside', 11, { against: ['inside'] })],
    ])
      expect(challenges(position('inside'), marked, lineage(), 'impact')).toEqual(['outside']);
  });

  test('what lies outside the range it came to', () => {
    const claims = [three, at(11, claim('four', 4, { scope: 'fired' })), at(12, claim('nine', 9, { scope: 'fired' }))];
    expect(challenges(range(3, 5), claims)).toEqual(['nine']);
    expect(challenges(range(1, 2), claims)).toEqual(['four', 'nine']);
  });

  test('any first-hand answer where it held that nothing can be told, and by no copy or relay', () => {
    const known = lineage({
      documents: {
        copy: { publisher: 'claimant copied', derivesFrom: [{ document: 'page', how: 'quotes' }] },
        page: {},
      },
    });
    const claims = [
      { ...three, carrier: 'page' },
      at(11, claim('copied', 3, { scope: 'fired', carrier: 'copy' })),
      at(11, claim('relayed', 3, { scope: 'fired', relays: three.claimant })),
      at(11, claim('unclear', { kind: 'unknown' }, { scope: 'fired' })),
    ];
    expect(challenges(undecidable, claims, known)).toEqual([]);
    expect(challenges(undecidable, [...claims, at(11, claim('fresh', 3, { scope: 'fired' }))], known)).toEqual([
      'fresh',
    ]);
  });
});

describe('a ruling', () => {
  const ruled = (id: string, present: Spoken[], answer: AssessedClaim['answer'], rest: Partial<AssessedClaim> = {}) =>
    challengesTo(
      {
        outcome: position(id),
        shownPosition: 8,
        setBy: 10,
        ruled: { attribute: 'rockets', scope: 'fired', answer, ...rest },
      },
      'rockets',
      present,
      assess(present, lineage()),
      builtInVocabulary,
    );

  test('is challenged by the claim it names once the record says otherwise of that claim', () => {
    expect(ruled('three', [three], exactly(3))).toEqual([]);
    expect(ruled('three', [at(11, claim('three', 9, { scope: 'fired' }))], exactly(3))).toEqual(['three']);
    expect(ruled('three', [at(11, claim('three', 3, { scope: 'intercepted' }))], exactly(3))).toEqual(['three']);
  });

  test('is challenged by a new dispute on a line it has no part in, and by no older one', () => {
    const inside = (setBy: number) => [
      three,
      at(setBy, claim('one', 1, { scope: 'landed outside' })),
      at(setBy, claim('two', 2, { scope: 'landed outside' })),
    ];
    expect(ruled('three', inside(4), exactly(3))).toEqual([]);
    expect(ruled('three', inside(11), exactly(3))).toEqual(['one', 'two']);
  });

  test('stands where later answers only clash with what it overruled', () => {
    const overruled = at(2, claim('six', 6, { scope: 'fired' }));
    const later = at(11, claim('most', count('at-most', 5), { scope: 'fired' }));
    expect(ruled('three', [three, overruled, later], exactly(3))).toEqual([]);
  });
});

test('whatever the claims, a challenge to a range is live, later than what was seen, and contrary by itself', {
  timeout: 60_000,
}, () => {
  const spoken = fc
    .array(fc.tuple(rocketClaims, fc.integer({ min: 1, max: 15 }), fc.boolean()), { maxLength: 7 })
    .map((drafts) =>
      drafts.map(
        ([content, setBy, withdrawn], id): Spoken =>
          at(setBy, { id: String(id), claimant: `c${id % 3}`, ...content, ...(withdrawn && { withdrawn }) }),
      ),
    );
  fc.assert(
    fc.property(spoken, anyLineage, fc.nat(5), fc.nat(3), (claims, known, n, more) => {
      const found = challenges(range(n, n + more), claims, known);
      for (const one of claims) {
        const alone = { id: 'ruled', claimant: 'ruler', attribute: 'rockets', scope: 'fired' };
        const ruled: AssessedClaim = { ...alone, answer: count('between', n, n + more) };
        const bare = {
          id: one.id,
          claimant: 'somebody',
          attribute: one.attribute,
          scope: one.scope,
          answer: one.answer,
        };
        const isContrary = assess([ruled, bare], lineage()).state === 'Disputed';
        const isLive = assess(claims, known).live.includes(one.id);
        const isLater = isLive && one.setBy > 8;
        if (isContrary && isLater) expect(found, JSON.stringify(one)).toContain(one.id);
        // On a line of its own it may clash with another.
        else if (found.includes(one.id)) expect(isLater && (one.scope ?? 'fired') !== 'fired').toBe(true);
      }
    }),
    { numRuns: 250 },
  );
});

test('a ruling is challenged by nothing on record when its ruler saw it all, unless what it names has gone', () => {
  expect(challenges(position('three'), [three, at(2, claim('five', exactly(5), { scope: 'fired' }))])).toEqual([]);
});
