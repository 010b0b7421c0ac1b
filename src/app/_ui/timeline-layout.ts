import { scaleUtc } from 'd3-scale';
import { DAY_S, dateFromDays, daysFromDate } from '@/domain/answer/calendar';
import { type Moment, readTime } from '@/domain/answer/edtf';
import { momentSpans } from '@/domain/answer/moment-spans';
import { joinSpans, type Span } from '@/domain/answer/span';
import { BAGHDAD_MINUTES } from '@/domain/answer/time';

/**
 * A stretch of a drawn date, in seconds UTC; either end may be infinite. A `mark` is known to the day or better, a `span`
 * is somewhere within, an `edge` is what an approximate date adds on its sides. `uncertain` where the source put a `?`.
 */
export type Stretch = Span & { form: 'mark' | 'span' | 'edge'; uncertain: boolean };

/** One answer as it is drawn: its stretches in order, joined by a line where it is one of several. */
export type DrawnDate = { stretches: Stretch[]; joined: boolean };

/** What a timeline shows: from up to but not including, in seconds UTC, both finite. */
export type Axis = Span;

/** A stretch on an axis, in percent of its length; `before` and `after` where it goes on beyond. */
export type PlacedStretch = { x1: number; x2: number; before: boolean; after: boolean };

/** A line of the axis; without a label where that would touch its neighbour's. At the ends a label stands inwards. */
export type Tick = { x: number; label?: { words: string; anchor: 'start' | 'middle' | 'end' } };

const nothing: DrawnDate = { stretches: [], joined: false };

/** How a date is drawn, from its EDTF text; nothing when it cannot be read. Local days as `denoteTime` has them. */
export function drawDate(edtf: string, zoneMinutes = BAGHDAD_MINUTES): DrawnDate {
  const expression = readTime(edtf);
  if (!expression) return nothing;
  const wide = (moment: Moment) => momentSpans(moment, zoneMinutes);
  const stated = (moment: Moment) => momentSpans({ ...moment, widensBy: undefined }, zoneMinutes);

  switch (expression.shape) {
    case 'moment': {
      const stretches = drawMoment(expression.moment);
      return { stretches, joined: stretches.filter(({ form }) => form !== 'edge').length > 1 };
    }
    case 'interval': {
      const { from, to } = expression;
      return { stretches: drawRange(from, to), joined: false };
    }
    case 'list': {
      const { items, earlier, later } = expression;
      const stretches = items.flatMap((item) => ('unit' in item ? drawMoment(item) : drawRange(item[0], item[1])));
      const first = Math.min(...stretches.map(({ from }) => from));
      const last = Math.max(...stretches.map(({ to }) => to));
      return {
        stretches: [
          ...(earlier ? [span(Number.NEGATIVE_INFINITY, first)] : []),
          ...stretches,
          ...(later ? [span(last, Number.POSITIVE_INFINITY)] : []),
        ],
        joined: stretches.length > 1,
      };
    }
  }

  function drawMoment(moment: Moment): Stretch[] {
    const core = stated(moment).map(
      ({ from, to }): Stretch => ({
        from,
        to,
        form: to - from <= DAY_S ? 'mark' : 'span',
        uncertain: moment.uncertain,
      }),
    );
    return withEdges(core, wide(moment));
  }

  function drawRange(from: Moment | undefined, to: Moment | undefined): Stretch[] {
    const start = from ? stated(from)[0]?.from : Number.NEGATIVE_INFINITY;
    const end = to ? stated(to).at(-1)?.to : Number.POSITIVE_INFINITY;
    if (start === undefined || end === undefined || start >= end) return [];
    const uncertain = [from, to].some((moment) => moment?.uncertain);
    const core: Stretch = { from: start, to: end, form: end - start <= DAY_S ? 'mark' : 'span', uncertain };
    return withEdges(
      [core],
      [{ from: (from && wide(from)[0]?.from) ?? start, to: (to && wide(to).at(-1)?.to) ?? end }],
    );
  }
}

const span = (from: number, to: number): Stretch => ({ from, to, form: 'span', uncertain: false });

/** The stated stretches with what `wide` adds before the first and after the last. */
function withEdges(core: Stretch[], wide: readonly Span[]): Stretch[] {
  const first = core[0]?.from ?? 0;
  const last = core.at(-1)?.to ?? 0;
  const edge = (from: number, to: number): Stretch[] =>
    from < to ? [{ from, to, form: 'edge', uncertain: false }] : [];
  return [...edge(wide[0]?.from ?? first, first), ...core, ...edge(last, wide.at(-1)?.to ?? last)];
}

/** Years an axis can reach: calendars and tick marks mean little beyond. */
const FARTHEST = { from: daysFromDate(-9999, 1, 1) * DAY_S, to: daysFromDate(9999, 12, 31) * DAY_S };

