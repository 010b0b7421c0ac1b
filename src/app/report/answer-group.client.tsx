'use client';

import { useFormContext, useWatch } from 'react-hook-form';
import { AnswerField } from '@/app/_ui/answer-field.client';
import { answerForms } from '@/app/_ui/answer-forms.client';
import buttons from '@/app/_ui/buttons.module.css';
import { CheckField, type Option, SelectField, TextArea } from '@/app/_ui/field.client';
import styles from '@/app/_ui/form.module.css';
import { LanguageField } from '@/app/_ui/language-field.client';
import { NameField } from '@/app/_ui/name-field.client';
import { pickedIn } from '@/app/_ui/picked.client';
import { ValidityField } from '@/app/_ui/validity-field.client';
import { useVocabulary } from '@/app/_ui/vocabulary.client';
import type { Attribute } from '@/domain/question/vocabulary';
import type { AnswerRow, ReportDraft } from './report-draft.client';
import { stepOf } from './report-steps.client';
import { Step, StepSection } from './step.client';

type AnswerGroupProps = { at: number; onRemove: (() => void) | null };

/** One answer of the report: what it is about, which question, what the document says, and who says so. */
export function AnswerGroup({ at, onRemove }: AnswerGroupProps) {
  const name = `answers.${at}` as const;
  const [claim, isOfOpening] = useWatch<ReportDraft, [`${typeof name}.claim`, `${typeof name}.isOfOpening`]>({
    name: [`${name}.claim`, `${name}.isOfOpening`],
  });
  const part = (which: 'about' | 'says' | 'who') => stepOf(claim, isOfOpening ? 'about' : which);
  return (
    <StepSection legend={`Answer ${at + 1}`} steps={[part('about'), part('says'), part('who')]} isAnswer>
      <Step id={part('about')}>
        <AboutFields name={name} />
      </Step>
      <Step id={part('says')}>
        <SaysFields name={name} />
      </Step>
      <Step id={part('who')}>
        <WhoFields name={name} />
        {onRemove && (
          <div className={buttons.buttons}>
            <button type="button" className={buttons.secondary} onClick={onRemove}>
              Remove answer {at + 1}
            </button>
          </div>
        )}
      </Step>
    </StepSection>
  );
}

type RowProps = { name: `answers.${number}` };

function useAsk(name: RowProps['name']) {
  const { setValue, getValues } = useFormContext<ReportDraft>();
  const { findAttribute } = useVocabulary();
  return (id: string) => {
    const asked = findAttribute(id);
    setValue(`${name}.attribute`, id, { shouldDirty: true, shouldValidate: id !== '' });
    const scope = getValues(`${name}.scope`);
    if (!asked?.scopes?.some((offered) => offered.id === scope)) setValue(`${name}.scope`, asked?.defaultScope ?? '');
    const form = getValues(`${name}.answer.form`);
    if (!answerForms(asked, false).some(({ value }) => value === form)) setValue(`${name}.answer.form`, '');
  };
}

function AboutFields({ name }: RowProps) {
  const { getValues } = useFormContext<ReportDraft>();
  const { attributes } = useVocabulary();
  const ask = useAsk(name);
  return (
    <NameField
      name={`${name}.subject`}
      label="What it is about"
      hint="An incident or a site: type part of a name or a place, in any spelling."
      kinds={['incident', 'site']}
      onPicked={(subject) => {
        const isAsked = questionsOf(attributes, subject).some(({ value }) => value === getValues(`${name}.attribute`));
        if (pickedIn(subject) && !isAsked) ask('');
      }}
    />
  );
}

function SaysFields({ name }: RowProps) {
  const [subject, attributeId] = useWatch<ReportDraft, [`${typeof name}.subject`, `${typeof name}.attribute`]>({
    name: [`${name}.subject`, `${name}.attribute`],
  });
  const { attributes, findAttribute } = useVocabulary();
  const ask = useAsk(name);
  const attribute = findAttribute(attributeId);
  return (
    <>
      <div className={styles.pair}>
        <SelectField
          name={`${name}.attribute`}
          label="Question"
          options={[
            { value: '', label: pickedIn(subject) ? 'Choose a question' : 'Choose what it is about first' },
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
      {attribute && <AnswerField name={`${name}.answer`} attribute={attributeId} maySayNothing />}
      {attribute && subject.startsWith('site:') && <ValidityField name={`${name}.validity`} />}
    </>
  );
}

function WhoFields({ name }: RowProps) {
  const { setValue, getValues } = useFormContext<ReportDraft>();
  const language = useWatch<ReportDraft, `${typeof name}.excerptLanguage`>({ name: `${name}.excerptLanguage` });
  const row = getValues(name) as AnswerRow | undefined;
  const claimantPicked = (claimant: string) => {
    const subject = getValues(`${name}.subject`);
    // Who says what happened says when it was, unless somebody else was named for that.
    for (const [at, other] of getValues('answers').entries())
      if (other.isOfOpening && other.subject === subject && !pickedIn(other.claimant) && pickedIn(claimant))
        setValue(`answers.${at}.claimant`, claimant, { shouldDirty: true });
  };
  return (
    <>
      <NameField
        name={`${name}.claimant`}
        label="Who says so?"
        hint="Not always who published it."
        kinds={['source']}
        onPicked={claimantPicked}
      />
      <CheckField name={`${name}.opinion`} label="This is the author’s own assessment, not a report of what happened" />
      <details className={styles.more} open={Boolean(row && (row.relays || row.excerpt || row.note)) || undefined}>
        <summary>Whose word, in which words, and why you read it so (optional)</summary>
        <div className={styles.stack}>
          <NameField
            name={`${name}.relays`}
            label="Passes on somebody else’s word"
            hint="When it says whose: “according to …”. Left blank, it is its own word, or it does not say."
            kinds={['source']}
            optional
          />
          <LanguageField name={`${name}.excerptLanguage`} label="Language of the excerpt" none="Choose" optional />
          <TextArea
            name={`${name}.excerpt`}
            label="Excerpt"
            hint="The document’s own words, in their language."
            language={language}
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
    </>
  );
}

const questionsOf = (attributes: readonly Attribute[], subject: string): Option[] =>
  attributes
    .filter(({ subjects }) => subjects.some((kind) => subject.startsWith(`${kind}:`)))
    .map(({ id, label, group }) => ({ value: id, label, group }));
