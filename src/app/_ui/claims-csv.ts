import type { ClaimView, SubjectView } from '@/queries/find-subject';
import type { Arrangement } from './arrangement';
import {
  type Matrix,
  type MatrixCell,
  type MatrixColumn,
  originName,
  type ShownGroup,
  showMatrix,
} from './claims-matrix';

/** One claim as it stands on the screen. */
type Shown = { column: MatrixColumn; group: ShownGroup; cell: MatrixCell; claim: ClaimView; why: string };

/** What the file says of a claim, in the order of its columns. Several values of one cell are parted by “; ”. */
const columns: [name: string, of: (shown: Shown, view: SubjectView) => string | number | boolean | null][] = [
  ['question', ({ column }) => column.attribute],
  ['scope', ({ column }) => column.scope],
  ['state', ({ column }) => column.state],
  ['answer', ({ cell }) => cell.words],
  ['answer_json', ({ claim }) => JSON.stringify(claim.answer)],
  ['for_when', ({ claim }) => claim.validity],
  ['claimant', ({ claim }, { sources }) => sources[claim.claimantId]?.name ?? null],
  ['claimant_id', ({ claim }) => claim.claimantId],
  ['relays', ({ claim }, { sources }) => sources[claim.relaysId ?? '']?.name ?? claim.relaysId],
  ['document', ({ claim }, { documents }) => documents[claim.documentId]?.title ?? null],
  ['document_id', ({ claim }) => claim.documentId],
  ['address', ({ claim }, { documents }) => documents[claim.documentId]?.address ?? null],
  ['published', ({ claim }, { documents }) => documents[claim.documentId]?.published ?? null],
  ['language', ({ claim }, { documents }) => documents[claim.documentId]?.language ?? null],
  [
    'origins',
    (shown, view) =>
      originOf(shown, view)
        .origins.map((id) => originName(view, id))
        .join('; '),
  ],
  ['origin_is_certain', (shown, view) => originOf(shown, view).certain],
  ['came_by', (shown, view) => originOf(shown, view).through],
  ['repeats_claim', (shown, view) => originOf(shown, view).copies ?? null],
  ['repeated_by', ({ group, column, cell }) => repeatsOf(group, column, cell)],
  ['is_assessment', ({ claim }) => claim.opinion],
  ['standing', ({ cell }) => cell.standing],
  ['revises_claim', ({ claim }) => claim.revises],
  ['revised_by_claim', ({ claim }, { claims }) => claims.find(({ revises }) => revises === claim.id)?.id ?? null],
  ['is_withdrawn', ({ claim }) => claim.withdrawn],
  ['miscopies_claim', ({ claim }) => claim.miscopies],
  ['credibility', ({ claim }) => claim.credibility],
  ['conflict', ({ cell }) => cell.letter],
  ['why', ({ why }) => why],
  ['excerpt', ({ claim }) => claim.excerpt],
  ['excerpt_language', ({ claim }) => claim.excerptLanguage],
  ['note', ({ claim }) => claim.note],
  ['claim_id', ({ claim }) => claim.id],
  ['set_by', ({ claim }) => claim.setBy],
  ['as_of', (_shown, { asOf }) => asOf],
];

const originOf = ({ claim }: Shown, { questions }: SubjectView) =>
  questions.find(({ attribute }) => attribute === claim.attribute)?.assessment.originOf[claim.id] ?? {
    origins: [claim.claimantId],
    certain: true,
    through: 'claimant',
    copies: undefined,
  };

/** How many claims folded under this origin say the same. */
const repeatsOf = ({ folded }: ShownGroup, { key }: MatrixColumn, { words }: MatrixCell): number =>
  folded.flatMap(({ cells }) => cells.get(key) ?? []).filter((cell) => cell.words === words).length;

/**
 * The claims on the screen as CSV (RFC 4180), one a line, in the order in which they are read there: source by source, or
 * question by question where the table is turned. A copy that is folded is counted and has no line of its own. UTF-8 with a
 * byte order mark, without which spreadsheets misread Arabic; a text that begins like a formula (= + - @, tab, carriage
 * return) gets an apostrophe before it, so that opening the file runs nothing.
 */
export function claimsCsv(view: SubjectView, matrix: Matrix, arrangement: Arrangement): string {
  const shown = showMatrix(matrix, arrangement);
  const sentences = new Map(matrix.reasons.map((reason) => [reason.letter, reason.sentences.join('; ')]));
  const claims = new Map(view.claims.map((claim) => [claim.id, claim]));
  const rows = shown.groups.flatMap((group) => group.rows.map((row) => ({ group, row })));
  const places = arrangement.turned
    ? shown.columns.flatMap((column) => rows.map((at) => ({ column, ...at })))
    : rows.flatMap((at) => shown.columns.map((column) => ({ column, ...at })));
  const lines = places.flatMap(({ column, group, row }) =>
    (row.cells.get(column.key) ?? []).flatMap((cell) => {
      const claim = claims.get(cell.id);
      if (!claim) return [];
      const why = sentences.get(cell.letter ?? '') ?? '';
      return [columns.map(([, of]) => of({ column, group, cell, claim, why }, view))];
    }),
  );
  return `\uFEFF${[columns.map(([name]) => name), ...lines].map(csvLine).join('')}`;
}

const csvLine = (values: readonly (string | number | boolean | null)[]): string =>
  `${values.map(csvCell).join(',')}\r\n`;

function csvCell(value: string | number | boolean | null): string {
  if (typeof value !== 'string') return value === null ? '' : String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
