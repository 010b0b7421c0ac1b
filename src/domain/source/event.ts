import type { Sealed } from '../identifier';
import type { RegisterSource } from './command';

/** A source, somebody who speaks, was registered. */
export type SourceRegistered = {
  type: 'SourceRegistered';
  data: Omit<RegisterSource, 'type' | 'source' | 'name' | 'note'> & { name: Sealed; note?: Sealed };
};
