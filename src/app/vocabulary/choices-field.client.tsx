'use client';

import { useController } from 'react-hook-form';
import type { Option } from '@/app/_ui/field.client';
import field from '@/app/_ui/field.module.css';
import form from '@/app/_ui/form.module.css';
import { fieldId } from '@/app/_ui/problem.client';
import styles from './page.module.css';

type Props = { name: string; label: string; hint?: string; optional?: boolean; options: readonly Option[] };

/** Any number of several choices, in the order in which they were chosen. */
export function ChoicesField({ name, label, hint, optional, options }: Props) {
  const { field: control, fieldState } = useController({ name });
  const chosen = control.value as readonly string[];
  const id = fieldId(name);
  const message = fieldState.error?.message;
  const described = [hint && `${id}-hint`, message && `${id}-error`].filter(Boolean).join(' ');
  const toggle = (value: string, isOn: boolean) =>
    control.onChange(isOn ? [...chosen, value] : chosen.filter((other) => other !== value));
  return (
    <fieldset
      id={id}
      tabIndex={-1}
      className={message ? `${form.plain} ${field.wrong}` : form.plain}
      {...(described ? { 'aria-describedby': described } : {})}
    >
      <legend>
        {label}
        {optional ? <span className={field.optional}> (optional)</span> : null}
      </legend>
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
      <div className={styles.choices}>
        {options.map(({ value, label: words }) => (
          <label key={value} className={form.choice}>
            <input
              type="checkbox"
              checked={chosen.includes(value)}
              onChange={(event) => toggle(value, event.target.checked)}
              onBlur={control.onBlur}
            />
            {words}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
