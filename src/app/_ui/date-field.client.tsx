'use client';

import { useWatch } from 'react-hook-form';
import { answerSchema } from '@/domain/answer/answer';
import { describeAnswer } from '@/domain/answer/describe-answer';
import { type DateDraft, type DateForm, dateForms, isDateForm, readDate } from './date-draft.client';
import { SelectField, TextField } from './field.client';
import styles from './form.module.css';

/** The boxes of a date in the chosen form, and under them the date in words as it will be recorded. */
export function DateBoxes({ name, form }: { name: string; form: DateForm }) {
  const draft = useWatch({ name }) as DateDraft;
  const two = form === 'interval' || form === 'one-of';
  const read = readDate(form, draft);
  const answer = 'value' in read ? answerSchema.safeParse({ kind: 'time', edtf: read.value }) : undefined;
  return (
    <div className={styles.stack}>
      {form === 'edtf' ? (
        <TextField
          name={`${name}.edtf`}
          label="Date as EDTF"
          hint="Levels 0 to 2, such as 2021-05-03?, 2021-04-22/2021-04-23 or [2021-05-02,2021-05-03]."
        />
      ) : (
        <>
          <DayBoxes name={`${name}.from`} legend={two ? 'First date' : 'Date'} form={form} />
          {two && <DayBoxes name={`${name}.to`} legend="Second date" form={form} />}
        </>
      )}
      {form === 'clock' && (
        <div className={styles.row}>
          <TextField name={`${name}.clock`} label="Time" hint="24 hours, such as 20:00" width="eight" />
          <TextField name={`${name}.offset`} label="Ahead of UTC" hint="Baghdad: +03:00" width="eight" />
        </div>
      )}
      {form === 'interval' && (
        <p className={styles.hint}>
          It may have lasted, or it was some time between the two, such as the night from one day to the next.
        </p>
      )}
      {form === 'one-of' && <p className={styles.hint}>The document itself gives both and does not choose.</p>}
      <p className={styles.sentence} aria-live="polite">
        {answer?.success ? `In words: ${describeAnswer(answer.data)}` : ''}
      </p>
    </div>
  );
}

/** The boxes of one day, month and year under a legend. */
export function DayBoxes({ name, legend, form }: { name: string; legend: string; form: DateForm }) {
  const mayBlank = form !== 'month' && form !== 'year' && form !== 'clock';
  return (
    <fieldset className={styles.plain}>
      <legend>{legend}</legend>
      {mayBlank && <p className={styles.hint}>Leave the day blank when only the month is known.</p>}
      <div className={styles.row}>
        {form !== 'month' && form !== 'year' && <TextField name={`${name}.day`} label="Day" width="two" numeric />}
        {form !== 'year' && <TextField name={`${name}.month`} label="Month" width="six" />}
        <TextField name={`${name}.year`} label="Year" width="four" numeric />
      </div>
    </fieldset>
  );
}

type DateFieldProps = { name: string; label: string; hint?: string; silence: string };

/** When something was: first how exactly it is known, then the date. `silence` is the choice that records nothing. */
export function DateField({ name, label, hint, silence }: DateFieldProps) {
  const form = useWatch({ name: `${name}.form` }) as string;
  const options = Object.entries(dateForms).map(([value, words]) => ({ value, label: words }));
  return (
    <>
      <SelectField
        name={`${name}.form`}
        label={label}
        {...(hint ? { hint } : {})}
        options={[{ value: '', label: silence }, ...options]}
      />
      {isDateForm(form) && (
        <div className={styles.inset}>
          <DateBoxes name={`${name}.date`} form={form} />
        </div>
      )}
    </>
  );
}
