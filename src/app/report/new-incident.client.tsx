'use client';

import { useFormContext, useWatch } from 'react-hook-form';
import { blankAnswer } from '@/app/_ui/answer-draft.client';
import buttons from '@/app/_ui/buttons.module.css';
import { readWhen } from '@/app/_ui/date-draft.client';
import { DateField } from '@/app/_ui/date-field.client';
import { SelectField, TextField } from '@/app/_ui/field.client';
import field from '@/app/_ui/field.module.css';
import styles from '@/app/_ui/form.module.css';
import { NameField } from '@/app/_ui/name-field.client';
import { pickedIn } from '@/app/_ui/picked.client';
import { fieldId, focusField } from '@/app/_ui/problem.client';
import { incidentKinds } from '@/domain/incident/command';
import type { NearIncident } from '@/queries/list-near-incidents';
import { NearIncidents, useNearIncidents } from './near-incidents.client';
import { blankRow, type IncidentDraft, type ReportDraft } from './report-draft.client';

/**
 * An incident that is not on record yet: where and when it was, then the incidents on record that it may be, and only
 * then its title and kind. The date becomes an answer of its own, since an incident asserts nothing.
 */
export function NewIncident({ at }: { at: number }) {
  const form = useFormContext<ReportDraft>();
  const incident = useWatch<ReportDraft, `incidents.${number}`>({ name: `incidents.${at}` }) as IncidentDraft;
  const { near, state } = useNearIncidents(incident);
  const error = form.formState.errors.incidents?.[at]?.isNew?.message;

  const isDated = () => {
    const read = readWhen(incident.when);
    if (!read || 'value' in read) return true;
    for (const { field, message } of read.problems)
      form.setError(`incidents.${at}.when.date.${field}` as 'note', { type: 'read', message });
    focusField(`incidents.${at}.when.date.${read.problems[0]?.field}`);
    return false;
  };
  const open = () => {
    if (!isDated()) return;
    form.setValue('answers', withDate(form.getValues('answers'), incident, `incident:${incident.incident}`));
    form.setValue(
      `incidents.${at}.seen`,
      near.map(({ id }) => id),
    );
    form.setValue(`incidents.${at}.isNew`, true, { shouldDirty: true });
    form.clearErrors(`incidents.${at}`);
    setTimeout(() => focusField(`incidents.${at}.title`));
  };
  const take = (known: NearIncident) => {
    if (!isDated()) return;
    const row = form.getValues('answers').findIndex(({ subject }) => subject === `incident:${incident.incident}`);
    takeInstead(form, incident, known);
    setTimeout(() => focusField(`answers.${row}.subject`), 50);
  };

  const id = `${fieldId(`incidents.${at}.isNew`)}`;
  return (
    <fieldset className={`${styles.plain} ${styles.inset} ${styles.stack}`}>
      <legend>The new incident</legend>
      <NameField
        name={`incidents.${at}.site`}
        label="Where was it?"
        hint="A site, by any of its names. Leave it blank when it is not known."
        kinds={['site']}
        optional
      />
      {incident.isNew ? (
        <>
          <TextField
            name={`incidents.${at}.title`}
            label="Title of the incident"
            hint="Plain and short, such as Rocket attack, Balad Air Base."
          />
          <SelectField
            name={`incidents.${at}.kind`}
            label="Kind of incident"
            options={[
              { value: '', label: 'Choose a kind' },
              ...incidentKinds.map((kind) => ({ value: kind, label: kind })),
            ]}
          />
        </>
      ) : (
        <>
          <DateField name={`incidents.${at}.when`} label="When was it?" silence="Not known" />
          <NearIncidents near={near} state={state} onUse={take} />
          {error && (
            <p id={`${id}-error`} className={field.error}>
              <span className="hidden">Error: </span>
              {error}
            </p>
          )}
          <div className={buttons.buttons}>
            <button
              type="button"
              id={id}
              className={buttons.secondary}
              {...(error ? { 'aria-describedby': `${id}-error` } : {})}
              onClick={open}
            >
              {near.length > 0 ? 'It is none of these: open a new incident' : 'Go on with the new incident'}
            </button>
          </div>
        </>
      )}
    </fieldset>
  );
}

/** The rows with the date an incident was opened with as an answer of its own, after the first about it. */
function withDate(
  rows: ReportDraft['answers'],
  { when, incident }: IncidentDraft,
  subject: string,
): ReportDraft['answers'] {
  const read = readWhen(when);
  const first = rows.findIndex((row) => row.subject === `incident:${incident}`);
  if (!read || 'problems' in read || first < 0) return rows;
  const date = {
    ...blankRow(rows[first]),
    subject,
    attribute: 'date',
    answer: { ...blankAnswer, ...when },
    isOfOpening: true,
  };
  return [...rows.slice(0, first + 1), date, ...rows.slice(first + 1)];
}

/** Turns every answer about a new incident to one on record; what was typed of the date stays, as an answer. */
export function takeInstead(
  form: Pick<ReturnType<typeof useFormContext<ReportDraft>>, 'getValues' | 'setValue' | 'clearErrors'>,
  incident: IncidentDraft,
  known: Pick<NearIncident, 'id' | 'title' | 'site' | 'date'>,
): void {
  const subject = `incident:${known.id}`;
  const detail = [known.site, known.date].filter(Boolean).join(' · ') || null;
  const rows = incident.isNew ? form.getValues('answers') : withDate(form.getValues('answers'), incident, subject);
  form.setValue('names', { ...form.getValues('names'), [subject]: { label: known.title, detail } });
  form.setValue(
    'answers',
    rows.map((row) => (pickedIn(row.subject) === `incident:${incident.incident}` ? { ...row, subject } : row)),
    { shouldDirty: true },
  );
  form.clearErrors('incidents');
}
