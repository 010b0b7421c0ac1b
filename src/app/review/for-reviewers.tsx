import styles from '@/app/_ui/report-list.module.css';
import type { PersonName } from '@/queries/list-people';

/** What stands where somebody may not decide: who does, and where their own reports are. */
export function ForReviewers({ person, here }: { person: PersonName | null; here: string }) {
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <h1>Review is for reviewers</h1>
        <p>
          {person
            ? `${person.name} may submit reports; a reviewer or a steward decides on them. What became of yours stands with your reports.`
            : 'A reviewer or a steward decides on reports here, and nobody is chosen in this browser.'}
        </p>
      </header>
      <nav aria-label="Where to go" className={styles.more}>
        {person ? <a href="/reports">Your reports</a> : null}
        <a href={`/people?from=${here}`}>Choose who you are</a>
      </nav>
    </div>
  );
}
