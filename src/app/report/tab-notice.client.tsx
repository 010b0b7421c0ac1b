'use client';

import buttons from '@/app/_ui/buttons.module.css';
import styles from '@/app/_ui/form.module.css';
import type { Hold } from './use-one-tab.client';

type TabNoticeProps = { hold: Hold; report: string; onTakeOver: () => void };

/** Says when another tab has this draft, with the way to go on here. */
export function TabNotice({ hold, report, onTakeOver }: TabNoticeProps) {
  return (
    <div role="status" className={styles.status}>
      {hold === 'theirs' && (
        <span className={buttons.buttons}>
          This draft is open in another tab, and follows it here.
          <button type="button" className={buttons.secondary} onClick={onTakeOver}>
            Go on in this tab
          </button>
        </span>
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
