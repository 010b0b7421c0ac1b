import { type FieldErrors, type FieldValues, set } from 'react-hook-form';

/** What a person has to put right: the path of the form's field (empty for the form as a whole) and a sentence. */
export type Problem = { field: string; message: string };

/** What came of reading something typed: the value it stands for, or what has to be put right. */
export type Reading<Value> = { value: Value } | { problems: Problem[] };

/** The element a field of the form is found by. */
export const fieldId = (name: string): string => `field-${name.replaceAll('.', '-')}`;

/** Moves the keyboard to a field and shows it, opening what it is folded into. */
export function focusField(name: string): void {
  const element = document.getElementById(fieldId(name));
  const folded = element?.closest('details');
  if (folded) folded.open = true;
  element?.scrollIntoView({ block: 'center' });
  element?.focus({ preventScroll: true });
}

/** Problems in the order their fields stand on the page; those of the form as a whole come last. */
export function inFormOrder(problems: readonly Problem[]): Problem[] {
  const places = [...document.querySelectorAll('[id^="field-"]')].map(({ id }) => id);
  const placeOf = ({ field }: Problem) => (field ? places.indexOf(fieldId(field)) : places.length);
  return [...problems].sort((a, b) => placeOf(a) - placeOf(b));
}

/** Problems in the shape react-hook-form keeps them in; of several on one field the first stands. */
export function nestProblems(problems: readonly Problem[]): FieldErrors {
  const errors: FieldErrors<FieldValues> = {};
  for (const { field, message } of [...problems].reverse()) if (field) set(errors, field, { type: 'read', message });
  return errors;
}
