'use client';

import { createContext, type ReactNode, useContext, useEffect, useRef } from 'react';
import { useWatch } from 'react-hook-form';
import buttons from '@/app/_ui/buttons.module.css';
import form from '@/app/_ui/form.module.css';
import type { ReportDraft } from './report-draft.client';
import { lastStep, stepAt, stepOf } from './report-steps.client';
import styles from './step.module.css';

/** The width under which the form asks one question a step; step.module.css says the same. */
const narrow = '(max-width: 720px)';

/** Whether the form asks one question a step. */
export const isStepwise = (): boolean => matchMedia(narrow).matches;

const CurrentStep = createContext('document');

/** Tells the steps inside which of them is shown where there is room for one. All stay in the page, with what is typed. */
export function StepsShown({ current, children }: { current: string; children: ReactNode }) {
  return <CurrentStep value={current}>{children}</CurrentStep>;
}

/** One question: always shown where there is room, else while it is its turn. */
export function Step({ id, children }: { id: string; children: ReactNode }) {
  const isAway = useContext(CurrentStep) !== id;
  return (
    <div data-step={id} className={isAway ? `${styles.step} ${styles.away}` : styles.step}>
      {children}
    </div>
  );
}

type SectionProps = { legend: string; steps: readonly string[]; isAnswer?: boolean; children: ReactNode };

/** A part of the form under its legend; where there is room for one question it is there only while one of its own is. */
export function StepSection({ legend, steps, isAnswer = false, children }: SectionProps) {
  const isAway = !steps.includes(useContext(CurrentStep));
  const look = isAnswer ? (form.answer ?? '') : (form.section ?? '');
  return (
    <fieldset className={isAway ? `${look} ${styles.away} ${styles.part}` : `${look} ${styles.part}`}>
      <legend>{legend}</legend>
      {children}
    </fieldset>
  );
}

/** Says which question this is and of how many. Takes the keyboard whenever it changes. */
export function StepHead({ isReady }: { isReady: boolean }) {
  const { steps, at } = useSteps();
  const heading = useRef<HTMLHeadingElement>(null);
  const step = steps[at]?.id;
  const about = useSubjectOf(step);
  const shown = useRef(step);
  useEffect(() => {
    if (isReady && shown.current !== step && isStepwise()) {
      heading.current?.focus({ preventScroll: true });
      heading.current?.scrollIntoView({ block: 'start' });
    }
    shown.current = step;
  }, [step, isReady]);
  return (
    <div className={styles.head}>
      <h2 ref={heading} tabIndex={-1}>
        Step {at + 1}: {steps[at]?.words}
      </h2>
      {about && <p>About {about}</p>}
      <p className={form.hint}>
        {at + 1} of {steps.length}, then a look at the whole
      </p>
    </div>
  );
}

/** What the answer of a step is about, once that is known; nothing for a step of no answer. */
function useSubjectOf(step: string | undefined): string | undefined {
  const draft = useWatch<ReportDraft>() as ReportDraft;
  const row = draft.answers.find(({ claim }) =>
    (['says', 'who'] as const).some((part) => stepOf(claim, part) === step),
  );
  const [kind, id] = row?.subject.split(':') ?? [];
  if (!kind || !id) return undefined;
  const coming = draft.incidents.find(({ incident }) => incident === id)?.title;
  return coming || draft.sites.find(({ site }) => site === id)?.name || draft.names[`${kind}:${id}`]?.label;
}

/** The ways on and back where there is room for one question, and the way to the check at the end of the form. */
export function StepWays({ onBack, onNext }: { onBack: () => void; onNext: () => void }) {
  const { steps, at } = useSteps();
  const isLast = steps[at]?.id === lastStep;
  return (
    <div className={buttons.buttons}>
      {!isLast && (
        <button type="button" className={`${buttons.primary} ${styles.narrow}`} onClick={onNext}>
          Next
        </button>
      )}
      <button type="submit" className={isLast ? buttons.primary : `${buttons.primary} ${styles.wide}`}>
        Check your answers
      </button>
      {at > 0 && (
        <button type="button" className={`${buttons.secondary} ${styles.narrow}`} onClick={onBack}>
          Back
        </button>
      )}
    </div>
  );
}

function useSteps() {
  const [answers, document, step] = useWatch<ReportDraft, ['answers', 'document', 'step']>({
    name: ['answers', 'document', 'step'],
  });
  return stepAt({ answers, document, step });
}

/** The step in which a field stands; undefined where it stands in none. */
export const stepOfField = (id: string): string | undefined =>
  document.getElementById(id)?.closest<HTMLElement>('[data-step]')?.dataset.step;
