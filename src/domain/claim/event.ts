import type { Undoing } from '../act/undoing';
import type { Answer } from '../answer/answer';
import type { Sealed } from '../identifier';
import type { Credibility } from './command';

/** What a claim says, as events carry it. Free text is sealed. */
export type ClaimContent = {
  attribute: string;
  scope?: string;
  answer: RecordedAnswer;
  claimant: string;
  relays?: string;
  excerpt?: { text: Sealed; language: string };
  opinion?: boolean;
  /** For when the answer holds, in EDTF. */
  validity?: string;
  /** The claim that this one replaced, an earlier answer of the same institution. */
  revises?: string;
  /** Its claimant took it back. */
  withdrawn?: boolean;
  /** The claim it was copied from by mistake: marked, shown, and without a position. */
  miscopies?: string;
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

/**
 * What we had misrecorded of a claim was put right. Carries only what changed; `null` takes a part away. `restores` is the
 * ledger position of the event that had set what the claim says again.
 */
export type ClaimCorrected = {
  type: 'ClaimCorrected';
  data: { claim: string; corrected: Correction; reason: Sealed; restores?: number } & Undoing;
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
  validity?: string | null;
  /** Given again only where a correction that took it away is itself undone or goes too far back. */
  revises?: string | null;
  withdrawn?: true | null;
};

/** A claimant replaced its own earlier answer, as read in a document. */
export type ClaimRevised = {
  type: 'ClaimRevised';
  data: ClaimContent & { claim: string; revises: string; document: string; note?: Sealed };
};

/** A claimant took an answer back, as read in a document. */
export type ClaimWithdrawn = {
  type: 'ClaimWithdrawn';
  data: {
    claim: string;
    document: string;
    claimant: string;
    excerpt?: { text: Sealed; language: string };
    reason: Sealed;
  };
};

/** A claim was marked as an error in copying another, or the mark was taken away. */
export type CopyingErrorMarked = {
  type: 'CopyingErrorMarked';
  data: { claim: string; copies: string | null; reason: Sealed } & Undoing;
};

/** It was recorded whether two answers in words exclude each other. */
export type ConflictMarked = {
  type: 'ConflictMarked';
  data: { claims: [string, string]; conflict: boolean; reason: Sealed } & Undoing;
};

/** A claim's credibility was graded by a person, for a reason; `null` where its first grade was taken back. */
export type ClaimGraded = {
  type: 'ClaimGraded';
  data: { claim: string; credibility: Credibility | null; rationale: Sealed } & Undoing;
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

/** What a claim said at first, when it was recorded or given as a revision. */
export function firstContent({ data }: ClaimRecorded | ClaimRevised): ClaimContent {
  const { claim: _claim, document: _document, note: _note, ...content } = data;
  if ('report' in content) delete (content as { report?: string }).report;
  return content;
}

/** A claim's content after one more event about it. */
export function contentAfter(
  content: ClaimContent,
  event: ClaimCorrected | ClaimWithdrawn | CopyingErrorMarked,
): ClaimContent {
  switch (event.type) {
    case 'ClaimCorrected':
      return applyCorrection(content, event.data.corrected);
    case 'ClaimWithdrawn':
      return { ...content, withdrawn: true };
    case 'CopyingErrorMarked': {
      const { miscopies: _before, ...rest } = content;
      return event.data.copies === null ? rest : { ...rest, miscopies: event.data.copies };
    }
  }
}
