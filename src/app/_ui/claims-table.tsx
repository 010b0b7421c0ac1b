import type { ReactNode } from 'react';
import { questionValue, thingValue } from '@/domain/recorded-value';
import type { ClaimView, SubjectView } from '@/queries/find-subject';
import type { Arrangement, Choices } from './arrangement';
import { ClaimsChoices } from './claims-choices';
import {
  type Matrix,
  type MatrixCell,
  type MatrixColumn,
  type MatrixReason,
  type MatrixRow,
  type ShownGroup,
  type ShownMatrix,
  showMatrix,
} from './claims-matrix';
import styles from './claims-table.module.css';
import { keepMoment } from './reading';
import { SetBy } from './set-by';
import { Sign } from './sign';
import { StateChip } from './state-chip';

/** So many values of a question stand in the record's own row; more are counted. */
const mostValues = 3;

/** So many of those who give an answer stand on a card; more are folded. */
const mostSpeakers = 2;

/**
 * The claims of a record side by side: a table where there is room, one card for each question on a phone. Paper gets the
 * cards of all questions, with every copy, whatever is asked for.
 */
export function ClaimsTable({
  view,
  matrix,
  choices,
  arrangement,
  path,
}: {
  view: SubjectView;
  matrix: Matrix;
  choices: Choices;
  arrangement: Arrangement;
  path: string;
}) {
  if (view.claims.length === 0) return <p className={styles.muted}>No claim has been recorded yet.</p>;
  const shown = showMatrix(matrix, arrangement);
  const sentences = new Map(matrix.reasons.map(({ letter, sentences: [first = ''] }) => [letter, first]));
  const of: Context = { view, sentences, claims: new Map(view.claims.map((claim) => [claim.id, claim])) };
  const rows = shown.groups.flatMap((group) => group.rows);
  return (
    <>
      <ClaimsChoices path={path} arrangement={arrangement} choices={choices} shown={shown} />
      {rows.length === 0 ? (
        <p className={styles.muted}>No claim is left to show: choose another language, or all questions.</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        <section className={styles.wide} aria-label="Claims by source and attribute" tabIndex={0}>
          {arrangement.turned ? <Turned shown={shown} of={of} /> : <Table shown={shown} of={of} />}
        </section>
      )}
      <div className={styles.narrow}>
        {matrix.columns.map((column) => (
          <Card key={column.key} column={column} matrix={matrix} arrangement={arrangement} shown={shown} of={of} />
        ))}
      </div>
      <Why reasons={matrix.reasons} />
    </>
  );
}

/** What cells need beside themselves. */
type Context = {
  view: SubjectView;
  /** The first sentence why, by letter. */
  sentences: ReadonlyMap<string, string>;
  claims: ReadonlyMap<string, ClaimView>;
};

const caption = 'What each source says, question by question. A dot means the source does not state it.';

