import type { Argument, EvidenceRequest, Mark, Ruling } from '@/domain/question/argument';
import { markKey } from '@/domain/question/command';
import type { OriginCount } from '@/domain/question/origin-count';
import type { BoardStage } from '@/domain/question/stage';
import type { QuestionState } from '@/domain/question/state';
import type { Reliability } from '@/domain/source/command';
import type { DocumentPage } from './find-document';
import { type QuestionPage, type ReportedPosition, reportedPositions } from './find-question';
import type { SourcePage } from './find-source';
import type { ClaimView, QuestionView, SubjectView } from './find-subject';
import { erased } from './names';

/** A part in which two revisions differ: as it was before and as it is after, null where there was none or is none. */
export type Change<Part> = { before: Part | null; after: Part | null };

type Named = { id: string; name: string };

/** What one document's content comes from. */
export type DerivationFact = { parent: Named; how: string; reason: string | null };

/** What is recorded of a record itself, apart from what is claimed. */
type FactValues = {
  title: string;
  name: string;
  kind: string;
  place: Named;
  aliases: readonly string[];
  within: readonly string[];
  coordinates: { latitude: number; longitude: number; precisionMetres: number };
  partOf: Named;
  reliability: Reliability;
  publisher: Named;
  published: string;
  address: string;
  language: string;
  edition: string;
  lineage: DocumentPage['document']['lineage'];
  derivations: readonly DerivationFact[];
  note: string;
};

export type FactName = keyof FactValues;

/** Facts by name; null for one that nobody stated. */
type Facts = Partial<{ [Name in FactName]: FactValues[Name] | null }>;

/** A fact that is another in two revisions. */
export type FactChange = { [Name in FactName]: { fact: Name } & Change<FactValues[Name]> }[FactName];

/** A question as one revision has it, with its positions as its own page tells them. */
export type QuestionThen = QuestionView & { positions: readonly ReportedPosition[] };

/** All of a record that is compared, as one revision has it. `argument` is that of a question compared alone. */
export type RecordThen = {
  facts: Facts;
  questions: readonly QuestionThen[];
  claims: readonly ClaimView[];
  argument: Argument | null;
};

/** One line of a question: what is counted, with its state and origins. */
export type LineThen = { scope: string | null; state: QuestionState; origins: OriginCount };

/** A question that is another in two revisions, part by part; null for a part that is the same. */
export type QuestionChange = Change<QuestionThen> & {
  attribute: string;
  label: string;
  state: Change<QuestionState> | null;
  origins: Change<OriginCount> | null;
  stage: Change<BoardStage> | null;
  ruling: Change<Ruling> | null;
  lines: Change<LineThen>[];
  positions: Change<ReportedPosition>[];
  /** The sentences why its answers conflict, or why one no longer counts. */
  reasons: Change<string>[];
  /** Claims that challenge its ruling, by id. */
  challenges: Change<string>[];
  /** What was recorded of the claims that answer it, or did. */
  claims: Change<ClaimView>[];
};

/** What people argued on a question between two revisions. */
export type ArgumentChange = {
  marks: Change<Mark>[];
  requests: Change<EvidenceRequest>[];
  remarks: Change<Argument['remarks'][number]>[];
  rulings: Change<Ruling>[];
};

/** All in which two revisions of a record differ. */
export type RecordChanges = {
  facts: FactChange[];
  questions: QuestionChange[];
  /** The questions that are the same in both, and so are all claims that answer them. */
  unchanged: QuestionThen[];
  argument: ArgumentChange;
};

/** An incident or a site as one revision has it. */
export function subjectThen(view: SubjectView): RecordThen {
  const { subject, title, kind, site, claims } = view;
  const facts: Facts =
    subject.kind === 'incident' || !site
      ? { title, kind, place: site && { id: site.id, name: site.name } }
      : {
          name: site.name,
          kind: site.kind,
          aliases: site.aliases,
          within: site.within,
          coordinates: site.coordinates,
          note: site.note,
        };
  return { facts, questions: view.questions.map((question) => questionThen(view, question)), claims, argument: null };
}

/** One question as one revision has it; where no claim answered it then, with nothing in it. */
export const askedThen = (page: QuestionPage | null): RecordThen =>
  page === null
    ? { facts: {}, questions: [], claims: [], argument: null }
    : {
        facts: {},
        questions: [{ ...page.question, positions: page.positions }],
        claims: page.record.claims,
        argument: page.argument,
      };

/** A source as one revision has it. */
export const sourceThen = ({ source, institutions: [above] }: SourcePage): RecordThen => ({
  facts: {
    name: source.name ?? erased,
    kind: source.kind,
    language: source.language,
    partOf: above ? { id: above.id, name: above.name } : null,
    reliability: source.reliability,
    note: source.note,
  },
  questions: [],
  claims: [],
  argument: null,
});

/** A document as one revision has it. */
export const documentThen = ({ document, publisher, above, named }: DocumentPage): RecordThen => ({
  facts: {
    title: document.title ?? erased,
    publisher: { id: publisher.id, name: publisher.name },
    published: document.published,
    address: document.address,
    language: document.language,
    edition: document.edition,
    lineage: document.lineage,
    derivations: above
      .filter((step) => step.document === document.id)
      .map(({ parent, how, reason }) => ({
        parent: { id: parent, name: named[parent]?.title ?? parent },
        how,
        reason,
      })),
    note: document.note,
  },
  questions: [],
  claims: [],
  argument: null,
});

const questionThen = (view: SubjectView, question: QuestionView): QuestionThen => ({
  ...question,
  positions: reportedPositions(view, question),
});

