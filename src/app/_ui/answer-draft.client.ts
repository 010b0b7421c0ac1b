import { type Answer, answerSchema } from '@/domain/answer/answer';
import { type Term, taxonomies } from '@/domain/answer/category';
import { describeAnswer } from '@/domain/answer/describe-answer';
import { readCount } from '@/domain/answer/read-count';
import type { Attribute } from '@/domain/question/vocabulary';
import { isNumberForm, isTallyForm, isWordForm, termPrefix } from './answer-forms.client';
import {
  blankDate,
  blankWhen,
  type DateDraft,
  draftDate,
  isDateForm,
  readDate,
  readWhen,
  type WhenDraft,
} from './date-draft.client';
import { pickedIn } from './picked.client';
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
  /** A number in words, as it is said. */
  said: string;
  /** Of a tally: the window it counts in, `days` or `since`, and the day on which it is counted. */
  window: string;
  days: string;
  since: WhenDraft;
  on: WhenDraft;
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
  said: '',
  window: 'days',
  days: '',
  since: { ...blankWhen, form: 'day' },
  on: { ...blankWhen, form: 'day' },
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
  if (isTallyForm(draft.form)) return tallyPart(String(part), draft);
  if (part === 'edtf') return draft.form === 'edtf' ? 'date.edtf' : 'date.from.year';
  if (draft.form === 'said') return 'said';
  if (part === 'path') return 'place';
  const typed = draft.form.startsWith(termPrefix) ? [] : ['n', 'm', 'term', 'text', 'site'];
  return typed.includes(String(part)) ? String(part) : 'form';
}

function tallyPart(part: string, draft: AnswerDraft): string {
  if (part === 'ordinal') return 'n';
  if (part === 'count') return 'said';
  if (part === 'window') return draft.window === 'since' ? 'since.form' : 'days';
  return part === 'on' ? 'on.form' : part === 'site' || part === 'text' ? part : 'form';
}

function partsOf(attribute: Attribute | undefined, draft: AnswerDraft): Reading<unknown> {
  const { form } = draft;
  if (form === 'unknown') return { value: { kind: 'unknown' } };
  if (form === 'yes' || form === 'no') return { value: { kind: 'truth', value: form } };
  if (isWordForm(form)) return { value: { kind: 'count', form } };
  if (form === 'said') return saidParts(draft);
  if (isTallyForm(form)) return tallyParts(form, draft);
  if (isNumberForm(form)) return countParts(form, draft);
  if (isDateForm(form)) {
    const read = readDate(form, draft.date);
    if ('value' in read) return { value: { kind: 'time', edtf: read.value } };
    return { problems: read.problems.map(({ field, message }) => ({ field: `date.${field}`, message })) };
  }
  if (form.startsWith(termPrefix)) return { value: termAnswer(attribute, form.slice(termPrefix.length)) };
  if (form === 'other term')
    return filled('term', draft.term, 'Enter the term.', (term) => termAnswer(attribute, term));
  if (form === 'text') return filled('text', draft.text, 'Say it in words.', (text) => ({ kind: 'text', text }));
  if (form === 'site') return filled('site', pickedIn(draft.site), notPicked, (site) => ({ kind: 'place', site }));
  if (form === 'path')
    return filled('place', draft.place, 'Enter at least one place.', (names) => ({
      kind: 'place',
      path: splitNames(names),
    }));
  return { problems: [{ field: 'form', message: 'Choose what it says.' }] };
}

/** A term with the kind of answer it is: the one that lists it, else the first that takes terms. */
function termAnswer(attribute: Attribute | undefined, term: string) {
  const kinds = (['category', 'party'] as const).filter((kind) => attribute?.kinds.includes(kind));
  const first = attribute?.kinds.find((kind) => kind === 'category' || kind === 'party');
  return { kind: kinds.find((kind) => isListed(taxonomies[kind], term)) ?? first, term };
}

/** Stands between the names of a path when one of them has a comma itself. */
const inner = '›';

/** Names in one line, as `splitNames` takes them apart again. */
export const joinNames = (names: readonly string[]): string =>
  names.some((name) => /[,،]/u.test(name)) ? [...names, ''].join(` ${inner} `) : names.join(', ');

