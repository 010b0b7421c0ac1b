'use client';

import { useFormContext, useWatch } from 'react-hook-form';
import { describeAnswer } from '@/domain/answer/describe-answer';
import { readCount } from '@/domain/answer/read-count';
import { TextField } from './field.client';
import styles from './form.module.css';

/** A number as it is said, and beneath it in words what it will be recorded as. `name` is the answer's place in the form. */
export function SaidField({ name, label = 'The number, as it is said' }: { name: string; label?: string }) {
  const { setValue, getValues } = useFormContext();
  const said = useWatch({ name: `${name}.said` }) as string | undefined;
  const count = said?.trim() ? readCount(said) : undefined;
  const turn = (text: string) => {
    const form = getValues(`${name}.form`) as string;
    if (form !== '' && form !== 'said') return;
    setValue(`${name}.form`, text.trim() ? 'said' : '', { shouldDirty: true });
  };
  return (
    <div>
      <TextField
        name={`${name}.said`}
        label={label}
        hint="Such as about 14, at least three, between 3 and 6, several, ٣."
        onType={turn}
      />
      <p className={styles.read} aria-live="polite">
        {said?.trim()
          ? count
            ? `Recorded as: ${describeAnswer({ kind: 'count', ...count })}`
            : 'Not understood as a number yet.'
          : ''}
      </p>
    </div>
  );
}