function Table({ shown: { columns, groups }, of }: { shown: ShownMatrix; of: Context }) {
  return (
    <table className={styles.table}>
      <caption className="hidden">{caption} Rows that go back to one origin stand together.</caption>
      <thead>
        <tr>
          <th scope="col">Source</th>
          {columns.map((column) => (
            <th key={column.key} scope="col">
              <Question column={column} />
            </th>
          ))}
        </tr>
        <tr className={styles.record}>
          <th scope="row">The record as it stands</th>
          {columns.map((column) => (
            <td key={column.key}>
              <Values column={column} of={of} />
            </td>
          ))}
        </tr>
      </thead>
      {groups.map((group) => (
        <tbody key={group.key}>
          {group.rows.map((row, index) => (
            <tr key={row.key} className={index > 0 ? styles.repeat : undefined}>
              <th scope="row">
                <RowName row={row} group={group} of={of} isFirst={index === 0} />
              </th>
              {columns.map((column) => (
                <Cells key={column.key} cells={row.cells.get(column.key) ?? []} of={of} />
              ))}
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}

function Turned({ shown: { columns, groups }, of }: { shown: ShownMatrix; of: Context }) {
  const rows = groups.flatMap((group) => group.rows.map((row, index) => ({ row, group, isFirst: index === 0 })));
  return (
    <table className={`${styles.table} ${styles.turned}`}>
      <caption className="hidden">{caption} Columns that go back to one origin stand together.</caption>
      <colgroup span={2} />
      {groups.map((group) => (
        <colgroup key={group.key} span={group.rows.length} />
      ))}
      <thead>
        <tr>
          <th scope="col">Question</th>
          <th scope="col">The record as it stands</th>
          {rows.map(({ row, group, isFirst }) => (
            <th key={`${group.key} ${row.key}`} scope="col" className={isFirst ? styles.begins : undefined}>
              <RowName row={row} group={group} of={of} isFirst={isFirst} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {columns.map((column) => (
          <tr key={column.key}>
            <th scope="row">
              <Question column={column} />
            </th>
            <td className={styles.record}>
              <Values column={column} of={of} />
            </td>
            {rows.map(({ row, group }) => (
              <Cells key={`${group.key} ${row.key}`} cells={row.cells.get(column.key) ?? []} of={of} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Question({ column }: { column: MatrixColumn }) {
  return (
    <>
      <span className={styles.label}>{column.label}</span>
      <State column={column} />
    </>
  );
}

/** The state of a column; one that rests on one source may still stand against another column. */
function State({ column: { state, isDisputed } }: { column: MatrixColumn }) {
  const isContradicted = isDisputed && state !== 'Disputed' && state !== 'Settled';
  return (
    <>
      <StateChip state={state} />
      {isContradicted ? (
        <span className={styles.against}>
          <Sign name="unequal" /> another question
        </span>
      ) : null}
    </>
  );
}

function Values({ column: { attribute, values }, of: { view } }: { column: MatrixColumn; of: Context }) {
  const question = view.questions.find((each) => each.attribute === attribute);
  const setBy = question ? (
    <SetBy
      position={question.setBy}
      of={questionValue('question', view.subject, attribute)}
      what="The state of the question"
    />
  ) : null;
  if (values.length === 0) return <span className={styles.muted}>no answer stands {setBy}</span>;
  return (
    <>
      {values.slice(0, mostValues).map((value, index) => (
        <span key={value}>
          {index > 0 ? <span className={styles.muted}> or </span> : null}
          <strong>{value}</strong>
        </span>
      ))}
      {values.length > mostValues ? <span className={styles.muted}> or {values.length - mostValues} more</span> : null}{' '}
      {setBy}
    </>
  );
}

type RowNameProps = { row: MatrixRow; group: ShownGroup; of: Context; isFirst: boolean };

function RowName({ row, group, of: { view }, isFirst }: RowNameProps) {
  const name = view.sources[row.claimant]?.name ?? row.claimant;
  return (
    <>
      {isFirst && group.origin !== name ? <span className={styles.origin}>{group.origin}: </span> : null}
      <a href={keepMoment(`/sources/${row.claimant}`)} className={`quiet ${styles.name}`}>
        {name}
      </a>
      <span className={styles.document}>
        in <DocumentLink id={row.document} view={view} />
      </span>
      {row.through ? <span className={styles.document}>{row.through}</span> : null}
      {isFirst && group.folded.length > 0 ? (
        <details className={styles.folded}>
          <summary>
            +{group.folded.length} that {group.folded.length === 1 ? 'repeats' : 'repeat'} it
          </summary>
          <ul>
            {group.folded.map((copy) => (
              <li key={copy.key}>
                {view.sources[copy.claimant]?.name ?? copy.claimant}, in <DocumentLink id={copy.document} view={view} />
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  );
}

function DocumentLink({ id, view }: { id: string; view: SubjectView }) {
  return (
    <a href={keepMoment(`/documents/${id}`)} className="quiet">
      {view.documents[id]?.title ?? id}
    </a>
  );
}

function Cells({ cells, of }: { cells: MatrixCell[]; of: Context }) {
  if (cells.length === 0) return <td className={styles.blank}>not stated</td>;
  return (
    <td className={cells.some(({ letter }) => letter !== null) ? styles.conflict : undefined}>
      {cells.map(({ id, words, letter, standing }) => (
        <p key={id}>
          <a href={keepMoment(`/claims/${id}`)} className={styles.value}>
            {words}
          </a>
          <Letter letter={letter} of={of} /> <ClaimSetBy id={id} of={of} />
          {standing ? <span className={styles.document}>{standing}</span> : null}
        </p>
      ))}
    </td>
  );
}

function ClaimSetBy({ id, of: { claims } }: { id: string; of: Context }) {
  const claim = claims.get(id);
  return claim ? <SetBy position={claim.setBy} of={thingValue('claim', id)} what="The claim" /> : null;
}

/** Leads to the sentences why an answer conflicts; the first of them is its title. */
function Letter({ letter, of: { sentences } }: { letter: string | null; of: Context }) {
  if (letter === null) return null;
  return (
    <a href={`#why-${letter}`} className={styles.letter} title={sentences.get(letter)}>
      <span className="hidden">conflicts, see </span>
      <Sign name="unequal" />
      {letter}
    </a>
  );
}

/** One answer on a card, with the rows that give it. */
type Answered = { words: string; letter: string | null; said: { row: MatrixRow; cell: MatrixCell; origin: string }[] };

function Card({
  column,
  matrix,
  arrangement,
  shown,
  of,
}: {
  column: MatrixColumn;
  matrix: Matrix;
  arrangement: Arrangement;
  shown: ShownMatrix;
  of: Context;
}) {
  const rows = matrix.groups.flatMap(({ origin, rows: own }) => own.map((row) => ({ row, origin })));
  const stating = rows.filter(({ row }) => row.cells.has(column.key));
  const answers = new Map<string, Answered>();
  for (const { row, origin } of stating)
    for (const cell of row.cells.get(column.key) ?? []) {
      const key = `${cell.letter} ${cell.words}`;
      const known = answers.get(key) ?? { words: cell.words, letter: cell.letter, said: [] };
      known.said.push({ row, cell, origin });
      answers.set(key, known);
    }
  const silent = rows.length - stating.length;
  return (
    <section className={onPaper(styles.card, !shown.columns.includes(column))} aria-label={column.label}>
      <h3>
        {column.label} <State column={column} />
      </h3>
      <ul>
        {[...answers.values()].map((answer) => (
          <Answer key={`${answer.letter} ${answer.words}`} answer={answer} arrangement={arrangement} of={of} />
        ))}
      </ul>
      {silent > 0 ? (
        <p className={styles.document}>
          Not stated by {silent} of {rows.length} sources in documents.
        </p>
      ) : null}
    </section>
  );
}

function Answer({ answer, arrangement, of }: { answer: Answered; arrangement: Arrangement; of: Context }) {
  const { words, letter, said } = answer;
  const isSpoken = ({ row }: Answered['said'][number]) =>
    arrangement.language === null || row.language === arrangement.language;
  const own = said.filter(({ cell }) => arrangement.copies === 'shown' || !cell.isRepeat);
  // One name twice, of two documents, says no more than once.
  const names = own.filter(({ row }, at) => own.findIndex((other) => other.row.claimant === row.claimant) === at);
  const spoken = arrangement.copies === 'shown' ? own : names.slice(0, mostSpeakers);
  const first = spoken.length > 0 ? spoken : said.slice(0, 1);
  const rest = said.filter((each) => !first.includes(each));
  const repeating = rest.every(({ cell }) => cell.isRepeat)
    ? `that ${rest.length === 1 ? 'repeats' : 'repeat'} it`
    : 'more';
  const list = (some: Answered['said']): ReactNode => (
    <ul>
      {some.map((each) => (
        <Said key={each.cell.id} said={each} isOnPaper={!isSpoken(each)} of={of} />
      ))}
    </ul>
  );
  return (
    <li className={onPaper(letter === null ? undefined : styles.conflict, !said.some(isSpoken))}>
      <p>
        <strong>{words}</strong>
        <Letter letter={letter} of={of} />
      </p>
      {list(first)}
      {rest.length > 0 ? (
        <details className={onPaper(styles.folded, !rest.some(isSpoken))}>
          <summary>
            +{rest.length} {repeating}
          </summary>
          {list(rest)}
        </details>
      ) : null}
    </li>
  );
}

function Said({
  said: { row, cell, origin },
  isOnPaper,
  of,
}: {
  said: Answered['said'][number];
  isOnPaper: boolean;
  of: Context;
}) {
  const { view, claims } = of;
  const name = view.sources[row.claimant]?.name ?? row.claimant;
  const claim = claims.get(cell.id);
  return (
    <li className={onPaper(styles.said, isOnPaper)}>
      {origin === name ? '' : `${origin}: `}
      <a href={keepMoment(`/claims/${cell.id}`)}>{name}</a> <ClaimSetBy id={cell.id} of={of} />
      <span className={styles.where}>
        , in <DocumentLink id={row.document} view={view} />
        {row.through ? `, ${row.through}` : ''}
      </span>
      {cell.standing ? `; ${cell.standing}` : ''}
      {claim?.excerpt ? (
        <q className={styles.quote} lang={claim.excerptLanguage ?? undefined} dir="auto">
          {claim.excerpt}
        </q>
      ) : null}
    </li>
  );
}

/** The class of what paper shows although the screen does not. */
const onPaper = (name: string | undefined, isOnPaper: boolean): string | undefined =>
  isOnPaper ? [name, styles.paper].filter(Boolean).join(' ') : name;

/** Why answers conflict: each sentence once, after the letters of the answers it sets against one another. */
function Why({ reasons }: { reasons: MatrixReason[] }) {
  if (reasons.length === 0) return null;
  const told = new Map<string, string[]>();
  for (const { letter, sentences } of reasons)
    for (const sentence of sentences) told.set(sentence, [...(told.get(sentence) ?? []), letter]);
  // A letter leads to the first sentence that has it.
  const begun = new Map(
    [...told].toReversed().flatMap(([sentence, letters]) => letters.map((each) => [each, sentence])),
  );
  return (
    <section aria-labelledby="why" className={styles.why}>
      <h3 id="why">Why these answers conflict</h3>
      <ul>
        {[...told].map(([sentence, letters]) => (
          <li key={sentence}>
            {letters
              .filter((letter) => begun.get(letter) === sentence)
              .reduce<ReactNode>(
                (inner, letter) => (
                  <span key={letter} id={`why-${letter}`}>
                    {inner}
                  </span>
                ),
                <>
                  {letters.map((letter) => (
                    <span key={letter} className={styles.letter}>
                      <Sign name="unequal" />
                      {letter}
                    </span>
                  ))}{' '}
                  {sentence}
                </>,
              )}
          </li>
        ))}
      </ul>
    </section>
  );
}
