import { describe, expect, test } from 'vitest';
import { answerInBrief, answerSentence, whenWords } from '@/app/_ui/as-of-words';
import type { OriginCount } from '@/domain/question/origin-count';
import type { AnswerThen } from '@/queries/over-time';

const answer = (
  values: Record<string, OriginCount>,
  speaking: OriginCount = [0, 0],
  rest: Partial<AnswerThen> = {},
): AnswerThen => ({
  state: 'Disputed',
  values: Object.entries(values).map(([value, origins]) => ({ value, origins })),
  speaking,
  nearest: null,
  against: [],
  abstaining: 0,
  ...rest,
});
const sentence = (given: AnswerThen, nearest: string | null = null) => answerSentence(given, '2021-05-03', nearest);

describe('the answer as of a day in a sentence', () => {
  test('counts the origins on each side, never one yes or no where they differ', () => {
    expect(sentence(answer({ yes: [3, 3], no: [2, 2] }, [2, 2]))).toBe(
      'On 3 May 2021: 3 origins say yes, 2 say no; 2 of them speak of that very day.',
    );
    expect(sentence(answer({ yes: [1, 2], no: [1, 1] }, [1, 1]))).toBe(
      'On 3 May 2021: 1 to 2 origins say yes, 1 says no; 1 of them speaks of that very day.',
    );
  });

  test('tells what is nearest where none speaks of the day', () => {
    expect(sentence(answer({ yes: [2, 2], no: [1, 1] }), 'said as of 5 May 2021')).toBe(
      'On 3 May 2021: 2 origins say yes, 1 says no; none of them speaks of that very day: the nearest is said as of 5 May 2021.',
    );
  });

  test('has one, both and all right', () => {
    expect(sentence(answer({ yes: [1, 1] }, [1, 1]))).toBe(
      'On 3 May 2021: 1 origin says yes; it speaks of that very day.',
    );
    expect(sentence(answer({ yes: [1, 1] }))).toBe(
      'On 3 May 2021: 1 origin says yes; it does not speak of that very day.',
    );
    expect(sentence(answer({ yes: [2, 2] }, [2, 2]))).toContain('2 origins say yes; both of them speak');
    expect(sentence(answer({ yes: [3, 3] }, [3, 3]))).toContain('3 origins say yes; all of them speak');
  });

  test('says so when nobody said anything, gave no answer, or took it back', () => {
    expect(sentence(answer({}, [0, 0], { state: 'Not reported' }))).toBe('Nobody has said anything about 3 May 2021.');
    expect(sentence(answer({}, [0, 0], { state: 'Not reported', abstaining: 1 }))).toBe(
      'On 3 May 2021: nobody gives an answer, though one claim mentions it without a position.',
    );
    expect(sentence(answer({}, [0, 0], { state: 'Withdrawn' }))).toBe(
      'On 3 May 2021: what was said has been taken back.',
    );
  });
});

test('in brief it is the sides, or the one value', () => {
  expect(answerInBrief(answer({ yes: [3, 3], no: [1, 2] }))).toBe('yes: 3 origins; no: 1 to 2');
  expect(answerInBrief(answer({ yes: [2, 2] }, [0, 0], { state: 'Agreed' }))).toBe('yes');
  expect(answerInBrief(answer({}, [0, 0], { state: 'Not reported' }))).toBe('nothing said');
});

test('a claim that gives no date is said as of when its document was published', () => {
  expect(whenWords('2021-05-03/', '2021-06')).toBe('from 3 May 2021, end not known');
  expect(whenWords(null, '2021-06')).toBe('no date given, published June 2021');
  expect(whenWords(null, null)).toBe('no date given, publication not dated');
});
