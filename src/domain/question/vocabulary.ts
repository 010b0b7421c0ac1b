import type { AnswerKind } from '@/domain/answer/answer';
import { type Scope, scopeLists, withScope } from './scope';

export type SubjectKind = 'incident' | 'site';
export type AttributeGroup = 'When' | 'Where' | 'What' | 'Harm' | 'Who';

/**
 * What can be asked of a subject. `kind` is how it is usually answered, `kinds` all kinds it accepts (unknown always is).
 * `cumulative` marks tolls, which grow as they become known. A claim without a scope means `defaultScope`.
 */
export interface Attribute {
  readonly id: string;
  readonly label: string;
  readonly kind: AnswerKind;
  readonly kinds: readonly AnswerKind[];
  readonly group: AttributeGroup;
  readonly subjects: readonly SubjectKind[];
  readonly cumulative?: true;
  /** The name of the list its scopes come from. */
  readonly scopeList?: string;
  readonly scopes?: readonly Scope[];
  readonly defaultScope?: string;
}

/**
 * An attribute as it is defined: its scopes by the name of their list. `kinds` begins with the usual one. Without a label
 * it is called by its id, which is plain words.
 */
export interface AttributeDefinition {
  readonly id: string;
  readonly label?: string;
  readonly kinds: readonly AnswerKind[];
  readonly group: AttributeGroup;
  readonly subjects: readonly SubjectKind[];
  readonly cumulative?: true;
  readonly scopeList?: string;
  readonly defaultScope?: string;
}

/** A scope as it is defined: see `withScope`. */
export interface ScopeDefinition {
  readonly list: string;
  readonly id: string;
  readonly within: readonly string[];
  readonly apartFrom: readonly string[];
}

/** What stewards have added to the built-in vocabulary, in the order they added it. Plain JSON. */
export interface VocabularyAdditions {
  readonly attributes: readonly AttributeDefinition[];
  readonly scopes: readonly ScopeDefinition[];
}

/** Everything that can be asked, in the order a page shows it, and what exactly it can count. */
export interface Vocabulary {
  readonly attributes: readonly Attribute[];
  readonly scopeLists: Readonly<Record<string, readonly Scope[]>>;
  readonly findAttribute: (id: string) => Attribute | undefined;
  /** The scope of that id which claims on the attribute may speak of. */
  readonly findScope: (attribute: string, scope: string) => Scope | undefined;
  /** The scope a claim speaks of: its own, else the attribute's default, else none (an empty text). */
  readonly scopeOf: (claim: { attribute: string; scope?: string | undefined }) => string;
}

const incident: readonly SubjectKind[] = ['incident'];
const either: readonly SubjectKind[] = ['incident', 'site'];
const site: readonly SubjectKind[] = ['site'];

const toll = (id: string, label: string): AttributeDefinition => ({
  id,
  label,
  kinds: ['count', 'truth'],
  group: 'Harm',
  subjects: incident,
  cumulative: true,
  scopeList: 'persons',
  defaultScope: 'persons',
});

/** The questions Palimpsest asks before any steward has added one. */
const builtIn: readonly AttributeDefinition[] = [
  { id: 'occurred', label: 'Occurred', kinds: ['truth'], group: 'When', subjects: incident },
  { id: 'date', label: 'Date', kinds: ['time'], group: 'When', subjects: incident },
  { id: 'series', label: 'Place in a series', kinds: ['tally'], group: 'When', subjects: either },
  { id: 'launch site', label: 'Launch site', kinds: ['text', 'place'], group: 'Where', subjects: incident },
  {
    id: 'distance north of Baghdad',
    label: 'Distance north of Baghdad (km)',
    kinds: ['count'],
    group: 'Where',
    subjects: either,
  },
  {
    id: 'rockets',
    label: 'Rockets',
    kinds: ['count', 'truth'],
    group: 'What',
    subjects: incident,
    scopeList: 'rockets',
    defaultScope: 'fired',
  },
  { id: 'weapon', label: 'Weapon', kinds: ['category'], group: 'What', subjects: incident },
  { id: 'impact', label: 'Impact', kinds: ['text'], group: 'What', subjects: incident },
  { id: 'damage', label: 'Damage', kinds: ['text', 'truth'], group: 'What', subjects: incident },
  { id: 'explosions heard', label: 'Explosions heard', kinds: ['count'], group: 'What', subjects: incident },
  { id: 'launchers pictured', label: 'Launchers pictured', kinds: ['count'], group: 'What', subjects: incident },
  toll('casualties', 'Casualties'),
  toll('killed', 'Killed'),
  toll('wounded', 'Wounded'),
  { id: 'perpetrator', label: 'Perpetrator', kinds: ['party'], group: 'Who', subjects: incident },
  { id: 'houses', label: 'Houses', kinds: ['truth'], group: 'Who', subjects: site, scopeList: 'persons' },
  {
    id: 'contractors present',
    label: 'Contractors present',
    kinds: ['count'],
    group: 'Who',
    subjects: site,
    scopeList: 'persons',
  },
  {
    id: 'contractors left',
    label: 'Contractors who departed',
    kinds: ['count'],
    group: 'Who',
    subjects: either,
    scopeList: 'persons',
  },
];

/**
 * The built-in vocabulary with what stewards added. Additions are taken in order; one that says again what is known, or
 * leaves no room for its scope, changes nothing: such a definition is refused before it is recorded.
 */
export function vocabularyWith({ attributes: added, scopes }: VocabularyAdditions): Vocabulary {
  // A list may be called as objects' own members are.
  const lists: Record<string, readonly Scope[]> = Object.assign(Object.create(null), scopeLists);
  for (const { list, ...scope } of scopes) lists[list] = withScope(lists[list] ?? [], scope) ?? lists[list] ?? [];
  const attributes = [...builtIn, ...added].map((definition): Attribute => {
    const scopes = definition.scopeList === undefined ? undefined : lists[definition.scopeList];
    const { id, label = labelOf(id), kinds } = definition;
    return { ...definition, label, kind: kinds[0] ?? 'text', ...(scopes && { scopes }) };
  });
  const byId = new Map(attributes.map((attribute) => [attribute.id, attribute]));
  const findAttribute = (id: string) => byId.get(id);
  return {
    attributes,
    scopeLists: lists,
    findAttribute,
    findScope: (attribute, scope) => findAttribute(attribute)?.scopes?.find(({ id }) => id === scope),
    scopeOf: (claim) => claim.scope ?? findAttribute(claim.attribute)?.defaultScope ?? '',
  };
}

/** What an attribute without a label of its own is called: its id with a capital letter. */
export const labelOf = (attribute: string): string =>
  builtIn.find(({ id }) => id === attribute)?.label ?? attribute.charAt(0).toUpperCase() + attribute.slice(1);

/** The vocabulary no steward has added to. */
export const builtInVocabulary: Vocabulary = vocabularyWith({ attributes: [], scopes: [] });
