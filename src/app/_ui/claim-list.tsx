import { describeValidity } from '@/domain/answer/describe-validity';
import type { ListedClaim } from '@/queries/find-source';
import styles from './claim-list.module.css';
import { keepMoment } from './reading';
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
        <a href={keepMoment(`/${path}`)}>{about[0]?.subjectTitle}</a>
      </h3>
      <ul>
        {[...groupBy(about, ({ attribute }) => attribute)].map(([attribute, same]) => (
          <li key={attribute} className={styles.question}>
            <p className={styles.asked}>
              <a href={keepMoment(`/${path}#${questionAnchor(attribute)}`)} className="quiet">
                {attributeWords(attribute)}
              </a>{' '}
              <Standing claims={same} />
            </p>
            <ul className={styles.answers}>
              {same.map((claim) => (
                <li key={claim.id}>
                  <a href={keepMoment(`/claims/${claim.id}`)}>{answerWords(claim.answer)}</a>
                  {claim.scope ? <span className={styles.muted}> {claim.scope}</span> : null}
                  {claim.validity ? <span className={styles.muted}> {describeValidity(claim.validity)}</span> : null}
                  {claim.opinion ? <span className={styles.muted}> (the author’s assessment, no position)</span> : null}
                  <span className={styles.muted}>
                    {tell === 'document' ? null : (
                      <>
                        {' · '}
                        <a href={keepMoment(`/sources/${claim.claimantId}`)} className="quiet">
                          {claim.claimantName}
                        </a>
                      </>
                    )}
                    {tell === 'claimant' ? null : (
                      <>
                        {' · in '}
                        <a href={keepMoment(`/documents/${claim.documentId}`)} className="quiet">
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

/** The state of the question; where no answer stands although one was given, why. */
function Standing({ claims }: { claims: readonly ListedClaim[] }) {
  const state = claims[0]?.state ?? 'Not reported';
  if (state !== 'Not reported' || claims.every(({ answer }) => answer.kind === 'unknown'))
    return <StateChip state={state} />;
  return claims.every(({ opinion }) => opinion) ? null : (
    <span className={styles.muted}>overtaken by later figures</span>
  );
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
