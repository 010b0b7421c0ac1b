import { DAY_S, dateFromDays } from './calendar';
import { joinSpans, type Span } from './span';
import { BAGHDAD_MINUTES } from './time';

/** A local day as EDTF text, with the seconds UTC it begins and ends at. */
export interface LocalDay extends Span {
  readonly text: string;
}

/** The local day an instant lies in; nothing for an infinite one, and for years that are not written in four digits. */
export function localDayAt(seconds: number, zoneMinutes = BAGHDAD_MINUTES): LocalDay | undefined {
  if (!Number.isFinite(seconds)) return undefined;
  const shift = zoneMinutes * 60;
  const days = Math.floor((seconds + shift) / DAY_S);
  const { year, month, day } = dateFromDays(days);
  if (year < 0 || year > 9999) return undefined;
  const text = `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}`;
  return { text, from: days * DAY_S - shift, to: (days + 1) * DAY_S - shift };
}

/** The local days that these spans touch, in order; nothing when they are none or more than `most`. */
export function localDaysIn(spans: readonly Span[], most: number): LocalDay[] | undefined {
  const days: LocalDay[] = [];
  for (const { from, to } of joinSpans(spans))
    for (let at = from; at < to; ) {
      const day = localDayAt(at);
      if (!day || days.length > most) return undefined;
      if (day.text !== days.at(-1)?.text) days.push(day);
      at = day.to;
    }
  return days.length > 0 && days.length <= most ? days : undefined;
}

const digits = (n: number, count: number): string => String(n).padStart(count, '0');
