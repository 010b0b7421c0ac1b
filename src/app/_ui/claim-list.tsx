import type { ListedClaim } from '@/queries/find-source';
import styles from './claim-list.module.css';
import { StateChip } from './state-chip';
import { answerWords, attributeWords, questionAnchor } from './words';

type Props = {
  claims: readonly ListedClaim[];
  /** What is told beside the answer: who says so, in which document, or both. */
  tell: 'claimant' | 'document' | 'both';
};

/** Claims grouped by subject and question, each question with its state. */
export function ClaimList({ claims, tell }: Props) {
  return [...groupBy(claims, ({ subjectKind, subjectId }) => `${subjectKind}s/${subjectId}`)].map(([path, about]) => (
    <section key={path} className={styles.subject} aria-label={about[0]?.subjectTitle}>
      <h3>
        <a href={`/${path}`}>{about[0]?.subjectTitle}</a>
      </h3>
      <ul>
        {[...groupBy(about, ({ attribute }) => attribute)].map(([attribute, same]) => (
          <li key={attribute} className={styles.question}>
            <p className={styles.asked}>
              <a href={`/${path}#${questionAnchor(attribute)}`} className="quiet">
                {attributeWords(attribute)}
              </a>{' '}
              <StateChip state={same[0]?.state ?? 'Not reported'} />
            </p>
            <ul className={styles.answers}>
              {same.map((claim) => (
                <li key={claim.id}>
                  <a href={`/claims/${claim.id}`}>{answerWords(claim.answer)}</a>
                  {claim.scope ? <span className={styles.muted}> {claim.scope}</span> : null}
                  {claim.opinion ? <span className={styles.muted}> (the author’s assessment, no position)</span> : null}
                  <span className={styles.muted}>
                    {tell === 'document' ? null : (
                      <>
                        {' · '}
                        <a href={`/sources/${claim.claimantId}`} className="quiet">
                          {claim.claimantName}
                        </a>
                      </>
                    )}
                    {tell === 'claimant' ? null : (
                      <>
                        {' · in '}
                        <a href={`/documents/${claim.documentId}`} className="quiet">
                          {claim.documentTitle}
                        </a>
                      </>
                    )}
                    {' · '}set by <a href={`/ledger/${claim.setBy}`}>#{claim.setBy}</a>
                  </span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  ));
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
