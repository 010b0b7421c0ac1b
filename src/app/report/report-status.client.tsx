'use client';

import { useState } from 'react';
import { useFormContext } from 'react-hook-form';
import buttons from '@/app/_ui/buttons.module.css';
import styles from '@/app/_ui/form.module.css';
import { failureOf, trpc } from '@/app/_ui/trpc.client';
import type { ReportDraft } from './report-draft.client';
import type { Standing } from './send-report.client';

type StatusProps = {
  standing: Standing;
  sending: boolean;
  isWaiting: boolean;
  /** What becomes of the reports of who is chosen. */
  mayReview: boolean;
};

/** Says politely where the report stands once it is sent. */
export function ReportStatus(props: StatusProps) {
  return (
    <div role="status" className={styles.status}>
      <Words {...props} />
    </div>
  );
}

function Words({ standing, sending, isWaiting, mayReview }: StatusProps) {
  const { getValues } = useFormContext<ReportDraft>();
  const report = getValues('report');
  const receipt = <a href={`/reports/${report}`}>See its receipt</a>;
  const fate = mayReview ? 'accepted at once' : 'waits for a review';
  if (sending && standing === null) return 'Sending …';
  switch (standing) {
    case 'not reached':
      return `Not sent: Palimpsest was not reached. Everything is still here, and can still be changed. ${
        isWaiting ? 'It is sent again by itself when the network is back' : 'Send it again when the network is back'
      }; it is recorded once.`;
    case 'received':
      return (
        <>
          Received <span className="mono">{report}</span> – {fate}. {receipt}.
        </>
      );
    case 'being sequenced':
      return (
        <>
          Received <span className="mono">{report}</span> – {fate}. It takes its place in the ledger in a moment.{' '}
          {receipt}.
        </>
      );
    case 'sent before':
      return (
        <>
          This report was already received, as it was first sent. {receipt}. What you changed since is not in it: submit
          it again from there while it waits, or discard this draft and report the rest anew.
        </>
      );
    case 'left while sending':
      return 'This report was being sent when its tab was closed. Check it and send it again: it is recorded once.';
    case 'left unsent':
      return 'Not sent yet. Everything is still here: check it and send it again.';
    case 'changed meanwhile':
      return <ChangedMeanwhile />;
    case 'nobody chosen':
      return (
        <>
          Nothing was sent: nobody is chosen in this browser.{' '}
          <a href={`/people?from=${encodeURIComponent(`/report?draft=${report}`)}`}>Choose who you are</a>. What you
          typed is kept.
        </>
      );
    case null:
      return null;
  }
}

/** The waiting report was submitted again, returned or decided elsewhere: the person looks, and decides what stands. */
function ChangedMeanwhile() {
  const { setValue, getValues } = useFormContext<ReportDraft>();
  const [said, setSaid] = useState('');
  const report = getValues('report');
  const adopt = async () => {
    try {
      const { version } = await trpc.ownReport.query({ id: report });
      setValue('shownVersion', version);
      setValue('command', crypto.randomUUID());
      setSaid('What you typed now takes the place of what waits. Go back to the form, check it and send it.');
    } catch (error) {
      setSaid(failureOf(error).reason);
    }
  };
  return (
    <>
      This report changed after you opened it, in another tab or by a reviewer. Nothing was written, and what you typed
      is still here. <a href={`/reports/${report}`}>See the report as it is now</a>.{' '}
      <button type="button" className={buttons.quiet} onClick={() => void adopt()}>
        Send mine in its place
      </button>{' '}
      {said}
    </>
  );
}
