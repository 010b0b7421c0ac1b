import styles from './address-line.module.css';
import { CopyButton } from './copy-button.client';
import { keepMoment } from './reading';

/**
 * An address on record: never a link that leads out at one press, since opening it tells its site that somebody looks.
 * It is shown whole, the host first to the eye, can be copied, and leads to a page of our own that says what opening does.
 */
export function AddressLine({ document, address }: { document: string; address: string }) {
  return (
    <span className={styles.line}>
      <AddressText address={address} />
      <span className={styles.tools}>
        <CopyButton text={address} what="the address" />
        <a href={keepMoment(`/documents/${document}/open`)}>Open with a warning</a>
      </span>
    </span>
  );
}

/** An address as text, whole, its host emphasised. */
export function AddressText({ address }: { address: string }) {
  const [, scheme = '', host = address, rest = ''] = /^(https?:\/\/)([^/?#]*)(.*)$/is.exec(address) ?? [];
  return (
    <code dir="ltr" className={styles.address}>
      {scheme}
      <strong>{host}</strong>
      {rest}
    </code>
  );
}
