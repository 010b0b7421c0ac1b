import type { RecordedValue } from '@/domain/recorded-value';
import styles from './set-by.module.css';
import { settingAddress } from './setting-address';

/**
 * The quiet mark after a value: the number of the event that set it, which leads there and from there to what was before.
 * `what` says in words which value it is, where many stand side by side.
 */
export const SetBy = ({ position, of, what }: { position: number; of: RecordedValue; what: string }) => (
  <span className={styles.setBy}>
    <a href={settingAddress(position, of)} className="quiet">
      <span className="hidden">{what} set by event </span>#{position}
    </a>
  </span>
);
