import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wordChanges } from '@/app/_ui/word-changes';

/** Texts as people write them: words of several scripts, marks that join others, spaces and signs anywhere. */
const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'rockets',
        'four',
        'six',
        'صواريخ',
        'أربعة',
        'قاعدة',
        'بلد',
        '4',
        '1,200',
        'Balad',
        'don’t',
        '我有很多',
      ),
      fc.constantFrom(' ', ', ', '. ', '\n\n', ' \u0300', '“', '\u200f', '‍'),
      fc.string({ maxLength: 4, unit: 'grapheme' }),
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''));

const without = (kind: 'gone' | 'new', before: string, after: string): string =>
  wordChanges(before, after)
    .filter((run) => run.kind !== kind)
    .map((run) => run.text)
    .join('');

describe('the words that changed', () => {
  test('leave both texts whole, in every script', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        expect(without('new', before, after)).toBe(before);
        expect(without('gone', before, after)).toBe(after);
      }),
      { numRuns: 200 },
    );
  });

  test('are none in the same text, and never empty', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        expect(wordChanges(before, before).every(({ kind }) => kind === 'same')).toBe(true);
        for (const run of wordChanges(before, after)) expect(run.text).not.toBe('');
      }),
    );
  });

  test('are cut between words, never in one', () => {
    expect(wordChanges('سقطت أربعة صواريخ على القاعدة', 'سقطت ستة صواريخ على القاعدة')).toEqual([
      { kind: 'same', text: 'سقطت ' },
      { kind: 'gone', text: 'أربعة' },
      { kind: 'new', text: 'ستة' },
      { kind: 'same', text: ' صواريخ على القاعدة' },
    ]);
    expect(wordChanges('fired 1,200 rockets', 'fired 1,300 rockets')).toEqual([
      { kind: 'same', text: 'fired ' },
      { kind: 'gone', text: '1,200' },
      { kind: 'new', text: '1,300' },
      { kind: 'same', text: ' rockets' },
    ]);
    expect(wordChanges('قصف قاعدة Balad الجوية', 'قصف قاعدة Asad الجوية').slice(1, 3)).toEqual([
      { kind: 'gone', text: 'Balad' },
      { kind: 'new', text: 'Asad' },
    ]);
  });

  test('are told as one where no word stands between them', () => {
    expect(wordChanges('four rockets fell', 'six, mortars fell')).toEqual([
      { kind: 'gone', text: 'four rockets' },
      { kind: 'new', text: 'six, mortars' },
      { kind: 'same', text: ' fell' },
    ]);
  });

  test('are whole texts where nothing readable would be left, in little time', () => {
    const one = Array.from({ length: 1000 }, (_, at) => `a${at}`).join(' ');
    const other = Array.from({ length: 1000 }, (_, at) => `b${at}`).join('\t');
    expect(wordChanges(one, other)).toEqual([
      { kind: 'gone', text: one },
      { kind: 'new', text: other },
    ]);
  });
});
