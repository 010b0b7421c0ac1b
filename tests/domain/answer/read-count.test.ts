import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerSchema } from '@/domain/answer/answer';
import { type CountWords, countRange } from '@/domain/answer/count';
import { describeAnswer } from '@/domain/answer/describe-answer';
import { readCount } from '@/domain/answer/read-count';

type Form = CountWords['form'];

describe('a count is read', () => {
  test.each<[Form, number | undefined, string[]]>([
    [
      'exactly',
      4,
      [
        '4',
        'four',
        ' Four. ',
        '4 rockets',
        'four rockets',
        'exactly 4',
        'only four',
        'four (4) rockets',
        'a total of 4',
      ],
    ],
    ['exactly', 4, ['the four-rocket salvo', '٤', '۴', '４', '٤ صواريخ', 'أربعة', 'أربع قذائف', 'اربعه صواريخ', '“4”']],
    ['exactly', 0, ['0', 'zero', '٠', 'صفر']],
    ['exactly', 1, ['one', 'a single rocket', 'واحد']],
    ['exactly', 24, ['24', 'twenty-four', 'twenty four', 'أربعة وعشرون', 'أربعة وعشرين صاروخا']],
    ['exactly', 13, ['thirteen', 'ثلاثة عشر', 'ثلاث عشرة قذيفة']],
    ['exactly', 12, ['12', 'twelve', 'اثنا عشر', 'اثني عشر صاروخا']],
    ['exactly', 10, ['ten', 'عشرة', 'عشر قذائف']],
    ['exactly', 1200, ['1,200', '1200', '١٬٢٠٠', 'one thousand two hundred', 'twelve hundred', 'ألف ومئتان']],
    ['exactly', 120, ['one hundred and twenty', 'a hundred and twenty', 'one hundred twenty', 'مئة وعشرون']],
    ['exactly', 100, ['one hundred', '1 hundred', 'مئة', 'مائة']],
    ['exactly', 3000, ['3 thousand', 'three thousand', 'ثلاثة آلاف', '3 آلاف']],
    ['exactly', 2_000_300, ['two million three hundred', '2,000,300']],
    ['exactly', 1_000_000_000, ['1000000000', '1,000,000,000']],
    ['exactly', 2, ['two', 'a pair of rockets', 'اثنان', 'اثنين']],
    [
      'about',
      14,
      [
        'about 14',
        'around fourteen',
        'approximately 14',
        'some 14',
        '~14',
        '≈ 14',
        'roughly 14 rockets',
        '14 or so',
        'ca. 14',
      ],
    ],
    ['about', 14, ['نحو 14', 'حوالي ١٤ صاروخا', '14 تقريبا', 'زهاء أربعة عشر']],
    ['about', 12, ['a dozen', 'dozen', 'a dozen rockets', 'about a dozen', 'one dozen']],
    ['about', 24, ['two dozen', '2 dozen drones']],
    ['about', 6, ['half a dozen']],
    ['about', 100, ['a hundred', 'about a hundred', 'a hundred people']],
    [
      'at-least',
      3,
      [
        'at least three',
        'no fewer than 3',
        'no less than 3',
        'minimum 3',
        'minimum of 3',
        '3+',
        '3 or more',
        '≥3',
        '>=3',
      ],
    ],
    [
      'at-least',
      3,
      ['3+ rockets', 'three rockets or more', 'three rockets at least', '3 or more rockets', 'as few as 3'],
    ],
    ['at-least', 3, ['ما لا يقل عن 3', 'ما لا يقل عن ثلاثة صواريخ', '3 على الأقل', '٣ أو أكثر', 'حداقل ۳']],
    ['at-least', 12, ['at least a dozen']],
    [
      'at-least',
      2,
      ['some rockets', 'a number of rockets', 'multiple rockets', 'a couple of rockets', 'عدد من الصواريخ'],
    ],
    ['at-least', 20, ['scores', 'scores of people']],
    ['at-least', 1000, ['thousands', 'آلاف']],
    [
      'more-than',
      12,
      ['more than 12', 'over 12', 'upwards of 12', '>12', '> 12', 'over a dozen', 'أكثر من 12', 'اكثر من ١٢ صاروخا'],
    ],
    [
      'at-most',
      6,
      [
        'up to 6',
        'at most 6',
        'no more than 6',
        '≤6',
        '<= 6',
        'maximum 6',
        '6 or fewer',
        'six at most',
        'as many as six',
      ],
    ],
    ['at-most', 6, ['لا يزيد عن 6', '6 على الأكثر']],
    ['fewer-than', 5, ['fewer than 5', 'less than five', 'under 5', '<5', 'below 5', 'أقل من 5', 'دون 5', 'کمتر از ۵']],
    ['almost', 30, ['almost 30', 'nearly 30', 'almost thirty rockets']],
    [
      'several',
      undefined,
      ['several', 'several rockets', 'a few', 'a few rockets', 'عدة', 'عدة صواريخ', 'بضعة صواريخ'],
    ],
    ['dozens', undefined, ['dozens', 'dozens of rockets', 'a few dozen', 'tens of people', 'عشرات', 'عشرات الصواريخ']],
    ['hundreds', undefined, ['hundreds', 'hundreds of people', 'several hundred', 'مئات', 'المئات']],
    [
      'none',
      undefined,
      [
        'none',
        'no',
        'No.',
        'no casualties',
        'no US casualties',
        'no one',
        'nobody was hurt',
        'nil',
        'there were no injuries',
      ],
    ],
    ['none', undefined, ['لا', 'لا إصابات', 'لا توجد إصابات', 'دون إصابات', 'بدون إصابات']],
  ])('as %s %s', (form, n, texts) => {
    for (const text of texts) expect(readCount(text), text).toEqual(n === undefined ? { form } : { form, n });
  });

  test.each([
    'between 3 and 6',
    'from 3 to 6',
    '3 to 6',
    '3-6',
    '3–6',
    '3 — 6 rockets',
    'three to six',
    'between three and six rockets',
    'بين 3 و 6',
    'بين 3 و6',
    'بين ثلاثة وستة',
    'ما بين ثلاثة و ستة صواريخ',
    'من 3 إلى 6',
    '٣-٦',
    'between 3-6',
  ])('as a range: %s', (text) => {
    expect(readCount(text)).toEqual({ form: 'between', n: 3, m: 6 });
  });

  test('as a range of neighbours', () => {
    expect(readCount('four or five rockets')).toEqual({ form: 'between', n: 4, m: 5 });
    expect(readCount('two hundred to three hundred')).toEqual({ form: 'between', n: 200, m: 300 });
  });
});

