import * as z from 'zod';
import { answerSchema } from '../answer/answer';
import { plainLine, plainText } from '../answer/plain-text';
import { identifierSchema, languageSchema, subjectSchema } from '../identifier';

/** The words of the document that a claim was read from, with their language. */
export const excerptSchema = z.strictObject({ text: plainText(2000), language: languageSchema });

/** What a claim says, apart from its id and home: the parts a correction may change. */
export const claimContentFields = {
  attribute: plainLine(60),
  scope: plainLine(60).optional(),
  answer: answerSchema,
  /** Who asserts it, which need not be who published the document. */
  claimant: identifierSchema,
  /** Whose word the claimant passes on, when it says so. */
  relays: identifierSchema.optional(),
  excerpt: excerptSchema.optional(),
  /** Marks the author's assessment: shown, takes no position, never a fact of the subject. */
  opinion: z.literal(true).optional(),
};

/** One answer of a report: a claim about a subject, read in the report's document. */
export const reportedClaimSchema = z.strictObject({
  claim: identifierSchema,
  subject: subjectSchema,
  ...claimContentFields,
  /** Why it was read this way, where that was a judgement. */
  note: plainText(1000).optional(),
});

/** One answer of a report. */
export type ReportedClaim = z.infer<typeof reportedClaimSchema>;

/** The parts of a claim that a correction may change; `null` takes an optional part away. */
export const correctionSchema = z
  .strictObject({
    attribute: claimContentFields.attribute.optional(),
    scope: claimContentFields.scope.nullable(),
    answer: answerSchema.optional(),
    claimant: identifierSchema.optional(),
    relays: claimContentFields.relays.nullable(),
    excerpt: claimContentFields.excerpt.nullable(),
    opinion: claimContentFields.opinion.nullable(),
  })
  .refine((parts) => Object.values(parts).some((part) => part !== undefined), 'Change at least one part of the claim.');

/** Corrects what *we* recorded of a claim: never used when the claimant changed its mind. */
export const correctClaimSchema = z.strictObject({
  type: z.literal('CorrectClaim'),
  subject: subjectSchema,
  claim: identifierSchema,
  /** The version of the claim the person was shown: the stream version of the event that last set it. */
  shownVersion: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
  corrected: correctionSchema,
  reason: plainText(1000),
});

/** Corrects what we recorded of a claim. */
export type CorrectClaim = z.infer<typeof correctClaimSchema>;
