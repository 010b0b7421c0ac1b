'use client';

import { useEffect, useRef, useState } from 'react';
import { FormProvider, type Resolver, useForm } from 'react-hook-form';
import buttons from '@/app/_ui/buttons.module.css';
import { ErrorSummary } from '@/app/_ui/error-summary.client';
import { TextArea } from '@/app/_ui/field.client';
import styles from '@/app/_ui/form.module.css';
import { focusField, inFormOrder, nestProblems, type Problem } from '@/app/_ui/problem.client';
import { SendButton } from '@/app/_ui/send-button.client';
import { useVocabulary } from '@/app/_ui/vocabulary.client';
import type { Vocabulary } from '@/domain/question/vocabulary';
import type { SubmitReport } from '@/domain/report/command';
import type { Choices } from '@/queries/list-choices';
import { AnswersSection } from './answers-section.client';
import { CheckAnswers } from './check-answers.client';
import { DocumentSection } from './document-section.client';
import { DraftLine } from './draft-line.client';
import { readKept, useKeptDraft } from './kept-draft.client';
import { readReport } from './read-report.client';
import { type AnswerRow, alsoAsking, blankReport, type ReportDraft } from './report-draft.client';
import { ReportStatus } from './report-status.client';
import { useSendReport } from './send-report.client';
import { SourcesOffered } from './sources.client';

const resolverFor =
  (vocabulary: Vocabulary): Resolver<ReportDraft> =>
  async (draft) => {
    const read = readReport(draft, vocabulary);
    return 'command' in read ? { values: draft, errors: {} } : { values: {}, errors: nestProblems(read.problems) };
  };

type ReportFormProps = { choices: Choices; about: string; attribute: string; here: string };

/** The report form: a document, what it says, a look at the whole in words, and sending it. Drafts stay in the tab. */
export function ReportForm({ choices, about, attribute, here }: ReportFormProps) {
  const vocabulary = useVocabulary();
  const blank = () => blankReport(about, attribute, vocabulary.findAttribute(attribute)?.defaultScope ?? '');
  const [first] = useState(blank);
  const form = useForm<ReportDraft>({
    defaultValues: first,
    resolver: resolverFor(vocabulary),
    shouldFocusError: false,
  });
  const [isReady, setReady] = useState(false);
  const [problems, setProblems] = useState<Problem[]>([]);
  const [checking, setChecking] = useState<SubmitReport | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const showProblems = (found: Problem[]) => {
    setChecking(null);
    const ordered = inFormOrder(found);
    setProblems(form.getValues('answers').length > 1 ? ordered.map(withAnswer) : ordered);
  };
  const { sending, standing, sendReport } = useSendReport(form, showProblems);
  const { keptAt, discard } = useKeptDraft(form, isReady);

  // The server knows nothing of a kept draft; until it is back nothing can be typed over it.
  useEffect(() => {
    const kept = readKept();
    if (kept) form.reset(alsoAsking(kept.draft, first.answers[0] as AnswerRow));
    setReady(true);
  }, [form, first]);

  useEffect(() => {
    if (checking) heading.current?.focus();
  }, [checking]);

  const check = () => {
    const read = readReport(form.getValues(), vocabulary);
    if ('problems' in read) return showProblems(read.problems);
    setProblems([]);
    setChecking(read.command);
  };
  const change = (field: string) => {
    setChecking(null);
    setTimeout(() => focusField(field));
  };
  const restart = (draft: ReportDraft) => {
    form.reset(draft);
    showProblems([]);
  };

  return (
    <FormProvider {...form}>
      <form
        noValidate
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!checking) void form.handleSubmit(check, check)();
        }}
      >
        <ErrorSummary problems={problems} />
        <fieldset hidden={checking !== null} disabled={!isReady} className={styles.parts}>
          <legend className="hidden">Your report</legend>
          <SourcesOffered onRecord={choices.sources}>
            <DocumentSection choices={choices} />
            <AnswersSection subjects={choices.subjects} />
          </SourcesOffered>
          <fieldset className={styles.section}>
            <legend>3. Note to reviewers</legend>
            <TextArea name="note" label="Note" hint="Anything about the report as a whole." optional />
          </fieldset>
          <div className={buttons.buttons}>
            <button type="submit" className={buttons.primary}>
              Check your answers
            </button>
          </div>
        </fieldset>
        {checking && (
          <div className={styles.form}>
            <h2 ref={heading} tabIndex={-1}>
              Check your answers before you send them
            </h2>
            <CheckAnswers command={checking} choices={choices} onChange={change} />
            <div className={buttons.buttons}>
              <SendButton sending={sending} onSend={() => void sendReport(checking)}>
                Send the report
              </SendButton>
              <button type="button" className={buttons.secondary} onClick={() => change('answers.0.answer.form')}>
                Back to the form
              </button>
            </div>
          </div>
        )}
        <ReportStatus standing={standing} report={form.getValues('report')} here={here} />
        <DraftLine
          keptAt={keptAt}
          onDiscard={() => {
            const before = form.getValues();
            restart(blank());
            discard();
            return () => restart(before);
          }}
        />
      </form>
    </FormProvider>
  );
}

/** In a list of problems, one at an answer says at which. */
const withAnswer = ({ field, message }: Problem): Problem => {
  const at = /^answers\.(\d+)\./.exec(field)?.[1];
  return { field, message: at === undefined ? message : `Answer ${Number(at) + 1}: ${message}` };
};
