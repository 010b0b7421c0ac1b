import type { Answer } from '@/domain/answer/answer';
import { describeAnswer } from '@/domain/answer/describe-answer';
import type { RecordedAnswer } from '@/domain/claim/event';
import { languageNames } from '@/domain/document/language-names';
import type { Subject } from '@/domain/identifier';
import type { Assessment } from '@/domain/question/assess';
import type { OriginCount } from '@/domain/question/origin-count';
import { labelOf } from '@/domain/question/vocabulary';
import { erased } from '@/queries/names';

/** An answer in words, also where its text was erased. */
export const answerWords = (answer: RecordedAnswer): string =>
  'text' in answer && answer.text === null
    ? answer.kind === 'text'
      ? erased
      : describeAnswer({ ...answer, text: erased })
    : describeAnswer(answer as Answer);

/** What a claim is about in words: the attribute and, in brackets, what exactly it counts. */
export const attributeWords = (attribute: string, scope?: string | null): string => {
  const label = labelOf(attribute);
  return scope ? `${label} (${scope})` : label;
};

/** A label inside a sentence: only its first letter is made small, names keep theirs. */
export const lowerFirst = (label: string): string => label.charAt(0).toLowerCase() + label.slice(1);

/** How a document came by its content, as a verb. */
export const derivationWords = (how: string): string =>
  how === 'based on' ? 'is based on' : how === 'unknown' ? 'uses, in a way not known,' : how;

/** An EDTF date as a page writes it. */
export const dateWords = (edtf: string): string => describeAnswer({ kind: 'time', edtf });

/** "4 origins", "2 to 4 origins": what is left when copies, relays and voices of one institution are counted once. */
export const originWords = ([least, most]: OriginCount): string => {
  if (most === 0) return 'no origin';
  if (least === most) return least === 1 ? '1 origin' : `${least} origins`;
  return `${least} to ${most} origins`;
};

/** "3 incidents", "no incident". */
export const incidentCountWords = (count: number): string =>
  count === 0 ? 'no incident' : count === 1 ? '1 incident' : `${count.toLocaleString('en')} incidents`;

/** The date as sources state it: one value, or the values they disagree on. */
export const dateSentence = (date: Assessment | null): string => {
  if (!date || date.positions.length === 0) return 'no claim about the date';
  const values = date.positions.map(({ value }) => value).join(' or ');
  return date.state === 'Disputed' ? `${values} (disputed)` : values;
};

/** Where a question stands on its subject's page. */
export const questionAnchor = (attribute: string): string => `q-${attribute.replaceAll(' ', '-')}`;

/** A line of a question as its heading: what is counted, or, of a site, whether it houses them. */
export const lineWords = (attribute: string, scope: string): string =>
  attribute === 'houses' ? `Houses ${scope}?` : scope;

/** "1 claim", "3 claims". */
export const plural = (count: number, one: string): string =>
  `${count.toLocaleString('en')} ${one}${count === 1 ? '' : 's'}`;

/** A language by its English name, or its tag where none is known. */
export const languageWords = (tag: string): string => languageNames.find(({ code }) => code === tag)?.name ?? tag;

/** The permanent address of a question: what is asked of a subject. */
export const questionAddress = ({ kind, id }: Subject, attribute: string): string =>
  `/questions/${kind}/${id}/${encodeURIComponent(attribute)}`;
