import { DAY_S } from '@/domain/answer/calendar';
import { findTerm, sharedKind } from '@/domain/answer/category';
import { withWeekday } from '@/domain/answer/describe-time';
import type { Denoted, DenotedAs } from './denote';
import { isMarked, relateDenoted } from './feasible';
import { isNone, nounOf, phraseOf } from './phrase';
import { compareQuantities } from './sums';

type Counted = DenotedAs<'quantity'>;
type Timed = DenotedAs<'time'>;

/** The sentence that tells a reader why a minimal group of answers clashes, the same in whatever order they come. */
export function whyConflict(clash: readonly Denoted[]): string {
  const answers = [...clash].sort(inSentence);
  const [a, b] = answers;
  if (!a || !b) return 'These answers cannot hold together.';
  const counts = answers.filter((answer) => answer.stratum === 'quantity');
  if (answers.length > 2)
    return counts.length === answers.length
      ? whySumsClash(counts)
      : `${list(answers.map(({ words }) => quoted(words)))}: any two of them may hold, all together cannot.`;
  if (isMarked(a, b) && !clashUnmarked(a, b))
    return `${quoted(phraseOf(a).full)} against ${quoted(phraseOf(b).full)}: a reviewer marked the two as excluding each other.`;
  if (a.stratum === 'quantity' && b.stratum === 'quantity') return whyCountsClash(a, b);
  if (a.stratum === 'time' && b.stratum === 'time') return whyTimesClash(a, b);
  const against = `${quoted(phraseOf(a).full)} against ${quoted(phraseOf(b).full)}`;
  if (a.stratum === 'leaves' && b.stratum === 'leaves') return `${against}: ${whyTermsDiffer(a, b)}.`;
  return `${against}: neither lies within the other.`;
}

/** The sentence that tells a reader how two disjoint times can both be right. */
export function whyReconcilable(a: Denoted, b: Denoted): string {
  const answers = [a, b].sort(inSentence);
  const [first = '', second = ''] = answers.map(dayWords);
  const bothDays = answers.every((answer) => answer.stratum === 'time' && !answer.time.clock);
  return bothDays
    ? `${first} and ${second} are neighbouring days, and one night can explain both: not counted as a conflict.`
    : `${first} and ${second} share the night between two neighbouring days: not counted as a conflict.`;
}

/** The sentence for two answers that hold together. */
export function whyCompatible(a: Denoted | undefined, b: Denoted | undefined): string {
  if (!a || !b) return 'An answer that abstains contradicts nothing.';
  if (a.stratum === 'text' || b.stratum === 'text') return 'Texts are not compared.';
  if (a.arena !== b.arena) return 'The two answer different questions.';
  const [first = '', second = ''] = [a, b].sort(inSentence).map((answer) => quoted(phraseOf(answer).full));
  return `${sentence(first)} and ${second} can both hold.`;
}

/**
 * The sentence for a toll that grew: what it said, what overtook it, and how many days later that was published, where days
 * tell.
 */
export function whyOvertaken(earlier: Denoted, later: readonly Denoted[], daysLater: number | undefined): string {
  const after =
    daysLater === undefined
      ? 'published later'
      : `published ${inWords(daysLater)} ${daysLater === 1 ? 'day' : 'days'} later`;
  const [only] = later;
  if (only && later.length === 1) {
    const isSameLine = only.line === earlier.line;
    const said = phraseOf(only);
    return `${sentence(quoted(phraseOf(earlier).full))} was overtaken by ${quoted(isSameLine ? said.short : said.full)}, ${after}.`;
  }
  const together = list(later.map((answer) => quoted(phraseOf(answer).full)));
  return `${sentence(quoted(phraseOf(earlier).full))} was overtaken by ${together} together, ${after}.`;
}

/** The sentence for a repeated answer whose origin has spoken again; `now` is what it says instead, if anything comparable. */
export function whyStale(
  repeated: Denoted | undefined,
  change: 'revised' | 'withdrawn',
  now: Denoted | undefined,
): string {
  const said = repeated ? sentence(quoted(phraseOf(repeated).full)) : 'This';
  if (change === 'withdrawn') return `${said} repeats what its origin has since withdrawn.`;
  return now
    ? `${said} repeats what its origin has since revised to ${quoted(phraseOf(now).full)}.`
    : `${said} repeats what its origin has since revised.`;
}

const quoted = (words: string) => `“${words}”`;

/** Begins a sentence: the first letter, within quotation marks too, is a capital. */
const sentence = (text: string) => text.replace(/^“?\p{Ll}/u, (start) => start.toUpperCase());

const clashUnmarked = (a: Denoted, b: Denoted) => relateDenoted(unmarked(a), unmarked(b)) === 'conflict';

function unmarked(answer: Denoted): Denoted {
  const { against: _, ...rest } = answer;
  return rest;
}

/** Fewer before more, earlier before later. */
const inSentence = (a: Denoted, b: Denoted): number =>
  leastOf(a) - leastOf(b) || compareText(a.key, b.key) || compareText(a.words, b.words);

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function leastOf(answer: Denoted): number {
  if (answer.stratum === 'quantity') return answer.range.least;
  return answer.stratum === 'time' ? (answer.time.spans[0]?.from ?? 0) : 0;
}

function whyCountsClash(a: Counted, b: Counted): string {
  switch (compareQuantities(a.quantity, b.quantity)) {
    case 'inside':
      return whyPartExceeds(a, b);
    case 'around':
      return whyPartExceeds(b, a);
    default: {
      const stated = sentence(quoted(phraseOf(a).full));
      return isNone(a) || isNone(b)
        ? `${stated} against ${quoted(phraseOf(b).full)}: one denies what the other states.`
        : `${stated} against ${quoted(phraseOf(b).short)}: no number is both.`;
    }
  }
}

