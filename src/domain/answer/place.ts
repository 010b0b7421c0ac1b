import { comparableSpelling } from './category';

/** A place as comparable names from the outermost inwards. */
export type PlacePath = readonly string[];

/** What is known of a site: what it is called, and the places around it, outermost first. */
export interface KnownSite {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly within: readonly string[];
}

/** The sites on record, by id. */
export type Gazetteer = ReadonlyMap<string, KnownSite>;

type Place = { readonly site: string } | { readonly path: readonly string[] };

/** Reads a place answer: its comparable path and, of a site on record, what it is called. */
export type PlaceReader = (place: Place) => { readonly path: PlacePath; readonly name?: string };

/**
 * Reads places by what is known of sites. A site stands for its whole path, and so does its name or alias in a path that
 * does not put it elsewhere: “Iraq, Anbar, Ayn al-Asad” is the site within Anbar. A site nobody knows is a path of one name.
 */
export function placeReader(gazetteer: Gazetteer): PlaceReader {
  const byName = sitesByName(gazetteer);
  const named = (names: readonly string[], seen: ReadonlySet<KnownSite>): PlacePath => {
    for (let at = names.length - 1; at >= 0; at--) {
      const meant = (byName.get(names[at] ?? '') ?? []).filter(
        (site) => !seen.has(site) && fits(names.slice(0, at), site),
      );
      const [site] = meant;
      if (site && meant.length === 1) return [...sitePath(site, seen), ...names.slice(at + 1)];
    }
    return names;
  };
  const sitePath = (site: KnownSite, seen: ReadonlySet<KnownSite> = new Set()): PlacePath => {
    const around = named(site.within.map(comparableSpelling), new Set([...seen, site]));
    const name = comparableSpelling(site.name);
    return around.at(-1) === name ? around : [...around, name];
  };
  return (place) => {
    if ('path' in place) return { path: named(place.path.map(comparableSpelling), new Set()) };
    const site = gazetteer.get(place.site);
    return site
      ? { path: sitePath(site), name: site.name }
      : { path: named([comparableSpelling(place.site)], new Set()) };
  };
}

/** Whether the names before a site's own in a path may be places around it: the nearest of either are known to the other. */
const fits = (before: readonly string[], { within }: KnownSite): boolean => {
  const around = within.map(comparableSpelling);
  return before.length === 0 || around.includes(before.at(-1) ?? '') || before.includes(around.at(-1) ?? '');
};

function sitesByName(gazetteer: Gazetteer): ReadonlyMap<string, readonly KnownSite[]> {
  const found = new Map<string, KnownSite[]>();
  for (const [id, site] of gazetteer)
    for (const name of new Set([id, site.name, ...site.aliases].map(comparableSpelling))) {
      const others = found.get(name);
      if (others) others.push(site);
      else found.set(name, [site]);
    }
  return found;
}

/** Whether `inner` lies within `outer`, or is the same place: the names of `outer` appear in `inner` one after another. */
export function placeContains(outer: PlacePath, inner: PlacePath): boolean {
  for (let start = 0; start + outer.length <= inner.length; start++) {
    if (outer.every((name, i) => inner[start + i] === name)) return true;
  }
  return false;
}
