import { DAY_S } from '@/domain/answer/calendar';
import type { Span } from '@/domain/answer/span';

/** An incident as it may be the same as another. */
export interface ComparedIncident {
  readonly id: string;
  readonly site: string | null;
  /** The spans of time it may lie in. */
  readonly spans: readonly Span[];
  /** Whether no question of it has two certain origins. */
  readonly isFromOneSource: boolean;
  /** What is said of it beside when and where: each answer that stands as one text, with its attribute and scope. */
  readonly particulars: ReadonlySet<string>;
}

/** Days by which a page may be wrong about the day of what it tells: a weekday taken for that of the next week, and a night. */
const mostDaysApart = 8;

/** So many particulars in common, such as three rockets and one soldier wounded, are seldom chance. */
const fewestShared = 2;

/**
 * Incidents that may be another one told again under another day, each with the other's id: they rest on one source, and
 * at the same site, at most eight days apart, another has two particulars in common with them. Nothing is merged by it:
 * it says only what a count of incidents hangs on. Of two that each may be the other, the one given later is in doubt.
 */
export function possibleDuplicates(incidents: readonly ComparedIncident[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const incident of [...incidents].reverse()) {
    if (!incident.isFromOneSource) continue;
    const other = incidents.find(
      (candidate) => candidate !== incident && !found.has(candidate.id) && mayBeTheSame(incident, candidate),
    );
    if (other) found.set(incident.id, other.id);
  }
  return found;
}

/** Whether two incidents are near enough in place and time to be compared by their particulars at all. */
export function areNear(a: Pick<ComparedIncident, 'site' | 'spans'>, b: Pick<ComparedIncident, 'site' | 'spans'>) {
  if (a.site === null || a.site !== b.site) return false;
  const apart = mostDaysApart * DAY_S;
  return a.spans.some((one) => b.spans.some((other) => one.from - apart <= other.to && other.from - apart <= one.to));
}

function mayBeTheSame(a: ComparedIncident, b: ComparedIncident): boolean {
  if (!areNear(a, b)) return false;
  return [...a.particulars].filter((particular) => b.particulars.has(particular)).length >= fewestShared;
}
