'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { useController, useForm, useWatch } from 'react-hook-form';
import { type AnswerDraft, blankAnswer, readAnswer } from '@/app/_ui/answer-draft.client';
import { AnswerField } from '@/app/_ui/answer-field.client';
import buttons from '@/app/_ui/buttons.module.css';
import { SelectField, TextArea } from '@/app/_ui/field.client';
import field from '@/app/_ui/field.module.css';
import form from '@/app/_ui/form.module.css';
import { fieldId, type Problem, type Reading } from '@/app/_ui/problem.client';
import { RadioField } from '@/app/_ui/radio-field.client';
import { trpc } from '@/app/_ui/trpc.client';
import { useVocabulary } from '@/app/_ui/vocabulary.client';
import type { Subject } from '@/domain/identifier';
import {
  type Evidence,
  type RuleQuestion,
  type RulingRule,
  ruleQuestionSchema,
  rulingRules,
} from '@/domain/question/command';
import type { Vocabulary } from '@/domain/question/vocabulary';
import { ArgueForm } from './argue-form.client';

type RuleDraft = {
  outcome: string;
  scope: string;
  answer: AnswerDraft;
  rule: RulingRule | '';
  rationale: string;
  evidence: string[];
};

const empty: RuleDraft = { outcome: '', scope: '', answer: blankAnswer, rule: '', rationale: '', evidence: [] };

type RuleFormProps = {
  subject: Subject;
  attribute: string;
  positions: readonly { name: string; words: string }[];
  /** What may be cited, each under one text. */
  citable: readonly { key: string; evidence: Evidence; words: string; from: string }[];
  shownVersion: number;
  shownPosition: number;
};

const rules = Object.entries(rulingRules).map(([value, hint]) => ({ value, label: upperFirst(value), hint }));

/** Rules on a question: an outcome, the rule it goes by, a rationale and the evidence it rests on. */
export function RuleForm({ subject, attribute, positions, citable, shownVersion, shownPosition }: RuleFormProps) {
  const router = useRouter();
  const vocabulary = useVocabulary();
  const draft = useForm<RuleDraft>({ defaultValues: empty, shouldFocusError: false });
  // What the ruler was shown when they began: a contrary claim recorded while they write challenges the ruling.
  const [shown, setShown] = useState({ shownVersion, shownPosition });
  const [isCatchingUp, setCatchingUp] = useState(false);
  const isBehind = shown.shownVersion !== shownVersion || shown.shownPosition !== shownPosition;
  const { isDirty } = draft.formState;
  // Nothing typed yet: what is shown is what they know. After a refusal it may come a moment later, or have come already.
  useEffect(() => {
    const isNewer = shown.shownVersion !== shownVersion;
    if (!isBehind || (isDirty && !(isCatchingUp && isNewer))) return;
    setShown({ shownVersion, shownPosition });
    setCatchingUp(false);
  }, [isBehind, isDirty, isCatchingUp, shown, shownVersion, shownPosition]);
  const outcome = useWatch({ control: draft.control, name: 'outcome' });
  const asked = vocabulary.findAttribute(attribute);
  const mayRange = asked?.kinds.some((kind) => kind === 'count' || kind === 'time') === true;
  const outcomes = [
    ...positions.map(({ name, words }) => ({ value: `position ${name}`, label: words })),
    ...(mayRange ? [{ value: 'range', label: 'A range, or another number or time' }] : []),
    { value: 'undecidable', label: 'It cannot be decided' },
  ];
  const fits = rules.filter(({ value }) => (value === 'not to be told') === (outcome === 'undecidable'));

  return (
    <ArgueForm<RuleDraft, RuleQuestion>
      label="Rule on this question"
      button="Record the ruling"
      form={draft}
      read={(typed) => readRuling(typed, { subject, attribute, citable, vocabulary, ...shown })}
      send={(input, options) => trpc.ruleQuestion.mutate(input, options)}
      fieldOf={fieldOf}
      onCatchUp={() => {
        setCatchingUp(true);
        router.refresh();
      }}
    >
      {isBehind && isDirty ? (
        <p className={form.notice}>
          The record changed since you began.{' '}
          <button type="button" className={buttons.quiet} onClick={() => setShown({ shownVersion, shownPosition })}>
            I have seen what is shown now
          </button>
        </p>
      ) : null}
      <RadioField
        name="outcome"
        label="What is ruled?"
        options={outcomes}
        onPick={(value) =>
          draft.setValue('rule', value === 'undecidable' ? 'not to be told' : ruleKept(draft.getValues('rule')))
        }
      />
      {outcome === 'range' ? (
        <div className={`${form.inset} ${form.stack}`}>
          <AnswerField name="answer" attribute={attribute} maySayNothing={false} />
          {asked?.scopes ? (
            <SelectField
              name="scope"
              label="Of whom or what exactly"
              options={[
                { value: '', label: 'As it is usually counted' },
                ...asked.scopes.map(({ id, label }) => ({ value: id, label })),
              ]}
            />
          ) : null}
        </div>
      ) : null}
      {outcome === '' ? null : <RadioField name="rule" label="By which rule?" options={fits} />}
      <Cited citable={citable} />
      <TextArea
        name="rationale"
        label="Rationale"
        hint="Why the cited evidence leads there, so that somebody who disagrees can follow."
        rows={5}
      />
    </ArgueForm>
  );
}

