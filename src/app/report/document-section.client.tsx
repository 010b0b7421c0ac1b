'use client';

import { useWatch } from 'react-hook-form';
import { DateField } from '@/app/_ui/date-field.client';
import { TextField } from '@/app/_ui/field.client';
import styles from '@/app/_ui/form.module.css';
import { LanguageField } from '@/app/_ui/language-field.client';
import { NameField } from '@/app/_ui/name-field.client';
import { RadioField } from '@/app/_ui/radio-field.client';
import { AddressField } from './address-field.client';
import type { ReportDraft } from './report-draft.client';
import { Step, StepSection } from './step.client';

/** Which document the answers were read in: one on record, found by its name, or a new one. */
export function DocumentSection() {
  const from = useWatch<ReportDraft>({ name: 'document.from' });
  return (
    <StepSection legend="1. The document" steps={['document', 'publisher']}>
      <Step id="document">
        <RadioField
          name="document.from"
          label="Where did you read it?"
          options={[
            { value: 'new', label: 'A new document' },
            { value: 'record', label: 'A document on record' },
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
          <>
            <AddressField />
            <TextField name="document.title" label="Title" hint="Its headline, or the first words of a post." />
          </>
        )}
      </Step>
      {from === 'new' && (
        <Step id="publisher">
          <NameField
            name="document.publisher"
            label="Publisher"
            hint="Whose page, channel or paper it is. Who says so comes with each answer."
            kinds={['source']}
          />
          <DateField name="document.published" label="Published" silence="Not known" />
          <div className={styles.pair}>
            <LanguageField name="document.language" label="Language of the document" none="Not said" optional />
            <TextField name="document.edition" label="Edition" hint="Such as “updated 14:20” or “print”." optional />
          </div>
        </Step>
      )}
    </StepSection>
  );
}
