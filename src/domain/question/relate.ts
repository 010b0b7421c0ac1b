import type { AssessedClaim } from './claim';
import { denote } from './denote';
import { type Relation, relateDenoted } from './feasible';
import { whyCompatible, whyConflict, whyReconcilable } from './reason';

/**
 * How the answers of two claims relate, with a sentence why. Looks at the answers alone: neither dates of publication, nor
 * revisions, nor who claims. Symmetric in the relation.
 */
export function relate(a: AssessedClaim, b: AssessedClaim): { relation: Relation; reason: string } {
  const left = denote(a);
  const right = denote(b);
  const relation = left && right ? relateDenoted(left, right) : 'compatible';
  if (!left || !right || relation === 'compatible') return { relation, reason: whyCompatible(left, right) };
  return { relation, reason: relation === 'conflict' ? whyConflict([left, right]) : whyReconcilable(left, right) };
}
