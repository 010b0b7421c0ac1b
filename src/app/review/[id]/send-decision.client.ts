import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { trpc } from '@/app/_ui/trpc.client';
import { patienceMs, useSending } from '@/app/_ui/use-sending.client';
import type { ReviewReport } from '@/domain/report/command';

/** Where a decision stands after it was sent, beside being recorded. `refused` carries the server's sentence. */
export type DecisionStanding =
  | 'not reached'
  | 'being sequenced'
  | 'changed meanwhile'
  | 'decided already'
  | 'nobody chosen'
  | { refused: string }
  | null;

/** Sends a decision under the id it was checked with, so that a retry records it once, and leads to the report it decided. */
export function useSendDecision() {
  const { sending, send, rest } = useSending();
  const [standing, setStanding] = useState<DecisionStanding>(null);
  const router = useRouter();

  async function sendDecision(id: string, command: ReviewReport) {
    setStanding(null);
    const sent = await send(() => give(id, command));
    if (!sent) return;
    if ('answered' in sent) {
      if (sent.answered.position !== null) return router.push(`/reports/${command.report}`);
      rest();
      return setStanding('being sequenced');
    }
    const { refused, field, reason } = sent.failed;
    if (refused === 'not-reached') setStanding('not reached');
    else if (refused === 'changed-meanwhile') setStanding('changed meanwhile');
    else if (refused === 'already-decided') setStanding('decided already');
    else if (refused === 'not-allowed' && field === 'person') setStanding('nobody chosen');
    else setStanding({ refused: reason });
  }

  return { sending, standing, setStanding, sendDecision };
}

function give(id: string, command: ReviewReport) {
  const options = { signal: AbortSignal.timeout(patienceMs) };
  switch (command.type) {
    case 'AcceptReport':
      return trpc.acceptReport.mutate({ id, command }, options);
    case 'ReturnReport':
      return trpc.returnReport.mutate({ id, command }, options);
    case 'RejectReport':
      return trpc.rejectReport.mutate({ id, command }, options);
  }
}
