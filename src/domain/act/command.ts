import * as z from 'zod';
import { plainText } from '../answer/plain-text';

/**
 * Takes back what the person themselves did last to a thing, for a reason: the opposite is appended, nothing is removed.
 * `event` is the ledger position of the act, of any of its events where it led to several.
 */
export const undoActSchema = z.strictObject({
  type: z.literal('UndoAct'),
  event: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
  reason: plainText(1000),
});

/** Takes back what the person themselves did last to a thing. */
export type UndoAct = z.infer<typeof undoActSchema>;
