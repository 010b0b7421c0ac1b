import { and, eq, getTableColumns, or, sql } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { getTableConfig } from 'drizzle-orm/pg-core';
import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import { change } from './change.table';
import { claim } from './claim.table';
import { derivation, document } from './document.table';
import { person } from './person.table';
import { question } from './question.table';
import { report } from './report.table';
import { source } from './source.table';
import { facet, incident, site } from './subject.table';
import { vocabulary } from './vocabulary.table';
import { word } from './word.table';
import type { Rows, World } from './world';

/** The tables of the followed views. */
export const tables = {
  person,
  source,
  document,
  derivation,
  site,
  incident,
  claim,
  question,
  change,
  report,
  vocabulary,
  facet,
  word,
} satisfies Record<keyof Rows, PgTable>;

/** PostgreSQL takes at most 65,535 parameters a statement; no table here has more than 40 columns. */
const rowsPerStatement = 1000;

/** Writes the rows that events have set with their earlier readings, and deletes those they took away. */
export async function saveWorld(
  tx: Pick<PostgresJsDatabase, 'insert' | 'delete' | 'execute'>,
  world: World,
): Promise<void> {
  for (const name of Object.keys(tables) as (keyof Rows)[]) {
    const gone = [...world.removed[name].values()] as Record<string, unknown>[];
    for (let start = 0; start < gone.length; start += rowsPerStatement) {
      const these = gone.slice(start, start + rowsPerStatement);
      await tx.delete(tables[name]).where(or(...these.map((row) => isRow(tables[name], row))));
    }
    // Written once, however often a world is saved.
    const past = world.past[name].splice(0);
    for (let start = 0; start < past.length; start += rowsPerStatement)
      await tx.execute(insertPast(tables[name], past.slice(start, start + rowsPerStatement)));
    const rows = [...world.touched[name]].map((key) => world[name].get(key) as Record<string, unknown>);
    for (let start = 0; start < rows.length; start += rowsPerStatement)
      await upsert(tx, tables[name], rows.slice(start, start + rowsPerStatement));
  }
}

/** A past has the columns of its table and one more, and is read as that table is: it has no definition of its own. */
function insertPast(table: PgTable, rows: readonly object[]) {
  const past = sql.identifier(`${getTableConfig(table).name}_past`);
  const named = JSON.stringify(rows.map(snakeCased));
  return sql`insert into ${past} select * from jsonb_populate_recordset(null::${past}, ${named}::jsonb)`;
}

const isRow = (table: PgTable, row: Record<string, unknown>) =>
  and(...keyColumns(table).map((column) => eq(column, row[column.name])));

const keyColumns = (table: PgTable): PgColumn[] =>
  getTableConfig(table).primaryKeys[0]?.columns ??
  Object.values(getTableColumns(table)).filter(({ primary }) => primary);

async function upsert(tx: Pick<PostgresJsDatabase, 'insert'>, table: PgTable, rows: Record<string, unknown>[]) {
  const columns = getTableColumns(table);
  const target = keyColumns(table);
  const set = Object.fromEntries(
    Object.entries(columns).map(([name, column]) => [name, sql`excluded.${sql.identifier(snakeCase(column.name))}`]),
  );
  await tx.insert(table).values(rows).onConflictDoUpdate({ target, set });
}

/** A row by the names of its columns. */
export const snakeCased = (row: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [snakeCase(name), value]));

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