/** An axis on which every finite end of these dates is seen with some air around it; two weeks at least, whole local days. */
export function axisOf(dates: readonly DrawnDate[], zoneMinutes = BAGHDAD_MINUTES): Axis {
  const ends = dates
    .flatMap(({ stretches }) => stretches.flatMap(({ from, to }) => [from, to]))
    .filter((end) => end >= FARTHEST.from && end <= FARTHEST.to);
  const from = ends.length > 0 ? ends.reduce((a, b) => Math.min(a, b)) : 0;
  const to = ends.length > 0 ? ends.reduce((a, b) => Math.max(a, b)) : 0;
  const air = Math.max((to - from) * 0.04, (14 * DAY_S - (to - from)) / 2, DAY_S);
  const shift = zoneMinutes * 60;
  const day = (seconds: number, round: (days: number) => number) => round((seconds + shift) / DAY_S) * DAY_S - shift;
  return { from: day(from - air, Math.floor), to: day(to + air, Math.ceil) };
}

/** Where a moment lies on the axis, in percent, never outside it. */
export const xOf = (axis: Axis, seconds: number): number =>
  Math.round(Math.min(100, Math.max(0, ((seconds - axis.from) / (axis.to - axis.from)) * 100)) * 100) / 100;

/** The part of a stretch that the axis shows; a stretch wholly beyond it lies at the end it is beyond. */
export const placeStretch = (axis: Axis, { from, to }: Span): PlacedStretch => ({
  x1: xOf(axis, from),
  x2: xOf(axis, to),
  before: from < axis.from,
  after: to > axis.to,
});

/** Lines at round local dates, about `most` of them: years, months, days or hours, whatever the length asks for. */
export function axisTicks(axis: Axis, most: number, zoneMinutes = BAGHDAD_MINUTES): Tick[] {
  const shift = zoneMinutes * 60;
  const local = scaleUtc([new Date((axis.from + shift) * 1000), new Date((axis.to + shift) * 1000)], [0, 100]);
  const lines = local
    .ticks(most)
    .map((date) => ({ at: date.getTime() / 1000, x: xOf(axis, date.getTime() / 1000 - shift) }));
  const step = (lines[1]?.at ?? 0) - (lines[0]?.at ?? 0);
  for (let every = 1; every < lines.length; every++) {
    const labels = labelsOf(
      lines.filter((_, i) => i % every === 0),
      step,
    );
    if (labels.every(({ start }, i) => start >= (labels[i - 1]?.end ?? -9) + 9))
      return lines.map(({ x }, i) => ({ x, ...(i % every === 0 && { label: labels[i / every]?.label }) }));
  }
  return lines.map(({ x }) => ({ x }));
}

/** How long an axis is at least, in CSS pixels: on a phone, and between its two columns on paper. */
const LEAST_LENGTH_PX = 310;

/** The labels of some lines, `step` seconds apart before any was left out, and where each starts and ends on the shortest axis, in CSS pixels. */
function labelsOf(lines: readonly { at: number; x: number }[], step: number) {
  return lines.map(({ at, x }, i) => {
    const words = tickWords(at, step, lines[i - 1]?.at);
    const width = words.length * 7.5;
    const middle = (x / 100) * LEAST_LENGTH_PX;
    const anchor = middle < width / 2 ? 'start' : middle > LEAST_LENGTH_PX - width / 2 ? 'end' : 'middle';
    const start = { start: middle, middle: middle - width / 2, end: middle - width }[anchor];
    return { label: { words, anchor } as const, start, end: start + width };
  });
}

const months = 'Jan Feb Mar Apr May June July Aug Sept Oct Nov Dec'.split(' ');

/** A local moment as far as the step asks for; what the label before it says already is left out. */
function tickWords(local: number, step: number, previous: number | undefined): string {
  const dateOf = (seconds: number) => dateFromDays(Math.floor(seconds / DAY_S));
  const { year, month, day } = dateOf(local);
  if (step >= 360 * DAY_S) return String(year);
  const isNewYear = previous === undefined || dateOf(previous).year !== year;
  const ofMonth = `${months[month - 1]}${isNewYear ? ` ${year}` : ''}`;
  if (step >= 28 * DAY_S) return ofMonth;
  if (step >= DAY_S || previous === undefined || dateOf(previous).day !== day) return `${day} ${ofMonth}`;
  return `${String(Math.floor((local - Math.floor(local / DAY_S) * DAY_S) / 3600)).padStart(2, '0')}:00`;
}

/** Incidents by site: sites in the order of their first date, the earliest first within each; no site comes last. */
export function lanesOf<Row extends { site: { id: string; name: string } | null; dates: readonly string[] }>(
  rows: readonly Row[],
): { site: { id: string; name: string } | null; rows: Row[] }[] {
  const lanes = new Map<string, { site: { id: string; name: string } | null; rows: Row[] }>();
  const first = new Map(rows.map((row) => [row, earliestOf(row.dates)]));
  const inOrder = rows.toSorted((a, b) => before(first.get(a), first.get(b)));
  for (const row of inOrder) {
    const key = row.site?.id ?? '';
    const lane = lanes.get(key);
    if (lane) lane.rows.push(row);
    else lanes.set(key, { site: row.site, rows: [row] });
  }
  return [...lanes.values()].sort((a, b) => Number(a.site === null) - Number(b.site === null));
}

const before = (a = 0, b = 0): number => (a === b ? 0 : a < b ? -1 : 1);

const earliestOf = (dates: readonly string[]): number =>
  joinSpans(dates.flatMap((edtf) => drawDate(edtf).stretches))[0]?.from ?? Number.POSITIVE_INFINITY;
