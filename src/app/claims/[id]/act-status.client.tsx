'use client';

import buttons from '@/app/_ui/buttons.module.css';
import styles from '@/app/_ui/form.module.css';
import type { ActStanding } from './send-act.client';

type StatusProps = { standing: ActStanding; claim: string; here: string; onCatchUp: () => void; onDiscard: () => void };

/** Says politely where an act stands: after it was sent, or when a draft of it was found again. */
export function ActStatus(props: StatusProps) {
  return (
    <div role="status" className={styles.status}>
      {words(props)}
    </div>
  );
}

function words({ standing, claim, here, onCatchUp, onDiscard }: StatusProps) {
  switch (standing) {
    case 'not reached':
      return 'Not sent: Palimpsest was not reached. Everything is still here. Send it again when it runs: it is recorded once.';
    case 'changed meanwhile':
      return (
        <>
          Somebody changed what is recorded of this claim after you opened it. Nothing was written, and what you typed
          is still here.{' '}
          <button type="button" className={buttons.quiet} onClick={onCatchUp}>
            Load the claim as it is now
          </button>
        </>
      );
    case 'caught up':
      return 'This is the claim as it is now, with what you typed laid over it. Check it before you record it.';
    case 'nobody chosen':
      return (
        <>
          Nothing was sent: nobody is chosen in this browser. <a href={`/people?from=${here}`}>Choose who you are</a>,
          then go on here: what you typed is kept in this tab.
        </>
      );
    case 'being sequenced':
      return (
        <>
          It is received and being sequenced: it shows in a moment. <a href={`/claims/${claim}`}>See the claim</a>.
        </>
      );
    case 'kept':
      return (
        <>
          What you typed here before is still here.{' '}
          <button type="button" className={buttons.quiet} onClick={onDiscard}>
            Begin again
          </button>
        </>
      );
    case null:
      return null;
  }
}
