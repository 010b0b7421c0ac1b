import { bigint, index, pgTable, text } from 'drizzle-orm/pg-core';
import type { Reliability } from '@/domain/source/command';
import { since } from './record.table';

/** Who speaks. `name` and `note` are null once erased; `setBy` is the position that last set it. */
export const source = pgTable(
  'source',
  {
    id: text().primaryKey(),
    name: text(),
    kind: text().notNull(),
    language: text(),
    partOf: text(),
    note: text(),
    /** Reliability on the Admiralty scale, as last graded. */
    reliability: text().$type<Reliability>(),
    /** Its name as names are put in order. */
    sortName: text().notNull(),
    setBy: bigint({ mode: 'number' }).notNull(),
    since: since(),
  },
  (table) => [
    index().on(table.partOf),
    index().on(table.sortName, table.id),
    index().on(table.kind, table.sortName, table.id),
  ],
);
