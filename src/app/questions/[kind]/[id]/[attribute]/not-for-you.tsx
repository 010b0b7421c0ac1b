import { OnlyNow } from '@/app/_ui/only-now';
import styles from './page.module.css';
import type { You } from './you';

/** Why a form is not there, and what to do instead. */
export function NotForYou({ you, what }: { you: You; what: 'argue' | 'rule' }) {
  if (what === 'rule' && you.mayArgue)
    return (
      <p className={styles.muted}>
        Rulings are made by reviewers and stewards. You may mark evidence, remark, and say what would change your mind.
      </p>
    );
  return (
    <OnlyNow>
      <p className={styles.muted}>
        {what === 'rule' ? 'Rulings are made by reviewers and stewards' : 'Who argues is named'}:{' '}
        <a href={`/people?from=${you.here}`}>choose who you are</a>.
      </p>
    </OnlyNow>
  );
}
