import { describeValidity } from '@/domain/answer/describe-validity';
import { directionOf } from '@/domain/document/direction-of';
import { subjectStream } from '@/domain/identifier';
import type { SubmittedClaim } from '@/domain/report/event';
import type { ReportView } from '@/queries/find-report';
import { erased } from '@/queries/names';
import styles from './submitted-answer.module.css';
import { answerWords, attributeWords } from './words';

/** One answer of a report as it was submitted: what it says of whom, who says so, and the words it was read from. */
export function SubmittedAnswer({
  claim,
  report,
}: {
  claim: SubmittedClaim;
  report: Pick<ReportView, 'titles' | 'sources'>;
}) {
  const name = (id: string | undefined) => (id === undefined ? '' : (report.sources[id]?.name ?? id));
  const { excerpt, note } = claim;
  return (
    <>
      <h3>{submittedWords(claim)}</h3>
      <p>
        {report.titles[subjectStream(claim.subject)] ?? claim.subject.id}
        <span className={styles.muted}>
          {' · '}says {name(claim.claimant)}
          {claim.relays ? `, passing on the word of ${name(claim.relays)}` : ''}
          {claim.validity ? `, ${describeValidity(claim.validity)}` : ''}
        </span>
      </p>
      {claim.opinion ? <p className={styles.muted}>The author’s assessment: shown, takes no position.</p> : null}
      {excerpt ? (
        <blockquote className={styles.excerpt} lang={excerpt.language} dir={directionOf(excerpt.language)}>
          {excerpt.text ?? erased}
        </blockquote>
      ) : null}
      {note === undefined ? null : <p className={styles.muted}>{note ?? erased}</p>}
    </>
  );
}

/** What an answer says, in one line. Of reports from before there was a review only the claim on record tells. */
export const submittedWords = ({ attribute, scope, answer }: SubmittedClaim): string =>
  attribute === undefined || answer === undefined
    ? 'An answer'
    : `${attributeWords(attribute, scope)}: ${answerWords(answer)}`;
