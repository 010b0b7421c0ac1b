import { type Assessment, assess, type Position } from './assess';
import type { AssessedClaim, Lineage } from './claim';
import { countOrigins } from './origin-count';
import { worstState } from './state';
import { scopeOf } from './vocabulary';

/** Attributes that nest: casualties ⊃ killed, wounded. A claim about one can clash with a claim about another. */
const families: readonly (readonly string[])[] = [['casualties', 'killed', 'wounded']];

/** The attributes whose claims bear on this one's question, itself among them. */
export const familyOf = (attribute: string): readonly string[] =>
  families.find((family) => family.includes(attribute)) ?? [attribute];

/**
 * Assesses one question. `claims` are all those of its family: what is asked of casualties decides with what is asked of
 * wounded. The answer speaks of the question's own claims and of those of its relatives that clash with one of them, so
 * that "nobody hurt" stands among the positions on "wounded" beside the one contractor it denies.
 */
export function assessQuestion(attribute: string, claims: readonly AssessedClaim[], lineage: Lineage): Assessment {
  const whole = assess(claims, lineage);
  if (familyOf(attribute).length === 1) return whole;
  const attributeOf = new Map(claims.map((claim) => [claim.id, claim.attribute]));
  const own = (id: string) => attributeOf.get(id) === attribute;
  const conflicts = whole.conflicts.filter((conflict) => conflict.claims.some(own));
  const clashing = new Set(conflicts.flatMap((conflict) => conflict.claims));
  // A conflict names one claim for each distinct answer; the others that give the same answer clash as well.
  const answerOf = new Map(claims.map((claim) => [claim.id, JSON.stringify([lineOf(claim), claim.answer])]));
  const clashingAnswers = new Set([...clashing].map((id) => answerOf.get(id)));
  const bears = (id: string) => own(id) || clashingAnswers.has(answerOf.get(id));
  const lines = whole.lines.filter((line) => line.attribute === attribute);
  const positions = largest(whole.positions.map((position) => restrict(position, bears)));
  const live = whole.live.filter(bears);
  const answering = new Set(positions.flatMap((position) => position.claims));
  return {
    state: conflicts.length > 0 ? 'Disputed' : worstState(lines.map((line) => line.state)),
    positions,
    positionCount: positions.length,
    origins: countOrigins([...answering].flatMap((id) => whole.originOf[id] ?? [])),
    lines,
    conflicts,
    reconcilable: whole.reconcilable.filter((finding) => finding.claims.some(own)),
    overtaken: whole.overtaken.filter(own),
    stale: whole.stale.filter(own),
    live,
    originOf: Object.fromEntries(Object.entries(whole.originOf).filter(([id]) => bears(id))),
  };
}

const lineOf = (claim: AssessedClaim) => [claim.attribute, scopeOf(claim)];

const restrict = (position: Position, bears: (id: string) => boolean): Position => ({
  ...position,
  claims: position.claims.filter(bears),
  asserting: position.asserting.filter(bears),
});

/** Positions that hold something, each once, none inside another. */
function largest(positions: readonly Position[]): Position[] {
  const distinct = [...new Map(positions.map((position) => [position.claims.join(' '), position])).values()];
  return distinct.filter(
    ({ claims }) =>
      claims.length > 0 &&
      !distinct.some((other) => other.claims.length > claims.length && claims.every((id) => other.claims.includes(id))),
  );
}
