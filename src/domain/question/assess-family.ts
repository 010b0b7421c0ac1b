import type { Gazetteer } from '@/domain/answer/place';
import { type Assessment, assess } from './assess';
import type { AssessedClaim, Lineage } from './claim';
import { denote } from './denote';
import { countOrigins } from './origin-count';
import { worstState } from './state';
import { builtInVocabulary, type Vocabulary } from './vocabulary';

/** Attributes that nest: casualties ⊃ killed, wounded. A claim about one can clash with a claim about another. */
const families: readonly (readonly string[])[] = [['casualties', 'killed', 'wounded']];

/** The attributes whose claims bear on this one's question, itself among them. */
export const familyOf = (attribute: string): readonly string[] =>
  families.find((family) => family.includes(attribute)) ?? [attribute];

/**
 * Assesses the questions of one family from all its claims: what is asked of casualties decides with what is asked of
 * wounded. Each answer speaks of the question's own claims and of those of its relatives that clash with one of them, so
 * that "nobody hurt" stands among the positions on "wounded" beside the one contractor it denies.
 */
export function assessFamily(
  attributes: readonly string[],
  claims: readonly AssessedClaim[],
  lineage: Lineage,
  vocabulary: Vocabulary = builtInVocabulary,
  gazetteer: Gazetteer = new Map(),
): Map<string, Assessment> {
  const whole = assess(claims, lineage, vocabulary, gazetteer);
  return new Map(
    attributes.map((attribute) => [
      attribute,
      familyOf(attribute).length === 1 ? whole : restrict(whole, attribute, claims, lineage, vocabulary),
    ]),
  );
}

function restrict(
  whole: Assessment,
  attribute: string,
  claims: readonly AssessedClaim[],
  lineage: Lineage,
  vocabulary: Vocabulary,
): Assessment {
  const attributeOf = new Map(claims.map((claim) => [claim.id, claim.attribute]));
  const own = (id: string) => attributeOf.get(id) === attribute;
  const conflicts = whole.conflicts.filter((conflict) => conflict.claims.some(own));
  // A conflict names one claim for each distinct answer; the others that mean the same clash as well.
  const meaningOf = new Map(claims.map((claim) => [claim.id, denote(claim, vocabulary)?.key]));
  const clashing = new Set(conflicts.flatMap((conflict) => conflict.claims).map((id) => meaningOf.get(id)));
  const bears = (id: string) => own(id) || clashing.has(meaningOf.get(id));
  const live = new Set(whole.live.filter(bears));
  const among = assess(
    claims.filter(({ id }) => live.has(id)),
    lineage,
    vocabulary,
  );
  const lines = whole.lines.filter((line) => line.attribute === attribute);
  const answering = among.lines.flatMap((line) => line.positions.flatMap((position) => position.claims));
  return {
    state: conflicts.length > 0 ? 'Disputed' : worstState(lines.map((line) => line.state)),
    positions: among.positions,
    positionCount: among.positionCount,
    origins: countOrigins([...new Set(answering)].flatMap((id) => whole.originOf[id] ?? [])),
    lines,
    conflicts,
    reconcilable: whole.reconcilable.filter((finding) => finding.claims.some(own)),
    overtaken: whole.overtaken.filter(own),
    stale: whole.stale.filter(own),
    outdated: whole.outdated.filter(({ claim }) => own(claim)),
    live: [...live],
    originOf: Object.fromEntries(Object.entries(whole.originOf).filter(([id]) => bears(id))),
  };
}