function whyPartExceeds(narrow: Counted, broad: Counted): string {
  const kinds = narrow.attribute === broad.attribute ? [] : [attributeWithin(narrow.attribute, broad.attribute)];
  const scopes = narrow.scope === broad.scope ? [] : [scopeWithin(narrow, broad)];
  const why = [...scopes, ...kinds].join(', and ');
  return `${sentence(quoted(phraseOf(broad).full))} against ${quoted(phraseOf(narrow).full)}: ${why}.`;
}

/** Of the attributes that nest only casualties is around others. */
const attributeWithin = (narrow: string, broad: string) =>
  broad === 'casualties' ? `whoever is ${narrow} is a casualty` : `“${narrow}” is part of “${broad}”`;

function scopeWithin(narrow: Counted, broad: Counted): string {
  const [inner, outer] = [nounOf(narrow), nounOf(broad)];
  if (inner && outer)
    return inner.areMany ? `${inner.many} are ${outer.many}` : `${withArticle(inner.one)} is ${withArticle(outer.one)}`;
  const isOfRockets = narrow.attribute === 'rockets' && broad.scope === 'fired' && phraseOf(narrow).isSpoken;
  if (isOfRockets)
    return narrow.scope === 'intercepted'
      ? 'every rocket intercepted had been fired'
      : `every rocket that ${narrow.scope} had been fired`;
  return `“${narrow.scope}” is part of “${broad.scope}”`;
}

function whySumsClash(counts: readonly Counted[]): string {
  // By what lies inside what, never by size: the sentence must not change when somebody names a new part.
  const held = (a: Counted) => counts.filter((b) => compareQuantities(a.quantity, b.quantity) === 'around').length;
  const [broadest, ...parts] = [...counts].sort((a, b) => held(b) - held(a) || (a.key < b.key ? -1 : 1));
  if (!broadest) return '';
  const inside = parts.every(({ quantity }) => compareQuantities(quantity, broadest.quantity) === 'inside');
  const apart = parts.every((a, i) =>
    parts.slice(i + 1).every((b) => compareQuantities(a.quantity, b.quantity) === 'apart'),
  );
  const isOneAttribute = counts.every(({ attribute }) => attribute === broadest.attribute);
  const phrases = parts.map(phraseOf);
  const whole = phraseOf(broadest);
  if (inside && apart) {
    const isSpoken = whole.isSpoken && phrases.every((phrase) => phrase.isSpoken);
    if (!isSpoken)
      return `${sentence(quoted(whole.full))} cannot hold ${list(phrases.map(({ full }) => quoted(full)))} together.`;
    return `${sentence(whole.full)} cannot hold ${list(phrases.map(({ part, full }) => (isOneAttribute ? part : full)))}.`;
  }
  const all = [whole, ...phrases].map(({ full }) => quoted(full));
  return `${sentence(list(all))} cannot hold together: the parts they share do not add up.`;
}

function whyTimesClash(a: Timed, b: Timed): string {
  const against = `${quoted(dayWords(a))} against ${quoted(dayWords(b))}`;
  const [clock, day] = a.time.clock ? [a, b] : [b, a];
  const [on, other] = [localDayOf(clock), day.time.bareDay];
  if (clock.time.clock && !day.time.clock && other !== undefined && Math.abs(on - other) === 1)
    return `${dayWords(clock)} is not in the night next to ${dayWords(day)}.`;
  if (a.time.bareDay !== undefined && b.time.bareDay !== undefined) {
    const days = Math.abs(a.time.bareDay - b.time.bareDay);
    return `${against}: the two are ${inWords(days)} days apart, and no night joins them.`;
  }
  return `${against}: no moment is in both.`;
}

const localDayOf = ({ time }: Timed) => Math.floor(((time.spans[0]?.from ?? 0) + time.zoneMinutes * 60) / DAY_S);

const dayWords = (answer: Denoted): string =>
  answer.stratum === 'time' ? withWeekday(phraseOf(answer).full, answer.time.zoneMinutes) : phraseOf(answer).full;

function whyTermsDiffer(a: DenotedAs<'leaves'>, b: DenotedAs<'leaves'>): string {
  const loose = sayLoose(a, b) ?? sayLoose(b, a);
  if (loose !== undefined) return loose;
  const kind = sharedKind(a.taxonomy, a.words, b.words);
  if (kind === undefined) return 'neither is a kind of the other';
  return `each is ${withArticle(kind)}, but ${a.taxonomy === 'party' ? 'a different one' : 'of a different kind'}`;
}

/** What a loose word may mean, and that it does not mean the other. */
function sayLoose(answer: DenotedAs<'leaves'>, other: DenotedAs<'leaves'>): string | undefined {
  const term = findTerm(answer.taxonomy, answer.words);
  if (!term?.mayMean) return undefined;
  const listed = findTerm(other.taxonomy, other.words)?.term;
  const denied = listed === undefined ? '' : `, not ${withArticle(listed)}`;
  return `${withArticle(term.term)} is ${list(term.mayMean.map(withArticle), 'or')}${denied}`;
}

/** Letters and numbers that begin with a vowel as they are spoken, “US” and “UAV” not among them. */
const withArticle = (noun: string) => (/^(?:[aeio]|u(?![sna])|8|11 |18 )/iu.test(noun) ? `an ${noun}` : `a ${noun}`);

const list = (items: readonly string[], last = 'and') =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} ${last} ${items.at(-1)}`;

const smallNumbers = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');

const inWords = (n: number): string => smallNumbers[n] ?? String(n).replace(/\B(?=(\d{3})+$)/g, ',');
