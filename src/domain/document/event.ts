import type { Undoing } from '../act/undoing';
import type { Sealed } from '../identifier';
import type { RecordDerivation, RecordDocument, StrikeDerivation } from './command';

/** A published item was recorded; its lineage is unknown until a derivation says otherwise. */
export type DocumentRecorded = {
  type: 'DocumentRecorded';
  data: Omit<RecordDocument, 'type' | 'document' | 'title' | 'address' | 'note'> & {
    title: Sealed;
    address?: Sealed;
    note?: Sealed;
  };
};

/** It was recorded where a document's content comes from. */
export type DerivationRecorded = {
  type: 'DerivationRecorded';
  data: { derivation: RecordDerivation['derivation']; reason: Sealed } & Undoing;
};

/** What was recorded of where a document's content comes from was struck: a parent, or that it is its own reporting. */
export type DerivationStruck = {
  type: 'DerivationStruck';
  data: Pick<StrikeDerivation, 'parent'> & { reason: Sealed } & Undoing;
};
