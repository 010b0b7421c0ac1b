import * as z from 'zod';
import type { Database } from '@/db/client';
import { snapshot } from '@/db/snapshot';
import { isIdentifier, type Subject } from '@/domain/identifier';
import { readEvent, readSize, readStream } from '@/ledger/read';
import { followedTo } from '@/projections/follow';
import { typed } from '@/projections/recorded-event';
import {
  askedThen,
  compareRevisions,
  documentThen,
  type RecordChanges,
  type RecordThen,
  sourceThen,
  subjectThen,
} from './compare-revisions';
import { findDocument } from './find-document';
import { findQuestion } from './find-question';
import { findRecordAlone } from './find-record';
import { findSource } from './find-source';
import { pageSize } from './keyset';
import { type HistoryEntry, listChanges, type ToldEvent, tellEvents } from './list-changes';
import { listPeople } from './list-people';
import { nameSources, readDocuments, readSources, readTitles } from './names';

/** What is compared with itself: a record, or one question of a subject. */
export type Compared = { kind: 'source' | 'document'; id: string } | (Subject & { attribute?: string });

const positionSchema = z
  .string()
  .regex(/^\d{1,15}$/, 'Write the number of an event, such as 120.')
  .transform(Number)
  .optional();

/** What an address of a comparison can ask for; `after` is the revision after which the list to choose from begins. */
export const comparisonSchema = z.strictObject({ from: positionSchema, to: positionSchema, after: positionSchema });

/** Which revisions are asked for. */
export type ComparisonAsked = z.output<typeof comparisonSchema>;

/** An event that changed what is compared; of a subject with what it did to its questions. */
export type Cause = ToldEvent & Partial<HistoryEntry>;

/**
 * What one append changed of a record, by the position of the append's end: nothing was ever seen between two events of one.
 * `ordinal` counts a record's revisions from 1.
 */
export type Revision = {
  position: number;
  ordinal: number;
  /** The positions of the revisions beside it; null where there is none. */
  previous: number | null;
  next: number | null;
  causes: Cause[];
};

/** Why two revisions cannot be compared: the refusal's name, the part of the address, and two that can be. */
export type ComparisonRefused = {
  kind: 'refused';
  refused: 'no-such-position' | 'before-the-record' | 'revision-of-another-record' | 'from-after-to' | 'same-revision';
  field: 'from' | 'to';
  value: number;
  reason: string;
  instead: { from: number; to: number; words: string } | null;
};

/** Two revisions of a record, all in which they differ, and every event that changed it after the one up to the other. */
export type ComparedRevisions = {
  kind: 'compared';
  from: Revision;
  to: Revision;
  changes: RecordChanges;
  causes: Cause[];
  /** Names of sources and titles of documents, by id. */
  names: Record<string, string>;
  /** Names of people, by id. */
  people: Record<string, string>;
  /** The claims of either revision, by id, as the later one has them. */
  claims: Record<string, RecordThen['claims'][number]>;
};

/** What an address that asks to compare comes to, with the revisions there are to choose from, the newest first. */
export type Comparison = {
  title: string;
  outcome:
    | ComparedRevisions
    | ComparisonRefused
    /** The address that names the revisions meant. */
    | { kind: 'elsewhere'; from: number; to: number }
    /** There is one revision, and nothing to compare it with. */
    | { kind: 'alone' };
  choices: RevisionChoices;
};

/** One page of a record's revisions, the newest first. */
export type RevisionChoices = {
  revisions: Revision[];
  /** How many there are in all. */
  count: number;
  latest: number;
  /** The revision before the last that is listed. */
  before: number | null;
  /** After which revision the pages around this one begin: 0 for the first page, null where there is none. */
  newer: number | null;
  older: number | null;
};

/**
 * Compares two revisions of what is named; null where there is no such record. Where only one is asked for, the other is its
 * neighbour: `from` the one before, `to` the latest. Refuses positions that are none, or no revision of this record, a `from`
 * that is not before `to`.
 */
