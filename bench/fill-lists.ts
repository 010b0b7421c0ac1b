import { isDeepStrictEqual } from 'node:util';
import { and, getTableColumns, like, type SQL, sql } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import type { Database } from '@/db/client';
import { dateFromDays, daysFromDate } from '@/domain/answer/calendar';
import type { DomainEvent } from '@/domain/event';
import { incidentKinds } from '@/domain/incident/command';
import { applyEvent } from '@/projections/apply-event';
import type { RecordedEvent } from '@/projections/recorded-event';
import { saveWorld, tables } from '@/projections/save-world';
import { emptyWorld, hold, type Rows, type World } from '@/projections/world';

/** So many incidents make one round; a record of the bench is a number of rounds that differ in their ids alone. */
export const roundSize = 1000;

type Happening = { stream: string; event: DomainEvent };

const sites = [
  ['Balad Air Base', 'قاعدة بلد الجوية', 'Salah al-Din'],
  ['Ain al-Asad', 'عين الأسد', 'Anbar'],
  ['Erbil airport', 'مطار أربيل', 'Erbil'],
  ['Baghdad airport', 'مطار بغداد', 'Baghdad'],
  ['Camp Taji', 'معسكر التاجي', 'Baghdad'],
  ['Victoria Base', 'قاعدة فكتوريا', 'Baghdad'],
  ['Kirkuk K-1', 'قاعدة كي وان', 'Kirkuk'],
  ['Qayyarah West', 'قاعدة القيارة', 'Nineveh'],
  ['Habbaniyah', 'الحبانية', 'Anbar'],
  ['Nasiriyah road', 'طريق الناصرية', 'Dhi Qar'],
].map(([name = '', alias = '', province = '']) => ({ name, aliases: [alias], within: ['Iraq', province] }));

/** So many sources speak in every record, whatever its size. */
const sourceCount = 60;

/** Who and where: the same in every record. */
const commonGround = (): Happening[] => [
  ...sites.map(
    (site, at): Happening => ({
      stream: `site:site-${at}`,
      event: { type: 'SiteRegistered', data: { ...site, kind: 'base' } },
    }),
  ),
  ...Array.from(
    { length: sourceCount },
    (_, at): Happening => ({
      stream: `source:src-${at}`,
      event: { type: 'SourceRegistered', data: { name: `Source number ${at}`, kind: 'outlet' } },
    }),
  ),
];

/** The round first: what stands at one moment is then as mixed in a large record as in a small one. */
const idIn = (round: number, ...parts: (string | number)[]) => [`r${round}`, ...parts].join('-');

/** Spread over twenty years: most on a day, some on one of two, in a month, a year or a decade, some without a date. */
function datesOf(at: number): string[] {
  const dayAt = (day: number) => {
    const { year, month, day: ofMonth } = dateFromDays(daysFromDate(2003, 1, 1) + (day % 7300));
    return `${year}-${String(month).padStart(2, '0')}-${String(ofMonth).padStart(2, '0')}`;
  };
  const day = dayAt((at % 97) * 75);
  if (at % 20 === 0) return [];
  if (at % 20 === 1) return [day.slice(0, 7)];
  if (at % 50 === 2) return [day.slice(0, 4)];
  if (at % 100 === 3) return [`${day.slice(0, 3)}X`];
  return at % 9 === 0 ? [day, dayAt((at % 97) * 75 + 3)] : [day];
}

/**
 * What happens of one incident: a document, the incident, and answers that differ as numbers and dates do; then so many
 * corrections, most of a count, so that its question turns from state to state, every fifth of the date.
 */
