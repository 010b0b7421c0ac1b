import type { QuestionView, SubjectView } from '@/queries/find-subject';
import { apart, Position } from './position';
import styles from './record-lines.module.css';
import { nameOf, Speakers } from './speakers';
import { StateChip } from './state-chip';
import { answerWords, attributeWords, lineWords, lowerFirst, originWords, questionAnchor } from './words';

/** So many reasons of a conflict stand open. */
const reasonsAtSight = 3;

/** What one reads first: of an incident when it was, of a site who is there. */
const groupsOf = ({ subject }: SubjectView): string[] =>
  subject.kind === 'incident' ? ['When', 'Where', 'What', 'Harm', 'Who'] : ['Who', 'Where', 'What', 'Harm', 'When'];

/** The record: every question that was answered, with its value or its competing values, who says so, and what set it. */
export function RecordLines({ view }: { view: SubjectView }) {
  if (view.questions.length === 0)
    return <p className={styles.empty}>Nobody has claimed anything about this yet. Be the first: add a claim.</p>;
  return groupsOf(view)
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

function Question({ question, view }: { question: QuestionView; view: SubjectView }) {
  const { assessment, attribute, label, setBy } = question;
  const claims = new Map(view.claims.map((claim) => [claim.id, claim]));
  const anchor = questionAnchor(attribute);
  const abstaining = view.claims.filter((claim) => claim.attribute === attribute && claim.answer.kind === 'unknown');
  // Two answers of one line first: they say most plainly what is disputed.
  const plainFirst = assessment.conflicts.toSorted((a, b) => a.claims.length - b.claims.length);
  const reasons = [...new Set(plainFirst.map(({ reason }) => reason))];
  const clashing = new Set(assessment.conflicts.flatMap((conflict) => conflict.claims));
  const contradicted = (ids: readonly string[]) => ids.some((id) => clashing.has(id));
  const inWords = view.claims.some((claim) => claim.attribute === attribute && claim.answer.kind === 'text');
  const reconciled = [...new Set(assessment.reconcilable.map(({ reason }) => reason))];
  return (
    <article id={anchor} className={styles.question} aria-labelledby={`${anchor}-label`}>
      <header className={styles.header}>
        <h4 id={`${anchor}-label`}>{label}</h4>
        <StateChip state={assessment.state} />
        <span className={styles.origins}>
          {originWords(assessment.origins)}
          {inWords ? ' · in words, which no machine compares: read them side by side' : ''}
        </span>
        <span className={styles.tools}>
          <a href={`/ledger/${setBy}`}>Last changed by #{setBy}</a>
          <a href={`/report?about=${view.subject.kind}:${view.subject.id}&attribute=${encodeURIComponent(attribute)}`}>
            Add a claim<span className="hidden"> about {lowerFirst(label)}</span>
          </a>
        </span>
      </header>
      {assessment.lines.map((line) => (
        <div key={line.scope ?? ''} className={styles.line}>
          {line.scope ? (
            <p className={styles.scope}>
              <span>{lineWords(attribute, line.scope)}</span>
              {assessment.lines.length > 1 && line.state !== 'Not reported' ? <StateChip state={line.state} /> : null}
              {line.state !== 'Disputed' && contradicted(line.claims) ? (
                <span className={styles.against}>contradicted by another line, see below</span>
              ) : null}
            </p>
          ) : null}
          {line.positions.length > 0 ? (
            <ul className={styles.positions}>
              {apart(line.positions, claims).map((position) => (
                <Position key={position.claims.join(' ')} position={position} question={question} view={view} />
              ))}
            </ul>
          ) : (
            <p className={styles.origins}>No answer stands here.</p>
          )}
        </div>
      ))}
      <Related question={question} view={view} />
      <Reasons reasons={reasons} label={label} />
      {reconciled.map((reason) => (
        <p key={reason} className={styles.note}>
          {reason}
        </p>
      ))}
      {assessment.overtaken.length > 0 ? (
        <p className={styles.note}>
          Overtaken as the toll grew:{' '}
          {assessment.overtaken.map((id) => {
            const claim = claims.get(id);
            return claim ? (
              <a key={id} href={`/claims/${id}`} className={styles.claim}>
                {answerWords(claim.answer)} ({nameOf(view, claim.claimantId)})
              </a>
            ) : null;
          })}
        </p>
      ) : null}
      {abstaining.length > 0 ? (
        <p className={styles.note}>
          Mentions it, gives no answer: <Speakers ids={abstaining.map((claim) => claim.id)} view={view} />
        </p>
      ) : null}
    </article>
  );
}

/** Answers to related questions that clash with this one's: "no casualties" stands against one wounded. */
function Related({ question: { attribute, assessment }, view }: { question: QuestionView; view: SubjectView }) {
  const bearing = new Set(assessment.positions.flatMap(({ claims }) => claims));
  const answers = new Map<string, SubjectView['claims']>();
  for (const claim of view.claims) {
    if (claim.attribute === attribute || !bearing.has(claim.id)) continue;
    const key = JSON.stringify([claim.attribute, claim.scope, claim.answer]);
    answers.set(key, [...(answers.get(key) ?? []), claim]);
  }
  return [...answers.values()].map((claims) => {
    const [first] = claims;
    return first ? (
      <div key={first.id} className={styles.line}>
        <p className={styles.scope}>
          <span>conflicts with {lowerFirst(attributeWords(first.attribute, first.scope))}</span>
        </p>
        <ul className={styles.positions}>
          <li className={styles.position}>
            <strong className={styles.value}>{answerWords(first.answer)}</strong>
            <div className={styles.speakers}>
              <Speakers ids={claims.map(({ id }) => id)} view={view} />
            </div>
          </li>
        </ul>
      </div>
    ) : null;
  });
}

/** The sentences why answers conflict: the first few at sight, the rest behind a summary. */
function Reasons({ reasons, label }: { reasons: string[]; label: string }) {
  if (reasons.length === 0) return null;
  const item = (reason: string) => (
    <li key={reason}>
      <span aria-hidden="true">≠ </span>
      {reason}
    </li>
  );
  return (
    <div className={styles.reasons}>
      <ul aria-label={`Why ${lowerFirst(label)} is disputed`}>{reasons.slice(0, reasonsAtSight).map(item)}</ul>
      {reasons.length > reasonsAtSight ? (
        <details>
          <summary>
            {reasons.length - reasonsAtSight} more {reasons.length - reasonsAtSight === 1 ? 'reason' : 'reasons'}
          </summary>
          <ul>{reasons.slice(reasonsAtSight).map(item)}</ul>
        </details>
      ) : null}
    </div>
  );
}
