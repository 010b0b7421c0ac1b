/** Why a command was refused: a name for programs, the field it concerns, a sentence a person can act on. */
export type Refusal = { refused: RefusalName; field?: string; reason: string };

/** Every name a refusal can have. */
export type RefusalName =
  | 'invalid-input'
  | 'not-allowed'
  | 'unknown-id'
  | 'already-recorded'
  | 'does-not-fit'
  | 'nothing-changed'
  | 'changed-meanwhile'
  | 'already-decided'
  | 'lineage-cycle'
  | 'part-of-itself'
  | 'not-its-own-claim'
  | 'needs-two-origins'
  | 'needs-evidence'
  | 'not-your-own-act'
  | 'not-your-last'
  | 'already-undone'
  | 'cannot-be-undone'
  | 'another-record'
  | 'not-yet-recorded'
  | 'withdrawn'
  | 'words-erased'
  | 'command-reused'
  | 'too-large'
  | 'foreign-origin'
  | 'wrong-host'
  | 'too-busy';

/** A refusal as a value. */
export const refuse = (refused: RefusalName, reason: string, field?: string): Refusal =>
  field === undefined ? { refused, reason } : { refused, field, reason };

/** Tells a refusal from what was asked for. */
export const isRefusal = (outcome: object): outcome is Refusal => 'refused' in outcome;
