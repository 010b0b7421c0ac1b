import { blankRow, type ReportDraft } from './report-draft.client';

/** The form drafts are kept in: one of an older form cannot be gone on with. */
const prefix = 'palimpsest draft 2 ';

/** Where a kept draft stands. `sending` outlives a tab that was closed while it sent. */
export type DraftState = 'draft' | 'sending' | 'not sent' | 'received';

/** A draft, where it stands, and when it was kept: milliseconds since 1970. */
export type Kept = { at: number; state: DraftState; draft: ReportDraft };

/** The key a draft is kept under. */
export const keptKey = (report: string): string => `${prefix}${report}`;

/** The draft of that report kept in this browser, or null. */
export function readKept(report: string): Kept | null {
  try {
    const kept = JSON.parse(localStorage.getItem(keptKey(report)) ?? 'null') as Kept | null;
    if (kept?.draft?.report !== report || !Array.isArray(kept.draft.answers)) return null;
    // A question that was not asked yet when the draft was kept has no answer in it.
    return { ...kept, draft: { ...kept.draft, answers: kept.draft.answers.map((row) => ({ ...blankRow(), ...row })) } };
  } catch {
    return null;
  }
}

/** All drafts kept in this browser, the latest first. */
export function listKept(): Kept[] {
  try {
    const reports = Object.keys(localStorage).flatMap((key) =>
      key.startsWith(prefix) ? key.slice(prefix.length) : [],
    );
    return reports.flatMap((report) => readKept(report) ?? []).sort((a, b) => b.at - a.at);
  } catch {
    return [];
  }
}

/** Keeps a draft. Answers whether it could: storage may be full or forbidden. */
export function keepDraft(draft: ReportDraft, state: DraftState): boolean {
  try {
    localStorage.setItem(keptKey(draft.report), JSON.stringify({ at: Date.now(), state, draft } satisfies Kept));
    return true;
  } catch {
    return false;
  }
}

/** Forgets the kept draft of a report: its receipt was shown, or it was discarded. Answers whether there was one. */
export function forgetKept(report: string): boolean {
  if (!readKept(report)) return false;
  localStorage.removeItem(keptKey(report));
  return true;
}
