import { addressOf, type Given } from './read-address';
import { languageWords } from './words';

/**
 * How a record's page lays out what it shows. All of it stands in the address: `order=asked`, `claims=all` or `disputed`,
 * `turned=1`, `copies=shown`, `lang=ar`, and `on=2021-05-03`, which is read elsewhere.
 */
export type Arrangement = {
  /** Questions by how much they ask for attention, or in the order of the vocabulary. */
  order: 'disagreements' | 'asked';
  /** Whether only questions with a disagreement are compared. */
  claims: 'disputed' | 'all';
  /** Whether the questions stand in rows and the sources in columns. */
  turned: boolean;
  /** Whether copies stand in rows of their own, or are counted under what they repeat. */
  copies: 'folded' | 'shown';
  /** Only claims read in documents of this language; `und` where the language is not on record. */
  language: string | null;
  /** The day for which the answers about a site are asked: no part of the layout, and kept by it. */
  on: string | null;
};

/** What a record has to choose from: whether there is a disagreement to show alone, and the languages of its documents. */
export type Choices = { hasDisagreements: boolean; languages: readonly string[] };

/** A part of an address that could not be followed. */
export type Dropped = { name: string; value: string };

/** The language of a document whose language is not on record, as BCP 47 writes it. */
export const undetermined = 'und';

/** Long enough to know a value again. */
const mostShown = 40;

/** What each part of the address may say. */
const allowed = {
  order: ['asked', 'disagreements'],
  claims: ['all', 'disputed'],
  turned: ['1', '0'],
  copies: ['shown', 'folded'],
} as const;

/**
 * Reads how a record is to be laid out. Never refuses: what is not understood is left out and named, parts that are none
 * of this page are passed over. Only disagreements are compared unless there are none or all are asked for.
 */
export function readArrangement(
  params: Readonly<Record<string, string | string[] | undefined>>,
  { hasDisagreements, languages }: Choices,
): { arrangement: Arrangement; dropped: Dropped[] } {
  const dropped: Dropped[] = [];
  const read = <Value extends string>(name: string, values: readonly Value[]): Value | undefined => {
    const given = Object.hasOwn(params, name) ? params[name] : undefined;
    if (given === undefined || given === '') return undefined;
    const known = values.find((value) => value === given);
    if (known === undefined) dropped.push({ name, value: shorten(String(given)) });
    return known;
  };
  const claims = read('claims', allowed.claims);
  return {
    arrangement: {
      order: read('order', allowed.order) ?? 'disagreements',
      claims: hasDisagreements ? (claims ?? 'disputed') : 'all',
      turned: read('turned', allowed.turned) === '1',
      copies: read('copies', allowed.copies) ?? 'folded',
      language: read('lang', languages) ?? null,
      on: typeof params.on === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(params.on) ? params.on : null,
    },
    dropped,
  };
}

const shorten = (value: string): string =>
  value.length > mostShown ? `${[...value].slice(0, mostShown).join('')}…` : value;

/** The address that asks for a layout, without the parts that need not be said. `hash` is a place on the page. */
export const arrangedAddress = (path: string, arrangement: Arrangement, hash = ''): string =>
  `${addressOf(path, partsOf(arrangement))}${hash === '' ? '' : `#${hash}`}`;

/** The parts of an address that ask for a layout. */
export const partsOf = ({ order, claims, turned, copies, language, on }: Arrangement): Given => ({
  ...(order === 'asked' ? { order } : {}),
  ...(claims === 'all' ? { claims } : {}),
  ...(turned ? { turned: '1' } : {}),
  ...(copies === 'shown' ? { copies } : {}),
  ...(language === null ? {} : { lang: language }),
  ...(on === null ? {} : { on }),
});

/** A language of documents in words. */
export const languageOffered = (tag: string): string => (tag === undetermined ? 'not on record' : languageWords(tag));
