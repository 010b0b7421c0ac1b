import Link from 'next/link';
import type { LinePosition } from '@/domain/question/line';
import type { QuestionView, SubjectView } from '@/queries/find-subject';
import { answerWords } from './event-sentence';
import { originWords } from './origins';
import styles from './record-lines.module.css';
import { StateChip } from './state-chip';

const groups = ['When', 'Where', 'What', 'Harm', 'Who'];

/** The record: every question that was answered, with its value or its competing values, who says so, and what set it. */
export function RecordLines({ view }: { view: SubjectView }) {
  if (view.questions.length === 0)
    return <p className={styles.empty}>Nobody has claimed anything about this yet. Be the first: add a claim.</p>;
  return groups
    .map((group) => ({ group, questions: view.questions.filter((question) => question.group === group) }))
    .filter(({ questions }) => questions.length > 0)
    .map(({ group, questions }) => (
      <section key={group} className={styles.group} aria-labelledby={`group-${group}`}>
        <h3 id={`group-${group}`} className={styles.groupName}>
          {group}
        </h3>
        <div>
          {questions.map((question) => (
            <Question key={question.attribute} question={question} view={view} />
          ))}
        </div>
      </section>
    ));
}

/** Where a question stands on its subject's page. */
export const questionAnchor = (attribute: string): string => `q-${attribute.replaceAll(' ', '-')}`;

function Question({ question, view }: { question: QuestionView; view: SubjectView }) {
  const { assessment, attribute, label, setBy } = question;
  const claims = new Map(view.claims.map((claim) => [claim.id, claim]));
  const anchor = questionAnchor(attribute);
  const abstaining = view.claims.filter((claim) => claim.attribute === attribute && claim.answer.kind === 'unknown');
  const reasons = [...new Set(assessment.conflicts.map(({ reason }) => reason))];
  const reconciled = [...new Set(assessment.reconcilable.map(({ reason }) => reason))];
  return (
    <article id={anchor} className={styles.question} aria-labelledby={`${anchor}-label`}>
      <header className={styles.header}>
        <h4 id={`${anchor}-label`}>{label}</h4>
        <StateChip state={assessment.state} />
        <span className={styles.origins}>{originWords(assessment.origins)}</span>
        <span className={styles.tools}>
          <Link href={`/ledger/${setBy}`}>Set by #{setBy}</Link>
          <Link
            href={`/report?about=${view.subject.kind}:${view.subject.id}&attribute=${encodeURIComponent(attribute)}`}
          >
            Add a claim<span className="hidden"> about {label.toLowerCase()}</span>
          </Link>
        </span>
      </header>
      {assessment.lines.map((line) => (
        <div key={line.scope ?? ''} className={styles.line}>
          {line.scope ? (
            <p className={styles.scope}>
              {line.scope}
              {assessment.lines.length > 1 && line.state !== 'Not reported' ? <StateChip state={line.state} /> : null}
            </p>
          ) : null}
          {line.positions.length > 0 ? (
            <ul className={styles.positions}>
              {line.positions.map((position) => (
                <Position key={position.claims.join(' ')} position={position} view={view} />
              ))}
            </ul>
          ) : (
            <p className={styles.origins}>No answer stands here.</p>
          )}
        </div>
      ))}
      {reasons.length > 0 ? (
        <ul className={styles.reasons} aria-label={`Why ${label.toLowerCase()} is disputed`}>
          {reasons.map((reason) => (
            <li key={reason}>
              <span aria-hidden="true">≠ </span>
              {reason}
            </li>
          ))}
        </ul>
      ) : null}
      {reconciled.map((reason) => (
        <p key={reason} className={styles.note}>
          Differs, reconcilable: {reason}
        </p>
      ))}
      {assessment.overtaken.length > 0 ? (
        <p className={styles.note}>
          Overtaken as the toll grew:{' '}
          {assessment.overtaken.map((id) => {
            const claim = claims.get(id);
            return claim ? (
              <Link key={id} href={`/claims/${id}`} className={styles.claim}>
                {answerWords(claim.answer)} ({nameOf(view, claim.claimantId)})
              </Link>
            ) : null;
          })}
        </p>
      ) : null}
      {abstaining.length > 0 ? (
        <p className={styles.note}>
          Speaks of it without an answer: <Speakers ids={abstaining.map((claim) => claim.id)} view={view} />
        </p>
      ) : null}
    </article>
  );
}

function Position({ position, view }: { position: LinePosition; view: SubjectView }) {
  return (
    <li className={styles.position}>
      <strong className={styles.value}>{position.value}</strong>
      <div className={styles.speakers}>
        {position.asserting.length > 0 ? <Speakers ids={position.asserting} view={view} /> : null}
        {position.allowing.length > 0 ? (
          <p className={styles.allowing}>
            {position.asserting.length > 0 ? 'also fits ' : 'fits '}
            <Speakers ids={position.allowing} view={view} withAnswer />
          </p>
        ) : null}
      </div>
      <span className={styles.count}>{originWords(position.origins)}</span>
    </li>
  );
}

/** The claimants of these claims, each once, with the claims and in how many documents they were read. */
function Speakers({
  ids,
  view,
  withAnswer = false,
}: {
  ids: readonly string[];
  view: SubjectView;
  withAnswer?: boolean;
}) {
  const byClaimant = new Map<string, SubjectView['claims']>();
  for (const claim of view.claims)
    if (ids.includes(claim.id)) byClaimant.set(claim.claimantId, [...(byClaimant.get(claim.claimantId) ?? []), claim]);
  return (
    <span>
      {[...byClaimant].map(([claimant, claims], index) => {
        const [first] = claims;
        if (!first) return null;
        const documents = new Set(claims.map((claim) => claim.documentId)).size;
        return (
          <span key={claimant}>
            {index > 0 ? '; ' : ''}
            <Link href={`/claims/${first.id}`}>{nameOf(view, claimant)}</Link>
            {withAnswer ? ` “${answerWords(first.answer)}”` : ''}
            <span className={styles.documents}>
              {' '}
              in{' '}
              {documents === 1 ? (view.documents[first.documentId]?.title ?? 'a document') : `${documents} documents`}
            </span>
          </span>
        );
      })}
    </span>
  );
}

const nameOf = (view: SubjectView, id: string): string => view.sources[id]?.name ?? id;
