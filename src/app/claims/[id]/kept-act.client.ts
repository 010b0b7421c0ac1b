import type { ClaimView } from '@/queries/find-subject';

/** An act as typed: the id it is recorded under, the claim as it was shown then, and what was typed. */
export type KeptAct<Draft> = { id: string; shown: ClaimView; draft: Draft };

/** Older forms of a draft cannot be gone on with. */
const prefix = 'palimpsest act 1 ';

/** What was typed at this address in this tab and not recorded yet, or null. */
export function readKeptAct<Draft>(address: string): KeptAct<Draft> | null {
  try {
    return JSON.parse(sessionStorage.getItem(prefix + address) ?? 'null') as KeptAct<Draft> | null;
  } catch {
    return null;
  }
}

/** Keeps what is typed in this tab, for a reload or a way back. Where nothing can be kept the form still holds it. */
export function keepAct<Draft>(address: string, kept: KeptAct<Draft>): void {
  try {
    sessionStorage.setItem(prefix + address, JSON.stringify(kept));
  } catch {
    // Storage is full or forbidden.
  }
}

/** Forgets what was typed: it is recorded, or begun again. */
export function forgetAct(address: string): void {
  try {
    sessionStorage.removeItem(prefix + address);
  } catch {
    // Nothing was kept either.
  }
}
