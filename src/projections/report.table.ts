import { bigint, index, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { ReportState } from '@/domain/fold';
import type { ReportContents } from '@/domain/report/event';
import { since } from './record.table';

/** One submission: a document and the claims read from it, and where it stands. */
export const report = pgTable(
  'report',
  {
    id: text().primaryKey(),
    documentId: text().notNull(),
    /** What was submitted last. */
    contents: jsonb().$type<ReportContents>().notNull(),
    submittedBy: text().notNull(),
    /** The position of its first submission. */
    submittedAtPosition: bigint({ mode: 'number' }).notNull(),
    state: text({ enum: ['submitted', 'returned', 'accepted', 'rejected'] })
      .$type<ReportState>()
      .notNull(),
    /** The reviewer's question, or the reason of a rejection. */
    answer: text(),
    declined: jsonb().$type<{ claim: string; reason: string | null }[]>().notNull(),
    /** The version of its stream: what a decision on it must have been shown. */
    version: bigint({ mode: 'number' }).notNull(),
    setBy: bigint({ mode: 'number' }).notNull(),
    since: since(),
  },
  (table) => [
    index().on(table.state, table.submittedAtPosition),
    index().on(table.submittedBy, table.submittedAtPosition),
  ],
);
