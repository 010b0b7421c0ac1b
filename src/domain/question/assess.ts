import { type Gazetteer, placeReader } from '@/domain/answer/place';
import type { AssessedClaim, Lineage } from './claim';
import { combineGroups, countCombinations } from './combine';
import { type Denoted, denote } from './denote';
import { relateDenoted } from './feasible';
import { institutionOf } from './institution';
import { assessLine, type Line } from './line';
import { matchKey, type Origin, originsOf } from './origin';
import { countOrigins, type OriginCount } from './origin-count';
import { type Overtaken, overtakenClaims } from './overtaken';
import { componentsOf } from './positions';
import { publicationReader } from './published';
import { lineKey } from './quantity';
import { whyConflict, whyOvertaken, whyReconcilable, whyStale } from './reason';
import { revisionsOf, type Stale, staleClaims } from './standing';
import { type QuestionState, worstState } from './state';
import { bestSupport, type Shared } from './support';
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

/**
 * Assesses the claims of one question, or of several that bear on each other, with what is known of sources, documents and sites.
 * Pure; total for any claims with distinct ids; the order of the claims changes only the order of lists.
 */
export function assess(
  given: readonly AssessedClaim[],
  lineage: Lineage,
  vocabulary: Vocabulary = builtInVocabulary,
  gazetteer: Gazetteer = new Map(),
): Assessment {
  const claims = given.map((claim) => ({ ...claim, scope: vocabulary.scopeOf(claim) }));
  const denotedOf = denoter(vocabulary, gazetteer);
  const keyOf = (claim: AssessedClaim) => matchKey(claim, denotedOf(claim));
  const publicationOf = publicationReader();
  const institution = institutionOf(lineage.sources);
  const revisions = revisionsOf(claims, institution);
  const origins = originsOf(claims, lineage.documents, institution, keyOf);
  const stale = staleClaims(claims, origins, revisions, keyOf, publicationOf);

  const standing = claims.filter(({ id, withdrawn }) => !withdrawn && !revisions.has(id) && !stale.get(id)?.dead);
  const answered = standing.flatMap((claim) => {
    const denoted = denotedOf(claim);
    return denoted ? [{ claim, denoted }] : [];
  });
  const overtaken = overtakenClaims(answered, publicationOf);
  const shared = withMarks(shareAnswers(answered.filter(({ claim }) => !overtaken.has(claim.id))), claims, denotedOf);

  const rootOf = (id: string) => origins.get(id) ?? { origins: [], certain: true };
  const components = componentsOf(shared.map(({ denoted }) => denoted));
  const byKey = new Map(shared.map((answer) => [answer.denoted.key, answer]));
  const representative = (denoted: Denoted) => firstId(byKey.get(denoted.key)?.claims ?? []);
  const order = new Map(claims.map(({ id }, at) => [id, at]));
  const inOrder = (ids: readonly string[]) => [...ids].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));

  const conflicts = components.flatMap(({ answers, clashes }) =>
    clashes.map((clash): Finding => {
      const members = clash.flatMap((at) => answers[at] ?? []);
      return { claims: inOrder(members.map(representative)), reason: whyConflict(members) };
    }),
  );
  const lines = assessLines(claims, shared, rootOf);
  return {
    state: components.some(({ groups }) => groups.length > 1)
      ? 'Disputed'
      : worstState(lines.map(({ state }) => state)),
    positions: combineGroups(components, MOST_LISTED_POSITIONS).map((group): Position => {
      const answers = group.flatMap(({ key }) => byKey.get(key) ?? []);
      const supports = byLine(answers).map((own) => ({ own, support: bestSupport(own, rootOf) }));
      return {
        claims: inOrder(answers.flatMap((answer) => answer.claims.map(({ id }) => id))),
        asserting: inOrder(supports.flatMap(({ support }) => support.asserting)),
        value: supports
          .map(({ own, support }) => (supports.length > 1 ? `${support.value} (${placeOf(own)})` : support.value))
          .join('; '),
      };
    }),
    positionCount: countCombinations(components),
    origins: countOrigins(shared.flatMap((answer) => answer.claims.map(({ id }) => rootOf(id)))),
    lines,
    conflicts,
    reconcilable: components.flatMap(({ answers }) => reconcilablePairs(answers, representative, inOrder)),
    overtaken: claims.filter(({ id }) => overtaken.has(id)).map(({ id }) => id),
    stale: claims.filter(({ id }) => stale.has(id)).map(({ id }) => id),
    outdated: claims.flatMap((claim) =>
      explainOutdated(claim, overtaken.get(claim.id), stale.get(claim.id), denotedOf),
    ),
    live: standing.filter(({ id }) => !overtaken.has(id)).map(({ id }) => id),
    originOf: ownRecord(origins),
  };
}

const firstId = (claims: readonly AssessedClaim[]) => claims.map(({ id }) => id).sort()[0] ?? '';

