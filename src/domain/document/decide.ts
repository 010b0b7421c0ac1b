import type { StreamEvent } from '../event';
import type { StreamState } from '../fold';
import { isRecorded, type States, unknownId } from '../known';
import { type Refusal, refuse } from '../refusal';
import type { RecordDerivation, StrikeDerivation } from './command';

type DocumentState = Extract<StreamState, { kind: 'document' }>;

const documentIn = (states: States, document: string): DocumentState | undefined => {
  const state = states.get(`document:${document}`);
  return state?.kind === 'document' ? state : undefined;
};

/**
 * Decides where a document's content comes from. Refuses a line of copying that would come back to where it began: then
 * nothing would be an origin. `states` must hold every document the parent's content comes from, however far.
 */
export function decideDerivation(states: States, command: RecordDerivation): StreamEvent[] | Refusal {
  const { document, derivation, reason } = command;
  const state = documentIn(states, document);
  if (!state) return unknownId('document', 'document');
  if ('parent' in derivation) {
    if (derivation.parent === document)
      return refuse('lineage-cycle', 'A document does not derive from itself.', 'derivation.parent');
    if (!isRecorded(states, `document:${derivation.parent}`)) return unknownId('document', 'derivation.parent');
    if (ancestorsOf(states, derivation.parent).has(document))
      return refuse(
        'lineage-cycle',
        'That document’s own content comes from this one, so neither would be an origin. Strike the other derivation first, if it is wrong.',
        'derivation.parent',
      );
  }
  return [{ stream: `document:${document}`, event: { type: 'DerivationRecorded', data: { derivation, reason } } }];
}

/** A document and every document its content comes from, however far. */
function ancestorsOf(states: States, document: string): Set<string> {
  const found = new Set([document]);
  for (const id of found) for (const parent of documentIn(states, id)?.parents ?? []) found.add(parent.document);
  return found;
}

/** Decides to strike a derivation: one that is on record. */
export function decideStrike(states: States, command: StrikeDerivation): StreamEvent[] | Refusal {
  const { type: _type, document, ...data } = command;
  const state = documentIn(states, document);
  if (!state) return unknownId('document', 'document');
  if (data.parent === undefined && state.lineage !== 'first-hand')
    return refuse('nothing-changed', 'It is not on record as its own reporting.', 'parent');
  if (data.parent !== undefined && !state.parents.some((parent) => parent.document === data.parent))
    return refuse('nothing-changed', 'It is not on record that it comes from there.', 'parent');
  return [{ stream: `document:${document}`, event: { type: 'DerivationStruck', data } }];
}
