import { useEffect, useRef, useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import type { ReportDraft } from './report-draft.client';

const key = 'palimpsest report draft 1';

/** How long after the last key a draft is kept, in milliseconds. */
const pauseMs = 800;

/** A draft with the clock time at which it was kept. */
type Kept = { at: string; draft: ReportDraft };

/** The draft kept in this tab, or null. */
export function readKept(): Kept | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? 'null') as Kept | null;
    return kept?.draft?.report && Array.isArray(kept.draft.answers) ? kept : null;
  } catch {
    return null;
  }
}

/** Forgets the kept draft, if it is of that report: its receipt was shown. Answers whether it was. */
export function forgetKept(report: string): boolean {
  if (readKept()?.draft.report !== report) return false;
  sessionStorage.removeItem(key);
  return true;
}

/** Keeps what is typed in this tab until its receipt is shown. `keptAt` is the clock time of the last keeping. */
export function useKeptDraft(form: UseFormReturn<ReportDraft>, isReady: boolean) {
  const [keptAt, setKeptAt] = useState('');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => {
    if (!isReady) return;
    setKeptAt(readKept()?.at ?? '');
    const keep = () => {
      clearTimeout(timer.current);
      timer.current = undefined;
      try {
        const at = new Date().toTimeString().slice(0, 5);
        sessionStorage.setItem(key, JSON.stringify({ at, draft: form.getValues() } satisfies Kept));
        setKeptAt(at);
      } catch {
        // A full or forbidden storage: the form still holds everything.
        setKeptAt('');
      }
    };
    const leave = () => timer.current !== undefined && keep();
    const stop = form.subscribe({
      formState: { values: true },
      callback: () => {
        clearTimeout(timer.current);
        timer.current = setTimeout(keep, pauseMs);
      },
    });
    window.addEventListener('pagehide', leave);
    return () => {
      leave();
      stop();
      window.removeEventListener('pagehide', leave);
    };
  }, [form, isReady]);

  const discard = () => {
    clearTimeout(timer.current);
    timer.current = undefined;
    sessionStorage.removeItem(key);
    setKeptAt('');
  };
  return { keptAt, discard };
}
