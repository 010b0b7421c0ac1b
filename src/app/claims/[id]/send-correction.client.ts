import { useCallback, useRef, useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import type { Problem } from '@/app/_ui/problem.client';
import { type Failure, trpc } from '@/app/_ui/trpc.client';
import { patienceMs, useSending } from '@/app/_ui/use-sending.client';
import type { CorrectClaim } from '@/domain/claim/command';
import { type CorrectionDraft, correctionField } from './correction-draft.client';

/** Where the correction stands after it was sent, beside being recorded. */
export type CorrectionStanding = 'not reached' | 'changed meanwhile' | 'caught up' | 'nobody chosen' | null;

/**
 * Sends a correction under an id minted when the form opened, so that a retry records it once. What the server refuses
 * becomes problems at their fields.
 */
export function useSendCorrection(
  form: UseFormReturn<CorrectionDraft>,
  onProblems: (problems: Problem[]) => void,
  onRecorded: (position: number | null) => void,
) {
  const { sending, send } = useSending();
  const [standing, setStanding] = useState<CorrectionStanding>(null);
  const id = useRef('');

  async function sendCorrection(command: CorrectClaim) {
    setStanding(null);
    id.current ||= crypto.randomUUID();
    const sent = await send(() =>
      trpc.correctClaim.mutate({ id: id.current, command }, { signal: AbortSignal.timeout(patienceMs) }),
    );
    if (!sent) return;
    if ('failed' in sent) fail(sent.failed);
    else onRecorded(sent.answered.position);
  }

  function fail({ refused, field = '', reason }: Failure) {
    if (refused === 'not-reached') return setStanding('not reached');
    if (refused === 'changed-meanwhile') return setStanding('changed meanwhile');
    if (refused === 'command-reused') id.current = '';
    if (refused === 'not-allowed' && field === 'person') return setStanding('nobody chosen');
    const at = correctionField(field.split('.'));
    if (at) form.setError(at as 'reason', { type: refused, message: reason });
    onProblems([{ field: at, message: reason }]);
  }

  const clear = useCallback((next: CorrectionStanding) => setStanding(next), []);
  return { sending, standing, sendCorrection, clear };
}
