import type { InferSelectModel } from 'drizzle-orm';
import type { Subject } from '@/domain/identifier';
import type { change } from './change.table';
import type { claim } from './claim.table';
import type { derivation, document } from './document.table';
import type { person } from './person.table';
import type { question } from './question.table';
import type { report } from './report.table';
import type { source } from './source.table';
import type { facet, incident, site } from './subject.table';
import type { vocabulary } from './vocabulary.table';
import type { word } from './word.table';

/** Rows of the followed views, by table. */
export type Rows = {
  person: InferSelectModel<typeof person>;
  source: InferSelectModel<typeof source>;
  document: InferSelectModel<typeof document>;
  derivation: InferSelectModel<typeof derivation>;
  site: InferSelectModel<typeof site>;
  incident: InferSelectModel<typeof incident>;
  claim: InferSelectModel<typeof claim>;
  question: InferSelectModel<typeof question>;
  change: InferSelectModel<typeof change>;
  report: InferSelectModel<typeof report>;
  vocabulary: InferSelectModel<typeof vocabulary>;
  facet: InferSelectModel<typeof facet>;
  word: InferSelectModel<typeof word>;
};

/** A row as events set it: since when it reads so, the world knows. */
export type Unplaced<Table extends keyof Rows> = Omit<Rows[Table], 'since'>;

/** An earlier reading of a row: from the position `since` on, and before `until`. */
export type Past<Table extends keyof Rows> = Rows[Table] & { until: number };

/** The part of the views that a run of events touches, held in memory while they are applied. Keyed as in `keyOf`. */
export type World = { [Table in keyof Rows]: Map<string, Rows[Table]> } & {
  /** The end of the append whose events are being applied: views are seen as of the ends of appends. */
  at: number;
  /** Earlier readings of rows that events have set or taken away, by table. */
  past: { [Table in keyof Rows]: Past<Table>[] };
  /** Keys of the rows that events have set, by table. */
  touched: { [Table in keyof Rows]: Set<string> };
  /** Rows that events have taken away, by table. */
  removed: { [Table in keyof Rows]: Map<string, Rows[Table]> };
};

/** The name of a row within its table. */
export const keyOf: { [Table in keyof Rows]: (row: Unplaced<Table>) => string } = {
  person: (row) => row.id,
  source: (row) => row.id,
  document: (row) => row.id,
  derivation: (row) => `${row.documentId} ${row.parentId}`,
  site: (row) => row.id,
  incident: (row) => row.id,
  claim: (row) => row.id,
  question: (row) => questionKey({ kind: row.subjectKind, id: row.subjectId }, row.attribute),
  change: (row) => `${row.position} ${row.subjectKind} ${row.subjectId}`,
  report: (row) => row.id,
  vocabulary: (row) => `${row.kind} ${row.id}`,
  facet: (row) => `${row.incidentId} ${row.facet}`,
  word: (row) => `${row.kind} ${row.id} ${row.isSound} ${row.word}`,
};

/** The name of a question: its subject and what is asked of it. */
export const questionKey = (subject: Subject, attribute: string): string =>
  `${subject.kind} ${subject.id} ${attribute}`;

/** A world in which nothing is known. */
export function emptyWorld(): World {
  const maps = Object.keys(keyOf).map((table) => [table, new Map()]);
  const removed = Object.keys(keyOf).map((table) => [table, new Map()]);
  const past = Object.keys(keyOf).map((table) => [table, []]);
  const sets = Object.keys(keyOf).map((table) => [table, new Set()]);
  return {
    ...Object.fromEntries(maps),
    at: -1,
    past: Object.fromEntries(past),
    touched: Object.fromEntries(sets),
    removed: Object.fromEntries(removed),
  } as World;
}

/** Takes rows in as they were read. */
export function hold<Table extends keyof Rows>(world: World, table: Table, rows: readonly Rows[Table][]): void {
  for (const row of rows) (world[table] as Map<string, Rows[Table]>).set(keyOf[table](row), row);
}

/** Sets a row, to be written when the run ends. What it replaces goes to the past, unless this append made it. */
export function put<Table extends keyof Rows>(world: World, table: Table, row: Unplaced<Table>): void {
  const key = keyOf[table](row);
  const rows = world[table] as Map<string, Rows[Table]>;
  const known = rows.get(key);
  if (known) passed(world, table, known);
  rows.set(key, { ...row, since: world.at } as Rows[Table]);
  world.touched[table].add(key);
  world.removed[table].delete(key);
}

/** Takes a row away, to be deleted when the run ends. */
export function remove<Table extends keyof Rows>(world: World, table: Table, row: Rows[Table]): void {
  const key = keyOf[table](row);
  passed(world, table, row);
  world[table].delete(key);
  world.touched[table].delete(key);
  world.removed[table].set(key, row);
}

function passed<Table extends keyof Rows>(world: World, table: Table, row: Rows[Table]): void {
  if (row.since < world.at) (world.past[table] as Past<Table>[]).push({ ...row, until: world.at });
}
