import type { SubjectView } from '@/queries/find-subject';
import { claimsMatrix, type Matrix, type MatrixCell, type MatrixColumn, type MatrixRow } from './claims-matrix';
import styles from './claims-table.module.css';

/** The claims of a record side by side: a table where there is room, one card for each attribute on a phone and in print. */
export function ClaimsTable({ view }: { view: SubjectView }) {
  if (view.claims.length === 0) return <p className={styles.muted}>No claim has been recorded yet.</p>;
  const matrix = claimsMatrix(view);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className={styles.wide} aria-label="Claims by source and attribute" tabIndex={0}>
        <Table matrix={matrix} view={view} />
      </section>
      <div className={styles.narrow}>
        {matrix.columns.map((column) => (
          <Card key={column.key} column={column} matrix={matrix} view={view} />
        ))}
      </div>
      {matrix.reasons.length > 0 ? (
        <section aria-labelledby="why" className={styles.why}>
          <h3 id="why">Why these answers conflict</h3>
          <ol>
            {matrix.reasons.map(({ letter, attribute, words, names, sentences }) => (
              <li key={letter} id={`why-${letter}`}>
                <p>
                  <span className={styles.letter}>≠{letter}</span> {attribute} <strong>{words}</strong>{' '}
                  <span className={styles.who}>{names.join(', ')}</span>
                </p>
                <ul>
                  {sentences.map((sentence) => (
                    <li key={sentence}>{sentence}</li>
                  ))}
                </ul>
              </li>
            ))}
          </ol>
        </section>
      ) : null}
    </>
  );
}

function Table({ matrix, view }: { matrix: Matrix; view: SubjectView }) {
  return (
    <table className={styles.table}>
      <caption className="hidden">
        What each source says, question by question. A dot means the source does not state it. Rows that go back to one
        origin stand together.
      </caption>
      <thead>
        <tr>
          <th scope="col">Source</th>
          {matrix.columns.map((column) => (
            <th key={column.key} scope="col">
              {column.label}
            </th>
          ))}
        </tr>
      </thead>
      {matrix.groups.map((group) => (
        <tbody key={group.key}>
          {group.rows.map((row, index) => (
            <tr key={row.key} className={index > 0 ? styles.repeat : undefined}>
              <th scope="row">
                <RowName row={row} first={index === 0} group={group} view={view} />
              </th>
              {matrix.columns.map((column) => (
                <Cells key={column.key} cells={row.cells.get(column.key) ?? []} />
              ))}
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}

function RowName({
  row,
  first,
  group,
  view,
}: {
  row: MatrixRow;
  first: boolean;
  group: Matrix['groups'][number];
  view: SubjectView;
}) {
  const name = view.sources[row.claimant]?.name ?? row.claimant;
  return (
    <>
      {first && group.origin !== name ? <span className={styles.origin}>{group.origin}: </span> : null}
      <a href={`/sources/${row.claimant}`} className={`quiet ${styles.name}`}>
        {name}
      </a>
      <span className={styles.document}>
        in{' '}
        <a href={`/documents/${row.document}`} className="quiet">
          {view.documents[row.document]?.title ?? row.document}
        </a>
      </span>
      {row.through ? <span className={styles.document}>{row.through}</span> : null}
    </>
  );
}

function Cells({ cells }: { cells: MatrixCell[] }) {
  if (cells.length === 0) return <td className={styles.blank}>not stated</td>;
  return (
    <td className={cells.some(({ letter }) => letter !== null) ? styles.conflict : undefined}>
      {cells.map((cell) => (
        <CellClaim key={cell.id} cell={cell} />
      ))}
    </td>
  );
}

function CellClaim({ cell }: { cell: MatrixCell }) {
  return (
    <p>
      <a href={`/claims/${cell.id}`} className={styles.value}>
        {cell.words}
      </a>
      {cell.letter === null ? null : (
        <a href={`#why-${cell.letter}`} className={styles.letter}>
          <span className="hidden">conflicts, see </span>≠{cell.letter}
        </a>
      )}
      {cell.standing ? <span className={styles.document}>{cell.standing}</span> : null}
    </p>
  );
}

function Card({ column, matrix, view }: { column: MatrixColumn; matrix: Matrix; view: SubjectView }) {
  const rows = matrix.groups.flatMap(({ origin, rows: all }) => all.map((row) => ({ ...row, origin })));
  const stating = rows.filter((row) => row.cells.has(column.key));
  return (
    <section className={styles.card} aria-label={column.label}>
      <h3>{column.label}</h3>
      <ul>
        {stating.map((row) => (
          <li
            key={row.key}
            className={
              (row.cells.get(column.key) ?? []).some(({ letter }) => letter !== null) ? styles.conflict : undefined
            }
          >
            {(row.cells.get(column.key) ?? []).map((cell) => (
              <CellClaim key={cell.id} cell={cell} />
            ))}
            <span className={styles.document}>
              {originPrefix(row.origin, view.sources[row.claimant]?.name ?? row.claimant)}, in{' '}
              <a href={`/documents/${row.document}`} className="quiet">
                {view.documents[row.document]?.title ?? row.document}
              </a>
              {row.through ? `, ${row.through}` : ''}
            </span>
          </li>
        ))}
      </ul>
      <p className={styles.document}>
        Not stated by {rows.length - stating.length} of {rows.length} sources and documents.
      </p>
    </section>
  );
}

/** "Iraqi military: Security Media Cell", or the name alone where it is its own origin. */
const originPrefix = (origin: string, name: string): string => (origin === name ? name : `${origin}: ${name}`);
