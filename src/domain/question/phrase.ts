import { describeValidity } from '@/domain/answer/describe-validity';
import type { Denoted, DenotedAs } from './denote';

/**
 * An answer in words with what it speaks of. `full` can stand alone: “3 rockets landed inside”. `short` follows a full one
 * of the same line: “3”. `part` follows one of the whole it lies in: “3 that landed inside”. `isSpoken` tells words made of
 * ordinary language from the neutral form “vehicles burnt (trucks): 3”, which fits whatever a steward named.
 */
export interface Phrase {
  readonly full: string;
  readonly short: string;
  readonly part: string;
  readonly isSpoken: boolean;
}

/** What is counted, one and many. `areMany` marks words that are said of the many only: US troops. */
export interface Noun {
  readonly one: string;
  readonly many: string;
  readonly areMany?: true;
}

type Counted = DenotedAs<'quantity'>;

const plain = (one: string): Noun => ({ one, many: `${one}s` });

const personNouns: ReadonlyMap<string, Noun> = new Map<string, Noun>([
  ['persons', plain('person')],
  ['military', { one: 'member of the military', many: 'military personnel', areMany: true }],
  ['coalition troops', { one: 'coalition soldier', many: 'coalition troops', areMany: true }],
  ['US troops', { one: 'US soldier', many: 'US troops', areMany: true }],
  [
    'Iraqi security forces',
    { one: 'member of the Iraqi security forces', many: 'members of the Iraqi security forces' },
  ],
  ['contractors', plain('contractor')],
  ['foreign contractors', plain('foreign contractor')],
  ['US contractors', plain('US contractor')],
  ['Iraqi contractors', plain('Iraqi contractor')],
  ['civilians', plain('civilian')],
  ['US nationals', plain('US national')],
]);

/** Attributes whose scopes are persons. A steward's attribute may use the same words for something else. */
const ofPersons: ReadonlySet<string> = new Set([
  'casualties',
  'killed',
  'wounded',
  'houses',
  'contractors present',
  'contractors left',
]);

/** What the scope of an answer is called in a sentence, where ordinary language has a word for it. */
export const nounOf = ({ attribute, scope }: Denoted): Noun | undefined =>
  ofPersons.has(attribute) ? personNouns.get(scope) : undefined;

/** Puts an answer in words with what it speaks of and, where it does not hold at any time, for when. */
export function phraseOf(answer: Denoted): Phrase {
  const spoken = answer.stratum === 'quantity' ? sayCount(answer) : undefined;
  const when = answer.validity === undefined ? '' : ` (${describeValidity(answer.validity)})`;
  const words = answer.stratum === 'text' ? cut(answer.words) : answer.words;
  const isNamed = answer.stratum === 'quantity';
  const what = answer.scope ? `${answer.attribute} (${answer.scope})` : answer.attribute;
  const full = spoken?.full ?? (isNamed ? `${what}: ${words}` : words);
  const short = spoken && isNone(answer) ? spoken.full : words;
  return {
    full: full + when,
    short: short + when,
    part: (spoken?.part ?? full) + when,
    isSpoken: spoken !== undefined,
  };
}

/** Whether an answer denies that there is any. “Almost 1” is read as none, and yet says something else. */
export const isNone = (answer: Denoted): boolean =>
  answer.stratum === 'quantity' && answer.range.most === 0 && !answer.approximate;

function sayCount(answer: Counted): { full: string; part?: string } | undefined {
  const { attribute, scope } = answer;
  const noun = nounOf(answer);
  switch (attribute) {
    case 'killed':
    case 'wounded':
      if (!noun) return undefined;
      return scope === 'persons'
        ? { full: `${ofPeople(answer)} ${attribute}` }
        : { full: `${countOf(answer, noun)} ${attribute}`, part: countOf(answer, noun) };
    case 'casualties': {
      if (!noun) return undefined;
      const among = scope === 'persons' ? '' : ` among ${noun.many}`;
      return { full: countOf(answer, { one: 'casualty', many: 'casualties' }) + among };
    }
    case 'houses':
      if (!noun) return undefined;
      if (scope === 'persons' && (isNone(answer) || isSome(answer))) return { full: `houses ${ofPeople(answer)}` };
      return { full: `houses ${isSome(answer) ? noun.many : countOf(answer, noun)}` };
    case 'contractors present':
    case 'contractors left': {
      const counted = scope === '' ? plain('contractor') : scope.endsWith('contractors') ? noun : undefined;
      const verb = attribute === 'contractors present' ? 'present' : 'departed';
      return counted && { full: `${countOf(answer, counted)} ${verb}` };
    }
    case 'rockets':
      if (!rocketScopes.has(scope)) return undefined;
      return {
        full: `${countOf(answer, plain('rocket'))} ${scope}`,
        part: `${isSome(answer) ? 'some' : answer.words} ${scope.startsWith('landed') ? `that ${scope}` : scope}`,
      };
    case 'explosions heard':
      return scope ? undefined : { full: `${countOf(answer, plain('explosion'))} heard` };
    case 'launchers pictured':
      return scope ? undefined : { full: `${countOf(answer, plain('launcher'))} pictured` };
    case 'distance north of Baghdad':
      return scope || isNone(answer) || isSome(answer)
        ? undefined
        : { full: `${amountOf(answer)} km north of Baghdad` };
    case 'occurred':
      if (scope || !(isNone(answer) || isSome(answer))) return undefined;
      return { full: isNone(answer) ? 'it did not happen' : 'it happened' };
    case 'damage':
      if (scope || !(isNone(answer) || isSome(answer))) return undefined;
      return { full: isNone(answer) ? 'no damage' : 'damage' };
    default:
      return undefined;
  }
}

const rocketScopes: ReadonlySet<string> = new Set([
  'fired',
  'landed inside',
  'landed outside',
  'intercepted',
  'found unfired',
]);

const isSome = ({ words }: Counted): boolean => words === 'yes';

const ofPeople = (answer: Counted): string =>
  isNone(answer) ? 'nobody' : isSome(answer) ? 'somebody' : amountOf(answer);

function countOf(answer: Counted, { one, many }: Noun): string {
  if (isNone(answer)) return `no ${many}`;
  if (isSome(answer)) return `some ${many}`;
  const isOne = /^(?:[a-z ]+ )?1$/u.test(answer.words) && !answer.words.includes(' to ');
  return `${amountOf(answer, true)} ${isOne ? one : many}`;
}

function amountOf({ words }: Counted, isFollowed = false): string {
  return isFollowed && (words === 'dozens' || words === 'hundreds') ? `${words} of` : words;
}

/** A sentence has room for so much of a text: nobody reads a reason of two thousand characters. */
const MOST_QUOTED = 120;

function cut(text: string): string {
  const characters = [...text.replace(/\s+/gu, ' ')];
  return characters.length <= MOST_QUOTED ? characters.join('') : `${characters.slice(0, MOST_QUOTED - 1).join('')}…`;
}
