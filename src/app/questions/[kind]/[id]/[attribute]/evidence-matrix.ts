import { answerWords, attributeWords, dateWords, lowerFirst } from '@/app/_ui/words';
import type { Mark } from '@/domain/question/argument';
import { type Evidence, type EvidenceMark, evidenceKey, evidenceMarks } from '@/domain/question/command';
import type { QuestionPage, ReportedPosition } from '@/queries/find-question';
import type { ClaimView } from '@/queries/find-subject';
import { erased } from '@/queries/names';

/** A piece of evidence in words. `about` is the title of another subject that a claim is about. */
export type EvidenceWords = {
  key: string;
  evidence: Evidence;
  words: string;
  from: string;
  href: string;
  about: string | null;
  excerpt: { text: string; language: string | null } | null;
};

/** What a piece of evidence is to a position, as people marked it: who says what, in the order of the marks' words. */
export type MatrixCell = { mark: EvidenceMark; people: string[]; setBy: number[] }[];

/** A piece of evidence held against every position. `separates`: somebody marks it differently for two of them. */
export type MatrixColumn = EvidenceWords & { cells: MatrixCell[]; separates: boolean };

/** Positions in rows, evidence in columns; and the marks whose positions stand no more. */
export type EvidenceMatrix = {
  rows: { name: string; words: string }[];
  columns: MatrixColumn[];
  gone: { evidence: EvidenceWords; position: string; mark: EvidenceMark; by: string; setBy: number }[];
};

/** A position in words: its value, with what it counts, and what it answers where that is another question. */
export function positionWords({ value, scope, attribute }: ReportedPosition, asked: string): string {
  const answered = scope ? `${value} (${scope})` : value;
  return attribute === asked ? answered : `${attributeWords(attribute)}: ${answered}`;
}

/** The positions that are held against each other; where nothing is at issue, all there are. */
export function heldPositions({ positions }: QuestionPage): ReportedPosition[] {
  const atIssue = positions.filter((position) => position.isAtIssue);
  return atIssue.length > 0 ? atIssue : positions;
}

/** Lays the marks of a question out. Columns stand in the order they were first marked, or those that separate first. */
export function evidenceMatrix(page: QuestionPage, order: 'marked' | 'separating'): EvidenceMatrix {
  const { argument, people } = page;
  const positions = heldPositions(page);
  const evidence = new Map(
    [
      ...argument.marks.map((mark) => ({ each: mark.evidence, at: mark.setBy })),
      ...argument.rulings.flatMap((ruling) => ruling.evidence.map((each) => ({ each, at: ruling.setBy }))),
    ]
      .sort((a, b) => a.at - b.at)
      .map(({ each }) => [evidenceKey(each), each]),
  );
  const columns = [...evidence].map(([key, each]): MatrixColumn => {
    const marks = argument.marks.filter((mark) => evidenceKey(mark.evidence) === key);
    const cells = positions.map((position) => lastOfEach(marks, position));
    return {
      ...describeEvidence(page, each),
      cells: cells.map((cell) => byMark(cell, people)),
      separates: hasSeparated(cells),
    };
  });
  const standing = new Set(positions.flatMap(({ behind }) => behind));
  return {
    rows: positions.map((position) => ({
      name: position.name,
      words: positionWords(position, page.question.attribute),
    })),
    columns: order === 'separating' ? columns.toSorted((a, b) => Number(b.separates) - Number(a.separates)) : columns,
    gone: argument.marks
      .filter(({ position }) => !standing.has(position))
      .map(({ evidence: each, position, mark, by, setBy }) => ({
        evidence: describeEvidence(page, each),
        position,
        mark,
        by: people[by] ?? by,
        setBy,
      })),
  };
}

/** The marks of one piece of evidence for a position, of each person the last: positions may have been two once. */
function lastOfEach(marks: readonly Mark[], { behind }: ReportedPosition): Mark[] {
  const own = marks.filter(({ position }) => behind.includes(position)).toSorted((a, b) => a.setBy - b.setBy);
  return [...new Map(own.map((mark) => [mark.by, mark])).values()];
}

const byMark = (marks: readonly Mark[], people: QuestionPage['people']): MatrixCell =>
  evidenceMarks.flatMap((mark) => {
    const same = marks.filter((each) => each.mark === mark);
    if (same.length === 0) return [];
    return [{ mark, people: same.map(({ by }) => people[by] ?? by), setBy: same.map(({ setBy }) => setBy) }];
  });

function hasSeparated(cells: readonly Mark[][]): boolean {
  const marks = cells.flat();
  return marks.some(({ by, mark }) => marks.some((other) => other.by === by && other.mark !== mark));
}

/** The marks one person has made, by position and evidence: what the form begins with, and each claim they are kept under. */
export function ownMarks(page: QuestionPage, person: string | null) {
  const own = page.argument.marks.filter(({ by }) => by === person);
  return heldPositions(page).flatMap(({ name, behind }) =>
    own
      .filter(({ position }) => behind.includes(position))
      .map(({ position, evidence, mark, setBy }) => ({ row: name, key: evidenceKey(evidence), position, mark, setBy })),
  );
}

/** Evidence in words, also where what it names is no longer to be found. */
export function describeEvidence(page: QuestionPage, evidence: Evidence): EvidenceWords {
  const key = evidenceKey(evidence);
  if ('document' in evidence) {
    const document = page.record.documents[evidence.document];
    const publisher = document && (page.record.sources[document.publisher]?.name ?? document.publisher);
    return {
      key,
      evidence,
      words: `“${document?.title ?? erased}”`,
      from: ['the document as a whole', publisher, document?.published && dateWords(document.published)]
        .filter(Boolean)
        .join(' · '),
      href: `/documents/${evidence.document}`,
      about: null,
      excerpt: null,
    };
  }
  const own = page.record.claims.find(({ id }) => id === evidence.claim);
  const elsewhere = page.evidence[evidence.claim];
  const claim = own ?? elsewhere;
  const words = claim ? claimWords(page, claim) : { words: erased, from: '', excerpt: null };
  return {
    key,
    evidence,
    ...words,
    href: `/claims/${evidence.claim}`,
    about: own ? null : (elsewhere?.subject.title ?? null),
  };
}

/** A claim as one line of evidence. */
export function claimWords(
  { record }: QuestionPage,
  claim: ClaimView,
): Pick<EvidenceWords, 'words' | 'from' | 'excerpt'> {
  const document = record.documents[claim.documentId];
  const name = record.sources[claim.claimantId]?.name ?? claim.claimantId;
  return {
    words: `${name}: ${lowerFirst(attributeWords(claim.attribute, claim.scope))} ${answerWords(claim.answer)}`,
    from: `in “${document?.title ?? erased}”${document?.published ? `, ${dateWords(document.published)}` : ''}`,
    excerpt: claim.excerpt === null ? null : { text: claim.excerpt, language: claim.excerptLanguage },
  };
}
