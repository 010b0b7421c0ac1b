import { findStandpoint } from '@/queries/find-moment';
import styles from './as-it-stood.module.css';
import { Moment } from './moment';
import { reading } from './reading';
import { dateWords } from './words';

/**
 * Where a reader stands in time, and the way to another moment: by the day something was recorded, by the day it was
 * published, or by both. It stands above every page that can be shown as of a moment.
 */
export async function AsItStood() {
  const { db, moment, now } = await reading();
  if (now === null) return null;
  if (!moment)
    return (
      <details className={styles.choose}>
        <summary>Read it as it stood on a day</summary>
        <Choose now={now} recordedBy="" publishedBy="" />
      </details>
    );
  const { position, recordedAt, later, publishedBy } = await findStandpoint(db, moment);
  return (
    <aside className={styles.banner} aria-label="Where you stand in time">
      {position === null ? null : (
        <p>
          <strong>
            This is the record as it stood after event <a href={`/ledger/${position}`}>#{position}</a>
          </strong>
          {recordedAt === null ? null : (
            <>
              , recorded <Moment at={recordedAt} />
            </>
          )}
          . {laterWords(later)}
        </p>
      )}
      {publishedBy === null ? null : (
        <p>
          <strong>Only what had been published by {dateWords(publishedBy)} counts.</strong> Documents of later or
          unknown date take no part; those of unknown date are listed apart.
        </p>
      )}
      <p className={styles.ways}>
        Nothing can be changed here. <a href={now}>Show it as it is now</a>
      </p>
      <details className={styles.choose}>
        <summary>Choose another moment</summary>
        <Choose now={now} recordedBy={recordedAt?.slice(0, 10) ?? ''} publishedBy={publishedBy ?? ''} />
      </details>
    </aside>
  );
}

/** Asks for the same page as of a day on either clock. What else its address asks for goes along. */
function Choose({ now, recordedBy, publishedBy }: { now: string; recordedBy: string; publishedBy: string }) {
  const at = now.indexOf('?');
  const rest = [...new URLSearchParams(at < 0 ? '' : now.slice(at))];
  return (
    <form action={at < 0 ? now : now.slice(0, at)} className={styles.form}>
      {rest.map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
      <label>
        Recorded here by the end of
        <input type="date" name="recordedBy" defaultValue={recordedBy} />
      </label>
      <label>
        Published by the end of
        <input type="date" name="publishedBy" defaultValue={publishedBy} />
      </label>
      <button type="submit">Show</button>
    </form>
  );
}

const laterWords = (later: number): string =>
  later === 0
    ? 'Nothing was recorded since.'
    : later === 1
      ? '1 later event is not shown.'
      : `${later.toLocaleString('en')} later events are not shown.`;
