import { UnusableVariable } from '@/env';

/** The command cannot go on, and the message is one sentence that says why and what to do; it is shown without a stack. */
export class ClearFailure extends Error {
  override name = 'ClearFailure';
}

/** The command was not typed as it is used; the message says how. The program ends with 2. */
export class UsageFailure extends ClearFailure {
  override name = 'UsageFailure';
}

/** The code of a system or PostgreSQL error, or an empty string. */
export function codeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
}

/** The text of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** What a person is shown: the sentence of a failure that was foreseen, the whole stack of one that was not. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error instanceof ClearFailure || error instanceof UnusableVariable
    ? error.message
    : (error.stack ?? error.message);
}
