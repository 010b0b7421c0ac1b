'use client';

import { useEffect, useMemo, useRef, useState } from 'react';
import { FormProvider, type Resolver, useForm, useWatch } from 'react-hook-form';
import buttons from '@/app/_ui/buttons.module.css';
import { ErrorSummary } from '@/app/_ui/error-summary.client';
import { TextArea } from '@/app/_ui/field.client';
import styles from '@/app/_ui/form.module.css';
import { fieldId, focusField, inFormOrder, nestProblems, type Problem } from '@/app/_ui/problem.client';
import { SendButton } from '@/app/_ui/send-button.client';
import { useVocabulary } from '@/app/_ui/vocabulary.client';
import type { Vocabulary } from '@/domain/question/vocabulary';
import type { SubmitReport } from '@/domain/report/command';
import type { OwnReport } from '@/queries/find-own-report';
import { AnswersSection } from './answers-section.client';
import { CheckAnswers } from './check-answers.client';
import { DocumentSection } from './document-section.client';
import { DraftLine } from './draft-line.client';
import { DraftList } from './draft-list.client';
import { draftOfContents } from './draft-of-contents.client';
import { readKept } from './kept-draft.client';
import { Meanwhile } from './meanwhile.client';
import { NamesOfDraft } from './names-of-draft.client';
import { OfflineNotice } from './offline-notice.client';
import { readReport } from './read-report.client';
import { type Beginning, blankReport, type ReportDraft } from './report-draft.client';
import { ReportStatus } from './report-status.client';
import { lastStep, stepAt } from './report-steps.client';
import { type Standing, useSendReport } from './send-report.client';
import { isStepwise, Step, StepHead, StepSection, StepsShown, StepWays, stepOfField } from './step.client';
import { stepProblems } from './step-problems.client';
import { TabNotice } from './tab-notice.client';
import { useKeptDraft } from './use-kept-draft.client';
import { useOneTab } from './use-one-tab.client';

const resolverFor =
  (vocabulary: Vocabulary): Resolver<ReportDraft> =>
  async (draft) => {
    const read = readReport(draft, vocabulary);
    return 'command' in read ? { values: draft, errors: {} } : { values: {}, errors: nestProblems(read.problems) };
  };

type ReportFormProps = {
  beginning: Beginning;
  /** The draft the address names, empty for a new one. */
  kept: string;
  /** A report of one's own to submit again. */
  again: OwnReport | null;
  mayReview: boolean;
};

/**
 * The report form: a document, what it says about one or several subjects, a look at the whole in words, and sending it.
 * One page where there is room, else one question a step: the same fields with what is typed in them.
 */
