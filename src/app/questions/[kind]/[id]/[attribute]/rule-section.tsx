import { evidenceKey } from '@/domain/question/command';
import type { QuestionPage } from '@/queries/find-question';
import { describeEvidence, evidenceMatrix, heldPositions } from './evidence-matrix';
import { NotForYou } from './not-for-you';
import styles from './page.module.css';
import { RuleForm } from './rule-form.client';
import type { You } from './you';

/** The form to rule, with what a ruler should know before they do. */
export function RuleSection({ page, you }: { page: QuestionPage; you: You }) {
  const { record, question, argument, people } = page;
  const last = question.ruling;
  const hasMarked = argument.marks.some(({ by }) => by === you.person?.id);
  return (
    <section id="rule" aria-labelledby="rule-title" className={`${styles.section} ${styles.rule}`}>
      <h2 id="rule-title">{last ? 'Rule again' : 'Rule on this question'}</h2>
      <p className={styles.explain}>
        A ruling says what this record goes by, and why. Every claim stays visible, a dissent stands beside the ruling,
        and anybody may bring what speaks against it.
      </p>
      {you.mayRule ? (
        <>
          {last ? (
            <p className={styles.notice}>
              {people[last.by] ?? last.by} ruled on this question at <a href={`/ledger/${last.setBy}`}>#{last.setBy}</a>
              . A new ruling takes its place; the old one stays readable below.
            </p>
          ) : null}
          {hasMarked ? (
            <p className={styles.notice}>You marked this evidence yourself: somebody else should rule.</p>
          ) : null}
          <details className={styles.act}>
            <summary>Write {last ? 'a new' : 'a'} ruling</summary>
            <RuleForm
              subject={record.subject}
              attribute={question.attribute}
              positions={evidenceMatrix(page, 'marked').rows}
              citable={citableIn(page)}
              shownVersion={argument.version}
              shownPosition={record.asOf}
            />
          </details>
        </>
      ) : (
        <NotForYou you={you} what="rule" />
      )}
    </section>
  );
}

/** What a ruling may cite: what is marked or was cited, and the claims of every position. */
function citableIn(page: QuestionPage) {
  const own = heldPositions(page)
    .flatMap(({ claims }) => claims)
    .map((claim) => ({ claim, subject: page.record.subject }));
  const marked = evidenceMatrix(page, 'marked').columns.map(({ evidence }) => evidence);
  const all = new Map([...marked, ...own].map((evidence) => [evidenceKey(evidence), evidence]));
  return [...all.values()].map((evidence) => {
    const { key, words, from } = describeEvidence(page, evidence);
    return { key, evidence, words, from };
  });
}
