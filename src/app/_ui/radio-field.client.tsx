'use client';

import { useController } from 'react-hook-form';
import field from './field.module.css';
import form from './form.module.css';
import { fieldId } from './problem.client';

type RadioFieldProps = {
  name: string;
  label: string;
  hint?: string;
  options: readonly { value: string; label: string; hint?: string }[];
  onPick?: (value: string) => void;
};

/** One of a few choices, all of them in sight. */
export function RadioField({ name, label, hint, options, onPick }: RadioFieldProps) {
  const { field: control, fieldState } = useController({ name });
  const id = fieldId(name);
  const message = fieldState.error?.message;
  const described = [hint && `${id}-hint`, message && `${id}-error`].filter(Boolean).join(' ');
  return (
    <fieldset
      className={message ? `${form.plain} ${field.wrong}` : form.plain}
      {...(described ? { 'aria-describedby': described } : {})}
    >
      <legend>{label}</legend>
      {hint ? (
        <p id={`${id}-hint`} className={form.hint}>
          {hint}
        </p>
      ) : null}
      {message ? (
        <p id={`${id}-error`} className={field.error}>
          <span className="hidden">Error: </span>
          {message}
        </p>
      ) : null}
      {options.map(({ value, label: words, hint: more }, at) => (
        <label key={value} className={form.choice}>
          <input
            type="radio"
            name={name}
            value={value}
            {...(at === 0 ? { id, ref: control.ref } : {})}
            checked={control.value === value}
            onBlur={control.onBlur}
            onChange={() => {
              control.onChange(value);
              onPick?.(value);
            }}
          />
          <span>
            {words}
            {more ? <span className={form.hint}> {more}</span> : null}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
