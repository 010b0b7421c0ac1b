import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assess } from '@/domain/question/assess';
import type { AssessedClaim, DocumentLineage, Lineage } from '@/domain/question/claim';
import { anyLineage, dateClaims, harmClaims, manyClaims, rocketClaims, weaponClaims } from './any-claim';
import { lineage } from './given';

const sortedIds = (ids: readonly string[]) => [...ids].sort();
const gist = (claims: readonly AssessedClaim[], known: Lineage) => {
  const { state, positionCount, origins, overtaken, stale, live, lines, conflicts, positions, originOf } = assess(
    claims,
    known,
  );
  return {
    state,
    positionCount,
    origins,
    overtaken: sortedIds(overtaken),
    stale: sortedIds(stale),
    live: sortedIds(live),
    lines: lines.map((line) => [line.attribute, line.scope, line.state, ...line.origins].join()).sort(),
    conflicts: conflicts.map(({ claims: members, reason }) => [...sortedIds(members), reason].join()).sort(),
    positions: positions.map((position) => [...sortedIds(position.claims), position.value].join()).sort(),
    origin: Object.entries(originOf)
      .map(([id, { origins: names, certain }]) => [id, ...names, certain].join())
      .sort(),
  };
};

const runs = { numRuns: 250 };

describe('whatever the claims', { timeout: 60_000 }, () => {
  test('the order of arrival does not matter', () => {
    fc.assert(
      fc.property(
        manyClaims.chain((claims) =>
          fc.tuple(fc.constant(claims), fc.shuffledSubarray(claims, { minLength: claims.length })),
        ),
        anyLineage,
        ([claims, shuffled], known) => {
          expect(gist(shuffled, known)).toEqual(gist(claims, known));
        },
      ),
      runs,
    );
  });

  test('an abstention changes no state, position or origin', () => {
    fc.assert(
      fc.property(manyClaims, anyLineage, (claims, known) => {
        const [first] = claims;
        const abstention: AssessedClaim = {
          id: 'new',
          attribute: first?.attribute ?? '',
          scope: first?.scope,
          answer: { kind: 'unknown' },
          claimant: 'new',
        };
        const before = assess(claims, known);
        const after = assess([...claims, abstention], known);
        expect([after.state, after.positionCount, after.origins]).toEqual([
          before.state,
          before.positionCount,
          before.origins,
        ]);
      }),
      runs,
    );
  });

  test('a copy or a relay of a live answer adds no origin', () => {
    fc.assert(
      fc.property(manyClaims, anyLineage, fc.nat(7), fc.boolean(), (claims, known, at, isRelay) => {
        const before = assess(claims, known);
        const original = claims.find(({ id }) => id === before.live[at % Math.max(1, before.live.length)]);
        fc.pre(original !== undefined && original.published === undefined);
        // What is repeated must be plain: a source or page with several claims may stand for any of them.
        const isSaidOnce = claims.filter(({ claimant }) => claimant === original.claimant).length === 1;
        const isCarriedOnce =
          !original.carrier || claims.filter(({ carrier }) => carrier === original.carrier).length === 1;
        fc.pre(isRelay ? isSaidOnce : isCarriedOnce);
        const repeat: AssessedClaim = {
          ...original,
          id: 'new',
          claimant: 'new',
          relays: undefined,
          carrier: 'new',
          revises: undefined,
        };
        const added: DocumentLineage = {
          derivesFrom: [{ document: original.carrier ?? 'its own page', how: 'quotes' }],
        };
        // Without a carrier there is no page to copy: its own page is given one.
        const told = claims.map((claim) =>
          claim === original && !claim.carrier ? { ...claim, carrier: 'its own page' } : claim,
        );
        const after = isRelay
          ? assess([...claims, { ...repeat, carrier: undefined, relays: original.claimant }], known)
          : assess([...told, repeat], { ...known, documents: { ...known.documents, new: added } });
        expect(after.origins).toEqual(before.origins);
      }),
      runs,
    );
  });

  test('a further live claim by a newcomer leaves what is Disputed disputed, tolls apart', () => {
    const newcomer = { id: 'new', claimant: 'new' };
    const sets = [rocketClaims, dateClaims, weaponClaims].map((content) =>
      fc.tuple(
        fc
          .array(content, { minLength: 2, maxLength: 7 })
          .map((contents) =>
            contents.map((one, at): AssessedClaim => ({ id: String(at), claimant: `c${at % 3}`, ...one })),
          ),
        content.map((one): AssessedClaim => ({ ...newcomer, ...one })),
      ),
    );
    fc.assert(
      fc.property(fc.oneof(...sets), ([claims, more]) => {
        fc.pre(assess(claims, lineage()).state === 'Disputed');
        expect(assess([...claims, more], lineage()).state).toBe('Disputed');
      }),
      runs,
    );
  });

  test('each conflict listed clashes, and without any one member it does not', () => {
    fc.assert(
      fc.property(manyClaims, anyLineage, (claims, known) => {
        const { conflicts, live } = assess(claims, known);
        const bare = (ids: readonly string[]) =>
          claims
            .filter(({ id }) => ids.includes(id))
            .map(({ id, attribute, scope, answer }): AssessedClaim => ({ id, attribute, scope, answer, claimant: id }));
        for (const { claims: members } of conflicts) {
          expect(members.every((id) => live.includes(id))).toBe(true);
          expect(assess(bare(members), lineage()).state).toBe('Disputed');
          for (const left of members) {
            const rest = bare(members.filter((id) => id !== left));
            expect(assess(rest, lineage()).state).not.toBe('Disputed');
          }
        }
      }),
      runs,
    );
  });

  test('positions hold every live answer, each maximal and free of conflict', () => {
    fc.assert(
      fc.property(manyClaims, anyLineage, (claims, known) => {
        const { positions, positionCount, live, conflicts, state } = assess(claims, known);
        const answering = live.filter((id) => claims.find((claim) => claim.id === id)?.answer.kind !== 'unknown');
        expect(sortedIds([...new Set(positions.flatMap((position) => position.claims))])).toEqual(sortedIds(answering));
        expect(positions).toHaveLength(positionCount);
        expect(state === 'Disputed').toBe(positionCount > 1);
        expect(conflicts.length > 0).toBe(positionCount > 1);
        for (const { claims: members, asserting } of positions) {
          expect(asserting.every((id) => members.includes(id))).toBe(true);
          expect(conflicts.some((conflict) => conflict.claims.every((id) => members.includes(id)))).toBe(false);
        }
      }),
      runs,
    );
  });

  test('origins are counted from least to most, one at least where anything is answered', () => {
    fc.assert(
      fc.property(manyClaims, anyLineage, (claims, known) => {
        const { origins, lines, positionCount } = assess(claims, known);
        for (const [least, most] of [origins, ...lines.map((line) => line.origins)])
          expect(least).toBeLessThanOrEqual(most);
        expect(origins[0] > 0).toBe(positionCount > 0);
      }),
      runs,
    );
  });

  test('a toll is overtaken only if something later and live makes it clash', () => {
    const tolls = fc
      .array(fc.tuple(harmClaims, fc.integer({ min: 1, max: 9 })), { minLength: 2, maxLength: 6 })
      .map((drafts) =>
        drafts.map(
          ([content, day], at): AssessedClaim => ({
            id: String(at),
            claimant: `c${at}`,
            published: `2021-05-0${day}`,
            ...content,
          }),
        ),
      );
    fc.assert(
      fc.property(tolls, (claims) => {
        const { overtaken, live } = assess(claims, lineage());
        const dayOf = (claim: AssessedClaim) => Number(claim.published?.slice(-1));
        for (const claim of claims) {
          if (claim.answer.kind === 'unknown') continue;
          const later = claims.filter((other) => live.includes(other.id) && dayOf(other) >= dayOf(claim) + 2);
          expect(overtaken.includes(claim.id)).toBe(outgrownBySearch(claim, later));
        }
      }),
      runs,
    );
  });
});

/** Some subset of the later answers clashes with the claim and would not had it been "or more". */
function outgrownBySearch(claim: AssessedClaim, later: readonly AssessedClaim[]): boolean {
  const clashes = (claims: readonly AssessedClaim[]) =>
    assess(
      claims.map(({ published: _, ...rest }) => rest),
      lineage(),
    ).state === 'Disputed';
  const least = leastOf(claim);
  const withRoom: AssessedClaim = { ...claim, answer: { kind: 'count', form: 'at-least', n: least } };
  return [...Array(2 ** later.length).keys()].some((bits) => {
    const some = later.filter((_, at) => bits & (1 << at));
    return clashes([claim, ...some]) && !clashes([withRoom, ...some]);
  });
}

function leastOf({ answer }: AssessedClaim): number {
  if (answer.kind !== 'count') return 0;
  switch (answer.form) {
    case 'more-than':
      return answer.n + 1;
    case 'at-most':
    case 'fewer-than':
    case 'none':
      return 0;
    case 'several':
      return 3;
    case 'dozens':
      return 12;
    case 'hundreds':
      return 100;
    case 'about':
      return Math.max(0, answer.n - 1);
    case 'almost':
      return Math.max(0, answer.n - 1);
    default:
      return answer.n;
  }
}
