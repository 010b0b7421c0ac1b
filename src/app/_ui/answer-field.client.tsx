'use client';

import { useFormContext, useWatch } from 'react-hook-form';
import { type AnswerDraft, readAnswer } from './answer-draft.client';
import { answerForms, isNumberForm, isTallyForm, notStated } from './answer-forms.client';
import { isDateForm } from './date-draft.client';
import { DateBoxes } from './date-field.client';
import { SelectField, TextArea, TextField } from './field.client';
import styles from './form.module.css';
import { NameField } from './name-field.client';
import { SaidField } from './said-field.client';
import { TallyBoxes } from './tally-boxes.client';
import { useVocabulary } from './vocabulary.client';

type AnswerFieldProps = {
  name: string;
  attribute: string;
  /** Whether “Not stated” is a choice: in a report it is, in a correction the claim exists already. */
  maySayNothing: boolean;
  /** Whether the record already answers by yes or no. */
  isTruth?: boolean;
};

/** Enters one answer: a number as it is said, or first what sort of answer it is and then the boxes that sort needs. */
export function AnswerField({ name, attribute: asked, maySayNothing, isTruth = false }: AnswerFieldProps) {
  const { setValue, getValues } = useFormContext();
  const form = useWatch({ name: `${name}.form` }) as AnswerDraft['form'];
  const attribute = useVocabulary().findAttribute(asked);
  const options = answerForms(attribute, isTruth);
  const maySpeak = attribute?.kinds.includes('count') === true && (form === '' || form === 'said');

  const choose = (next: string) => {
    const read = form === 'said' ? readAnswer(attribute, getValues(name) as AnswerDraft) : undefined;
    const count = read && 'value' in read && read.value.kind === 'count' ? read.value : undefined;
    // A number that was understood need not be typed again into its box.
    if (count && isNumberForm(next) && 'n' in count) setValue(`${name}.n`, String(count.n), { shouldDirty: true });
    if (count && next === 'between' && 'm' in count) setValue(`${name}.m`, String(count.m), { shouldDirty: true });
    setValue(`${name}.form`, next, { shouldDirty: true, shouldValidate: true });
  };

  return (
    <>
      {maySpeak && <SaidField name={name} />}
      <SelectField
        name={`${name}.form`}
        label={maySpeak ? 'Or choose what it says' : 'What it says'}
        {...(maySayNothing
          ? { hint: '“Not stated” records nothing: silence is not a claim, and it is not the same as none.' }
          : {})}
        options={maySayNothing ? [notStated, ...options] : options}
        onPick={choose}
      />
      <Boxes name={name} form={form} />
    </>
  );
}

function Boxes({ name, form }: { name: string; form: string }) {
  if (isTallyForm(form)) return <TallyBoxes name={name} form={form} />;
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
  if (form === 'site')
    return (
      <div className={`${styles.inset} ${styles.stack}`}>
        <NameField name={`${name}.site`} label="Site" hint="Type part of its name, in any spelling." kinds={['site']} />
      </div>
    );
  return null;
}
