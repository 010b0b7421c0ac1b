import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { denoteValidity } from '@/domain/answer/validity';
import { assess } from '@/domain/question/assess';
import type { AssessedClaim, DocumentLineage, Lineage } from '@/domain/question/claim';
import { denote } from '@/domain/question/denote';
import {
  anyLineage,
  damageClaims,
  dateClaims,
  harmClaims,
  launchClaims,
  manyClaims,
  rocketClaims,
  siteClaims,
  weaponClaims,
} from './any-claim';
import { lineage } from './given';

const sortedIds = (ids: readonly string[]) => [...ids].sort();
const gist = (claims: readonly AssessedClaim[], known: Lineage) => {
  const assessment = assess(claims, known);
  const { state, positionCount, origins, overtaken, stale, outdated, live, lines } = assessment;
  const { conflicts, reconcilable, positions, originOf } = assessment;
  return {
    state,
    positionCount,
    origins,
    overtaken: sortedIds(overtaken),
    stale: sortedIds(stale),
    live: sortedIds(live),
    outdated: outdated.map(({ claim, by, reason }) => [claim, ...sortedIds(by), reason].join()).sort(),
    lines: lines
      .map(({ attribute, scope, state: lineState, origins: counted, positions: held }) =>
        [
          [attribute, scope, lineState, ...counted].join(),
          ...held
            .map(({ value, asserting, allowing }) =>
              [value, ...sortedIds(asserting), '|', ...sortedIds(allowing)].join(),
            )
            .sort(),
        ].join(';'),
      )
      .sort(),
    reconcilable: reconcilable.map(({ claims: members, reason }) => [...sortedIds(members), reason].join()).sort(),
    conflicts: conflicts.map(({ claims: members, reason }) => [...sortedIds(members), reason].join()).sort(),
    positions: positions.map((position) => [...sortedIds(position.claims), position.value].join()).sort(),
    origin: Object.entries(originOf)
      .map(([id, { origins: names, certain }]) => [id, ...names, certain].join())
      .sort(),
  };
};

const runs = { numRuns: 250 };

/** Claims with their answers and marks alone: no dates of publication, nobody revising or copying anybody. */
const bare = (some: readonly AssessedClaim[], all: readonly AssessedClaim[]): AssessedClaim[] =>
  some.map(({ id, attribute, scope, answer, validity, opinion, miscopied }): AssessedClaim => {
    // A mark is one on all that answer the same: it is kept though the claim that bears it is left out.
    const meaning = meaningOf({ id, attribute, scope, answer, validity, opinion, miscopied, claimant: id });
    const marks = all.flatMap((claim) => (claim.against ?? []).map((other) => [claim.id, other]));
    const meanings = (one: string | undefined) => meaningOf(all.find((claim) => claim.id === one));
    const marked = marks.flatMap(([a, b]) =>
      meanings(a) === meaning ? [meanings(b)] : meanings(b) === meaning ? [meanings(a)] : [],
    );
    const against = some
      .filter((other) => other.id !== id && marked.includes(meaningOf(other)))
      .map((other) => other.id);
    return { id, attribute, scope, answer, validity, opinion, miscopied, claimant: id, against };
  });

const isDisputed = (claims: readonly AssessedClaim[]): boolean => assess(claims, lineage()).state === 'Disputed';

/** What a claim answers, one text for equal meanings; empty where it abstains. */
const meaningOf = (claim: AssessedClaim | undefined): string => (claim && denote(claim)?.key) ?? '';

