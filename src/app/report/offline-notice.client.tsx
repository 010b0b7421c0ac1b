'use client';

import { useSyncExternalStore } from 'react';
import styles from '@/app/_ui/form.module.css';

/** Says while the browser is offline that nothing is lost, and nothing sent. */
export function OfflineNotice() {
  const isOnline = useSyncExternalStore(
    (changed) => {
      window.addEventListener('online', changed);
      window.addEventListener('offline', changed);
      return () => {
        window.removeEventListener('online', changed);
        window.removeEventListener('offline', changed);
      };
    },
    () => navigator.onLine,
    () => true,
  );
  return (
    <div role="status" className={styles.status}>
      {isOnline ? '' : 'You are offline. Drafts are kept here; nothing is being sent.'}
    </div>
  );
}
