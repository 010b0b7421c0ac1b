import { Moment } from '@/app/_ui/moment';
import { keepMoment } from '@/app/_ui/reading';
import { outcomeWords } from '@/app/_ui/ruling-line';
import { settingAddress } from '@/app/_ui/setting-address';
import { originWords, plural, questionAddress } from '@/app/_ui/words';
import { questionValue } from '@/domain/recorded-value';
import type { DisputeRow } from '@/queries/list-disputes';
import styles from './page.module.css';

/** A dispute as a card: the question, its positions with who stands behind them, since when, and how far the argument is. */
export function DisputeCard({ row }: { row: DisputeRow }) {
  const { subject, attribute, label, positions, more, elsewhere } = row;
  const { since, setBy, lastArgued, challengedBy, marks, requests, ruling } = row;
  const argued = [
    marks > 0 ? plural(marks, 'mark') : '',
    requests.open > 0 ? `${plural(requests.open, 'request')} open` : '',
    requests.met > 0 ? `${plural(requests.met, 'request')} ended` : '',
  ].filter(Boolean);
  return (
    <li className={styles.card}>
      <h3>
        <a href={keepMoment(questionAddress(subject, attribute))}>
          {label} <span className={styles.about}>{subject.title}</span>
        </a>
      </h3>
      {challengedBy > 0 ? (
        <p className={styles.challenged}>
          <span aria-hidden="true">≠ </span>Ruling challenged by {plural(challengedBy, 'claim')}
        </p>
      ) : null}
      {ruling ? (
        <p className={styles.ruled}>
          <span aria-hidden="true">§ </span>
          Ruled: <strong>{outcomeWords(ruling.ruled)}</strong>, by {ruling.by}
          {ruling.dissents > 0 ? ` · ${plural(ruling.dissents, 'dissent')}` : ''}
        </p>
      ) : null}
      {positions.length + elsewhere > 0 ? (
        <ul className={styles.positions}>
          {positions.map(({ value, scope, origins }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two positions may read alike, where words were erased
            <li key={at}>
              <strong>{value}</strong>
              {scope ? <span className={styles.muted}> {scope}</span> : null}{' '}
              <span className={styles.muted}>{originWords(origins)}</span>
            </li>
          ))}
          {more > 0 ? <li className={styles.muted}>and {more} more</li> : null}
          {elsewhere > 0 ? (
            <li className={styles.muted}>against {plural(elsewhere, 'answer')} to related questions</li>
          ) : null}
        </ul>
      ) : null}
      <p className={styles.muted}>
        {since ? (
          <>
            Disputed since{' '}
            <a href={settingAddress(since.position, questionValue('question', subject, attribute))}>
              <Moment at={since.recordedAt} />
            </a>
          </>
        ) : (
          'Never disputed'
        )}
        {' · last changed by '}
        <a href={settingAddress(setBy, questionValue('question', subject, attribute))}>#{setBy}</a>
        {lastArgued ? (
          <>
            {' · last argued '}
            <a href={`/ledger/${lastArgued.position}`}>
              <Moment at={lastArgued.recordedAt} />
            </a>
          </>
        ) : (
          ' · nobody has argued it yet'
        )}
        {argued.length > 0 ? ` · ${argued.join(', ')}` : ''}
      </p>
    </li>
  );
}
