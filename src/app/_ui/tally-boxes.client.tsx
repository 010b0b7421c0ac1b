'use client';

import { useWatch } from 'react-hook-form';
import { DateField } from './date-field.client';
import { SelectField, TextField } from './field.client';
import styles from './form.module.css';
import { NameField } from './name-field.client';
import { SaidField } from './said-field.client';

/** A claim about many incidents: the nth or so many, within which time, up to which day, where, and what is counted. */
export function TallyBoxes({ name, form }: { name: string; form: string }) {
  const window = useWatch({ name: `${name}.window` }) as string;
  return (
    <div className={`${styles.inset} ${styles.stack}`}>
      {form === 'tally nth' ? (
        <TextField name={`${name}.n`} label="Its number in the series" hint="23 for the 23rd." width="eight" numeric />
      ) : (
        <SaidField name={name} label="How many, as it is said" />
      )}
      <SelectField
        name={`${name}.window`}
        label="Counted"
        options={[
          { value: 'days', label: 'within a number of days' },
          { value: 'since', label: 'since a date' },
        ]}
      />
      {window === 'since' ? (
        <DateField name={`${name}.since`} label="Since" silence="Choose how exactly it is known" />
      ) : (
        <TextField name={`${name}.days`} label="Within how many days" width="eight" numeric />
      )}
      <DateField
        name={`${name}.on`}
        label="As of"
        hint="The day it speaks of: often the day it was published."
        silence="Choose how exactly it is known"
      />
      <NameField
        name={`${name}.site`}
        label="Only at one site"
        hint="Left blank, it counts everywhere."
        kinds={['site']}
        optional
      />
      <TextField name={`${name}.text`} label="What is counted" hint="Such as attacks on coalition bases." optional />
    </div>
  );
}
