import { and, eq, type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Database } from '@/db/client';
import { snapshot } from '@/db/snapshot';
import { plainLine } from '@/domain/answer/plain-text';
import { identifierSchema, type Subject } from '@/domain/identifier';
import type { Card, CardRuling } from '@/domain/question/card';
import { type BoardStage, boardStages } from '@/domain/question/stage';
import { labelOf } from '@/domain/question/vocabulary';
import { checkpoint } from '@/projections/checkpoint.table';
import { person } from '@/projections/person.table';
import { question } from '@/projections/question.table';
import { incident, site } from '@/projections/subject.table';
import {
  type BoundedCount,
  boundedCount,
  cursorSchema,
  isBackwards,
  mostCounted,
  type Page,
  pageOf,
  pageSize,
} from './keyset';
import { erased } from './names';

/** So many disputes stand in each list of the whole board; a list by itself has them all, page by page. */
const mostOnBoard = 8;

/** A place in either order: how much hangs on it, since when it is disputed, and which question it is. */
const place = z.tuple([z.int32(), z.int().nullable(), z.enum(['incident', 'site']), identifierSchema, plainLine(60)]);

/** What the board can be asked for; all are the texts of an address. */
export const disputeFiltersSchema = z
  .strictObject({
    /** One list of the board alone. */
    stage: z.enum(boardStages, `Choose one of the lists: ${boardStages.join(', ')}.`).optional(),
    /** The longest disputed first, instead of those on which most hangs. */
    order: z.literal('age', 'Write order=age, or leave it out.').optional(),
    after: cursorSchema(place),
    before: cursorSchema(place),
  })
  .refine(({ stage, after, before }) => stage !== undefined || !(after || before), {
    path: ['stage'],
    message: 'Only one list by itself has further pages: choose which.',
  });

/** What is asked of the board, as it was read. */
export type DisputeFilters = z.output<typeof disputeFiltersSchema>;

/** An event and when it was recorded. */
type Dated = { position: number; recordedAt: string };

/** A dispute as a card of the board tells it. */
export type DisputeRow = Omit<Card, 'ruling'> & {
  subject: Subject & { title: string };
  attribute: string;
  label: string;
  /** The event that first made it disputed, this time; null where it never was. */
  since: Dated | null;
  lastArgued: Dated | null;
  /** The ruling that stands; `by` names who ruled. */
  ruling: CardRuling | null;
  /** The event that last changed its assessment. */
  setBy: number;
};

/** One list of the board, 50 disputes a page or, beside the others, its first ones; `total` is how many it has. */
export type DisputeList = Page<DisputeRow> & { stage: BoardStage; total: BoundedCount };

/** The lists asked for, in the order of the board. */
export type DisputeBoard = {
  lists: DisputeList[];
  totals: Record<BoardStage, BoundedCount>;
  /** Where nothing is disputed: how many questions rest on one source. */
  oneSource: BoundedCount | null;
  asOf: number;
};

/** Disputes by where they stand: those on which most hangs first and of these the longest disputed, or the latter alone. */
export const listDisputes = (db: Database, asked: DisputeFilters): Promise<DisputeBoard> =>
  // Of one moment as it is; only where it is read as of another, that has to be said first.
  db.moment ? snapshot(db, (at) => readBoard(at, asked)) : readBoard(db, asked);

async function readBoard(db: Database, asked: DisputeFilters): Promise<DisputeBoard> {
  const stages = asked.stage === undefined ? boardStages : [asked.stage];
  const { asOf, totals, found } = await read(db, stages, asked);
  const pages = stages.map((stage, at) => ({ stage, page: pageOf(found[at] ?? [], asked, keyOf) }));
  const isEmpty = boardStages.every((stage) => stage === 'Settled' || totals[stage].count === 0);
  return {
    lists: pages.map(({ stage, page }) => ({
      ...page,
      rows: page.rows.map(told),
      stage,
      total: totals[stage],
    })),
    totals,
    oneSource: isEmpty ? await countOneSource(db) : null,
    asOf,
  };
}

type Row = Pick<
  typeof question.$inferSelect,
  | 'subjectKind'
  | 'subjectId'
  | 'attribute'
  | 'consequence'
  | 'disputedSince'
  | 'disputedSinceAt'
  | 'lastArgued'
  | 'setBy'
  | 'lastArguedAt'
> & { card: Card; title: string | null; ruler: string | null };

type Read = { asOf: number; totals: Record<BoardStage, BoundedCount>; found: Row[][] };

/**
 * Everything from the views in one statement, so that it is of one moment and costs one round trip: a board is read again
 * after every event. It is prepared, since planning it takes longer than answering it. Lists and limits are no parameters of it:
 * of a statement whose cost hangs on them PostgreSQL makes the plan anew each time.
 */
