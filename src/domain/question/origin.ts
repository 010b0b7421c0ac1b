import type { AssessedClaim, DocumentLineage, Lineage } from './claim';
import type { Denoted } from './denote';
import { lineKey } from './quantity';
import { followToRoots, type Root, type Step } from './roots';

/**
 * The institutions a claim may go back to. Several when its line of copying forks. Not `certain` when a lineage on the way
 * is unknown: it may then also go back to any other origin. `through` is the claim's own first step; `copies` the claim it
 * repeats, where that is on record.
 */
export interface Origin extends Root {
  readonly through: 'claimant' | 'relay' | 'copy' | 'unknown lineage';
  readonly copies?: string;
}

const copying: ReadonlySet<string> = new Set(['republishes', 'quotes', 'translates']);

/** An answer as it is matched between a copy and what it copies: same attribute, scope and meaning. */
export const matchKey = (claim: AssessedClaim, denoted: Denoted | undefined) =>
  denoted?.key ?? JSON.stringify([lineKey(claim.attribute, claim.scope ?? ''), 'unknown']);

/**
 * Finds the origin of every claim. Relays are followed through the relayed source's own claims here, copies through the
 * claims of the documents they copy (those with an equal answer, else all of them), affiliation up to the institution. A
 * claimant named in somebody else's document is its own origin. Terminates on circles of any kind.
 */
export function originsOf(
  claims: readonly AssessedClaim[],
  documents: Lineage['documents'],
  institution: (source: string) => string,
  keyOf: (claim: AssessedClaim) => string,
): ReadonlyMap<string, Origin> {
  const byId = new Map(claims.map((claim) => [claim.id, claim]));
  const documentById = new Map(Object.entries(documents));
  const said = indexClaims(claims, (claim) => claim.claimant, keyOf);
  const carried = indexClaims(claims, (claim) => claim.carrier, keyOf);
  const stepKey = (...parts: string[]) => JSON.stringify(parts);
  const named = (name: string, certain = true): Root => ({ origins: [name], certain });

  const parentsOf = (id: string): string[] =>
    (documentById.get(id)?.derivesFrom ?? [])
      .filter(({ document, how }) => copying.has(how) && document !== id)
      .map(({ document }) => document);

  const firstStep = (claim: AssessedClaim): Step & Pick<Origin, 'through'> => {
    const { claimant, relays, carrier } = claim;
    if (relays !== undefined && relays !== claimant) {
      const next = said.nearest(relays, claim);
      return { next: next ? [stepKey('said', ...next)] : [], end: named(institution(relays)), through: 'relay' };
    }
    const document = carrier === undefined ? undefined : documentById.get(carrier);
    const end = named(institution(claimant));
    const isNamedInAnothers =
      document?.publisher !== undefined && institution(document.publisher) !== institution(claimant);
    if (carrier === undefined || !document || isNamedInAnothers) return { next: [], end, through: 'claimant' };
    const parents = parentsOf(carrier);
    if (parents.length > 0) {
      return { next: parents.map((parent) => stepKey('copied', parent, claim.id)), end, through: 'copy' };
    }
    return isUnclear(document)
      ? { next: [], end: named(institution(claimant), false), through: 'unknown lineage' }
      : { next: [], end, through: 'claimant' };
  };

  const copiedStep = (id: string, claim: AssessedClaim): Step => {
    const match = carried.inDocument(id, claim);
    if (match) return { next: [stepKey('carried', ...match)], end: { origins: [], certain: true } };
    const document = documentById.get(id);
    const name = document?.publisher === undefined ? `document:${id}` : institution(document.publisher);
    const parents = parentsOf(id);
    return {
      next: parents.map((parent) => stepKey('copied', parent, claim.id)),
      end: named(name, parents.length > 0 || !isUnclear(document)),
    };
  };

  const stepOf = (key: string): Step => {
    const [what, ...rest] = JSON.parse(key) as string[];
    const claim = byId.get(rest.at(-1) ?? '');
    if (what === 'claim' && claim) return firstStep(claim);
    if (what === 'copied' && claim) return copiedStep(rest[0] ?? '', claim);
    const group = (what === 'said' ? said : carried).claimsOf(rest);
    return { next: group.map(({ id }) => stepKey('claim', id)), end: { origins: [], certain: true }, offers: true };
  };

  const claimStep = ({ id }: AssessedClaim) => stepKey('claim', id);
  const roots = followToRoots(claims.map(claimStep), stepOf);
  return new Map(
    claims.map((claim) => {
      const { through } = firstStep(claim);
      const root = roots.get(claimStep(claim)) ?? named(institution(claim.claimant));
      const copies =
        through === 'relay'
          ? said.equal(claim.relays ?? '', claim)
          : through === 'copy'
            ? parentsOf(claim.carrier ?? '').flatMap((parent) => carried.equal(parent, claim) ?? [])[0]
            : undefined;
      return [claim.id, { ...root, through, ...(copies && { copies: copies.id }) }];
    }),
  );
}

const isUnclear = (document: DocumentLineage | undefined) =>
  document?.lineage === 'unknown' || (document?.derivesFrom ?? []).some(({ how }) => !copying.has(how));

/** Finds claims by who said or carried them and by what they answer. A claim never finds itself alone. */
function indexClaims(
  claims: readonly AssessedClaim[],
  ownerOf: (claim: AssessedClaim) => string | undefined,
  keyOf: (claim: AssessedClaim) => string,
) {
  const groups = new Map<string, AssessedClaim[]>();
  const groupKey = (...parts: string[]) => JSON.stringify(parts);
  const levels = (claim: AssessedClaim) => ({
    answer: ['answer', keyOf(claim)],
    line: ['line', lineKey(claim.attribute, claim.scope ?? '')],
    attribute: ['attribute', claim.attribute],
    all: ['all'],
  });
  for (const claim of claims) {
    const owner = ownerOf(claim);
    if (owner === undefined) continue;
    for (const level of Object.values(levels(claim))) {
      const key = groupKey(owner, ...level);
      const group = groups.get(key);
      if (group) group.push(claim);
      else groups.set(key, [claim]);
    }
  }
  const first = (owner: string, claim: AssessedClaim, wanted: readonly (readonly string[])[]): string[] | undefined =>
    wanted
      .map((level) => [owner, ...level])
      .find((parts) => groups.get(groupKey(...parts))?.some(({ id }) => id !== claim.id));
  return {
    /** The source's claims with an equal answer, else those on the same line, else on the same attribute. */
    nearest: (owner: string, claim: AssessedClaim) => {
      const { answer, line, attribute } = levels(claim);
      return first(owner, claim, [answer, line, attribute]);
    },
    /** The document's claims with an equal answer, else all its claims. */
    inDocument: (owner: string, claim: AssessedClaim) => {
      const { answer, all } = levels(claim);
      return first(owner, claim, [answer, all]);
    },
    equal: (owner: string, claim: AssessedClaim) =>
      groups.get(groupKey(owner, ...levels(claim).answer))?.find(({ id }) => id !== claim.id),
    claimsOf: (parts: readonly string[]) => groups.get(groupKey(...parts)) ?? [],
  };
}
