import { keepMoment } from '@/app/_ui/reading';
import { questionAddress } from '@/app/_ui/words';
import { evidenceKey } from '@/domain/question/command';
import type { QuestionPage } from '@/queries/find-question';
import { claimWords, evidenceMatrix, heldPositions, ownMarks } from './evidence-matrix';
import { MarkForm } from './mark-form.client';
import { MarkingProvided } from './marking.client';
import { Matrix } from './matrix';
import { NotForYou } from './not-for-you';
import styles from './page.module.css';
import type { You } from './you';

/** What separates the positions: the matrix of marks, and the form that makes them. */
export function EvidenceSection({
  page,
  you,
  order,
}: {
  page: QuestionPage;
  you: You;
  order: 'marked' | 'separating';
}) {
  const { record, question } = page;
  const matrix = evidenceMatrix(page, order);
  const here = questionAddress(record.subject, question.attribute);
  return (
    <section id="evidence" aria-labelledby="evidence-title" className={styles.section}>
      <h2 id="evidence-title">Evidence</h2>
      <p className={styles.explain}>
        What each piece of evidence is to each position, in each person’s own judgement. Marks are not votes: nothing is
        added up.
      </p>
      {matrix.columns.length > 1 ? (
        <p className={styles.order}>
          In the order in which it was{' '}
          {order === 'marked' ? <strong>marked</strong> : <a href={keepMoment(`${here}#evidence`)}>marked</a>} ·{' '}
          {order === 'separating' ? (
            <strong>what separates positions first</strong>
          ) : (
            <a href={keepMoment(`${here}?columns=separating#evidence`)}>what separates positions first</a>
          )}
        </p>
      ) : null}
      <MarkingProvided>
        <Matrix matrix={matrix} mayMark={you.mayArgue && matrix.rows.length > 0} />
        <div className={styles.forms}>
          {matrix.rows.length === 0 ? (
            <p className={styles.muted}>No position stands that evidence could be held against.</p>
          ) : you.mayArgue ? (
            <MarkForm
              subject={record.subject}
              attribute={question.attribute}
              title={record.title}
              positions={matrix.rows}
              offered={offeredOf(page, matrix.columns)}
              own={ownMarks(page, you.person?.id ?? null)}
            />
          ) : (
            <NotForYou you={you} what="argue" />
          )}
        </div>
      </MarkingProvided>
    </section>
  );
}

/** What can be marked at once: what is in the matrix, the claims on this question, and the others about its subject. */
function offeredOf(page: QuestionPage, columns: ReturnType<typeof evidenceMatrix>['columns']) {
  const { record, question } = page;
  const inMatrix = new Set(columns.map(({ key }) => key));
  const held = new Set(heldPositions(page).flatMap(({ claims }) => claims));
  const choices = record.claims.flatMap((claim) => {
    const evidence = { claim: claim.id, subject: record.subject };
    const key = evidenceKey(evidence);
    if (inMatrix.has(key)) return [];
    const { words, from } = claimWords(page, claim);
    return [{ key, evidence, words, from, isOwn: claim.attribute === question.attribute || held.has(claim.id) }];
  });
  const plain = ({ key, evidence, words, from }: (typeof choices)[number]) => ({ key, evidence, words, from });
  return [
    {
      group: 'In the matrix',
      choices: columns.map(({ key, evidence, words, from }) => ({ key, evidence, words, from })),
    },
    { group: 'Claims on this question', choices: choices.filter(({ isOwn }) => isOwn).map(plain) },
    { group: 'What else is claimed here', choices: choices.filter(({ isOwn }) => !isOwn).map(plain) },
  ];
}
