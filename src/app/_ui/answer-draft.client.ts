import { type Answer, answerSchema } from '@/domain/answer/answer';
import { type Term, taxonomies } from '@/domain/answer/category';
import type { Attribute } from '@/domain/question/vocabulary';
import { isNumberForm, isWordForm, termPrefix } from './answer-forms.client';
import { blankDate, type DateDraft, draftDate, isDateForm, readDate } from './date-draft.client';
import type { Problem, Reading } from './problem.client';

/** An answer as typed. `form` is the way it is answered, empty when not stated; the other parts count as it needs them. */
export type AnswerDraft = {
  form: string;
  n: string;
  m: string;
  term: string;
  text: string;
  place: string;
  site: string;
  date: DateDraft;
};

/** An answer nobody has given yet: not stated. */
export const blankAnswer: AnswerDraft = {
  form: '',
  n: '',
  m: '',
  term: '',
  text: '',
  place: '',
  site: '',
  date: blankDate,
};

/** The answer that was typed, or what has to be put right; fields are parts of the draft. */
export function readAnswer(attribute: Attribute | undefined, draft: AnswerDraft): Reading<Answer> {
  const parts = partsOf(attribute, draft);
  if ('problems' in parts) return parts;
  const read = answerSchema.safeParse(parts.value);
  if (read.success) return { value: read.data };
  const problems = read.error.issues.map(({ path, message }) => ({ field: answerPart(path[0], draft), message }));
  return { problems };
}

/** The field of the form in which a part of an answer is typed. */
export function answerPart(part: PropertyKey | undefined, draft: AnswerDraft): string {
  if (part === 'edtf') return draft.form === 'edtf' ? 'date.edtf' : 'date.from.year';
  if (part === 'path') return 'place';
  const typed = draft.form.startsWith(termPrefix) ? [] : ['n', 'm', 'term', 'text', 'site'];
  return typed.includes(String(part)) ? String(part) : 'form';
}

function partsOf(attribute: Attribute | undefined, draft: AnswerDraft): Reading<unknown> {
  const { form } = draft;
  if (form === 'unknown') return { value: { kind: 'unknown' } };
  if (form === 'yes' || form === 'no') return { value: { kind: 'truth', value: form } };
  if (isWordForm(form)) return { value: { kind: 'count', form } };
  if (isNumberForm(form)) return countParts(form, draft);
  if (isDateForm(form)) {
    const read = readDate(form, draft.date);
    if ('value' in read) return { value: { kind: 'time', edtf: read.value } };
    return { problems: read.problems.map(({ field, message }) => ({ field: `date.${field}`, message })) };
  }
  const kind = attribute?.kind;
  if (form.startsWith(termPrefix)) return { value: { kind, term: form.slice(termPrefix.length) } };
  if (form === 'other term') return filled('term', draft.term, 'Enter the term.', (term) => ({ kind, term }));
  if (form === 'text') return filled('text', draft.text, 'Say it in words.', (text) => ({ kind: 'text', text }));
  if (form === 'site') return filled('site', draft.site, 'Choose a site.', (site) => ({ kind: 'place', site }));
  if (form === 'path')
    return filled('place', draft.place, 'Enter at least one place.', (names) => ({
      kind: 'place',
      path: names.split(/[,،]/u).flatMap((name) => name.trim() || []),
    }));
  return { problems: [{ field: 'form', message: 'Choose what it says.' }] };
}

function filled(field: string, typed: string, missing: string, make: (typed: string) => unknown): Reading<unknown> {
  return typed.trim() ? { value: make(typed.trim()) } : { problems: [{ field, message: missing }] };
}

function countParts(form: string, draft: AnswerDraft): Reading<unknown> {
  const problems: Problem[] = [];
  const read = (field: 'n' | 'm') => {
    const digits = draft[field].replace(/[\s,.]/gu, '');
    if (!/^\d+$/.test(digits)) problems.push({ field, message: 'Enter a whole number, such as 4.' });
    return Number(digits);
  };
  const value = { kind: 'count', form, n: read('n'), ...(form === 'between' ? { m: read('m') } : {}) };
  return problems.length > 0 ? { problems } : { value };
}

/** A recorded answer as a person would have typed it; words that were erased are blank. */
export function draftAnswer(answer: Answer): AnswerDraft {
  switch (answer.kind) {
    case 'count':
      return {
        ...blankAnswer,
        form: answer.form,
        ...('n' in answer ? { n: String(answer.n) } : {}),
        ...('m' in answer ? { m: String(answer.m) } : {}),
      };
    case 'time': {
      const { form, date } = draftDate(answer.edtf);
      return { ...blankAnswer, form, date };
    }
    case 'place':
      return 'site' in answer
        ? { ...blankAnswer, form: 'site', site: answer.site }
        : { ...blankAnswer, form: 'path', place: answer.path.join(', ') };
    case 'category':
    case 'party':
      return isListed(taxonomies[answer.kind], answer.term)
        ? { ...blankAnswer, form: `${termPrefix}${answer.term}` }
        : { ...blankAnswer, form: 'other term', term: answer.term };
    case 'truth':
      return { ...blankAnswer, form: answer.value };
    // There is no form for these yet: what is on record is kept as it is.
    case 'tally':
    case 'unknown':
      return { ...blankAnswer, form: 'unknown' };
    case 'text':
      return { ...blankAnswer, form: 'text', text: answer.text ?? '' };
  }
}

const isListed = (terms: readonly Term[], sought: string): boolean =>
  terms.some(({ term, kinds = [] }) => term === sought || isListed(kinds, sought));
