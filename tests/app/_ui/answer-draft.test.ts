import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AnswerDraft,
  answerPart,
  blankAnswer,
  draftAnswer,
  joinNames,
  readAnswer,
  splitNames,
} from '@/app/_ui/answer-draft.client';
import { type Answer, answerSchema } from '@/domain/answer/answer';
import type { CountWords } from '@/domain/answer/count';
import { builtInVocabulary, vocabularyWith } from '@/domain/question/vocabulary';

const number = fc.integer({ min: 1, max: 1_000_000_000 });

const counts: fc.Arbitrary<CountWords> = fc.oneof(
  fc.record({
    form: fc.constantFrom('exactly' as const, 'at-least' as const, 'more-than' as const, 'at-most' as const),
    n: fc.oneof(fc.constant(0), number),
  }),
  fc.record({ form: fc.constantFrom('fewer-than' as const, 'almost' as const, 'about' as const), n: number }),
  fc.tuple(number, number).map(([a, b]): CountWords => ({ form: 'between', n: Math.min(a, b), m: Math.max(a, b) })),
  fc.record({ form: fc.constantFrom('several' as const, 'dozens' as const, 'hundreds' as const, 'none' as const) }),
);

const dates = fc.constantFrom(
  '2021',
  '2021-05',
  '2021-05-03',
  '2021-05-03~',
  '2021-05~',
  '2021~',
  '2021-05-03?',
  '2021-05-XX',
  '2021-21',
  '2021-05-03/2021-05-04',
  '2021-04/2021-05-04',
  '2021-05-04/..',
  '../2021-05-04',
  '[2021-05-02,2021-05-04]',
  '[2021-05,2021-05-04]',
  '[2021-05-02..2021-05-04]',
  '2021-05-03T20:00+03:00',
  '2021-05-03T20:00Z',
  '2021-05-03T20:00:30+03:00',
  '2021-05-03T20:00-05:30',
);

const words = fc
  .array(fc.constantFrom('Balad', 'قاعدة بلد', 'a, b', 'الف، باء', '14', 'north-east', '“quoted”'), {
    minLength: 1,
    maxLength: 4,
  })
  .map((parts) => parts.join(' '));

const ids = fc.constantFrom('balad-air-base', 'p-abcdefghijkl', 'iraq');

const tallies: fc.Arbitrary<Answer> = fc
  .record({
    what: fc.oneof(
      number.map((ordinal) => ({ ordinal })),
      counts.map((count) => ({ count })),
    ),
    window: fc.oneof(
      fc.integer({ min: 1, max: 36_600 }).map((days) => ({ days })),
      dates.map((since) => ({ since })),
    ),
    on: dates,
    site: fc.option(ids, { nil: undefined }),
    text: fc.option(words, { nil: undefined }),
  })
  .map(({ what, window, on, site, text }) => ({
    kind: 'tally',
    ...what,
    window,
    on,
    ...(site === undefined ? {} : { site }),
    ...(text === undefined ? {} : { text }),
  }));

const byKind: Record<Answer['kind'], [attribute: string, answers: fc.Arbitrary<Answer>]> = {
  count: ['rockets', counts.map((count) => ({ kind: 'count', ...count }))],
  time: ['date', dates.map((edtf) => ({ kind: 'time', edtf }))],
  place: [
    'launch site',
    fc.oneof(
      ids.map((site): Answer => ({ kind: 'place', site })),
      fc.array(words, { minLength: 1, maxLength: 4 }).map((path): Answer => ({ kind: 'place', path })),
    ),
  ],
  category: ['weapon', fc.oneof(fc.constantFrom('rocket', 'Katyusha', '122 mm Grad'), words).map(termOf('category'))],
  party: ['perpetrator', fc.oneof(fc.constantFrom('Islamic State', 'Kataib Hezbollah'), words).map(termOf('party'))],
  truth: ['occurred', fc.constantFrom('yes' as const, 'no' as const).map((value) => ({ kind: 'truth', value }))],
  unknown: ['rockets', fc.constant({ kind: 'unknown' })],
  tally: ['series', tallies],
  text: ['impact', words.map((text) => ({ kind: 'text', text }))],
};

function termOf(kind: 'category' | 'party') {
  return (term: string): Answer => ({ kind, term });
}

