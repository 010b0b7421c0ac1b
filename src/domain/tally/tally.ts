import { DAY_S } from '@/domain/answer/calendar';
import { comparableTerm } from '@/domain/answer/category';
import { type CountRange, type CountWords, countRange, rangeContains } from '@/domain/answer/count';
import type { Span } from '@/domain/answer/span';
import { denoteTime } from '@/domain/answer/time';

/**
 * An incident as a tally sees it. `date` is EDTF, or the spans of time it may lie in, none when nothing is known of it.
 * `possibleDuplicateOf` names another incident it may be.
 */
export interface TalliedIncident {
  readonly id?: string | undefined;
  readonly date: string | readonly Span[];
  readonly site?: string | undefined;
  readonly occurred?: 'disputed' | undefined;
  readonly possibleDuplicateOf?: string | undefined;
}

/**
 * A claim about many incidents: so many, or the nth of them, within a window that ends on the day `on`. `{ days }` reaches
 * back n−1 or n days; `{ since }` includes its day. With `site`, incidents there alone.
 */
export type TallyClaim = ({ readonly ordinal: number } | { readonly count: CountWords }) & {
  readonly window: { readonly days: number } | { readonly since: string };
  readonly on: string;
  readonly site?: string | undefined;
};

/**
 * Why an incident is counted as possible only: its date may lie outside the window, the window may not reach it, it may
 * not have occurred, it may be another incident, it may have been elsewhere.
 */
export type Doubt = 'date' | 'edge' | 'occurrence' | 'duplicate' | 'site';

export type Verdict = 'consistent' | 'contradicted' | 'beyond the record' | 'undetermined';

/** The verdict, the range of incidents on record, and the places in the record of those that decide it. */
export interface Tally {
  readonly verdict: Verdict;
  readonly least: number;
  readonly most: number;
  readonly counted: readonly number[];
  readonly uncertain: readonly number[];
}

/**
 * Holds a claim about many incidents against the record, which is open-world: what it holds is a lower bound. Incidents are
 * certain or possible, by uncertain dates, disputed occurrences, possible duplicates and the window's edge. Dates that
 * cannot be read make an incident possible.
 */
export function tally(record: readonly TalliedIncident[], claim: TallyClaim): Tally {
  const window = windowOf(claim);
  const sorted = record.map((incident) => countsAs(incident, claim, window));
  const indices = (as: 'certain' | 'possible') => [...sorted.keys()].filter((at) => sorted[at] === as);
  const counted = indices('certain');
  const uncertain = indices('possible');
  const range = { least: counted.length, most: counted.length + uncertain.length };
  const allowed = 'ordinal' in claim ? { least: claim.ordinal, most: claim.ordinal } : countRange(claim.count);
  return { verdict: judge(range, allowed), ...range, counted, uncertain };
}

function judge(range: CountRange, allowed: CountRange): Verdict {
  if (rangeContains(allowed, range)) return 'consistent';
  if (range.least > allowed.most) return 'contradicted';
  return range.most < allowed.least ? 'beyond the record' : 'undetermined';
}

/** Where the window certainly and possibly opens and closes, in seconds UTC; ends are not included. */
interface Window {
  readonly certain: { readonly from: number; readonly to: number };
  readonly possible: { readonly from: number; readonly to: number };
}

function windowOf({ on, window }: TallyClaim): Window {
  const day = extent(on);
  if ('since' in window) {
    const since = extent(window.since);
    const lastStart = since.to - DAY_S;
    return {
      certain: { from: Math.max(since.from, lastStart), to: firstDayEnd(day) },
      possible: { from: since.from, to: day.to },
    };
  }
  const lastDay = Math.max(day.from, day.to - DAY_S);
  return {
    certain: { from: lastDay - (window.days - 1) * DAY_S, to: firstDayEnd(day) },
    possible: { from: day.from - window.days * DAY_S, to: day.to },
  };
}

const firstDayEnd = (day: { from: number; to: number }) => Math.min(day.to, day.from + DAY_S);

/** The time in which an incident may count, in seconds UTC; where the claim does not bound it, without end. */
export const reachOf = (claim: TallyClaim): Span => windowOf(claim).possible;

function extent(edtf: string): { from: number; to: number } {
  const spans = denoteTime(edtf)?.spans ?? [];
  return { from: spans[0]?.from ?? Number.NEGATIVE_INFINITY, to: spans.at(-1)?.to ?? Number.POSITIVE_INFINITY };
}

const spansOf = ({ date }: TalliedIncident): readonly Span[] => {
  const spans = typeof date === 'string' ? (denoteTime(date)?.spans ?? []) : date;
  return spans.length > 0 ? spans : [{ from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY }];
};

const allWithin = (spans: readonly Span[], window: Span): boolean =>
  spans.every(({ from, to }) => from >= window.from && to <= window.to);

function countsAs(incident: TalliedIncident, claim: TallyClaim, window: Window): 'certain' | 'possible' | 'no' {
  const { site } = claim;
  if (site !== undefined && incident.site !== undefined && comparableTerm(incident.site) !== comparableTerm(site))
    return 'no';
  const { from: opens, to: closes } = window.possible;
  if (!spansOf(incident).some(({ from, to }) => from < closes && to > opens)) return 'no';
  return doubtsWithin(incident, claim, window).length === 0 ? 'certain' : 'possible';
}

/** Why an incident that may count is not certain to; empty when it is. */
export const doubtsAbout = (incident: TalliedIncident, claim: TallyClaim): Doubt[] =>
  doubtsWithin(incident, claim, windowOf(claim));

function doubtsWithin(incident: TalliedIncident, { site }: TallyClaim, { certain, possible }: Window): Doubt[] {
  const spans = spansOf(incident);
  const about: [Doubt, boolean][] = [
    ['date', !allWithin(spans, possible)],
    ['edge', allWithin(spans, possible) && !allWithin(spans, certain)],
    ['occurrence', incident.occurred === 'disputed'],
    ['duplicate', incident.possibleDuplicateOf !== undefined],
    ['site', site !== undefined && incident.site === undefined],
  ];
  return about.flatMap(([doubt, holds]) => (holds ? doubt : []));
}
