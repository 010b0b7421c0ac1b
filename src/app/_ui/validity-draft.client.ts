import { validitySchema } from '@/domain/answer/validity';
import { blankDate, type DateForm, draftDate, readDate, type WhenDraft } from './date-draft.client';
import type { Problem, Reading } from './problem.client';

/** The ways to say for when an answer holds, with the words they are offered in. */
export const validityForms = {
  'as-of': 'As of a day',
  between: 'From one date to another',
  still: 'From a date on, and it goes on',
  until: 'Until a date',
  edtf: 'Advanced (EDTF text)',
} as const;

/** A way to say for when an answer holds. */
export type ValidityForm = keyof typeof validityForms;

export const isValidityForm = (form: string): form is ValidityForm => Object.hasOwn(validityForms, form);

/** How the dates of each form are typed. */
const dateFormOf: Record<ValidityForm, DateForm> = {
  'as-of': 'day',
  between: 'interval',
  still: 'day',
  until: 'day',
  edtf: 'edtf',
};

/** The EDTF text of a validity as typed, or what has to be put right in it; null when the document does not say. */
export function readValidity({ form, date }: WhenDraft): Reading<string> | null {
  if (!isValidityForm(form)) return null;
  const read = readDate(dateFormOf[form], date);
  if ('problems' in read)
    return { problems: read.problems.map(({ field, message }) => ({ field: `date.${field}`, message })) };
  const edtf = form === 'still' ? `${read.value}/..` : form === 'until' ? `../${read.value}` : read.value;
  const parsed = validitySchema.safeParse(edtf);
  if (parsed.success) return { value: parsed.data };
  const message = form === 'between' ? 'It ends before it begins.' : (parsed.error.issues[0]?.message ?? '');
  return { problems: [{ field: validityPart(form), message } satisfies Problem] };
}

/** Where a validity is put right as a whole: its text where it was written as text, its last date, else its form. */
export const validityPart = (form: string): string =>
  form === 'edtf' ? 'date.edtf' : form === 'between' ? 'date.to.year' : 'form';

/** A recorded validity as a person would have typed it; what the plain forms cannot say stays EDTF text. */
export function draftValidity(edtf: string | null | undefined): WhenDraft {
  if (!edtf) return { form: '', date: blankDate };
  const [beginning = '', ending] = edtf.split('/');
  const open = ending === '..' ? beginning : beginning === '..' ? ending : undefined;
  const plain = draftDate(open ?? edtf);
  const isPlain = plain.form === 'day' || plain.form === 'month' || plain.form === 'year';
  if (isPlain) return { form: open === undefined ? 'as-of' : ending === '..' ? 'still' : 'until', date: plain.date };
  if (plain.form === 'interval' && open === undefined) return { form: 'between', date: plain.date };
  return { form: 'edtf', date: { ...blankDate, edtf } };
}
