import * as z from 'zod';
import { identifierSchema } from '../identifier';
import type { CountWords } from './count';
import { edtfSchema, notATime } from './edtf';
import { plainLine, plainText } from './plain-text';
import { denoteTime } from './time';

const MOST = 1_000_000_000;

const wholeNumber = z
  .number({ error: 'Write a whole number.' })
  .int('Write a whole number.')
  .min(0, 'The number must not be below zero.')
  .max(MOST, 'The number must not be above one thousand million.');

const count = <Form extends string>(form: Form) => z.strictObject({ kind: z.literal('count'), form: z.literal(form) });

const belowANumber = <Form extends string>(form: Form) =>
  count(form)
    .extend({ n: wholeNumber })
    .refine(({ n }) => n > 0, { path: ['n'], message: 'Nothing can be fewer than none: write a number above zero.' });

const countAnswer = z.discriminatedUnion('form', [
  count('exactly').extend({ n: wholeNumber }),
  count('at-least').extend({ n: wholeNumber }),
  count('more-than').extend({ n: wholeNumber }),
  count('at-most').extend({ n: wholeNumber }),
  count('about').extend({ n: wholeNumber }),
  belowANumber('fewer-than'),
  belowANumber('almost'),
  count('between')
    .extend({ n: wholeNumber, m: wholeNumber })
    .refine(({ n, m }) => n <= m, { path: ['m'], message: 'The lower number must not be above the higher one.' }),
  count('several'),
  count('dozens'),
  count('hundreds'),
  count('none'),
]);

// A text may be EDTF and yet allow no instant: 2021-05-04/2021-05-02.
/** A date or time that allows at least one moment: EDTF, or a clock time with its zone. */
export const dateSchema = edtfSchema.refine((text) => denoteTime(text) !== undefined, notATime);

const placeAnswer = z
  .strictObject({
    kind: z.literal('place'),
    site: plainLine(200).optional(),
    path: z
      .array(plainLine(200))
      .min(1, 'Name at least one place.')
      .max(12, 'Name at most 12 places, one within another.')
      .optional(),
  })
  .refine(({ site, path }) => (site === undefined) !== (path === undefined), 'Name either a site or a path of places.');

const isCountWords = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && countAnswer.safeParse({ ...value, kind: 'count' }).success;

const beginsBeforeEndOf = (since: string, on: string): boolean =>
  (denoteTime(since)?.spans[0]?.from ?? 0) < (denoteTime(on)?.spans.at(-1)?.to ?? 0);

/** A claim about many incidents: so many, or the nth of them, within a window that ends on the day it speaks of. */
const tallyAnswer = z
  .strictObject({
    kind: z.literal('tally'),
    ordinal: wholeNumber.min(1, 'The first has number 1.').optional(),
    count: z.custom<CountWords>(isCountWords, 'Say how many, such as almost 30.').optional(),
    window: z.union([
      z.strictObject({ days: z.number().int().min(1).max(36_600) }),
      z.strictObject({ since: dateSchema }),
    ]),
    on: dateSchema,
    /** Only incidents at this site. */
    site: identifierSchema.optional(),
    /** What is counted, in words; the record counts every incident it holds. */
    text: plainText(300).optional(),
  })
  .refine(({ ordinal, count }) => (ordinal === undefined) !== (count === undefined), {
    path: ['ordinal'],
    message: 'Say either the place in the series or how many there were.',
  })
  .refine(({ window, on }) => !('since' in window) || beginsBeforeEndOf(window.since, on), {
    path: ['window', 'since'],
    message: 'The day it counts from must not be after the day it speaks of.',
  });

const anyAnswer = z.discriminatedUnion('kind', [
  countAnswer,
  z.strictObject({ kind: z.literal('time'), edtf: dateSchema }),
  placeAnswer,
  z.strictObject({ kind: z.literal('category'), term: plainLine(200) }),
  z.strictObject({ kind: z.literal('party'), term: plainLine(200) }),
  z.strictObject({ kind: z.literal('truth'), value: z.enum(['yes', 'no'], 'Choose yes or no.') }),
  z.strictObject({ kind: z.literal('unknown') }),
  tallyAnswer,
  z.strictObject({ kind: z.literal('text'), text: plainText(2000) }),
]);

/** One answer to a question, as the claimant put it. It denotes the set of possibilities it allows. */
export type Answer =
  | Exclude<z.infer<typeof anyAnswer>, { kind: 'place' }>
  | { kind: 'place'; site: string }
  | { kind: 'place'; path: string[] };
export type AnswerKind = Answer['kind'];

/** The kinds of answer. */
export const answerKinds = [
  'count',
  'time',
  'place',
  'category',
  'party',
  'truth',
  'unknown',
  'tally',
  'text',
] as const satisfies AnswerKind[];

/**
 * What a claimant answered, by kind. Strict: unknown fields are refused. Counts are whole numbers from 0 to a thousand
 * million; times are EDTF levels 0 to 2 or a clock time with a zone; place paths run from the outermost name inwards.
 * Refuses answers that allow nothing. Each refusal is a sentence for the person who typed it.
 */
export const answerSchema = anyAnswer as unknown as z.ZodType<Answer, Answer>;
