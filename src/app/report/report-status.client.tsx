'use client';

import styles from '@/app/_ui/form.module.css';
import type { Standing } from './send-report.client';

/** Says politely where the report stands after it was sent. */
export function ReportStatus({ standing, report, here }: { standing: Standing; report: string; here: string }) {
  return (
    <div role="status" className={styles.status}>
      {words(standing, report, here)}
    </div>
  );
}

function words(standing: Standing, report: string, here: string) {
  const receipt = <a href={`/reports/${report}`}>See its receipt</a>;
  switch (standing) {
    case 'not reached':
      return 'Not sent: Palimpsest was not reached. Everything is still here. Send it again when it runs: it is recorded once.';
    case 'being sequenced':
      return <>Received, and being sequenced: it takes its place in the ledger in a moment. {receipt}.</>;
    case 'sent before':
      return (
        <>
          This report was already recorded, as it was first sent. {receipt}. What you changed since is not in it:
          correct its claims there, or discard this draft and report the rest anew.
        </>
      );
    case 'nobody chosen':
      return (
        <>
          Nothing was sent: nobody is chosen in this browser.{' '}
          <a href={`/people?from=${encodeURIComponent(here)}`}>Choose who you are</a>. What you typed is kept.
        </>
      );
    case null:
      return null;
  }
}
