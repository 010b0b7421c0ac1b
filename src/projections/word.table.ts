import { boolean, index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { since } from './record.table';

/** The words that sources, documents, sites and incidents can be found by, as they are written and as they sound. */
export const word = pgTable(
  'word',
  {
    kind: text({ enum: ['source', 'document', 'site', 'incident'] }).notNull(),
    id: text().notNull(),
    word: text().notNull(),
    isSound: boolean().notNull(),
    since: since(),
  },
  (table) => [
    primaryKey({ columns: [table.kind, table.id, table.isSound, table.word] }),
    index().on(table.isSound, table.word.op('text_pattern_ops'), table.kind, table.id),
  ],
);
