import { Moment } from '@/app/_ui/moment';
import { keepMoment } from '@/app/_ui/reading';
import { ruledWords } from '@/app/_ui/ruling-line';
import { originWords, plural, questionAddress } from '@/app/_ui/words';
import type { DisputeRow } from '@/queries/list-disputes';
import styles from './page.module.css';

/** So many positions of a question stand on its card. */
const mostPositions = 5;

/** A dispute as a card: the question, its positions with who stands behind them, since when, and how far the argument is. */
export function DisputeCard({ row }: { row: DisputeRow }) {
  const { subject, attribute, label, positions, since, lastArgued, challengedBy, marks, requests, ruling } = row;
  // What clashes from elsewhere is told on the question's own page.
  const own = positions.filter(({ value }) => value !== null);
  // A line for one more says less than the one more.
  const shown = own.length === mostPositions + 1 ? own.length : mostPositions;
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
      {challengedBy.length > 0 ? (
        <p className={styles.challenged}>
          <span aria-hidden="true">≠ </span>Ruling challenged by {plural(challengedBy.length, 'claim')}
        </p>
      ) : null}
      {ruling ? (
        <p className={styles.ruled}>
          <span aria-hidden="true">§ </span>
          Ruled: <strong>{ruledWords(ruling.ruling, row.assessment)}</strong>, by {ruling.by}
          {ruling.ruling.dissents.length > 0 ? ` · ${plural(ruling.ruling.dissents.length, 'dissent')}` : ''}
        </p>
      ) : null}
      {positions.length > 0 ? (
        <ul className={styles.positions}>
          {own.slice(0, shown).map(({ value, scope, claims, origins }) => (
            <li key={claims.join(' ')}>
              <strong>{value}</strong>
              {scope ? <span className={styles.muted}> {scope}</span> : null}{' '}
              <span className={styles.muted}>{originWords(origins)}</span>
            </li>
          ))}
          {own.length > shown ? <li className={styles.muted}>and {own.length - shown} more</li> : null}
          {positions.length > own.length ? (
            <li className={styles.muted}>
              against {plural(positions.length - own.length, 'answer')} to related questions
            </li>
          ) : null}
        </ul>
      ) : null}
      <p className={styles.muted}>
        {since ? (
          <>
            Disputed since{' '}
            <a href={`/ledger/${since.position}`}>
              {since.recordedAt ? <Moment at={since.recordedAt} /> : `#${since.position}`}
            </a>
          </>
        ) : (
          'Never disputed'
        )}
        {lastArgued ? (
          <>
            {' · last argued '}
            <a href={`/ledger/${lastArgued.position}`}>
              {lastArgued.recordedAt ? <Moment at={lastArgued.recordedAt} /> : `#${lastArgued.position}`}
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
