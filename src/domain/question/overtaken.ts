import { DAY_S } from '@/domain/answer/calendar';
import type { AssessedClaim } from './claim';
import type { Denoted, DenotedAs } from './denote';
import { satisfiable } from './feasible';
import { componentsOf } from './positions';
import { isMoreThanADayAfter, type Publication } from './published';
import { compareQuantities, sumsClash } from './sums';

type Toll = DenotedAs<'quantity'>;

/** A claim that stands, with what it allows. */
export interface Standing {
  readonly claim: AssessedClaim;
  readonly denoted: Denoted;
}

/** A claim whose toll grew, and the later ones that exceed it: one as a rule, several where only their sum does. */
export interface Overtaken {
  readonly earlier: Standing;
  readonly by: readonly Standing[];
  /** Days between the publications, where both are known to the day. */
  readonly daysLater?: number;
}

/**
 * Tolls that grew, by the claim's id: answers on casualties, killed or wounded which later live answers, each certainly
 * published more than a day after, exceed. Later answers below an earlier one, or without a date, overtake nothing.
 */
export function overtakenClaims(
  standing: readonly Standing[],
  publicationOf: (claim: AssessedClaim) => Publication | undefined,
): ReadonlyMap<string, Overtaken> {
  const tolls = standing.flatMap(({ claim, denoted }): Published[] => {
    const published = publicationOf(claim);
    return published && denoted.stratum === 'quantity' && denoted.quantity.isToll
      ? [{ claim, denoted, published }]
      : [];
  });
  // What is certainly later ends later too: by the time a claim is judged, all that could overtake it has been.
  tolls.sort((a, b) => b.published.to - a.published.to);

  const overtaken = new Map<string, Overtaken>();
  const lastLive = new Map<string, Published>();
  // Later answers only join as claims are judged in this order: what is outgrown once stays so, and by how many answers
  // one was not outgrown tells whether it must be judged again.
  const outgrown = new Map<string, readonly Published[]>();
  const stood = new Map<string, number>();
  for (const toll of tolls) {
    const { claim, denoted, published } = toll;
    const by = outgrown.get(denoted.key) ?? outgrownBy(toll, lastLive, stood);
    if (by) {
      outgrown.set(denoted.key, by);
      overtaken.set(claim.id, { earlier: toll, by, ...daysBetween(published, by) });
    } else if (isLater(toll, lastLive.get(denoted.key))) lastLive.set(denoted.key, toll);
  }
  return overtaken;
}

type Published = { readonly claim: AssessedClaim; readonly denoted: Toll; readonly published: Publication };

/** Of two at once the first by id, so that the order of arrival does not matter. */
const isLater = ({ claim, published }: Published, known: Published | undefined): boolean =>
  !known ||
  published.from > known.published.from ||
  (published.from === known.published.from && claim.id < known.claim.id);

function outgrownBy(
  toll: Published,
  lastLive: ReadonlyMap<string, Published>,
  stood: Map<string, number>,
): readonly Published[] | undefined {
  const { key } = toll.denoted;
  const later: Published[] = [];
  for (const live of lastLive.values()) if (isMoreThanADayAfter(live.published, toll.published)) later.push(live);
  if (later.length === (stood.get(key) ?? 0)) return undefined;
  later.sort((a, b) => (a.denoted.key < b.denoted.key ? -1 : 1));
  const by = growth(toll.denoted, later);
  if (!by) stood.set(key, later.length);
  return by;
}

/** The later answers that clash with an earlier one, and would not had it left room for more: those that come first. */
function growth(earlier: Toll, later: readonly Published[]): readonly Published[] | undefined {
  if (earlier.range.most === Number.POSITIVE_INFINITY) return undefined;
  const withRoom: Toll = { ...earlier, range: { least: earlier.range.least, most: Number.POSITIVE_INFINITY } };
  const family = later.filter(({ denoted }) => denoted.arena === earlier.arena && !sumsClash(withRoom, denoted));
  const [first] = family
    .filter(({ denoted }) => sumsClash(earlier, denoted))
    .sort((a, b) => a.published.from - b.published.from);
  if (first) return [first];
  const tolls = family.map(({ denoted }) => denoted);
  if (!mayAddUp(earlier, tolls)) return undefined;
  if (satisfiable([earlier, ...tolls])) return undefined;
  const component = componentsOf([withRoom, ...tolls]).find(({ answers }) => answers.includes(withRoom));
  if (!component) return undefined;
  const { answers, groups } = component;
  for (const group of groups) {
    const members = group.flatMap((at) => answers[at] ?? []);
    if (!members.includes(withRoom) || satisfiable([...members, earlier])) continue;
    return withoutIdle(
      earlier,
      family.filter(({ denoted }) => members.includes(denoted)),
    );
  }
  return undefined;
}

/**
 * Whether there are parts to exceed an answer by their sum: two lines inside its own, or two that cross, be it both around
 * it: the one American among five soldiers, who are all there are, is a soldier.
 */
function mayAddUp(earlier: Toll, later: readonly Toll[]): boolean {
  const lines = [...new Map([earlier, ...later].map(({ line, quantity }) => [line, quantity])).values()];
  const inside = lines.filter((quantity) => compareQuantities(earlier.quantity, quantity) === 'around');
  return (
    inside.length > 1 || lines.some((a, at) => lines.slice(at + 1).some((b) => compareQuantities(a, b) === 'crossing'))
  );
}

/** Leaves out whoever is not needed for the clash. */
function withoutIdle(earlier: Toll, later: readonly Published[]): readonly Published[] {
  let needed = later;
  for (const one of later) {
    const rest = needed.filter((other) => other !== one);
    if (!satisfiable([earlier, ...rest.map(({ denoted }) => denoted)])) needed = rest;
  }
  return needed;
}

function daysBetween(earlier: Publication, by: readonly Published[]): { daysLater?: number } {
  const [only] = by;
  if (!only || by.length > 1) return {};
  const isToTheDay = ({ from, to }: Publication) => to - from <= DAY_S;
  if (!isToTheDay(earlier) || !isToTheDay(only.published)) return {};
  return { daysLater: Math.floor((only.published.from - earlier.from) / DAY_S) };
}
