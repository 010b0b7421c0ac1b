import type { CountWords } from './count';
import { foldWords } from './fold-words';

type Bound = Extract<CountWords, { n: number; form: string }>['form'];

/** What a phrase does to the number beside it, or says without one. */
export type Phrase =
  | { is: 'bound'; form: Exclude<Bound, 'between' | 'exactly'>; stands: 'before' | 'after' | 'either' }
  | { is: 'vague'; words: CountWords }
  | { is: 'number'; n: number; isRound: boolean }
  | { is: 'some' | 'none' | 'between' | 'from' | 'to' | 'or' | 'and' | 'dash' | 'filler' | 'barred' | 'untold' };

const bound = (form: (Phrase & { is: 'bound' })['form'], stands: 'before' | 'after' | 'either'): Phrase => ({
  is: 'bound',
  form,
  stands,
});
const vague = (words: CountWords): Phrase => ({ is: 'vague', words });

const table: [Phrase, phrases: string][] = [
  [bound('at-least', 'either'), 'at least, minimum, a minimum of, at minimum, at a minimum, على الأقل, كحد أدنى'],
  [
    bound('at-least', 'before'),
    'no fewer than, no less than, not fewer than, not less than, minimum of, min, as few as',
  ],
  [
    bound('at-least', 'before'),
    '≥, >=, ما لا يقل عن, لا يقل عن, لا تقل عن, ما لا تقل عن, بما لا يقل عن, حداقل, دست کم',
  ],
  [bound('at-least', 'after'), '+, plus, or more, or over, or above, and more, أو أكثر, فأكثر, وأكثر'],
  [
    bound('more-than', 'before'),
    'more than, over, upwards of, upward of, in excess of, above, exceeding, greater than',
  ],
  [bound('more-than', 'before'), 'north of, well over, >, أكثر من, أزيد من, ما يزيد عن, ما يزيد على, يزيد على, بیش از'],
  [bound('at-most', 'either'), 'at most, at the most, maximum, max, a maximum of, على الأكثر, كحد أقصى'],
  [bound('at-most', 'before'), 'up to, no more than, not more than, not over, maximum of, as many as, not exceeding'],
  [bound('at-most', 'before'), '≤, <=, ما لا يزيد عن, ما لا يزيد على, لا يزيد عن, لا يزيد على, لا يتجاوز, لا تتجاوز'],
  [bound('at-most', 'after'), 'or fewer, or less, or under, or below, أو أقل, فأقل'],
  [bound('fewer-than', 'before'), 'fewer than, less than, under, below, just under, <, أقل من, دون, ما دون, کمتر از'],
  [
    bound('about', 'before'),
    'about, around, roughly, circa, ca, approx, close to, in the region of, some around, ~, ≈',
  ],
  [bound('about', 'before'), 'نحو, حوالي, زهاء, قرابة, ما يقارب, ما يقرب من, حدود, در حدود'],
  [bound('about', 'either'), 'approximately, more or less, تقريبا, تقريباً'],
  [bound('about', 'after'), 'or so, or thereabouts'],
  [bound('almost', 'before'), 'almost, nearly, just short of'],
  [vague({ form: 'several' }), 'several, a few, a handful, a handful of, handful, عدة, بضعة, بضع'],
  [
    vague({ form: 'dozens' }),
    'dozens, tens, several dozen, a few dozen, a couple dozen, a couple of dozen, عشرات, العشرات',
  ],
  [
    vague({ form: 'hundreds' }),
    'hundreds, several hundred, a few hundred, a couple hundred, a couple of hundred, مئات, المئات',
  ],
  [vague({ form: 'at-least', n: 1000 }), 'thousands, several thousand, a few thousand, آلاف, الآلاف'],
  [vague({ form: 'at-least', n: 20 }), 'scores'],
  [
    vague({ form: 'at-least', n: 2 }),
    'a couple, a couple of, couple, a number of, number of, multiple, عدد من, عدداً من',
  ],
  [{ is: 'number', n: 6, isRound: true }, 'half a dozen, half dozen'],
  [{ is: 'number', n: 2, isRound: false }, 'a pair, a pair of, pair of'],
  [{ is: 'some' }, 'some, بعض'],
  [{ is: 'none' }, 'none, no, nobody, no one, nil, لا, لا أحد, لا يوجد, لا توجد, لم يصب أحد'],
  [{ is: 'none' }, 'without casualties, without injuries, دون إصابات, من دون إصابات, بدون إصابات, بلا إصابات'],
  [
    { is: 'none' },
    'دون ضحايا, من دون ضحايا, بدون ضحايا, دون خسائر, دون خسائر بشرية, دون وقوع إصابات, دون تسجيل إصابات',
  ],
  [{ is: 'between' }, 'between, بين, ما بين'],
  [{ is: 'from' }, 'from, من'],
  [{ is: 'to' }, 'to, إلى, تا'],
  [{ is: 'or' }, 'or, أو'],
  [{ is: 'and' }, 'and, و'],
  [{ is: 'dash' }, '-'],
  [{ is: 'filler' }, 'the, a, a total of, total of, total, all, only, just, exactly, precisely, there were, there was'],
  [{ is: 'filler' }, 'there are, there is, were, was, of, هناك, فقط, بالضبط'],
  // What makes of a number something else: a measure, a date, an order, a denial …
  [
    { is: 'barred' },
    'mm, cm, m, km, kg, g, lb, ft, inch, metres, meters, miles, kilometres, kilometers, am, pm, percent, pct',
  ],
  [
    { is: 'barred' },
    'th, st, nd, rd, oclock, hours, minutes, seconds, billion, trillion, point, half, times, fold, ملم, كم',
  ],
  [
    { is: 'barred' },
    'january, february, march, april, may, june, july, august, september, october, november, december',
  ],
  [{ is: 'barred' }, 'jan, feb, mar, apr, jun, jul, aug, sep, sept, oct, nov, dec, مليار, بالمئة, بالمائة, ونصف'],
  [{ is: 'barred' }, 'not, never, nor, neither, except, minus, less, fewer, more, ليس, غير, إلا'],
  // … and of “no” something else than none: no details, no word yet, no longer.
  [
    { is: 'untold' },
    'detail, details, information, report, reports, reported, word, comment, comments, data, figure, figures',
  ],
  [
    { is: 'untold' },
    'number, numbers, confirmation, confirmed, evidence, statement, claim, claims, known, idea, toll, longer',
  ],
  [
    { is: 'untold' },
    'doubt, immediate, immediately, official, news, answer, source, sources, clear, indication, mention, count',
  ],
  [
    { is: 'untold' },
    'yet, so, far, knows, know, how, many, much, way, whether, if, why, reason, question, معلومات, تفاصيل, تأكيد',
  ],
  [
    { is: 'untold' },
    'أنباء, تقارير, إحصائية, بيان, تصريح, يعرف, نعرف, أعرف, يعلم, نعلم, أعلم, شك, يزال, تزال, حصيلة, أرقام, أدلة',
  ],
];

const phrases = new Map(
  table.flatMap(([phrase, all]) => all.split(', ').map((words) => [foldWords(words), phrase] as const)),
);
const longest = Math.max(...[...phrases.keys()].map((words) => words.split(' ').length));

/** The longest phrase that begins at a word, and where the next word is; undefined when none does. */
export function phraseAt(words: readonly string[], start: number): { phrase: Phrase; next: number } | undefined {
  for (let next = Math.min(words.length, start + longest); next > start; next--) {
    const phrase = phrases.get(words.slice(start, next).join(' '));
    if (phrase) return { phrase, next };
  }
  return undefined;
}
