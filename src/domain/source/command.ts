import * as z from 'zod';
import { plainLine, plainText } from '../answer/plain-text';
import { identifierSchema, languageSchema } from '../identifier';

/** The kinds of source, in the words of the glossary. */
export const sourceKinds = [
  'outlet',
  'news agency',
  'official body',
  'spokesperson',
  'armed group',
  'channel',
  'witness',
  'unnamed official',
  'unnamed source',
] as const;

/** What a source is, apart from its id. The name is sealed: a source may be a person. */
export const sourceFields = {
  name: plainLine(200),
  kind: z.enum(sourceKinds),
  language: languageSchema.optional(),
  /** The institution this source speaks for; two voices of one institution are one origin. */
  partOf: identifierSchema.optional(),
  note: plainText(1000).optional(),
};

/** Registers a source: somebody who speaks. */
export const registerSourceSchema = z.strictObject({
  type: z.literal('RegisterSource'),
  source: identifierSchema,
  ...sourceFields,
});

/** Registers a source. */
export type RegisterSource = z.infer<typeof registerSourceSchema>;

/** Says which institution a source speaks for, or (`null`) that it speaks for none but itself. */
export const affiliateSourceSchema = z.strictObject({
  type: z.literal('AffiliateSource'),
  source: identifierSchema,
  partOf: identifierSchema.nullable(),
  reason: plainText(1000),
});

/** Says which institution a source speaks for. */
export type AffiliateSource = z.infer<typeof affiliateSourceSchema>;

/** Reliability of a source on the Admiralty scale (NATO AJP-2.1). F is not the worst: it cannot be judged. */
export const reliabilities = ['A', 'B', 'C', 'D', 'E', 'F'] as const;

/** A grade of a source's reliability. */
export type Reliability = (typeof reliabilities)[number];

/** Grades how reliable a source has been; what it says in one case is graded on the claim. */
export const gradeSourceSchema = z.strictObject({
  type: z.literal('GradeSource'),
  source: identifierSchema,
  reliability: z.enum(reliabilities),
  rationale: plainText(2000),
});

/** Grades how reliable a source has been. */
export type GradeSource = z.infer<typeof gradeSourceSchema>;
