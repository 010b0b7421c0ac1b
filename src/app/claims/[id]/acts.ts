import type { ActCommand } from './send-act.client';

/** What can be recorded of a claim, each at an address of its own. */
export type Act = 'correct' | 'revise' | 'withdraw' | 'copying' | 'exclusion' | 'grade';

type ActWords = {
  command: ActCommand['type'];
  /** The heading of its page. */
  title: string;
  /** When it is the right one, as somebody would say it, and what to do then. */
  when: string;
  link: string;
  /** What it does to the record. */
  does: string;
  example: string;
};

/** What can be recorded of a claim, in words that tell one from the others. */
export const acts: Record<Act, ActWords> = {
  correct: {
    command: 'CorrectClaim',
    title: 'Correct this claim',
    when: 'We misread the document',
    link: 'correct it',
    does: 'For what we misread or mistyped, never for a claimant that changed its mind. What the record said before stays in its history.',
    example: 'The page has said six all along; we recorded five.',
  },
  revise: {
    command: 'ReviseClaim',
    title: 'Record a revision',
    when: 'The claimant has since given another answer',
    link: 'record the revision',
    does: 'For a claimant that replaced its own answer in a later document. Both stay on record; only the later one stands, so that the two are no dispute.',
    example: 'On Monday the police counted six wounded; on Tuesday the same police count nine.',
  },
  withdraw: {
    command: 'WithdrawClaim',
    title: 'Record a withdrawal',
    when: 'The claimant took it back',
    link: 'record the withdrawal',
    does: 'For a claimant that took its answer back and gave no other. It stays on record, struck, and takes no position.',
    example: 'The agency retracts its report of a death.',
  },
  copying: {
    command: 'MarkCopyingError',
    title: 'An error in copying',
    when: 'The document copied another wrongly',
    link: 'mark the error in copying',
    does: 'For a document that says otherwise than the one it was copied from. The claim stays visible with its mark and takes no position.',
    example: 'The agency says 1; the page that reprints it says 9.',
  },
  exclusion: {
    command: 'MarkConflict',
    title: 'Answers that exclude each other',
    when: 'It cannot be true together with another answer',
    link: 'mark that they exclude each other',
    does: 'Answers in words are compared by no machine. Where two of them cannot both be true, a person says so here, and the question is disputed.',
    example: '“The base was empty that night” and “two hundred contractors slept there”.',
  },
  grade: {
    command: 'GradeClaim',
    title: 'Grade this claim',
    when: 'How credible is it?',
    link: 'grade it',
    does: 'How credible this one claim is, on the Admiralty scale (NATO AJP-2.1), apart from how reliable its source is. Every grade stays in the history with its reasons.',
    example: 'A source that is usually reliable may say something improbable.',
  },
};
