import type { ReactNode } from 'react';
import type { ReportState } from '@/domain/fold';
import styles from './report-state.module.css';
import { Sign } from './sign';

const look: Record<ReportState | 'in part', { icon: ReactNode; className: string | undefined; words: string }> = {
  submitted: { icon: '…', className: styles.waiting, words: 'Submitted – waiting for a review' },
  returned: { icon: '?', className: styles.returned, words: 'Returned with a question' },
  accepted: { icon: <Sign name="agreed" />, className: styles.accepted, words: 'Accepted' },
  'in part': { icon: <Sign name="uncontradicted" />, className: styles.accepted, words: 'Accepted in part' },
  rejected: { icon: '×', className: styles.rejected, words: 'Rejected' },
};

/** Where a report stands: word, icon, colour and border together, so none of them is needed alone. */
export function ReportStateChip({ state, declined }: { state: ReportState; declined: number }) {
  const { icon, className, words } = look[state === 'accepted' && declined > 0 ? 'in part' : state];
  return (
    <span className={`${styles.chip} ${className}`}>
      <span aria-hidden="true">{icon}</span>
      {words}
    </span>
  );
}
