'use client';

import { useWatch } from 'react-hook-form';
import type { AnswerDraft } from './answer-draft.client';
import { answerForms, isNumberForm, notStated } from './answer-forms.client';
import { isDateForm } from './date-draft.client';
import { DateBoxes } from './date-field.client';
import { SelectField, TextArea, TextField } from './field.client';
import styles from './form.module.css';
import { useVocabulary } from './vocabulary.client';

type AnswerFieldProps = {
  name: string;
  attribute: string;
  /** Names of the sites on record, for answers that are a place. */
  sites: readonly string[];
  /** Whether “Not stated” is a choice: in a report it is, in a correction the claim exists already. */
  maySayNothing: boolean;
  /** Whether the record already answers by yes or no. */
  isTruth?: boolean;
};

/** Enters one answer: first what sort of answer it is, then the boxes that sort needs. */
export function AnswerField({ name, attribute, sites, maySayNothing, isTruth = false }: AnswerFieldProps) {
  const form = useWatch({ name: `${name}.form` }) as AnswerDraft['form'];
  const options = answerForms(useVocabulary().findAttribute(attribute), isTruth);
  return (
    <>
      <SelectField
        name={`${name}.form`}
        label="What it says"
        {...(maySayNothing
          ? { hint: '“Not stated” records nothing: silence is not a claim, and it is not the same as none.' }
          : {})}
        options={maySayNothing ? [notStated, ...options] : options}
      />
      <Boxes name={name} form={form} sites={sites} />
    </>
  );
}

function Boxes({ name, form, sites }: { name: string; form: string; sites: readonly string[] }) {
  if (isDateForm(form))
    return (
      <div className={styles.inset}>
        <DateBoxes name={`${name}.date`} form={form} />
      </div>
    );
  if (form === 'between')
    return (
      <div className={`${styles.inset} ${styles.row}`}>
        <TextField name={`${name}.n`} label="Lower number" width="eight" numeric />
        <TextField name={`${name}.m`} label="Higher number" width="eight" numeric />
      </div>
    );
  if (isNumberForm(form))
    return (
      <div className={styles.inset}>
        <TextField name={`${name}.n`} label="Number" width="eight" numeric />
      </div>
    );
  if (form === 'other term')
    return (
      <div className={styles.inset}>
        <TextField name={`${name}.term`} label="Term" hint="As the document puts it. It then stands for itself." />
      </div>
    );
  if (form === 'text')
    return (
      <div className={styles.inset}>
        <TextArea name={`${name}.text`} label="In words" hint="In your own words; the document’s own go below." />
      </div>
    );
  if (form === 'path')
    return (
      <div className={styles.inset}>
        <TextField name={`${name}.place`} label="Place" hint="The widest first, such as Iraq, Diyala, al-Khalis." />
      </div>
    );
  if (form === 'site') {
    const options = [{ value: '', label: 'Choose a site' }, ...sites.map((site) => ({ value: site, label: site }))];
    return (
      <div className={styles.inset}>
        <SelectField name={`${name}.site`} label="Site" options={options} />
      </div>
    );
  }
  return null;
}
