import type { AssessedClaim, DocumentLineage, Lineage } from './claim';
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

/** What a claim is matched by between a copy and what it copies. `key` is its attribute, scope and meaning, `line` without the meaning. */
export interface Matched {
  readonly claim: AssessedClaim;
  readonly key: string;
  readonly line: string;
}

/** The key of a claim that means nothing comparable, with others on its line. */
export const unknownKey = (line: string) => JSON.stringify([line, 'unknown']);

/** Origins by the id of the claim. Claims that go back to the same share one root, so that counting them is quick. */
export interface Origins {
  readonly originOf: ReadonlyMap<string, Origin>;
  readonly rootOf: ReadonlyMap<string, Root>;
}

/**
 * Finds the origin of every claim. Relays are followed through the relayed source's own claims here, copies through the
 * claims of the documents they copy (those with an equal answer, else all of them), affiliation up to the institution. A
 * claimant named in somebody else's document is its own origin. Terminates on circles of any kind.
 */
export function originsOf(
  matched: readonly Matched[],
  documents: Lineage['documents'],
  institution: (source: string) => string,
): Origins {
  const documentById = new Map(Object.entries(documents));
  const said = indexClaims('said', matched, ({ claim }) => claim.claimant);
  const carried = indexClaims('carried', matched, ({ claim }) => claim.carrier);
  const rootsByName = { certain: new Map<string, Root>(), uncertain: new Map<string, Root>() };
  const named = (name: string, certain = true): Root => {
    const known = certain ? rootsByName.certain : rootsByName.uncertain;
    const root = known.get(name) ?? { origins: [name], certain };
    known.set(name, root);
    return root;
  };

  // Steps by number: first the claims themselves, the others as they are met.
  const walk: { step: () => Step; name: () => string }[] = [];
  const groupSteps = new Map<Group, number>();
  const copySteps = new Map<string, Map<Matched, number>>();
  const add = (step: () => Step, name: () => string): number => walk.push({ step, name }) - 1;

  const groupStep = (group: Group): number => {
    const known = groupSteps.get(group);
    if (known !== undefined) return known;
    const step = (): Step => ({
      next: group.members.flatMap((member) => at.get(member) ?? []),
      end: nowhere,
      offers: true,
    });
    const added = add(step, () => JSON.stringify(group.name));
    groupSteps.set(group, added);
    return added;
  };

  const copiedStep = (id: string, one: Matched): number => {
    const copies = copySteps.get(id) ?? new Map<Matched, number>();
    copySteps.set(id, copies);
    const known = copies.get(one);
    if (known !== undefined) return known;
    const step = (): Step => {
      const match = carried.inDocument(id, one);
      if (match) return { next: [groupStep(match)], end: nowhere };
      const document = documentById.get(id);
      const name = document?.publisher === undefined ? `document:${id}` : institution(document.publisher);
      const parents = parentsOf(id);
      return {
        next: parents.map((parent) => copiedStep(parent, one)),
        end: named(name, parents.length > 0 || !isUnclear(document)),
      };
    };
    const added = add(step, () => JSON.stringify(['copied', id, one.claim.id]));
    copies.set(one, added);
    return added;
  };

  const parentsOf = (id: string): string[] =>
    (documentById.get(id)?.derivesFrom ?? [])
      .filter(({ document, how }) => copying.has(how) && document !== id)
      .map(({ document }) => document);

  const firstStep = (one: Matched): Step & Pick<Origin, 'through'> => {
    const { claimant, relays, carrier } = one.claim;
    if (relays !== undefined && relays !== claimant) {
      const next = said.nearest(relays, one);
      return { next: next ? [groupStep(next)] : [], end: named(institution(relays)), through: 'relay' };
    }
    const document = carrier === undefined ? undefined : documentById.get(carrier);
    const end = named(institution(claimant));
    const isNamedInAnothers =
      document?.publisher !== undefined && institution(document.publisher) !== institution(claimant);
    if (carrier === undefined || !document || isNamedInAnothers) return { next: [], end, through: 'claimant' };
    const parents = parentsOf(carrier);
    if (parents.length > 0) return { next: parents.map((parent) => copiedStep(parent, one)), end, through: 'copy' };
    return isUnclear(document)
      ? { next: [], end: named(institution(claimant), false), through: 'unknown lineage' }
      : { next: [], end, through: 'claimant' };
  };

  const at = new Map<Matched, number>();
  const first = new Map<Matched, Step & Pick<Origin, 'through'>>();
  for (const one of matched) {
    const step = () => first.get(one) ?? firstStep(one);
    at.set(
      one,
      add(step, () => JSON.stringify(['claim', one.claim.id])),
    );
  }
  for (const one of matched) first.set(one, firstStep(one));
  const roots = followToRoots([...at.values()], {
    stepOf: (key) => walk[key]?.step() ?? { next: [], end: nowhere },
    nameOf: (key) => walk[key]?.name() ?? '',
  });
  const originOf = new Map<string, Origin>();
  const rootOf = new Map<string, Root>();
  for (const one of matched) {
    const { claim } = one;
    const through = first.get(one)?.through ?? 'claimant';
    const root = roots.get(at.get(one) ?? -1) ?? named(institution(claim.claimant));
    const copies =
      through === 'relay'
        ? said.equal(claim.relays ?? '', one)
        : through === 'copy'
          ? parentsOf(claim.carrier ?? '').flatMap((parent) => carried.equal(parent, one) ?? [])[0]
          : undefined;
    rootOf.set(claim.id, root);
    originOf.set(claim.id, { ...root, through, ...(copies && { copies: copies.claim.id }) });
  }
  return { originOf, rootOf };
}

