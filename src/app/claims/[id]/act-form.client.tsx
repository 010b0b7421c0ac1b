'use client';

import { usePathname, useRouter } from 'next/navigation';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import {
  type DefaultValues,
  type FieldErrors,
  type FieldValues,
  FormProvider,
  type Path,
  type Resolver,
  useForm,
} from 'react-hook-form';
import buttons from '@/app/_ui/buttons.module.css';
import { ErrorSummary } from '@/app/_ui/error-summary.client';
import styles from '@/app/_ui/form.module.css';
import { inFormOrder, nestProblems, type Problem, type Reading } from '@/app/_ui/problem.client';
import { SendButton } from '@/app/_ui/send-button.client';
import { useAtWork } from '@/app/_ui/use-at-work.client';
import type { ClaimView } from '@/queries/find-subject';
import { ActStatus } from './act-status.client';
import { forgetAct, keepAct, readKeptAct } from './kept-act.client';
import { type ActCommand, useSendAct } from './send-act.client';

type ActFormProps<Draft extends FieldValues, Command extends ActCommand> = {
  /** The form by its name, and its two buttons. */
  words: { label: string; check: string; record: string };
  claim: ClaimView;
  /** What the form begins with. */
  begin: (claim: ClaimView) => Draft;
  /** The command that was typed about the claim as it was shown, or what has to be put right. */
  read: (draft: Draft, shown: ClaimView) => Reading<Command>;
  /** The field in which a part of the command was typed; empty where it has none of its own. */
  fieldOf: (path: readonly string[], draft: Draft) => string;
  /** What is about to be recorded. */
  tell: (command: Command, shown: ClaimView) => ReactNode;
  /** What was typed laid over a claim that changed meanwhile; as it was typed where it is left out. */
  laidOver?: (now: ClaimView, shown: ClaimView, typed: Draft) => Draft;
  /** The claim whose page shows what was recorded, where that is another one. */
  leadsTo?: (command: Command) => string;
  children: (shown: ClaimView) => ReactNode;
};

/**
 * An act on a claim: filled in, checked in words, then recorded. It holds on to the claim as it was shown when the form
 * opened, keeps what is typed in this tab until it is recorded, and sends it under one id. Refusals stand at their fields.
 */
export function ActForm<Draft extends FieldValues, Command extends ActCommand>(props: ActFormProps<Draft, Command>) {
  const { words, claim, begin, read, fieldOf, tell, laidOver, leadsTo, children } = props;
  const router = useRouter();
  const here = usePathname();
  const [shown, setShown] = useState(claim);
  const resolver: Resolver<Draft> = async (draft) => {
    const reading = read(draft, shown);
    if ('value' in reading) return { values: draft, errors: {} };
    return { values: {}, errors: nestProblems(reading.problems) as FieldErrors<Draft> };
  };
  const form = useForm<Draft>({
    defaultValues: begin(claim) as DefaultValues<Draft>,
    resolver,
    shouldFocusError: false,
  });
  const [problems, setProblems] = useState<Problem[]>([]);
  const [checking, setChecking] = useState<Command | null>(null);
  const [isCatchingUp, setCatchingUp] = useState(false);
  const isAtWork = useAtWork();
  const heading = useRef<HTMLHeadingElement>(null);
  const id = useRef('');

  const show = (found: Problem[]) => {
    setChecking(null);
    setProblems(inFormOrder(found));
  };
  const { sending, standing, setStanding, sendAct } = useSendAct({
    leadsTo: (command) => `/claims/${leadsTo?.(command as Command) ?? claim.id}`,
    onRefused: ({ field, message }, isReused) => {
      if (isReused) id.current = '';
      const steps = field.split('.').filter((step) => step !== 'command');
      const at = fieldOf(steps, form.getValues());
      if (at) form.setError(at as Path<Draft>, { type: 'refused', message });
      show([{ field: at, message }]);
    },
    onRecorded: () => forgetAct(here),
  });

  useEffect(() => {
    const kept = readKeptAct<Draft>(here);
    if (kept) {
      id.current = kept.id;
      form.reset(kept.draft);
      setShown(kept.shown);
      setStanding('kept');
    }
  }, [here, form, setStanding]);

  useEffect(() => {
    return form.subscribe({
      formState: { values: true },
      callback: ({ values }) => {
        id.current ||= crypto.randomUUID();
        keepAct(here, { id: id.current, shown, draft: values });
      },
    });
  }, [form, here, shown]);

  useEffect(() => {
    if (checking) heading.current?.focus();
  }, [checking]);

  useEffect(() => {
    if (!isCatchingUp || claim.version === shown.version) return;
    const typed = form.getValues();
    if (laidOver) form.reset(laidOver(claim, shown, typed));
    setShown(claim);
    setCatchingUp(false);
    setStanding('caught up');
    keepAct(here, { id: id.current, shown: claim, draft: form.getValues() });
  }, [isCatchingUp, claim, shown, form, laidOver, here, setStanding]);

  const check = () => {
    const reading = read(form.getValues(), shown);
    if ('problems' in reading) return show(reading.problems);
    setProblems([]);
    setChecking(reading.value);
  };
  const record = (command: Command) => {
    id.current ||= crypto.randomUUID();
    void sendAct(id.current, command);
  };
  const catchUp = () => {
    setChecking(null);
    setCatchingUp(true);
    router.refresh();
  };
  const discard = () => {
    id.current = '';
    setShown(claim);
    form.reset(begin(claim));
    // Last: to begin again is a change, which is kept.
    forgetAct(here);
    setProblems([]);
    setStanding(null);
  };

  return (
    <FormProvider {...form}>
      <form
        noValidate
        className={styles.form}
        aria-label={words.label}
        onSubmit={(event) => {
          event.preventDefault();
          if (!checking) void form.handleSubmit(check, check)();
        }}
      >
        <ErrorSummary problems={problems} />
        <ActStatus standing={standing} claim={claim.id} here={here} onCatchUp={catchUp} onDiscard={discard} />
        <fieldset hidden={checking !== null} disabled={!isAtWork} className={styles.parts}>
          <legend className="hidden">{words.label}</legend>
          {children(shown)}
          <div className={buttons.buttons}>
            <button type="submit" className={buttons.primary}>
              {words.check}
            </button>
            <a href={`/claims/${claim.id}`}>Back to the claim</a>
          </div>
        </fieldset>
        {checking && (
          <div className={styles.stack}>
            <h2 ref={heading} tabIndex={-1}>
              What will be recorded
            </h2>
            {tell(checking, shown)}
            <div className={buttons.buttons}>
              <SendButton sending={sending} onSend={() => record(checking)}>
                {words.record}
              </SendButton>
              <button type="button" className={buttons.secondary} onClick={() => setChecking(null)}>
                Back to the form
              </button>
            </div>
          </div>
        )}
      </form>
    </FormProvider>
  );
}
