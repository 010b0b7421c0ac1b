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
