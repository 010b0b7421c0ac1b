import { type Asked, readDay, textOf } from '@/app/_ui/read-day';
import { describeTime } from '@/domain/answer/describe-time';

/** A range of whole local days, in seconds UTC, up to but not including `to`; or a sentence per field why it is none. */
export type Range = {
  from?: number;
  to?: number;
  typed: { from: string; to: string };
  faults: { field: 'from' | 'to'; reason: string }[];
};

/** Reads `?from=` and `&to=`, both days and both included. Nothing is taken from a range that cannot be read. */
export function readRange(asked: { from?: Asked; to?: Asked }): Range {
  const from = readDay(asked.from);
  const to = readDay(asked.to);
  const typed = { from: textOf(asked.from), to: textOf(asked.to) };
  const faults = [
    ...(from === 'unreadable' ? [{ field: 'from' as const, reason: unreadable('first', typed.from) }] : []),
    ...(to === 'unreadable' ? [{ field: 'to' as const, reason: unreadable('last', typed.to) }] : []),
  ];
  if (from === 'unreadable' || to === 'unreadable') return { typed, faults };
  if (from && to && from.from >= to.to)
    return {
      typed,
      faults: [
        {
          field: 'to',
          reason: `The last day, ${describeTime(to.text)}, is before the first, ${describeTime(from.text)}.`,
        },
      ],
    };
  return { ...(from && { from: from.from }), ...(to && { to: to.to }), typed, faults };
}

const unreadable = (which: string, text: string): string =>
  `The ${which} day cannot be read${text ? `: “${text.slice(0, 40)}”` : ''}. Write it as 2021-05-03.`;
