'use client';

import { useEffect } from 'react';
import { forgetKept } from '@/app/report/kept-draft.client';

/** Forgets the draft this receipt is of, and then only: after that the keyboard starts at the receipt's heading. */
export function ReceiptShown({ report, heading }: { report: string; heading: string }) {
  useEffect(() => {
    if (forgetKept(report)) document.getElementById(heading)?.focus();
  }, [report, heading]);
  return null;
}
