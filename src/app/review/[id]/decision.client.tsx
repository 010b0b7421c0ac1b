'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { useController, useFormContext, useWatch } from 'react-hook-form';
import buttons from '@/app/_ui/buttons.module.css';
import { ErrorSummary } from '@/app/_ui/error-summary.client';
import { TextArea } from '@/app/_ui/field.client';
import styles from '@/app/_ui/form.module.css';
import { fieldId, inFormOrder, type Problem } from '@/app/_ui/problem.client';
import { SendButton } from '@/app/_ui/send-button.client';
import { useAtWork } from '@/app/_ui/use-at-work.client';
import type { ReviewReport } from '@/domain/report/command';
import { DecisionStatus } from './decision-status.client';
import { readDecision } from './read-decision.client';
import { declinedIn, type ReviewDraft } from './review-form.client';
import { useSendDecision } from './send-decision.client';

type Props = { report: string; shownVersion: number; answers: readonly { claim: string; words: string }[] };

/** What a reviewer decides: chosen, checked in words, then recorded. The decision names the version that is shown. */
export function Decision({ report, shownVersion, answers }: Props) {
  const form = useFormContext<ReviewDraft>();
  const draft = useWatch<ReviewDraft>() as ReviewDraft;
  const isAtWork = useAtWork();
  const router = useRouter();
  const [problems, setProblems] = useState<Problem[]>([]);
  const [checking, setChecking] = useState<{ id: string; command: ReviewReport } | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const { sending, standing, setStanding, sendDecision } = useSendDecision();

  useEffect(() => {
    if (checking) heading.current?.focus();
  }, [checking]);

  const typed = JSON.stringify(draft);
  // What was checked is what is sent: a change after it is checked again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is typed, and the version shown, are what a check was of
  useEffect(() => setChecking(null), [typed, shownVersion]);

  const check = () => {
    const read = readDecision(form.getValues(), { report, shownVersion, answers });
    form.clearErrors();
    setStanding(null);
    if ('problems' in read) {
      for (const { field, message } of read.problems) form.setError(field as 'reason', { type: 'read', message });
      return setProblems(inFormOrder(read.problems));
    }
    setProblems([]);
    setChecking({ id: crypto.randomUUID(), command: read.command });
  };

  return (
    <fieldset className={styles.section} disabled={!isAtWork}>
      <legend>Your decision</legend>
      <noscript>
        <p className={styles.notice}>Reading needs no JavaScript. Deciding does: please allow it here.</p>
      </noscript>
      <ErrorSummary problems={problems} />
      <Choices declined={declinedIn(draft.declined, answers).length} of={answers.length} />
      {draft.decision === 'return' ? (
        <TextArea
          name="question"
          label="Your question"
          hint="Who submitted it reads this, and may answer by submitting the report again."
        />
      ) : null}
      {draft.decision === 'reject' ? (
        <TextArea name="reason" label="Why is it rejected?" hint="The reason stays in the ledger with the report." />
      ) : null}
      {checking ? (
        <div className={styles.stack}>
          <h3 ref={heading} tabIndex={-1}>
            Check your decision
          </h3>
          <p>{decisionWords(checking.command, answers.length)}</p>
          <div className={buttons.buttons}>
            <SendButton sending={sending} onSend={() => void sendDecision(checking.id, checking.command)}>
              Record the decision
            </SendButton>
            <button type="button" className={buttons.secondary} onClick={() => setChecking(null)}>
              Not yet
            </button>
          </div>
        </div>
      ) : (
        <div className={buttons.buttons}>
          <button type="button" className={buttons.primary} onClick={check}>
            Check the decision
          </button>
        </div>
      )}
      <DecisionStatus
        standing={standing}
        report={report}
        onCatchUp={() => {
          setStanding(null);
          router.refresh();
        }}
      />
    </fieldset>
  );
}

const decisions = [
  { value: 'accept', label: 'Accept' },
  { value: 'return', label: 'Return it with a question' },
  { value: 'reject', label: 'Reject it, with a reason' },
] as const;

function Choices({ declined, of }: { declined: number; of: number }) {
  const { field, fieldState } = useController<ReviewDraft, 'decision'>({ name: 'decision' });
  const words = (value: string, label: string) => {
    if (value !== 'accept') return label;
    if (declined === 0) return of === 1 ? 'Accept it' : `Accept it whole, with its ${of} answers`;
    return `Accept it in part: ${of - declined} of ${of} answers`;
  };
  return (
    <fieldset className={styles.plain} aria-describedby={fieldState.error ? 'decision-error' : undefined}>
      <legend className="hidden">What do you decide?</legend>
      {fieldState.error ? (
        <p id="decision-error" className={styles.wrong}>
          <span className="hidden">Error: </span>
          {fieldState.error.message}
        </p>
      ) : null}
      {decisions.map(({ value, label }, at) => (
        <label key={value} className={styles.choice}>
          <input
            type="radio"
            name="decision"
            value={value}
            {...(at === 0 ? { id: fieldId('decision'), ref: field.ref } : {})}
            checked={field.value === value}
            onBlur={field.onBlur}
            onChange={() => field.onChange(value)}
          />
          <span>{words(value, label)}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** What will be recorded, in words. */
function decisionWords(command: ReviewReport, of: number): string {
  switch (command.type) {
    case 'AcceptReport': {
      const left = of - command.declined.length;
      const what = left === of ? (of === 1 ? 'its answer' : `all ${of} answers`) : `${left} of its ${of} answers`;
      const rest = command.declined.length > 0 ? ' The others are declined with your reasons.' : '';
      return `The report is accepted: ${what} ${left === 1 ? 'goes' : 'go'} on record.${rest} That cannot be taken back; what was misread can be corrected.`;
    }
    case 'ReturnReport':
      return `The report goes back to who submitted it, and nothing of it is recorded yet. You ask: “${command.question}”`;
    case 'RejectReport':
      return `The report is rejected for good, and nothing of it is recorded. Your reason: “${command.reason}”`;
  }
}