describe('no count is guessed from', () => {
  test.each([
    ['nothing', ['', '  ', '…', 'the', 'of']],
    [
      'two numbers that are no range',
      [
        '4 and 6',
        '4, 6',
        '4 or 6',
        '4 6',
        'four five',
        '3 rockets, 2 drones',
        'four rockets and several drones',
        '3-6-9',
        '2+3',
        '4 rockets, no casualties',
      ],
    ],
    ['a range upside down', ['6-3', 'between 6 and 3', '6 to 3']],
    [
      'a range of which one end is unclear',
      [
        'three to six hundred',
        '3-6 thousand',
        'two to three dozen',
        'fifty to a hundred',
        'about 3 to 6',
        'at least 3-6',
        '3-6+',
      ],
    ],
    ['a number below zero', ['-3', '−3', ' - 3', 'about -3', '-3 to 6', 'fewer than 0', 'almost zero']],
    ['a fraction', ['1.5', '1,5', '٣٫٥', '.5', '½', '3½', '1/2', 'four and a half', '1.2 million', '1.200', '1,20,0']],
    ['more than a thousand million', ['1000000001', '9'.repeat(199), 'two thousand million', '1 billion']],
    [
      'a measure, a time, a date or an order',
      [
        '107 mm',
        '107mm',
        '122-mm rockets',
        '20:00',
        '8 pm',
        '3 May',
        '2021-05-03',
        '03.05.2021',
        '4th',
        '4%',
        '20 minutes',
        '20 min',
        '$4',
        '10²',
      ],
    ],
    ['part of a name', ['F16', 'F-16', 'C-130s', 'Unit 4', 'MQ9', 'four (F4)', 'C4', 'C 4']],
    ['a denial or a comparison', ['not 4', '4 more', '4, not less', 'four times', 'no 4', 'No. 4']],
    [
      '“no” of something that was not told',
      [
        'no details',
        'no information',
        'no reports of casualties',
        'no longer',
        'none reported',
        'no one knows',
        'لا معلومات',
        'لا توجد تفاصيل',
        'no immediate word on casualties',
      ],
    ],
    ['words before the number', ['Iraqi officials said four', 'rockets: 4', 'unclear', 'killed four']],
    ['two hedges', ['about 4 or more', 'at least 3 at most', 'almost several', 'at least dozens', 'more than']],
    ['a number in another word', ['سمعة', 'وحدة', 'someone', 'often']],
  ])('%s', (_what, texts) => {
    for (const text of texts) expect(readCount(text), text).toBeUndefined();
  });

  test('more than 200 characters', () => {
    expect(readCount(`4${' '.repeat(199)}`)).toEqual({ form: 'exactly', n: 4 });
    expect(readCount(`4${' '.repeat(200)}`)).toBeUndefined();
  });
});

