'use client';

import { useState } from 'react';
import { useFieldArray, useFormContext } from 'react-hook-form';
import buttons from '@/app/_ui/buttons.module.css';
import styles from '@/app/_ui/form.module.css';
import { focusField } from '@/app/_ui/problem.client';
import { TakeBack } from '@/app/_ui/take-back.client';
import { mostClaimsPerReport } from '@/domain/report/command';
import { AnswerGroup } from './answer-group.client';
import { type AnswerRow, blankRow, type ReportDraft } from './report-draft.client';
import { lastStep, stepOf, stepsOf } from './report-steps.client';
import { isStepwise, Step, StepSection } from './step.client';

/** What the document says: one or more answers, about one or several subjects. */
export function AnswersSection() {
  const { control, getValues, setValue } = useFormContext<ReportDraft>();
  const { fields, append, remove, insert } = useFieldArray({ control, name: 'answers' });
  const [removed, setRemoved] = useState<{ at: number; row: AnswerRow } | null>(null);

  /** Adds an answer about the same subject, or about another. */
  const add = (isSameSubject: boolean) => {
    const last = getValues('answers').at(-1);
    const row = { ...blankRow(last), ...(isSameSubject ? {} : { subject: '' }) };
    const at = fields.length;
    setRemoved(null);
    append(row, { shouldFocus: false });
    setValue('step', stepOf(row.claim, row.subject ? 'says' : 'about'));
    if (!isStepwise()) setTimeout(() => focusField(`answers.${at}.${row.subject ? 'attribute' : 'subject'}`));
  };
  const takeAway = (at: number) => {
    const row = getValues(`answers.${at}`);
    remove(at);
    setRemoved({ at, row });
    setValue('step', lastStep);
  };
  const putBack = ({ at, row }: { at: number; row: AnswerRow }) => {
    insert(at, row, { shouldFocus: false });
    setRemoved(null);
    setValue('step', stepOf(row.claim, 'about'));
    setTimeout(() => focusField(`answers.${at}.subject`));
  };
  const isFull = fields.length >= mostClaimsPerReport;

  return (
    <StepSection
      legend="2. What it says"
      steps={stepsOf(getValues())
        .map(({ id }) => id)
        .slice(1)}
    >
      <Step id={lastStep}>
        <p className={styles.hint}>
          One answer for each thing the document states, about one incident or several. What it does not state needs no
          answer.
        </p>
      </Step>
      {fields.map((field, at) => (
        <AnswerGroup key={field.id} at={at} onRemove={fields.length > 1 ? () => takeAway(at) : null} />
      ))}
      <Step id={lastStep}>
        <div role="status" className={styles.status}>
          {removed && (
            <span className={buttons.buttons}>
              Answer {removed.at + 1} was removed.
              <TakeBack onTakeBack={() => putBack(removed)}>Undo</TakeBack>
            </span>
          )}
        </div>
        <div className={buttons.buttons}>
          <button type="button" className={buttons.secondary} onClick={() => add(true)} disabled={isFull}>
            Add another answer
          </button>
          <button type="button" className={buttons.secondary} onClick={() => add(false)} disabled={isFull}>
            Add an answer about something else
          </button>
        </div>
      </Step>
    </StepSection>
  );
}
