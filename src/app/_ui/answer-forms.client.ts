import type { AnswerKind } from '@/domain/answer/answer';
import { type Term, taxonomies } from '@/domain/answer/category';
import type { Attribute } from '@/domain/question/vocabulary';
import { dateForms } from './date-draft.client';
import type { Option } from './field.client';

/** Counts that come with one number or two. */
export const numberForms = {
  exactly: 'A number',
  between: 'Between two numbers',
  'at-least': 'At least',
  'more-than': 'More than',
  'at-most': 'At most',
  'fewer-than': 'Fewer than',
  about: 'About',
  almost: 'Almost',
} as const;

/** Counts that are said in a word. */
export const wordForms = {
  several: 'Several (no number given)',
  dozens: 'Dozens',
  hundreds: 'Hundreds',
  none: 'None – it says there were none',
} as const;

/** Claims about many incidents: the place of one among them, or how many there were. */
const tallyForms = {
  'tally nth': 'Which it was, such as the 23rd',
  'tally count': 'How many there were',
} as const;

export const isTallyForm = (form: string): boolean => Object.hasOwn(tallyForms, form);

export const isNumberForm = (form: string): form is keyof typeof numberForms => Object.hasOwn(numberForms, form);

export const isWordForm = (form: string): form is keyof typeof wordForms => Object.hasOwn(wordForms, form);

/** The prefix of a form that is a term of a taxonomy. */
export const termPrefix = 'term: ';

/** The choice that records nothing: the document does not say. */
export const notStated: Option = { value: '', label: 'Not stated' };

const unclear: Option = { value: 'unknown', label: 'Unclear – it says nobody knows' };

/** The ways to answer a question, in the words of the form. `isTruth` when the record already answers it by yes or no. */
export function answerForms(attribute: Attribute | undefined, isTruth: boolean): Option[] {
  if (!attribute) return [];
  const kinds = [...attribute.kinds].sort((a, b) => Number(b === attribute.kind) - Number(a === attribute.kind));
  const forms = [...kinds.flatMap((kind) => formsOfKind(kind, attribute, isTruth)), unclear];
  return forms.filter(({ value }, at) => forms.findIndex((other) => other.value === value) === at);
}

function formsOfKind(kind: AnswerKind, attribute: Attribute, isTruth: boolean): Option[] {
  switch (kind) {
    case 'count':
      return choices({ said: 'In words, as written above', ...numberForms, ...wordForms });
    case 'time':
      return choices(dateForms);
    case 'truth':
      if (attribute.kinds.includes('count'))
        // “No” of a number is “None”: two words for one answer would only be a riddle.
        return choices({ yes: 'Yes, some – no number given', ...(isTruth ? { no: 'No' } : {}) });
      return choices({ yes: 'Yes', no: 'No' });
    case 'category':
    case 'party':
      return [...terms(taxonomies[kind]), { value: 'other term', label: 'Another term …' }];
    case 'text':
      return choices({ text: 'In words' });
    case 'place':
      return choices({ path: 'A place by its names', site: 'A site on record' });
    case 'tally':
      return choices(tallyForms);
    case 'unknown':
      return [];
  }
}

const choices = (words: Record<string, string>): Option[] =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

const terms = (listed: readonly Term[], outer = ''): Option[] =>
  listed.flatMap(({ term, kinds = [] }) => [
    { value: `${termPrefix}${term}`, label: `${outer}${term}` },
    ...terms(kinds, `${outer}${term} › `),
  ]);
