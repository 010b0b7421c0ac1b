import { and, asc, desc, eq, gt, gte, inArray, lt, type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Database } from '@/db/client';
import { snapshot } from '@/db/snapshot';
import { acts } from '@/domain/act';
import { plainLine } from '@/domain/answer/plain-text';
import { identifierSchema, type Subject } from '@/domain/identifier';
import type { Changed, Effect } from '@/projections/change';
import { change } from '@/projections/change.table';
import { followedTo } from '@/projections/follow';
import { type BoundedCount, boundedCount, mostCounted, pageSize } from './keyset';
import {
  concerns,
  type HistoryEntry,
  listChanges,
  namePeople,
  ofRecord,
  type ToldEvent,
  tellPositions,
} from './list-changes';
import { erased, readTitles } from './names';
import { daySchema, isInOrder, notInOrder, rangeOf } from './range';

/** What a history is of: the whole ledger, one record, or one question of a subject. */
export type HistoryOf = { whole: true } | { record: Changed } | { question: Subject; attribute: string };

const positionSchema = z
  .string()
  .regex(/^\d{1,15}$/, 'Write the number of an event, such as 132.')
  .transform(Number)
  .optional();

/** What a history can be asked for. Every part is optional and narrows it; all are the texts of an address. */
export const historyFiltersSchema = z
  .strictObject({
    /** Events about this question, and those that changed its assessment from elsewhere. */
    attribute: plainLine(60).optional(),
    /** Who recorded it. */
    person: identifierSchema.optional(),
    cause: z.enum(acts, `Choose one of the causes: ${acts.join(', ')}.`).optional(),
    /** The first and the last day, month or year it was recorded, of Baghdad. */
    from: daySchema.optional(),
    to: daySchema.optional(),
    order: z.literal('oldest', 'Write order=oldest, or leave it out.').optional(),
    /** Minor changes stand among the others. */
    minor: z.literal('1', 'Write minor=1, or leave it out.').optional(),
    /** The events after this one or before it, in the order of the list. */
    after: positionSchema,
    before: positionSchema,
  })
  .refine(isInOrder, notInOrder);

/** What is asked of a history, as it was read. */
export type HistoryFilters = z.output<typeof historyFiltersSchema>;

/** One event as a history tells it. */
export type HistoryLine = ToldEvent & {
  position: number;
  isSubstantive: boolean;
  /** The subjects it is about or changed, at most `mostSubjects`, with what it changed of their questions. */
  subjects: { subject: Subject; title: string; effects: Effect[] }[];
  /** How many subjects more it bears on. */
  more: number;
};

/** Minor changes between two others: how many, and, where they are few, each. `after` leads to them in full. */
export type MinorChanges = { found: BoundedCount; lines: HistoryLine[]; after: number | null };

/** A page of a history in the order asked for: events of substance one by one, minor ones folded between them. */
export type HistoryPage = {
  rows: (HistoryLine | MinorChanges)[];
  previous: string | null;
  next: string | null;
  /** The name of the person asked for. */
  person: string | null;
  asOf: number;
};

/** Why a history cannot be told as asked: the part that names what does not exist. */
export type HistoryRefusal = { refused: 'person' | 'after' | 'before'; reason: string };

/** Few minor changes stand in their fold, more have a page of their own. */
const mostFolded = 10;

/** An event tells of so many subjects at most; how many more there are is counted. */
const mostSubjects = 8;

/**
 * A history, 50 events a page, the newest first unless asked otherwise. Minor changes are counted between the others, and
 * stand one by one where they, or one cause, are asked for. Refuses a person and a position that do not exist.
 */
