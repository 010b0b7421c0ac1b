import type { Answer } from './answer';
import type { CountRange, CountWords } from './count';
import { describeTime } from './describe-time';

/** An answer in words for a page: “at least 3”, “3 to 6”, “3 May 2021, 20:00 (UTC+3)”, “unclear”, the term, the text. */
export function describeAnswer(answer: Answer): string {
  switch (answer.kind) {
    case 'count':
      return describeCount(answer);
    case 'time':
      return describeTime(answer.edtf);
    case 'place':
      return 'site' in answer ? answer.site : [...answer.path].reverse().join(', ');
    case 'category':
    case 'party':
      return answer.term;
    case 'truth':
      return answer.value;
    case 'unknown':
      return 'unclear';
    case 'tally':
      return describeTally(answer);
    case 'text':
      return answer.text;
  }
}

function describeTally({ ordinal, count, window, on, text }: Extract<Answer, { kind: 'tally' }>): string {
  const howMany = ordinal === undefined ? describeCount(count as CountWords) : `the ${nth(ordinal)}`;
  const within =
    'since' in window
      ? `since ${describeTime(window.since)}`
      : `in ${window.days} ${window.days === 1 ? 'day' : 'days'}`;
  return `${howMany} ${within}, as of ${describeTime(on)}${text ? ` (${text})` : ''}`;
}

function nth(n: number): string {
  const isTeen = n % 100 > 10 && n % 100 < 14;
  return `${n}${isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th')}`;
}

function describeCount(words: CountWords): string {
  switch (words.form) {
    case 'exactly':
      return String(words.n);
    case 'at-least':
    case 'more-than':
    case 'at-most':
    case 'fewer-than':
      return `${words.form.replace('-', ' ')} ${words.n}`;
    case 'about':
    case 'almost':
      return `${words.form} ${words.n}`;
    case 'between':
      return `${words.n} to ${words.m}`;
    default:
      return words.form;
  }
}

/** Whole numbers in words, for a value no single answer states. */
export function describeRange({ least, most }: CountRange): string {
  if (most === 0) return 'none';
  if (least === most) return String(least);
  if (most === Number.POSITIVE_INFINITY) return least === 0 ? 'any number' : `at least ${least}`;
  return least === 0 ? `at most ${most}` : `${least} to ${most}`;
}
