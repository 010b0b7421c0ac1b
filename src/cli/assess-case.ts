import * as z from 'zod';
import { answerSchema } from '@/domain/answer/answer';
import type { CountWords } from '@/domain/answer/count';
import { edtfSchema } from '@/domain/answer/edtf';
import { validitySchema } from '@/domain/answer/validity';
import type { TallyClaim } from '@/domain/tally/tally';

const name = z.string().min(1);

const claimSchema = z.object({
  id: name,
  attribute: name,
  scope: name.optional(),
  answer: answerSchema,
  claimant: name,
  carrier: name.optional(),
  relays: name.optional(),
  revises: name.optional(),
  withdrawn: z.boolean().optional(),
  published: edtfSchema.optional(),
  validity: validitySchema.optional(),
  opinion: z.boolean().optional(),
  miscopied: z.boolean().optional(),
});
type Claim = z.infer<typeof claimSchema>;

const documentSchema = z.object({
  publisher: name.optional(),
  lineage: z.literal('unknown').optional(),
  derivesFrom: z
    .array(z.object({ document: name, how: z.enum(['republishes', 'quotes', 'translates', 'based on', 'unknown']) }))
    .optional(),
});

const incidentSchema = z.object({
  id: name.optional(),
  date: edtfSchema,
  site: name.optional(),
  occurred: z.literal('disputed').optional(),
  possibleDuplicateOf: name.optional(),
});

/** A count as an answer has it, without its kind. */
const countWordsSchema = z.unknown().transform((given, context): CountWords => {
  const answer = answerSchema.safeParse(typeof given === 'object' ? { ...given, kind: 'count' } : given);
  if (answer.data?.kind === 'count') return answer.data;
  context.addIssue(answer.error?.issues[0]?.message ?? 'expected a count');
  return z.NEVER;
});

const windowSchema = z
  .object({ days: z.number().int().min(1).max(1_000_000).optional(), since: edtfSchema.optional() })
  .transform(({ days, since }, context): TallyClaim['window'] => {
    if (days !== undefined && since === undefined) return { days };
    if (since !== undefined && days === undefined) return { since };
    context.addIssue('expected either days or since');
    return z.NEVER;
  });

const tallyClaimSchema = z
  .object({
    ordinal: z.number().int().min(1).max(1_000_000_000).optional(),
    count: countWordsSchema.optional(),
    window: windowSchema,
    on: edtfSchema,
    site: name.optional(),
  })
  .transform(({ ordinal, count, ...rest }, context): TallyClaim => {
    if (ordinal !== undefined && count === undefined) return { ordinal, ...rest };
    if (count !== undefined && ordinal === undefined) return { count, ...rest };
    context.addIssue('expected either an ordinal or a count');
    return z.NEVER;
  });

/** One line of a file of cases. Fields it does not know are left aside; claims with one id twice, or revising none, are refused. */
export const caseSchema = z.discriminatedUnion('ask', [
  z.object({ ask: z.literal('relation'), id: name, claims: z.tuple([claimSchema, claimSchema]).superRefine(checkIds) }),
  z.object({
    ask: z.literal('state'),
    id: name,
    claims: z.array(claimSchema).superRefine(checkIds),
    sources: recordOf(z.object({ partOf: name.optional() })).prefault({}),
    documents: recordOf(documentSchema).prefault({}),
  }),
  z.object({ ask: z.literal('tally'), id: name, record: z.array(incidentSchema), claim: tallyClaimSchema }),
]);

export type AskedCase = z.infer<typeof caseSchema>;

/** An object with any keys, `__proto__` among them, kept as own keys of an object without a prototype. */
function recordOf<Value extends z.ZodType>(valueSchema: Value) {
  return z.unknown().transform((given, context): Record<string, z.output<Value>> => {
    const record: Record<string, z.output<Value>> = Object.create(null);
    if (typeof given !== 'object' || given === null || Array.isArray(given)) {
      context.addIssue('expected an object by name');
      return record;
    }
    for (const [key, value] of Object.entries(given)) {
      const parsed = valueSchema.safeParse(value);
      if (parsed.success) record[key] = parsed.data;
      else context.addIssue(`${key}: ${parsed.error.issues[0]?.message ?? 'wrong shape'}`);
    }
    return record;
  });
}

function checkIds(claims: readonly Claim[], context: z.RefinementCtx): void {
  const ids = new Set<string>();
  for (const [at, { id }] of claims.entries()) {
    if (ids.has(id))
      context.addIssue({ code: 'custom', path: [at, 'id'], message: `two claims have the id ${JSON.stringify(id)}` });
    ids.add(id);
  }
  for (const [at, { id, revises }] of claims.entries()) {
    if (revises === undefined) continue;
    const path = [at, 'revises'];
    if (revises === id) context.addIssue({ code: 'custom', path, message: 'a claim cannot revise itself' });
    else if (!ids.has(revises)) {
      context.addIssue({ code: 'custom', path, message: `no claim has the id ${JSON.stringify(revises)}` });
    }
  }
}
