/**
 * What exactly a claim counts. `within` are the scopes directly around it. `atoms` are the smallest regions it covers,
 * none overlapping, numbered within the lattice: a broader scope covers all atoms of a narrower one and at least one more,
 * for parts nobody named.
 */
export interface Scope {
  readonly id: string;
  readonly label: string;
  readonly within: readonly string[];
  readonly atoms: readonly number[];
}

type Parts = Readonly<Record<string, readonly string[]>>;

/**
 * Parts of persons. Military, contractors and civilians are apart; US nationals cross them. Names in brackets are parts no
 * claim names: they keep the named parts from exhausting the whole.
 */
const personParts: Parts = {
  persons: ['military', 'contractors', 'civilians', 'US nationals', '(other persons)'],
  military: ['coalition troops', 'Iraqi security forces', '(other military)'],
  'coalition troops': ['US troops', '(other coalition troops)'],
  'US troops': [],
  'Iraqi security forces': [],
  contractors: ['foreign contractors', 'Iraqi contractors', '(other contractors)'],
  'foreign contractors': ['US contractors', '(other foreign contractors)'],
  'US contractors': [],
  'Iraqi contractors': [],
  civilians: ['(US civilians)', '(other civilians)'],
  'US nationals': ['US troops', 'US contractors', '(US civilians)', '(other US nationals)'],
};

const rocketParts: Parts = {
  fired: ['landed inside', 'landed outside', 'intercepted', '(otherwise fired)'],
  'landed inside': [],
  'landed outside': [],
  intercepted: [],
  'found unfired': [],
};

const labels: Readonly<Record<string, string>> = { persons: 'all persons' };

export const personScopes: readonly Scope[] = scopesOf(personParts);
export const rocketScopes: readonly Scope[] = scopesOf(rocketParts);

/** The scopes claims may speak of, by the name of their list. Attributes that count the same things share a list. */
export const scopeLists: Readonly<Record<string, readonly Scope[]>> = { persons: personScopes, rockets: rocketScopes };

/** More atoms than this in one list would slow every assessment of its attributes. */
const mostAtoms = 256;

/**
 * A list with one more scope, inside all of `within` (a whole of its own when there are none) and sharing nothing with
 * `apartFrom`. What else it may share with others stays open: each atom it may reach into is split in a part inside and
 * a part outside of it, so that nothing said of the older scopes changes. Undefined when nothing is left for it to be,
 * or when the list would hold more than 256 atoms.
 */
export function withScope(
  list: readonly Scope[],
  added: { id: string; within: readonly string[]; apartFrom: readonly string[] },
): readonly Scope[] | undefined {
  const atomsOf = (id: string) => list.find((scope) => scope.id === id)?.atoms ?? [];
  const [first, ...rest] = added.within.map(atomsOf);
  const taken = new Set(added.apartFrom.flatMap(atomsOf));
  const size = 1 + Math.max(-1, ...list.flatMap(({ atoms }) => atoms));
  const inside = (first ?? []).filter((atom) => rest.every((atoms) => atoms.includes(atom)) && !taken.has(atom));
  if (first ? inside.length === 0 : false) return undefined;
  // A whole of its own has one atom that nothing else covers.
  const atoms = first ? inside.map((_, at) => size + at) : [size];
  if (size + atoms.length > mostAtoms) return undefined;
  const split = new Map(inside.map((atom, at) => [atom, size + at]));
  const refined = list.map((scope) => ({
    ...scope,
    atoms: [...scope.atoms, ...scope.atoms.flatMap((atom) => split.get(atom) ?? [])],
  }));
  return [...refined, { id: added.id, label: added.id, within: added.within, atoms }];
}

function scopesOf(parts: Parts): Scope[] {
  const ids = Object.keys(parts);
  const leaves = [...new Set(Object.entries(parts).flatMap(([id, inner]) => (inner.length > 0 ? inner : [id])))];
  const atoms = leaves.filter((name) => (parts[name] ?? []).length === 0);
  const atomsOf = (id: string): number[] => {
    const inner = parts[id] ?? [];
    return inner.length === 0 ? [atoms.indexOf(id)] : [...new Set(inner.flatMap(atomsOf))];
  };
  return ids.map((id) => ({
    id,
    label: labels[id] ?? id,
    within: ids.filter((outer) => parts[outer]?.includes(id)),
    atoms: atomsOf(id),
  }));
}
