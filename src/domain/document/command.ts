import * as z from 'zod';
import { dateSchema } from '../answer/answer';
import { plainLine, plainText } from '../answer/plain-text';
import { identifierSchema, languageSchema } from '../identifier';
import { addressSchema } from './address';

/** What a document is, apart from its id: one published item. Title and address are sealed. */
export const documentFields = {
  title: plainLine(300),
  publisher: identifierSchema,
  address: addressSchema.optional(),
  /** When it was published, in EDTF; absent when nobody knows. */
  published: dateSchema.optional(),
  language: languageSchema.optional(),
  edition: plainLine(120).optional(),
  note: plainText(1000).optional(),
};

/** Records a document. Its lineage is unknown until a derivation says otherwise. */
export const recordDocumentSchema = z.strictObject({
  type: z.literal('RecordDocument'),
  document: identifierSchema,
  ...documentFields,
});

/** Records a document. */
export type RecordDocument = z.infer<typeof recordDocumentSchema>;

/**
 * How a document came by its content. Only the first three carry another's word; `based on`, and another document of which
 * it is not known how it was used, count like a lineage that is unknown.
 */
export const derivationKinds = ['republishes', 'quotes', 'translates', 'based on', 'unknown'] as const;

/** How a document came by its content. */
export type DerivationKind = (typeof derivationKinds)[number];

/** Says where a document's content comes from: its own reporting, or another document. */
export const recordDerivationSchema = z.strictObject({
  type: z.literal('RecordDerivation'),
  document: identifierSchema,
  derivation: z.discriminatedUnion('how', [
    z.strictObject({ how: z.literal('first-hand') }),
    z.strictObject({ how: z.enum(derivationKinds), parent: identifierSchema }),
  ]),
  reason: plainText(1000),
});

/** Says where a document's content comes from. */
export type RecordDerivation = z.infer<typeof recordDerivationSchema>;

/**
 * Strikes what was recorded of where a document's content comes from: one parent, or, without one, that it is its own
 * reporting. With nothing left its lineage is unknown again.
 */
export const strikeDerivationSchema = z.strictObject({
  type: z.literal('StrikeDerivation'),
  document: identifierSchema,
  parent: identifierSchema.optional(),
  reason: plainText(1000),
});

/** Strikes what was recorded of where a document's content comes from. */
export type StrikeDerivation = z.infer<typeof strikeDerivationSchema>;
