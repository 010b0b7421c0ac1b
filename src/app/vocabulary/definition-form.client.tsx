'use client';

import { useRouter } from 'next/navigation';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { type DefaultValues, type FieldValues, FormProvider, type Path, useForm } from 'react-hook-form';
import buttons from '@/app/_ui/buttons.module.css';
import { ErrorSummary } from '@/app/_ui/error-summary.client';
import facts from '@/app/_ui/facts.module.css';
import styles from '@/app/_ui/form.module.css';
import type { Problem, Reading } from '@/app/_ui/problem.client';
import { SendButton } from '@/app/_ui/send-button.client';
import type { Failure } from '@/app/_ui/trpc.client';
import { patienceMs, useSending } from '@/app/_ui/use-sending.client';

type FormProps<Draft extends FieldValues, Command> = {
  label: string;
  empty: Draft;
  /** The command that was typed, or what has to be put right. */
  read: (draft: Draft) => Reading<Command>;
  /** What is about to be recorded, part by part. */
  tell: (command: Command) => [string, string][];
  send: (
    input: { id: string; command: Command },
    options: { signal: AbortSignal },
  ) => Promise<{ position: number | null }>;
  children: ReactNode;
};

/** Defines something new in the vocabulary: filled in, checked, then recorded; refusals stand at their fields. */
export function DefinitionForm<Draft extends FieldValues, Command>(props: FormProps<Draft, Command>) {
  const { label, empty, read, tell, send: call, children } = props;
  const router = useRouter();
  const form = useForm<Draft>({ defaultValues: empty as DefaultValues<Draft>, shouldFocusError: false });
  const { sending, send, rest } = useSending();
  const [problems, setProblems] = useState<Problem[]>([]);
  const [checking, setChecking] = useState<Command | null>(null);
  const [said, setSaid] = useState('');
  const id = useRef('');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (checking) heading.current?.focus();
  }, [checking]);

  const show = (found: Problem[]) => {
    setChecking(null);
    setProblems(found);
    form.clearErrors();
    for (const { field, message } of found) if (field) form.setError(field as Path<Draft>, { type: 'read', message });
  };
  const check = () => {
    setSaid('');
    const reading = read(form.getValues());
    if ('problems' in reading) return show(reading.problems);
    show([]);
    setChecking(reading.value);
  };
  const fail = ({ refused, field = '', reason }: Failure) => {
    if (refused === 'not-reached') return setSaid(reason);
    if (refused === 'command-reused') id.current = '';
    const [first = ''] = field.split('.').filter((step) => step !== 'command');
    show([{ field: first in empty ? first : '', message: reason }]);
  };
  const record = async (command: Command) => {
    id.current ||= crypto.randomUUID();
    const sent = await send(() => call({ id: id.current, command }, { signal: AbortSignal.timeout(patienceMs) }));
    if (!sent) return;
    if ('failed' in sent) return fail(sent.failed);
    const { position } = sent.answered;
    id.current = '';
    rest();
    setChecking(null);
    form.reset(empty);
    setSaid(position === null ? 'It is received and shows here in a moment.' : `It is recorded as event #${position}.`);
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
          if (!checking) check();
        }}
      >
        <ErrorSummary problems={problems} />
        <div role="status" className={styles.status}>
          {said}
        </div>
        <fieldset hidden={checking !== null} className={styles.parts}>
          <legend className="hidden">{label}</legend>
          {children}
          <div className={buttons.buttons}>
            <button type="submit" className={buttons.primary}>
              Check the definition
            </button>
          </div>
        </fieldset>
        {checking ? (
          <div className={styles.stack}>
            <h4 ref={heading} tabIndex={-1}>
              What will be recorded
            </h4>
            <p>What is defined is never redefined or taken out: claims may rest on it.</p>
            <dl className={facts.facts}>
              {tell(checking).map(([part, words]) => (
                <div key={part}>
                  <dt>{part}</dt>
                  <dd>{words}</dd>
                </div>
              ))}
            </dl>
            <div className={buttons.buttons}>
              <SendButton sending={sending} onSend={() => void record(checking)}>
                Record the definition
              </SendButton>
              <button type="button" className={buttons.secondary} onClick={() => setChecking(null)}>
                Back to the form
              </button>
            </div>
          </div>
        ) : null}
      </form>
    </FormProvider>
  );
}
