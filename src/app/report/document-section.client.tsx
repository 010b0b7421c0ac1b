'use client';

import { useController, useWatch } from 'react-hook-form';
import { DateField } from '@/app/_ui/date-field.client';
import { SelectField, TextField } from '@/app/_ui/field.client';
import styles from '@/app/_ui/form.module.css';
import type { Choices } from '@/queries/list-choices';
import type { ReportDraft } from './report-draft.client';
import { SourceField } from './sources.client';

/** Which document the answers were read in: one on record, or a new one. */
export function DocumentSection({ choices }: { choices: Choices }) {
  const from = useWatch<ReportDraft>({ name: 'document.from' });
  const publishers = new Map(choices.sources.map(({ id, name }) => [id, name]));
  const documents = choices.documents.map(({ id, title, publisher, published }) => ({
    value: id,
    label: [title, publishers.get(publisher), published].filter(Boolean).join(' – '),
  }));
  return (
    <fieldset className={styles.section}>
      <legend>1. The document</legend>
      <fieldset className={styles.plain}>
        <legend>Where did you read it?</legend>
        <Choice value="new" label="A new document" />
        <Choice value="record" label="A document on record" />
      </fieldset>
      {from === 'record' ? (
        <SelectField
          name="document.known"
          label="Document"
          options={[{ value: '', label: 'Choose a document' }, ...documents]}
        />
      ) : (
        <NewDocument />
      )}
    </fieldset>
  );
}

function Choice({ value, label }: { value: ReportDraft['document']['from']; label: string }) {
  const { field } = useController<ReportDraft, 'document.from'>({ name: 'document.from' });
  return (
    <label className={styles.choice}>
      <input
        type="radio"
        name={field.name}
        value={value}
        checked={field.value === value}
        onChange={() => field.onChange(value)}
        onBlur={field.onBlur}
      />
      {label}
    </label>
  );
}

function NewDocument() {
  return (
    <>
      <TextField name="document.title" label="Title" hint="Its headline, or the first words of a post." />
      <SourceField
        name="document.publisher"
        label="Publisher"
        hint="Whose page, channel or paper it is. Who says so comes with each answer."
        none="Choose a source"
      />
      <TextField
        name="document.address"
        label="Web address"
        hint="Kept as text. Palimpsest never opens it."
        type="url"
        optional
      />
      <DateField name="document.published" label="Published" silence="Not known" />
      <div className={styles.pair}>
        <TextField
          name="document.language"
          label="Language of the document"
          hint="A code, such as en, ar or fa."
          optional
        />
        <TextField name="document.edition" label="Edition" hint="Such as “updated 14:20” or “print”." optional />
      </div>
    </>
  );
}