function happeningsOf(at: number, round: number, revisions = 0): Happening[] {
  const document = idIn(round, 'd', at);
  const incident = idIn(round, 'i', at);
  const site = at % 19 === 0 ? {} : { site: `site-${at % sites.length}` };
  const what = ['Rockets', 'Drone', 'Mortars', 'Convoy attacked', 'Missiles'][at % 5];
  const kind = incidentKinds[at % incidentKinds.length] as (typeof incidentKinds)[number];
  const answers = [
    ...datesOf(at).map((edtf) => ({ attribute: 'date', answer: { kind: 'time' as const, edtf } })),
    { attribute: 'rockets', answer: { kind: 'count' as const, form: 'exactly' as const, n: at % 7 } },
    { attribute: 'rockets', answer: { kind: 'count' as const, form: 'exactly' as const, n: at % 3 } },
    { attribute: 'wounded', answer: { kind: 'count' as const, form: 'at-least' as const, n: at % 4 } },
  ];
  return [
    {
      stream: `document:${document}`,
      event: {
        type: 'DocumentRecorded',
        data: {
          title: `${what} in report ${at}`,
          publisher: `src-${at % sourceCount}`,
          published: `20${10 + (at % 12)}`,
        },
      },
    },
    {
      stream: `incident:${incident}`,
      event: { type: 'IncidentOpened', data: { title: `${what} ${at}`, kind, ...site } },
    },
    ...answers.map(
      (answer, nth): Happening => ({
        stream: `incident:${incident}`,
        event: {
          type: 'ClaimRecorded',
          data: {
            ...answer,
            claim: idIn(round, 'c', at, nth),
            document,
            report: idIn(round, 'rep', at),
            claimant: `src-${(at + nth * 7) % sourceCount}`,
          },
        },
      }),
    ),
    ...Array.from({ length: revisions }, (_, nth): Happening => {
      const dates = datesOf(at).length;
      const isOfDate = dates > 0 && nth % 5 === 4;
      return {
        stream: `incident:${incident}`,
        event: {
          type: 'ClaimCorrected',
          data: {
            claim: idIn(round, 'c', at, isOfDate ? 0 : dates),
            corrected: {
              answer: isOfDate
                ? { kind: 'time', edtf: `20${10 + ((at + nth) % 12)}-0${1 + (nth % 9)}-1${at % 9}` }
                : { kind: 'count', form: 'exactly', n: (at + nth) % 3 },
            },
            reason: 'It was read again.',
          },
        },
      };
    }),
  ];
}

const recorded = ({ stream, event }: Happening, position: number): RecordedEvent =>
  ({
    ...event,
    stream,
    position,
    version: 1,
    eventId: `e-${position}`,
    appendId: `a-${position}`,
    appendEnd: position,
    schemaVersion: 1,
    actor: 'p-bench',
    recordedAt: '2024-01-01T00:00:00.000Z',
    hashed: {},
    leaf: '',
  }) as RecordedEvent;

/** Worlds are kept small: what an event bears on is looked for among all that is held. */
const incidentsAtOnce = 25;

/**
 * Fills the views with so many rounds of incidents, each corrected so many times. The first goes through the projection, event by
 * event. The others are copies made in the database: every row with the round's ids and positions, which is what the projection
 * would write of the same events with these ids. `checkCopies` holds a sample of them against the projection. All rounds go on
 * together: at any position all have come equally far. Answers the position of the newest event.
 */
export async function fillLists(db: Database, rounds: number, revisions = 0): Promise<number> {
  const { ground, size, positionOf } = layOut(rounds, revisions);
  const common = worldOf(commonGround().map(recorded), emptyWorld());
  await save(db, common);
  for (let from = 0; from < roundSize; from += incidentsAtOnce) {
    const world = standingOn(common);
    for (let at = from; at < from + incidentsAtOnce; at++)
      worldOf(
        happeningsOf(at, 0, revisions).map((each, nth) => recorded(each, positionOf(at, nth, 0))),
        world,
      );
    await save(db, world);
  }
  if (rounds > 1)
    for (const name of copied)
      await db.view.transaction(async (tx) => {
        await tx.execute(sql`set local statement_timeout = 0`);
        await tx.execute(copy(name, rounds));
        if (revisions > 0) await tx.execute(copy(name, rounds, true));
      });
  const newest = ground + rounds * (size - ground) - 1;
  await db.view.execute(sql`update checkpoint set position = ${newest}`);
  return newest;
}

