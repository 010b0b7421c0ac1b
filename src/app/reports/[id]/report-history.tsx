import { EventSentence } from '@/app/_ui/event-sentence';
import { Moment } from '@/app/_ui/moment';
import type { ReportView } from '@/queries/find-report';
import styles from './page.module.css';

/** What happened to a report, one sentence an event: who, when, and the question or the reason in it. */
export function ReportHistory({ report }: { report: ReportView }) {
  return (
    <ol className={styles.claims}>
      {report.history.map(({ position, recordedAt, actor, event }, index) => (
        <li key={position} className={styles.claim}>
          <p>
            {event.type === 'ReportSubmitted' && index > 0 ? 'Submitted again: ' : ''}
            <EventSentence event={event} before={null} after={null} names={{}} />
          </p>
          <p className={styles.muted}>
            <Moment at={recordedAt} /> · {actor} ·{' '}
            <a href={`/ledger/${position}`}>
              <span className="hidden">Event </span>#{position}
            </a>
          </p>
        </li>
      ))}
    </ol>
  );
}
