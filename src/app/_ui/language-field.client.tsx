'use client';

import { useState } from 'react';
import { useController } from 'react-hook-form';
import { languageNames } from '@/domain/document/language-names';
import buttons from './buttons.module.css';
import { SelectField, TextField } from './field.client';

const another = 'another';

const listed = languageNames.map(({ code, name }) => ({ value: code as string, label: name as string }));

/** The name of a language by its tag, or the tag. */
export const languageName = (code: string): string => listed.find(({ value }) => value === code)?.label ?? code;

type LanguageFieldProps = { name: string; label: string; none: string; optional?: boolean };

/** Picks a language by its name; any other is written as a tag. `none` is the choice of no language. */
export function LanguageField({ name, label, none, optional = false }: LanguageFieldProps) {
  const { field } = useController({ name });
  const value = String(field.value ?? '');
  const [isAnother, setAnother] = useState(false);
  const isUnlisted = value !== '' && !listed.some((one) => one.value === value);
  const shown = isAnother || isUnlisted ? another : value;
  if (shown === another)
    return (
      <>
        <TextField name={name} label={label} hint="A tag, such as ku-IQ or syr." width="eight" optional={optional} />
        <div>
          <button
            type="button"
            className={buttons.quiet}
            onClick={() => {
              setAnother(false);
              field.onChange('');
            }}
          >
            Choose a language from the list
          </button>
        </div>
      </>
    );
  return (
    <SelectField
      name={name}
      label={label}
      optional={optional}
      options={[{ value: '', label: none }, ...listed, { value: another, label: 'Another, by its tag …' }]}
      onPick={(code) => {
        setAnother(code === another);
        field.onChange(code === another ? '' : code);
      }}
    />
  );
}
