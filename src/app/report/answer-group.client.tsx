'use client';

import { useFormContext, useWatch } from 'react-hook-form';
import { AnswerField } from '@/app/_ui/answer-field.client';
import { answerForms } from '@/app/_ui/answer-forms.client';
import buttons from '@/app/_ui/buttons.module.css';
import { type Option, SelectField, TextArea, TextField } from '@/app/_ui/field.client';
import styles from '@/app/_ui/form.module.css';
import { useVocabulary } from '@/app/_ui/vocabulary.client';
import type { Attribute } from '@/domain/question/vocabulary';
import type { Choices } from '@/queries/list-choices';
import type { AnswerRow, ReportDraft } from './report-draft.client';
import { SourceField } from './sources.client';

type AnswerGroupProps = { at: number; subjects: Choices['subjects']; onRemove: (() => void) | null };

/** One answer of the report: what it is about, which question, what the document says, and who says so. */
export function AnswerGroup({ at, subjects, onRemove }: AnswerGroupProps) {
  const { setValue, getValues } = useFormContext<ReportDraft>();
  const name = `answers.${at}` as const;
  const [subject, attributeId, language] = useWatch<
    ReportDraft,
    [`${typeof name}.subject`, `${typeof name}.attribute`, `${typeof name}.excerptLanguage`]
  >({
    name: [`${name}.subject`, `${name}.attribute`, `${name}.excerptLanguage`],
  });
  const { attributes, findAttribute } = useVocabulary();
  const attribute = findAttribute(attributeId);

  const ask = (id: string) => {
    const asked = findAttribute(id);
    setValue(`${name}.attribute`, id, { shouldDirty: true, shouldValidate: id !== '' });
    const scope = getValues(`${name}.scope`);
    if (!asked?.scopes?.some((offered) => offered.id === scope)) setValue(`${name}.scope`, asked?.defaultScope ?? '');
    const form = getValues(`${name}.answer.form`);
    if (!answerForms(asked, false).some(({ value }) => value === form)) setValue(`${name}.answer.form`, '');
  };
  const turnTo = (value: string) => {
    setValue(`${name}.subject`, value, { shouldDirty: true, shouldValidate: value !== '' });
    if (!questionsOf(attributes, value).some((question) => question.value === getValues(`${name}.attribute`))) ask('');
  };

  return (
    <fieldset className={styles.answer}>
      <legend>Answer {at + 1}</legend>
      <SelectField
        name={`${name}.subject`}
        label="What it is about"
        options={[{ value: '', label: 'Choose an incident or a site' }, ...subjects.map(asOption)]}
        onPick={turnTo}
      />
      <div className={styles.pair}>
        <SelectField
          name={`${name}.attribute`}
          label="Question"
          options={[
            { value: '', label: subject ? 'Choose a question' : 'Choose what it is about first' },
            ...questionsOf(attributes, subject),
          ]}
          onPick={ask}
        />
        {attribute?.scopes && (
          <SelectField
            name={`${name}.scope`}
            label="Of whom or what exactly"
            options={[
              ...(attribute.defaultScope ? [] : [{ value: '', label: 'Choose of whom or what' }]),
              ...attribute.scopes.map(({ id, label }) => ({ value: id, label })),
            ]}
          />
        )}
      </div>
      <AnswerField
        name={`${name}.answer`}
        attribute={attributeId}
        sites={subjects.flatMap(({ kind, title }) => (kind === 'site' ? title : []))}
        maySayNothing
      />
      <SourceField
        name={`${name}.claimant`}
        label="Who says so?"
        hint="Not always who published it."
        none="Choose a source"
      />
      <details className={styles.more} open={hasMore(getValues(name)) || undefined}>
        <summary>Whose word, in which words, and why you read it so (optional)</summary>
        <div className={styles.stack}>
          <SourceField
            name={`${name}.relays`}
            label="Passes on somebody else’s word"
            hint="When it says whose: “according to …”."
            none="No, or it does not say whose"
          />
          <TextArea
            name={`${name}.excerpt`}
            label="Excerpt"
            hint="The document’s own words, in their language."
            language={language}
            optional
          />
          <TextField
            name={`${name}.excerptLanguage`}
            label="Language of the excerpt"
            hint="A code, such as en, ar or fa."
            width="eight"
            optional
          />
          <TextArea
            name={`${name}.note`}
            label="Note"
            hint="Why you read it this way, where that was a judgement."
            rows={2}
            optional
          />
        </div>
      </details>
      {onRemove && (
        <div className={buttons.buttons}>
          <button type="button" className={buttons.secondary} onClick={onRemove}>
            Remove answer {at + 1}
          </button>
        </div>
      )}
    </fieldset>
  );
}

const asOption = ({ kind, id, title }: Choices['subjects'][number]): Option => ({
  value: `${kind}:${id}`,
  label: title,
  group: kind === 'incident' ? 'Incidents' : 'Sites',
});

const questionsOf = (attributes: readonly Attribute[], subject: string): Option[] =>
  attributes
    .filter(({ subjects }) => subjects.some((kind) => subject.startsWith(`${kind}:`)))
    .map(({ id, label, group }) => ({ value: id, label, group }));

const hasMore = (row: AnswerRow | undefined): boolean => Boolean(row && (row.relays || row.excerpt || row.note));
