import { DAY_S } from './calendar';
import { type Moment, readTime } from './edtf';
import { momentSpans } from './moment-spans';
import { intersectSpans, joinSpans, type Span } from './span';

/** Asia/Baghdad, the zone of the sample record, which has kept UTC+3 since 2008. */
export const BAGHDAD_MINUTES = 180;

/**
 * What a time answer allows: one instant within `spans` (joined, in order). `approximate` when any part of it is.
 * `bareDay` is the local day number of a single date and nothing else, marked uncertain or not; `clock` a clock time.
 */
export interface TimeSet {
  readonly spans: readonly Span[];
  readonly approximate: boolean;
  readonly bareDay?: number;
  readonly clock: boolean;
  readonly zoneMinutes: number;
}

/**
 * The instants an EDTF text or clock time allows, dates read as local days `zoneMinutes` east of Greenwich. A set of
 * several dates is taken as any of them. Nothing when the text cannot be read or allows no instant.
 */
export function denoteTime(edtf: string, zoneMinutes = BAGHDAD_MINUTES): TimeSet | undefined {
  const expression = readTime(edtf);
  if (!expression) return undefined;
  const spansOf = (moment: Moment) => momentSpans(moment, zoneMinutes);
  const set = (spans: readonly Span[], moments: readonly Moment[], rest?: Partial<TimeSet>): TimeSet | undefined =>
    spans.length === 0
      ? undefined
      : {
          spans,
          approximate: moments.some(({ widensBy }) => widensBy !== undefined),
          clock: false,
          zoneMinutes,
          ...rest,
        };

  switch (expression.shape) {
    case 'moment': {
      const { moment } = expression;
      const spans = spansOf(moment);
      const bare = moment.unit === 'day' && !moment.masked && !moment.widensBy && spans[0];
      return set(spans, [moment], {
        clock: moment.offsetMinutes !== undefined,
        ...(bare && { bareDay: localDay(bare.from, zoneMinutes) }),
      });
    }
    case 'interval': {
      const { from, to } = expression;
      const span = between(from && spansOf(from), to && spansOf(to));
      return (
        span &&
        set(
          [span],
          [from, to].filter((end) => end !== undefined),
        )
      );
    }
    case 'list': {
      const { items, earlier, later } = expression;
      const spans = items.map((item) => (isRange(item) ? between(spansOf(item[0]), spansOf(item[1])) : spansOf(item)));
      if (spans.some((span) => span === undefined)) return undefined;
      const stated = spans.flatMap((span) => span ?? []);
      const open = [
        ...(earlier ? [{ from: Number.NEGATIVE_INFINITY, to: stated[0]?.to ?? 0 }] : []),
        ...(later ? [{ from: stated.at(-1)?.from ?? 0, to: Number.POSITIVE_INFINITY }] : []),
      ];
      return set(joinSpans([...stated, ...open]), items.flat());
    }
  }
}

const isRange = (item: Moment | readonly [Moment, Moment]): item is readonly [Moment, Moment] => Array.isArray(item);

function between(start: readonly Span[] | undefined, end: readonly Span[] | undefined): Span | undefined {
  const from = start ? start[0]?.from : Number.NEGATIVE_INFINITY;
  const to = end ? end.at(-1)?.to : Number.POSITIVE_INFINITY;
  return from === undefined || to === undefined || from >= to ? undefined : { from, to };
}

const localDay = (seconds: number, zoneMinutes: number) => Math.floor((seconds + zoneMinutes * 60) / DAY_S);

/** The night of a convention, in seconds from local midnight of the second day: 18:00 to 06:00, both included. */
const NIGHT = { from: -6 * 3600, to: 6 * 3600 + 1 };

/**
 * How two times relate. Between sharing an instant and sharing none lies `reconcilable`: two bare neighbouring days, or a
 * bare day and a clock time of the neighbouring day within the night between the two.
 */
export function relateTimes(a: TimeSet, b: TimeSet): 'compatible' | 'reconcilable' | 'conflict' {
  if (intersectSpans(a.spans, b.spans).length > 0) return 'compatible';
  const mayBridge = [a, b].every((time) => time.bareDay !== undefined || time.clock);
  return mayBridge && intersectSpans(withNights(a), withNights(b)).length > 0 ? 'reconcilable' : 'conflict';
}

/** The spans of a time, a bare day stretched over the night before and the night after it. */
export function withNights(time: TimeSet): readonly Span[] {
  const day = time.spans[0];
  return time.bareDay === undefined || !day ? time.spans : [{ from: day.from + NIGHT.from, to: day.to + NIGHT.to }];
}
