'use client';

import { useRouter } from 'next/navigation';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { type FieldValues, FormProvider, useForm } from 'react-hook-form';
import type * as z from 'zod';
import buttons from './buttons.module.css';
import { ErrorSummary } from './error-summary.client';
import styles from './form.module.css';
import { NamesLearnt } from './names-learnt.client';
import { inFormOrder, type Problem } from './problem.client';
import type { Failure } from './trpc.client';
import { useAtWork } from './use-at-work.client';
import { patienceMs, useSending } from './use-sending.client';

/** Gives a command to the server under the id it was drafted with; answers where it stands in the ledger. */
export type Give<Command> = (
  sent: { id: string; command: Command },
  options: { signal: AbortSignal },
) => Promise<{ position: number | null }>;

type Props<Draft extends FieldValues, Command> = {
  /** What the button says that opens the form, and the one that sends it. */
  opener: ReactNode;
  send: string;
  /** Whether the button that opens it is one of many and stands back. */
  isQuiet?: boolean;
  /** What the form is called to whoever listens. */
  name: string;
  blank: Draft;
  /** The command that was typed; what the schema refuses becomes problems at their fields. */
  schema: z.ZodType<Command>;
  commandOf: (draft: Draft) => object;
  /** The field in which a part of the command was typed, and the sentence where nothing was. */
  placeOf: (part: string, draft: Draft) => { field: string; nothing: string };
  give: Give<Command>;
  /** What was done, as a sentence's beginning: “The grade is recorded”. */
  done: string;
  children: ReactNode;
};

/**
 * A small form behind a button that records one thing: closed at first, closed again after. It keeps the command's id from
 * the first sending on, so that a retry records it once, and everything typed until it is recorded.
 */
export function RecordingForm<Draft extends FieldValues, Command>(props: Props<Draft, Command>) {
  const router = useRouter();
  const isAtWork = useAtWork();
  const [isOpen, setOpen] = useState(false);
  const [said, setSaid] = useState<ReactNode>(null);
  const status = useRef<HTMLParagraphElement>(null);
  const opener = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (said) status.current?.focus();
  }, [said]);

  return (
    <div className={styles.stack}>
      <p ref={status} role="status" tabIndex={-1} className={styles.status}>
        {said}
      </p>
      {isOpen ? (
        <OpenForm
          {...props}
          onCancel={() => {
            setOpen(false);
            setTimeout(() => opener.current?.focus());
          }}
          onRecorded={(position) => {
            setOpen(false);
            setSaid(
              position === null ? (
                `${props.done} and being sequenced: it shows here in a moment.`
              ) : (
                <>
                  {props.done} at ledger position {position}. <a href={`/ledger/${position}/undo`}>Undo this</a>
                </>
              ),
            );
            router.refresh();
          }}
        />
      ) : (
        <div className={buttons.buttons}>
          <button
            ref={opener}
            type="button"
            className={props.isQuiet ? buttons.quiet : buttons.secondary}
            disabled={!isAtWork}
            onClick={() => {
              setSaid(null);
              setOpen(true);
            }}
          >
            {props.opener}
          </button>
        </div>
      )}
    </div>
  );
}

type OpenProps<Draft extends FieldValues, Command> = Props<Draft, Command> & {
  onCancel: () => void;
  onRecorded: (position: number | null) => void;
};

function OpenForm<Draft extends FieldValues, Command>({
  send: sendWords,
  name,
  blank,
  schema,
  commandOf,
  placeOf,
  give,
  children,
  onCancel,
  onRecorded,
}: OpenProps<Draft, Command>) {
  const form = useForm({ defaultValues: blank as FieldValues, shouldFocusError: false });
  const [problems, setProblems] = useState<Problem[]>([]);
  const [standing, setStanding] = useState<ReactNode>(null);
  const id = useRef('');
  const box = useRef<HTMLFormElement>(null);
  const { sending, send } = useSending();

  useEffect(() => {
    box.current?.querySelector<HTMLElement>('input, select, textarea')?.focus();
  }, []);

  const show = (found: Problem[]) => {
    for (const { field, message } of found) if (field) form.setError(field, { type: 'read', message });
    setProblems(inFormOrder(found));
  };

  async function record() {
    form.clearErrors();
    setStanding(null);
    const draft = form.getValues() as Draft;
    const read = schema.safeParse(commandOf(draft));
    if (!read.success) {
      const found = read.error.issues.map(({ path, code, message }) => {
        const { field, nothing } = placeOf(path.join('.'), draft);
        return { field, message: code === 'too_small' || code.startsWith('invalid') ? nothing : message };
      });
      return show(found.filter(({ field }, at) => found.findIndex((other) => other.field === field) === at));
    }
    setProblems([]);
    id.current ||= crypto.randomUUID();
    const sent = await send(() =>
      give({ id: id.current, command: read.data }, { signal: AbortSignal.timeout(patienceMs) }),
    );
    if (!sent) return;
    if ('answered' in sent) onRecorded(sent.answered.position);
    else fail(sent.failed, draft);
  }

  function fail({ refused, field = '', reason }: Failure, draft: Draft) {
    if (refused === 'not-reached')
      return setStanding(
        'Not sent: Palimpsest was not reached. Everything is still here. Send it again when it runs: it is recorded once.',
      );
    if (refused === 'not-allowed' && field === 'person')
      return setStanding(
        <>
          Nothing was recorded. {reason} <a href="/people">Choose who you are</a>.
        </>,
      );
    // What was sent under this id is not what is typed now.
    if (refused === 'command-reused') id.current = '';
    show([{ field: placeOf(field.replace(/^command\./, ''), draft).field, message: reason }]);
  }

  return (
    <FormProvider {...form}>
      <form
        ref={box}
        noValidate
        className={styles.form}
        aria-label={name}
        onSubmit={(event) => {
          event.preventDefault();
          void record();
        }}
      >
        <ErrorSummary problems={problems} />
        <NamesLearnt>{children}</NamesLearnt>
        <div role="status" className={styles.status}>
          {standing}
        </div>
        <div className={buttons.buttons}>
          <button type="submit" className={buttons.primary} aria-disabled={sending}>
            {sending ? 'Sending…' : sendWords}
          </button>
          <button type="button" className={buttons.quiet} onClick={onCancel}>
            Cancel
          </button>
        </div>
      </form>
    </FormProvider>
  );
}
