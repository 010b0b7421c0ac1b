import * as z from 'zod';

/**
 * An opaque, permanent identifier: 1 to 64 lower-case letters, digits and inner hyphens.
 * Identifiers never carry a person's name: they stand in addresses and in hashed events, which cannot be erased.
 */
export const identifierSchema = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/, 'Use 1 to 64 lower-case letters, digits and hyphens.');

/** Whether a text has the form of an identifier. An address can hold anything; a query is only asked for what can exist. */
export const isIdentifier = (text: string): boolean => identifierSchema.safeParse(text).success;

/** A BCP 47 language tag of the simple kind, such as `en`, `ar` or `pt-BR`. */
export const languageSchema = z
  .string()
  .regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/, 'Enter a language code such as en or ar.')
  .max(35);

/** What claims are about: an incident (something that happened) or a site (a base, airport, town). */
export const subjectSchema = z.strictObject({ kind: z.enum(['incident', 'site']), id: identifierSchema });

/** What claims are about. */
export type Subject = z.infer<typeof subjectSchema>;

/** The stream an entity's events live on, such as `incident:balad-2021-05-03`. */
export type StreamId = `${'person' | 'source' | 'document' | 'site' | 'incident' | 'report' | 'vocabulary'}:${string}`;

/** The one stream of the vocabulary: what stewards added to it. */
export const vocabularyStream = 'vocabulary:record' satisfies StreamId;

/** The stream of a subject. */
export const subjectStream = (subject: Subject): StreamId => `${subject.kind}:${subject.id}`;

/** The subject whose stream this is. */
export const subjectOn = (stream: StreamId): Subject => ({
  kind: stream.startsWith('site:') ? 'site' : 'incident',
  id: stream.slice(stream.indexOf(':') + 1),
});

/** Free text that lives apart from the hashed event and may be erased; `null` once erased. */
export type Sealed = string | null;
