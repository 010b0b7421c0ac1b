import type { ReactNode } from 'react';
import type { Subject } from '@/domain/identifier';
import type { Ruling } from '@/domain/question/argument';
import type { Change, QuestionChange, QuestionThen } from '@/queries/compare-revisions';
import type { ComparedRevisions } from '@/queries/find-comparison';
import type { ReportedPosition } from '@/queries/find-question';
import { BeforeAfterTable, type ComparedPart } from './before-after-table';
import { ComparedClaim } from './compared-claim';
import styles from './compared-question.module.css';
import { ruledWords } from './ruling-line';
import { StateChip } from './state-chip';
import { answerWords, attributeWords, lineWords, lowerFirst, originWords, questionAddress } from './words';

/** One question that changed between two revisions: its parts side by side, why its answers conflict, and its claims. */
export function ComparedQuestion({
  question,
  subject,
  compared,
}: {
  question: QuestionChange;
  subject: Subject;
  compared: ComparedRevisions;
}) {
  const { attribute, label, reasons, claims } = question;
  const parts = partsOf(question, compared);
  const anchor = `changed-${attribute.replaceAll(' ', '-')}`;
  return (
    <article aria-labelledby={anchor} className={styles.question}>
      <h3 id={anchor}>
        <a href={questionAddress(subject, attribute)}>{label}</a>
      </h3>
      <BeforeAfterTable name={label} parts={parts} from={compared.from.position} to={compared.to.position} />
      {parts.length === 0 && claims.length === 0 ? (
        <p className={styles.muted}>
          Its answers, its state and its origins are the same; how they go back to their origins is not.
        </p>
      ) : null}
      {reasons.length > 0 ? (
        <ul className={styles.reasons} aria-label={`Why answers to ${lowerFirst(label)} conflict`}>
          {reasons.map(({ before, after }) => (
            <li key={before ?? after}>
              <span className={styles.muted}>{after === null ? 'No longer: ' : 'Now: '}</span>
              {after === null ? <del>{before}</del> : <ins>{after}</ins>}
            </li>
          ))}
        </ul>
      ) : null}
      {claims.length > 0 ? (
        <ul className={styles.claims} aria-label={`Claims on ${lowerFirst(label)}`}>
          {claims.map((change) => (
            <ComparedClaim key={(change.after ?? change.before)?.id} change={change} of={compared} />
          ))}
        </ul>
      ) : null}
    </article>
  );
}

function partsOf(question: QuestionChange, compared: ComparedRevisions): ComparedPart[] {
  const { state, origins, stage, ruling, lines, positions, challenges, before, after } = question;
  const part = <Value,>(
    key: string,
    label: ReactNode,
    change: Change<Value> | null,
    words: (value: Value) => ReactNode,
  ) =>
    change === null
      ? []
      : {
          key,
          label,
          before: change.before === null ? null : words(change.before),
          after: change.after === null ? null : words(change.after),
        };
  // A claim may have been replaced by another of the same claimant: then its position reads the same.
  const told = (position: ReportedPosition | null) =>
    position === null
      ? ''
      : JSON.stringify([
          position.origins,
          ...[position.asserting, position.allowing].map((ids) => speakersOf(ids, compared)),
        ]);
  const isToldOtherwise = (position: Change<ReportedPosition>) => told(position.before) !== told(position.after);
  const isInLines = [before, after].some((each) => (each?.assessment.lines.length ?? 0) > 1);
  return [
    part('state', 'State', state, (value) => <StateChip state={value} />),
    part('origins', 'Origins', origins, originWords),
    isInLines
      ? lines.map((line) => {
          const scope = (line.after ?? line.before)?.scope ?? null;
          const label = scope === null ? 'Nothing further stated' : lineWords(question.attribute, scope);
          return part(`line ${scope}`, label, line, (value) => (
            <>
              <StateChip state={value.state} /> {originWords(value.origins)}
            </>
          ));
        })
      : [],
    positions.filter(isToldOtherwise).map((position, at) => {
      const { attribute, scope } = (position.after ?? position.before) as ReportedPosition;
      const label = attribute === question.attribute ? (scope ?? '') : lowerFirst(attributeWords(attribute, scope));
      return part(`position ${at}`, label ? `Position: ${label}` : 'Position', position, (value) => (
        <PositionThen position={value} of={compared} />
      ));
    }),
    part('ruling', 'Ruling', ruling, (value) => <RulingThen ruling={value} question={after ?? before} of={compared} />),
    challenges.length > 0
      ? part(
          'challenges',
          'Challenged by',
          { before: before?.challengedBy ?? [], after: after?.challengedBy ?? [] },
          (ids) => (ids.length === 0 ? null : ids.map((id) => <Said key={id} id={id} of={compared} />)),
        )
      : [],
    part('stage', 'On the board', stage, (value) => `in “${value}”`),
  ].flat(2);
}

/** A position with who asserts it, or, where nobody does, whom it fits. */
function PositionThen({ position, of }: { position: ReportedPosition; of: ComparedRevisions }) {
  const { value, origins, asserting, allowing } = position;
  return (
    <>
      <strong>{value}</strong> <span className={styles.muted}>{originWords(origins)}</span>
      <Speaking words="asserted by" ids={asserting} of={of} />
      <Speaking words="fits" ids={allowing} of={of} />
    </>
  );
}

function Speaking({ words, ids, of }: { words: string; ids: readonly string[]; of: ComparedRevisions }) {
  const names = speakersOf(ids, of);
  return names.length === 0 ? null : (
    <span className={styles.speaking}>
      {words} {names.join(', ')}
    </span>
  );
}

/** The names of the claimants of these claims, each once. */
const speakersOf = (ids: readonly string[], { claims, names }: ComparedRevisions): string[] =>
  [...new Set(ids.flatMap((id) => claims[id]?.claimantId ?? []))].map((id) => names[id] ?? id);

function RulingThen({
  ruling,
  question,
  of,
}: {
  ruling: Ruling;
  question: QuestionThen | null;
  of: ComparedRevisions;
}) {
  const { by, setBy, rule, dissents } = ruling;
  return (
    <>
      <span aria-hidden="true">§ </span>
      <strong>{ruledWords(ruling, question?.assessment ?? { lines: [] })}</strong>
      <span className={styles.speaking}>
        by {of.people[by] ?? by}, <a href={`/ledger/${setBy}`}>#{setBy}</a>, by the rule “{rule}”
        {dissents.length > 0 ? `; ${dissents.length === 1 ? '1 dissents' : `${dissents.length} dissent`}` : ''}
      </span>
    </>
  );
}

/** A claim by who says what. */
function Said({ id, of: { claims, names } }: { id: string; of: ComparedRevisions }) {
  const claim = claims[id];
  return (
    <a href={`/claims/${id}`} className={styles.speaking}>
      {claim ? `${names[claim.claimantId] ?? claim.claimantId}: ${answerWords(claim.answer)}` : 'another claim'}
    </a>
  );
}
