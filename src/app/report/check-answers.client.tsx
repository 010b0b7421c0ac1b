'use client';

import { useFormContext } from 'react-hook-form';
import facts from '@/app/_ui/facts.module.css';
import styles from '@/app/_ui/form.module.css';
import type { SubmitReport } from '@/domain/report/command';
import { CheckAnswer } from './check-answer.client';
import { CheckComing } from './check-coming.client';
import { CheckDocument } from './check-document.client';
import { CheckLine } from './check-line.client';
import { statedRows } from './coming-with.client';
import { comingNames } from './names-of-draft.client';
import type { ReportDraft } from './report-draft.client';

/** What the parts of the check are given: names by kind and id, and the way back to a field. */
export type CheckProps = {
  command: SubmitReport;
  nameOf: (kind: string, id: string) => string;
  onChange: (field: string) => void;
};

/** The whole report in words before it is sent, each line with the way back to its field. */
export function CheckAnswers({ command, onChange }: Pick<CheckProps, 'command' | 'onChange'>) {
  const draft = useFormContext<ReportDraft>().getValues();
  const rows = statedRows(draft);
  const silent = draft.answers.flatMap((_row, at) => (rows.includes(at) ? [] : at + 1));
  const coming = new Map(comingNames(draft).map(({ kind, id, label }) => [`${kind}:${id}`, `${label} (new)`]));
  const nameOf = (kind: string, id: string) => coming.get(`${kind}:${id}`) ?? draft.names[`${kind}:${id}`]?.label ?? id;
  const props = { command, nameOf, onChange };
  return (
    <>
      <CheckDocument {...props} />
      <CheckComing {...props} draft={draft} />
      {command.claims.map((claim, index) => (
        <CheckAnswer key={claim.claim} {...props} claim={claim} at={rows[index] ?? 0} />
      ))}
      {silent.length > 0 && (
        <p className={styles.hint}>
          Not stated, so nothing is recorded: {silent.map((at) => `answer ${at}`).join(', ')}.
        </p>
      )}
      {command.note && (
        <dl className={facts.facts}>
          <CheckLine what="Note to reviewers" field="note" which="the report" onChange={onChange}>
            {command.note}
          </CheckLine>
        </dl>
      )}
    </>
  );
}
