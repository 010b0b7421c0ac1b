import type { Sealed } from '../identifier';
import type { AffiliateSource, GradeSource, RegisterSource } from './command';

/** A source, somebody who speaks, was registered. */
export type SourceRegistered = {
  type: 'SourceRegistered';
  data: Omit<RegisterSource, 'type' | 'source' | 'name' | 'note'> & { name: Sealed; note?: Sealed };
};

/** It was recorded which institution a source speaks for, or that it speaks for none. */
export type SourceAffiliated = {
  type: 'SourceAffiliated';
  data: Pick<AffiliateSource, 'partOf'> & { reason: Sealed };
};

/** A source's reliability was graded by a person, for a reason. */
export type SourceGraded = {
  type: 'SourceGraded';
  data: Pick<GradeSource, 'reliability'> & { rationale: Sealed };
};
