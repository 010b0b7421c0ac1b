import type { CountWords } from './count';
import { type Phrase, phraseAt } from './count-phrases';
import { foldWords } from './fold-words';
import { isNumberWord, readNumber } from './read-number';

type Number = { is: 'number'; n: number; isRound: boolean; isScaled?: boolean };
type Item = Exclude<Phrase, { is: 'number' }> | Number | { is: 'word' };

const LONGEST = 200;
const MOST = 1_000_000_000;

/**
 * The count that a text states, as a person types it or a document says it, in English or Arabic: “about 14”, “3–6”,
 * “no fewer than three”, “ما لا يقل عن ٣”. What is counted may follow (“four rockets”). Undefined when the text is anything
 * else or may be: two numbers that are no range, a measure (107 mm), a date, a fraction, a number below zero or above a
 * thousand million, “no details”, words before the number that are no part of a count, more than 200 characters. It is
 * a reading to offer to a person, never a guess.
 *
 * Words the table of the domain description has not: a few, a handful and بضعة are several; tens and عشرات are dozens.
 * A dozen, half a dozen, a hundred and a thousand are round numbers, hence about 12, 6, 100, 1,000; one hundred and مئة
 * are exact. Some, multiple, a number of and a couple are at least 2, which is all that they say; scores at least 20,
 * thousands at least 1,000: lower bounds like dozens and hundreds. “Four or five” is four to five.
 */
export function readCount(text: string): CountWords | undefined {
  if (text.length > LONGEST) return undefined;
  const words = wordsOf(foldWords(text));
  const items = words && itemsOf(words);
  if (!items || items.some((item) => item.is === 'number' && item.n > MOST)) return undefined;
  const start = items.findIndex(({ is }) => is !== 'filler');
  return start < 0 ? undefined : readItems(items.slice(start));
}

const lexeme =
  /(?<number>\d{1,3}(?:,\d{3})+(?!\d)|\d+)|(?<word>[\p{L}\p{M}]+)|(?<sign>[<>]=?|[≤≥~≈+])|(?<dash>[-\u2010-\u2015\u2212])|(?<pause>[\s.,;:!?…"()[\]«»“”„،؛؟]+)|(?<other>.)/gsu;

/** Numbers, words and signs in order; undefined when something in the text is none of them. */
function wordsOf(text: string): string[] | undefined {
  const words: string[] = [];
  let before: RegExpExecArray['groups'];
  for (const { groups = {}, index } of text.matchAll(lexeme)) {
    const { number, word, sign, dash, other } = groups;
    if (other !== undefined) return undefined;
    if (number !== undefined) {
      // A fraction, an hour, or part of a name such as F16 or 107mm; “and” is written onto the number in Arabic.
      if (before?.word !== undefined && before.word !== 'و') return undefined;
      if (
        text[index - 1] === '.' ||
        /^(?:[\p{L}\p{M}]|[.,:،]\d)/u.test(text.slice(index + number.length, index + number.length + 2))
      )
        return undefined;
      words.push(number);
    } else if (word?.startsWith('و') && !isNumberWord(word) && isNumberWord(word.slice(1)))
      words.push('و', word.slice(1));
    else if (word ?? sign) words.push((word ?? sign) as string);
    else if (dash) words.push('-');
    before = groups;
  }
  return words;
}

function itemsOf(words: readonly string[]): Item[] {
  const items: Item[] = [];
  for (let at = 0; at < words.length; ) {
    const found = phraseAt(words, at);
    const number = found ? undefined : readNumber(words, at);
    if (found) items.push(found.phrase);
    else if (number) {
      // “about a dozen”, “at least the three”
      while (items.at(-1)?.is === 'filler') items.pop();
      items.push({ is: 'number', ...number });
    } else items.push({ is: 'word' });
    at = found?.next ?? number?.next ?? at + 1;
  }
  return items;
}

function readItems(items: readonly Item[]): CountWords | undefined {
  const [first, second] = items;
  switch (first?.is) {
    case 'none':
      return isTailOfNone(items.slice(1)) ? { form: 'none' } : undefined;
    case 'vague':
      return isTail(items.slice(1)) ? first.words : undefined;
    case 'some':
      if (second?.is === 'number') return isTail(items.slice(2)) ? { form: 'about', n: second.n } : undefined;
      return isTail(items.slice(1)) ? { form: 'at-least', n: 2 } : undefined;
    case 'bound':
      if (first.stands === 'after' || second?.is !== 'number' || !isTail(items.slice(2), second)) return undefined;
      return bounded(first.form, second.n);
    case 'between':
      return readRange(items.slice(1), ['and', 'to', 'dash']);
    case 'from':
      return readRange(items.slice(1), ['to', 'dash']);
    case 'number':
      return readRange(items, ['to', 'dash', 'or']) ?? readOne(first, items.slice(1));
    default:
      return undefined;
  }
}

function readRange(items: readonly Item[], joins: readonly Item['is'][]): CountWords | undefined {
  const [low, join, high] = items;
  if (low?.is !== 'number' || high?.is !== 'number' || !join || !joins.includes(join.is)) return undefined;
  if (low.isRound || high.isRound || Boolean(low.isScaled) !== Boolean(high.isScaled)) return undefined;
  if (low.n > high.n || !isTail(items.slice(3))) return undefined;
  if (join.is === 'or' && high.n !== low.n + 1) return undefined;
  return { form: 'between', n: low.n, m: high.n };
}

function readOne(number: Number, after: readonly Item[]): CountWords | undefined {
  const plain: CountWords = { form: number.isRound ? 'about' : 'exactly', n: number.n };
  if (isTail(after, number)) return plain;
  for (const [bound, tail] of [
    [after[0], after.slice(1)],
    [after.at(-1), after.slice(0, -1)],
  ] as const)
    if (bound?.is === 'bound' && bound.stands !== 'before' && isTail(tail, number))
      return bounded(bound.form, number.n);
  return undefined;
}

/** Nothing is fewer than none. */
const bounded = (form: (Item & { is: 'bound' })['form'], n: number): CountWords | undefined =>
  n === 0 && (form === 'fewer-than' || form === 'almost') ? undefined : { form, n };

/** What is counted, in words that say nothing more about the number; it may be repeated, as in “four (4) rockets”. */
const isTail = (items: readonly Item[], said?: Number) =>
  items.every((item) =>
    item.is === 'number'
      ? said !== undefined && item.n === said.n
      : ['word', 'filler', 'untold', 'and', 'or', 'to', 'from', 'dash'].includes(item.is),
  );

/** Short, as what there is none of; a sentence that begins with “no” may say anything. */
const isTailOfNone = (items: readonly Item[]) =>
  items.length <= 5 && isTail(items) && items.every(({ is }) => is !== 'untold');
