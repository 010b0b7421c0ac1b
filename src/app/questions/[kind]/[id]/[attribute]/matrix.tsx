import { keepMoment } from '@/app/_ui/reading';
import { plural } from '@/app/_ui/words';
import type { EvidenceMark } from '@/domain/question/command';
import type { EvidenceMatrix, EvidenceWords, MatrixCell, MatrixColumn } from './evidence-matrix';
import { MarkButton } from './marking.client';
import styles from './matrix.module.css';

const glyphs: Record<EvidenceMark, string> = { Consistent: '+', Against: '−', Neutral: '○', 'Does not bear': '·' };

/**
 * Positions in rows, evidence in columns: reading along one piece of evidence before the next one guards best against seeing
 * only what fits (Dhami et al. 2024). A table where there is room; one card for each piece of evidence on a phone and in print.
 * No marks are added up: they are judgements, not votes.
 */
export function Matrix({ matrix, mayMark }: { matrix: EvidenceMatrix; mayMark: boolean }) {
  const { rows, columns, gone } = matrix;
  return (
    <>
      {columns.length === 0 ? (
        <p className={styles.empty}>
          {plural(rows.length, 'position')}, no evidence linked.{' '}
          {mayMark ? 'Choose a claim or a document below, and say what it is to each.' : ''}
        </p>
      ) : (
        <>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
          <section className={styles.wide} aria-label="Positions by evidence" tabIndex={0}>
            <Table matrix={matrix} mayMark={mayMark} />
          </section>
          <ul className={styles.narrow}>
            {columns.map((column) => (
              <Card key={column.key} column={column} rows={rows} mayMark={mayMark} />
            ))}
          </ul>
        </>
      )}
      {gone.length > 0 ? (
        <section aria-labelledby="gone" className={styles.gone}>
          <h3 id="gone">Marks on answers that stand for no position now</h3>
          <ul>
            {gone.map(({ evidence, position, mark, by, setBy }) => (
              <li key={`${evidence.key} ${position} ${by}`}>
                <Glyph mark={mark} /> {mark} for <a href={keepMoment(`/claims/${position}`)}>an answer</a>:{' '}
                <Named evidence={evidence} /> <span className={styles.muted}>{by}</span>{' '}
                <a href={`/ledger/${setBy}`}>#{setBy}</a>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}

function Table({ matrix: { rows, columns }, mayMark }: { matrix: EvidenceMatrix; mayMark: boolean }) {
  return (
    <table className={styles.table}>
      <caption className="hidden">
        What each piece of evidence is to each position, as people marked it: consistent, against, neutral, or not
        bearing on it.
      </caption>
      <thead>
        <tr>
          <th scope="col">Position</th>
          {columns.map((column) => (
            <th key={column.key} scope="col">
              <Named evidence={column} />
              <From evidence={column} />
              <span className={styles.tools}>
                {column.separates ? <span className={styles.separates}>Separates positions</span> : null}
                {mayMark ? <MarkButton evidence={column.evidence} words={column.words} /> : null}
              </span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, words }, at) => (
          <tr key={name}>
            <th scope="row">{words}</th>
            {columns.map(({ key, cells }) => (
              <td key={key}>
                <Cell cell={cells[at] ?? []} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Card({ column, rows, mayMark }: { column: MatrixColumn; rows: EvidenceMatrix['rows']; mayMark: boolean }) {
  const isMarked = (at: number) => (column.cells[at] ?? []).length > 0;
  const unmarked = rows.filter((_, at) => !isMarked(at));
  return (
    <li className={styles.card}>
      <h3>
        <Named evidence={column} />
      </h3>
      <From evidence={column} />
      {column.separates ? <p className={styles.separates}>Separates positions</p> : null}
      <dl>
        {rows.map(({ name, words }, at) =>
          isMarked(at) ? (
            <div key={name}>
              <dt>{words}</dt>
              <dd>
                <Cell cell={column.cells[at] ?? []} />
              </dd>
            </div>
          ) : null,
        )}
      </dl>
      {unmarked.length > 0 ? (
        <p className={styles.muted}>Not marked for {unmarked.map(({ words }) => words).join(', ')}</p>
      ) : null}
      {mayMark ? (
        <p className={styles.tools}>
          <MarkButton evidence={column.evidence} words={column.words} />
        </p>
      ) : null}
    </li>
  );
}

const Named = ({ evidence: { href, words } }: { evidence: EvidenceWords }) => (
  <a href={keepMoment(href)} className={`quiet ${styles.name}`}>
    {words}
  </a>
);

const From = ({ evidence: { from, about, excerpt } }: { evidence: EvidenceWords }) => (
  <>
    <span className={styles.from}>
      {about ? `about ${about}, ` : ''}
      {from}
    </span>
    {excerpt ? (
      <q className={styles.excerpt} lang={excerpt.language ?? undefined} dir="auto">
        {excerpt.text}
      </q>
    ) : null}
  </>
);

function Cell({ cell }: { cell: MatrixCell }) {
  if (cell.length === 0) return <span className={styles.muted}>not marked</span>;
  return cell.map(({ mark, people, setBy }) => (
    <p key={mark} className={styles.mark} data-mark={mark}>
      <Glyph mark={mark} /> {mark}{' '}
      <span className={styles.muted}>
        {people.map((name, at) => (
          <span key={name} className={styles.person}>
            {name} <a href={`/ledger/${setBy[at]}`}>#{setBy[at]}</a>
          </span>
        ))}
      </span>
    </p>
  ));
}

const Glyph = ({ mark }: { mark: EvidenceMark }) => (
  <span aria-hidden="true" className={mark === 'Neutral' ? `${styles.glyph} ${styles.ring}` : styles.glyph}>
    {glyphs[mark]}
  </span>
);