describe('an answer on record, typed as a person would and read again,', () => {
  test.each(Object.entries(byKind))('is the same answer: %s', (_kind, [attribute, answers]) => {
    fc.assert(
      fc.property(answers, (answer) => {
        fc.pre(answerSchema.safeParse(answer).success);
        expect(readAnswer(builtInVocabulary.findAttribute(attribute), draftAnswer(answer))).toEqual({ value: answer });
      }),
      { numRuns: 100 },
    );
  });
});

const rockets = builtInVocabulary.findAttribute('rockets');
const series = builtInVocabulary.findAttribute('series');
const read = (part: Partial<AnswerDraft>, attribute = rockets) => readAnswer(attribute, { ...blankAnswer, ...part });
const fields = (reading: ReturnType<typeof readAnswer>) =>
  'problems' in reading ? reading.problems.map(({ field }) => field) : [];

describe('a number in words', () => {
  test.each([
    ['about 14', { form: 'about', n: 14 }],
    ['at least three', { form: 'at-least', n: 3 }],
    ['between 3 and 6', { form: 'between', n: 3, m: 6 }],
    ['several', { form: 'several' }],
    ['٣', { form: 'exactly', n: 3 }],
    ['no rockets', { form: 'none' }],
  ])('is recorded as it is said: %s', (said, count) => {
    expect(read({ form: 'said', said })).toEqual({ value: { kind: 'count', ...count } });
  });

  test.each(['', 'many of the 107 mm kind', 'who knows'])(
    'that is not understood is never guessed at: “%s”',
    (said) => {
      expect(fields(read({ form: 'said', said }))).toEqual(['said']);
    },
  );

  test('that was not stated is not none', () => {
    expect(read({})).not.toHaveProperty('value');
    expect(read({ form: 'none' })).toEqual({ value: { kind: 'count', form: 'none' } });
  });
});

describe('a claim about many incidents', () => {
  const onTheDay = { form: 'day', date: { ...blankAnswer.date, from: { day: '4', month: '5', year: '2021' } } };

  test('is told with what it counts and the day it speaks of', () => {
    expect(read({ form: 'tally count', said: 'almost 30', days: '120', on: onTheDay }, series)).toEqual({
      value: { kind: 'tally', count: { form: 'almost', n: 30 }, window: { days: 120 }, on: '2021-05-04' },
    });
  });

  test('names every field that is missing at once', () => {
    expect(fields(read({ form: 'tally nth', site: '?bal' }, series)).sort()).toEqual([
      'days',
      'n',
      'on.date.from.year',
      'site',
    ]);
    expect(fields(read({ form: 'tally nth', n: '0', days: '1', on: onTheDay }, series))).toEqual(['n']);
  });

  test('has a field for every part the server may refuse', () => {
    for (const part of ['ordinal', 'count', 'window', 'on', 'site', 'text'])
      expect(answerPart(part, { ...blankAnswer, form: 'tally count' })).toMatch(/^(n|said|days|on\.form|site|text)$/);
  });
});

describe('what is typed', () => {
  const rockets = builtInVocabulary.findAttribute('rockets');
  const exactly = (n: string) => readAnswer(rockets, { ...blankAnswer, form: 'exactly', n });

  test.each(['64.5', '7,5', '1.23', '1,2345', '-4', ''])('is no whole number and becomes none: %j', (typed) => {
    expect(exactly(typed)).toHaveProperty('problems');
  });

  test.each(['1,200', '1.200', '1 200', '1200'])('is one thousand two hundred: %j', (typed) => {
    expect(exactly(typed)).toMatchObject({ value: { n: 1200 } });
  });

  test.each([
    [['party', 'category'], 'drone', 'category'],
    [['party', 'category'], 'Kataib Hezbollah', 'party'],
    [['text', 'category'], 'drone', 'category'],
    [['text', 'party'], 'drone', 'party'],
  ] as const)('as a term of an attribute that takes %j is of the kind that lists it: %s', (kinds, term, kind) => {
    const added = vocabularyWith({
      attributes: [{ id: 'means', kinds, group: 'What', subjects: ['incident'] }],
      scopes: [],
    });
    const draft = { ...blankAnswer, form: `term: ${term}` };
    expect(readAnswer(added.findAttribute('means'), draft)).toEqual({ value: { kind, term } });
  });

  test('as names comes apart as it was put together, commas and all', () => {
    const names = fc.array(
      fc.string({ minLength: 1 }).filter((name) => name.trim() === name && !/[›\n]/u.test(name)),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(names, (given) => {
        expect(splitNames(joinNames(given))).toEqual(given);
      }),
    );
  });
});
