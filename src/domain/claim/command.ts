import * as z from 'zod';
import { answerSchema } from '../answer/answer';
import { plainLine, plainText } from '../answer/plain-text';
import { validitySchema } from '../answer/validity';
import { documentFields } from '../document/command';
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
  /** For when the answer holds, in EDTF. Of sites only: an incident is at its own time. */
  validity: validitySchema.optional(),
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
    validity: claimContentFields.validity.nullable(),
    /** It revises nothing, it was not withdrawn: for what we recorded as such by mistake. */
    revises: z.null().optional(),
    withdrawn: z.null().optional(),
  })
  .refine((parts) => Object.values(parts).some((part) => part !== undefined), 'Change at least one part of the claim.');

/** The version of the claim the person was shown: the stream version of the event that last set it. */
const shownVersion = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER);

/** Corrects what *we* recorded of a claim: never used when the claimant changed its mind. */
export const correctClaimSchema = z.strictObject({
  type: z.literal('CorrectClaim'),
  subject: subjectSchema,
  claim: identifierSchema,
  shownVersion,
  corrected: correctionSchema,
  reason: plainText(1000),
});

/** Corrects what we recorded of a claim. */
export type CorrectClaim = z.infer<typeof correctClaimSchema>;

/**
 * Corrects a claim back to what the record said of it before one of the events on its stream, which `before` names by its
 * ledger position. What was withdrawn since is not restored: that only a correction of what we misrecorded puts right.
 */
export const restoreClaimSchema = z.strictObject({
  type: z.literal('RestoreClaim'),
  subject: subjectSchema,
  claim: identifierSchema,
  shownVersion,
  before: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
  reason: plainText(1000),
});

/** Corrects a claim back to what the record said of it before. */
export type RestoreClaim = z.infer<typeof restoreClaimSchema>;

/** Where something was read: a document on record, or a new one of a publisher on record. */
const readIn = z.union([
  z.strictObject({ known: identifierSchema }),
  z.strictObject({ document: identifierSchema, ...documentFields }),
]);

/**
 * Records that a claimant replaced its own earlier answer, as read in a document: the earlier claim stays on record with
 * what it said, and the new one stands in its place. Never used for what we misread, which is a correction.
 */
export const reviseClaimSchema = z.strictObject({
  type: z.literal('ReviseClaim'),
  subject: subjectSchema,
  /** The claim that was revised. */
  claim: identifierSchema,
  shownVersion,
  /** The id of the new claim. */
  revision: identifierSchema,
  document: readIn,
  answer: answerSchema,
  /** What the new answer counts; as the earlier one where it is left out. */
  scope: claimContentFields.scope,
  /** Who gives the new answer, where another voice of the same institution does. */
  claimant: identifierSchema.optional(),
  validity: claimContentFields.validity,
  excerpt: claimContentFields.excerpt,
  note: plainText(1000).optional(),
});

/** Records that a claimant replaced its own earlier answer. */
export type ReviseClaim = z.infer<typeof reviseClaimSchema>;

/** Records that a claimant took an answer back without giving another, as read in a document. */
export const withdrawClaimSchema = z.strictObject({
  type: z.literal('WithdrawClaim'),
  subject: subjectSchema,
  claim: identifierSchema,
  shownVersion,
  document: readIn,
  /** Who took it back, where another voice of the same institution did. */
  claimant: identifierSchema.optional(),
  excerpt: claimContentFields.excerpt,
  reason: plainText(1000),
});

/** Records that a claimant took an answer back. */
export type WithdrawClaim = z.infer<typeof withdrawClaimSchema>;

/** Marks a claim as an error in copying another claim, or (`null`) takes the mark away. It stays visible and abstains. */
export const markCopyingErrorSchema = z.strictObject({
  type: z.literal('MarkCopyingError'),
  subject: subjectSchema,
  claim: identifierSchema,
  shownVersion,
  /** The claim it was copied from, which says otherwise. */
  copies: identifierSchema.nullable(),
  reason: plainText(1000),
});

/** Marks a claim as an error in copying another. */
export type MarkCopyingError = z.infer<typeof markCopyingErrorSchema>;

/** Says whether two answers in words, which are never compared, exclude each other. */
export const markConflictSchema = z.strictObject({
  type: z.literal('MarkConflict'),
  subject: subjectSchema,
  claims: z.tuple([identifierSchema, identifierSchema]),
  conflict: z.boolean(),
  reason: plainText(1000),
});

/** Says whether two answers in words exclude each other. */
export type MarkConflict = z.infer<typeof markConflictSchema>;

/** Credibility of a claim on the Admiralty scale (NATO AJP-2.1). 6 is not the worst: it cannot be judged. */
export const credibilities = [1, 2, 3, 4, 5, 6] as const;

/** A grade of a claim's credibility. */
export type Credibility = (typeof credibilities)[number];

/** Grades how credible one claim is, apart from how reliable its source is. 1 needs two certain origins. */
export const gradeClaimSchema = z.strictObject({
  type: z.literal('GradeClaim'),
  subject: subjectSchema,
  claim: identifierSchema,
  credibility: z.literal(credibilities),
  rationale: plainText(2000),
});

/** Grades how credible one claim is. */
export type GradeClaim = z.infer<typeof gradeClaimSchema>;
