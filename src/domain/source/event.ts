import type { Undoing } from '../act/undoing';
import type { Sealed } from '../identifier';
import type { AffiliateSource, RegisterSource, Reliability } from './command';

/** A source, somebody who speaks, was registered. */
export type SourceRegistered = {
  type: 'SourceRegistered';
  data: Omit<RegisterSource, 'type' | 'source' | 'name' | 'note'> & { name: Sealed; note?: Sealed };
};

/** It was recorded which institution a source speaks for, or that it speaks for none. */
export type SourceAffiliated = {
  type: 'SourceAffiliated';
  data: Pick<AffiliateSource, 'partOf'> & { reason: Sealed } & Undoing;
};

/** A source's reliability was graded by a person, for a reason; `null` where its first grade was taken back. */
export type SourceGraded = {
  type: 'SourceGraded';
  data: { reliability: Reliability | null; rationale: Sealed } & Undoing;
};
