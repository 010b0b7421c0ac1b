import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { directionOf } from '@/domain/document/direction-of';
import { languageNames } from '@/domain/document/language-names';
import { languageSchema } from '@/domain/identifier';

describe('a language runs', () => {
  test.each(
    'ar fa he ur ckb ps sd ug yi dv iw arz azb AR ar-IQ ar_IQ fa-AF ku-Arab az-Arab az-arab-IR uz-Arab-AF ku-IQ pa-PK zh-Arab en-Hebr ar-u-nu-latn zh-min-Arab ar-arz'.split(
      ' ',
    ),
  )('from right to left: %s', (language) => {
    expect(directionOf(language)).toBe('rtl');
  });

  test.each(
    ['', 'x', 'x-ar', 'unknown', '-', '-ar'].concat(
      'en fr de tr ku az pa ru el id uz ku-TR az-AZ ar-Latn fa-Latn-IR en-IQ en-t-ar-arab sr-Cyrl arabic'.split(' '),
    ),
  )('from left to right: %s', (language) => {
    expect(directionOf(language)).toBe('ltr');
  });

  test('one way or the other, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(['rtl', 'ltr']).toContain(directionOf(text));
      }),
    );
  });
});

test('the languages to choose from are tags that a document may have, none twice', () => {
  const codes = languageNames.map(({ code }) => code);
  for (const code of codes) expect(languageSchema.safeParse(code).success, code).toBe(true);
  expect(new Set(codes).size).toBe(codes.length);
  expect(new Set(languageNames.map(({ name }) => name)).size).toBe(codes.length);
  expect(codes.filter((code) => directionOf(code) === 'rtl')).toEqual(['ar', 'fa', 'ckb', 'he', 'ur', 'ps', 'syr']);
});
