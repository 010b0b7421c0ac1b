'use client';

import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { FormProvider, useForm } from 'react-hook-form';
import type * as z from 'zod';
import buttons from './buttons.module.css';
import { ErrorSummary } from './error-summary.client';
import { TextArea } from './field.client';
import styles from './form.module.css';
import type { Problem } from './problem.client';
import type { Give } from './recording-form.client';
import type { Failure } from './trpc.client';
import { useAtWork } from './use-at-work.client';
import { patienceMs, useSending } from './use-sending.client';

type Kept = { id: string; reason: string };

type Props<Command> = {
  /** What the form is called to whoever listens, and what its button says. */
  name: string;
  send: string;
  label: string;
  hint: string;
  /** The sentence where no reason was given. */
  nothing: string;
  schema: z.ZodType<Command>;
  commandOf: (reason: string) => object;
  give: Give<Command>;
  /** The page that shows what was recorded, once it stands at a ledger position. */
  leadsTo: (position: number) => string;
  /** The page to go back to, in words. */
  back: { href: string; words: string };
};

/**
 * A form that asks for nothing but a reason: what is recorded stands above it. What is typed is kept in this tab until it
 * is recorded, and sent under one id, so that a retry records it once.
 */
export function ReasonForm<Command>(props: Props<Command>) {
  const { name, send: sendWords, label, hint, nothing, schema, commandOf, give, leadsTo, back } = props;
  const router = useRouter();
  const [path, query] = [usePathname(), useSearchParams().toString()];
  const here = query ? `${path}?${query}` : path;
  const form = useForm({ defaultValues: { reason: '' }, shouldFocusError: false });
  const [problems, setProblems] = useState<Problem[]>([]);
  const [standing, setStanding] = useState<ReactNode>(null);
  const isAtWork = useAtWork();
  const id = useRef('');
  const { sending, send, rest } = useSending();

  useEffect(() => {
    const kept = readKept(here);
    if (!kept) return;
    id.current = kept.id;
    form.reset({ reason: kept.reason });
    setStanding('What you typed here before is still here.');
  }, [here, form]);

  useEffect(
    () =>
      form.subscribe({
        formState: { values: true },
        callback: ({ values }) => {
          id.current ||= crypto.randomUUID();
          keep(here, { id: id.current, reason: values.reason });
        },
      }),
    [form, here],
  );

  const show = (message: string, field: 'reason' | '') => {
    if (field) form.setError(field, { type: 'read', message });
    setProblems([{ field, message }]);
  };

  async function record() {
    form.clearErrors();
    setProblems([]);
    setStanding(null);
    const read = schema.safeParse(commandOf(form.getValues('reason')));
    if (!read.success) {
      const [issue] = read.error.issues;
      return show(issue?.code === 'too_small' ? nothing : (issue?.message ?? nothing), 'reason');
    }
    id.current ||= crypto.randomUUID();
    const sent = await send(() =>
      give({ id: id.current, command: read.data }, { signal: AbortSignal.timeout(patienceMs) }),
    );
    if (!sent) return;
    if ('failed' in sent) return fail(sent.failed);
    keep(here, null);
    if (sent.answered.position !== null) return router.push(leadsTo(sent.answered.position));
    rest();
    setStanding('It is received and being sequenced: it shows in a moment.');
  }

  function fail({ refused, field = '', reason }: Failure) {
    if (refused === 'not-reached')
      return setStanding(
        'Not sent: Palimpsest was not reached. What you typed is still here. Send it again when it runs: it is recorded once.',
      );
    if (refused === 'not-allowed' && field === 'person')
      return setStanding(
        <>
          Nothing was recorded: nobody is chosen in this browser.{' '}
          <a href={`/people?from=${encodeURIComponent(here)}`}>Choose who you are</a>, then go on here: what you typed
          is kept in this tab.
        </>,
      );
    if (refused === 'changed-meanwhile' || refused === 'not-your-last')
      return setStanding(
        <>
          Nothing was recorded. {reason} <a href={here}>Look at it as it is now</a>: what you typed is kept in this tab.
        </>,
      );
    // What was sent under this id is not what is typed now.
    if (refused === 'command-reused') id.current = '';
    show(reason, field.endsWith('reason') ? 'reason' : '');
  }

  return (
    <FormProvider {...form}>
      <form
        noValidate
        className={styles.form}
        aria-label={name}
        onSubmit={(event) => {
          event.preventDefault();
          void record();
        }}
      >
        <ErrorSummary problems={problems} />
        <div role="status" className={styles.status}>
          {standing}
        </div>
        <fieldset disabled={!isAtWork} className={styles.parts}>
          <legend className="hidden">{name}</legend>
          <TextArea name="reason" label={label} hint={hint} rows={2} />
          <div className={buttons.buttons}>
            <button type="submit" className={buttons.primary} aria-disabled={sending}>
              {sending ? 'Sending…' : sendWords}
            </button>
            <a href={back.href}>{back.words}</a>
          </div>
        </fieldset>
      </form>
    </FormProvider>
  );
}

/** Older forms of a draft cannot be gone on with. */
const prefix = 'palimpsest reason 1 ';

function readKept(address: string): Kept | null {
  try {
    return JSON.parse(sessionStorage.getItem(prefix + address) ?? 'null') as Kept | null;
  } catch {
    return null;
  }
}

function keep(address: string, kept: Kept | null): void {
  try {
    if (kept) sessionStorage.setItem(prefix + address, JSON.stringify(kept));
    else sessionStorage.removeItem(prefix + address);
  } catch {
    // Storage is full or forbidden: the form still holds it.
  }
}