export const listHistory = (
  db: Database,
  of: HistoryOf,
  asked: HistoryFilters,
): Promise<HistoryPage | HistoryRefusal> =>
  snapshot(db, async (at) => {
    const asOf = await followedTo(at);
    for (const part of ['after', 'before'] as const)
      if ((asked[part] ?? 0) > asOf)
        return { refused: part, reason: `No event has this number: the last is #${asOf}.` };
    const person =
      asked.person === undefined ? null : ((await namePeople(at, [asked.person])).get(asked.person) ?? null);
    if (asked.person !== undefined && person === null)
      return { refused: 'person', reason: 'Nobody is registered under this name: choose one of those who are.' };
    const isFolded = asked.minor === undefined && asked.cause === undefined;
    const page = await readPage(at, of, asked, isFolded);
    const folds = isFolded ? await readFolds(at, of, asked, page) : [];
    const few = folds.flatMap(({ positions }) => (positions.length <= mostFolded ? positions : []));
    const lines = await tellLines(at, of, [...page.positions, ...few]);
    const lineOf = (position: number) => lines.get(position) ?? [];
    const foldBefore = (gap: number): MinorChanges[] =>
      folds
        .filter((fold) => fold.gap === gap && (fold.positions.length > 0 || fold.isMore))
        .map(({ positions, isMore, after }) => ({
          found: { count: positions.length, isMore },
          lines: !isMore && positions.length <= mostFolded ? positions.flatMap(lineOf) : [],
          after,
        }));
    return {
      rows: [
        ...page.positions.flatMap((position, gap) => [...foldBefore(gap), ...[lineOf(position)].flat()]),
        ...foldBefore(page.positions.length),
      ],
      previous: page.previous === null ? null : String(page.previous),
      next: page.next === null ? null : String(page.next),
      person,
      asOf,
    };
  });

/** The end of a history: the newest changes of substance, newest first, how many there are in all, and the last of them. */
export type BriefHistory = { latest: HistoryEntry[]; count: BoundedCount; last: number | null };

/** So many of the newest changes stand on a record's own page. */
const mostAtSight = 6;

/** The end of a subject's history, or of that of one of its questions. Reads several tables: call it in a snapshot. */
export async function briefHistory(at: Database, subject: Subject, attribute?: string): Promise<BriefHistory> {
  const rows = await at.view
    .select({ position: change.position })
    .from(change)
    .where(and(ofRecord(subject), concerns(attribute)))
    .orderBy(desc(change.position))
    .limit(mostCounted + 1);
  return {
    latest: await listChanges(at, { latestOf: subject, attribute, most: mostAtSight }),
    count: boundedCount(rows.length),
    last: rows[0]?.position ?? null,
  };
}

/** The positions of a page in the order of the list, and where the pages around it begin. Its minor changes lie between `from` and `to`. */
type ReadPage = {
  positions: number[];
  previous: number | null;
  next: number | null;
  from: number | null;
  to: number | null;
};

async function readPage(at: Database, of: HistoryOf, asked: HistoryFilters, isFolded: boolean): Promise<ReadPage> {
  const { before, after, order } = asked;
  const isBackwards = before !== undefined;
  // Against the order of the list the later events come first where the list has the older ones first.
  const isRising = (order === 'oldest') !== isBackwards;
  const start = before ?? after;
  const found = await at.view
    .select({ position: change.position })
    .from(change)
    .where(
      and(
        ...within(of),
        ...filtered(asked),
        isFolded ? sql`${change.isSubstantive}` : undefined,
        start === undefined ? undefined : (isRising ? gt : lt)(change.position, start),
      ),
    )
    .orderBy((isRising ? asc : desc)(change.position))
    .limit(pageSize + 1);
  const read = found.map(({ position }) => position);
  const positions = read.slice(0, pageSize);
  const hasMore = read.length > pageSize;
  const beyond = hasMore ? (read[pageSize] ?? null) : null;
  if (isBackwards) positions.reverse();
  const [first = null, last = null] = [positions[0], positions.at(-1)];
  return {
    positions,
    previous: (isBackwards ? hasMore : after !== undefined) ? first : null,
    next: isBackwards || hasMore ? last : null,
    from: isBackwards ? beyond : (after ?? null),
    to: isBackwards ? (last ?? before) : hasMore ? last : null,
  };
}

/** The minor changes before the event at `gap` of a page, as far as they were counted. */
type Fold = { gap: number; positions: number[]; isMore: boolean; after: number | null };

