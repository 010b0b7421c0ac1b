import { initTRPC, TRPCError } from '@trpc/server';
import { ZodError } from 'zod';
import { findChosenPerson } from '@/auth/session';
import type { Database } from '@/db/client';
import { type Refusal, type RefusalName, refuse } from '@/domain/refusal';
import type { PersonName } from '@/queries/list-people';
import type { Running } from '@/start-up';

/** What a procedure has at hand. */
export type Context = {
  db: Database;
  running: Running;
  /** The chosen person's id as the browser sent it; not yet looked up. */
  personId: string | undefined;
  headers: Headers;
};

/** A refusal on its way out through tRPC. */
class RefusedError extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.reason);
  }
}

const codes = {
  'invalid-input': 'BAD_REQUEST',
  'not-allowed': 'FORBIDDEN',
  'unknown-id': 'NOT_FOUND',
  'already-recorded': 'CONFLICT',
  'does-not-fit': 'BAD_REQUEST',
  'nothing-changed': 'BAD_REQUEST',
  'changed-meanwhile': 'CONFLICT',
  'already-decided': 'CONFLICT',
  'lineage-cycle': 'BAD_REQUEST',
  'part-of-itself': 'BAD_REQUEST',
  'not-its-own-claim': 'BAD_REQUEST',
  'needs-two-origins': 'BAD_REQUEST',
  'needs-evidence': 'BAD_REQUEST',
  'not-your-own-act': 'FORBIDDEN',
  'not-your-last': 'CONFLICT',
  'already-undone': 'CONFLICT',
  'cannot-be-undone': 'BAD_REQUEST',
  'another-record': 'BAD_REQUEST',
  'not-yet-recorded': 'BAD_REQUEST',
  withdrawn: 'CONFLICT',
  'words-erased': 'CONFLICT',
  'command-reused': 'UNPROCESSABLE_CONTENT',
  'too-large': 'PAYLOAD_TOO_LARGE',
  'foreign-origin': 'FORBIDDEN',
  'wrong-host': 'FORBIDDEN',
  'too-busy': 'SERVICE_UNAVAILABLE',
} as const satisfies Record<RefusalName, TRPCError['code']>;

/** Turns a refusal into the error that carries it, with the status its name stands for. */
export const refusedError = (refusal: Refusal): TRPCError =>
  new TRPCError({ code: codes[refusal.refused], message: refusal.reason, cause: new RefusedError(refusal) });

const t = initTRPC.context<Context>().create({
  sse: { ping: { enabled: true, intervalMs: 5_000 }, client: { reconnectAfterInactivityMs: 15_000 } },
  errorFormatter: ({ shape, error }) => {
    const refusal = refusalOf(error);
    // Never a stack, never the server's own words for a fault.
    return {
      ...shape,
      message:
        refusal?.reason ?? 'Something went wrong here. What you typed is still in the form; nothing was written.',
      data: { code: shape.data.code, httpStatus: shape.data.httpStatus, refusal },
    };
  },
});

function refusalOf(error: TRPCError): Refusal | null {
  if (error.cause instanceof RefusedError) return error.cause.refusal;
  if (error.cause instanceof ZodError) {
    const issue = error.cause.issues[0];
    return refuse('invalid-input', issue?.message ?? 'This cannot be read.', issue?.path.join('.') || 'input');
  }
  if (error.code === 'METHOD_NOT_SUPPORTED')
    return refuse('invalid-input', 'Questions are asked with GET, changes are sent with POST.', 'method');
  if (error.code === 'UNSUPPORTED_MEDIA_TYPE')
    return refuse('invalid-input', 'A change is sent as application/json.', 'content-type');
  if (error.code === 'PARSE_ERROR' || error.code === 'BAD_REQUEST')
    return refuse('invalid-input', 'This is not the JSON the procedure reads.', 'input');
  if (error.code === 'NOT_FOUND') return refuse('unknown-id', 'There is no such procedure.', 'path');
  return null;
}

export const router = t.router;
export const procedure = t.procedure;

/** A procedure for people who have chosen who they are; the policy table decides what each may do. */
export const personal = t.procedure.use(async ({ ctx, next }) => {
  const person: PersonName | null = await findChosenPerson(ctx.db, ctx.personId);
  if (!person) throw refusedError(refuse('not-allowed', 'Choose who you are before you record anything.', 'person'));
  return next({ ctx: { ...ctx, person } });
});
