import { foldWords } from './fold-words';

/** A whole number read from words, and where the next word is. */
export interface NumberRead {
  readonly n: number;
  /** Said as a round number: a dozen, a hundred. */
  readonly isRound: boolean;
  /** Whether a word such as hundred or thousand was part of it: in “three to six hundred” it belongs to both. */
  readonly isScaled: boolean;
  readonly next: number;
}

const numbered = (lines: Record<string, number>) =>
  new Map(Object.entries(lines).flatMap(([words, n]) => words.split(' ').map((word) => [foldWords(word), n] as const)));

const upToNineteen = numbered({
  'zero صفر': 0,
  'one single واحد واحدة أحد إحدى': 1,
  'two اثنان اثنين اثنتان اثنتين اثنا اثني اثنتا اثنتي إثنان إثنين': 2,
  'three ثلاثة ثلاث': 3,
  'four أربعة أربع': 4,
  'five خمسة خمس': 5,
  'six ستة ست': 6,
  'seven سبعة سبع': 7,
  'eight ثمانية ثماني ثمان': 8,
  'nine تسعة تسع': 9,
  'ten عشرة عشر': 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
});

const tens = numbered({
  'twenty عشرون عشرين': 20,
  'thirty ثلاثون ثلاثين': 30,
  'forty fourty أربعون أربعين': 40,
  'fifty خمسون خمسين': 50,
  'sixty ستون ستين': 60,
  'seventy سبعون سبعين': 70,
  'eighty ثمانون ثمانين': 80,
  'ninety تسعون تسعين': 90,
});

const wholeHundreds = numbered({
  'مئتان مئتين مائتان مائتين': 200,
  'ثلاثمئة ثلاثمائة': 300,
  'أربعمئة أربعمائة': 400,
  'خمسمئة خمسمائة': 500,
  'ستمئة ستمائة': 600,
  'سبعمئة سبعمائة': 700,
  'ثمانمئة ثمانمائة': 800,
  'تسعمئة تسعمائة': 900,
});

const hundred = numbered({ 'hundred مئة مائة': 100 });
const scales = numbered({ 'million مليون ملايين': 1_000_000, 'thousand ألف آلاف': 1000 });
const dozen = numbered({ 'dozen دزينة': 12 });
const isArabic = (word: string) => /^[ء-ي]/.test(word);
const isAnd = (word: string | undefined) => word === 'and' || word === 'و';

/** Whether a word is a number or part of one. */
export const isNumberWord = (word: string) =>
  [upToNineteen, tens, wholeHundreds, hundred, scales, dozen].some((table) => table.has(word));

/** The number that begins at a word: digits, or words in English or Arabic; undefined when none begins there. */
export function readNumber(words: readonly string[], start: number): NumberRead | undefined {
  let at = start;
  let n = 0;
  let isScaled = false;
  for (let below = Number.POSITIVE_INFINITY; ; ) {
    const part = readHundreds(words, at > start && isAnd(words[at]) && below < Number.POSITIVE_INFINITY ? at + 1 : at);
    const scale = scales.get(words[part?.next ?? at] ?? '');
    if (scale && scale < below && (part || at === start)) {
      n += (part?.n ?? 1) * scale;
      at = (part?.next ?? at) + 1;
      below = scale;
      isScaled = true;
    } else {
      if (part && part.n < below) {
        n += part.n;
        at = part.next;
        isScaled ||= part.isScaled;
      }
      break;
    }
  }
  const first = words[start] ?? '';
  if (dozen.has(words[at] ?? ''))
    return { n: (at === start ? 1 : n) * 12, isRound: true, isScaled: true, next: at + 1 };
  if (at === start) return undefined;
  const isRound = at === start + 1 && (hundred.has(first) || scales.has(first)) && !isArabic(first);
  return { n, isRound, isScaled, next: at };
}

type Part = { n: number; isScaled: boolean; next: number };

function readHundreds(words: readonly string[], start: number): Part | undefined {
  const first = words[start] ?? '';
  if (/^\d/.test(first)) {
    const n = Number(first.replaceAll(',', ''));
    return hundred.has(words[start + 1] ?? '')
      ? { n: n * 100, isScaled: true, next: start + 2 }
      : { n, isScaled: false, next: start + 1 };
  }
  const whole = wholeHundreds.get(first);
  const small = whole ? undefined : readBelowHundred(words, start);
  const hundredAt = small?.next ?? start;
  if (!whole && !hundred.has(words[hundredAt] ?? '')) return small && { ...small, isScaled: false };
  const n = whole ?? (small?.n ?? 1) * 100;
  const next = hundredAt + 1;
  const rest = readBelowHundred(words, isAnd(words[next]) ? next + 1 : next);
  return rest ? { n: n + rest.n, isScaled: true, next: rest.next } : { n, isScaled: true, next };
}

function readBelowHundred(words: readonly string[], start: number): { n: number; next: number } | undefined {
  const first = words[start] ?? '';
  const ten = tens.get(first);
  if (ten !== undefined) {
    const unitAt = words[start + 1] === '-' ? start + 2 : start + 1;
    const unit = upToNineteen.get(words[unitAt] ?? '') ?? 0;
    return unit > 0 && unit < 10 && !isArabic(first)
      ? { n: ten + unit, next: unitAt + 1 }
      : { n: ten, next: start + 1 };
  }
  const unit = upToNineteen.get(first);
  if (unit === undefined) return undefined;
  if (isArabic(first) && unit > 0 && unit < 10) {
    if (/^عشره?$/.test(words[start + 1] ?? '')) return { n: unit + 10, next: start + 2 };
    const andTen = words[start + 1] === 'و' ? tens.get(words[start + 2] ?? '') : undefined;
    if (andTen !== undefined) return { n: unit + andTen, next: start + 3 };
  }
  return { n: unit, next: start + 1 };
}
