import * as z from 'zod';
import { answerKinds } from '../answer/answer';
import { plainLine } from '../answer/plain-text';

const name = plainLine(60);

/** Adds an attribute: a question that can then be asked of incidents or sites. What the vocabulary holds is never redefined. */
export const defineAttributeSchema = z.strictObject({
  type: z.literal('DefineAttribute'),
  /** Its name in plain words, such as `airport status`: what pages call it. */
  attribute: name.refine((text) => text !== '*', 'Name it in words.'),
  group: z.enum(['When', 'Where', 'What', 'Harm', 'Who']),
  subjects: z
    .array(z.enum(['incident', 'site']))
    .min(1)
    .max(2),
  /** The kinds of answer it takes, the usual one first. Unclear can always be answered. */
  kinds: z
    .array(z.enum(answerKinds).exclude(['unknown']))
    .min(1)
    .max(4),
  /** Figures grow as they become known: a lower one is overtaken by a later higher one. */
  cumulative: z.literal(true).optional(),
  /** The list its scopes come from, such as `persons`. */
  scopes: name.optional(),
  defaultScope: name.optional(),
});

/** Adds an attribute. */
export type DefineAttribute = z.infer<typeof defineAttributeSchema>;

/** Adds a scope to a list: what exactly a claim may count. It lies inside all of `within`; without any it is a whole of its own. */
export const defineScopeSchema = z.strictObject({
  type: z.literal('DefineScope'),
  list: name,
  scope: name,
  within: z.array(name).max(12),
  /** Scopes it shares nobody and nothing with. It may overlap any other. */
  apartFrom: z.array(name).max(30),
});

/** Adds a scope to a list. */
export type DefineScope = z.infer<typeof defineScopeSchema>;
