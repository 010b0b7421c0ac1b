import type { AnswerKind } from '@/domain/answer/answer';
import { personScopes, rocketScopes, type Scope } from './scope';

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
  readonly scopes?: readonly Scope[];
  readonly defaultScope?: string;
}

const incident: readonly SubjectKind[] = ['incident'];
const either: readonly SubjectKind[] = ['incident', 'site'];
const site: readonly SubjectKind[] = ['site'];

const toll = (id: string, label: string): Attribute => ({
  id,
  label,
  kind: 'count',
  kinds: ['count', 'truth'],
  group: 'Harm',
  subjects: incident,
  cumulative: true,
  scopes: personScopes,
  defaultScope: 'persons',
});

/** The questions Palimpsest asks, in the order a page shows them. */
export const attributes: readonly Attribute[] = [
  { id: 'occurred', label: 'Occurred', kind: 'truth', kinds: ['truth'], group: 'When', subjects: incident },
  { id: 'date', label: 'Date', kind: 'time', kinds: ['time'], group: 'When', subjects: incident },
  {
    id: 'launch site',
    label: 'Launch site',
    kind: 'text',
    kinds: ['text', 'place'],
    group: 'Where',
    subjects: incident,
  },
  {
    id: 'distance north of Baghdad',
    label: 'Distance north of Baghdad (km)',
    kind: 'count',
    kinds: ['count'],
    group: 'Where',
    subjects: either,
  },
  {
    id: 'rockets',
    label: 'Rockets',
    kind: 'count',
    kinds: ['count', 'truth'],
    group: 'What',
    subjects: incident,
    scopes: rocketScopes,
    defaultScope: 'fired',
  },
  { id: 'weapon', label: 'Weapon', kind: 'category', kinds: ['category'], group: 'What', subjects: incident },
  { id: 'impact', label: 'Impact', kind: 'text', kinds: ['text'], group: 'What', subjects: incident },
  { id: 'damage', label: 'Damage', kind: 'text', kinds: ['text', 'truth'], group: 'What', subjects: incident },
  {
    id: 'explosions heard',
    label: 'Explosions heard',
    kind: 'count',
    kinds: ['count'],
    group: 'What',
    subjects: incident,
  },
  {
    id: 'launchers pictured',
    label: 'Launchers pictured',
    kind: 'count',
    kinds: ['count'],
    group: 'What',
    subjects: incident,
  },
  toll('casualties', 'Casualties'),
  toll('killed', 'Killed'),
  toll('wounded', 'Wounded'),
  { id: 'perpetrator', label: 'Perpetrator', kind: 'party', kinds: ['party'], group: 'Who', subjects: incident },
  {
    id: 'houses',
    label: 'Houses',
    kind: 'truth',
    kinds: ['truth'],
    group: 'Who',
    subjects: site,
    scopes: personScopes,
  },
  {
    id: 'contractors present',
    label: 'Contractors present',
    kind: 'count',
    kinds: ['count'],
    group: 'Who',
    subjects: site,
    scopes: personScopes,
  },
  {
    id: 'contractors left',
    label: 'Contractors who departed',
    kind: 'count',
    kinds: ['count'],
    group: 'Who',
    subjects: either,
    scopes: personScopes,
  },
];

const attributeById = new Map(attributes.map((attribute) => [attribute.id, attribute]));

export const findAttribute = (id: string): Attribute | undefined => attributeById.get(id);

/** The scope of that id which claims on the attribute may speak of; nothing where the vocabulary has no such scope. */
export const findScope = (attributeId: string, scopeId: string): Scope | undefined =>
  findAttribute(attributeId)?.scopes?.find(({ id }) => id === scopeId);

/** The scope a claim speaks of: its own, else the attribute's default, else none (an empty text). */
export const scopeOf = (claim: { attribute: string; scope?: string | undefined }): string =>
  claim.scope ?? findAttribute(claim.attribute)?.defaultScope ?? '';
