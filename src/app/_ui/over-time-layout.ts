import type { Period } from '@/domain/question/as-of';
import type { OverTime } from '@/queries/over-time';
import { type Axis, axisOf, type DrawnDate, drawDate, type PlacedStretch, placeStretch, xOf } from './timeline-layout';

/** How a period is drawn: `sure` as a bar, `unsure` hatched on its sides, `stated` as a mark where nothing is sure. */
export type DrawnPeriod = {
  sure: PlacedStretch | null;
  unsure: PlacedStretch[];
  stated: number | null;
  /** At which ends of the axis it goes on: for sure, perhaps, or not. */
  before: 'sure' | 'perhaps' | null;
  after: 'sure' | 'perhaps' | null;
};

/** One axis for all lines of a site: every period's finite ends, its incidents, and the day asked. */
export function axisOverTime({ day, questions, incidents }: OverTime): Axis {
  const span = (from: number, to: number): DrawnDate => ({
    stretches: [{ from, to, form: 'span', uncertain: false }],
    joined: false,
  });
  const periods = questions
    .flatMap(({ lines }) => lines.flatMap(({ rows }) => rows.flatMap(({ claims }) => claims)))
    .flatMap(({ period: { certain, possible, stated } }) => [certain, possible, stated])
    .flatMap((each) => (each ? span(each.from, each.to) : []));
  const dates = incidents.flatMap((incident) => incident.dates.map((edtf) => drawDate(edtf)));
  return axisOf([...periods, ...dates, ...(day ? [span(day.from, day.to)] : [])]);
}

/** Where a period lies on the axis. */
export function placePeriod(axis: Axis, { certain, possible, stated }: Period): DrawnPeriod {
  const sure = certain ? placeStretch(axis, certain) : null;
  const sides = certain
    ? [
        { from: possible.from, to: certain.from },
        { from: certain.to, to: possible.to },
      ]
    : [possible];
  const end = (isBeyond: boolean, isSure: boolean | undefined) => (isBeyond ? (isSure ? 'sure' : 'perhaps') : null);
  return {
    sure,
    unsure: sides
      .filter(({ from, to }) => from < to)
      .map((side) => placeStretch(axis, side))
      .filter(({ x1, x2 }) => x1 < x2),
    stated: certain || !stated ? null : (xOf(axis, stated.from) + xOf(axis, stated.to)) / 2,
    before: end(possible.from < axis.from, sure?.before),
    after: end(possible.to > axis.to, sure?.after),
  };
}
