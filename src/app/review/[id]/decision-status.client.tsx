'use client';

import buttons from '@/app/_ui/buttons.module.css';
import styles from '@/app/_ui/form.module.css';
import type { DecisionStanding } from './send-decision.client';

type Props = { standing: DecisionStanding; report: string; onCatchUp: () => void };

/** Says politely where the decision stands after it was sent. */
export function DecisionStatus(props: Props) {
  return (
    <div role="status" className={styles.status}>
      {words(props)}
    </div>
  );
}

function words({ standing, report, onCatchUp }: Props) {
  switch (standing) {
    case 'not reached':
      return 'Not sent: Palimpsest was not reached. Everything is still here. Send it again when it runs: it is recorded once.';
    case 'being sequenced':
      return (
        <>
          The decision is received and being sequenced: it shows in a moment.{' '}
          <a href={`/reports/${report}`}>See the report</a>.
        </>
      );
    case 'changed meanwhile':
      return (
        <>
          This report changed after you opened it: it was submitted again, or another reviewer asked something. Nothing
          was written, and what you typed is still here.{' '}
          <button type="button" className={buttons.quiet} onClick={onCatchUp}>
            Load the report as it is now
          </button>
        </>
      );
    case 'decided already':
      return (
        <>
          Another reviewer decided this report after you opened it. Nothing was written, and what you typed is still
          here to copy. <a href={`/reports/${report}`}>See what was decided</a>.
        </>
      );
    case 'nobody chosen':
      return (
        <>
          Nothing was sent: nobody is chosen in this browser.{' '}
          <a href={`/people?from=/review/${report}`}>Choose who you are</a>, then decide here.
        </>
      );
    case null:
      return null;
    default:
      return `Nothing was written. ${standing.refused}`;
  }
}
