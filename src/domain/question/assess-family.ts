import type { Gazetteer } from '@/domain/answer/place';
import { type Assessment, positionsOf, type Survey, survey } from './assess';
import type { AssessedClaim, Lineage } from './claim';
import { countOrigins } from './origin-count';
import { componentsOf } from './positions';
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
  const whole = survey(claims, lineage, vocabulary, gazetteer);
  return new Map(
    attributes.map((attribute) => [
      attribute,
      familyOf(attribute).length === 1 ? whole.assessment : restrict(whole, attribute),
    ]),
  );
}

function restrict(whole: Survey, attribute: string): Assessment {
  const { assessment, claims, inOrder } = whole;
  const isOwn = new Map(claims.map(({ claim }) => [claim.id, claim.attribute === attribute]));
  const own = (id: string) => isOwn.get(id) === true;
  const conflicts = assessment.conflicts.filter((conflict) => conflict.claims.some(own));
  // A conflict names one claim for each distinct answer; the others that mean the same clash as well.
  const keyOf = new Map(claims.map(({ claim, denoted }) => [claim.id, denoted?.key]));
  const clashing = new Set(conflicts.flatMap((conflict) => conflict.claims).map((id) => keyOf.get(id)));
  const bears = (id: string) => own(id) || clashing.has(keyOf.get(id));
  const answers = whole.answers.filter(({ denoted }) => denoted.attribute === attribute || clashing.has(denoted.key));
  const components = componentsOf(answers.map(({ denoted }) => denoted));
  const lines = assessment.lines.filter((line) => line.attribute === attribute);
  return {
    state: conflicts.length > 0 ? 'Disputed' : worstState(lines.map((line) => line.state)),
    ...positionsOf(answers, components, inOrder),
    origins: countOrigins(answers.flatMap(({ roots }) => roots)),
    lines,
    conflicts,
    reconcilable: assessment.reconcilable.filter((finding) => finding.claims.some(own)),
    overtaken: assessment.overtaken.filter(own),
    stale: assessment.stale.filter(own),
    outdated: assessment.outdated.filter(({ claim }) => own(claim)),
    live: assessment.live.filter(bears),
    originOf: Object.fromEntries(Object.entries(assessment.originOf).filter(([id]) => bears(id))),
  };
}
