import { useRouter } from 'next/navigation';
import { useCallback, useState } from 'react';
import type { Problem } from '@/app/_ui/problem.client';
import { type Failure, trpc } from '@/app/_ui/trpc.client';
import { patienceMs, useSending } from '@/app/_ui/use-sending.client';
import type {
  CorrectClaim,
  GradeClaim,
  MarkConflict,
  MarkCopyingError,
  ReviseClaim,
  WithdrawClaim,
} from '@/domain/claim/command';

/** What can be recorded of a claim from its page. */
export type ActCommand = CorrectClaim | ReviseClaim | WithdrawClaim | MarkCopyingError | MarkConflict | GradeClaim;

/** Where an act stands after it was sent, beside being recorded. */
export type ActStanding =
  | 'not reached'
  | 'changed meanwhile'
  | 'caught up'
  | 'nobody chosen'
  | 'being sequenced'
  | 'kept'
  | null;

type Sending = {
  /** The page that shows what was recorded. */
  leadsTo: (command: ActCommand) => string;
  /** What the server refuses, at the field it concerns; the id under which it was refused is taken already when `isReused`. */
  onRefused: (problem: Problem, isReused: boolean) => void;
  onRecorded: () => void;
};

/** Sends an act under the id it was drafted with, so that a retry records it once, and leads to what came of it. */
export function useSendAct({ leadsTo, onRefused, onRecorded }: Sending) {
  const router = useRouter();
  const { sending, send, rest } = useSending();
  const [standing, setStanding] = useState<ActStanding>(null);

  async function sendAct(id: string, command: ActCommand) {
    setStanding(null);
    const sent = await send(() => give(id, command));
    if (!sent) return;
    if ('failed' in sent) return fail(sent.failed);
    onRecorded();
    if (sent.answered.position !== null) return router.push(leadsTo(command));
    rest();
    setStanding('being sequenced');
  }

  function fail({ refused, field = '', reason }: Failure) {
    if (refused === 'not-reached') return setStanding('not reached');
    if (refused === 'changed-meanwhile') return setStanding('changed meanwhile');
    if (refused === 'not-allowed' && field === 'person') return setStanding('nobody chosen');
    onRefused({ field, message: reason }, refused === 'command-reused');
  }

  return { sending, standing, setStanding: useCallback((next: ActStanding) => setStanding(next), []), sendAct };
}

function give(id: string, command: ActCommand): Promise<{ position: number | null }> {
  const options = { signal: AbortSignal.timeout(patienceMs) };
  switch (command.type) {
    case 'CorrectClaim':
      return trpc.correctClaim.mutate({ id, command }, options);
    case 'ReviseClaim':
      return trpc.reviseClaim.mutate({ id, command }, options);
    case 'WithdrawClaim':
      return trpc.withdrawClaim.mutate({ id, command }, options);
    case 'MarkCopyingError':
      return trpc.markCopyingError.mutate({ id, command }, options);
    case 'MarkConflict':
      return trpc.markConflict.mutate({ id, command }, options);
    case 'GradeClaim':
      return trpc.gradeClaim.mutate({ id, command }, options);
  }
}
