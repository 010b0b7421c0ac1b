import { type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';

/**
 * Sends a statement that a connection keeps: parsed once, and soon planned once. For statements of which there are few
 * texts, since each is kept as long as its connection, and of which one plan is good for all values.
 */
export const prepared = <Answer>(query: { prepare(name: string): { execute(): Promise<Answer> } }): Promise<Answer> =>
  query.prepare('kept').execute();

/** Whether a column is among these texts: one value, however many they are, so that the text stays the same. */
export const isAmong = (column: PgColumn, texts: Iterable<string>): SQL =>
  sql`${column} = any(${sql.param([...new Set(texts)])}::text[])`;

/** A whole number that stands in the text: a plan is made for it. A limit that is a value is taken for a tenth of all rows. */
export const written = (number: number): SQL => sql.raw(String(Math.trunc(number)));