const nowhere: Root = { origins: [], certain: true };

const isUnclear = (document: DocumentLineage | undefined) =>
  document?.lineage === 'unknown' || (document?.derivesFrom ?? []).some(({ how }) => !copying.has(how));

/** Claims of one owner that have something in common; `name` says what, for telling groups apart. */
interface Group {
  readonly name: readonly string[];
  readonly members: Matched[];
}

/** One owner's claims: all of them, and by answer, line and attribute. */
interface Owned {
  readonly all: Group;
  readonly byAnswer: Map<string, Group>;
  readonly byLine: Map<string, Group>;
  readonly byAttribute: Map<string, Group>;
}

/** Finds claims by who said or carried them and by what they answer. A claim never finds itself alone. */
function indexClaims(how: string, matched: readonly Matched[], ownerOf: (one: Matched) => string | undefined) {
  const owned = new Map<string, Owned>();
  for (const one of matched) {
    const owner = ownerOf(one);
    if (owner === undefined) continue;
    const own: Owned = owned.get(owner) ?? {
      all: { name: [how, owner, 'all'], members: [] },
      byAnswer: new Map(),
      byLine: new Map(),
      byAttribute: new Map(),
    };
    owned.set(owner, own);
    own.all.members.push(one);
    join(own.byAnswer, one.key, [how, owner, 'answer'], one);
    join(own.byLine, one.line, [how, owner, 'line'], one);
    join(own.byAttribute, one.claim.attribute, [how, owner, 'attribute'], one);
  }
  const unlessAlone = (group: Group | undefined, one: Matched): Group | undefined =>
    group && (group.members.length > 1 || group.members[0] !== one) ? group : undefined;
  return {
    /** The source's claims with an equal answer, else those on the same line, else on the same attribute. */
    nearest: (owner: string, one: Matched): Group | undefined => {
      const own = owned.get(owner);
      return (
        unlessAlone(own?.byAnswer.get(one.key), one) ??
        unlessAlone(own?.byLine.get(one.line), one) ??
        unlessAlone(own?.byAttribute.get(one.claim.attribute), one)
      );
    },
    /** The document's claims with an equal answer, else all its claims. */
    inDocument: (owner: string, one: Matched): Group | undefined => {
      const own = owned.get(owner);
      return unlessAlone(own?.byAnswer.get(one.key), one) ?? unlessAlone(own?.all, one);
    },
    equal: (owner: string, one: Matched): Matched | undefined =>
      owned
        .get(owner)
        ?.byAnswer.get(one.key)
        ?.members.find((other) => other !== one),
  };
}

function join(groups: Map<string, Group>, key: string, name: readonly string[], one: Matched): void {
  const group = groups.get(key);
  if (group) group.members.push(one);
  else groups.set(key, { name: [...name, key], members: [one] });
}
