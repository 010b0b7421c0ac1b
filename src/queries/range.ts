import * as z from 'zod';
import { denoteTime } from '@/domain/answer/time';

/** Seconds UTC from `from` up to but not including `to`; an end that is null is open. */
export type Range = { from: number | null; to: number | null };

const notADay = 'Write a date as 2021-05-03, a month as 2021-05 or a year as 2021.';

/** A day, a month or a year as the end of a range in an address. */
export const daySchema = z
  .string()
  .regex(/^\d{4}(-\d\d){0,2}$/, notADay)
  .refine((text) => spanOf(text) !== undefined, notADay);

type Ends = { from?: string | undefined; to?: string | undefined };

/** The range from the beginning of one day, month or year to the end of another, of Baghdad; null where neither is given. */
export const rangeOf = ({ from, to }: Ends): Range | null =>
  from === undefined && to === undefined
    ? null
    : {
        from: from === undefined ? null : (spanOf(from)?.from ?? null),
        to: to === undefined ? null : (spanOf(to)?.to ?? null),
      };

/** Whether a range holds any moment, and what to say where it does not. */
export const isInOrder = (ends: Ends): boolean => {
  const range = rangeOf(ends);
  return range?.from == null || range.to === null || range.from < range.to;
};

export const notInOrder = { path: ['to'], message: 'The last day must not lie before the first.' };

const spanOf = (text: string) => denoteTime(text)?.spans[0];
