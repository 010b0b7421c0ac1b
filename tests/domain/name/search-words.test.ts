import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { askedWords, searchWords } from '@/domain/name/search-words';

const words = (text: string) => searchWords(text).words;
const sounds = (text: string) => searchWords(text).sounds;

const writing = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.string({
    unit: fc.constantFrom(...'abhlstkABIİıßﷺﻻ اأإآٱىيئؤةهكکوۆلالحع٣۴0ـ\u0651\u0654\u0327\u200f’ʿ-._\ud83d\udd25½²K'),
    maxLength: 80,
  }),
  fc.string({
    unit: fc.constantFrom('al-', 'al ', 'ash-', 'ال', 'الله', 'sh', 'th', 'v', 'x', 'ج', 'ظ', ' ', 'a'),
    maxLength: 200,
  }),
);

describe('the words of a name', () => {
  test.each([
    ['leave case, accents and apostrophes out', 'Kata’ib ʿAlī BEŞAR Hewlêr İzmir', 'kataib ali besar hewler izmir'],
    ['leave harakat and tatweel out', 'مُحَمَّد بـــلد', 'محمد بلد'],
    [
      'know one alef, one ya, one ha and one kaf',
      'أربيل إيران آمد نينوى کركوک الحلة',
      'اربيل ايران امد نينوي كركوك حله الحله',
    ],
    ['leave the hamza off its seat', 'كتائب مؤتمر سماء', 'كتايب موتمر سما'],
    ['write digits one way', '١٠٧ ۱۲۲ 107', '107 122'],
    ['separate at everything else', 'aw-journal.com/a_b (YCPress)', 'aw journal com a b ycpress'],
    ['know one sigma', 'ΟΔΟΣ οδοσ', 'οδοσ'],
    ['take ligatures apart', 'ﻻعب ﬁre', 'لاعب fire'],
    ['leave what is invisible out', 'Ba\u200flad\u00ad\u2066 می\u200cشود', 'balad ميشود'],
  ])('%s', (_rule, text, expected) => {
    expect(words(text)).toEqual(expected.split(' '));
  });

  test.each([
    ['al-Asad', 'asad alasad'],
    ['El-Mehwar', 'mehwar elmehwar'],
    ['Al Jazeera', 'jazeera aljazeera'],
    ['ash-Shaddadi', 'shaddadi ashshaddadi'],
    ['Salah ad Din', 'salah din addin'],
    ['الأسد', 'اسد الاسد'],
  ])('are there without the article and with it written on: %s', (text, expected) => {
    expect(words(text)).toEqual(expected.split(' '));
  });

  test.each([
    ['an Iraqi official', 'an iraqi official'],
    ['as told', 'as told'],
    ['ألم', 'الم'],
    ['الله', 'الله'],
    ['al', 'al'],
  ])('keep what only looks like an article: %s', (text, expected) => {
    expect(words(text)).toEqual(expected.split(' '));
  });
});

