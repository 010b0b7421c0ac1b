import type { LinePosition } from '@/domain/question/line';
import { countOrigins } from '@/domain/question/origin-count';
import type { ClaimView, QuestionView, SubjectView } from '@/queries/find-subject';
import styles from './record-lines.module.css';
import { StateChip } from './state-chip';
import { answerWords, attributeWords, dateWords, lineWords, lowerFirst, originWords, questionAnchor } from './words';

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

/** Texts are not compared, so none of them is the value that others fit: each stands by itself. */
function apart(positions: readonly LinePosition[], claims: ReadonlyMap<string, ClaimView>): readonly LinePosition[] {
  return positions.flatMap((position) => {
    const texts = new Map<string, string[]>();
    for (const id of position.claims) {
      const answer = claims.get(id)?.answer;
      if (answer?.kind !== 'text') return [position];
      texts.set(answerWords(answer), [...(texts.get(answerWords(answer)) ?? []), id]);
    }
    return [...texts].map(([value, ids]) => ({ ...position, value, claims: ids, asserting: ids, allowing: [] }));
  });
}

function Position({ position, question, view }: { position: LinePosition; question: QuestionView; view: SubjectView }) {
  const differs = position.allowing.filter((id) => isReconciled(id, position.asserting, question, view));
  const fits = position.allowing.filter((id) => !differs.includes(id));
  // A bound or a wider range only allows a value: its origins do not stand behind it.
  const behind = position.asserting.length > 0 ? position.asserting : position.claims;
  const origins = countOrigins(behind.flatMap((id) => question.assessment.originOf[id] ?? []));
  return (
    <li className={styles.position}>
      <strong className={styles.value}>{position.value}</strong>
      <div className={styles.speakers}>
        {position.asserting.length > 0 ? <Speakers ids={position.asserting} view={view} /> : null}
        {fits.length > 0 ? (
          <p className={styles.allowing}>
            {position.asserting.length > 0 ? 'also fits ' : 'fits '}
            <Speakers ids={fits} view={view} withAnswer />
          </p>
        ) : null}
        {differs.length > 0 ? (
          <p className={styles.allowing}>
            differs, reconcilable: <Speakers ids={differs} view={view} withAnswer />
          </p>
        ) : null}
      </div>
      <span className={styles.count}>{originWords(origins)}</span>
    </li>
  );
}

/** Whether an answer stands in a position only because a convention explains the difference: bare neighbouring days, one night. */
function isReconciled(
  id: string,
  asserting: readonly string[],
  { assessment }: QuestionView,
  view: SubjectView,
): boolean {
  const answers = new Map(view.claims.map((claim) => [claim.id, JSON.stringify(claim.answer)]));
  const asserted = new Set(asserting.map((other) => answers.get(other)));
  return assessment.reconcilable.some(({ claims }) => {
    const pair = claims.map((other) => answers.get(other));
    return pair.includes(answers.get(id)) && pair.some((answer) => answer !== answers.get(id) && asserted.has(answer));
  });
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

/** The claimants of these claims, each once, with the documents they were read in and the events that set the claims. */
function Speakers({
  ids,
  view,
  withAnswer = false,
}: {
  ids: readonly string[];
  view: SubjectView;
  withAnswer?: boolean;
}) {
  const byClaimant = new Map<string, ClaimView[]>();
  for (const claim of view.claims)
    if (ids.includes(claim.id)) byClaimant.set(claim.claimantId, [...(byClaimant.get(claim.claimantId) ?? []), claim]);
  return [...byClaimant].map(([claimant, claims]) => {
    const [first] = claims;
    if (!first) return null;
    const document = view.documents[first.documentId];
    // Under a value that an answer merely fits, its note stood once already or says nothing of this value.
    const notes = withAnswer ? [] : [...new Set(claims.flatMap(({ note }) => note ?? []))];
    const published = document ? publishedWords(document) : '';
    return (
      <span key={claimant} className={styles.speaker}>
        <a href={`/claims/${first.id}`}>{nameOf(view, claimant)}</a>
        {withAnswer ? ` “${answerWords(first.answer)}”` : ''}
        <span className={styles.documents}>
          {' '}
          in {claims.length === 1 ? `${document?.title ?? 'a document'}${published}` : `${claims.length} documents`} ·{' '}
          set by
          {claims.map((claim) => (
            <span key={claim.id}>
              {' '}
              <a href={`/ledger/${claim.setBy}`}>#{claim.setBy}</a>
            </span>
          ))}
          {notes.map((note) => (
            <span key={note} className={styles.remark}>
              {' '}
              {note}
            </span>
          ))}
        </span>
      </span>
    );
  });
}

/** When a document was published, unless its title says the day already. */
const publishedWords = ({ title, published }: SubjectView['documents'][string]): string => {
  const date = published === null ? '' : dateWords(published);
  return date === '' || title.includes(date.replace(/ \d{4}$/, '')) ? '' : `, ${date}`;
};

const nameOf = (view: SubjectView, id: string): string => view.sources[id]?.name ?? id;