export async function findComparison(
  db: Database,
  of: Compared,
  { from, to, after }: ComparisonAsked,
): Promise<Comparison | null> {
  // PostgreSQL keeps no U+0000.
  if (!isIdentifier(of.id) || ('attribute' in of && of.attribute?.includes('\0'))) return null;
  const found = await snapshot(db, async (at) => {
    const title = await titleOf(at, of);
    const causes = title === null ? [] : await causesOf(at, of);
    if (title === null || causes.length === 0) return null;
    const revisions = revisionsOf(causes);
    return { title, causes, revisions, meant: await findMeant(at, revisions, from, to) };
  });
  if (!found) return null;
  const { title, causes, revisions, meant } = found;
  const choices = choicesOf(revisions, after);
  if (meant.kind !== 'meant') return { title, outcome: meant, choices };
  if (meant.from.position !== from || meant.to.position !== to)
    return { title, outcome: { kind: 'elsewhere', from: meant.from.position, to: meant.to.position }, choices };
  const [before, later] = await Promise.all([
    recordThen(db, of, meant.from.position),
    recordThen(db, of, meant.to.position),
  ]);
  if (!before || !later) return null;
  const changes = compareRevisions(before, later);
  return {
    title,
    outcome: {
      kind: 'compared',
      from: meant.from,
      to: meant.to,
      changes,
      causes: causes.filter(
        ({ event: { position } }) => meant.from.position < position && position <= meant.to.position,
      ),
      ...(await snapshot(db, (at) => namesIn(at, changes))),
      claims: Object.fromEntries([...before.claims, ...later.claims].map((claim) => [claim.id, claim])),
    },
    choices,
  };
}

/** What the record is called that is to be compared, or null where there is none. */
export const findComparedTitle = (db: Database, of: Compared): Promise<string | null> =>
  snapshot(db, async (at) => (isIdentifier(of.id) ? titleOf(at, of) : null));

/** What a record is called, or null where there is none. */
async function titleOf(at: Database, of: Compared): Promise<string | null> {
  switch (of.kind) {
    case 'source':
      return (await nameSources(at, [of.id])).get(of.id) ?? null;
    case 'document':
      return (await readDocuments(at, [of.id]))[of.id]?.title ?? null;
    default:
      return (await readTitles(at, [{ kind: of.kind, id: of.id }]))[`${of.kind}:${of.id}`] ?? null;
  }
}

/** Every event that changed what is compared, the oldest first. */
async function causesOf(at: Database, of: Compared): Promise<Cause[]> {
  if (of.kind === 'incident' || of.kind === 'site') {
    const { kind, id, attribute } = of;
    return listChanges(at, { of: { kind, id }, attribute });
  }
  const reached = await followedTo(at);
  // What the views have not followed yet is in neither revision.
  const events = (await readStream(at.sql, `${of.kind}:${of.id}`)).filter(({ position }) => position <= reached);
  return tellEvents(at, events.map(typed));
}

function revisionsOf(causes: readonly Cause[]): Revision[] {
  const byEnd = new Map<number, Cause[]>();
  for (const cause of causes) {
    const end = cause.event.appendEnd;
    byEnd.set(end, [...(byEnd.get(end) ?? []), cause]);
  }
  const ends = [...byEnd.keys()];
  return [...byEnd].map(([position, own], at) => ({
    position,
    ordinal: at + 1,
    previous: ends[at - 1] ?? null,
    next: ends[at + 1] ?? null,
    causes: own,
  }));
}

type Meant = { kind: 'meant'; from: Revision; to: Revision } | ComparisonRefused | { kind: 'alone' };

/** The two revisions that are asked for; of a position inside an append, that of its end. */
async function findMeant(at: Database, revisions: readonly Revision[], from?: number, to?: number): Promise<Meant> {
  const [first, latest] = [revisions[0], revisions.at(-1)];
  if (!first || !latest || (first === latest && from === undefined && to === undefined)) return { kind: 'alone' };
  const later = to === undefined ? latest : await findRevision(at, revisions, 'to', to, from);
  if ('refused' in later) return later;
  const earlier =
    from === undefined ? revisions[later.ordinal - 2] : await findRevision(at, revisions, 'from', from, later.position);
  if (!earlier)
    return {
      kind: 'refused',
      refused: 'before-the-record',
      field: 'from',
      value: later.position,
      reason: `The record began with #${later.position}: there is no revision before it.`,
      instead: pair(later, latest),
    };
  if ('refused' in earlier) return earlier;
  if (earlier.ordinal < later.ordinal) return { kind: 'meant', from: earlier, to: later };
  if (earlier.ordinal > later.ordinal)
    return {
      kind: 'refused',
      refused: 'from-after-to',
      field: 'from',
      value: earlier.position,
      reason: `#${earlier.position} came after #${later.position}.`,
      instead: { from: later.position, to: earlier.position, words: 'Turn them round' },
    };
  return {
    kind: 'refused',
    refused: 'same-revision',
    field: 'from',
    value: earlier.position,
    reason:
      to === undefined
        ? `#${earlier.position} is the latest revision: nothing has changed since.`
        : `Both are revision #${earlier.position}: a revision does not differ from itself.`,
    instead: pair(revisions[earlier.ordinal - 2] ?? earlier, revisions[earlier.ordinal - 2] ? earlier : latest),
  };
}

