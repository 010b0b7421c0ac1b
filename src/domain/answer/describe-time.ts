import { DAY_S, dateFromDays, daysFromDate } from './calendar';
import { type Moment, readTime } from './edtf';
import type { Span } from './span';

const monthNames = 'January February March April May June July August September October November December'.split(' ');
const seasonNames = ['spring', 'summer', 'autumn', 'winter'];

/** A time answer in words for a page: “3 May 2021, 20:00 (UTC+3)”, “22 to 23 April 2021”, “one of 2 or 4 May 2021”. */
export function describeTime(edtf: string): string {
  const expression = readTime(edtf);
  if (!expression) return edtf;
  switch (expression.shape) {
    case 'moment':
      return describeMoment(expression.moment) ?? edtf;
    case 'interval': {
      const from = expression.from && describeMoment(expression.from);
      const to = expression.to && describeMoment(expression.to);
      if (from && to) return expression.from && expression.to && from === to ? from : joinDates([from, to], ' to ');
      if (from) return `from ${from}`;
      return to ? `until ${to}` : 'at an unknown time';
    }
    case 'list': {
      const items = expression.items.map((item) =>
        'unit' in item ? describeMoment(item) : item.map(describeMoment).join(' to '),
      );
      if (items.some((item) => item === undefined) || expression.earlier || expression.later) return edtf;
      const words = joinDates(items as string[], expression.oneOf ? ' or ' : ' and ');
      return expression.oneOf && items.length > 1 ? `one of ${words}` : words;
    }
  }
}

/** Instants in words, for a value no single answer states: “3 May 2021, 00:00 to 06:00 (UTC+3)”. */
export function describeSpans(spans: readonly Span[], zoneMinutes: number): string {
  return spans
    .map(({ from, to }) => {
      const start = Number.isFinite(from) ? localClock(from, zoneMinutes) : undefined;
      const end = Number.isFinite(to) ? localClock(to, zoneMinutes) : undefined;
      if (start && end) return `${start} to ${end}`;
      return start ? `from ${start}` : end ? `until ${end}` : 'any time';
    })
    .join(' or ')
    .concat(` (${zoneName(zoneMinutes)})`);
}

const weekdayNames = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

/**
 * Words of `describeTime` for a sentence that weighs days: a date they begin with has its weekday, and a clock time
 * `zoneMinutes` east of Greenwich leaves its zone unsaid. Other words stay as they are.
 */
export function withWeekday(words: string, zoneMinutes: number): string {
  const dated = words.replace(/^(\d+) (\w+) (\d+)(?= \(|,|$)/u, (date, day: string, month: string, year: string) => {
    const at = monthNames.indexOf(month);
    if (at < 0) return date;
    // 1 January 1970 was a Thursday.
    const weekday = (daysFromDate(Number(year), at + 1, Number(day)) + 4) % 7;
    return `${weekdayNames[(weekday + 7) % 7]} ${date}`;
  });
  return dated.replace(` (${zoneName(zoneMinutes)})`, '');
}

function localClock(seconds: number, zoneMinutes: number): string {
  const local = seconds + zoneMinutes * 60;
  const { year, month, day } = dateFromDays(Math.floor(local / DAY_S));
  const minute = Math.floor((local - Math.floor(local / DAY_S) * DAY_S) / 60);
  return `${day} ${monthNames[month - 1]} ${year}, ${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}`;
}

/** One stated date or clock time in words; nothing for what has none, such as years before the common era. */
export function describeMoment(moment: Moment): string | undefined {
  const words = momentWords(moment);
  if (words === undefined) return undefined;
  return `${moment.widensBy ? 'about ' : ''}${words}${moment.uncertain ? ' (uncertain)' : ''}`;
}

function momentWords({ unit, values, masked, significantDigits, offsetMinutes = 0 }: Moment): string | undefined {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = values;
  if (year < 0 || significantDigits !== undefined) return undefined;
  const ofMonth = `${monthNames[month - 1]} ${year}`;
  if (masked) return unit === 'day' && masked.every((mask, i) => mask === i >= 6) ? `a day in ${ofMonth}` : undefined;
  switch (unit) {
    case 'century':
      return `the ${year * 100}s`;
    case 'decade':
      return `the ${year * 10}s`;
    case 'year':
      return String(year);
    case 'season':
      return month <= 24 ? `${seasonNames[month - 21]} ${year}` : undefined;
    case 'month':
      return ofMonth;
    case 'day':
      return `${day} ${ofMonth}`;
    default: {
      const seconds = unit === 'second' ? `:${twoDigits(second)}` : '';
      return `${day} ${ofMonth}, ${twoDigits(hour)}:${twoDigits(minute)}${seconds} (${zoneName(offsetMinutes)})`;
    }
  }
}

function zoneName(minutes: number): string {
  if (minutes === 0) return 'UTC';
  const rest = Math.abs(minutes) % 60;
  return `UTC${minutes < 0 ? '−' : '+'}${Math.floor(Math.abs(minutes) / 60)}${rest ? `:${twoDigits(rest)}` : ''}`;
}

const twoDigits = (n: number) => String(n).padStart(2, '0');

/** Says a month or year shared by neighbouring dates once, with the last of them: 22 to 23 April 2021. */
function joinDates(dates: readonly string[], by: string): string {
  return dates
    .map((date, i) => {
      const next = dates[i + 1];
      if (next === undefined || !/^\d+ \w+ \d+$/u.test(date) || !/^\d+ \w+ \d+$/u.test(next)) return date;
      const [day, month, year] = date.split(' ');
      const [, nextMonth, nextYear] = next.split(' ');
      if (year !== nextYear) return date;
      return month === nextMonth ? day : `${day} ${month}`;
    })
    .join(by);
}
