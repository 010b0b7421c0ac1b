import { describeValidity } from '@/domain/answer/describe-validity';
import type { Ruling } from '@/domain/question/argument';
import type { QuestionState } from '@/domain/question/state';
import type { ClaimView, SubjectView } from '@/queries/find-subject';
import { type Arrangement, type Choices, undetermined } from './arrangement';
import { answerWords, attributeWords, derivationWords } from './words';

/** A column of the matrix: one line of one question, with its state and what the record holds of it as it stands. */
export type MatrixColumn = {
  key: string;
  attribute: string;
  scope: string | null;
  label: string;
  state: QuestionState;
  /** The value of each position, or the one that was ruled. */
  values: string[];
  /** Whether an answer in it conflicts with another, here or in another column. */
  isDisputed: boolean;
};

/** What a claimant said in one document, as one row under its origin. */
export type MatrixRow = {
  key: string;
  claimant: string;
  document: string;
  language: string;
  /** "says it itself", "passes on …", "copies …": how the row came to its origin; empty for the origin's own word. */
  through: string;
  cells: Map<string, MatrixCell[]>;
};

/** One claim in a cell; the letter leads to what its answer conflicts with, null when nothing does. */
export type MatrixCell = {
  id: string;
  words: string;
  standing: string;
  letter: string | null;
  /** Whether it passes on or copies what another said. */
  isRepeat: boolean;
};

/** An answer that conflicts, under its letter, with a sentence for each set it clashes with. */
export type MatrixReason = {
  letter: string;
  column: string;
  attribute: string;
  words: string;
  names: string[];
  sentences: string[];
};

/** Rows that go back to one origin. */
export type MatrixGroup = { key: string; origin: string; certain: boolean; rows: MatrixRow[] };

/** Sources × attributes: what each said, copies under their origin, and why cells conflict, by letter. */
export type Matrix = { columns: MatrixColumn[]; groups: MatrixGroup[]; reasons: MatrixReason[] };

/** Lays the claims of a record out for comparison. Origins stand in the order in which they were first recorded. */
export function claimsMatrix(view: SubjectView): Matrix {
  const { reasons, letterOf } = conflictLetters(view);
  const groups = new Map<string, MatrixGroup>();
  const disputed = new Set<string>();
  for (const claim of view.claims) {
    const origin = originOf(view, claim);
    const group = groups.get(origin.key) ?? { ...origin, rows: [] };
    groups.set(origin.key, group);
    const key = `${claim.claimantId} ${claim.documentId}`;
    let row = group.rows.find((candidate) => candidate.key === key);
    if (!row) {
      row = {
        key,
        claimant: claim.claimantId,
        document: claim.documentId,
        language: view.documents[claim.documentId]?.language ?? undetermined,
        through: through(view, claim),
        cells: new Map(),
      };
      group.rows.push(row);
    }
    const column = columnKey(claim.attribute, claim.scope);
    const way = rootOf(view, claim)?.through;
    const cell: MatrixCell = {
      id: claim.id,
      words: answerWords(claim.answer),
      standing: standing(view, claim),
      letter: letterOf(claim),
      isRepeat: way === 'relay' || way === 'copy',
    };
    if (cell.letter !== null) disputed.add(column);
    row.cells.set(column, [...(row.cells.get(column) ?? []), cell]);
  }
  const columns = view.questions.flatMap(({ attribute, assessment, ruling }) =>
    assessment.lines.map(({ scope = null, state, positions }): MatrixColumn => {
      const key = columnKey(attribute, scope);
      const isDisputed = disputed.has(key) || state === 'Disputed';
      const ruled = isDisputed && ruling ? ruledOfLine(ruling, attribute, scope) : null;
      return {
        key,
        attribute,
        scope,
        label: attributeWords(attribute, scope),
        state: ruled === null ? state : 'Settled',
        values: ruled === null ? positions.map(({ value }) => value) : [ruled],
        isDisputed,
      };
    }),
  );
  return { columns, groups: [...groups.values()], reasons };
}

