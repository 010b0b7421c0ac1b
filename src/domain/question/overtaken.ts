import type { AssessedClaim } from './claim';
import type { Denoted, DenotedAs } from './denote';
import { satisfiable } from './feasible';
import { componentsOf } from './positions';
import { isMoreThanADayAfter, type Publication } from './published';
import { sumsClash } from './sums';

type Toll = DenotedAs<'quantity'>;

/** A claim that stands, with what it allows. */
export interface Standing {
  readonly claim: AssessedClaim;
  readonly denoted: Denoted;
}

/**
 * Ids of tolls that grew: answers on casualties, killed or wounded which later live answers, each certainly published more
 * than a day after, exceed. Later answers below an earlier one, or without a date, overtake nothing.
 */
export function overtakenClaims(
  standing: readonly Standing[],
  publicationOf: (claim: AssessedClaim) => Publication | undefined,
): ReadonlySet<string> {
  const tolls = standing.flatMap(({ claim, denoted }) => {
    const published = publicationOf(claim);
    return published && denoted.stratum === 'quantity' && denoted.quantity.isToll
      ? [{ claim, denoted, published }]
      : [];
  });
  // What is certainly later ends later too: by the time a claim is judged, all that could overtake it has been.
  tolls.sort((a, b) => b.published.to - a.published.to);

  const overtaken = new Set<string>();
  const lastLive = new Map<string, { denoted: Toll; published: Publication }>();
  const known = new Map<string, boolean>();
  const outgrown = new Set<string>();
  for (const { claim, denoted, published } of tolls) {
    const later = [...lastLive.values()]
      .filter((toll) => isMoreThanADayAfter(toll.published, published))
      .map((toll) => toll.denoted)
      .sort((a, b) => (a.key < b.key ? -1 : 1));
    const key = JSON.stringify([denoted.key, later.map((toll) => toll.key)]);
    // Later answers only join as claims are judged in this order: what is outgrown once stays so.
    const grew = outgrown.has(denoted.key) || (known.get(key) ?? isOutgrown(denoted, later));
    known.set(key, grew);
    if (grew) {
      outgrown.add(denoted.key);
      overtaken.add(claim.id);
    } else if (published.from > (lastLive.get(denoted.key)?.published.from ?? Number.NEGATIVE_INFINITY)) {
      lastLive.set(denoted.key, { denoted, published });
    }
  }
  return overtaken;
}

/** Whether some later answers clash with an earlier one, and would not had it left room for more. */
function isOutgrown(earlier: Toll, later: readonly Toll[]): boolean {
  const withRoom: Toll = { ...earlier, range: { least: earlier.range.least, most: Number.POSITIVE_INFINITY } };
  const family = later.filter((toll) => toll.arena === earlier.arena && !sumsClash(withRoom, toll));
  if (family.some((toll) => sumsClash(earlier, toll))) return true;
  if (new Set([earlier, ...family].map(({ line }) => line)).size < 3) return false;
  if (satisfiable([earlier, ...family])) return false;
  const component = componentsOf([withRoom, ...family]).find(({ answers }) => answers.includes(withRoom));
  if (!component) return false;
  const { answers, groups } = component;
  return groups.some((group) => {
    const members = group.flatMap((at) => answers[at] ?? []);
    return members.includes(withRoom) && !satisfiable([...members, earlier]);
  });
}
