'use client';

import { useEffect, useRef, useState } from 'react';
import { useFieldArray, useFormContext } from 'react-hook-form';
import buttons from '@/app/_ui/buttons.module.css';
import styles from '@/app/_ui/form.module.css';
import { focusField } from '@/app/_ui/problem.client';
import { mostClaimsPerReport } from '@/domain/report/command';
import type { Choices } from '@/queries/list-choices';
import { AnswerGroup } from './answer-group.client';
import { type AnswerRow, blankRow, type ReportDraft } from './report-draft.client';

/** What the document says: one or more answers. */
export function AnswersSection({ subjects }: { subjects: Choices['subjects'] }) {
  const { control, getValues } = useFormContext<ReportDraft>();
  const { fields, append, remove, insert } = useFieldArray({ control, name: 'answers' });
  const [removed, setRemoved] = useState<{ at: number; row: AnswerRow } | null>(null);
  const undo = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (removed) undo.current?.focus();
  }, [removed]);

  const add = () => {
    const last = getValues('answers').at(-1);
    setRemoved(null);
    append(blankRow(last), { shouldFocus: false });
    setTimeout(() => focusField(`answers.${fields.length}.${last?.subject ? 'attribute' : 'subject'}`));
  };
  const takeAway = (at: number) => {
    const row = getValues(`answers.${at}`);
    remove(at);
    setRemoved({ at, row });
  };
  const putBack = ({ at, row }: { at: number; row: AnswerRow }) => {
    insert(at, row, { shouldFocus: false });
    setRemoved(null);
    setTimeout(() => focusField(`answers.${at}.subject`));
  };

  return (
    <fieldset className={styles.section}>
      <legend>2. What it says</legend>
      <p className={styles.hint}>
        One answer for each thing the document states. What it does not state needs no answer.
      </p>
      {fields.map((field, at) => (
        <AnswerGroup
          key={field.id}
          at={at}
          subjects={subjects}
          onRemove={fields.length > 1 ? () => takeAway(at) : null}
        />
      ))}
      <div role="status" className={styles.status}>
        {removed && (
          <span className={buttons.buttons}>
            Answer {removed.at + 1} was removed.
            <button ref={undo} type="button" className={buttons.quiet} onClick={() => putBack(removed)}>
              Undo
            </button>
          </span>
        )}
      </div>
      <div className={buttons.buttons}>
        <button
          type="button"
          className={buttons.secondary}
          onClick={add}
          disabled={fields.length >= mostClaimsPerReport}
        >
          Add another answer
        </button>
      </div>
    </fieldset>
  );
}
