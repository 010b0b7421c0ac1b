import type { Gazetteer } from '@/domain/answer/place';
import type { AssessedClaim, Lineage } from './claim';
import { combineGroups, countCombinations } from './combine';
import type { Denoted } from './denote';
import { relateDenoted } from './feasible';
import { institutionOf } from './institution';
import { assessLine, type Line } from './line';
import { type Origin, originsOf } from './origin';
import { countOrigins, type OriginCount } from './origin-count';
import { type Overtaken, overtakenClaims } from './overtaken';
import { type Component, componentsOf } from './positions';
import { publicationReader } from './published';
import { whyConflict, whyOvertaken, whyReconcilable, whyStale } from './reason';
import { type ReadClaim, readClaims, shareAnswers, withMarks } from './shared-answers';
import { revisionsOf, type Stale, staleClaims } from './standing';
import { type QuestionState, worstState } from './state';
import { bestSupport, type InOrder, type Shared } from './support';
import { builtInVocabulary, type Vocabulary } from './vocabulary';

/** How many positions of a whole question are written out; `positionCount` counts them all. */
export const MOST_LISTED_POSITIONS = 64;

/** A maximal group of live answers across all lines. `value` names the value of each line it speaks of. */
export interface Position {
  readonly claims: readonly string[];
  readonly asserting: readonly string[];
  readonly value: string;
}

/** Claims, one for each distinct answer that takes part, and the sentence why. */
export interface Finding {
  readonly claims: readonly string[];
  readonly reason: string;
}

/** A toll overtaken or a repeated answer gone stale: the claims that overtook, revised or withdrew it, and the sentence why. */
export interface Outdated {
  readonly claim: string;
  readonly by: readonly string[];
  readonly reason: string;
}

/**
 * What a set of claims amounts to. All lists hold claim ids in the order given. `conflicts` are minimal: without any one
 * member the rest holds. `live` includes abstentions, which take no position. `originOf` has every claim, live or not.
 */
export interface Assessment {
  readonly state: QuestionState;
  readonly positions: readonly Position[];
  readonly positionCount: number;
  readonly origins: OriginCount;
  readonly lines: readonly Line[];
  readonly conflicts: readonly Finding[];
  readonly reconcilable: readonly Finding[];
  readonly overtaken: readonly string[];
  readonly stale: readonly string[];
  /** By which claims each one overtaken or stale was outdated, and the sentence why. */
  readonly outdated: readonly Outdated[];
  readonly live: readonly string[];
  readonly originOf: Readonly<Record<string, Origin>>;
}

/** An assessment with what it was made of: `restrict` in assess-family.ts asks part of it again. */
export interface Survey {
  readonly assessment: Assessment;
  readonly claims: readonly ReadClaim[];
  /** The distinct live answers. */
  readonly answers: readonly Shared[];
  readonly inOrder: InOrder;
}

/**
 * Assesses the claims of one question, or of several that bear on each other, with what is known of sources, documents and
 * sites. Pure; total for any claims with distinct ids; the order of the claims changes only the order of lists.
 */
export const assess = (
  given: readonly AssessedClaim[],
  lineage: Lineage,
  vocabulary: Vocabulary = builtInVocabulary,
  gazetteer: Gazetteer = new Map(),
): Assessment => survey(given, lineage, vocabulary, gazetteer).assessment;

/** As `assess`, with the parts. */
export function survey(
  given: readonly AssessedClaim[],
  lineage: Lineage,
  vocabulary: Vocabulary,
  gazetteer: Gazetteer,
): Survey {
  const claims = given.map((claim) => ({ ...claim, scope: vocabulary.scopeOf(claim) }));
  const read = readClaims(claims, vocabulary, gazetteer);
  const publicationOf = publicationReader();
  const institution = institutionOf(lineage.sources);
  const revisions = revisionsOf(claims, institution);
  const { originOf, rootOf } = originsOf(read, lineage.documents, institution);
  const stale = staleClaims(read, originOf, revisions, publicationOf);

  const standing = read.filter(
    ({ claim: { id, withdrawn } }) => !withdrawn && !revisions.has(id) && !stale.get(id)?.dead,
  );
  const answered = standing.flatMap(({ claim, denoted }) => (denoted ? [{ claim, denoted }] : []));
  const overtaken = overtakenClaims(answered, publicationOf);
  const notOvertaken = answered.filter(({ claim }) => !overtaken.has(claim.id));
  const answers = withMarks(shareAnswers(notOvertaken, rootOf), read);

  const rank = new Map<AssessedClaim, number>(claims.map((claim, at) => [claim, at]));
  const inOrder: InOrder = (some) => {
    const ranks = some.flatMap((answer) => answer.claims.map((claim) => rank.get(claim) ?? 0));
    return [...Uint32Array.from(ranks).sort()].flatMap((at) => claims[at]?.id ?? []);
  };
  const components = componentsOf(answers.map(({ denoted }) => denoted));
  const name = findingNamer(answers, claims);
  const lines = assessLines(read, answers, inOrder);
  const assessment: Assessment = {
    state: components.some(({ groups }) => groups.length > 1)
      ? 'Disputed'
      : worstState(lines.map(({ state }) => state)),
    ...positionsOf(answers, components, inOrder),
    origins: countOrigins(answers.flatMap(({ roots }) => roots)),
    lines,
    conflicts: components.flatMap(({ answers: members, clashes }) =>
      clashes.map((clash) =>
        name(
          clash.flatMap((at) => members[at] ?? []),
          whyConflict,
        ),
      ),
    ),
    reconcilable: components.flatMap(({ answers: members }) =>
      reconcilablePairs(members).map((pair) => name(pair, ([a, b]) => whyReconcilable(a, b))),
    ),
    overtaken: claims.filter(({ id }) => overtaken.has(id)).map(({ id }) => id),
    stale: claims.filter(({ id }) => stale.has(id)).map(({ id }) => id),
    outdated: explainOutdated(read, overtaken, stale),
    live: standing.filter(({ claim }) => !overtaken.has(claim.id)).map(({ claim }) => claim.id),
    originOf: ownRecord(originOf),
  };
  return { assessment, claims: read, answers, inOrder };
}

