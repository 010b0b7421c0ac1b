import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import type { Problem } from '@/app/_ui/problem.client';
import { type Failure, trpc } from '@/app/_ui/trpc.client';
import { patienceMs, useSending } from '@/app/_ui/use-sending.client';
import type { SubmitReport } from '@/domain/report/command';
import { fieldOf } from './read-report.client';
import type { ReportDraft } from './report-draft.client';

/** Where the report stands after it was sent, beside having a receipt. */
export type Standing = 'not reached' | 'being sequenced' | 'sent before' | 'nobody chosen' | null;

/**
 * Sends the report and leads to its receipt. What the server refuses becomes problems at their fields; `onProblems` takes
 * them. Sending the same again is answered with the same receipt.
 */
export function useSendReport(form: UseFormReturn<ReportDraft>, onProblems: (problems: Problem[]) => void) {
  const { sending, send, rest } = useSending();
  const [standing, setStanding] = useState<Standing>(null);
  const router = useRouter();

  async function sendReport(command: SubmitReport) {
    setStanding(null);
    const id = form.getValues('command');
    const sent = await send(() =>
      trpc.submitReport.mutate({ id, command }, { signal: AbortSignal.timeout(patienceMs) }),
    );
    if (!sent) return;
    if ('failed' in sent) return fail(sent.failed);
    if (sent.answered.position !== null) return router.push(`/reports/${command.report}`);
    rest();
    setStanding('being sequenced');
  }

  function fail({ refused, field = '', reason }: Failure) {
    if (refused === 'not-reached') return setStanding('not reached');
    const isSentBefore = refused === 'command-reused' || (refused === 'already-recorded' && field.endsWith('report'));
    if (isSentBefore) {
      if (refused === 'command-reused') form.setValue('command', crypto.randomUUID());
      return setStanding('sent before');
    }
    if (refused === 'not-allowed' && field === 'person') return setStanding('nobody chosen');
    const at = fieldOf(field.split('.'), form.getValues());
    if (at) form.setError(at as 'note', { type: refused, message: reason });
    onProblems([{ field: at, message: reason }]);
  }

  return { sending, standing, sendReport };
}
