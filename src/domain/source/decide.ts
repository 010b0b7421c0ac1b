import type { StreamEvent } from '../event';
import type { StreamState } from '../fold';
import { isRecorded, type States, unknownId } from '../known';
import { type Refusal, refuse } from '../refusal';
import type { AffiliateSource, GradeSource, Reliability } from './command';

const sourceIn = (states: States, source: string): Extract<StreamState, { kind: 'source' }> | undefined => {
  const state = states.get(`source:${source}`);
  return state?.kind === 'source' ? state : undefined;
};

/** The source and the institutions it belongs to, the nearest first. `states` must hold them. Ends on a circle. */
export function institutionsOf(states: States, source: string): string[] {
  const found = new Set([source]);
  for (const id of found) {
    const above = sourceIn(states, id)?.partOf;
    if (above !== undefined) found.add(above);
  }
  return [...found];
}

/** Decides an affiliation. Refuses one by which a source would be part of itself, however indirectly. */
export function decideAffiliation(states: States, command: AffiliateSource): StreamEvent[] | Refusal {
  const { type: _type, source, ...data } = command;
  const state = sourceIn(states, source);
  if (!state) return unknownId('source', 'source');
  if (data.partOf === source) return refuse('part-of-itself', 'A source is not part of itself.', 'partOf');
  if (data.partOf !== null) {
    if (!isRecorded(states, `source:${data.partOf}`)) return unknownId('source', 'partOf');
    if (institutionsOf(states, data.partOf).includes(source))
      return refuse('part-of-itself', 'That source is itself part of this one.', 'partOf');
  }
  if ((state.partOf ?? null) === data.partOf) return refuse('nothing-changed', 'The record says so already.', 'partOf');
  return [{ stream: `source:${source}`, event: { type: 'SourceAffiliated', data } }];
}

/** Decides a grade of a source. The same grade with another rationale is a grade anew. */
export function decideReliability(
  states: States,
  command: Omit<GradeSource, 'reliability'> & { reliability: Reliability | null },
): StreamEvent[] | Refusal {
  const { type: _type, source, ...data } = command;
  if (!sourceIn(states, source)) return unknownId('source', 'source');
  return [{ stream: `source:${source}`, event: { type: 'SourceGraded', data } }];
}