/** The minor changes between the events of a page, gap by gap; those after its last where no page follows. */
async function readFolds(at: Database, of: HistoryOf, asked: HistoryFilters, page: ReadPage): Promise<Fold[]> {
  const isRising = asked.order === 'oldest';
  const { positions, from, to } = page;
  const rows = await at.view
    .select({ position: change.position })
    .from(change)
    .where(
      and(
        ...within(of),
        ...filtered(asked),
        sql`not ${change.isSubstantive}`,
        from === null ? undefined : (isRising ? gt : lt)(change.position, from),
        to === null ? undefined : (isRising ? lt : gt)(change.position, to),
      ),
    )
    .orderBy((isRising ? asc : desc)(change.position))
    .limit(mostCounted + 1);
  const minor = rows.map(({ position }) => position);
  const isCut = minor.length > mostCounted;
  const last = minor.at(-1) ?? 0;
  const isBefore = (a: number, b: number) => (isRising ? a < b : a > b);
  const gaps = to === null ? positions.length + 1 : positions.length;
  return Array.from({ length: gaps }, (_, gap) => {
    const after = positions[gap - 1] ?? from;
    const until = positions[gap];
    return {
      gap,
      positions: minor.filter(
        (position) =>
          (after === null || isBefore(after, position)) && (until === undefined || isBefore(position, until)),
      ),
      // What lies beyond the last that was read is not known.
      isMore: isCut && (until === undefined || isBefore(last, until)),
      after,
    };
  });
}

/** The rows of a history: each event once. */
function within(of: HistoryOf): (SQL | undefined)[] {
  if ('whole' in of) return [sql`${change.isOwn}`];
  if ('record' in of) return [ofRecord(of.record)];
  return [ofRecord(of.question), concerns(of.attribute)];
}

function filtered({ attribute, person, cause, from, to }: HistoryFilters): (SQL | undefined)[] {
  const range = rangeOf({ from, to });
  return [
    concerns(attribute),
    person === undefined ? undefined : eq(change.actor, person),
    cause === undefined ? undefined : eq(change.act, cause),
    range?.from == null ? undefined : gte(change.recordedAt, momentOf(range.from)),
    range?.to == null ? undefined : lt(change.recordedAt, momentOf(range.to)),
  ];
}

/** The last moment an envelope can tell: years have four digits. */
const lastMoment = Date.parse('9999-12-31T23:59:59.999Z');

/** A moment as envelopes have it. */
const momentOf = (seconds: number): string => new Date(Math.min(seconds * 1000, lastMoment)).toISOString();

async function tellLines(at: Database, of: HistoryOf, positions: readonly number[]): Promise<Map<number, HistoryLine>> {
  if (positions.length === 0) return new Map();
  const told = await tellPositions(at, positions);
  const rows = await at.view
    .select()
    .from(change)
    .where(and(inArray(change.position, [...positions]), ...within(of)));
  const subject = 'question' in of ? of.question : 'record' in of && isSubject(of.record) ? of.record : null;
  const borne = subject
    ? new Map(rows.map(({ position, effects }) => [position, { on: [{ ...subject, effects }], more: 0 }]))
    : await subjectsAt(at, positions);
  const titles = await readTitles(
    at,
    [...borne.values()].flatMap(({ on }) => on),
  );
  return new Map(
    rows.flatMap(({ position, isSubstantive }) => {
      const event = told.get(position);
      const { on = [], more = 0 } = borne.get(position) ?? {};
      if (!event) return [];
      const subjects = on.map(({ kind, id, effects }) => ({
        subject: { kind, id },
        title: titles[`${kind}:${id}`] ?? erased,
        effects,
      }));
      return [[position, { ...event, position, isSubstantive, subjects, more }]];
    }),
  );
}

const isSubject = (record: Changed): record is Subject => record.kind === 'incident' || record.kind === 'site';

type Bearing = { on: (Subject & { effects: Effect[] })[]; more: number };

/** The subjects that the events at these positions bear on: the one whose own they are first, then those they changed. */
async function subjectsAt(at: Database, positions: readonly number[]): Promise<Map<number, Bearing>> {
  const rows = await at.view.execute<{
    position: number;
    kind: Subject['kind'];
    id: string;
    effects: Effect[];
    all: number;
  }>(
    sql`select asked.position::float8 as position, met.kind, met.id, met.effects, met.all::int as all
      from unnest(${sql.param([...positions])}::bigint[]) asked (position), lateral (
        select ${change.subjectKind} as kind, ${change.subjectId} as id, ${change.effects} as effects,
          count(*) over () as all
        from ${change}
        where ${change.position} = asked.position and ${inArray(change.subjectKind, ['incident', 'site'])}
        order by ${change.isOwn} desc, ${change.isSubstantive} desc, ${change.subjectKind}, ${change.subjectId}
        limit ${mostSubjects}) met`,
  );
  const found = new Map<number, Bearing>();
  for (const { position, kind, id, effects, all } of rows) {
    const { on } = found.get(position) ?? { on: [] };
    found.set(position, { on: [...on, { kind, id, effects }], more: all - on.length - 1 });
  }
  return found;
}