/** Where the events of each round stand: every incident is opened, one after the other, then each is corrected in turn. */
function layOut(rounds: number, revisions: number) {
  const ground = commonGround().length;
  const starts: number[] = [];
  let opened = ground;
  for (let at = 0; at < roundSize; at++) {
    starts.push(opened);
    opened += happeningsOf(at, 0).length;
  }
  const placeOf = (at: number, nth: number) => {
    const openings = happeningsOf(at, 0).length;
    return nth < openings ? (starts[at] as number) + nth : opened + (nth - openings) * roundSize + at;
  };
  return {
    ground,
    size: opened + revisions * roundSize,
    positionOf: (at: number, nth: number, round: number) => ground + (placeOf(at, nth) - ground) * rounds + round,
  };
}

function worldOf(events: readonly RecordedEvent[], world: World): World {
  for (const event of events) applyEvent(world, event);
  return world;
}

function standingOn(common: World): World {
  const world = emptyWorld();
  hold(world, 'site', [...common.site.values()]);
  hold(world, 'source', [...common.source.values()]);
  return world;
}

const save = (db: Database, world: World) =>
  db.view.transaction((tx) => saveWorld(tx as unknown as PostgresJsDatabase, world));

/** The tables that have rows of each incident, and the column that says whose they are. */
const owners = {
  document: tables.document.id,
  incident: tables.incident.id,
  claim: tables.claim.id,
  question: tables.question.subjectId,
  change: tables.change.subjectId,
  facet: tables.facet.incidentId,
  word: tables.word.id,
} as const satisfies Partial<Record<keyof Rows, PgColumn>>;
const copied = Object.keys(owners) as (keyof typeof owners)[];

const positions = [
  'position',
  'setBy',
  'recordedAtPosition',
  'answeredAt',
  'disputedSince',
  'lastChange',
  'since',
  'until',
];

function copy(name: keyof typeof owners, rounds: number, past = false): SQL {
  const columns = Object.entries(getTableColumns(tables[name] as PgTable));
  const table = sql.identifier(past ? `${name}_past` : name);
  const named = [...columns.map(([key, column]) => ({ key, name: column.name, column })), ...(past ? [until] : [])];
  const values = named.map(({ key, name: of, column }) => {
    const own = sql`t.${sql.identifier(snakeCase(of))}`;
    if (positions.includes(key)) return sql`${own} + round`;
    if (column?.dataType === 'json') return sql`replace(${own}::text, '"r0-', '"r' || round || '-')::jsonb`;
    return column?.columnType === 'PgText' ? sql`regexp_replace(${own}, '^r0-', 'r' || round || '-')` : own;
  });
  const names = named.map(({ name: of }) => sql.identifier(snakeCase(of)));
  return sql`insert into ${table} (${sql.join(names, sql`, `)})
    select ${sql.join(values, sql`, `)} from generate_series(1, ${rounds - 1}::int) round, ${table} t
    where t.${sql.identifier(snakeCase(owners[name].name))} like 'r0-%'`;
}

/** What a past has beside the columns of its table. */
const until = { key: 'until', name: 'until', column: undefined };

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Holds the rows of some incidents of the last round against what the projection writes of them. Throws where they differ. */
export async function checkCopies(db: Database, rounds: number): Promise<void> {
  const { positionOf } = layOut(rounds, 0);
  const common = worldOf(commonGround().map(recorded), emptyWorld());
  const round = rounds - 1;
  for (let at = 0; at < roundSize; at += 37) {
    const world = worldOf(
      happeningsOf(at, round).map((each, nth) => recorded(each, positionOf(at, nth, round))),
      standingOn(common),
    );
    for (const name of copied) {
      const mine = [idIn(round, 'd', at), idIn(round, 'i', at)];
      const owned =
        name === 'claim'
          ? and(like(tables.claim.id, `r${round}-c-${at}-%`))
          : sql`${owners[name]} = any (${sql.param(mine)}::text[])`;
      const rows = await db.view
        .select()
        .from(tables[name] as PgTable)
        .where(owned);
      if (!isDeepStrictEqual(inOrder(rows), inOrder(world[name].values())))
        throw new Error(`The copied rows of ${name} for incident ${at} are not those of the projection.`);
    }
  }
}

const inOrder = (rows: Iterable<unknown>): string[] =>
  [...rows].map((row) => JSON.stringify(membersInOrder(JSON.parse(JSON.stringify(row))))).sort();

function membersInOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(membersInOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, membersInOrder(inner)]),
  );
}
