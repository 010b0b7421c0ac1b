import { comparableTerm } from './category';

/** A place as names from the outermost inwards; a site is a path of one name. */
export type PlacePath = readonly string[];

/** The comparable path of a place answer. */
export function placePath(place: { site: string } | { path: readonly string[] }): PlacePath {
  return 'site' in place ? [comparableTerm(place.site)] : place.path.map(comparableTerm);
}

/**
 * Whether `inner` lies within `outer`, or is the same place: the names of `outer` appear in `inner` one after another.
 * The domain knows no gazetteer: Anbar contains Ain al-Asad only when the path says so.
 */
export function placeContains(outer: PlacePath, inner: PlacePath): boolean {
  for (let start = 0; start + outer.length <= inner.length; start++) {
    if (outer.every((name, i) => inner[start + i] === name)) return true;
  }
  return false;
}