/** Names written with commas, Arabic commas and all, or on lines of their own. */
export const splitNames = (text: string): string[] =>
  text.split(text.includes(inner) ? inner : /[,،\n]/u).flatMap((name) => name.trim() || []);

const notPicked = 'Pick the site from what is found, or add it as new.';

function filled(field: string, typed: string, missing: string, make: (typed: string) => unknown): Reading<unknown> {
  return typed.trim() ? { value: make(typed.trim()) } : { problems: [{ field, message: missing }] };
}

/** A number in words that is not understood is never guessed at. */
const notUnderstood = 'This is not understood as a number. Write it another way, or choose below how it is said.';

function saidParts(draft: AnswerDraft): Reading<unknown> {
  const count = readCount(draft.said);
  return count ? { value: { kind: 'count', ...count } } : { problems: [{ field: 'said', message: notUnderstood }] };
}

function tallyParts(form: string, draft: AnswerDraft): Reading<unknown> {
  const problems: Problem[] = [];
  const when = (at: 'since' | 'on') => {
    const read = readWhen(draft[at]);
    if (read === null) problems.push({ field: `${at}.form`, message: 'Enter the date.' });
    else if ('problems' in read)
      problems.push(...read.problems.map(({ field, message }) => ({ field: `${at}.date.${field}`, message })));
    return read && 'value' in read ? read.value : '';
  };
  const count = form === 'tally count' ? readCount(draft.said) : undefined;
  if (form === 'tally count' && !count)
    problems.push({ field: 'said', message: 'Write how many there were, such as “almost 30” or “at least 4”.' });
  if (draft.site && !pickedIn(draft.site)) problems.push({ field: 'site', message: notPicked });
  const value = {
    kind: 'tally',
    ...(count ? { count } : { ordinal: readNumber('n', draft, problems, form === 'tally nth') }),
    window: draft.window === 'since' ? { since: when('since') } : { days: readNumber('days', draft, problems, true) },
    on: when('on'),
    ...(pickedIn(draft.site) ? { site: draft.site } : {}),
    ...(draft.text.trim() ? { text: draft.text.trim() } : {}),
  };
  return problems.length > 0 ? { problems } : { value };
}

function readNumber(field: 'n' | 'm' | 'days', draft: AnswerDraft, problems: Problem[], isAsked: boolean): number {
  const typed = draft[field].trim();
  // Separators of thousands only: 64.5 is no whole number, and least of all 645.
  const digits = /^\d{1,3}(?:[\s,.]\d{3})+$/u.test(typed) ? typed.replace(/\D/gu, '') : typed;
  if (isAsked && !/^\d+$/.test(digits)) problems.push({ field, message: 'Enter a whole number, such as 4.' });
  return Number(digits);
}

function countParts(form: string, draft: AnswerDraft): Reading<unknown> {
  const problems: Problem[] = [];
  const read = (field: 'n' | 'm') => readNumber(field, draft, problems, true);
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
        : { ...blankAnswer, form: 'path', place: joinNames(answer.path) };
    case 'category':
    case 'party':
      return isListed(taxonomies[answer.kind], answer.term)
        ? { ...blankAnswer, form: `${termPrefix}${answer.term}` }
        : { ...blankAnswer, form: 'other term', term: answer.term };
    case 'truth':
      return { ...blankAnswer, form: answer.value };
    case 'tally':
      return draftTally(answer);
    case 'unknown':
      return { ...blankAnswer, form: 'unknown' };
    case 'text':
      return { ...blankAnswer, form: 'text', text: answer.text ?? '' };
  }
}

function draftTally({ ordinal, count, window, on, site, text }: Extract<Answer, { kind: 'tally' }>): AnswerDraft {
  return {
    ...blankAnswer,
    ...(count ? { form: 'tally count', said: describeAnswer({ kind: 'count', ...count }) } : { form: 'tally nth' }),
    ...(ordinal === undefined ? {} : { n: String(ordinal) }),
    ...('since' in window
      ? { window: 'since', since: draftDate(window.since) }
      : { window: 'days', days: String(window.days) }),
    on: draftDate(on),
    site: site ?? '',
    text: text ?? '',
  };
}

const isListed = (terms: readonly Term[], sought: string): boolean =>
  terms.some(({ term, kinds = [] }) => term === sought || isListed(kinds, sought));
