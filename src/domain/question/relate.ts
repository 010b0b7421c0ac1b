import { type Gazetteer, placeReader } from '@/domain/answer/place';
import type { AssessedClaim } from './claim';
import { denote } from './denote';
import { type Relation, relateDenoted } from './feasible';
import { whyCompatible, whyConflict, whyReconcilable } from './reason';
import { builtInVocabulary } from './vocabulary';

/**
 * How the answers of two claims relate, with a sentence why. Looks at the answers alone: neither dates of publication, nor
 * revisions, nor who claims. Symmetric, the sentence too.
 */
export function relate(
  a: AssessedClaim,
  b: AssessedClaim,
  gazetteer: Gazetteer = new Map(),
): { relation: Relation; reason: string } {
  const places = placeReader(gazetteer);
  const [left, right] = [a, b].map((claim) => denote(claim, builtInVocabulary, places));
  const relation = left && right ? relateDenoted(left, right) : 'compatible';
  if (!left || !right || relation === 'compatible') return { relation, reason: whyCompatible(left, right) };
  return { relation, reason: relation === 'conflict' ? whyConflict([left, right]) : whyReconcilable(left, right) };
}
