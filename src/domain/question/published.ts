import { DAY_S } from '@/domain/answer/calendar';
import { denoteTime } from '@/domain/answer/time';
import type { AssessedClaim } from './claim';

/** When a claim may have been published, in seconds UTC: from `from` up to but not including `to`. */
export interface Publication {
  readonly from: number;
  readonly to: number;
}

/** Reads publication dates, each text once. Nothing for a claim without a readable one. */
export function publicationReader(): (claim: AssessedClaim) => Publication | undefined {
  const known = new Map<string, Publication | undefined>();
  return ({ published }) => {
    if (published === undefined) return undefined;
    if (!known.has(published)) {
      const spans = denoteTime(published)?.spans;
      const first = spans?.[0];
      known.set(published, first && { from: first.from, to: spans.at(-1)?.to ?? first.to });
    }
    return known.get(published);
  };
}

/** Whether `later` certainly came more than a day after `earlier`; for bare dates, at least two calendar days. */
export const isMoreThanADayAfter = (later: Publication, earlier: Publication) => later.from >= earlier.to + DAY_S;
