import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchesName } from '@/domain/name/matches-name';
import { searchWords } from '@/domain/name/search-words';

const spellings = [
  ['Ain al-Asad', 'Ayn al-Assad', 'Ain al Asad', 'Ain Asad', 'عين الأسد'],
  ['Balad', 'بلد'],
  ['Baghdad', 'بغداد'],
  ['Erbil', 'Arbil', 'Irbil', 'أربيل', 'ئەربیل'],
  ['Sabereen', 'Sabirin', 'صابرين'],
  ['Kataib', "Kata'ib", 'كتائب'],
  ['Hezbollah', 'Hizbullah', 'Hizb Allah', 'حزب الله'],
  ['Salah al-Din', 'Salah ad-Din', 'Saladin', 'Salahaddin', 'صلاح الدين'],
  ['Anbar', 'al-Anbar', 'الأنبار'],
  ['Victoria', 'فيكتوريا'],
  ['Taji', 'al-Taji', 'التاجي'],
  ['Nineveh', 'Ninawa', 'نينوى'],
  ['Kataib Hezbollah', 'كتائب حزب الله'],
  ['Taha Hussein', 'طه حسين'],
  ['Asharq Al-Awsat', 'al-Sharq al-Awsat', 'الشرق الأوسط'],
  ['Abd al-Hadi', 'Abdulhadi', 'عبد الهادي'],
];

describe('a query finds a name', () => {
  test.each(spellings.map((names) => ({ names })))('in every spelling: $names', ({ names }) => {
    for (const query of names)
      for (const name of names) expect(matchesName(query, name), `${query} → ${name}`).toBe(true);
  });

  test('in every spelling and no other name', () => {
    const alike = (a: number, b: number) => a === b || (spellings[b]?.[0] ?? '').includes(spellings[a]?.[0] ?? '-');
    spellings.forEach((queries, a) => {
      spellings.forEach((names, b) => {
        if (alike(a, b)) return;
        for (const query of queries)
          for (const name of names) expect(matchesName(query, name), `${query} → ${name}`).toBe(false);
      });
    });
  });

  test.each([
    ['the beginning of a word', 'sab', 'Sabereen News'],
    ['the beginning of a word with its article', 'alas', 'Ain al-Asad'],
    ['the article alone, while it is being typed', 'al-', 'Ain al-Asad'],
    ['the beginning of a sound', 'صابر', 'Sabereen News'],
    ['words in another order', 'media security', 'Security Media Cell'],
    ['nothing', '  …', 'Balad'],
    ['a short word that its script spells otherwise', 'The Balad', 'بلد'],
    ['the letters of another script', 'балад', 'Авиабаза Балад'],
    ['a number', '107', '١٠٧ mm'],
  ])('by %s', (_what, query, name) => {
    expect(matchesName(query, name)).toBe(true);
  });

  test.each([
    ['the middle of a word', 'lad', 'Balad'],
    ['one of two words', 'Balad prison', 'Balad Air Base'],
    ['another number', 'Balad 18', 'Balad 3'],
    ['two letters that begin a longer sound', 'Taji', 'Tojikistan'],
    ['a short word the name has not, alone', 'Taha', 'Balad'],
    ['what sounds like a word of grammar', 'Ain', 'Rockets on Balad, in May'],
    ['a sound across a word of grammar', 'AFP', 'Commander of Balad'],
    ['half of a joined name', 'Ain al-Asad', 'Bashar al-Assad'],
  ])('never by %s', (_what, query, name) => {
    expect(matchesName(query, name)).toBe(false);
  });

  test('whatever the name, when it is the query', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (name) => {
        expect(matchesName(name, name)).toBe(true);
      }),
    );
  });

  test('by any word that is found for it', () => {
    for (const name of spellings.flat())
      for (const word of searchWords(name).words) expect(matchesName(word, name), `${word} → ${name}`).toBe(true);
  });
});
