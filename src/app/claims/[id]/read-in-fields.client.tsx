'use client';

import { useWatch } from 'react-hook-form';
import { DateField } from '@/app/_ui/date-field.client';
import { SelectField, TextField } from '@/app/_ui/field.client';
import styles from '@/app/_ui/form.module.css';
import { LanguageField } from '@/app/_ui/language-field.client';
import { NameField } from '@/app/_ui/name-field.client';
import { RadioField } from '@/app/_ui/radio-field.client';
import { AddressField } from '@/app/report/address-field.client';
import type { SourceName } from '@/queries/names';
import { ExcerptFields } from './excerpt-fields.client';
import type { ReadInDraft } from './read-in.client';

type ReadInProps = {
  /** Who may speak of the claim again: its claimant, and the other voices of its institution. */
  voices: readonly SourceName[];
  who: string;
};

/** Who spoke again, in which document, on record or new, and in what words. */
export function ReadInFields({ voices, who }: ReadInProps) {
  const from = useWatch<ReadInDraft>({ name: 'document.from' });
  return (
    <>
      <SelectField
        name="claimant"
        label={who}
        hint="Its claimant, or another voice of the same institution. What anybody else says is a claim of its own."
        options={voices.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <RadioField
        name="document.from"
        label="Where did you read it?"
        options={[
          { value: 'new', label: 'In a new document' },
          { value: 'record', label: 'In a document on record' },
        ]}
      />
      {from === 'record' ? (
        <NameField
          name="document.known"
          label="Document"
          hint="Type part of its title or of who published it."
          kinds={['document']}
        />
      ) : (
        <div className={styles.stack}>
          <AddressField />
          <TextField name="document.title" label="Title" hint="Its headline, or the first words of a post." />
          <NameField
            name="document.publisher"
            label="Publisher"
            hint="Whose page, channel or paper it is: a source on record. A new source comes on record with a report."
            kinds={['source']}
          />
          <DateField name="document.published" label="Published" silence="Not known" />
          <div className={styles.pair}>
            <LanguageField name="document.language" label="Language of the document" none="Not said" optional />
            <TextField name="document.edition" label="Edition" hint="Such as “updated 14:20” or “print”." optional />
          </div>
        </div>
      )}
      <ExcerptFields />
    </>
  );
}