/** The revision at a position, or why there is none; `other` is the position of the one it is to be compared with. */
async function findRevision(
  at: Database,
  revisions: readonly Revision[],
  field: 'from' | 'to',
  value: number,
  other: number | undefined,
): Promise<Revision | ComparisonRefused> {
  const refused = (
    name: ComparisonRefused['refused'],
    reason: string,
    instead: ComparisonRefused['instead'] = null,
  ): ComparisonRefused => ({ kind: 'refused', refused: name, field, value, reason, instead });
  const event = await readEvent(at.sql, value);
  if (!event)
    return refused('no-such-position', `There is no such event: the newest is #${(await readSize(at.sql)) - 1}.`);
  const found = revisions.find(({ position }) => position === event.appendEnd);
  if (found) return found;
  const [first, latest] = [revisions[0], revisions.at(-1)] as [Revision, Revision];
  const last = revisions.findLast(({ position }) => position < event.appendEnd);
  if (!last)
    return refused(
      'before-the-record',
      `This record began with #${first.position}: before it there is nothing to compare.`,
      pair(first, latest),
    );
  const asked = revisions.find(({ position }) => position === other) ?? latest;
  const neighbour = asked === last ? (revisions[last.ordinal - 2] ?? revisions[last.ordinal]) : asked;
  return refused(
    'revision-of-another-record',
    `Event #${value} did not change this record: its last revision before that is #${last.position}.`,
    neighbour
      ? pair(...(last.ordinal < neighbour.ordinal ? ([last, neighbour] as const) : ([neighbour, last] as const)))
      : null,
  );
}

/** Two revisions that can be compared, offered in words; null where they are one. */
const pair = (from: Revision, to: Revision): ComparisonRefused['instead'] =>
  from === to
    ? null
    : { from: from.position, to: to.position, words: `Compare #${from.position} with #${to.position}` };

/** One page of revisions, from the one after `after`, where that is given. */
function choicesOf(revisions: readonly Revision[], after: number | undefined): RevisionChoices {
  const newest = revisions.toReversed();
  const begin = after === undefined ? 0 : newest.filter(({ position }) => position >= after).length;
  const listed = newest.slice(begin, begin + pageSize);
  const earlier = newest[begin + pageSize];
  return {
    revisions: listed,
    count: revisions.length,
    latest: newest[0]?.position ?? 0,
    before: earlier?.position ?? null,
    newer: begin === 0 ? null : (newest[begin - pageSize - 1]?.position ?? 0),
    older: earlier ? (listed.at(-1)?.position ?? null) : null,
  };
}

/** What is compared as it was at a revision. */
async function recordThen(db: Database, of: Compared, position: number): Promise<RecordThen | null> {
  const then = { ...db, moment: { position, publishedBy: null } };
  switch (of.kind) {
    case 'source': {
      const page = await findSource(then, of.id);
      return page && sourceThen(page);
    }
    case 'document': {
      const page = await findDocument(then, of.id);
      return page && documentThen(page);
    }
    default: {
      const subject = { kind: of.kind, id: of.id };
      if (of.attribute !== undefined) return askedThen(await findQuestion(then, subject, of.attribute));
      const view = await findRecordAlone(then, subject);
      return view && subjectThen(view);
    }
  }
}

/** The names that telling these changes takes. */
async function namesIn(
  at: Database,
  { questions, argument }: RecordChanges,
): Promise<Pick<ComparedRevisions, 'names' | 'people'>> {
  const claims = questions.flatMap((question) => question.claims.flatMap(({ before, after }) => [before, after]));
  const cited = [...argument.marks, ...argument.rulings].flatMap(({ before, after }) => [before, after]);
  const documents = [
    ...claims.flatMap((claim) => claim?.documentId ?? []),
    ...cited.flatMap((each) => each?.evidence ?? []).flatMap((each) => ('document' in each ? each.document : [])),
  ];
  return {
    names: {
      ...Object.fromEntries(Object.values(await readSources(at)).map(({ id, name }) => [id, name])),
      ...Object.fromEntries(Object.values(await readDocuments(at, documents)).map(({ id, title }) => [id, title])),
    },
    people: Object.fromEntries((await listPeople(at)).map(({ id, name }) => [id, name])),
  };
}