/**
 * All in which two revisions differ. Pure. Whatever it does not name is the same in both, apart from what the views note for
 * themselves: from when a row holds, and how a claim has fared, which follows from its question.
 */
export function compareRevisions(before: RecordThen, after: RecordThen): RecordChanges {
  const attributes = [...new Set([...after.questions, ...before.questions].map(({ attribute }) => attribute))];
  const claims = changesIn(before.claims.map(asRecorded), after.claims.map(asRecorded), ({ id }) => id);
  const compared = attributes.map((attribute) => {
    const of = ({ questions }: RecordThen) => questions.find((question) => question.attribute === attribute) ?? null;
    const answering = claims.filter((claim) =>
      [claim.before, claim.after].some((each) => each?.attribute === attribute),
    );
    return compareQuestion(of(before), of(after), answering);
  });
  return {
    facts: compareFacts(before.facts, after.facts),
    questions: compared.flatMap((each) => each ?? []),
    unchanged: after.questions.filter((_, at) => compared[at] === null),
    argument: compareArguments(before.argument, after.argument),
  };
}

/** A claim without what the views note of it for themselves. */
const asRecorded = (claim: ClaimView): ClaimView => ({ ...claim, since: 0, standing: null });

function compareFacts(before: Facts, after: Facts): FactChange[] {
  const names = [...new Set([...Object.keys(after), ...Object.keys(before)])] as FactName[];
  return names.flatMap((fact) => {
    const change = differing(before[fact], after[fact]);
    return change ? ({ fact, ...change } as FactChange) : [];
  });
}

function compareQuestion(
  before: QuestionThen | null,
  after: QuestionThen | null,
  claims: Change<ClaimView>[],
): QuestionChange | null {
  const named = after ?? before;
  if (!named || (claims.length === 0 && isSame(before, after))) return null;
  const part = <Part>(of: (question: QuestionThen) => Part | null) =>
    differing(before === null ? null : of(before), after === null ? null : of(after));
  const parts = <Part>(of: (question: QuestionThen) => readonly Part[], keyOf: (part: Part) => string) =>
    changesIn(before ? of(before) : [], after ? of(after) : [], keyOf);
  return {
    before,
    after,
    attribute: named.attribute,
    label: named.label,
    state: part(({ assessment }) => assessment.state),
    origins: part(({ assessment }) => assessment.origins),
    stage: part(({ stage }) => stage),
    ruling: part(({ ruling }) => ruling),
    lines: parts(linesOf, ({ scope }) => scope ?? ''),
    positions: parts(({ positions }) => positions, positionKey),
    reasons: parts(reasonsOf, (reason) => reason),
    challenges: parts(
      ({ challengedBy }) => challengedBy,
      (id) => id,
    ),
    claims,
  };
}

const linesOf = ({ assessment }: QuestionThen): LineThen[] =>
  assessment.lines.map(({ scope = null, state, origins }) => ({ scope, state, origins }));

const positionKey = ({ attribute, scope, value }: ReportedPosition): string =>
  JSON.stringify([attribute, scope, value]);

const reasonsOf = ({ assessment: { conflicts, outdated } }: QuestionThen): string[] => [
  ...new Set([...conflicts, ...outdated].map(({ reason }) => reason)),
];

function compareArguments(before: Argument | null, after: Argument | null): ArgumentChange {
  const parts = <Part>(of: (argument: Argument) => readonly Part[], keyOf: (part: Part) => string) =>
    changesIn(before ? of(before) : [], after ? of(after) : [], keyOf);
  return {
    marks: parts(
      ({ marks }) => marks,
      (mark) => markKey(mark.by, mark),
    ),
    requests: parts(
      ({ requests }) => requests,
      ({ request }) => request,
    ),
    remarks: parts(
      ({ remarks }) => remarks,
      ({ remark }) => remark,
    ),
    rulings: parts(
      ({ rulings }) => rulings,
      ({ setBy }) => String(setBy),
    ),
  };
}

/** A change, or null where both are the same. */
function differing<Part>(before: Part | null | undefined, after: Part | null | undefined): Change<Part> | null {
  const [was, is] = [before ?? null, after ?? null];
  return isSame(was, is) ? null : { before: was, after: is };
}

/**
 * What two lists have differently, part by part: those of the first alone, then those of the second that are new or others.
 * Parts are the same by their key; of several with one key the first is matched with the first.
 */
export function changesIn<Part>(
  before: readonly Part[],
  after: readonly Part[],
  keyOf: (part: Part) => string,
): Change<Part>[] {
  const was = keyed(before, keyOf);
  const is = keyed(after, keyOf);
  return [
    ...[...was].flatMap(([key, part]) => (is.has(key) ? [] : { before: part, after: null })),
    ...[...is].flatMap(([key, part]) => differing(was.get(key), part) ?? []),
  ];
}

function keyed<Part>(parts: readonly Part[], keyOf: (part: Part) => string): Map<string, Part> {
  const found = new Map<string, Part>();
  const met = new Map<string, number>();
  for (const part of parts) {
    const key = keyOf(part);
    const at = met.get(key) ?? 0;
    met.set(key, at + 1);
    found.set(`${at} ${key}`, part);
  }
  return found;
}

/** Whether two values of the views are the same, whatever the order of their members; one that is undefined is not there. */
export function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [a, b] = [membersOf(one), membersOf(other)];
  return a.size === b.size && [...a].every(([name, value]) => b.has(name) && isSame(value, b.get(name)));
}

const membersOf = (value: object): Map<string, unknown> =>
  new Map(Object.entries(value).filter(([, member]) => member !== undefined));
