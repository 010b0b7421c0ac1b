import { addMonths, DAY_S, daysFromDate, daysInMonth } from './calendar';
import type { Moment, TimeUnit } from './edtf';
import { joinSpans, type Span } from './span';

/** Beyond this many pieces a masked date is taken as everything between its first and last day. */
const MOST_PIECES = 4_000;

/** The instants one stated date or clock time may mean, in seconds UTC, widened where it is approximate. */
export function momentSpans(moment: Moment, zoneMinutes: number): Span[] {
  const shift = (moment.offsetMinutes ?? zoneMinutes) * 60;
  const { widensBy } = moment;
  return joinSpans(
    localSpans(moment).map(({ from, to }) => ({
      from: (widensBy ? addUnits(from, widensBy, -1) : from) - shift,
      to: (widensBy ? addUnits(to, widensBy, 1) : to) - shift,
    })),
  );
}

function addUnits(seconds: number, unit: TimeUnit, count: number): number {
  switch (unit) {
    case 'second':
      return seconds + count;
    case 'minute':
      return seconds + 60 * count;
    case 'day':
      return seconds + DAY_S * count;
    case 'month':
      return addMonths(seconds, count);
    case 'season':
      return addMonths(seconds, 3 * count);
    case 'year':
      return addMonths(seconds, 12 * count);
    case 'decade':
      return addMonths(seconds, 120 * count);
    case 'century':
      return addMonths(seconds, 1200 * count);
  }
}

function localSpans(moment: Moment): Span[] {
  const [year = 0, second = 1, day = 1, hour = 0, minute = 0, secondOfMinute = 0] = moment.values;
  switch (moment.unit) {
    case 'second':
    case 'minute': {
      const from = daysFromDate(year, second, day) * DAY_S + hour * 3600 + minute * 60 + secondOfMinute;
      return [{ from, to: from + (moment.unit === 'minute' ? 60 : 1) }];
    }
    case 'season':
      return seasonMonths(second).map(([first, length]) => months(year, first, length));
    case 'decade':
      return [months(year * 10, 1, 120)];
    case 'century':
      return [months(year * 100, 1, 1200)];
    default:
      return moment.masked ? maskedSpans(moment, moment.masked) : [plainSpan(moment)];
  }
}

function plainSpan({ unit, values, significantDigits }: Moment): Span {
  const [year = 0, month = 1, day = 1] = values;
  if (unit === 'month') return months(year, month, 1);
  if (unit === 'day') {
    const from = daysFromDate(year, month, day) * DAY_S;
    return { from, to: from + DAY_S };
  }
  const block = significantDigits ? 10 ** Math.max(0, String(Math.abs(year)).length - significantDigits) : 1;
  return months(Math.floor(year / block) * block, 1, 12 * block);
}

/** `first` may run past 12: 13 is January of the year after. */
function months(year: number, first: number, length: number): Span {
  const from = addMonths(daysFromDate(year, 1, 1) * DAY_S, first - 1);
  return { from, to: addMonths(from, length) };
}

/**
 * First month and length of the seasons and year parts of EDTF level 2. Seasons are those of the weather services (spring
 * from March, in the southern half from September); a winter named by one year may be either of its two.
 */
function seasonMonths(season: number): [first: number, length: number][] {
  const south = season >= 29 && season <= 32;
  if (season >= 33 && season <= 36) return [[(season - 33) * 3 + 1, 3]];
  if (season >= 37 && season <= 39) return [[(season - 37) * 4 + 1, 4]];
  if (season === 40 || season === 41) return [[season === 40 ? 1 : 7, 6]];
  const nth = ((season - 21) % 4) + (south ? 2 : 0);
  return nth % 4 === 3
    ? [
        [0, 3],
        [12, 3],
      ]
    : [[(nth % 4) * 3 + 3, 3]];
}

function maskedSpans({ values: [year = 0, month, day] }: Moment, masked: readonly boolean[]): Span[] {
  const sign = year < 0 || Object.is(year, -0) ? -1 : 1;
  const years = matches(Math.abs(year), 4, masked.slice(0, 4), 0, 9999).map((y) => sign * y);
  const monthsMeant = month === undefined ? [undefined] : matches(month, 2, masked.slice(4, 6), 1, 12);
  const spans: Span[] = [];
  for (const y of years) {
    for (const m of monthsMeant) {
      if (spans.length > MOST_PIECES) return hull(years);
      if (m === undefined) spans.push(months(y, 1, 12));
      else if (day === undefined || (masked[6] && masked[7])) spans.push(months(y, m, 1));
      else {
        for (const d of matches(day, 2, masked.slice(6, 8), 1, daysInMonth(y, m))) {
          const from = daysFromDate(y, m, d) * DAY_S;
          spans.push({ from, to: from + DAY_S });
        }
      }
    }
  }
  return spans;
}

function hull(years: readonly number[]): Span[] {
  const first = Math.min(...years);
  return [months(first, 1, 12 * (Math.max(...years) - first + 1))];
}

/** Numbers from `least` to `most` that agree with `value` on every digit not masked. */
function matches(value: number, digits: number, masked: readonly boolean[], least: number, most: number): number[] {
  const stated = String(value).padStart(digits, '0');
  const found: number[] = [];
  if (masked.every((mask) => !mask)) return value >= least && value <= most ? [value] : [];
  for (let n = least; n <= most; n++) {
    const candidate = String(n).padStart(digits, '0');
    if (masked.every((mask, i) => mask || candidate[i] === stated[i])) found.push(n);
  }
  return found;
}
