import { questionValue } from '@/domain/recorded-value';
import type { ClaimView, QuestionView, SubjectView } from '@/queries/find-subject';
import type { JudgedTally } from '@/queries/judge-tallies';
import type { Arrangement } from './arrangement';
import { ClaimMarks } from './claim-marks';
import { OnlyNow } from './only-now';
import { apart, Position } from './position';
import { keepMoment, momentKept } from './reading';
import styles from './record-lines.module.css';
import { RulingLine } from './ruling-line';
import { settingAddress } from './setting-address';
import { Sign } from './sign';
import { Names, nameOf, Speakers } from './speakers';
import { StateChip } from './state-chip';
import {
  answerWords,
  attributeWords,
  lineWords,
  lowerFirst,
  originWords,
  plural,
  questionAddress,
  questionAnchor,
} from './words';

/** So many reasons of a conflict stand open. */
const reasonsAtSight = 3;

/** What one reads first: of an incident when it was, of a site who is there. */
const groupsOf = ({ subject }: SubjectView): string[] =>
  subject.kind === 'incident' ? ['When', 'Where', 'What', 'Harm', 'Who'] : ['Who', 'Where', 'What', 'Harm', 'When'];

/** The sections of a record that begins with its disagreements: what asks for attention first. */
const sections = [
  'Disputed',
  'Settled, then challenged',
  'One source',
  'Uncontradicted',
  'Agreed',
  'Settled',
  'Withdrawn',
  'No answer stands',
  'Not reported',
] as const;

function sectionOf(question: QuestionView, view: SubjectView): (typeof sections)[number] {
  const { state } = question.assessment;
  if (isAnsweredOnce(question, view)) return 'No answer stands';
  return state === 'Settled' && question.challengedBy.length > 0 ? 'Settled, then challenged' : state;
}

/**
 * The record: every question that was answered, with its value or its competing values, who says so, and what set it.
 * Disagreements come first unless the order in which questions are asked is wanted.
 */
export function RecordLines({
  view,
  tallies,
  people,
  order,
}: {
  view: SubjectView;
  tallies: readonly JudgedTally[];
  people: Readonly<Record<string, string>>;
  order: Arrangement['order'];
}) {
  if (view.questions.length === 0)
    return (
      <p className={styles.empty}>
        Nobody has claimed anything about this yet. <OnlyNow>Be the first: add a claim.</OnlyNow>
      </p>
    );
  const asked = groupsOf(view).flatMap((group) => view.questions.filter((question) => question.group === group));
  const headings: readonly string[] = order === 'asked' ? groupsOf(view) : sections;
  return headings
    .map((heading) => ({
      heading,
      questions: asked.filter((question) =>
        order === 'asked' ? question.group === heading : sectionOf(question, view) === heading,
      ),
    }))
    .filter(({ questions }) => questions.length > 0)
    .map(({ heading, questions }) => (
      <section key={heading} className={styles.group} aria-labelledby={`group-${heading.replaceAll(/\W+/g, '-')}`}>
        <h3 id={`group-${heading.replaceAll(/\W+/g, '-')}`} className={styles.groupName}>
          {heading}
        </h3>
        <div>
          {questions.map((question) => (
            <Question key={question.attribute} question={question} view={view} tallies={tallies} people={people} />
          ))}
        </div>
      </section>
    ));
}

type QuestionProps = {
  question: QuestionView;
  view: SubjectView;
  tallies: readonly JudgedTally[];
  people: Readonly<Record<string, string>>;
};

