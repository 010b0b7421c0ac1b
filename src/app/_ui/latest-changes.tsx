import type { BriefHistory } from '@/queries/list-history';
import { countWords } from './filtered-list';
import { HistoryList } from './history-list';
import styles from './history-list.module.css';
import { keepMoment } from './reading';

/** The end of a history on the page of a record or a question: the newest changes of substance, and the way to all of them. */
export function LatestChanges({
  history: { latest, count },
  path,
  what,
}: {
  history: BriefHistory;
  /** The address of the record or the question. */
  path: string;
  what: 'record' | 'question';
}) {
  return (
    <>
      <p className={styles.explain}>
        How this {what} came to stand as it does, newest first. Nothing was overwritten: each number opens the event
        itself.
      </p>
      <HistoryList entries={latest} />
      <p className={styles.all}>
        <a href={keepMoment(`${path}/history`)}>
          {count.count === 1 && !count.isMore ? 'The one change' : `All changes: ${countWords(count, 'event')}`}, with
          filters
        </a>
      </p>
    </>
  );
}