export function ReportForm({ beginning, kept, again, mayReview }: ReportFormProps) {
  const vocabulary = useVocabulary();
  const [first] = useState(() => (again ? draftOfContents(again) : blankReport(beginning)));
  const form = useForm<ReportDraft>({
    defaultValues: first,
    resolver: useMemo(() => resolverFor(vocabulary), [vocabulary]),
    shouldFocusError: false,
  });
  const [isReady, setReady] = useState(false);
  const [problems, setProblems] = useState<Problem[]>([]);
  const [checking, setChecking] = useState<SubmitReport | null>(null);
  const [isMissing, setMissing] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const element = useRef<HTMLFormElement>(null);
  const [report, step] = useWatch({ control: form.control, name: ['report', 'step'] });

  const showProblems = (found: Problem[]) => {
    setChecking(null);
    const ordered = inFormOrder(found);
    const [most] = ordered;
    const there = most && stepOfField(fieldId(most.field));
    if (there) form.setValue('step', there);
    setProblems(form.getValues('answers').length > 1 ? ordered.map(withAnswer) : ordered);
  };
  const load = () => {
    const found = readKept(form.getValues('report'));
    if (found) form.reset(found.draft);
  };
  const { hold, takeOver } = useOneTab(isReady ? report : '', { onLeave: () => saveNow(), onFollow: load });
  const isOurs = hold === 'ours';
  const { keptAt, keep, saveNow, discard } = useKeptDraft(form, isReady && isOurs);
  const { sending, standing, isWaiting, sendReport, resume, stopWaiting } = useSendReport(form, {
    onProblems: showProblems,
    // What another tab holds is not this one's to keep.
    keep: (state) => isOurs && keep(state),
  });

  useEffect(() => {
    if (isOurs || !isReady) return;
    setChecking(null);
    stopWaiting();
  }, [isOurs, isReady, stopWaiting]);

  const begin = useRef(resume);
  // The server knows nothing of a kept draft; until it is back nothing can be typed over it.
  useEffect(() => {
    const found = readKept(again?.report ?? kept);
    // A draft that was sent once became the first submission; after a second one it is no longer what waits.
    if (found && again && found.draft.shownVersion === 0)
      form.reset({
        ...found.draft,
        shownVersion: again.version <= 2 ? again.version : 1,
        command: crypto.randomUUID(),
      });
    else if (found) form.reset(found.draft);
    if (found) begin.current(found.state);
    setMissing(kept !== '' && !found);
    setReady(true);
  }, [form, kept, again]);

  useEffect(() => {
    if (checking) heading.current?.focus();
  }, [checking]);

  const check = () => {
    const read = readReport(form.getValues(), vocabulary);
    if ('problems' in read) return showProblems(read.problems);
    setProblems([]);
    setChecking(read.command);
  };
  const walk = (by: 1 | -1) => {
    const { steps, at } = stepAt(form.getValues());
    const found = by > 0 ? stepProblems(form.getValues(), vocabulary) : [];
    form.clearErrors();
    if (found.length > 0) {
      for (const { field, message } of found) form.setError(field as 'note', { type: 'read', message });
      return showProblems(found);
    }
    setProblems([]);
    form.setValue('step', steps[at + by]?.id ?? lastStep);
  };
  const goTo = (field: string) => {
    const there = stepOfField(fieldId(field));
    if (there) form.setValue('step', there);
    setTimeout(() => focusField(field), 50);
  };
  const change = (field: string) => {
    setChecking(null);
    stopWaiting();
    goTo(field);
  };
  const restart = (draft: ReportDraft) => {
    form.reset(draft);
    setChecking(null);
    setProblems([]);
  };

  return (
    <FormProvider {...form}>
      <OfflineNotice />
      <DraftList open={isReady ? report : ''} />
      <NamesOfDraft>
        <form
          ref={element}
          tabIndex={-1}
          noValidate
          className={styles.form}
          aria-label="Report"
          onSubmit={(event) => {
            event.preventDefault();
            if (checking) return;
            if (isStepwise() && form.getValues('step') !== lastStep) walk(1);
            else void form.handleSubmit(check, check)();
          }}
        >
          <TabNotice
            hold={hold}
            report={report}
            missing={isMissing ? kept : ''}
            onTakeOver={() => {
              takeOver();
              element.current?.focus();
            }}
          />
          <ErrorSummary problems={problems} onGo={goTo} />
          <fieldset hidden={checking !== null} disabled={!isReady || !isOurs} className={styles.parts}>
            <legend className="hidden">Your report</legend>
            <StepsShown current={step}>
              <StepHead isReady={isReady} />
              <DocumentSection />
              <AnswersSection />
              <StepSection legend="3. Note to reviewers" steps={[lastStep]}>
                <Step id={lastStep}>
                  <TextArea name="note" label="Note" hint="Anything about the report as a whole." optional />
                </Step>
              </StepSection>
              <StepWays onBack={() => walk(-1)} onNext={() => walk(1)} />
            </StepsShown>
          </fieldset>
          {checking && (
            <div className={styles.form}>
              <h2 ref={heading} tabIndex={-1}>
                Check your answers before you send them
              </h2>
              <Meanwhile command={checking} onTake={check} />
              <CheckAnswers command={checking} onChange={change} />
              <p>
                {mayReview
                  ? 'Once sent, it is accepted at once and its answers are on record.'
                  : 'Once sent, it waits for a review. Until then you may submit it again.'}
              </p>
              <div className={buttons.buttons}>
                <SendButton sending={sending} onSend={() => void sendReport(checking)}>
                  Send the report
                </SendButton>
                <button type="button" className={buttons.secondary} onClick={() => change('note')}>
                  Back to the form
                </button>
              </div>
            </div>
          )}
          <ReportStatus standing={standing} sending={sending} isWaiting={isWaiting} mayReview={mayReview} />
          {isOurs && (
            <DraftLine
              keptAt={keptAt}
              state={stateWords(standing, sending)}
              onDiscard={() => {
                const before = form.getValues();
                restart(again ? draftOfContents(again) : blankReport(beginning));
                discard();
                return () => restart(before);
              }}
            />
          )}
        </form>
      </NamesOfDraft>
    </FormProvider>
  );
}

const stateWords = (standing: Standing, sending: boolean): string => {
  if (sending) return 'Sending';
  return standing === 'not reached' || standing === 'left unsent' ? 'Not sent' : 'Draft';
};

/** In a list of problems, one at an answer says at which. */
const withAnswer = ({ field, message }: Problem): Problem => {
  const at = /^answers\.(\d+)\./.exec(field)?.[1];
  return { field, message: at === undefined ? message : `Answer ${Number(at) + 1}: ${message}` };
};