async function read(db: Database, stages: readonly BoardStage[], asked: DisputeFilters): Promise<Read> {
  const most = asked.stage === undefined ? mostOnBoard : pageSize + 1;
  const counts = boardStages.map(
    (stage) => sql`(select count(*) from (
      select from ${question} where ${isIn(stage)} ${limit(mostCounted + 1)}) counted)`,
  );
  const pages = stages.map(
    (stage) => sql`(select coalesce(json_agg(row), '[]') from (${pageQuery(stage, asked, most)}) row)`,
  );
  const [row] = await db.view
    .select({
      asOf: sql<number | null>`(select max(position) from ${checkpoint})`,
      counts: sql<number[]>`json_build_array(${sql.join(counts, sql`, `)})`,
      found: sql<Row[][]>`json_build_array(${sql.join(pages, sql`, `)})`,
    })
    .from(sql`(select) board`)
    .prepare('disputes')
    .execute();
  const totals = boardStages.map((stage, at) => [stage, boundedCount(row?.counts[at] ?? 0)]);
  return { asOf: row?.asOf ?? -1, totals: Object.fromEntries(totals), found: row?.found ?? [] };
}

const isIn = (stage: BoardStage): SQL => sql`${eq(question.stage, stage)}`.inlineParams();
const limit = (most: number): SQL => sql.raw(`limit ${most}`);

async function countOneSource(db: Database): Promise<BoundedCount> {
  const rows = await db.view.execute(
    sql`select from ${question} where ${question.state} = 'One source' ${limit(mostCounted + 1)}`,
  );
  return boundedCount(rows.length);
}

const keyOf = (row: Row): z.output<typeof place> => [
  row.consequence,
  row.disputedSince,
  row.subjectKind,
  row.subjectId,
  row.attribute,
];

/** A page of one list. Each stretch is one range of the index, and the first nearly always fills the page. */
function pageQuery(stage: BoardStage, asked: DisputeFilters, most: number): SQL {
  const turn = sql.raw(isBackwards(asked) ? 'desc' : 'asc');
  const other = sql.raw(isBackwards(asked) ? 'asc' : 'desc');
  const order = sql`order by ${asked.order === 'age' ? sql`` : sql`consequence ${other}, `}disputed_since ${turn},
    subject_kind ${turn}, subject_id ${turn}, attribute ${turn} ${limit(most)}`;
  const stretches = stretchesOf(asked).map(
    (stretch) => sql`(select * from ${question} where ${and(isIn(stage), stretch)} ${order})`,
  );
  return sql`
    select q.subject_kind as "subjectKind", q.subject_id as "subjectId", q.attribute, q.consequence,
      q.disputed_since as "disputedSince", q.disputed_since_at as "disputedSinceAt", q.last_argued as "lastArgued",
      q.last_argued_at as "lastArguedAt", q.set_by as "setBy", q.card,
      case q.subject_kind when 'incident' then (select title from ${incident} i where i.id = q.subject_id)
        else (select name from ${site} s where s.id = q.subject_id) end as title,
      (select coalesce(name, ${erased}) from ${person} p where p.id = q.card -> 'ruling' ->> 'by') as ruler
    from (select * from (${sql.join(stretches, sql` union all `)}) stretched ${order}) q`;
}

/** What lies beyond a place, nearest first. What was never disputed, and is ruled on all the same, comes after what was. */
function stretchesOf({ order, before, after }: DisputeFilters): (SQL | undefined)[] {
  const at = before ?? after;
  if (!at) return [undefined];
  const [consequence, since, kind, id, attribute] = at;
  const beyond = before ? sql`<` : sql`>`;
  const tie = sql`${question.subjectKind}, ${question.subjectId}, ${question.attribute}`;
  const tied = sql`${kind}::text, ${id}::text, ${attribute}::text`;
  const never = sql`${question.disputedSince} is null`;
  const ever = sql`${question.disputedSince} is not null`;
  const alike =
    since === null
      ? [sql`${never} and (${tie}) ${beyond} (${tied})`, ...(before ? [ever] : [])]
      : [sql`(${question.disputedSince}, ${tie}) ${beyond} (${since}::bigint, ${tied})`, ...(before ? [] : [never])];
  if (order === 'age') return alike;
  const same = sql`${question.consequence} = ${consequence}::int`;
  return [
    ...alike.map((stretch) => sql`${same} and ${stretch}`),
    sql`${question.consequence} ${before ? sql`>` : sql`<`} ${consequence}::int`,
  ];
}

function told(row: Row): DisputeRow {
  const { subjectKind, subjectId, title, attribute, card, ruler } = row;
  return {
    subject: { kind: subjectKind, id: subjectId, title: title ?? erased },
    attribute,
    label: labelOf(attribute),
    since: dated(row.disputedSince, row.disputedSinceAt),
    lastArgued: dated(row.lastArgued, row.lastArguedAt),
    setBy: row.setBy,
    ...card,
    ruling: card.ruling && { ...card.ruling, by: ruler ?? card.ruling.by },
  };
}

const dated = (position: number | null, recordedAt: string | null): Dated | null =>
  position === null || recordedAt === null ? null : { position, recordedAt };
