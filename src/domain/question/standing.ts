import type { AssessedClaim } from './claim';
import type { Matched, Origin } from './origin';
import type { Publication } from './published';

/**
 * The effective revisions of each revised claim, by the id of the claim revised. A revision counts when its claimant belongs
 * to the institution of the claimant revised; withdrawing it does not revive what it replaced.
 */
export function revisionsOf(
  claims: readonly AssessedClaim[],
  institution: (source: string) => string,
): ReadonlyMap<string, readonly AssessedClaim[]> {
  const byId = new Map(claims.map((claim) => [claim.id, claim]));
  const revisions = new Map<string, AssessedClaim[]>();
  for (const claim of claims) {
    const earlier = claim.revises === undefined ? undefined : byId.get(claim.revises);
    if (earlier && earlier.id !== claim.id && institution(earlier.claimant) === institution(claim.claimant)) {
      const others = revisions.get(earlier.id);
      if (others) others.push(claim);
      else revisions.set(earlier.id, [claim]);
    }
  }
  return revisions;
}

interface Said {
  total: number;
  withdrawn: number;
  revised: number;
  /** How many stand as they were said. */
  fresh: number;
  lastRevisedFrom: number;
  /** The revision published last, and a claim that was taken back: the first by id where several are. */
  revision: AssessedClaim | undefined;
  takenBack: AssessedClaim | undefined;
}

/** A repeated answer whose origin has spoken again, and the claim by which it did. One of a revised answer is `dead`. */
export interface Stale {
  readonly dead: boolean;
  readonly by: AssessedClaim | undefined;
}

/**
 * Relays and copies whose origin has spoken again. Of an answer taken back they stay live (`dead` false), of one revised they
 * do not. Judged by the origin's equal answers on the same line; where a copy has an answer of its own, by all of them.
 */
export function staleClaims(
  matched: readonly Matched[],
  originOf: ReadonlyMap<string, Origin>,
  revisions: ReadonlyMap<string, readonly AssessedClaim[]>,
  publicationOf: (claim: AssessedClaim) => Publication | undefined,
): ReadonlyMap<string, Stale> {
  const repeated = matched.filter(({ claim }) => isRepeated(originOf.get(claim.id)));
  if (repeated.length === 0) return new Map();
  const answers = new Map<string, Map<string, Said>>();
  const lines = new Map<string, Map<string, Said>>();
  for (const { claim, key, line } of matched) {
    const origin = originOf.get(claim.id);
    if (!origin || isRepeated(origin)) continue;
    const revised = revisions.get(claim.id) ?? [];
    for (const name of origin.origins) {
      hear(saidOf(answers, name, key), claim, revised, publicationOf);
      hear(saidOf(lines, name, line), claim, revised, publicationOf);
    }
  }

  const stale = new Map<string, Stale>();
  for (const { claim, key, line } of repeated) {
    if (claim.withdrawn || revisions.has(claim.id)) continue;
    const origins = originOf.get(claim.id)?.origins ?? [];
    const equal = origins.flatMap((name) => answers.get(name)?.get(key) ?? []);
    const heard = equal.length > 0 ? equal : origins.flatMap((name) => lines.get(name)?.get(line) ?? []);
    const spoken = spokenAgain(equal) ?? spokenOtherwise(heard, publicationOf(claim));
    if (spoken !== 'fresh') stale.set(claim.id, { dead: spoken === 'revised', by: spokenBy(heard, spoken) });
  }
  return stale;
}

function saidOf(origins: Map<string, Map<string, Said>>, origin: string, key: string): Said {
  const byKey = origins.get(origin) ?? new Map<string, Said>();
  origins.set(origin, byKey);
  const said = byKey.get(key) ?? {
    total: 0,
    withdrawn: 0,
    revised: 0,
    fresh: 0,
    lastRevisedFrom: Number.NEGATIVE_INFINITY,
    revision: undefined,
    takenBack: undefined,
  };
  byKey.set(key, said);
  return said;
}

function hear(
  said: Said,
  claim: AssessedClaim,
  revised: readonly AssessedClaim[],
  publicationOf: (claim: AssessedClaim) => Publication | undefined,
): void {
  said.total++;
  if (claim.withdrawn) {
    said.withdrawn++;
    said.takenBack = firstOf(said.takenBack, claim);
  }
  if (revised.length > 0) said.revised++;
  if (!claim.withdrawn && revised.length === 0) said.fresh++;
  for (const revision of revised) {
    const from = publicationOf(revision)?.from ?? Number.NEGATIVE_INFINITY;
    if (from > said.lastRevisedFrom) said.revision = revision;
    else if (from === said.lastRevisedFrom) said.revision = firstOf(said.revision, revision);
    said.lastRevisedFrom = Math.max(said.lastRevisedFrom, from);
  }
}

const firstOf = (a: AssessedClaim | undefined, b: AssessedClaim): AssessedClaim => (a && a.id < b.id ? a : b);

function spokenBy(heard: readonly Said[], spoken: 'revised' | 'withdrawn'): AssessedClaim | undefined {
  if (spoken === 'withdrawn')
    return heard.reduce<AssessedClaim | undefined>(
      (first, { takenBack }) => (takenBack ? firstOf(first, takenBack) : first),
      undefined,
    );
  const last = Math.max(...heard.flatMap(({ revision, lastRevisedFrom }) => (revision ? [lastRevisedFrom] : [])));
  return heard.reduce<AssessedClaim | undefined>(
    (first, { revision, lastRevisedFrom }) => (revision && lastRevisedFrom === last ? firstOf(first, revision) : first),
    undefined,
  );
}

const isRepeated = (origin: Origin | undefined) => origin?.through === 'relay' || origin?.through === 'copy';

const total = (sums: readonly Said[], field: 'total' | 'withdrawn' | 'revised' | 'fresh') =>
  sums.reduce((sum, said) => sum + said[field], 0);

function spokenAgain(equal: readonly Said[]): 'fresh' | 'revised' | 'withdrawn' | undefined {
  if (total(equal, 'total') === 0) return undefined;
  if (total(equal, 'fresh') > 0) return 'fresh';
  return total(equal, 'revised') > 0 ? 'revised' : 'withdrawn';
}

function spokenOtherwise(line: readonly Said[], published: Publication | undefined): 'fresh' | 'revised' | 'withdrawn' {
  if (total(line, 'total') === 0) return 'fresh';
  if (total(line, 'withdrawn') === total(line, 'total') && total(line, 'revised') === 0) return 'withdrawn';
  return published && line.some(({ lastRevisedFrom }) => published.to <= lastRevisedFrom) ? 'revised' : 'fresh';
}
