import type { Answer } from '../answer/answer';
import type { Sealed } from '../identifier';

/** What a claim says, as events carry it. Free text is sealed. */
export type ClaimContent = {
  attribute: string;
  scope?: string;
  answer: RecordedAnswer;
  claimant: string;
  relays?: string;
  excerpt?: { text: Sealed; language: string };
  opinion?: boolean;
};

type Worded = Extract<Answer, { kind: 'text' | 'tally' }>;

/** An answer as read back: the words of a text or a tally may have been erased. */
export type RecordedAnswer =
  | Exclude<Answer, Worded>
  | { kind: 'text'; text: Sealed }
  | (Omit<Extract<Answer, { kind: 'tally' }>, 'text'> & { text?: Sealed });

/** A claimant's answer to a question, as read in a document, entered a subject's record. */
export type ClaimRecorded = {
  type: 'ClaimRecorded';
  data: ClaimContent & { claim: string; document: string; report: string; note?: Sealed };
};

/** What we had misrecorded of a claim was put right. Carries only what changed; `null` takes a part away. */
export type ClaimCorrected = {
  type: 'ClaimCorrected';
  data: { claim: string; corrected: Correction; reason: Sealed };
};

/** The corrected parts of a claim. */
export type Correction = {
  attribute?: string;
  scope?: string | null;
  answer?: RecordedAnswer;
  claimant?: string;
  relays?: string | null;
  excerpt?: { text: Sealed; language: string } | null;
  opinion?: boolean | null;
};

/** A claim's content after a correction. */
export function applyCorrection(content: ClaimContent, correction: Correction): ClaimContent {
  const merged: Record<string, unknown> = { ...content };
  for (const [part, value] of Object.entries(correction)) {
    if (value === null) delete merged[part];
    else merged[part] = value;
  }
  return merged as ClaimContent;
}
