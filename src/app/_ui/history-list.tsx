import Link from 'next/link';
import type { HistoryEntry } from '@/queries/list-changes';
import { EventSentence } from './event-sentence';
import styles from './history-list.module.css';
import { Moment } from './moment';
import { StateChip } from './state-chip';
import { attributeWords } from './event-sentence';

/** A history, one sentence an event: who, when, what it did to the states of questions, and the way to the event itself. */
export function HistoryList({ entries, withSubject = false }: { entries: HistoryEntry[]; withSubject?: boolean }) {
  return (
    <ol className={styles.list}>
      {entries.map((entry) => (
        <li key={`${entry.position} ${entry.subject.kind} ${entry.subject.id}`} className={styles.entry}>
          <Link href={`/ledger/${entry.position}`} className={styles.number}>
            <span className="hidden">Event </span>#{entry.position}
          </Link>
          <div>
            <p>
              {withSubject ? (
                <>
                  <Link href={`/${entry.subject.kind}s/${entry.subject.id}`}>{entry.subjectTitle}</Link>.{' '}
                </>
              ) : null}
              <EventSentence {...entry} />
            </p>
            <Reason entry={entry} />
            <p className={styles.about}>
              <Moment at={entry.recordedAt} /> · {entry.actor}
            </p>
            {entry.effects.length > 0 ? (
              <ul className={styles.effects}>
                {entry.effects.map(({ attribute, before, after }) => (
                  <li key={attribute}>
                    {attributeWords(attribute)}:{' '}
                    {before === after ? (
                      <>
                        still <StateChip state={after} />
                      </>
                    ) : (
                      <>
                        <StateChip state={before} /> <span aria-hidden="true">→</span>
                        <span className="hidden"> became </span> <StateChip state={after} />
                      </>
                    )}
                  </li>
                ))}
              </ul>
            ) : null}
          </div>
        </li>
      ))}
    </ol>
  );
}

function Reason({ entry }: { entry: HistoryEntry }) {
  const { event } = entry;
  const reason = 'reason' in event.data ? event.data.reason : 'note' in event.data ? event.data.note : undefined;
  return reason ? <p className={styles.reason}>{reason}</p> : null;
}
