import type { StreamState } from './fold';
import type { StreamId } from './identifier';
import { type Refusal, refuse } from './refusal';

/** The streams a command reads before it decides, by stream id; absent or null where nothing was ever recorded. */
export type States = ReadonlyMap<StreamId, StreamState | null>;

/** Whether anything was ever recorded on a stream. */
export const isRecorded = (states: States, stream: StreamId): boolean => states.get(stream) != null;

/** Refuses to record something a second time. */
export const alreadyRecorded = (what: string, field: string = what): Refusal =>
  refuse('already-recorded', `This ${what} is already on record.`, field);

/** Refuses a reference to what is not on record. */
export const unknownId = (what: string, field: string): Refusal =>
  refuse('unknown-id', `There is no such ${what} on record.`, field);
