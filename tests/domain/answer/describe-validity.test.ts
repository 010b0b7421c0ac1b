import { expect, test } from 'vitest';
import { describeValidity } from '@/domain/answer/describe-validity';
import { denoteValidity } from '@/domain/answer/validity';

const said: [edtf: string, words: string][] = [
  ['2021-05-03', 'as of 3 May 2021'],
  ['2021-05', 'as of May 2021'],
  ['2021-05-03~', 'as of about 3 May 2021'],
  ['2021-05-03?', 'as of 3 May 2021 (uncertain)'],
  ['2020-03/2021-02', 'from March 2020 to February 2021'],
  ['2020-03~/2021-02', 'from about March 2020 to February 2021'],
  ['2021-05-03/..', 'from 3 May 2021, end open: it goes on'],
  ['2021-05-03/', 'from 3 May 2021, end not known'],
  ['../2021-05-03', 'until 3 May 2021, beginning open'],
  ['/2021-05-03', 'until 3 May 2021, beginning not known'],
  ['2021-05-03/2021-05-06?', 'from 3 May 2021 until at least 6 May 2021'],
  ['2021-05-03?/2021-05-06', 'from 3 May 2021 or before to 6 May 2021'],
  ['/2021-05-06?', 'until at least 6 May 2021, beginning not known'],
];

test.each(said)('%s is said “%s”', (edtf, words) => {
  expect(denoteValidity(edtf)).toBeDefined();
  expect(describeValidity(edtf)).toBe(words);
});

test('two validities that hold at other times are never said in the same words', () => {
  const meanings = new Map<string, string>();
  for (const [edtf, words] of said) {
    const meant = JSON.stringify(denoteValidity(edtf), (_, value) =>
      Number.isFinite(value) ? value : (value ?? null),
    );
    expect(meanings.get(words) ?? meant).toBe(meant);
    meanings.set(words, meant);
  }
  expect(meanings.size).toBe(said.length);
});

test('what cannot be read is given back as it is written', () => {
  expect(describeValidity('soon')).toBe('soon');
  expect(describeValidity('[2021-05-02,2021-05-03]')).toBe('[2021-05-02,2021-05-03]');
});
