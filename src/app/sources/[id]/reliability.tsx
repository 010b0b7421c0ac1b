import styles from '@/app/_ui/entity-page.module.css';
import { ForReviewersOnly } from '@/app/_ui/for-reviewers-only';
import { reliabilityWords } from '@/app/_ui/grade-words';
import { ToldEvents } from '@/app/_ui/told-events';
import { reliabilities } from '@/domain/source/command';
import type { SourcePage } from '@/queries/find-source';
import type { PersonName } from '@/queries/list-people';
import { GradeForm } from './grade-form.client';

type Props = { page: SourcePage; person: PersonName | null; mayEdit: boolean };

/** How reliable a source was graded, by whom and why, every grade before, and what the grades mean. */
export function Reliability({ page: { source, grades }, person, mayEdit }: Props) {
  return (
    <section aria-labelledby="reliability">
      <h2 id="reliability">How reliable it has been</h2>
      <p className={styles.explain}>
        A judgement of the source over time, apart from how credible one claim of it is: a source of good repute may be
        wrong in one case, and a poor one right. No state of a question is computed from it.
      </p>
      {grades.length > 0 ? (
        <ToldEvents events={grades.toReversed()} />
      ) : (
        <p>Nobody has graded it. That says nothing for or against it.</p>
      )}
      <details className={styles.history}>
        <summary>What the grades mean</summary>
        <dl className={styles.letters}>
          {reliabilities.map((grade) => (
            <div key={grade} className={styles.pair}>
              <dt>{grade}</dt>
              <dd>
                {reliabilityWords[grade]}
                {grade === 'F' ? <span className={styles.muted}>: not the worst, but no judgement at all</span> : null}
              </dd>
            </div>
          ))}
        </dl>
      </details>
      <div className={styles.edit}>
        {mayEdit ? (
          <GradeForm source={source.id} />
        ) : (
          <ForReviewersOnly person={person} from={`/sources/${source.id}`}>
            Grades are given by reviewers and stewards, each with a rationale.
          </ForReviewersOnly>
        )}
      </div>
    </section>
  );
}
