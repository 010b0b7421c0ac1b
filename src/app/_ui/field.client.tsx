'use client';

import type { ReactNode } from 'react';
import { useController } from 'react-hook-form';
import { directionOf } from '@/domain/document/direction-of';
import styles from './field.module.css';
import form from './form.module.css';
import { fieldId } from './problem.client';

/** What every field has: its path in the form, a visible label, perhaps a hint. */
type FieldProps = { name: string; label: string; hint?: ReactNode; optional?: boolean };

/** One choice of a select; choices that share a group stand under its name. */
export type Option = { value: string; label: string; group?: string };

function useField({ name, hint }: FieldProps) {
  const { field, fieldState } = useController({ name });
  const id = fieldId(name);
  const message = fieldState.error?.message;
  const described = [hint && `${id}-hint`, message && `${id}-error`].filter(Boolean).join(' ');
  const control = {
    ...field,
    value: (field.value as string | undefined) ?? '',
    id,
    className: styles.control,
    ...(message ? { 'aria-invalid': true } : {}),
    ...(described ? { 'aria-describedby': described } : {}),
  };
  return { control, message };
}

/** A control under its visible label, with hint and error. */
export function Labelled({
  name,
  label,
  hint,
  optional,
  message,
  children,
}: FieldProps & { message: string | undefined; children: ReactNode }) {
  const id = fieldId(name);
  return (
    <div className={message ? `${styles.field} ${styles.wrong}` : styles.field}>
      <label htmlFor={id}>
        {label}
        {optional && <span className={styles.optional}> (optional)</span>}
      </label>
      {hint && (
        <p id={`${id}-hint`} className={form.hint}>
          {hint}
        </p>
      )}
      {message && (
        <p id={`${id}-error`} className={styles.error}>
          <span className="hidden">Error: </span>
          {message}
        </p>
      )}
      {children}
    </div>
  );
}

type TextProps = FieldProps & {
  width?: 'two' | 'four' | 'six' | 'eight';
  numeric?: boolean;
  type?: 'text' | 'url';
  /** Told what was typed, after the form. */
  onType?: (text: string) => void;
  /** Told once the field is left. */
  onLeave?: () => void;
};

/** One line of text or digits, with its label, hint and error. */
export function TextField({ width, numeric, type = 'text', onType, onLeave, ...props }: TextProps) {
  const { control, message } = useField(props);
  return (
    <Labelled {...props} message={message}>
      <input
        {...control}
        onChange={(event) => {
          control.onChange(event);
          onType?.(event.target.value);
        }}
        onBlur={() => {
          control.onBlur();
          onLeave?.();
        }}
        className={width ? `${styles.control} ${styles[width]}` : styles.control}
        type="text"
        inputMode={numeric ? 'numeric' : type}
        autoComplete="off"
        dir="auto"
      />
    </Labelled>
  );
}

/** Several lines of text, in a language where that is known, with their label, hint and error. */
export function TextArea({ language, rows = 3, ...props }: FieldProps & { language?: string; rows?: number }) {
  const { control, message } = useField(props);
  const spoken = language ? { lang: language, dir: directionOf(language) } : { dir: 'auto' };
  return (
    <Labelled {...props} message={message}>
      <textarea {...control} rows={rows} {...spoken} />
    </Labelled>
  );
}

/** Yes or nothing. */
export function CheckField({ name, label, hint }: FieldProps) {
  const { field } = useController({ name });
  const id = fieldId(name);
  return (
    <div className={styles.field}>
      <label className={form.choice}>
        <input
          {...field}
          id={id}
          type="checkbox"
          value=""
          checked={field.value === true}
          onChange={(event) => field.onChange(event.target.checked)}
          {...(hint ? { 'aria-describedby': `${id}-hint` } : {})}
        />
        <span className={styles.said}>{label}</span>
      </label>
      {hint && (
        <p id={`${id}-hint`} className={form.hint}>
          {hint}
        </p>
      )}
    </div>
  );
}

type SelectProps = FieldProps & { options: readonly Option[]; onPick?: (value: string) => void; shown?: string };

/**
 * One choice of several. `onPick` takes the choice instead of the form, for choices that do more than be one; `shown` is
 * then the choice that stands for what the form holds.
 */
export function SelectField({ options, onPick, shown: stands, ...props }: SelectProps) {
  const { control, message } = useField(props);
  const groups = [...new Set(options.map(({ group }) => group))];
  const shown = (group: string | undefined) =>
    options
      .filter((option) => option.group === group)
      .map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ));
  return (
    <Labelled {...props} message={message}>
      <select
        {...control}
        {...(stands === undefined ? {} : { value: stands })}
        {...(onPick ? { onChange: (event) => onPick(event.target.value) } : {})}
      >
        {groups.map((group) =>
          group === undefined ? (
            shown(group)
          ) : (
            <optgroup key={group} label={group}>
              {shown(group)}
            </optgroup>
          ),
        )}
      </select>
    </Labelled>
  );
}
