import { builtInVocabulary, type Vocabulary } from './vocabulary';

/**
 * What a count or a truth speaks of: the sum of its atoms, each a whole number of zero or more. `atoms` is a bit set
 * over the atoms of the `family`; quantities of other families never meet. `key` names attribute and scope.
 */
export interface Quantity {
  readonly key: string;
  readonly family: string;
  readonly attribute: string;
  readonly scope: string;
  readonly atoms: bigint;
  /** A toll: figures are as of when they were said, and grow. */
  readonly isToll: boolean;
}

/** Casualties are killed, wounded or harmed otherwise; killed and wounded are apart. Places among the three outcomes. */
const outcomes: ReadonlyMap<string, readonly number[]> = new Map([
  ['casualties', [0, 1, 2]],
  ['killed', [0]],
  ['wounded', [1]],
]);

/** The quantity of an attribute and scope. A scope the vocabulary does not know is a region, and a family, of its own. */
export function quantityOf(
  claim: { attribute: string; scope?: string | undefined },
  vocabulary: Vocabulary = builtInVocabulary,
): Quantity {
  const { attribute } = claim;
  const asked = vocabulary.findAttribute(attribute);
  const scope = vocabulary.scopeOf(claim);
  const listed = vocabulary.findScope(attribute, scope);
  const regions = listed?.atoms ?? [0];
  const regionCount = 1 + Math.max(...(asked?.scopes ?? []).flatMap(({ atoms }) => atoms), 0);
  const kinds = outcomes.get(attribute);
  const members = (kinds ?? [0]).flatMap((kind) => regions.map((region) => kind * regionCount + region));
  return {
    key: lineKey(attribute, scope),
    family: JSON.stringify([kinds ? 'harm' : attribute, listed ? 'listed' : `unlisted: ${scope}`]),
    attribute,
    scope,
    atoms: members.reduce((set, member) => set | (1n << BigInt(member)), 0n),
    isToll: asked?.cumulative === true,
  };
}

/** One text for an attribute and scope, whatever characters they hold. */
export const lineKey = (attribute: string, scope: string) => JSON.stringify([attribute, scope]);
