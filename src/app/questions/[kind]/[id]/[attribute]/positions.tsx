import { OnlyNow } from '@/app/_ui/only-now';
import { OriginTree } from '@/app/_ui/origin-tree';
import { Speakers } from '@/app/_ui/speakers';
import { answerWords, attributeWords, dateWords, lineWords, originWords, plural } from '@/app/_ui/words';
import type { QuestionPage, ReportedPosition } from '@/queries/find-question';
import type { ClaimView } from '@/queries/find-subject';
import styles from './page.module.css';

/** So many reasons why positions clash stand open. */
const reasonsAtSight = 6;

/** The positions in the order in which they were first reported, of equal weight; and below what takes none. */
export function Positions({ page }: { page: QuestionPage }) {
  const { positions, question, record } = page;
  const atIssue = positions.filter(({ isAtIssue }) => isAtIssue);
  const others = positions.filter(({ isAtIssue }) => !isAtIssue);
  const conflicts = question.assessment.conflicts.toSorted((a, b) => a.claims.length - b.claims.length);
  const reasons = [...new Set(conflicts.map(({ reason }) => reason))];
  const reconciled = [...new Set(question.assessment.reconcilable.map(({ reason }) => reason))];
  return (
    <section id="positions" aria-labelledby="positions-title" className={styles.section}>
      <h2 id="positions-title">Positions</h2>
      <p className={styles.explain}>In the order in which they were first reported.</p>
      {positions.length === 0 ? <p className={styles.muted}>No answer stands: see below what was said.</p> : null}
      <ByLine positions={atIssue} page={page} />
      <Reasons reasons={reasons} />
      {reconciled.map((reason) => (
        <p key={reason} className={styles.muted}>
          {reason}
        </p>
      ))}
      {others.length > 0 && atIssue.length > 0 ? <h3>Not at issue</h3> : null}
      <ByLine positions={others} page={page} />
      <div id="origins">
        <OriginTree
          view={record}
          ids={question.assessment.lines.flatMap(({ positions: each }) => each.flatMap(({ claims }) => claims))}
        />
      </div>
      <Apart page={page} />
      <OnlyNow>
        <p className={styles.add}>
          <a
            href={`/report?about=${record.subject.kind}:${record.subject.id}&attribute=${encodeURIComponent(question.attribute)}`}
          >
            Add a claim
          </a>
        </p>
      </OnlyNow>
    </section>
  );
}

/** Why they cannot all be right: the plainest first, and where there are many the rest folded. */
function Reasons({ reasons }: { reasons: readonly string[] }) {
  if (reasons.length === 0) return null;
  // One more than fits is no reason to fold.
  const open = reasons.length > reasonsAtSight + 1 ? reasonsAtSight : reasons.length;
  const listed = (some: readonly string[], label: string) => (
    <ul aria-label={label}>
      {some.map((reason) => (
        <li key={reason}>
          <span aria-hidden="true">≠ </span>
          {reason}
        </li>
      ))}
    </ul>
  );
  return (
    <div className={styles.reasons}>
      {listed(reasons.slice(0, open), 'Why they cannot all be right')}
      {open < reasons.length ? (
        <details>
          <summary>{reasons.length - open} more reasons why they cannot all be right</summary>
          {listed(reasons.slice(open), 'More reasons why they cannot all be right')}
        </details>
      ) : null}
    </div>
  );
}

function ByLine({ positions, page }: { positions: readonly ReportedPosition[]; page: QuestionPage }) {
  const { attribute } = page.question;
  const lineOf = (position: ReportedPosition) => `${position.attribute} / ${position.scope ?? ''}`;
  return [...new Set(positions.map(lineOf))].map((line) => {
    const own = positions.filter((position) => lineOf(position) === line);
    const [first] = own;
    if (!first) return null;
    const heading =
      first.attribute === attribute
        ? first.scope && lineWords(attribute, first.scope)
        : attributeWords(first.attribute, first.scope);
    return (
      <div key={line} className={styles.line}>
        {heading ? <h3 className={styles.scope}>{heading}</h3> : null}
        <ol className={styles.positions}>
          {own.map((position) => (
            <Position key={`${position.name} ${position.value}`} position={position} page={page} />
          ))}
        </ol>
      </div>
    );
  });
}

function Position({ position, page: { record } }: { position: ReportedPosition; page: QuestionPage }) {
  const { value, origins, asserting, allowing, behind } = position;
  const claims = new Map(record.claims.map((claim) => [claim.id, claim]));
  const first = claims.get(behind[0] ?? '');
  const document = first && record.documents[first.documentId];
  const quoted = behind.map((id) => claims.get(id)).find((claim) => claim?.excerpt);
  return (
    <li className={styles.position}>
      <p>
        <strong className={styles.value}>{value}</strong>{' '}
        <span className={styles.muted}>
          {asserting.length > 0
            ? `asserted by ${originWords(origins)}`
            : `asserted by nobody, allowed by ${originWords(origins)}`}
          {document
            ? ` · first reported ${document.published ? dateWords(document.published) : 'in a document without a date'}`
            : ''}
        </span>
      </p>
      {quoted?.excerpt ? (
        <blockquote className={styles.quote} lang={quoted.excerptLanguage ?? undefined} dir="auto">
          {quoted.excerpt}
        </blockquote>
      ) : null}
      <div>
        <Speakers ids={behind} view={record} />
      </div>
      {asserting.length > 0 && allowing.length > 0 ? (
        <details className={styles.allowing}>
          <summary>
            Allowed by {plural(allowing.length, 'claim')}:{' '}
            {[...new Set(allowing.map((id) => answerOf(claims.get(id))))].join(', ')}
          </summary>
          <Speakers ids={allowing} view={record} withAnswer />
        </details>
      ) : null}
    </li>
  );
}

const answerOf = (claim: ClaimView | undefined): string =>
  claim ? `“${answerWords(claim.answer)}”` : 'another answer';

/** What was said and takes no position, each sort by itself. */
function Apart({ page: { record, question } }: { page: QuestionPage }) {
  const { overtaken, stale } = question.assessment;
  const own = record.claims.filter(({ attribute }) => attribute === question.attribute);
  const ids = (is: (claim: ClaimView) => boolean) => own.filter(is).map(({ id }) => id);
  const sorts = [
    ['Overtaken as the toll grew', ids(({ id }) => overtaken.includes(id))],
    ['Its origin has spoken again since', ids(({ id, withdrawn }) => stale.includes(id) && !withdrawn)],
    ['Taken back by its claimant', ids(({ withdrawn }) => withdrawn)],
    ['Marked as an error in copying', ids(({ miscopies }) => miscopies !== null)],
    ['The author’s assessment, no position', ids(({ opinion }) => opinion)],
    ['Mentions it, gives no answer', ids(({ answer, opinion }) => answer.kind === 'unknown' && !opinion)],
  ] as const;
  const said = sorts.filter(([, claims]) => claims.length > 0);
  if (said.length === 0) return null;
  return (
    <div className={styles.line}>
      <h3>Said, and no position</h3>
      <dl className={styles.apart}>
        {said.map(([words, claims]) => (
          <div key={words}>
            <dt>{words}</dt>
            <dd>
              <Speakers ids={claims} view={record} withAnswer />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
