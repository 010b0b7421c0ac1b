import { bigint, pgTable, text } from 'drizzle-orm/pg-core';
import { since } from './record.table';

/** People who may act. `name` is null once erased. */
export const person = pgTable('person', {
  id: text().primaryKey(),
  name: text(),
  roles: text().array().notNull(),
  setBy: bigint({ mode: 'number' }).notNull(),
  since: since(),
});
