import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Answer, answerSchema } from '@/domain/answer/answer';
import { countRange } from '@/domain/answer/count';
import { describeAnswer } from '@/domain/answer/describe-answer';
import { plainLine, plainText } from '@/domain/answer/plain-text';
import { count, time } from '../question/given';

const refusal = (answer: unknown) => answerSchema.safeParse(answer).error?.issues[0]?.message;

describe('an answer is refused, with a sentence,', () => {
  test.each([
    ['whose range is upside down', count('between', 6, 3), 'The lower number must not be above the higher one.'],
    ['that is fewer than none', count('fewer-than', 0), 'Nothing can be fewer than none: write a number above zero.'],
    ['that is almost none', count('almost', 0), 'Nothing can be fewer than none: write a number above zero.'],
    ['below zero', count('exactly', -1), 'The number must not be below zero.'],
    ['of a fraction', count('exactly', 1.5), 'Write a whole number.'],
    ['without its number', count('exactly'), 'Write a whole number.'],
    ['beyond the largest', count('exactly', 1_000_000_001), 'The number must not be above one thousand million.'],
    ['neither yes nor no', { kind: 'truth', value: 'maybe' }, 'Choose yes or no.'],
    ['without a place', { kind: 'place' }, 'Name either a site or a path of places.'],
    ['with two places', { kind: 'place', site: 'Balad', path: ['Iraq'] }, 'Name either a site or a path of places.'],
    ['with an empty path', { kind: 'place', path: [] }, 'Name at least one place.'],
    ['of nothing but space', { kind: 'text', text: ' \n ' }, 'Write something here.'],
    ['of a lone surrogate', { kind: 'text', text: 'a\udc00b' }, 'The text holds half a character (a lone surrogate).'],
    ['of a control character', { kind: 'text', text: 'a\u0007b' }, 'The text holds the control character U+0007.'],
    ['too long', { kind: 'text', text: 'a'.repeat(2001) }, 'Use at most 2000 characters.'],
  ])('%s', (_which, answer, sentence) => {
    expect(refusal(answer)).toBe(sentence);
  });

  test.each([
    '2021-02-29',
    '2021-13',
    '2021-05-03T20:00',
    '2021-05-03T25:00Z',
    '2021-05-04/2021-05-02',
    '[2021-05-04..2021-05-02]',
    'yesterday',
    '03.05.2021',
    '2021-05-03T20:00+03:00/x',
    '',
    'Y17E200',
    '9'.repeat(65),
  ])('that is no date: %s', (edtf) => {
    expect(refusal(time(edtf))).toBeTypeOf('string');
  });

  test('with a field it does not know', () => {
    expect(refusal({ kind: 'unknown', note: 'x' })).toContain('note');
    expect(refusal({ ...count('several'), n: 3 })).toContain('n');
  });
});

test.each([
  '2021',
  '2021-05',
  '2021-05-03',
  '2020-02-29',
  '2021-05-03~',
  '2021-05-03%',
  '2021-~05-03',
  '?2021-05-03',
  '201X',
  '2021-XX',
  '2021-05-XX',
  'XXXX-12-25',
  '2021-21',
  '2021-41',
  '../2021-05-03',
  '2021-05-03/..',
  '/2021-05-03',
  '2021-04-22~/2021-04-23',
  '[2021-05-02..2021-05-04]',
  '[..2021-05-02]',
  '{2021,2022-05..2022-07}',
  'Y170000002',
  'Y-17E7',
  '1950S2',
  '-0005',
  '20',
  '202',
  '2021-05-03T20:00+03:00',
  '2021-05-03T20:00:15Z',
  '2021-05-03T20:00+03:00~',
  '2021-05-03T20:00Z%',
  '2021-05-03T20:00+03:00/2021-05-03T21:00+03:00',
])('EDTF level 0 to 2 and clock times are accepted: %s', (edtf) => {
  expect(refusal(time(edtf))).toBeUndefined();
});

test('no answer makes the schema throw', () => {
  const keys = fc.constantFrom('kind', 'form', 'n', 'm', 'edtf', 'site', 'path', 'term', 'value', 'text', '__proto__');
  const values = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom('count', 'time', 'place', 'text', 'between', 'about', '2021-05-03', '[2021', '/', '~', Number.NaN),
  );
  fc.assert(
    fc.property(fc.dictionary(keys, values), (answer) => {
      expect(typeof answerSchema.safeParse(answer).success).toBe('boolean');
    }),
  );
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9XTYZES~?%/,.[\]{}+:-]{0,24}$/), (edtf) => {
      const { success } = answerSchema.safeParse({ kind: 'time', edtf });
      if (success) expect(describeAnswer({ kind: 'time', edtf })).not.toBe('');
    }),
  );
});

