import type { StreamEvent } from '../event';
import { vocabularyStream } from '../identifier';
import { alreadyRecorded, type States, unknownId } from '../known';
import { withScope } from '../question/scope';
import { builtInVocabulary, type Vocabulary, vocabularyWith } from '../question/vocabulary';
import { type Refusal, refuse } from '../refusal';
import type { DefineAttribute, DefineScope } from './command';

/** The vocabulary as stewards have left it. */
export function vocabularyIn(states: States): Vocabulary {
  const state = states.get(vocabularyStream);
  return state?.kind === 'vocabulary' ? vocabularyWith(state) : builtInVocabulary;
}

/** Decides a new attribute: not known yet, its scopes from a list there is, its default one of them. */
export function decideAttribute(states: States, command: DefineAttribute): StreamEvent[] | Refusal {
  const vocabulary = vocabularyIn(states);
  const { type: _type, ...data } = command;
  if (vocabulary.findAttribute(data.attribute)) return alreadyRecorded('attribute');
  if (data.scopes === undefined && data.defaultScope !== undefined)
    return refuse('does-not-fit', 'Name the list of scopes that the default comes from.', 'scopes');
  if (data.scopes !== undefined) {
    const scopes = Object.hasOwn(vocabulary.scopeLists, data.scopes) ? vocabulary.scopeLists[data.scopes] : undefined;
    if (!scopes) return unknownId('list of scopes', 'scopes');
    if (data.defaultScope !== undefined && !scopes.some(({ id }) => id === data.defaultScope))
      return unknownId('scope', 'defaultScope');
  }
  if (data.cumulative && !data.kinds.includes('count'))
    return refuse('does-not-fit', 'Only what is counted can grow.', 'cumulative');
  return [{ stream: vocabularyStream, event: { type: 'AttributeDefined', data } }];
}

/** Decides a new scope: not known yet in its list, inside and apart from scopes there are, and with room left for it. */
export function decideScope(states: States, command: DefineScope): StreamEvent[] | Refusal {
  const { type: _type, ...data } = command;
  const { scopeLists } = vocabularyIn(states);
  const list = (Object.hasOwn(scopeLists, data.list) ? scopeLists[data.list] : undefined) ?? [];
  const isKnown = (scope: string) => list.some(({ id }) => id === scope);
  if (isKnown(data.scope)) return alreadyRecorded('scope');
  for (const part of ['within', 'apartFrom'] as const)
    for (const [at, scope] of data[part].entries()) if (!isKnown(scope)) return unknownId('scope', `${part}.${at}`);
  if (!withScope(list, { id: data.scope, within: data.within, apartFrom: data.apartFrom }))
    return refuse(
      'does-not-fit',
      'Nothing is left for this scope: it is apart from all it lies within, or the list has no room for more overlaps.',
      'apartFrom',
    );
  return [{ stream: vocabularyStream, event: { type: 'ScopeDefined', data } }];
}
