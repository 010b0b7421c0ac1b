import type { Answer } from '../answer/answer';
import { findAttribute } from '../question/vocabulary';
import { type Refusal, refuse } from '../refusal';

/**
 * Whether an answer fits its question: a known attribute, a scope the attribute has, a kind of answer it takes.
 * Answers a refusal, or null when it fits. `field` says where in the command the question stands.
 */
export function fitsVocabulary(
  asked: { attribute: string; scope?: string; answer: { kind: Answer['kind'] }; subjectKind: 'incident' | 'site' },
  field: string,
): Refusal | null {
  const attribute = findAttribute(asked.attribute);
  if (!attribute) return refuse('does-not-fit', `There is no attribute “${asked.attribute}”.`, `${field}.attribute`);
  if (!attribute.subjects.includes(asked.subjectKind))
    return refuse('does-not-fit', `${attribute.label} is not asked of a ${asked.subjectKind}.`, `${field}.attribute`);
  const scopes = attribute.scopes ?? [];
  if (asked.scope !== undefined && !scopes.some(({ id }) => id === asked.scope))
    return refuse('does-not-fit', `${attribute.label} has no scope “${asked.scope}”.`, `${field}.scope`);
  if (asked.scope === undefined && scopes.length > 0)
    return refuse('does-not-fit', `Say what exactly ${attribute.label.toLowerCase()} counts.`, `${field}.scope`);
  if (asked.answer.kind !== 'unknown' && !attribute.kinds.includes(asked.answer.kind))
    return refuse('does-not-fit', `${attribute.label} is not answered by a ${asked.answer.kind}.`, `${field}.answer`);
  return null;
}
