import { useRouter } from 'next/navigation';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import type { Problem } from '@/app/_ui/problem.client';
import { type Failure, trpc } from '@/app/_ui/trpc.client';
import { patienceMs, useSending } from '@/app/_ui/use-sending.client';
import type { SubmitReport } from '@/domain/report/command';
import type { DraftState } from './kept-draft.client';
import type { ReportDraft } from './report-draft.client';
import { fieldOf } from './report-field.client';

/** Where the report stands once it was sent. */
export type Standing =
  | 'not reached'
  | 'received'
  | 'being sequenced'
  | 'sent before'
  | 'changed meanwhile'
  | 'nobody chosen'
  | 'left while sending'
  | 'left unsent'
  | null;

/** Where a draft stands that was kept when its tab was closed. */
const leftAs: Record<DraftState, Standing> = {
  draft: null,
  sending: 'left while sending',
  'not sent': 'left unsent',
  received: 'sent before',
};

/** How long after a failure a report that was to be sent is sent again by itself, in milliseconds. */
const againMs = 15_000;

type Sender = {
  onProblems: (problems: Problem[]) => void;
  /** Keeps where the draft stands. */
  keep: (state: DraftState) => void;
};

/**
 * Sends the report and leads to its receipt. What the server refuses becomes problems at their fields. Once sent it is
 * sent again by itself when the network is back, until `rest`; the same sent again is answered with the same receipt.
 */
export function useSendReport(form: UseFormReturn<ReportDraft>, { onProblems, keep }: Sender) {
  const { sending, send, rest } = useSending();
  const [standing, setStanding] = useState<Standing>(null);
  const [waiting, setWaiting] = useState<SubmitReport | null>(null);
  const router = useRouter();

  async function sendReport(command: SubmitReport) {
    setStanding(null);
    keep('sending');
    const id = form.getValues('command');
    const sent = await send(() =>
      trpc.submitReport.mutate({ id, command }, { signal: AbortSignal.timeout(patienceMs) }),
    );
    if (!sent) return;
    if ('failed' in sent) return fail(sent.failed, command);
    setWaiting(null);
    keep('received');
    setStanding(sent.answered.position === null ? 'being sequenced' : 'received');
    if (sent.answered.position === null) return rest();
    router.push(`/reports/${command.report}`);
  }

  function fail({ refused, field = '', reason }: Failure, command: SubmitReport) {
    keep('not sent');
    setWaiting(refused === 'not-reached' ? command : null);
    if (refused === 'not-reached') return setStanding('not reached');
    const isSentBefore = refused === 'command-reused' || (refused === 'already-recorded' && field.endsWith('report'));
    if (isSentBefore) {
      if (refused === 'command-reused') form.setValue('command', crypto.randomUUID());
      return setStanding('sent before');
    }
    if (refused === 'changed-meanwhile') return setStanding('changed meanwhile');
    if (refused === 'not-allowed' && field === 'person') return setStanding('nobody chosen');
    const at = fieldOf(field.split('.'), form.getValues());
    if (at) form.setError(at as 'note', { type: refused, message: reason });
    onProblems([{ field: at, message: reason }]);
  }

  const again = useRef(sendReport);
  again.current = sendReport;
  useEffect(() => {
    if (!waiting) return;
    const retry = () => void again.current(waiting);
    const timer = setInterval(() => navigator.onLine && retry(), againMs);
    window.addEventListener('online', retry);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', retry);
    };
  }, [waiting]);

  const resume = (state: DraftState) => setStanding(leftAs[state]);
  const stopWaiting = useCallback(() => setWaiting(null), []);
  return { sending, standing, isWaiting: waiting !== null, sendReport, resume, stopWaiting };
}
