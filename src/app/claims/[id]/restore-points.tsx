import { Differences } from '@/app/_ui/event-sentence';
import form from '@/app/_ui/form.module.css';
import { Moment } from '@/app/_ui/moment';
import type { ClaimPage } from '@/queries/find-claim';
import type { HistoryEntry } from '@/queries/list-changes';
import styles from './page.module.css';

/** The events that changed what is recorded of a claim as said, each of which it can be restored to before. */
export const correctionsOf = ({ claim, history }: ClaimPage): HistoryEntry[] =>
  history.filter(({ event }) => event.type === 'ClaimCorrected' && event.data.claim === claim.id);

/** The corrections of a claim, each with the way to what it said before it. */
export function RestorePoints({ page, isWrong }: { page: ClaimPage; isWrong: boolean }) {
  const corrections = correctionsOf(page);
  return (
    <section aria-label="What it said before" className={styles.section}>
      {isWrong ? (
        <p role="alert" className={form.notice}>
          This address names no event: before is a ledger position such as {page.claim.setBy}.
        </p>
      ) : null}
      {corrections.length === 0 ? (
        <p>This claim was never corrected: there is nothing to restore.</p>
      ) : (
        <ol className={styles.points}>
          {corrections.map(({ position, recordedAt, actor, before, after, names }) => (
            <li key={position}>
              <p>
                <a href={`/ledger/${position}`}>#{position}</a>{' '}
                {before && after ? <Differences before={before} after={after} names={names} /> : null}
              </p>
              <p className={styles.muted}>
                <Moment at={recordedAt} /> · {actor}
              </p>
              <p>
                <a href={`/claims/${page.claim.id}/restore?before=${position}`}>
                  Restore what it said before #{position}
                </a>
              </p>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
