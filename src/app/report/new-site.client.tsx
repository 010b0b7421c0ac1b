'use client';

import { useWatch } from 'react-hook-form';
import { SelectField, TextField } from '@/app/_ui/field.client';
import styles from '@/app/_ui/form.module.css';
import { siteKinds } from '@/domain/site/command';

/** How exact a point is, in metres. */
const precisions = [
  ['100', 'to about 100 m: the very place'],
  ['1000', 'to about 1 km: a base, a quarter'],
  ['5000', 'to about 5 km: a town'],
  ['25000', 'to about 25 km: a district'],
  ['100000', 'to about 100 km: a province'],
] as const;

/** What has to be said of a site that is not on record yet. */
export function NewSite({ at }: { at: number }) {
  const [coordinates, precision] = useWatch({ name: [`sites.${at}.coordinates`, `sites.${at}.precision`] }) as string[];
  const own = precision && !precisions.some(([value]) => value === precision) ? [[precision, `to ${precision} m`]] : [];
  return (
    <fieldset className={`${styles.plain} ${styles.inset} ${styles.stack}`}>
      <legend>The new site</legend>
      <TextField name={`sites.${at}.name`} label="Name of the site" />
      <TextField
        name={`sites.${at}.aliases`}
        label="Other names and spellings"
        hint="With commas between them, in any script: قاعدة بلد, Joint Base Balad."
        optional
      />
      <SelectField
        name={`sites.${at}.kind`}
        label="Kind of site"
        options={[{ value: '', label: 'Choose a kind' }, ...siteKinds.map((kind) => ({ value: kind, label: kind }))]}
      />
      <TextField name={`sites.${at}.within`} label="Within" hint="The widest first, such as Iraq, Salah al-Din." />
      <TextField
        name={`sites.${at}.coordinates`}
        label="Coordinates"
        hint="Latitude and longitude, such as 33.94, 44.36."
        optional
      />
      {coordinates?.trim() && (
        <SelectField
          name={`sites.${at}.precision`}
          label="How exact is that point?"
          options={[
            { value: '', label: 'Choose how exact' },
            ...[...precisions, ...own].map(([value = '', label = '']) => ({ value, label })),
          ]}
        />
      )}
    </fieldset>
  );
}
