'use client';

import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import type { Option } from '@/app/_ui/field.client';
import { SelectField, TextField } from '@/app/_ui/field.client';
import styles from '@/app/_ui/form.module.css';
import { mintId } from '@/app/_ui/mint.client';
import { focusField } from '@/app/_ui/problem.client';
import { sourceKinds } from '@/domain/source/command';
import type { SourceName } from '@/queries/names';
import type { ReportDraft, SourceDraft } from './report-draft.client';

/** `homes` says at which field each new source is described: the first of the form that names it. */
type Sources = { onRecord: readonly SourceName[]; coming: SourceDraft[]; homes: Record<string, string> };

const SourcesContext = createContext<Sources>({ onRecord: [], coming: [], homes: {} });

/** Offers the sources on record, and those new with this report, to every source field inside. */
export function SourcesOffered({ onRecord, children }: { onRecord: readonly SourceName[]; children: ReactNode }) {
  const draft = useWatch<ReportDraft>() as ReportDraft;
  const coming = draft.sources.map((source) => ({ ...source }));
  const state = JSON.stringify({ coming, homes: homesOf(draft) });
  const value = useMemo(() => ({ onRecord, ...(JSON.parse(state) as Omit<Sources, 'onRecord'>) }), [onRecord, state]);
  return <SourcesContext value={value}>{children}</SourcesContext>;
}

function homesOf(draft: ReportDraft): Record<string, string> {
  const fields: [string, string][] = [
    ...(draft.document.from === 'new' ? [['document.publisher', draft.document.publisher] as [string, string]] : []),
    ...draft.answers.flatMap((row, at): [string, string][] => [
      [`answers.${at}.claimant`, row.claimant],
      [`answers.${at}.relays`, row.relays],
    ]),
  ];
  return Object.fromEntries(fields.reverse().map(([field, source]) => [source, field]));
}

const aNewOne = 'new';

type SourceFieldProps = {
  name: 'document.publisher' | `answers.${number}.${'claimant' | 'relays'}`;
  label: string;
  hint: string;
  none: string;
};

/** Picks a source on record, or describes one that is not yet. `none` is the choice of nobody. */
export function SourceField({ name, label, hint, none }: SourceFieldProps) {
  const { onRecord, coming, homes } = useContext(SourcesContext);
  const { setValue, getValues } = useFormContext<ReportDraft>();
  const picked = useWatch<ReportDraft>({ name }) as string;
  const named = coming.filter(({ source }) => Object.hasOwn(homes, source));
  const options: Option[] = [
    { value: '', label: none },
    { value: aNewOne, label: 'A new source …' },
    ...named.map((source) => ({
      value: source.source,
      label: source.name.trim() || 'New source, not named yet',
      group: 'New with this report',
    })),
    ...onRecord.map(({ id, name: label }) => ({ value: id, label, group: 'On record' })),
  ];
  const pick = (value: string) => {
    const source = value === aNewOne ? mintId('s') : value;
    if (value === aNewOne) {
      const sources = getValues('sources');
      setValue('sources', [...sources, { source, name: '', kind: '', partOf: '' }]);
      setTimeout(() => focusField(`sources.${sources.length}.name`));
    }
    setValue(name, source, { shouldDirty: true, shouldValidate: value !== aNewOne && value !== '' });
  };
  const at = coming.findIndex(({ source }) => source === picked);
  return (
    <>
      <SelectField
        name={name}
        label={label}
        hint={hint}
        options={options}
        onPick={pick}
        optional={name.endsWith('relays')}
      />
      {at >= 0 && homes[picked] === name && <NewSource at={at} onRecord={onRecord} />}
    </>
  );
}

function NewSource({ at, onRecord }: { at: number; onRecord: readonly SourceName[] }) {
  const institutions = onRecord.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <fieldset className={`${styles.plain} ${styles.inset} ${styles.stack}`}>
      <legend>The new source</legend>
      <TextField name={`sources.${at}.name`} label="Name of the source" />
      <SelectField
        name={`sources.${at}.kind`}
        label="Kind of source"
        options={[{ value: '', label: 'Choose a kind' }, ...sourceKinds.map((kind) => ({ value: kind, label: kind }))]}
      />
      <SelectField
        name={`sources.${at}.partOf`}
        label="Part of"
        optional
        hint="The institution it speaks for. Two voices of one institution count as one origin."
        options={[{ value: '', label: 'Nobody, or not known' }, ...institutions]}
      />
    </fieldset>
  );
}