const ruleKept = (rule: RulingRule | ''): RulingRule | '' => (rule === 'not to be told' ? '' : rule);

/** So much evidence stands open to be cited: what is in the matrix comes first. */
const citableAtSight = 8;

/** The evidence a ruling rests on, chosen from what the page shows. */
function Cited({ citable }: { citable: RuleFormProps['citable'] }) {
  const { field: control, fieldState } = useController<RuleDraft, 'evidence'>({ name: 'evidence' });
  const id = fieldId('evidence');
  const message = fieldState.error?.message;
  const atSight = citable.length > citableAtSight + 1 ? citableAtSight : citable.length;
  const choice = ({ key, words, from }: RuleFormProps['citable'][number]) => (
    <label key={key} className={form.choice}>
      <input
        type="checkbox"
        checked={control.value.includes(key)}
        onBlur={control.onBlur}
        onChange={(event) =>
          control.onChange(
            event.target.checked ? [...control.value, key] : control.value.filter((other) => other !== key),
          )
        }
      />
      <span>
        {words} <span className={form.hint}>{from}</span>
      </span>
    </label>
  );
  return (
    <fieldset
      id={id}
      tabIndex={-1}
      className={message ? `${form.plain} ${field.wrong}` : form.plain}
      {...(message ? { 'aria-describedby': `${id}-error` } : {})}
    >
      <legend>Evidence it rests on</legend>
      {message ? (
        <p id={`${id}-error`} className={field.error}>
          <span className="hidden">Error: </span>
          {message}
        </p>
      ) : null}
      {citable.slice(0, atSight).map(choice)}
      {atSight < citable.length ? (
        <details className={form.more}>
          <summary>{citable.length - atSight} more claims of these positions</summary>
          <div>{citable.slice(atSight).map(choice)}</div>
        </details>
      ) : null}
    </fieldset>
  );
}

type Shown = Pick<RuleFormProps, 'subject' | 'attribute' | 'citable' | 'shownVersion' | 'shownPosition'> & {
  vocabulary: Vocabulary;
};

function readRuling(draft: RuleDraft, { citable, vocabulary, ...shown }: Shown): Reading<RuleQuestion> {
  const problems: Problem[] = [];
  if (draft.outcome === '') problems.push({ field: 'outcome', message: 'Choose what is ruled.' });
  const range = draft.outcome === 'range' ? readAnswer(vocabulary.findAttribute(shown.attribute), draft.answer) : null;
  if (range && 'problems' in range)
    problems.push(...range.problems.map(({ field: at, message }) => ({ field: `answer.${at}`, message })));
  if (draft.outcome !== '' && draft.rule === '')
    problems.push({ field: 'rule', message: 'Choose the rule it goes by.' });
  const evidence = citable.filter(({ key }) => draft.evidence.includes(key)).map((each) => each.evidence);
  if (evidence.length === 0)
    problems.push({
      field: 'evidence',
      message: 'Cite the evidence the ruling rests on: at least one claim or document.',
    });
  if (!draft.rationale.trim()) problems.push({ field: 'rationale', message: 'Write why it is ruled so.' });
  if (problems.length > 0) return { problems };
  const parsed = ruleQuestionSchema.safeParse({
    type: 'RuleQuestion',
    ...shown,
    outcome:
      range && 'value' in range
        ? { kind: 'range', answer: range.value, ...(draft.scope ? { scope: draft.scope } : {}) }
        : draft.outcome === 'undecidable'
          ? { kind: 'undecidable' }
          : { kind: 'position', position: draft.outcome.slice('position '.length) },
    rule: draft.rule,
    rationale: draft.rationale,
    evidence,
  });
  if (parsed.success) return { value: parsed.data };
  return {
    problems: parsed.error.issues.map(({ path, message }) => ({ field: fieldOf(path.map(String)), message })),
  };
}

function fieldOf([first = '', second = '', third = '']: readonly string[]): string {
  if (first !== 'outcome') return ['rule', 'rationale', 'evidence'].includes(first) ? first : '';
  if (second === 'answer') return third === 'n' || third === 'm' ? `answer.${third}` : 'answer.form';
  return second === 'scope' ? 'scope' : 'outcome';
}

function upperFirst(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
