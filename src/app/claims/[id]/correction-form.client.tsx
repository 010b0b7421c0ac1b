'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { FormProvider, type Resolver, useForm } from 'react-hook-form';
import buttons from '@/app/_ui/buttons.module.css';
import { ErrorSummary } from '@/app/_ui/error-summary.client';
import styles from '@/app/_ui/form.module.css';
import { fieldId, nestProblems, type Problem } from '@/app/_ui/problem.client';
import { SendButton } from '@/app/_ui/send-button.client';
import { useVocabulary } from '@/app/_ui/vocabulary.client';
import type { CorrectClaim } from '@/domain/claim/command';
import type { CorrectClaimProps } from './correct-claim.client';
import { CorrectionChanges } from './correction-changes.client';
import { type CorrectionDraft, draftOf, laidOver, readCorrection } from './correction-draft.client';
import { CorrectionFields } from './correction-fields.client';
import { CorrectionStatus } from './correction-status.client';
import { useSendCorrection } from './send-correction.client';

type FormProps = CorrectClaimProps & { onRecorded: (position: number | null) => void; onCancel: () => void };

/**
 * The open form of a correction. It holds on to the claim as it was shown when the form opened; when somebody else
 * corrected it meanwhile, what was typed is laid over the newer claim once the person asks to see it.
 */
export function CorrectionForm({ claim, subject, sources, shownVersion, onRecorded, onCancel }: FormProps) {
  const router = useRouter();
  const vocabulary = useVocabulary();
  const [shown, setShown] = useState({ claim, version: shownVersion });
  const resolver: Resolver<CorrectionDraft> = async (draft) => {
    const read = readCorrection(draft, shown.claim, subject, shown.version, vocabulary);
    return 'command' in read ? { values: draft, errors: {} } : { values: {}, errors: nestProblems(read.problems) };
  };
  const form = useForm<CorrectionDraft>({ defaultValues: draftOf(claim), resolver, shouldFocusError: false });
  const [problems, setProblems] = useState<Problem[]>([]);
  const [checking, setChecking] = useState<CorrectClaim | null>(null);
  const [isCatchingUp, setCatchingUp] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const showProblems = (found: Problem[]) => {
    setChecking(null);
    setProblems(found);
  };
  const { sending, standing, sendCorrection, clear } = useSendCorrection(form, showProblems, onRecorded);

  useEffect(() => {
    document.getElementById(fieldId('answer.form'))?.focus();
  }, []);

  useEffect(() => {
    if (checking) heading.current?.focus();
  }, [checking]);

  useEffect(() => {
    if (!isCatchingUp || shownVersion === shown.version) return;
    form.reset(laidOver(claim, shown.claim, form.getValues()));
    setShown({ claim, version: shownVersion });
    setCatchingUp(false);
    clear('caught up');
  }, [isCatchingUp, claim, shownVersion, shown, form, clear]);

  const check = () => {
    const read = readCorrection(form.getValues(), shown.claim, subject, shown.version, vocabulary);
    if ('problems' in read) return showProblems(read.problems);
    setProblems([]);
    setChecking(read.command);
  };
  const catchUp = () => {
    setChecking(null);
    setCatchingUp(true);
    router.refresh();
  };
  const names = new Map(sources.map(({ id, name }) => [id, name]));

  return (
    <FormProvider {...form}>
      <form
        noValidate
        className={styles.form}
        aria-label="Correct this claim"
        onSubmit={(event) => {
          event.preventDefault();
          if (!checking) void form.handleSubmit(check, check)();
        }}
      >
        <ErrorSummary problems={problems} />
        <CorrectionStatus standing={standing} onCatchUp={catchUp} />
        <fieldset hidden={checking !== null} className={styles.parts}>
          <legend className="hidden">The claim as it should have been recorded</legend>
          <CorrectionFields claim={shown.claim} sources={sources} isOfSite={subject.kind === 'site'} />
          <div className={buttons.buttons}>
            <button type="submit" className={buttons.primary}>
              Check the correction
            </button>
            <button type="button" className={buttons.quiet} onClick={onCancel}>
              Cancel
            </button>
          </div>
        </fieldset>
        {checking && (
          <div className={styles.stack}>
            <h3 ref={heading} tabIndex={-1}>
              Before and after
            </h3>
            <CorrectionChanges claim={shown.claim} command={checking} nameOf={(id) => names.get(id) ?? id} />
            <div className={buttons.buttons}>
              <SendButton sending={sending} onSend={() => void sendCorrection(checking)}>
                Record the correction
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
