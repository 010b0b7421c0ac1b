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
  /** Its place among the claims given. */
  readonly at: number;
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
  const add = (step: () => Step, name: () => string): number => matched.length + walk.push({ step, name }) - 1;

  const groupStep = (group: Group): number => {
    const known = groupSteps.get(group);
    if (known !== undefined) return known;
    const step = (): Step => ({
      next: group.members.map((member) => member.at),
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

  const known = new Map<string, readonly string[]>();
  const parentsOf = (id: string): readonly string[] => {
    const before = known.get(id);
    if (before) return before;
    const parents = (documentById.get(id)?.derivesFrom ?? [])
      .filter(({ document, how }) => copying.has(how) && document !== id)
      .map(({ document }) => document);
    known.set(id, parents);
    return parents;
  };

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

  const first = matched.map(firstStep);
  const roots = followToRoots([...matched.keys()], {
    stepOf: (key) => first[key] ?? walk[key - matched.length]?.step() ?? { next: [], end: nowhere },
    nameOf: (key) =>
      key < matched.length
        ? JSON.stringify(['claim', matched[key]?.claim.id])
        : (walk[key - matched.length]?.name() ?? ''),
  });
  const originOf = new Map<string, Origin>();
  const rootOf = new Map<string, Root>();
  for (const one of matched) {
    const { claim } = one;
    const through = first[one.at]?.through ?? 'claimant';
    const root = roots[one.at] ?? named(institution(claim.claimant));
    const copies =
      through === 'relay'
        ? said.equal(claim.relays ?? '', one)
        : through === 'copy'
          ? parentsOf(claim.carrier ?? '').flatMap((parent) => carried.equal(parent, one) ?? [])[0]
          : undefined;
    rootOf.set(claim.id, root);
    originOf.set(claim.id, copies ? { ...root, through, copies: copies.claim.id } : { ...root, through });
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

/** Claims by something they have in common, laid out when first asked for. */
type Index = (key: string) => Group | undefined;

/** Finds claims by who said or carried them and by what they answer. A claim never finds itself alone. */
function indexClaims(how: string, matched: readonly Matched[], ownerOf: (one: Matched) => string | undefined) {
  const owned = new Map<string, { all: Group; byAnswer: Index; byLine: Index; byAttribute: Index }>();
  for (const one of matched) {
    const owner = ownerOf(one);
    if (owner === undefined) continue;
    const known = owned.get(owner);
    if (known) known.all.members.push(one);
    else {
      const all: Group = { name: [how, owner, 'all'], members: [one] };
      owned.set(owner, {
        all,
        byAnswer: indexOf(all, 'answer', ({ key }) => key),
        byLine: indexOf(all, 'line', ({ line }) => line),
        byAttribute: indexOf(all, 'attribute', ({ claim }) => claim.attribute),
      });
    }
  }
  const unlessAlone = (group: Group | undefined, one: Matched): Group | undefined =>
    group && (group.members.length > 1 || group.members[0] !== one) ? group : undefined;
  return {
    /** The source's claims with an equal answer, else those on the same line, else on the same attribute. */
    nearest: (owner: string, one: Matched): Group | undefined => {
      const own = owned.get(owner);
      return (
        unlessAlone(own?.byAnswer(one.key), one) ??
        unlessAlone(own?.byLine(one.line), one) ??
        unlessAlone(own?.byAttribute(one.claim.attribute), one)
      );
    },
    /** The document's claims with an equal answer, else all its claims. */
    inDocument: (owner: string, one: Matched): Group | undefined => {
      const own = owned.get(owner);
      return unlessAlone(own?.byAnswer(one.key), one) ?? unlessAlone(own?.all, one);
    },
    equal: (owner: string, one: Matched): Matched | undefined =>
      owned
        .get(owner)
        ?.byAnswer(one.key)
        ?.members.find((other) => other !== one),
  };
}

function indexOf({ name, members }: Group, by: string, keyOf: (one: Matched) => string): Index {
  let groups: Map<string, Group> | undefined;
  return (key) => {
    if (!groups) {
      groups = new Map();
      for (const one of members) {
        const own = keyOf(one);
        const group = groups.get(own);
        if (group) group.members.push(one);
        else groups.set(own, { name: [...name, by, own], members: [one] });
      }
    }
    return groups.get(key);
  };
}
