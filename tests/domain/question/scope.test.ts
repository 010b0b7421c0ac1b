import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assess } from '@/domain/question/assess';
import { personScopes, type Scope, withScope } from '@/domain/question/scope';
import { builtInVocabulary, type ScopeDefinition, vocabularyWith } from '@/domain/question/vocabulary';
import { anyLineage, harmClaims, manyClaims } from './any-claim';
import { claim, exactly, lineage } from './given';

const runs = { numRuns: 150 };
const persons = personScopes.map(({ id }) => id);

/** One to four additions to the persons, each naming what the ones before it left. Those that leave nothing are dropped. */
const additions = fc
  .array(fc.tuple(fc.array(fc.nat(99), { maxLength: 2 }), fc.array(fc.nat(99), { maxLength: 3 })), {
    minLength: 1,
    maxLength: 4,
  })
  .map((drawn) => {
    const added: ScopeDefinition[] = [];
    let list: readonly Scope[] = personScopes;
    for (const [at, [inside, apart]] of drawn.entries()) {
      const named = (numbers: number[]) => [...new Set(numbers.map((n) => list[n % list.length]?.id ?? ''))];
      const scope = { id: `added ${at}`, within: named(inside), apartFrom: named(apart) };
      const next = withScope(list, scope);
      if (!next) continue;
      list = next;
      added.push({ list: 'persons', ...scope });
    }
    return { added, list };
  })
  .filter(({ added }) => added.length > 0);

const atomsIn = (list: readonly Scope[], id: string) => new Set(list.find((scope) => scope.id === id)?.atoms ?? []);
/** How two scopes lie to each other. */
const relation = (list: readonly Scope[], a: string, b: string) => {
  const [inA, inB] = [atomsIn(list, a), atomsIn(list, b)];
  const shared = [...inA].filter((atom) => inB.has(atom)).length;
  if (shared === 0) return 'apart';
  if (shared === inA.size) return shared === inB.size ? 'same' : 'inside';
  return shared === inB.size ? 'around' : 'crossing';
};

describe('a scope that is added', { timeout: 60_000 }, () => {
  test('changes nothing that was said of older ones', () => {
    fc.assert(
      fc.property(additions, ({ list }) => {
        for (const a of persons)
          for (const b of persons) expect(relation(list, a, b)).toBe(relation(personScopes, a, b));
      }),
      runs,
    );
  });

  test('changes no older assessment', () => {
    fc.assert(
      fc.property(additions, fc.oneof(manyClaims, manyOf(harmClaims)), anyLineage, ({ added }, claims, known) => {
        const vocabulary = vocabularyWith({ attributes: [], scopes: added });
        expect(assess(claims, known, vocabulary)).toEqual(assess(claims, known, builtInVocabulary));
      }),
      runs,
    );
  });

  test('lies inside all it was said to lie within, leaves each a part of its own, and shares nothing with what it is apart from', () => {
    fc.assert(
      fc.property(additions, ({ added, list }) => {
        for (const { id, within, apartFrom } of added) {
          for (const outer of within) expect(relation(list, id, outer)).toBe('inside');
          for (const other of apartFrom) expect(relation(list, id, other)).toBe('apart');
          expect(atomsIn(list, id).size).toBeGreaterThan(0);
        }
        for (const { atoms } of list) expect(new Set(atoms).size).toBe(atoms.length);
      }),
      runs,
    );
  });

  test('never clashes with a scope it merely may overlap, whatever is counted', () => {
    fc.assert(
      fc.property(additions, fc.nat(9), fc.nat(9), ({ added, list }, n, m) => {
        const vocabulary = vocabularyWith({ attributes: [], scopes: added });
        for (const { id } of added)
          for (const other of list.map((scope) => scope.id)) {
            if (!['crossing', 'apart'].includes(relation(list, id, other))) continue;
            const claims = [said('a', id, n), said('b', other, m)];
            expect(assess(claims, lineage(), vocabulary).conflicts, `${id} ${n}, ${other} ${m}`).toEqual([]);
          }
      }),
      runs,
    );
  });

  test('is never more than what it lies within, and adds up with what it is apart from', () => {
    fc.assert(
      fc.property(fc.nat(9), fc.nat(9), fc.nat(20), (n, m, whole) => {
        const added = { list: 'persons', id: 'journalists', within: ['civilians'], apartFrom: [] };
        const apart = { list: 'persons', id: 'drivers', within: ['civilians'], apartFrom: ['journalists'] };
        const vocabulary = vocabularyWith({ attributes: [], scopes: [added, apart] });
        const two = assess([said('a', 'journalists', n), said('b', 'civilians', whole)], lineage(), vocabulary);
        expect(two.state === 'Disputed').toBe(n > whole);
        const three = [said('a', 'journalists', n), said('b', 'drivers', m), said('c', 'persons', whole)];
        expect(assess(three, lineage(), vocabulary).state === 'Disputed').toBe(n + m > whole);
      }),
      runs,
    );
  });

  test('may be a whole of its own, which bears on nothing else', () => {
    const list = withScope(personScopes, { id: 'animals', within: [], apartFrom: [] }) ?? [];
    for (const id of persons) expect(relation(list, 'animals', id)).toBe('apart');
  });
});

describe('there is no room for a scope', () => {
  test('apart from all that it lies within', () => {
    expect(withScope(personScopes, { id: 'x', within: ['military'], apartFrom: ['persons'] })).toBeUndefined();
    expect(withScope(personScopes, { id: 'x', within: ['contractors', 'civilians'], apartFrom: [] })).toBeUndefined();
    expect(
      withScope(personScopes, { id: 'x', within: ['Iraqi security forces'], apartFrom: ['military'] }),
    ).toBeUndefined();
  });

  test('in a list that would hold more than 256 atoms', () => {
    let list: readonly Scope[] = personScopes;
    for (let at = 0; at < 20; at++) {
      const next = withScope(list, { id: `x${at}`, within: ['persons'], apartFrom: [] });
      if (!next) {
        expect(Math.max(...list.flatMap(({ atoms }) => atoms))).toBeLessThan(256);
        expect(at).toBeGreaterThan(2);
        // One that takes little is still taken.
        expect(withScope(list, { id: 'small', within: [], apartFrom: [] })).toBeDefined();
        return;
      }
      list = next;
    }
    expect.unreachable();
  });
});

const said = (id: string, scope: string, n: number) =>
  claim(id, exactly(n), { attribute: 'killed', scope, claimant: `by ${id}` });

function manyOf(claims: typeof harmClaims) {
  return fc
    .array(claims, { minLength: 1, maxLength: 8 })
    .map((drawn) => drawn.map((one, at) => ({ id: `c${at}`, claimant: `by ${at}`, ...one })));
}