function Question({ question, view, tallies, people }: QuestionProps) {
  const { assessment, attribute, label, setBy } = question;
  const claims = new Map(view.claims.map((claim) => [claim.id, claim]));
  const anchor = questionAnchor(attribute);
  const silent = new Set(
    view.claims.filter(({ answer, opinion }) => opinion || answer.kind === 'unknown').map(({ id }) => id),
  );
  // Assessments and answers that are none stand below, for all lines together.
  const isSpokenOf = (line: { claims: readonly string[] }) => line.claims.some((id) => !silent.has(id));
  const own = view.claims.filter((claim) => claim.attribute === attribute);
  const abstaining = own.filter(({ answer, opinion }) => answer.kind === 'unknown' && !opinion);
  const opinions = own.filter(({ opinion }) => opinion);
  const overtaken = assessment.overtaken.flatMap((id) => claims.get(id) ?? []);
  // What an empty line says below stands there, and not a second time among what was overtaken.
  const emptied = new Set(
    assessment.lines.filter(({ positions }) => positions.length === 0).flatMap((line) => line.claims),
  );
  const grown = overtaken.filter(({ id }) => !emptied.has(id));
  const counted = new Set([
    ...assessment.lines.flatMap(({ positions }) => positions.flatMap(({ claims: ids }) => ids)),
  ]);
  const aside = own.filter(({ id }) => !counted.has(id) && !silent.has(id) && !assessment.overtaken.includes(id));
  // Two answers of one line first: they say most plainly what is disputed.
  const plainFirst = assessment.conflicts.toSorted((a, b) => a.claims.length - b.claims.length);
  const reasons = [...new Set(plainFirst.map(({ reason }) => reason))];
  const clashing = new Set(assessment.conflicts.flatMap((conflict) => conflict.claims));
  const contradicted = (ids: readonly string[]) => ids.some((id) => clashing.has(id));
  const inWords = own.some(({ answer, opinion }) => answer.kind === 'text' && !opinion);
  const reconciled = [...new Set(assessment.reconcilable.map(({ reason }) => reason))];
  return (
    <article id={anchor} className={styles.question} aria-labelledby={`${anchor}-label`}>
      <header className={styles.header}>
        <h4 id={`${anchor}-label`}>{label}</h4>
        {isAnsweredOnce(question, view) ? null : <StateChip state={assessment.state} />}
        <span className={styles.origins}>
          {standingWords(assessment, overtaken, opinions)}
          {isTraced(question, counted) ? (
            <>
              {' · '}
              <a href={keepMoment(`${questionAddress(view.subject, attribute)}#origins`)}>
                where they have it from<span className="hidden">: {lowerFirst(label)}</span>
              </a>
            </>
          ) : null}
          {inWords ? ' · in words, which no machine compares: read them side by side' : ''}
        </span>
        <span className={styles.tools}>
          <a href={settingAddress(setBy, questionValue('question', view.subject, attribute))}>
            <span className={styles.long}>Last changed by </span>#{setBy}
          </a>
          <a href={keepMoment(questionAddress(view.subject, attribute))}>
            {Object.keys(momentKept()).length > 0
              ? 'Positions and evidence'
              : question.stage === null || question.stage === 'Settled'
                ? 'Argue'
                : 'Compare, mark and rule'}
            <span className="hidden"> on {lowerFirst(label)}</span>
          </a>
          <OnlyNow>
            <a
              href={`/report?about=${view.subject.kind}:${view.subject.id}&attribute=${encodeURIComponent(attribute)}`}
            >
              Add a claim<span className="hidden"> about {lowerFirst(label)}</span>
            </a>
          </OnlyNow>
        </span>
      </header>
      {question.ruling ? <RulingLine question={question} subject={view.subject} people={people} /> : null}
      {assessment.lines.filter(isSpokenOf).map((line) => (
        <div key={line.scope ?? ''} className={styles.line}>
          {line.scope ? (
            <p className={styles.scope}>
              <span>{lineWords(attribute, line.scope)}</span>
              {assessment.lines.length > 1 && line.state !== 'Not reported' ? <StateChip state={line.state} /> : null}
              {line.state !== 'Disputed' && contradicted(line.claims) ? (
                <span className={styles.against}>
                  <Sign name="unequal" /> contradicted by another line, see below
                </span>
              ) : null}
            </p>
          ) : null}
          {line.positions.length > 0 ? (
            <ul className={styles.positions}>
              {apart(line.positions, claims).map((position) => (
                <Position
                  key={position.claims.join(' ')}
                  position={position}
                  question={question}
                  view={view}
                  tallies={tallies}
                />
              ))}
            </ul>
          ) : (
            <Emptied claims={overtaken.filter(({ id }) => line.claims.includes(id))} view={view} />
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
      {grown.length > 0 ? (
        <p className={styles.note}>
          Overtaken as the toll grew: <Overtaken claims={grown} view={view} />
        </p>
      ) : null}
      <Aside claims={aside} question={question} view={view} />
      <Assessments claims={opinions} view={view} />
      {abstaining.length > 0 ? (
        <p className={styles.note}>
          Mentions it, gives no answer: <Names claims={abstaining} view={view} />
        </p>
      ) : null}
      <Notes claims={own} view={view} />
    </article>
  );
}

/** Whether a dispute rests on answers of which some repeat others: then its own page shows where each has it from. */
const isTraced = ({ stage, assessment }: QuestionView, counted: ReadonlySet<string>): boolean =>
  stage !== null &&
  [...counted].some((id) => ['copy', 'relay'].includes(assessment.originOf[id]?.through ?? 'claimant'));

/** What was noted of these claims by whoever read them, folded: it explains an answer and is none. */
function Notes({ claims, view }: { claims: readonly ClaimView[]; view: SubjectView }) {
  const notes = new Map<string, ClaimView[]>();
  for (const claim of claims) if (claim.note) notes.set(claim.note, [...(notes.get(claim.note) ?? []), claim]);
  if (notes.size === 0) return null;
  return (
    <details className={styles.notes}>
      <summary>{notes.size === 1 ? 'A note on how it was read' : `${notes.size} notes on how these were read`}</summary>
      <ul>
        {[...notes].map(([note, noted]) => (
          <li key={note}>
            <Names claims={noted} view={view} />: <span className={styles.noted}>{note}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Answers that are shown and counted no more: taken back, revised, miscopied, or repeating what was. */
function Aside({ claims, question, view }: { claims: ClaimView[]; question: QuestionView; view: SubjectView }) {
  if (claims.length === 0) return null;
  const { outdated } = question.assessment;
  return (
    <div className={styles.aside}>
      <p className={styles.origins}>Not counted:</p>
      <ul>
        {claims.map((claim) => (
          <li key={claim.id}>
            <del>{answerWords(claim.answer)}</del>{' '}
            <a href={keepMoment(`/claims/${claim.id}`)}>{nameOf(view, claim.claimantId)}</a>
            <ClaimMarks claim={claim} among={view} />
            {outdated
              .filter(({ claim: id }) => id === claim.id)
              .map(({ reason }) => (
                <span key={reason} className={styles.remark}>
                  {reason}
                </span>
              ))}
          </li>
        ))}
      </ul>
    </div>
  );
}

/**
 * Whether something was said of a question although no answer stands: figures that later ones overtook, or an assessment.
 * “Not reported” would be untrue there, so that no chip is shown.
 */
export const isAnsweredOnce = ({ attribute, assessment }: QuestionView, { claims }: SubjectView): boolean =>
  assessment.state === 'Not reported' &&
  claims.some((claim) => claim.attribute === attribute && (claim.opinion || claim.answer.kind !== 'unknown'));

/** How many origins stand behind a question, or why none does although somebody spoke. */
function standingWords(
  { origins, positions }: QuestionView['assessment'],
  overtaken: readonly ClaimView[],
  opinions: readonly ClaimView[],
): string {
  if (positions.length > 0) return originWords(origins);
  if (overtaken.length > 0) return 'no answer stands now: what was said is overtaken by later, higher figures';
  if (opinions.length > 0) return 'nobody states it as a fact: an assessment takes no position';
  return originWords(origins);
}

/** A line on which no answer stands: what was said there once, where later figures exceed it. */
function Emptied({ claims, view }: { claims: ClaimView[]; view: SubjectView }) {
  if (claims.length === 0) return <p className={styles.origins}>No answer stands here.</p>;
  return (
    <p className={styles.origins}>
      Overtaken: <Overtaken claims={claims} view={view} />. Later figures exceed it.
    </p>
  );
}

/** Answers that were overtaken, each once, with the claimants who gave it. */
function Overtaken({ claims, view }: { claims: ClaimView[]; view: SubjectView }) {
  const answers = new Map<string, ClaimView[]>();
  for (const claim of claims) {
    const words = answerWords(claim.answer);
    answers.set(words, [...(answers.get(words) ?? []), claim]);
  }
  return [...answers].map(([words, same]) => (
    <span key={words} className={styles.claim}>
      {words} (
      <Names claims={same} view={view} />)
    </span>
  ));
}

/** What claimants hold to be so, apart from what they state: shown, compared with nothing, and no position. */
function Assessments({ claims, view }: { claims: ClaimView[]; view: SubjectView }) {
  if (claims.length === 0) return null;
  const answers = new Map<string, ClaimView[]>();
  for (const claim of claims) {
    const words = answerWords(claim.answer);
    answers.set(words, [...(answers.get(words) ?? []), claim]);
  }
  return (
    <div className={styles.line}>
      <p className={styles.scope}>
        <span>the author’s assessment</span>
      </p>
      <ul className={styles.assessments}>
        {[...answers].map(([words, same]) => (
          <li key={words}>
            <em>{words}</em>
            <Speakers ids={same.map(({ id }) => id)} view={view} withNotes={false} />
          </li>
        ))}
      </ul>
    </div>
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
  if (answers.size === 0) return null;
  return (
    <ul className={styles.related}>
      {[...answers].map(([key, claims]) => {
        const [first] = claims;
        return first ? (
          <li key={key}>
            Conflicts with {lowerFirst(attributeWords(first.attribute, first.scope))}{' '}
            <strong>{answerWords(first.answer)}</strong>: <Names claims={claims} view={view} />
          </li>
        ) : null;
      })}
    </ul>
  );
}

/** The sentences why answers conflict: the first few at sight, the rest behind a summary. */
function Reasons({ reasons, label }: { reasons: string[]; label: string }) {
  if (reasons.length === 0) return null;
  const item = (reason: string) => (
    <li key={reason}>
      <Sign name="unequal" /> {reason}
    </li>
  );
  return (
    <div className={styles.reasons}>
      <ul aria-label={`Why ${lowerFirst(label)} is disputed`}>{reasons.slice(0, reasonsAtSight).map(item)}</ul>
      {reasons.length > reasonsAtSight ? (
        <details>
          <summary>{plural(reasons.length - reasonsAtSight, 'more reason')}</summary>
          <ul>{reasons.slice(reasonsAtSight).map(item)}</ul>
        </details>
      ) : null}
    </div>
  );
}
