import { useCallback, useEffect, useRef, useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { type DraftState, forgetKept, keepDraft } from './kept-draft.client';
import type { ReportDraft } from './report-draft.client';

/** How long after the last key a draft is kept, in milliseconds. */
const pauseMs = 400;

/**
 * Keeps what is typed in this browser until its receipt is shown, and puts the draft's id into the address, so that a
 * reload, a closed tab or a crash leads back to it. `keptAt` is when it was last kept, 0 before; null when it cannot be.
 */
export function useKeptDraft(form: UseFormReturn<ReportDraft>, isActive: boolean) {
  const [keptAt, setKeptAt] = useState<number | null>(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const keep = useCallback(
    (state: DraftState = 'draft') => {
      clearTimeout(timer.current);
      timer.current = undefined;
      const draft = form.getValues();
      // A full or forbidden storage: the form still holds everything.
      setKeptAt(keepDraft(draft, state) ? Date.now() : null);
      const address = `/report?${draft.shownVersion > 0 ? 'again' : 'draft'}=${draft.report}`;
      if (`${location.pathname}${location.search}` !== address) history.replaceState(history.state, '', address);
    },
    [form],
  );
  const saveNow = useCallback(() => {
    if (timer.current !== undefined) keep();
  }, [keep]);

  useEffect(() => {
    if (!isActive) return;
    const stop = form.subscribe({
      formState: { values: true },
      callback: () => {
        clearTimeout(timer.current);
        timer.current = setTimeout(keep, pauseMs);
      },
    });
    window.addEventListener('pagehide', saveNow);
    return () => {
      saveNow();
      stop();
      window.removeEventListener('pagehide', saveNow);
    };
  }, [form, isActive, keep, saveNow]);

  const discard = () => {
    clearTimeout(timer.current);
    timer.current = undefined;
    forgetKept(form.getValues('report'));
    setKeptAt(0);
  };
  return { keptAt, keep, saveNow, discard };
}
