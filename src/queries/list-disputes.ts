import { and, eq, type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Database } from '@/db/client';
import { snapshot } from '@/db/snapshot';
import { plainLine } from '@/domain/answer/plain-text';
import { identifierSchema, type Subject } from '@/domain/identifier';
import { type Argument, noArgument, type Ruling, standingRuling } from '@/domain/question/argument';
import type { Assessment } from '@/domain/question/assess';
import { type NamedPosition, namedPositions } from '@/domain/question/named-position';
import { type BoardStage, boardStages } from '@/domain/question/stage';
import { labelOf } from '@/domain/question/vocabulary';
import { readMoments } from '@/ledger/read';
import { checkpoint } from '@/projections/checkpoint.table';
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
import { listPeople } from './list-people';
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

/** An event and when it was recorded; the moment is null where the ledger does not know it. */
type Dated = { position: number; recordedAt: string | null };

/** A dispute as a card of the board tells it. */
export type DisputeRow = {
  subject: Subject & { title: string };
  attribute: string;
  label: string;
  /** Its lines, conflicts and origins, and no more of it. */
  assessment: Pick<Assessment, 'state' | 'lines' | 'conflicts' | 'originOf'>;
  /** The positions a ruling chooses between. */
  positions: readonly NamedPosition[];
  /** The event that first made it disputed, this time; null where it never was. */
  since: Dated | null;
  lastArgued: Dated | null;
  challengedBy: string[];
  marks: number;
  requests: { open: number; met: number };
  ruling: { ruling: Ruling; by: string } | null;
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
  snapshot(db, async (at) => {
    const stages = asked.stage === undefined ? boardStages : [asked.stage];
    const { asOf, totals, found } = await read(at, stages, asked);
    const pages = stages.map((stage, index) => ({ stage, page: pageOf(found[index] ?? [], asked, keyOf) }));
    const rows = pages.flatMap(({ page }) => page.rows);
    const moments = await readMoments(
      at.sql,
      rows.flatMap((row) => [row.disputedSince, lastArgued(row.argument)].filter((position) => position !== null)),
    );
    const isRuled = rows.some(({ argument }) => standingRuling(argument));
    const names = new Map(isRuled ? (await listPeople(at)).map(({ id, name }) => [id, name]) : []);
    const isEmpty = boardStages.every((stage) => stage === 'Settled' || totals[stage].count === 0);
    return {
      lists: pages.map(({ stage, page }) => ({
        ...page,
        rows: page.rows.map((row) => told(row, moments, names)),
        stage,
        total: totals[stage],
      })),
      totals,
      oneSource: isEmpty ? await countOneSource(at) : null,
      asOf,
    };
  });

type Row = Pick<DisputeRow, 'assessment'> &
  Pick<
    typeof question.$inferSelect,
    'subjectKind' | 'subjectId' | 'attribute' | 'argument' | 'challengedBy' | 'consequence' | 'disputedSince'
  > & { title: string | null };

type Read = { asOf: number; totals: Record<BoardStage, BoundedCount>; found: Row[][] };

/** What the lists need in one statement, so that it costs one round trip: a board is read again after every event. */
async function read(db: Database, stages: readonly BoardStage[], asked: DisputeFilters): Promise<Read> {
  const most = asked.stage === undefined ? mostOnBoard : pageSize + 1;
  const bounded = (where: SQL) => sql`(select count(*) from (
    select from ${question} where ${where} limit ${mostCounted + 1}::int) counted)`;
  const counts = boardStages.map((stage) => bounded(sql`${question.stage} = ${stage}`));
  const pages = stages.map(
    (stage) => sql`(
    select coalesce(json_agg(row), '[]') from (${pageQuery(stage, asked, most)}) row)`,
  );
  const [row] = await db.view.execute<{ as_of: number; counts: number[]; pages: Row[][] }>(sql`
    select (select max(position) from ${checkpoint}) as as_of, json_build_array(${sql.join(counts, sql`, `)}) as counts,
      json_build_array(${sql.join(pages, sql`, `)}) as pages`);
  const totals = boardStages.map((stage, at) => [stage, boundedCount(row?.counts[at] ?? 0)]);
  return {
    asOf: Number(row?.as_of ?? -1),
    totals: Object.fromEntries(totals),
    found: row?.pages ?? [],
  };
}

async function countOneSource(db: Database): Promise<BoundedCount> {
  const rows = await db.view.execute(
    sql`select from ${question} where ${question.state} = 'One source' limit ${mostCounted + 1}::int`,
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

/** What a card needs of an assessment: not the whole question's combinations, nor who is live. */
const cardAssessment = sql.raw(`q.assessment - '{positions,live,overtaken,stale,outdated,reconcilable}'::text[]`);

/** What a card needs of an argument: of remarks, which may be many and long, only when they were made. */
const cardArgument =
  sql.raw(`case when q.argument is not null then q.argument || jsonb_build_object('remarks', coalesce(
  (select jsonb_agg(jsonb_build_object('setBy', remark -> 'setBy')) from jsonb_array_elements(q.argument -> 'remarks') remark),
  '[]')) end`);

/** A page of one list. Each stretch is one range of the index, and the first nearly always fills the page. */
function pageQuery(stage: BoardStage, asked: DisputeFilters, most: number): SQL {
  const turn = sql.raw(isBackwards(asked) ? 'desc' : 'asc');
  const other = sql.raw(isBackwards(asked) ? 'asc' : 'desc');
  const order = sql`order by ${asked.order === 'age' ? sql`` : sql`consequence ${other}, `}disputed_since ${turn},
    subject_kind ${turn}, subject_id ${turn}, attribute ${turn} limit ${most}::int`;
  const stretches = stretchesOf(asked).map(
    (stretch) => sql`(select * from ${question} where ${and(eq(question.stage, stage), stretch)} ${order})`,
  );
  return sql`
    select q.subject_kind as "subjectKind", q.subject_id as "subjectId", q.attribute, ${cardAssessment} as assessment, ${cardArgument} as argument,
      q.challenged_by as "challengedBy", q.consequence, q.disputed_since as "disputedSince",
      case q.subject_kind when 'incident' then (select title from ${incident} i where i.id = q.subject_id)
        else (select name from ${site} s where s.id = q.subject_id) end as title
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

function told(row: Row, moments: ReadonlyMap<number, string>, names: ReadonlyMap<string, string>): DisputeRow {
  const { subjectKind, subjectId, title, attribute, assessment, challengedBy } = row;
  const dated = (position: number | null): Dated | null =>
    position === null ? null : { position, recordedAt: moments.get(position) ?? null };
  const { marks, requests } = row.argument ?? noArgument;
  const ruling = standingRuling(row.argument);
  return {
    subject: { kind: subjectKind, id: subjectId, title: title ?? erased },
    attribute,
    label: labelOf(attribute),
    assessment,
    positions: namedPositions(assessment).filter(({ isAtIssue }) => isAtIssue),
    since: dated(row.disputedSince),
    lastArgued: dated(lastArgued(row.argument)),
    challengedBy,
    marks: marks.length,
    requests: {
      open: requests.filter(({ met }) => met === null).length,
      met: requests.filter(({ met }) => met !== null).length,
    },
    ruling: ruling && { ruling, by: names.get(ruling.by) ?? ruling.by },
  };
}

/** The position at which somebody last said something on a question that still counts. */
function lastArgued(argument: Argument | null): number | null {
  if (!argument) return null;
  const { marks, requests, remarks, rulings } = argument;
  const said = [
    ...[...marks, ...remarks].map(({ setBy }) => setBy),
    ...requests.flatMap(({ setBy, met }) => [setBy, met?.setBy ?? setBy]),
    ...rulings.flatMap(({ setBy, dissents, reopened }) => [
      setBy,
      ...dissents.map((dissent) => dissent.setBy),
      reopened?.setBy ?? setBy,
    ]),
  ];
  return said.length > 0 ? Math.max(...said) : null;
}
