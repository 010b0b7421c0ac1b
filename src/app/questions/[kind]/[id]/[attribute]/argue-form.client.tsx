'use client';

import { useRouter } from 'next/navigation';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { type FieldValues, FormProvider, type Path, type UseFormReturn } from 'react-hook-form';
import buttons from '@/app/_ui/buttons.module.css';
import { ErrorSummary } from '@/app/_ui/error-summary.client';
import styles from '@/app/_ui/form.module.css';
import { inFormOrder, type Problem, type Reading } from '@/app/_ui/problem.client';
import type { Failure } from '@/app/_ui/trpc.client';
import { useAtWork } from '@/app/_ui/use-at-work.client';
import { patienceMs, useSending } from '@/app/_ui/use-sending.client';

type Sent<Command> = { id: string; command: Command };

type ArgueFormProps<Draft extends FieldValues, Command> = {
  label: string;
  button: string;
  form: UseFormReturn<Draft>;
  /** The command that was typed, or what has to be put right. */
  read: (draft: Draft) => Reading<Command>;
  send: (input: Sent<Command>, options: { signal: AbortSignal }) => Promise<{ position: number | null }>;
  /** The field in which a part of the command was typed; empty where it has none of its own. */
  fieldOf: (path: readonly string[]) => string;
  /** Takes in what the page shows now, where somebody else argued meanwhile. */
  onCatchUp?: () => void;
  children: ReactNode;
};

/**
 * Something a person says on a question: typed, sent at once, refused with a sentence at its field. Nothing typed is lost on
 * a refusal; what is sent again unchanged carries the id it had, and is recorded once.
 */
export function ArgueForm<Draft extends FieldValues, Command>(props: ArgueFormProps<Draft, Command>) {
  const { label, button, form, read, send: call, fieldOf, onCatchUp, children } = props;
  const router = useRouter();
  const isAtWork = useAtWork();
  const { sending, send, rest } = useSending();
  const [problems, setProblems] = useState<Problem[]>([]);
  const [said, setSaid] = useState<ReactNode>('');
  const [recorded, setRecorded] = useState(0);
  const last = useRef<{ typed: string; sent: Sent<Command> } | null>(null);
  const status = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (recorded > 0) status.current?.focus();
  }, [recorded]);

  const show = (found: Problem[]) => {
    form.clearErrors();
    for (const { field, message } of found) if (field) form.setError(field as Path<Draft>, { type: 'read', message });
    setProblems(inFormOrder(found));
  };
  const fail = ({ refused, field = '', reason }: Failure) => {
    if (refused === 'not-reached')
      return setSaid('Not sent: Palimpsest was not reached. Everything is still here. Send it again when it runs.');
    if (refused === 'command-reused') last.current = null;
    if (refused === 'not-allowed' && field === 'person')
      return setSaid(
        <>
          Nothing was sent: nobody is chosen in this browser. <a href="/people">Choose who you are</a>, then send it
          here.
        </>,
      );
    if (refused === 'changed-meanwhile' && onCatchUp)
      return setSaid(
        <>
          {reason}{' '}
          <button
            type="button"
            className={buttons.quiet}
            onClick={() => {
              last.current = null;
              setSaid('What you wrote is kept. Look at the question as it is now, then send it.');
              onCatchUp();
            }}
          >
            Load the question as it is now
          </button>
        </>,
      );
    show([{ field: fieldOf(field.split('.').filter((step) => step !== 'command')), message: reason }]);
  };
  const submit = async () => {
    if (sending) return;
    setSaid('');
    const reading = read(form.getValues());
    if ('problems' in reading) return show(reading.problems);
    show([]);
    const typed = JSON.stringify(form.getValues());
    // What was minted for the same words before stays: sent twice, it is recorded once.
    if (last.current?.typed !== typed)
      last.current = { typed, sent: { id: crypto.randomUUID(), command: reading.value } };
    const { sent: input } = last.current;
    const sent = await send(() => call(input, { signal: AbortSignal.timeout(patienceMs) }));
    if (!sent) return;
    if ('failed' in sent) return fail(sent.failed);
    const { position } = sent.answered;
    last.current = null;
    rest();
    form.reset();
    setSaid(position === null ? 'It is received and shows here in a moment.' : `It is recorded as event #${position}.`);
    setRecorded((times) => times + 1);
    router.refresh();
  };

  return (
    <FormProvider {...form}>
      <form
        noValidate
        className={styles.form}
        aria-label={label}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <ErrorSummary problems={problems} />
        <fieldset disabled={!isAtWork} className={styles.parts}>
          <legend className="hidden">{label}</legend>
          {children}
          <div className={buttons.buttons}>
            <button type="submit" className={buttons.primary} aria-disabled={sending}>
              {sending ? 'Sending…' : button}
            </button>
          </div>
        </fieldset>
        <div ref={status} role="status" tabIndex={-1} className={styles.status}>
          {said}
        </div>
      </form>
    </FormProvider>
  );
}
