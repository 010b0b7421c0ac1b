import { bigint, text } from 'drizzle-orm/pg-core';
import { record } from './record.table';

/** People who may act. `name` is null once erased. */
export const person = record.table('person', {
  id: text().primaryKey(),
  name: text(),
  roles: text().array().notNull(),
  setBy: bigint({ mode: 'number' }).notNull(),
});
