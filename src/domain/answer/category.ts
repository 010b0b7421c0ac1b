/**
 * A term of a taxonomy: its own kinds, or for a loose word the terms of the same taxonomy it may mean. `aliases` are other
 * words for the same.
 */
export interface Term {
  readonly term: string;
  readonly kinds?: readonly Term[];
  readonly mayMean?: readonly string[];
  readonly aliases?: readonly string[];
}

const weapons: readonly Term[] = [
  {
    term: 'drone',
    aliases: ['UAV', 'UAS', 'unmanned aerial vehicle', 'unmanned aircraft', 'drones'],
    kinds: [{ term: 'quadcopter', aliases: ['quadrotor'] }, { term: 'fixed-wing drone' }],
  },
  {
    term: 'rocket',
    aliases: ['rockets'],
    kinds: [
      { term: '107 mm rocket', aliases: ['107 mm', '107 mm rockets', '107 mm Katyusha'] },
      {
        term: '122 mm Grad',
        aliases: ['Grad', 'Grad rocket', 'Grad rockets', '122 mm', '122 mm rocket', 'BM-21 Grad'],
      },
      { term: '240 mm rocket', aliases: ['240 mm', '240 mm rockets'] },
    ],
  },
  {
    term: 'Katyusha',
    mayMean: ['107 mm rocket', '122 mm Grad'],
    aliases: ['Katyushas', 'Katyusha rocket', 'Katyusha rockets'],
  },
  {
    term: 'mortar',
    aliases: ['mortars', 'mortar round', 'mortar rounds', 'mortar shell', 'mortar shells'],
    kinds: [{ term: '60 mm mortar' }, { term: '81 mm mortar' }, { term: '82 mm mortar' }, { term: '120 mm mortar' }],
  },
  {
    term: 'missile',
    aliases: ['missiles'],
    kinds: [
      { term: 'ballistic missile' },
      { term: 'cruise missile' },
      { term: 'anti-tank missile', aliases: ['ATGM'] },
    ],
  },
  { term: 'artillery shell', aliases: ['artillery', 'artillery shells', 'howitzer'] },
  {
    term: 'improvised bomb',
    aliases: ['IED', 'improvised explosive device', 'explosive device'],
    kinds: [
      { term: 'roadside bomb' },
      { term: 'car bomb', aliases: ['VBIED'] },
      { term: 'suicide vest', aliases: ['explosive vest', 'explosive belt'] },
    ],
  },
  { term: 'air-dropped bomb', aliases: ['aerial bomb'] },
  { term: 'rocket-propelled grenade', aliases: ['RPG'] },
  { term: 'firearm', aliases: ['firearms', 'small arms', 'gunfire'] },
];

const parties: readonly Term[] = [
  {
    term: 'Iran-backed militia',
    aliases: ['Iran-backed militias', 'Iranian-backed militia', 'pro-Iran militia', 'pro-Iranian militia'],
    kinds: [
      { term: 'Kataib Hezbollah', aliases: ['Kata’ib Hezbollah', 'Kataeb Hezbollah', 'Hezbollah Brigades'] },
      { term: 'Saraya Awliya al-Dam', aliases: ['Guardians of Blood', 'Guardians of the Blood'] },
      { term: 'Asaib Ahl al-Haq', aliases: ['Asa’ib Ahl al-Haq', 'League of the Righteous'] },
    ],
  },
  { term: 'Islamic State', aliases: ['ISIS', 'ISIL', 'Daesh', 'Islamic State group'] },
];

/** The terms people choose from, by kind of answer. Other terms may be written; each then stands for itself. */
export const taxonomies = { category: weapons, party: parties } as const;

/** What the terms of an answer are terms of. */
export type Taxonomy = keyof typeof taxonomies;

/** A name as it is compared: without differences of case, spacing or Unicode composition. */
export const comparableTerm = (name: string) => name.normalize('NFC').trim().replace(/\s+/gu, ' ').toLowerCase();

/** A name as it is looked up: what transliterators and typists vary is left out, “107mm” is “107 mm”. */
export const comparableSpelling = (name: string): string =>
  comparableTerm(
    name
      .replace(/[’‘'`ʿʾ]/gu, '')
      .replace(/[-‐‑–]/gu, ' ')
      .replace(/(\d)(?=mm\b)/giu, '$1 '),
  );

/**
 * The leaves a term spans, sorted. A term with kinds spans them and one leaf more, for a kind nobody listed; a loose word
 * spans the terms it may mean; an unlisted term is a leaf of its own.
 */
export function leavesOf(kind: Taxonomy, term: string): readonly string[] {
  const spelling = comparableSpelling(term);
  return listings[kind].get(spelling)?.leaves ?? [spelling];
}

/** The listed term of that name, spelt otherwise or not. */
export const findTerm = (kind: Taxonomy, name: string): Term | undefined =>
  listings[kind].get(comparableSpelling(name))?.term;

/** The listed kind that two different terms are both of, if there is one. */
export function sharedKind(kind: Taxonomy, a: string, b: string): string | undefined {
  const above = listings[kind].get(comparableSpelling(a))?.within;
  return above !== undefined && above === listings[kind].get(comparableSpelling(b))?.within ? above : undefined;
}

interface Listing {
  readonly term: Term;
  readonly within: string | undefined;
  readonly leaves: readonly string[];
}

const listings = { category: listed(weapons), party: listed(parties) };

function listed(terms: readonly Term[]): ReadonlyMap<string, Listing> {
  const table = new Map<string, Listing>();
  const put = (term: Term, within: string | undefined, leaves: readonly string[]) => {
    for (const name of [term.term, ...(term.aliases ?? [])])
      table.set(comparableSpelling(name), { term, within, leaves });
    return leaves;
  };
  const add = (term: Term, within?: string): readonly string[] => {
    const own = term.kinds?.flatMap((kind) => add(kind, term.term));
    const name = comparableTerm(term.term);
    return put(term, within, own ? [...own, `another kind of ${name}`].sort() : [name]);
  };
  for (const term of terms) if (!term.mayMean) add(term);
  for (const term of terms)
    if (term.mayMean)
      put(
        term,
        undefined,
        [...new Set(term.mayMean.flatMap((name) => table.get(comparableSpelling(name))?.leaves ?? []))].sort(),
      );
  return table;
}