test('every count that is accepted allows some number', () => {
  const forms = fc.constantFrom(
    'exactly',
    'at-least',
    'more-than',
    'at-most',
    'fewer-than',
    'about',
    'almost',
    'between',
  );
  fc.assert(
    fc.property(forms, fc.nat(1_000_000_000), fc.nat(1_000_000_000), (form, n, m) => {
      const { data } = answerSchema.safeParse({ kind: 'count', form, n, ...(form === 'between' && { m }) });
      if (data?.kind !== 'count') return;
      const { least, most } = countRange(data);
      expect(least).toBeGreaterThanOrEqual(0);
      expect(least).toBeLessThanOrEqual(most);
      if (form === 'about') expect(least <= n && n <= most).toBe(true);
      if (form === 'almost') expect(most).toBe(n - 1);
    }),
  );
});

test.each<[Answer, string]>([
  [count('exactly', 4), '4'],
  [count('at-least', 3), 'at least 3'],
  [count('more-than', 12), 'more than 12'],
  [count('at-most', 2), 'at most 2'],
  [count('fewer-than', 5), 'fewer than 5'],
  [count('between', 3, 6), '3 to 6'],
  [count('about', 14), 'about 14'],
  [count('almost', 30), 'almost 30'],
  [count('several'), 'several'],
  [count('none'), 'none'],
  [time('2021-05-03'), '3 May 2021'],
  [time('2021-05-03T20:00+03:00'), '3 May 2021, 20:00 (UTC+3)'],
  [time('2021-05-03T20:00:05Z'), '3 May 2021, 20:00:05 (UTC)'],
  [time('2021-05-03T20:00-04:30'), '3 May 2021, 20:00 (UTC−4:30)'],
  [time('2021-05'), 'May 2021'],
  [time('2021'), '2021'],
  [time('202'), 'the 2020s'],
  [time('2021-22'), 'summer 2021'],
  [time('2021-04-22/2021-04-23'), '22 to 23 April 2021'],
  [time('2021-04-30/2021-05-01'), '30 April to 1 May 2021'],
  [time('2020-12-31/2021-01-01'), '31 December 2020 to 1 January 2021'],
  [time('2021-05-03/..'), 'from 3 May 2021'],
  [time('../2021-05-03'), 'until 3 May 2021'],
  [time('[2021-05-02,2021-05-04]'), 'one of 2 or 4 May 2021'],
  [time('2021-05-03~'), 'about 3 May 2021'],
  [time('2021-05-03?'), '3 May 2021 (uncertain)'],
  [time('2021-05-XX'), 'a day in May 2021'],
  [time('XXXX-12-25'), 'XXXX-12-25'],
  [{ kind: 'truth', value: 'yes' }, 'yes'],
  [{ kind: 'unknown' }, 'unclear'],
  [{ kind: 'category', term: '122 mm Grad' }, '122 mm Grad'],
  [{ kind: 'party', term: 'Islamic State' }, 'Islamic State'],
  [{ kind: 'place', site: 'Balad' }, 'Balad'],
  [{ kind: 'place', path: ['Iraq', 'Anbar', 'Ain al-Asad'] }, 'Ain al-Asad, Anbar, Iraq'],
  [{ kind: 'text', text: 'a hangar burnt' }, 'a hangar burnt'],
])('%j is told as “%s”', (answer, words) => {
  expect(describeAnswer(answer)).toBe(words);
});

describe('plain text', () => {
  test('is trimmed, and keeps newlines and tabs only where lines are allowed', () => {
    expect(plainText(20).parse('  a\n\tb ')).toBe('a\n\tb');
    expect(plainLine(20).safeParse('a\nb').error?.issues[0]?.message).toBe(
      'The text holds the control character U+000A.',
    );
    expect(plainLine(20).safeParse('a\u0085b').success).toBe(false);
  });
  test('keeps whole characters beyond the first plane', () => {
    expect(plainLine(20).parse('🚀 صاروخ')).toBe('🚀 صاروخ');
  });
});
