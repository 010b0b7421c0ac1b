'use client';

import buttons from '@/app/_ui/buttons.module.css';
import styles from '@/app/_ui/form.module.css';
import type { CorrectionStanding } from './send-correction.client';

/** Says politely where the correction stands after it was sent. */
export function CorrectionStatus({ standing, onCatchUp }: { standing: CorrectionStanding; onCatchUp: () => void }) {
  return (
    <div role="status" className={styles.status}>
      {words(standing, onCatchUp)}
    </div>
  );
}

function words(standing: CorrectionStanding, onCatchUp: () => void) {
  switch (standing) {
    case 'not reached':
      return 'Not sent: Palimpsest was not reached. Everything is still here. Send it again when it runs: it is recorded once.';
    case 'changed meanwhile':
      return (
        <>
          Somebody corrected this claim after you opened it. Nothing was written, and what you typed is still here.{' '}
          <button type="button" className={buttons.quiet} onClick={onCatchUp}>
            Load the claim as it is now
          </button>
        </>
      );
    case 'caught up':
      return 'This is the claim as it is now, with what you typed laid over it. Check the correction before you record it.';
    case 'nobody chosen':
      return (
        <>
          Nothing was sent: nobody is chosen in this browser. <a href="/people">Choose who you are</a>, then correct it
          here.
        </>
      );
    case null:
      return null;
  }
}