const anyContent = fc.oneof(harmClaims, rocketClaims, dateClaims, weaponClaims, siteClaims, damageClaims, launchClaims);

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
    const silent = fc.constantFrom<Partial<AssessedClaim>>(
      { answer: { kind: 'unknown' } },
      { opinion: true },
      { miscopied: true },
    );
    fc.assert(
      fc.property(manyClaims, anyLineage, fc.nat(7), silent, (claims, known, at, rest) => {
        const like = claims[at % claims.length];
        fc.pre(like !== undefined);
        const { attribute, scope, answer } = like;
        const abstention: AssessedClaim = { id: 'new', attribute, scope, answer, claimant: 'new', ...rest };
        const before = assess(claims, known);
        const after = assess([...claims, abstention], known);
        expect([after.state, after.positions, after.positionCount, after.origins, after.conflicts]).toEqual([
          before.state,
          before.positions,
          before.positionCount,
          before.origins,
          before.conflicts,
        ]);
        expect(after.live).toContain('new');
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

  test('a further live claim by a newcomer leaves what is Disputed disputed, a toll’s growth apart', () => {
    fc.assert(
      fc.property(manyClaims, anyLineage, fc.nat(7), anyContent, (claims, known, at, content) => {
        fc.pre(assess(claims, known).state === 'Disputed');
        const like = claims[at % claims.length];
        const fields = { id: 'new', claimant: 'new', ...content, ...(like && { validity: like.validity }) };
        // Undated it overtakes nothing.
        expect(assess([...claims, fields], known).state).toBe('Disputed');
        expect(
          assess([...claims, { ...fields, attribute: like?.attribute ?? '', scope: like?.scope }], known).state,
        ).toBe('Disputed');
      }),
      runs,
    );
  });

  test('each conflict listed clashes, and without any one member it does not', () => {
    fc.assert(
      fc.property(manyClaims, anyLineage, (claims, known) => {
        const { conflicts, live } = assess(claims, known);
        const among = (ids: readonly string[]) =>
          bare(
            claims.filter(({ id }) => ids.includes(id)),
            claims,
          );
        for (const { claims: members } of conflicts) {
          expect(members.every((id) => live.includes(id))).toBe(true);
          expect(isDisputed(among(members))).toBe(true);
          for (const left of members) expect(isDisputed(among(members.filter((id) => id !== left)))).toBe(false);
        }
      }),
      runs,
    );
  });

  test('every clashing pair and triple of live answers holds a conflict that is listed, of the same answers', () => {
    fc.assert(
      fc.property(manyClaims, anyLineage, (claims, known) => {
        const { conflicts, live } = assess(claims, known);
        const standing = claims.filter(({ id }) => live.includes(id));
        const meaning = (id: string) => meaningOf(claims.find((claim) => claim.id === id));
        const listed = conflicts.map(({ claims: members }) => members.map(meaning));
        for (const [i, a] of standing.entries())
          for (const [j, b] of standing.slice(i + 1).entries())
            for (const c of [undefined, ...standing.slice(i + j + 2)]) {
              const group = [a, b, ...(c ? [c] : [])];
              if (!isDisputed(bare(group, claims))) continue;
              const meanings = group.map(meaningOf);
              expect(listed.some((members) => members.every((one) => meanings.includes(one)))).toBe(true);
            }
      }),
      { numRuns: 150 },
    );
  });

  test('claims that never hold at once make no conflict, whatever they say', () => {
    const apart = ['2019', '2020-01/2020-06', '2020-07/2020-12', '2021-01/..'];
    fc.assert(
      fc.property(manyClaims, anyLineage, (claims, known) => {
        const dated = claims.slice(0, apart.length).map((claim, at): AssessedClaim => {
          // “As of” a moment leaves the time around it open: that may meet anything.
          const from = at === 0 ? '2019-01/2019-12' : apart[at];
          return { ...claim, validity: from, revises: undefined };
        });
        const { state, conflicts, reconcilable, positionCount } = assess(dated, known);
        expect(conflicts).toEqual([]);
        expect(reconcilable).toEqual([]);
        expect(positionCount).toBeLessThanOrEqual(1);
        expect(state).not.toBe('Disputed');
      }),
      runs,
    );
  });

  test('two live answers marked as excluding each other are a conflict, unless they never hold at once', () => {
    const heldBy = ({ validity }: AssessedClaim) => (validity === undefined ? undefined : denoteValidity(validity));
    fc.assert(
      fc.property(manyClaims, anyLineage, (claims, known) => {
        const { conflicts, live } = assess(claims, known);
        const standing = claims.filter((claim) => live.includes(claim.id) && meaningOf(claim) !== '');
        const listed = conflicts.map(({ claims: members }) =>
          members.map((id) => meaningOf(claims.find((claim) => claim.id === id))),
        );
        for (const a of standing)
          for (const b of standing.filter(({ id }) => a.against?.includes(id))) {
            if (meaningOf(a) === meaningOf(b)) continue;
            // Only words are compared by hand, and only on one line.
            const [mine, theirs] = [denote(a), denote(b)];
            if (mine?.line !== theirs?.line || (mine?.stratum !== 'text' && theirs?.stratum !== 'text')) continue;
            const [left, right] = [heldBy(a), heldBy(b)];
            const [one, other] = [left?.asOf ?? left?.possible, right?.asOf ?? right?.possible];
            const meet = !one || !other || (left?.asOf && right?.asOf) || (one.from < other.to && other.from < one.to);
            const isListed = listed.some(
              (members) => members.length === 2 && [a, b].every((one) => members.includes(meaningOf(one))),
            );
            expect(isListed).toBe(Boolean(meet));
          }
      }),
      runs,
    );
  });

  test('there is a dispute where there is one at some moment, and at no other time', () => {
    fc.assert(
      fc.property(manyClaims, anyLineage, (claims, known) => {
        // A mark is one between two answers, and validity is part of an answer: without it some would be one.
        // An answer as of a day is of that day only beside one of a time: see as-of-a-day.test.ts.
        const isAsOf = (validity: string | undefined) => validity !== undefined && denoteValidity(validity)?.asOf;
        const unmarked = claims.map(({ against: _, ...claim }) =>
          isAsOf(claim.validity) ? { ...claim, validity: undefined } : claim,
        );
        const { state, live } = assess(unmarked, known);
        const standing = unmarked.filter(({ id }) => live.includes(id));
        const spans = standing.map(({ validity }) =>
          validity === undefined ? undefined : denoteValidity(validity)?.possible,
        );
        const moments = [0, ...spans.flatMap((span) => (span ? [span.from, span.to - 1] : []))];
        const holding = (moment: number) =>
          standing.filter((_, at) => {
            const span = spans[at];
            return !span || (span.from <= moment && moment < span.to);
          });
        const disputed = moments.some((moment) =>
          isDisputed(bare(holding(moment), unmarked).map((claim) => ({ ...claim, validity: undefined }))),
        );
        expect(state === 'Disputed').toBe(disputed);
      }),
      runs,
    );
  });

  test('positions hold every live answer, each maximal and free of conflict', () => {
    fc.assert(
      fc.property(manyClaims, anyLineage, (claims, known) => {
        const { positions, positionCount, live, conflicts, state } = assess(claims, known);
        const answering = live.filter((id) => meaningOf(claims.find((claim) => claim.id === id)) !== '');
        expect(sortedIds([...new Set(positions.flatMap((position) => position.claims))])).toEqual(sortedIds(answering));
        expect(positions).toHaveLength(positionCount);
        expect(state === 'Disputed').toBe(positionCount > 1);
        expect(conflicts.length > 0).toBe(positionCount > 1);
        for (const { claims: members, asserting } of positions) {
          expect(
            isDisputed(
              bare(
                claims.filter(({ id }) => members.includes(id)),
                claims,
              ),
            ),
          ).toBe(false);
          for (const other of answering.filter((id) => !members.includes(id)))
            expect(
              isDisputed(
                bare(
                  claims.filter(({ id }) => members.includes(id) || id === other),
                  claims,
                ),
              ),
            ).toBe(true);
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

test('a toll is overtaken by later ones that add up around it, though each alone leaves room', () => {
  const told = (id: string, day: number, attribute: string, scope: string, answer: AssessedClaim['answer']) => ({
    id,
    claimant: id,
    published: `2021-05-0${day}`,
    attribute,
    scope,
    answer,
  });
  const claims = [
    told('none', 1, 'killed', 'US troops', { kind: 'count', form: 'none' }),
    told('five', 3, 'killed', 'military', { kind: 'count', form: 'exactly', n: 5 }),
    told('all', 3, 'casualties', 'persons', { kind: 'count', form: 'at-most', n: 5 }),
    told('one', 3, 'killed', 'US nationals', { kind: 'count', form: 'exactly', n: 1 }),
  ];
  expect(assess(claims, lineage()).overtaken).toEqual(['none']);
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
