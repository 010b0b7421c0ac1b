import styles from './form.module.css';

/** Why there is no form here: a sentence in which every event that is named leads to its page. */
export function RefusedNotice({ reason }: { reason: string }) {
  return (
    <p className={styles.notice}>
      {reason.split(/(#\d+)/).map((part, at) =>
        at % 2 === 1 ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence never move
          <a key={at} href={`/ledger/${part.slice(1)}`}>
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </p>
  );
}
