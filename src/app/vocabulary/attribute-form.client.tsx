'use client';

import { useWatch } from 'react-hook-form';
import { SelectField, TextField } from '@/app/_ui/field.client';
import type { Reading } from '@/app/_ui/problem.client';
import { trpc } from '@/app/_ui/trpc.client';
import { useVocabulary } from '@/app/_ui/vocabulary.client';
import { answerKinds } from '@/domain/answer/answer';
import { type DefineAttribute, defineAttributeSchema } from '@/domain/vocabulary/command';
import { answerKindWords } from './answer-kind-words.client';
import { ChoicesField } from './choices-field.client';
import { DefinitionForm } from './definition-form.client';

type Draft = {
  attribute: string;
  group: string;
  subjects: string[];
  kinds: string[];
  cumulative: string[];
  scopes: string;
  defaultScope: string;
};

const empty: Draft = {
  attribute: '',
  group: 'What',
  subjects: [],
  kinds: [],
  cumulative: [],
  scopes: '',
  defaultScope: '',
};

/** Defines a question that can then be asked of incidents or sites. */
export function AttributeForm() {
  const { scopeLists } = useVocabulary();
  const lists = Object.keys(scopeLists);
  return (
    <DefinitionForm<Draft, DefineAttribute>
      label="Define a question"
      empty={empty}
      read={readAttribute}
      tell={tellAttribute}
      send={(input, options) => trpc.defineAttribute.mutate(input, options)}
    >
      <TextField name="attribute" label="Name" hint="In plain words, as pages will call it, such as airport closed." />
      <SelectField
        name="group"
        label="Where it stands on a record"
        options={['When', 'Where', 'What', 'Harm', 'Who'].map((group) => ({ value: group, label: group }))}
      />
      <ChoicesField
        name="subjects"
        label="Of what it is asked"
        options={[
          { value: 'incident', label: 'incidents' },
          { value: 'site', label: 'sites' },
        ]}
      />
      <ChoicesField
        name="kinds"
        label="How it is answered"
        hint="At most four; the one chosen first is the usual one. “Unclear” can always be answered."
        options={answerKinds
          .filter((kind) => kind !== 'unknown')
          .map((kind) => ({ value: kind, label: answerKindWords[kind] ?? kind }))}
      />
      <ChoicesField
        name="cumulative"
        label="Whether its figures grow"
        optional
        options={[{ value: 'yes', label: 'a later, higher figure overtakes an earlier one, as with the wounded' }]}
      />
      <SelectField
        name="scopes"
        label="What exactly it can count"
        optional
        options={[{ value: '', label: 'Nothing narrower' }, ...lists.map((list) => ({ value: list, label: list }))]}
      />
      <DefaultScope />
    </DefinitionForm>
  );
}

function DefaultScope() {
  const list = useWatch<Draft>({ name: 'scopes' }) as string;
  const { scopeLists } = useVocabulary();
  if (!list) return null;
  return (
    <SelectField
      name="defaultScope"
      label="What a claim means that does not say"
      optional
      options={[
        { value: '', label: 'It must say' },
        ...(scopeLists[list] ?? []).map(({ id, label }) => ({ value: id, label })),
      ]}
    />
  );
}

function readAttribute(draft: Draft): Reading<DefineAttribute> {
  const { attribute, group, subjects, kinds, cumulative, scopes, defaultScope } = draft;
  const problems = [
    ...(attribute.trim() === '' ? [{ field: 'attribute', message: 'Give it a name.' }] : []),
    ...(subjects.length === 0 ? [{ field: 'subjects', message: 'Say of what it is asked.' }] : []),
    ...(kinds.length === 0 ? [{ field: 'kinds', message: 'Say how it is answered.' }] : []),
    ...(kinds.length > 4 ? [{ field: 'kinds', message: 'Choose at most four ways to answer it.' }] : []),
  ];
  if (problems.length > 0) return { problems };
  const parsed = defineAttributeSchema.safeParse({
    type: 'DefineAttribute',
    attribute: attribute.trim(),
    group,
    subjects,
    kinds,
    ...(cumulative.length > 0 ? { cumulative: true } : {}),
    ...(scopes ? { scopes } : {}),
    ...(scopes && defaultScope ? { defaultScope } : {}),
  });
  if (parsed.success) return { value: parsed.data };
  return { problems: parsed.error.issues.map(({ path, message }) => ({ field: String(path[0] ?? ''), message })) };
}

const tellAttribute = (command: DefineAttribute): [string, string][] => [
  ['Name', command.attribute],
  ['Where it stands', command.group],
  ['Asked of', command.subjects.map((subject) => `${subject}s`).join(' and ')],
  ['Answered by', command.kinds.map((kind) => answerKindWords[kind] ?? kind).join(', ')],
  ['Its figures', command.cumulative ? 'grow: a later, higher one overtakes' : 'do not grow'],
  ['What it can count', command.scopes ?? 'nothing narrower'],
  ...(command.defaultScope ? [['Without a scope it means', command.defaultScope] as [string, string]] : []),
];
