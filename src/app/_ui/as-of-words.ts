import { describeValidity } from '@/domain/answer/describe-validity';
import type { OriginCount } from '@/domain/question/origin-count';
import type { AnswerThen } from '@/queries/over-time';
import { attributeWords, dateWords, lineWords, originWords } from './words';

/** What a line asks: “Houses US troops?”, “Contractors present (US contractors)”. */
export const lineTitle = (attribute: string, scope: string): string =>
  attribute === 'houses' && scope !== '' ? lineWords(attribute, scope) : attributeWords(attribute, scope);

/** For when a claim holds, in words, also where it does not say. */
export const whenWords = (validity: string | null, published: string | null | undefined): string => {
  if (validity !== null) return describeValidity(validity);
  return published ? `no date given, published ${dateWords(published)}` : 'no date given, publication not dated';
};

/**
 * The answer as of a day as a sentence, never a single yes or no where sources differ: “3 origins say yes, 2 say no; 2 of them
 * speak of that very day.” `nearest` is when the nearest claim that does not speak of it was stated.
 */
export function answerSentence(
  { state, values, speaking, abstaining }: AnswerThen,
  day: string | null,
  nearest: string | null,
): string {
  const on = day === null ? 'At a time not known' : `On ${dateWords(day)}`;
  if (values.length === 0) {
    if (state === 'Withdrawn') return `${on}: what was said has been taken back.`;
    if (abstaining > 0) return `${on}: nobody gives an answer, though ${mentions(abstaining)}.`;
    return day === null ? 'Nobody has said anything.' : `Nobody has said anything about ${dateWords(day)}.`;
  }
  const said = values.map(({ value, origins }, index) =>
    index === 0 ? `${originWords(origins)} ${says(origins)} ${value}` : `${counted(origins)} ${says(origins)} ${value}`,
  );
  if (day === null) return `${on}: ${said.join(', ')}.`;
  const instead = speaking[1] > 0 || nearest === null ? '' : `: the nearest is ${nearest}`;
  return `${on}: ${said.join(', ')}; ${speakingWords(speaking, values)} of that very day${instead}.`;
}

/** The values of an answer in brief: “yes: 3 origins; no: 2”; of one value alone the value. */
export function answerInBrief({ state, values, abstaining }: AnswerThen): string {
  if (values.length === 0)
    return state === 'Withdrawn' ? 'taken back' : abstaining > 0 ? 'mentioned, without an answer' : 'nothing said';
  const [first, ...rest] = values;
  if (first && rest.length === 0) return first.value;
  return values
    .map(({ value, origins }, index) => `${value}: ${index === 0 ? originWords(origins) : counted(origins)}`)
    .join('; ');
}

const mentions = (count: number): string =>
  count === 1 ? 'one claim mentions it without a position' : `${count} claims mention it without a position`;

const says = ([, most]: OriginCount): string => (most === 1 ? 'says' : 'say');

const counted = ([least, most]: OriginCount): string => (least === most ? String(least) : `${least} to ${most}`);

function speakingWords(speaking: OriginCount, values: AnswerThen['values']): string {
  const [first, ...others] = values;
  const alone = others.length === 0 ? first?.origins : undefined;
  if (alone?.[1] === 1) return speaking[1] > 0 ? 'it speaks' : 'it does not speak';
  if (speaking[1] === 0) return 'none of them speaks';
  if (alone && String(alone) === String(speaking) && alone[0] === alone[1])
    return alone[0] === 2 ? 'both of them speak' : 'all of them speak';
  return `${counted(speaking)} of them ${speaking[1] === 1 ? 'speaks' : 'speak'}`;
}