describe('the sounds of a name', () => {
  test.each(
    [
      [['Ain al-Asad', 'Ayn al-Assad', 'Ain al Asad', 'Ain el-Asad', 'عين الأسد', 'عين الاسد'], 'asd'],
      [['Balad', 'بلد', 'بەلەد'], 'bld'],
      [['Baghdad', 'Bagdad', 'بغداد', 'به‌غداد'], 'bgdd'],
      [['Erbil', 'Arbil', 'Irbil', 'Arbîl', 'أربيل', 'اربيل', 'ئەربیل'], 'arbl'],
      [['Sabereen', 'Sabirin', 'Saberin', 'صابرين'], 'sbrn'],
      [['Kataib', 'Kata’ib', 'Katayib', 'كتائب', 'کتائب'], 'ktb'],
      [['Hezbollah', 'Hizbullah', 'Hizballah', 'Hezb Allah', 'حزب الله', 'حزبالله'], 'hzbl'],
      [['Salah al-Din', 'Salah ad-Din', 'Saladin', 'Salahaddin', 'Salahuddin', 'Selahaddin', 'صلاح الدين'], 'sldn'],
      [['Anbar', 'al-Anbar', 'الأنبار', 'انبار'], 'anbr'],
      [['Victoria', 'Viktoria', 'فيكتوريا', 'ڤيكتوريا'], 'fktr'],
      [['Taji', 'at-Taji', 'التاجي'], 'tj'],
      [['Nineveh', 'Ninawa', 'Niniveh', 'نينوى', 'نینوا'], 'nn'],
      [['Aljazeera', 'Al Jazeera', 'الجزيرة', 'Aldjazira'], 'aljzr'],
      [['Muhammad', 'Mohammed', 'محمد', 'مُحَمَّد'], 'mmd'],
      [['Bashar', 'Beşar', 'Bachar', 'بشار'], 'bcr'],
      [['Dhi Qar', 'Thi Qar', 'ذي قار'], 'dkr'],
      [['Asharq', 'ash-Sharq', 'al-Sharq', 'الشرق'], 'acrk'],
      [['Yemen', 'Yaman', 'اليمن'], 'ymn'],
      [['Abdullah', 'Abdallah', 'عبدالله', 'عبد الله'], 'abdl'],
      [['Qaddafi', 'Kadhafi', 'القذافي'], 'kdf'],
      [['Gaddafi', 'القذافي'], 'gdf'],
    ].map(([names, sound]) => ({ names: names as string[], sound: sound as string })),
  )('are one for the usual spellings: $names', ({ names, sound }) => {
    for (const name of names) {
      expect(sounds(name), name).toContain(sound);
    }
  });

  test.each([
    ['Balad', 'Baghdad'],
    ['Anbar', 'Nineveh'],
    ['Taji', 'Balad'],
    ['Erbil', 'Arab'],
    ['Asad', 'Saudi'],
    ['بلد', 'بابل'],
  ])('differ for different names: %s, %s', (a, b) => {
    expect(sounds(a).filter((sound) => sounds(b).includes(sound))).toEqual([]);
  });

  test('are at least two letters long, and none for digits and other scripts', () => {
    expect(sounds('Taha of the')).toEqual([]);
    expect(sounds('107 F16 Балад 巴拉德 بلد3')).toEqual([]);
  });
});

describe('whatever is typed,', () => {
  test('there are at most 64 words and sounds of at most 40 whole characters, none twice, none empty', () => {
    fc.assert(
      fc.property(writing, (text) => {
        const found = searchWords(text);
        for (const list of [found.words, found.sounds]) {
          expect(list.length).toBeLessThanOrEqual(64);
          expect(new Set(list).size).toBe(list.length);
          for (const each of list) {
            expect(each.length).toBeGreaterThan(0);
            expect(each.length).toBeLessThanOrEqual(40);
            expect(each).not.toMatch(/\p{Surrogate}/u);
          }
        }
        for (const sound of found.sounds) expect(sound).toMatch(/^[a-z]{2,}$/);
        for (const word of found.words) expect(word).toMatch(/^[\p{L}\p{N}]+$/u);
      }),
      { numRuns: 2000 },
    );
  });

  test('a word found is found as itself', () => {
    fc.assert(
      fc.property(writing, (text) => {
        for (const word of words(text)) expect(words(word)).toContain(word);
      }),
      { numRuns: 2000 },
    );
  });

  test('case and composition make no difference', () => {
    fc.assert(
      fc.property(writing, (text) => {
        expect(searchWords(text.normalize('NFD'))).toEqual(searchWords(text.normalize('NFC')));
      }),
    );
    expect(searchWords('AIN AL-ASAD')).toEqual(searchWords('ain al-asad'));
  });

  test('a very long text is read in no time, and to its caps', () => {
    for (const unit of ['al-', 'v', 'ظ', 'ﷺ', 'xv ', 'الل', 'a-'])
      expect(searchWords(unit.repeat(300_000)).words.length).toBeLessThanOrEqual(64);
  });
});

describe('a word of a query', () => {
  const asked = (query: string) => askedWords(query).map((word) => word.words[0]);

  test('that is too short to have a sound is left out beside others, and asked for alone', () => {
    expect(asked('The New York Times')).toEqual(['york', 'times']);
    expect(asked('Taha')).toEqual(['taha']);
    expect(asked('the Taha')).toEqual(['the', 'taha']);
  });

  test('of digits or another script is always asked for', () => {
    expect(asked('Balad 18')).toEqual(['balad', '18']);
    expect(asked('Balad Балад')).toEqual(['balad', 'балад']);
  });
});
