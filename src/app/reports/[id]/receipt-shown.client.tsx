'use client';

import { useEffect } from 'react';
import { forgetKept, readKept } from '@/app/report/kept-draft.client';

/**
 * Forgets the draft this receipt is of, and then only: after that the keyboard starts at the receipt's heading. A draft that
 * was typed on since, or is to be submitted again, is kept.
 */
export function ReceiptShown({ report, heading }: { report: string; heading: string }) {
  useEffect(() => {
    const kept = readKept(report);
    const isReceived = kept?.state === 'received' || (kept?.state === 'sending' && kept.draft.shownVersion === 0);
    if (isReceived && forgetKept(report)) document.getElementById(heading)?.focus();
  }, [report, heading]);
  return null;
}