/** What a ruling holds of one line of its question; null where it speaks of another. */
function ruledOfLine({ outcome, ruled }: Ruling, attribute: string, scope: string | null): string | null {
  if (outcome.kind === 'undecidable') return 'cannot be told from what is on record';
  if (!ruled || ruled.attribute !== attribute) return null;
  return (ruled.scope ?? scope) === scope ? answerWords(ruled.answer) : null;
}

/** What a record offers to choose between. */
export const choicesOf = ({ columns, groups }: Matrix): Choices => ({
  hasDisagreements: columns.some(({ isDisputed }) => isDisputed),
  languages: [...new Set(groups.flatMap(({ rows }) => rows.map(({ language }) => language)))].sort((a, b) =>
    a === undetermined ? 1 : b === undetermined ? -1 : a < b ? -1 : 1,
  ),
});

/** Rows of one origin as they are shown: those with something to say that no row above them says, and those that repeat it. */
export type ShownGroup = Omit<MatrixGroup, 'rows'> & { rows: MatrixRow[]; folded: MatrixRow[] };

/**
 * A matrix as it is laid out: every claim of it stands in a shown row, in a folded one that says nothing its origin's shown
 * rows do not say, in a hidden column, or in a row of another language.
 */
export type ShownMatrix = {
  columns: MatrixColumn[];
  hidden: MatrixColumn[];
  groups: ShownGroup[];
  /** How many sources in documents say nothing in the columns shown, and how many stand in another language. */
  silent: number;
  otherwise: number;
};

/** Leaves out and folds what an arrangement does not ask for. A copy that says something else than its origin is never folded. */
export function showMatrix(
  { columns, groups }: Matrix,
  { claims, copies, language }: Pick<Arrangement, 'claims' | 'copies' | 'language'>,
): ShownMatrix {
  const isShown = ({ isDisputed }: MatrixColumn) => claims === 'all' || isDisputed;
  const shown = columns.filter(isShown);
  const all = groups.flatMap(({ rows }) => rows);
  const spoken = language === null ? all : all.filter((row) => row.language === language);
  const speaking = new Set(spoken.filter(({ cells }) => shown.some(({ key }) => cells.has(key))));
  return {
    columns: shown,
    hidden: columns.filter((column) => !isShown(column)),
    groups: groups.flatMap((group) => {
      const rows = group.rows.filter((row) => speaking.has(row));
      if (rows.length === 0) return [];
      return [{ ...group, ...(copies === 'shown' ? { rows, folded: [] } : foldRepeats(rows, shown)) }];
    }),
    silent: spoken.length - speaking.size,
    otherwise: all.length - spoken.length,
  };
}

/** Takes out the rows that only repeat what those before them say, the origin's own word first. */
function foldRepeats(rows: MatrixRow[], columns: readonly MatrixColumn[]): Pick<ShownGroup, 'rows' | 'folded'> {
  const said = new Set<string>();
  const kept = new Set<MatrixRow>();
  const cellsOf = (row: MatrixRow) =>
    columns.flatMap(({ key }) =>
      (row.cells.get(key) ?? []).map((cell) => ({ ...cell, said: `${key}\n${cell.words}` })),
    );
  const repeats = (row: MatrixRow) => cellsOf(row).every(({ isRepeat }) => isRepeat);
  for (const row of [...rows.filter((own) => !repeats(own)), ...rows.filter(repeats)]) {
    if (repeats(row) && cellsOf(row).every((cell) => said.has(cell.said))) continue;
    kept.add(row);
    for (const cell of cellsOf(row)) said.add(cell.said);
  }
  return { rows: [...kept], folded: rows.filter((row) => !kept.has(row)) };
}

/** The name of a column. */
export const columnKey = (attribute: string, scope: string | null): string => `${attribute} / ${scope ?? ''}`;

function originOf(view: SubjectView, claim: ClaimView): Pick<MatrixGroup, 'key' | 'origin' | 'certain'> {
  const root = rootOf(view, claim);
  const origins = root?.origins.length
    ? root.origins
    : [view.sources[claim.claimantId]?.institution ?? claim.claimantId];
  const certain = root?.certain ?? true;
  return {
    key: `${origins.join(' ')} ${certain}`,
    origin: origins.map((id) => originName(view, id)).join(' or '),
    certain,
  };
}

