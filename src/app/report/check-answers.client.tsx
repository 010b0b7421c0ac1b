'use client';

import { useFormContext } from 'react-hook-form';
import buttons from '@/app/_ui/buttons.module.css';
import facts from '@/app/_ui/facts.module.css';
import styles from '@/app/_ui/form.module.css';
import { useVocabulary } from '@/app/_ui/vocabulary.client';
import { describeAnswer } from '@/domain/answer/describe-answer';
import { describeTime } from '@/domain/answer/describe-time';
import type { SubmitReport } from '@/domain/report/command';
import type { Choices } from '@/queries/list-choices';
import { statedRows } from './read-report.client';
import type { ReportDraft } from './report-draft.client';

type CheckProps = { command: SubmitReport; choices: Choices; onChange: (field: string) => void };

/** The whole report in words before it is sent, each line with the way back to its field. */
export function CheckAnswers({ command, choices, onChange }: CheckProps) {
  const draft = useFormContext<ReportDraft>().getValues();
  const { findAttribute, findScope } = useVocabulary();
  const rows = statedRows(draft);
  const silent = draft.answers.flatMap((_row, at) => (rows.includes(at) ? [] : at + 1));
  const name = sourceNames(command, choices);
  return (
    <>
      <section className={styles.section} aria-labelledby="check-document">
        <h3 id="check-document" className={styles.title}>
          The document
        </h3>
        <dl className={facts.facts}>
          <DocumentLines command={command} choices={choices} name={name} onChange={onChange} />
        </dl>
      </section>
      {command.claims.map((claim, index) => {
        const at = `answers.${rows[index]}`;
        const subject = choices.subjects.find(({ kind, id }) => kind === claim.subject.kind && id === claim.subject.id);
        const scope = claim.scope === undefined ? '' : ` (${findScope(claim.attribute, claim.scope)?.label})`;
        const which = `answer ${Number(rows[index]) + 1}`;
        return (
          <section key={claim.claim} className={styles.section} aria-labelledby={`check-${claim.claim}`}>
            <h3 id={`check-${claim.claim}`} className={styles.title}>
              Answer {Number(rows[index]) + 1}
            </h3>
            <dl className={facts.facts}>
              <Line what="About" field={`${at}.subject`} {...{ which, onChange }}>
                {subject?.title}
              </Line>
              <Line what="Question" field={`${at}.attribute`} {...{ which, onChange }}>
                {findAttribute(claim.attribute)?.label}
                {scope}
              </Line>
              <Line what="What it says" field={`${at}.answer.form`} {...{ which, onChange }}>
                <strong>{describeAnswer(claim.answer)}</strong>
              </Line>
              <Line what="Who says so" field={`${at}.claimant`} {...{ which, onChange }}>
                {name(claim.claimant)}
              </Line>
              {claim.relays && (
                <Line what="Passing on the word of" field={`${at}.relays`} {...{ which, onChange }}>
                  {name(claim.relays)}
                </Line>
              )}
              {claim.excerpt && (
                <Line what="Excerpt" field={`${at}.excerpt`} {...{ which, onChange }}>
                  <q lang={claim.excerpt.language} dir="auto">
                    {claim.excerpt.text}
                  </q>
                </Line>
              )}
              {claim.note && (
                <Line what="Note" field={`${at}.note`} {...{ which, onChange }}>
                  {claim.note}
                </Line>
              )}
            </dl>
          </section>
        );
      })}
      {silent.length > 0 && (
        <p className={styles.hint}>
          Not stated, so nothing is recorded: {silent.map((at) => `answer ${at}`).join(', ')}.
        </p>
      )}
      {command.note && (
        <dl className={facts.facts}>
          <Line what="Note to reviewers" field="note" which="the report" onChange={onChange}>
            {command.note}
          </Line>
        </dl>
      )}
    </>
  );
}

type LineProps = {
  what: string;
  which: string;
  field: string;
  onChange: (field: string) => void;
  children: React.ReactNode;
};

function Line({ what, which, field, onChange, children }: LineProps) {
  return (
    <div>
      <dt>{what}</dt>
      <dd>
        <span>{children}</span>
        <button type="button" className={buttons.quiet} onClick={() => onChange(field)}>
          Change
          <span className="hidden">
            {' '}
            {what.toLowerCase()} of {which}
          </span>
        </button>
      </dd>
    </div>
  );
}

function DocumentLines({ command, choices, name, onChange }: CheckProps & { name: (id: string) => string }) {
  const { document } = command;
  const line = { which: 'the document', onChange };
  if ('known' in document) {
    const known = choices.documents.find(({ id }) => id === document.known);
    return (
      <Line what="On record" field="document.known" {...line}>
        {known && `${known.title} – ${name(known.publisher)}`}
      </Line>
    );
  }
  return (
    <>
      <Line what="Title" field="document.title" {...line}>
        {document.title}
      </Line>
      <Line what="Publisher" field="document.publisher" {...line}>
        {name(document.publisher)}
      </Line>
      <Line what="Web address" field="document.address" {...line}>
        {document.address ?? 'None given'}
      </Line>
      <Line what="Published" field="document.published.form" {...line}>
        {document.published ? describeTime(document.published) : 'Not known'}
      </Line>
      {document.language && (
        <Line what="Language" field="document.language" {...line}>
          {document.language}
        </Line>
      )}
      {document.edition && (
        <Line what="Edition" field="document.edition" {...line}>
          {document.edition}
        </Line>
      )}
    </>
  );
}

function sourceNames(command: SubmitReport, choices: Choices): (id: string) => string {
  const names = new Map(choices.sources.map(({ id, name }) => [id, name]));
  const coming = new Map(
    command.sources.map(({ source, name, kind, partOf }) => [
      source,
      `${name} (new: ${kind}${partOf ? `, part of ${names.get(partOf)}` : ''})`,
    ]),
  );
  return (id) => coming.get(id) ?? names.get(id) ?? id;
}