const whole = fc.oneof(fc.nat(30), fc.nat(1_000_000_000));
const anyCount: fc.Arbitrary<CountWords> = fc
  .oneof(
    fc.record({
      form: fc.constantFrom('exactly', 'at-least', 'more-than', 'at-most', 'fewer-than', 'about', 'almost'),
      n: whole,
    }),
    fc.record({ form: fc.constant('between'), n: whole, m: whole }),
    fc.record({ form: fc.constantFrom('several', 'dozens', 'hundreds', 'none') }),
  )
  .filter((words) => answerSchema.safeParse({ kind: 'count', ...words }).success)
  .map((words) => words as CountWords);

describe('of any text', () => {
  test('that the pages write for a count, the count is read back', () => {
    fc.assert(
      fc.property(anyCount, (words) => {
        const read = readCount(describeAnswer({ kind: 'count', ...words }));
        expect(read && countRange(read)).toEqual(countRange(words));
      }),
      { numRuns: 2000 },
    );
  });

  const scraps = fc.array(
    fc.constantFrom(
      ...'4 6 1,200 four twenty hundred thousand million dozen a and or to between from - + ~ < no none some several at least more than fewer than almost rockets و عشر ثلاثة وعشرون مئة ألف آلاف بين إلى من لا ما يقل عن . , mm 0'.split(
        ' ',
      ),
    ),
    { maxLength: 12 },
  );

  test('a count that is read is one that may be recorded', () => {
    const isRecordable = (text: string) => {
      const read = readCount(text);
      if (read) expect(answerSchema.safeParse({ kind: 'count', ...read }).error, text).toBeUndefined();
    };
    fc.assert(
      fc.property(scraps, fc.constantFrom(' ', ''), (words, by) => isRecordable(words.join(by))),
      { numRuns: 5000 },
    );
    fc.assert(fc.property(fc.string({ unit: 'binary' }), isRecordable), { numRuns: 2000 });
  });

  test('every number in digits is read in words', () => {
    const units =
      'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
        ' ',
      );
    const tens = '- - twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
    const small = (n: number) =>
      n < 20 ? units[n] : `${tens[Math.floor(n / 10)]}${n % 10 ? `-${units[n % 10]}` : ''}`;
    const belowThousand = (n: number): string =>
      n < 100 ? `${small(n)}` : `${units[Math.floor(n / 100)]} hundred${n % 100 ? ` and ${small(n % 100)}` : ''}`;
    for (let n = 0; n < 1000; n++) {
      expect(readCount(belowThousand(n)), belowThousand(n)).toEqual({ form: 'exactly', n });
      const thousands = `${belowThousand(n + 1)} thousand${n ? `${n < 100 ? ' and' : ''} ${belowThousand(n)}` : ''}`;
      expect(readCount(thousands), thousands).toEqual({ form: 'exactly', n: (n + 1) * 1000 + n });
    }
  });
});
