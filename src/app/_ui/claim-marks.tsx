import type { ReactElement } from 'react';
import { describeValidity } from '@/domain/answer/describe-validity';
import type { ClaimView } from '@/queries/find-subject';
import styles from './claim-marks.module.css';
import { credibilityWords } from './grade-words';
import { keepMoment } from './reading';
import { answerWords, lowerFirst } from './words';

/** What a claim is marked by. */
export type MarkedClaim = Pick<
  ClaimView,
  'id' | 'validity' | 'revises' | 'withdrawn' | 'miscopies' | 'against' | 'credibility'
>;

/** The claims that marks lead to, and who gives them: of a record all of its claims and sources. */
export type MarkedAmong = {
  claims: readonly Pick<ClaimView, 'id' | 'answer' | 'claimantId' | 'revises'>[];
  sources: Readonly<Record<string, { name: string }>>;
};

/**
 * What is to be known of a claim beside what it says, each in words: for when, what revised it or what it replaces, that
 * it was taken back, miscopied or excluded by another, how credible it was found. Nothing where there is nothing to say.
 */
export function ClaimMarks({ claim, among }: { claim: MarkedClaim; among: MarkedAmong }) {
  const marks = marksOf(claim, among);
  if (marks.length === 0) return null;
  return (
    <span className={styles.marks}>
      {marks.map(({ key, isWarning, words }) => (
        <span key={key} className={isWarning ? `${styles.mark} ${styles.warning}` : styles.mark}>
          {words}
        </span>
      ))}
    </span>
  );
}

type Mark = { key: string; isWarning: boolean; words: ReactElement };

function marksOf(claim: MarkedClaim, { claims, sources }: MarkedAmong): Mark[] {
  const other = (id: string, withClaimant: boolean) => {
    const found = claims.find((one) => one.id === id);
    const answer = found ? answerWords(found.answer) : 'another claim';
    const claimant = found && withClaimant ? `${sources[found.claimantId]?.name ?? found.claimantId}: ` : '';
    return (
      <a href={keepMoment(`/claims/${id}`)} className="quiet">
        {claimant}
        {answer.replace(/\.$/, '')}
      </a>
    );
  };
  const mark = (key: string, words: ReactElement, isWarning = false): Mark => ({ key, isWarning, words });
  const revision = claims.find(({ revises }) => revises === claim.id);
  return [
    claim.validity === null ? [] : mark('validity', <>For when: {describeValidity(claim.validity)}</>),
    claim.withdrawn ? mark('withdrawn', <>Taken back by its claimant</>, true) : [],
    revision ? mark('revised', <>Revised to {other(revision.id, false)}</>, true) : [],
    claim.revises === null ? [] : mark('revises', <>Replaces {other(claim.revises, false)}</>),
    claim.miscopies === null
      ? []
      : mark('miscopies', <>Error in copying {other(claim.miscopies, true)}. Takes no position</>, true),
    claim.against.map((id) => mark(`against ${id}`, <>Marked as excluding {other(id, true)}</>)),
    claim.credibility === null
      ? []
      : mark(
          'credibility',
          <>
            Credibility {claim.credibility}: {lowerFirst(credibilityWords[claim.credibility])}
          </>,
        ),
  ].flat();
}
