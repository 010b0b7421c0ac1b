/** A term of a taxonomy: its own kinds, or for a loose word the terms of the same taxonomy it may mean. */
export interface Term {
  readonly term: string;
  readonly kinds?: readonly Term[];
  readonly mayMean?: readonly string[];
}

const weapons: readonly Term[] = [
  { term: 'drone' },
  { term: 'rocket', kinds: [{ term: '107 mm rocket' }, { term: '122 mm Grad' }] },
  { term: 'Katyusha', mayMean: ['107 mm rocket', '122 mm Grad'] },
  { term: 'mortar' },
  { term: 'missile' },
];

const parties: readonly Term[] = [
  {
    term: 'Iran-backed militia',
    kinds: [{ term: 'Kataib Hezbollah' }, { term: 'Saraya Awliya al-Dam' }, { term: 'Asaib Ahl al-Haq' }],
  },
  { term: 'Islamic State' },
];

/** The terms people choose from, by kind of answer. Other terms may be written; each then stands for itself. */
export const taxonomies = { category: weapons, party: parties } as const;

/** A name as it is compared: without differences of case, spacing or Unicode composition. */
export const comparableTerm = (name: string) => name.normalize('NFC').trim().replace(/\s+/gu, ' ').toLowerCase();

/**
 * The leaves a term spans, sorted. A term with kinds spans them and one leaf more, for a kind nobody listed; a loose word
 * spans the terms it may mean; an unlisted term is a leaf of its own.
 */
export function leavesOf(kind: 'category' | 'party', term: string): readonly string[] {
  return leavesByTerm[kind].get(comparableTerm(term)) ?? [comparableTerm(term)];
}

const leavesByTerm = { category: leafTable(weapons), party: leafTable(parties) };

function leafTable(terms: readonly Term[]): Map<string, readonly string[]> {
  const table = new Map<string, readonly string[]>();
  const add = ({ term, kinds }: Term): readonly string[] => {
    const name = comparableTerm(term);
    const leaves = kinds ? [...kinds.flatMap(add), `another kind of ${name}`].sort() : [name];
    table.set(name, leaves);
    return leaves;
  };
  for (const term of terms) if (!term.mayMean) add(term);
  for (const { term, mayMean } of terms) {
    if (mayMean) {
      table.set(
        comparableTerm(term),
        [...new Set(mayMean.flatMap((name) => table.get(comparableTerm(name)) ?? []))].sort(),
      );
    }
  }
  return table;
}
