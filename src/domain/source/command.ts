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
