import { credibilityWords, reliabilityWords } from '@/app/_ui/grade-words';
import { Moment } from '@/app/_ui/moment';
import { keepMoment } from '@/app/_ui/reading';
import type { ClaimPage } from '@/queries/find-claim';
import { erased } from '@/queries/names';
import styles from './page.module.css';

/** How credible a claim was found, with the reasons and every earlier grade; apart from it, how reliable its source is. */
export function Credibility({ page: { claim, record, grades, reliability, support } }: { page: ClaimPage }) {
  const [last, ...earlier] = grades;
  const claimant = record.sources[claim.claimantId]?.name ?? claim.claimantId;
  return (
    <section aria-labelledby="credibility" className={styles.section}>
      <h2 id="credibility">How credible it is</h2>
      {last ? <Grade grade={last} /> : <p>This claim is not graded yet.</p>}
      {last?.credibility === 1 && support[0] < 2 ? (
        <p>
          <strong>No longer met:</strong> fewer than two origins assert it for certain by now. The grade stands as it
          was given until somebody grades it again.
        </p>
      ) : null}
      {earlier.length > 0 ? (
        <details>
          <summary>{earlier.length === 1 ? 'The grade before' : `The ${earlier.length} grades before`}</summary>
          <ol className={styles.grades}>
            {earlier.map((grade) => (
              <li key={grade.setBy}>
                <Grade grade={grade} />
              </li>
            ))}
          </ol>
        </details>
      ) : null}
      <p className={styles.muted}>
        Its source, <a href={keepMoment(`/sources/${claim.claimantId}`)}>{claimant}</a>, is graded apart from it
        {reliability === null
          ? ' and has no grade yet.'
          : `: ${reliability}, ${reliabilityWords[reliability].toLowerCase()}.`}
      </p>
    </section>
  );
}

function Grade({ grade: { credibility, rationale, by, recordedAt, setBy } }: { grade: ClaimPage['grades'][number] }) {
  return (
    <div>
      <p>
        <strong>
          {credibility === null ? 'The grade was taken back' : `${credibility}: ${credibilityWords[credibility]}`}
        </strong>
      </p>
      <p className={styles.reason}>{rationale ?? erased}</p>
      <p className={styles.muted}>
        {by} · <Moment at={recordedAt} /> · set by <a href={`/ledger/${setBy}`}>#{setBy}</a>
      </p>
    </div>
  );
}
