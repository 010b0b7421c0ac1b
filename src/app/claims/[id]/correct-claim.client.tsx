'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import buttons from '@/app/_ui/buttons.module.css';
import styles from '@/app/_ui/form.module.css';
import type { Subject } from '@/domain/identifier';
import type { ClaimView } from '@/queries/find-subject';
import type { SourceName } from '@/queries/names';
import { CorrectionForm } from './correction-form.client';

export type CorrectClaimProps = {
  claim: ClaimView;
  subject: Subject;
  sources: readonly SourceName[];
  /** The version of the claim this page shows: the correction names it, so that nothing is overwritten unseen. */
  shownVersion: number;
};

/** Corrects what we misrecorded of a claim: closed at first, checked before it is recorded, closed again after. */
export function CorrectClaim(props: CorrectClaimProps) {
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const [said, setSaid] = useState('');
  const status = useRef<HTMLParagraphElement>(null);
  const opener = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (said) status.current?.focus();
  }, [said]);

  const finish = (position: number | null) => {
    setOpen(false);
    setSaid(
      position === null
        ? 'The correction is received and being sequenced: it shows here in a moment.'
        : `The correction is recorded at ledger position ${position}.`,
    );
    router.refresh();
  };
  const cancel = () => {
    setOpen(false);
    setTimeout(() => opener.current?.focus());
  };

  return (
    <div className={styles.form}>
      <p>
        A correction is for what <em>we</em> misread or mistyped, never for a claimant that changed its mind. What the
        record said before stays in its history.
      </p>
      <p ref={status} role="status" tabIndex={-1} className={styles.status}>
        {said}
      </p>
      {isOpen ? (
        <CorrectionForm {...props} onRecorded={finish} onCancel={cancel} />
      ) : (
        <div className={buttons.buttons}>
          <button
            ref={opener}
            type="button"
            className={buttons.secondary}
            onClick={() => {
              setSaid('');
              setOpen(true);
            }}
          >
            Correct what we recorded
          </button>
        </div>
      )}
    </div>
  );
}
