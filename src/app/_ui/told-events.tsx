import type { ToldEvent } from '@/queries/list-changes';
import { EventSentence } from './event-sentence';
import styles from './history-list.module.css';
import { Moment } from './moment';

/** Events of one source or document, the oldest first: what each says, why, when, who, and the way to the event itself. */
export function ToldEvents({ events }: { events: readonly ToldEvent[] }) {
  return (
    <ol className={styles.list}>
      {events.map((told) => {
        const { position, recordedAt, data } = told.event;
        const reason = 'reason' in data ? data.reason : undefined;
        return (
          <li key={position} className={styles.entry}>
            <a href={`/ledger/${position}`} className={styles.number}>
              <span className="hidden">Event </span>#{position}
            </a>
            <div>
              <p>
                <EventSentence {...told} />
              </p>
              {reason ? <p className={styles.reason}>{reason}</p> : null}
              <p className={styles.about}>
                <Moment at={recordedAt} /> · {told.actor}
              </p>
            </div>
          </li>
        );
      })}
    </ol>
  );
}