/** Denotes each distinct answer once: reading dates is the costly part. */
function denoter(vocabulary: Vocabulary, gazetteer: Gazetteer): (claim: AssessedClaim) => Denoted | undefined {
  const places = placeReader(gazetteer);
  const known = new Map<string, Denoted | undefined>();
  return (claim) => {
    const { attribute, scope = null, answer, opinion = false, miscopied = false, validity = null } = claim;
    const key = JSON.stringify([attribute, scope, answer, opinion || miscopied, validity]);
    if (!known.has(key)) known.set(key, denote(claim, vocabulary, places));
    return known.get(key);
  };
}

function shareAnswers(answered: readonly { claim: AssessedClaim; denoted: Denoted }[]): Shared[] {
  const shared = new Map<string, { denoted: Denoted; claims: AssessedClaim[] }>();
  for (const { claim, denoted } of answered) {
    const known = shared.get(denoted.key);
    if (known) {
      known.claims.push(claim);
      // “none”, “fewer than 1” and “0 to 0” are one answer: the plainest words stand for it, whoever came first.
      if (isPlainer(denoted.words, known.denoted.words)) known.denoted = denoted;
    } else shared.set(denoted.key, { denoted, claims: [claim] });
  }
  return [...shared.values()].sort((a, b) => (a.denoted.key < b.denoted.key ? -1 : 1));
}

/** Answers with those they were marked as excluding: a mark on two claims is one on all that answer the same. */
function withMarks(
  shared: Shared[],
  claims: readonly AssessedClaim[],
  denotedOf: (claim: AssessedClaim) => Denoted | undefined,
): Shared[] {
  const marking = claims.filter(({ against }) => against && against.length > 0);
  if (marking.length === 0) return shared;
  const byId = new Map(claims.map((claim) => [claim.id, claim]));
  const keyOf = (claim: AssessedClaim | undefined) => claim && denotedOf(claim)?.key;
  const marked = new Map<string, Set<string>>();
  const mark = (key: string, other: string) => marked.set(key, (marked.get(key) ?? new Set()).add(other));
  for (const claim of marking)
    for (const id of claim.against ?? []) {
      const [a, b] = [keyOf(claim), keyOf(byId.get(id))];
      if (a === undefined || b === undefined || a === b) continue;
      mark(a, b);
      mark(b, a);
    }
  return shared.map(({ denoted, claims: own }) => {
    const against = marked.get(denoted.key);
    return { denoted: against ? { ...denoted, against } : denoted, claims: own };
  });
}

const isPlainer = (a: string, b: string) => a.length < b.length || (a.length === b.length && a < b);

function assessLines(
  claims: readonly AssessedClaim[],
  shared: readonly Shared[],
  rootOf: Parameters<typeof assessLine>[4],
) {
  const lines = new Map<string, { attribute: string; scope: string; claims: AssessedClaim[] }>();
  for (const claim of claims) {
    const scope = claim.scope ?? '';
    const key = lineKey(claim.attribute, scope);
    const line = lines.get(key);
    if (line) line.claims.push(claim);
    else lines.set(key, { attribute: claim.attribute, scope, claims: [claim] });
  }
  return [...lines].map(([key, { attribute, scope, claims: spoken }]) => {
    const live = shared.filter(({ denoted }) => denoted.line === key);
    return assessLine(attribute, scope, spoken, live, rootOf);
  });
}

function byLine(answers: readonly Shared[]): Shared[][] {
  const lines = new Map<string, Shared[]>();
  for (const answer of answers) lines.set(answer.denoted.line, [...(lines.get(answer.denoted.line) ?? []), answer]);
  return [...lines.values()];
}

function placeOf([first]: readonly Shared[]): string {
  return [first?.denoted.attribute, first?.denoted.scope].filter(Boolean).join(', ');
}

function explainOutdated(
  claim: AssessedClaim,
  overtaken: Overtaken | undefined,
  stale: Stale | undefined,
  denotedOf: (claim: AssessedClaim) => Denoted | undefined,
): Outdated[] {
  if (overtaken) {
    const { earlier, by, daysLater } = overtaken;
    const later = by.map(({ denoted }) => denoted);
    return [
      { claim: claim.id, by: by.map((one) => one.claim.id), reason: whyOvertaken(earlier.denoted, later, daysLater) },
    ];
  }
  if (!stale) return [];
  const { dead, by } = stale;
  const now = dead && by && !by.withdrawn ? denotedOf(by) : undefined;
  const reason = whyStale(denotedOf(claim), dead ? 'revised' : 'withdrawn', now);
  return [{ claim: claim.id, by: by ? [by.id] : [], reason }];
}

function reconcilablePairs(
  answers: readonly Denoted[],
  representative: (denoted: Denoted) => string,
  inOrder: (ids: readonly string[]) => string[],
): Finding[] {
  if (answers[0]?.stratum !== 'time') return [];
  return answers.flatMap((a, i) =>
    answers
      .slice(i + 1)
      .filter((b) => relateDenoted(a, b) === 'reconcilable')
      .map((b) => ({ claims: inOrder([representative(a), representative(b)]), reason: whyReconcilable(a, b) })),
  );
}

/** A record that holds any id, `__proto__` too, as its own. */
function ownRecord<T>(entries: ReadonlyMap<string, T>): Readonly<Record<string, T>> {
  const record: Record<string, T> = Object.create(null);
  for (const [key, value] of entries) record[key] = value;
  return record;
}
