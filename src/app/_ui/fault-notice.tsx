import styles from './fault-notice.module.css';
import { type AddressFault, addressOf, type Given, without } from './read-address';
import { keepMoment } from './reading';

type Props = { what: string; path: string; given: Given; fault: AddressFault };

/** What in an address cannot be asked for, by its name, and the way on without it. */
export function FaultNotice({ what, path, given, fault: { field, value, reason } }: Props) {
  return (
    <div className={styles.fault} role="alert">
      <p>
        {what} cannot be shown as asked: {field === '' ? 'the address' : field}
        {value === '' ? '' : ` is “${value}”`}. {reason}
      </p>
      <p>
        <a href={keepMoment(addressOf(path, without(given, [field])))}>
          {['after', 'before'].includes(field) ? 'Go to the first page' : 'Leave it out'}
        </a>
      </p>
    </div>
  );
}
