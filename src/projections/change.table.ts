import { bigint, index, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { Effect } from './change';
import { since } from './record.table';

/** What one event changed in one subject's record: the line of its history. */
export const change = pgTable(
  'change',
  {
    position: bigint({ mode: 'number' }).notNull(),
    subjectKind: text({ enum: ['incident', 'site'] }).notNull(),
    subjectId: text().notNull(),
    claimId: text(),
    attribute: text(),
    effects: jsonb().$type<Effect[]>().notNull(),
    since: since(),
  },
  (table) => [
    primaryKey({ columns: [table.position, table.subjectKind, table.subjectId] }),
    index().on(table.subjectKind, table.subjectId, table.position),
    index().on(table.claimId, table.position),
  ],
);
