'use client';

import buttons from '@/app/_ui/buttons.module.css';
import styles from '@/app/_ui/form.module.css';
import type { Hold } from './use-one-tab.client';

type TabNoticeProps = {
  hold: Hold;
  report: string;
  /** The draft the address names, when this browser keeps none of that name. */
  missing: string;
  onTakeOver: () => void;
};

/** Says when another tab has this draft, with the way to go on here. */
export function TabNotice({ hold, report, missing, onTakeOver }: TabNoticeProps) {
  return (
    <div role="status" className={styles.status}>
      {hold === 'theirs' && (
        <span className={buttons.buttons}>
          This draft is open in another tab. What is typed there shows here.
          <button type="button" className={buttons.secondary} onClick={onTakeOver}>
            Go on in this tab
          </button>
        </span>
      )}
      {missing && hold === 'ours' && (
        <>
          This browser keeps no such draft: it was sent, discarded, or begun in another browser.{' '}
          <a href={`/reports/${missing}`}>See whether it was received</a>. Below is a new report.
        </>
      )}
      {hold === 'gone' && (
        <>
          This draft was sent or discarded in another tab.{' '}
          <a href={`/reports/${report}`}>See whether it was received</a>, or <a href="/report">report something else</a>
          .
        </>
      )}
    </div>
  );
}
