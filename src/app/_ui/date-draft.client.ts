import { daysInMonth } from '@/domain/answer/calendar';
import type { Problem, Reading } from './problem.client';

/** A day, month and year as typed; a blank day means the month, a blank month the year. */
type DayDraft = { day: string; month: string; year: string };

/** A date as typed. Which parts count depends on the chosen form. */
export type DateDraft = { from: DayDraft; to: DayDraft; clock: string; offset: string; edtf: string };

/** The ways to say when, with the words they are offered in. */
export const dateForms = {
  day: 'Exact day',
  clock: 'Day and time',
  month: 'Month',
  year: 'Year',
  interval: 'Between two dates',
  around: 'Around a day',
  'one-of': 'One of two dates',
  edtf: 'Advanced (EDTF text)',
} as const;

/** A way to say when. */
export type DateForm = keyof typeof dateForms;

export const isDateForm = (form: string): form is DateForm => Object.hasOwn(dateForms, form);

const blankDay: DayDraft = { day: '', month: '', year: '' };

/** A date nobody has typed yet, in the time zone of Baghdad. */
export const blankDate: DateDraft = { from: blankDay, to: blankDay, clock: '', offset: '+03:00', edtf: '' };

/** When something was, as typed: in which form, empty when it is not known, and the date. */
export type WhenDraft = { form: string; date: DateDraft };

/** No time has been typed. */
export const blankWhen: WhenDraft = { form: '', date: blankDate };

/** The EDTF text of a time as typed; null when it is not known. */
export const readWhen = ({ form, date }: WhenDraft): Reading<string> | null =>
  isDateForm(form) ? readDate(form, date) : null;

const monthNames = 'january february march april may june july august september october november december'.split(' ');

/** The EDTF text of a date as typed. */
export function readDate(form: DateForm, draft: DateDraft): Reading<string> {
  if (form === 'edtf')
    return draft.edtf.trim() ? { value: draft.edtf.trim() } : problem('edtf', 'Enter the date as EDTF text.');
  const from = readDay(draft.from, 'from', form);
  if (form !== 'interval' && form !== 'one-of' && form !== 'clock') {
    if ('problems' in from) return from;
    return { value: form === 'around' ? `${from.value}~` : from.value };
  }
  const rest = form === 'clock' ? readClock(draft) : readDay(draft.to, 'to', form);
  if ('problems' in from || 'problems' in rest)
    return { problems: [from, rest].flatMap((part) => ('problems' in part ? part.problems : [])) };
  if (form === 'clock') return { value: `${from.value}T${rest.value}` };
  return { value: form === 'interval' ? `${from.value}/${rest.value}` : `[${from.value},${rest.value}]` };
}

const problem = (field: string, message: string): { problems: Problem[] } => ({ problems: [{ field, message }] });

function readDay({ day, month, year }: DayDraft, at: 'from' | 'to', form: DateForm): Reading<string> {
  const stated = {
    day: form === 'month' || form === 'year' ? '' : day.trim(),
    month: form === 'year' ? '' : month.trim(),
  };
  if (!/^\d{4}$/.test(year.trim())) return problem(`${at}.year`, 'Enter a year of four digits, such as 2021.');
  if (!stated.month) {
    if (stated.day || form === 'month' || form === 'clock') return problem(`${at}.month`, 'Enter a month.');
    return { value: year.trim() };
  }
  const monthNumber = readMonth(stated.month);
  if (monthNumber === undefined)
    return problem(`${at}.month`, 'Enter a month as a number or a name, such as 5 or May.');
  const yearAndMonth = `${year.trim()}-${twoDigits(monthNumber)}`;
  if (!stated.day)
    return form === 'clock' ? problem(`${at}.day`, 'Enter the day the time belongs to.') : { value: yearAndMonth };
  const most = daysInMonth(Number(year), monthNumber);
  if (!/^\d{1,2}$/.test(stated.day) || Number(stated.day) < 1 || Number(stated.day) > most)
    return problem(
      `${at}.day`,
      `Enter a day from 1 to ${most}${form === 'clock' ? '' : ', or leave it blank for the whole month'}.`,
    );
  return { value: `${yearAndMonth}-${twoDigits(Number(stated.day))}` };
}

function readMonth(typed: string): number | undefined {
  const name = typed.toLowerCase().replace(/\.$/, '');
  if (/^\d{1,2}$/.test(name)) return Number(name) >= 1 && Number(name) <= 12 ? Number(name) : undefined;
  const found = name.length < 3 ? -1 : monthNames.findIndex((month) => month.startsWith(name));
  return found < 0 ? undefined : found + 1;
}

function readClock({ clock, offset }: DateDraft): Reading<string> {
  const time = /^(\d{1,2})[:.]?(\d{2})$/.exec(clock.trim());
  const zone = /^(?:utc)?\s*([+\-−]?)(\d{1,2})(?::?(\d{2}))?$/i.exec(offset.trim().replace(/^(z|utc)$/i, '+0'));
  if (!time || Number(time[1]) > 23 || Number(time[2]) > 59)
    return problem('clock', 'Enter the time on a 24-hour clock, such as 20:00.');
  if (!zone || Number(zone[2]) > 14 || Number(zone[3] ?? 0) > 59)
    return problem('offset', 'Enter the hours ahead of UTC, such as +03:00.');
  if (offset.trim() === 'Z') return { value: `${twoDigits(Number(time[1]))}:${time[2]}Z` };
  const sign = zone[1] === '-' || zone[1] === '−' ? '-' : '+';
  return { value: `${twoDigits(Number(time[1]))}:${time[2]}${sign}${twoDigits(Number(zone[2]))}:${zone[3] ?? '00'}` };
}

const twoDigits = (n: number): string => String(n).padStart(2, '0');

/** A recorded date as a person would have typed it; what the plain forms cannot say stays EDTF text. */
export function draftDate(edtf: string): { form: DateForm; date: DateDraft } {
  const [, single, clock, offset] = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})([+-]\d{2}:\d{2}|Z)$/.exec(edtf) ?? [];
  if (single && clock)
    return { form: 'clock', date: { ...blankDate, from: draftDay(single), clock, offset: offset ?? '+03:00' } };
  const part = String.raw`(\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d{2})?)?)`;
  const two = new RegExp(`^(\\[)?${part}([/,])${part}(\\])?$`).exec(edtf);
  const [, open, first, by, second, close] = two ?? [];
  if (first && second && (by === ',') === Boolean(open && close))
    return {
      form: by === ',' ? 'one-of' : 'interval',
      date: { ...blankDate, from: draftDay(first), to: draftDay(second) },
    };
  const [, one, around] = new RegExp(`^${part}(~)?$`).exec(edtf) ?? [];
  if (!one) return { form: 'edtf', date: { ...blankDate, edtf } };
  const precision = (['year', 'month', 'day'] as const)[one.split('-').length - 1] ?? 'day';
  return { form: around ? 'around' : precision, date: { ...blankDate, from: draftDay(one) } };
}

function draftDay(text: string): DayDraft {
  const [year = '', month = '', day = ''] = text.split('-');
  return { year, month: month.replace(/^0/, ''), day: day.replace(/^0/, '') };
}
