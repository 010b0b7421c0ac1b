import { bigint, index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { since } from './record.table';

/** One published item. `lineage` is unknown until somebody says. */
export const document = pgTable(
  'document',
  {
    id: text().primaryKey(),
    title: text(),
    publisherId: text().notNull(),
    address: text(),
    /** The address as addresses are compared; null where there is none or it was erased. */
    comparableAddress: text(),
    published: text(),
    /** Seconds UTC of the earliest moment it may have been published; of undated documents below every date. */
    sortAt: bigint({ mode: 'number' }).notNull(),
    /** Seconds UTC by which it was certainly published; null where that is not known. */
    publishedUntil: bigint({ mode: 'number' }),
    language: text(),
    edition: text(),
    note: text(),
    lineage: text({ enum: ['unknown', 'first-hand', 'derived'] }).notNull(),
    setBy: bigint({ mode: 'number' }).notNull(),
    since: since(),
  },
  (table) => [
    index().on(table.sortAt, table.id),
    index().on(table.publisherId, table.sortAt, table.id),
    index().on(table.language, table.sortAt, table.id),
    index().on(table.lineage, table.sortAt, table.id),
    index().on(table.comparableAddress),
  ],
);

/** A document's content comes from another's. */
export const derivation = pgTable(
  'derivation',
  {
    documentId: text().notNull(),
    parentId: text().notNull(),
    how: text().notNull(),
    reason: text(),
    setBy: bigint({ mode: 'number' }).notNull(),
    since: since(),
  },
  (table) => [primaryKey({ columns: [table.documentId, table.parentId] }), index().on(table.parentId)],
);