/** The positions of a question on these answers. */
export function positionsOf(
  answers: readonly Shared[],
  components: readonly Component[],
  inOrder: InOrder,
): Pick<Assessment, 'positions' | 'positionCount'> {
  const byKey = new Map(answers.map((answer) => [answer.denoted.key, answer]));
  return {
    positions: combineGroups(components, MOST_LISTED_POSITIONS).map((group): Position => {
      const members = group.flatMap(({ key }) => byKey.get(key) ?? []);
      const supports = byLine(members).map((own) => ({ own, support: bestSupport(own) }));
      return {
        claims: inOrder(members),
        asserting: inOrder(supports.flatMap(({ support }) => support.asserting)),
        value: supports
          .map(({ own, support }) => (supports.length > 1 ? `${support.value} (${placeOf(own)})` : support.value))
          .join('; '),
      };
    }),
    positionCount: countCombinations(components),
  };
}

/** Names one claim for each answer of a finding, the first by id, in the order given. */
function findingNamer(answers: readonly Shared[], claims: readonly AssessedClaim[]) {
  const rank = new Map(claims.map(({ id }, at) => [id, at]));
  const firstOf = new Map(
    answers.map(({ denoted, claims: own }) => [denoted.key, own.map(({ id }) => id).reduce((a, b) => (a < b ? a : b))]),
  );
  return <Members extends readonly Denoted[]>(members: Members, why: (members: Members) => string): Finding => {
    const ids = members.flatMap(({ key }) => firstOf.get(key) ?? []);
    return { claims: ids.sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0)), reason: why(members) };
  };
}

function assessLines(read: readonly ReadClaim[], answers: readonly Shared[], inOrder: InOrder): Line[] {
  const lines = new Map<string, AssessedClaim[]>();
  for (const { claim, line } of read) {
    const spoken = lines.get(line);
    if (spoken) spoken.push(claim);
    else lines.set(line, [claim]);
  }
  return [...lines].map(([line, spoken]) => {
    const { attribute = '', scope = '' } = spoken[0] ?? {};
    const live = answers.filter(({ denoted }) => denoted.line === line);
    return assessLine(attribute, scope, spoken, live, inOrder);
  });
}

function byLine(answers: readonly Shared[]): Shared[][] {
  const lines = new Map<string, Shared[]>();
  for (const answer of answers) {
    const line = lines.get(answer.denoted.line);
    if (line) line.push(answer);
    else lines.set(answer.denoted.line, [answer]);
  }
  return [...lines.values()];
}

function placeOf([first]: readonly Shared[]): string {
  return [first?.denoted.attribute, first?.denoted.scope].filter(Boolean).join(', ');
}

function explainOutdated(
  read: readonly ReadClaim[],
  overtaken: ReadonlyMap<string, Overtaken>,
  stale: ReadonlyMap<string, Stale>,
): Outdated[] {
  if (overtaken.size === 0 && stale.size === 0) return [];
  const denotedOf = new Map(read.map(({ claim, denoted }) => [claim.id, denoted]));
  return read.flatMap(({ claim: { id: claim }, denoted }): Outdated[] => {
    const outgrown = overtaken.get(claim);
    if (outgrown) {
      const { earlier, by, daysLater } = outgrown;
      const later = by.map((one) => one.denoted);
      return [{ claim, by: by.map((one) => one.claim.id), reason: whyOvertaken(earlier.denoted, later, daysLater) }];
    }
    const repeats = stale.get(claim);
    if (!repeats) return [];
    const { dead, by } = repeats;
    const now = dead && by && !by.withdrawn ? denotedOf.get(by.id) : undefined;
    const reason = whyStale(denoted, dead ? 'revised' : 'withdrawn', now);
    return [{ claim, by: by ? [by.id] : [], reason }];
  });
}

function reconcilablePairs(answers: readonly Denoted[]): (readonly [Denoted, Denoted])[] {
  if (answers[0]?.stratum !== 'time') return [];
  return answers.flatMap((a, i) =>
    answers
      .slice(i + 1)
      .filter((b) => relateDenoted(a, b) === 'reconcilable')
      .map((b) => [a, b] as const),
  );
}

/** A record that holds any id, `__proto__` too, as its own. */
function ownRecord<T>(entries: ReadonlyMap<string, T>): Readonly<Record<string, T>> {
  const record: Record<string, T> = Object.create(null);
  for (const [key, value] of entries) record[key] = value;
  return record;
}
