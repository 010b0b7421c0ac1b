'use client';

import { useWatch } from 'react-hook-form';
import { describeValidity } from '@/domain/answer/describe-validity';
import type { WhenDraft } from './date-draft.client';
import { DayBoxes } from './date-field.client';
import { SelectField, TextField } from './field.client';
import styles from './form.module.css';
import { isValidityForm, readValidity, type ValidityForm, validityForms } from './validity-draft.client';

/** For when an answer about a site holds, as its document says: optional, in plain words, and under it as it is recorded. */
export function ValidityField({ name }: { name: string }) {
  const draft = useWatch({ name }) as WhenDraft;
  const { form } = draft;
  const read = readValidity(draft);
  return (
    <>
      <SelectField
        name={`${name}.form`}
        label="For when?"
        hint="A site changes: say for when the document says this. When it does not say, leave it."
        optional
        options={[
          { value: '', label: 'It does not say' },
          ...Object.entries(validityForms).map(([value, label]) => ({ value, label })),
        ]}
      />
      {isValidityForm(form) && (
        <div className={`${styles.inset} ${styles.stack}`}>
          <Boxes name={`${name}.date`} form={form} />
          <p className={styles.sentence} aria-live="polite">
            {read && 'value' in read ? `In words: ${describeValidity(read.value)}` : ''}
          </p>
        </div>
      )}
    </>
  );
}

function Boxes({ name, form }: { name: string; form: ValidityForm }) {
  if (form === 'edtf')
    return (
      <TextField
        name={`${name}.edtf`}
        label="For when, as EDTF"
        hint="2020-03/2021-02~ (to about), 2020-03/2021-02? (until at least), 2021-05-03/ (end not known), 2021-05-03/.. (it goes on)."
      />
    );
  if (form === 'between')
    return (
      <>
        <DayBoxes name={`${name}.from`} legend="From" form="interval" />
        <DayBoxes name={`${name}.to`} legend="To" form="interval" />
      </>
    );
  const legend = { 'as-of': 'As of', still: 'From', until: 'Until' }[form];
  return <DayBoxes name={`${name}.from`} legend={legend} form="day" />;
}
