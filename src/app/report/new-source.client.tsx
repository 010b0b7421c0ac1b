'use client';

import { SelectField, TextField } from '@/app/_ui/field.client';
import styles from '@/app/_ui/form.module.css';
import { NameField } from '@/app/_ui/name-field.client';
import { sourceKinds } from '@/domain/source/command';

/** What has to be said of a source that is not on record yet. */
export function NewSource({ at, source }: { at: number; source: string }) {
  return (
    <fieldset className={`${styles.plain} ${styles.inset} ${styles.stack}`}>
      <legend>The new source</legend>
      <TextField name={`sources.${at}.name`} label="Name of the source" />
      <SelectField
        name={`sources.${at}.kind`}
        label="Kind of source"
        options={[{ value: '', label: 'Choose a kind' }, ...sourceKinds.map((kind) => ({ value: kind, label: kind }))]}
      />
      <NameField
        name={`sources.${at}.partOf`}
        label="Part of"
        optional
        hint="The institution it speaks for. Two voices of one institution count as one origin."
        kinds={['source']}
        except={source}
      />
    </fieldset>
  );
}