/** An origin is an institution, or a document where nobody knows who published it. */
export const originName = (view: SubjectView, id: string): string =>
  view.sources[id]?.name ?? view.documents[id.replace(/^document:/, '')]?.title ?? id;

const rootOf = (view: SubjectView, claim: ClaimView) =>
  view.questions.find(({ attribute }) => attribute === claim.attribute)?.assessment.originOf[claim.id];

function through(view: SubjectView, claim: ClaimView): string {
  switch (rootOf(view, claim)?.through) {
    case 'relay':
      return `passes on the word of ${view.sources[claim.relaysId ?? '']?.name ?? 'another source'}`;
    case 'copy': {
      const parent = view.documents[claim.documentId]?.parents[0];
      return parent
        ? `${derivationWords(parent.how)} “${view.documents[parent.document]?.title ?? parent.document}”`
        : 'copies another page';
    }
    case 'unknown lineage':
      return 'where this page has it from is not known';
    default:
      return '';
  }
}

/** How a claim stands, where it is not simply an answer that counts. */
export function standing(view: SubjectView, claim: ClaimView): string {
  const assessment = view.questions.find(({ attribute }) => attribute === claim.attribute)?.assessment;
  return [
    claim.opinion ? 'the author’s assessment' : '',
    claim.validity === null ? '' : `for when: ${describeValidity(claim.validity)}`,
    claim.withdrawn ? 'taken back' : '',
    claim.miscopies !== null ? 'an error in copying' : '',
    view.claims.some(({ revises }) => revises === claim.id) ? 'revised since' : '',
    isOvertaken(view, claim) ? 'overtaken as the toll grew' : '',
    assessment?.stale.includes(claim.id) ? 'its origin has spoken again' : '',
  ]
    .filter(Boolean)
    .join(', ');
}

/**
 * A letter for each answer that conflicts, with the sentences why. A conflict names one claim for each distinct answer;
 * every claim that gives this answer wears the letter.
 */
function conflictLetters(view: SubjectView) {
  const claims = new Map(view.claims.map((claim) => [claim.id, claim]));
  const found = new Map<string, MatrixReason>();
  for (const { assessment } of view.questions)
    for (const { claims: ids, reason } of assessment.conflicts)
      for (const id of ids) {
        const claim = claims.get(id);
        if (!claim) continue;
        const key = answerKey(claim);
        const known = found.get(key) ?? {
          letter: letterFor(found.size),
          column: columnKey(claim.attribute, claim.scope),
          attribute: attributeWords(claim.attribute, claim.scope),
          words: answerWords(claim.answer),
          names: namesWith(view, key),
          sentences: [],
        };
        if (!known.sentences.includes(reason)) known.sentences.push(reason);
        found.set(key, known);
      }
  const live = new Set(view.questions.flatMap(({ assessment }) => assessment.live));
  return {
    reasons: [...found.values()],
    letterOf: (claim: ClaimView): string | null =>
      claim.opinion || claim.miscopies !== null || !live.has(claim.id)
        ? null
        : (found.get(answerKey(claim))?.letter ?? null),
  };
}

/** Who gives this answer, each once. */
const namesWith = (view: SubjectView, key: string): string[] => [
  ...new Set(
    view.claims
      .filter((claim) => answerKey(claim) === key)
      .map(({ claimantId }) => view.sources[claimantId]?.name ?? claimantId),
  ),
];

const isOvertaken = (view: SubjectView, claim: ClaimView): boolean =>
  view.questions.some(({ assessment }) => assessment.overtaken.includes(claim.id));

const answerKey = (claim: ClaimView): string =>
  JSON.stringify([claim.attribute, claim.scope, claim.answer, claim.validity]);

const letterFor = (index: number): string =>
  index < 26 ? String.fromCharCode(97 + index) : `${letterFor(Math.floor(index / 26) - 1)}${letterFor(index % 26)}`;
