import { StateChip } from '@/app/_ui/state-chip';
import { answerWords, questionAnchor } from '@/app/_ui/words';
import type { Subject } from '@/domain/identifier';
import type { ReviewView } from '@/queries/find-review';
import type { SourceName } from '@/queries/names';
import styles from './page.module.css';

/** So many different answers stand beside a waiting one; the record shows all. */
const answersAtSight = 8;

type Props = {
  known: ReviewView['known'][string] | undefined;
  subject: Subject;
  attribute: string;
  /** What exactly the waiting answer counts: answers on record that count the same come first. */
  scope: string | undefined;
  sources: Record<string, SourceName>;
};

/** What is on record on the question a waiting answer is about: each different answer once, with those who say so. */
export function OnRecord({ known, subject, attribute, scope, sources }: Props) {
  if (!known || known.answers.length === 0)
    return <p className={`${styles.side} ${styles.muted}`}>Nobody on record answers this question yet.</p>;
  const said = new Map<string, { words: string; claims: typeof known.answers }>();
  const isOther = (claim: (typeof known.answers)[number]) => Number((claim.scope ?? undefined) !== scope);
  for (const claim of known.answers.toSorted((a, b) => isOther(a) - isOther(b))) {
    const words = `${answerWords(claim.answer)}${claim.scope ? ` (${claim.scope})` : ''}`;
    const claims = said.get(words)?.claims ?? [];
    const isSaid = claims.some(({ claimantId }) => claimantId === claim.claimantId);
    said.set(words, { words, claims: isSaid ? claims : [...claims, claim] });
  }
  const more = said.size - answersAtSight;
  return (
    <div className={styles.side}>
      <p className={styles.effect}>
        <a href={`/${subject.kind}s/${subject.id}#${questionAnchor(attribute)}`}>On record</a>{' '}
        <StateChip state={known.state} />
      </p>
      <ul className={styles.known}>
        {[...said.values()].slice(0, answersAtSight).map(({ words, claims }) => (
          <li key={words}>
            <strong>{words}</strong>{' '}
            <span className={styles.muted}>
              {claims.map((claim, at) => (
                <span key={claim.id}>
                  {at > 0 ? ', ' : ''}
                  <a href={`/claims/${claim.id}`}>{sources[claim.claimantId]?.name ?? claim.claimantId}</a>
                </span>
              ))}
            </span>
          </li>
        ))}
      </ul>
      {more > 0 ? <p className={styles.muted}>and {more} other answers</p> : null}
    </div>
  );
}
