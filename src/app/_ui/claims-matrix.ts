import type { ClaimView, SubjectView } from '@/queries/find-subject';
import { answerWords, attributeWords, derivationWords } from './words';

/** A column of the matrix: one line of one question. */
export type MatrixColumn = { key: string; attribute: string; scope: string | null; label: string };

/** What a claimant said in one document, as one row under its origin. */
export type MatrixRow = {
  key: string;
  claimant: string;
  document: string;
  /** "says it itself", "passes on …", "copies …": how the row came to its origin; empty for the origin's own word. */
  through: string;
  cells: Map<string, MatrixCell[]>;
};

/** One claim in a cell; the letter leads to what its answer conflicts with, null when nothing does. */
export type MatrixCell = { id: string; words: string; standing: string; letter: string | null };

/** An answer that conflicts, under its letter, with a sentence for each set it clashes with. */
export type MatrixReason = { letter: string; attribute: string; words: string; names: string[]; sentences: string[] };

/** Rows that go back to one origin. */
export type MatrixGroup = { key: string; origin: string; certain: boolean; rows: MatrixRow[] };

/** Sources × attributes: what each said, copies under their origin, and why cells conflict, by letter. */
export type Matrix = { columns: MatrixColumn[]; groups: MatrixGroup[]; reasons: MatrixReason[] };

/** Lays the claims of a record out for comparison. Origins stand in the order in which they were first recorded. */
export function claimsMatrix(view: SubjectView): Matrix {
  const columns: MatrixColumn[] = view.questions.flatMap(({ attribute, assessment }) =>
    assessment.lines.map(({ scope }) => ({
      key: columnKey(attribute, scope ?? null),
      attribute,
      scope: scope ?? null,
      label: attributeWords(attribute, scope),
    })),
  );
  const { reasons, letterOf } = conflictLetters(view);
  const groups = new Map<string, MatrixGroup>();
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
        through: through(view, claim),
        cells: new Map(),
      };
      group.rows.push(row);
    }
    const column = columnKey(claim.attribute, claim.scope);
    const cell = {
      id: claim.id,
      words: answerWords(claim.answer),
      standing: standing(view, claim),
      letter: letterOf(claim),
    };
    row.cells.set(column, [...(row.cells.get(column) ?? []), cell]);
  }
  return { columns, groups: [...groups.values()], reasons };
}

/** The name of a column. */
export const columnKey = (attribute: string, scope: string | null): string => `${attribute} / ${scope ?? ''}`;

function originOf(view: SubjectView, claim: ClaimView): Pick<MatrixGroup, 'key' | 'origin' | 'certain'> {
  const origin = rootOf(view, claim);
  const first = origin?.origins[0] ?? view.sources[claim.claimantId]?.institution ?? claim.claimantId;
  const name = view.sources[first]?.name ?? view.documents[first.replace(/^document:/, '')]?.title ?? first;
  return { key: `${first} ${origin?.certain ?? true}`, origin: name, certain: origin?.certain ?? true };
}

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

function standing(view: SubjectView, claim: ClaimView): string {
  const assessment = view.questions.find(({ attribute }) => attribute === claim.attribute)?.assessment;
  if (claim.opinion) return 'the author’s assessment';
  if (isOvertaken(view, claim)) return 'overtaken as the toll grew';
  if (assessment?.stale.includes(claim.id)) return 'its origin has spoken again';
  return '';
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
          attribute: attributeWords(claim.attribute, claim.scope),
          words: answerWords(claim.answer),
          names: namesWith(view, key),
          sentences: [],
        };
        if (!known.sentences.includes(reason)) known.sentences.push(reason);
        found.set(key, known);
      }
  return {
    reasons: [...found.values()],
    letterOf: (claim: ClaimView): string | null =>
      claim.opinion || isOvertaken(view, claim) ? null : (found.get(answerKey(claim))?.letter ?? null),
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

const answerKey = (claim: ClaimView): string => JSON.stringify([claim.attribute, claim.scope, claim.answer]);

const letterFor = (index: number): string =>
  index < 26 ? String.fromCharCode(97 + index) : `${letterFor(Math.floor(index / 26) - 1)}${letterFor(index % 26)}`;
