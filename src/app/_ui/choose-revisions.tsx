import type { ReactNode } from 'react';
import buttons from './buttons.module.css';
import styles from './choose-revisions.module.css';
import { Moment } from './moment';

/** A revision there is to choose: the position of the end of its append, when it was recorded, and what it was. */
export type RevisionChoice = { position: number; recordedAt: string; sentence: ReactNode };

/**
 * Revisions of a record to compare two of, the newest first: one column for the earlier, one for the later, sent by a plain
 * form. Beside each stand the ways to compare it with the one before it and with the latest. `from` and `to` are those chosen
 * now; where they are not on this page of the list they stand above it. Nothing where there are fewer than two.
 */
export function ChooseRevisions({
  path,
  revisions,
  before,
  latest,
  from,
  to,
}: {
  /** The address of what is compared. */
  path: string;
  revisions: readonly RevisionChoice[];
  /** The revision before the last that is listed, if there is one. */
  before: number | null;
  latest: number;
  from: number | null;
  to: number | null;
}) {
  const positions = revisions.map(({ position }) => position);
  if (positions.length === 0 || (positions[0] === latest && positions.length === 1 && before === null)) return null;
  const elsewhere = [...new Set([from, to])].filter(
    (position): position is number => position !== null && !positions.includes(position),
  );
  const chosen = { from: from ?? positions[1] ?? before, to: to ?? positions[0] };
  const oldest = before === null ? positions.at(-1) : null;
  const compare = (earlier: number, later: number) => `${path}/compare?from=${earlier}&to=${later}`;
  const radio = (name: 'from' | 'to', position: number) => (
    <label className={styles.radio}>
      <input type="radio" name={name} value={position} defaultChecked={chosen[name] === position} required />
      <span className="hidden">
        {name === 'from' ? 'From' : 'To'} #{position}
      </span>
    </label>
  );
  return (
    <form action={`${path}/compare`} className={styles.form}>
      <table className={styles.table}>
        <caption className="hidden">Revisions to compare, the newest first</caption>
        <thead>
          <tr>
            <th scope="col">From</th>
            <th scope="col">To</th>
            <th scope="col">Revision</th>
          </tr>
        </thead>
        <tbody>
          {elsewhere.map((position) => (
            <tr key={position}>
              <td>{position === from ? radio('from', position) : null}</td>
              <td>{position === to ? radio('to', position) : null}</td>
              <td className={styles.revision}>
                <a href={`/ledger/${position}`}>#{position}</a>, chosen now, is on another page of this list
              </td>
            </tr>
          ))}
          {revisions.map(({ position, recordedAt, sentence }, at) => {
            const previous = positions[at + 1] ?? before;
            return (
              <tr key={position}>
                <td>{position === latest ? null : radio('from', position)}</td>
                <td>{position === oldest ? null : radio('to', position)}</td>
                <td className={styles.revision}>
                  <p>
                    <a href={`/ledger/${position}`} className={styles.number}>
                      #{position}
                    </a>{' '}
                    {sentence}
                  </p>
                  <p className={styles.about}>
                    <Moment at={recordedAt} />
                    {previous === null ? null : (
                      <>
                        {' · '}
                        <a href={compare(previous, position)}>
                          <span className="hidden">Compare #{position} with the </span>previous
                        </a>
                      </>
                    )}
                    {position === latest ? null : (
                      <>
                        {' · '}
                        <a href={compare(position, latest)}>
                          <span className="hidden">Compare #{position} with the </span>latest
                        </a>
                      </>
                    )}
                  </p>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className={styles.send}>
        <button type="submit" className={buttons.secondary}>
          Compare the two chosen
        </button>
      </p>
    </form>
  );
}
