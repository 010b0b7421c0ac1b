import { findAttribute, findScope, scopeOf } from './vocabulary';

/**
 * What a count or a truth speaks of: the sum of its atoms, each a whole number of zero or more. Quantities of one `family`
 * share atoms and so bound each other; others never meet. `key` names the attribute and scope.
 */
export interface Quantity {
  readonly key: string;
  readonly family: string;
  readonly attribute: string;
  readonly scope: string;
  readonly atoms: readonly string[];
}

/** Casualties are killed, wounded or harmed otherwise; killed and wounded are apart. */
const outcomes: ReadonlyMap<string, readonly string[]> = new Map([
  ['casualties', ['killed', 'wounded', '(otherwise harmed)']],
  ['killed', ['killed']],
  ['wounded', ['wounded']],
]);

/** The quantity of an attribute and scope. A scope the vocabulary does not know is a region of its own. */
export function quantityOf(claim: { attribute: string; scope?: string | undefined }): Quantity {
  const { attribute } = claim;
  const scope = scopeOf(claim);
  const regions = findScope(attribute, scope)?.atoms ?? [`unlisted: ${scope}`];
  const kinds = outcomes.get(attribute);
  return {
    key: lineKey(attribute, scope),
    family: kinds ? 'harm' : `attribute: ${attribute}`,
    attribute,
    scope,
    atoms: kinds ? kinds.flatMap((kind) => regions.map((region) => `${kind} × ${region}`)) : regions,
  };
}

/** One text for an attribute and scope, whatever characters they hold. */
export const lineKey = (attribute: string, scope: string) => JSON.stringify([attribute, scope]);

export const isToll = (attribute: string) => findAttribute(attribute)?.cumulative === true;
