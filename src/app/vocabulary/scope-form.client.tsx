'use client';

import { useWatch } from 'react-hook-form';
import { SelectField, TextField } from '@/app/_ui/field.client';
import type { Reading } from '@/app/_ui/problem.client';
import { trpc } from '@/app/_ui/trpc.client';
import { useVocabulary } from '@/app/_ui/vocabulary.client';
import { type DefineScope, defineScopeSchema } from '@/domain/vocabulary/command';
import { ChoicesField } from './choices-field.client';
import { DefinitionForm } from './definition-form.client';

type Draft = { list: string; newList: string; scope: string; within: string[]; apartFrom: string[] };

const empty: Draft = { list: 'persons', newList: '', scope: '', within: [], apartFrom: [] };

/** Defines what exactly claims may count, in a list there is or a new one. */
export function ScopeForm() {
  const lists = Object.keys(useVocabulary().scopeLists);
  return (
    <DefinitionForm<Draft, DefineScope>
      label="Define a scope"
      empty={empty}
      read={readScope}
      tell={tellScope}
      send={(input, options) => trpc.defineScope.mutate(input, options)}
    >
      <SelectField
        name="list"
        label="List"
        options={[...lists.map((list) => ({ value: list, label: list })), { value: '', label: 'A new list' }]}
      />
      <Parts />
    </DefinitionForm>
  );
}

function Parts() {
  const list = useWatch<Draft>({ name: 'list' }) as string;
  const { scopeLists } = useVocabulary();
  const scopes = (scopeLists[list] ?? []).map(({ id, label }) => ({ value: id, label }));
  return (
    <>
      {list === '' ? <TextField name="newList" label="Name of the new list" /> : null}
      <TextField name="scope" label="Name" hint="In plain words, as pages will call it, such as Iraqi civilians." />
      {scopes.length > 0 ? (
        <>
          <ChoicesField
            name="within"
            label="It lies inside all of"
            hint="What counts here counts there too. Without any it is a whole of its own."
            optional
            options={scopes}
          />
          <ChoicesField
            name="apartFrom"
            label="It shares nothing with"
            hint="Any other may overlap it."
            optional
            options={scopes}
          />
        </>
      ) : null}
    </>
  );
}

function readScope({ list, newList, scope, within, apartFrom }: Draft): Reading<DefineScope> {
  const problems = [
    ...(list === '' && newList.trim() === '' ? [{ field: 'newList', message: 'Give the list a name.' }] : []),
    ...(scope.trim() === '' ? [{ field: 'scope', message: 'Give it a name.' }] : []),
  ];
  if (problems.length > 0) return { problems };
  const isNew = list === '';
  const parsed = defineScopeSchema.safeParse({
    type: 'DefineScope',
    list: isNew ? newList.trim() : list,
    scope: scope.trim(),
    within: isNew ? [] : within,
    apartFrom: isNew ? [] : apartFrom,
  });
  if (parsed.success) return { value: parsed.data };
  return { problems: parsed.error.issues.map(({ path, message }) => ({ field: String(path[0] ?? ''), message })) };
}

const tellScope = ({ list, scope, within, apartFrom }: DefineScope): [string, string][] => [
  ['List', list],
  ['Name', scope],
  ['Lies inside', within.length > 0 ? within.join(' and ') : 'nothing: a whole of its own'],
  ['Shares nothing with', apartFrom.length > 0 ? apartFrom.join(', ') : 'none: it may overlap any other'],
];
