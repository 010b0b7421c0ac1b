import { sql } from 'drizzle-orm';
import { bigint, boolean, index, integer, jsonb, text } from 'drizzle-orm/pg-core';
import type { Answer } from '@/domain/answer/answer';
import { record } from './record.table';

/** A claimant answers a question, as read in a document. `setBy` is the position that last set it. */
export const claim = record.table(
  'claim',
  {
    id: text().primaryKey(),
    subjectKind: text({ enum: ['incident', 'site'] }).notNull(),
    subjectId: text().notNull(),
    attribute: text().notNull(),
    scope: text(),
    answer: jsonb().$type<Answer>().notNull(),
    claimantId: text().notNull(),
    documentId: text().notNull(),
    relaysId: text(),
    /** The author's assessment: shown, takes no position. */
    opinion: boolean().notNull(),
    excerpt: text(),
    excerptLanguage: text(),
    note: text(),
    reportId: text().notNull(),
    /** The version of the subject's stream that last set this claim: what a correction must have been shown. */
    version: bigint({ mode: 'number' }).notNull(),
    recordedAtPosition: bigint({ mode: 'number' }).notNull(),
    setBy: bigint({ mode: 'number' }).notNull(),
    corrections: integer().notNull(),
  },
  (table) => [
    index().on(table.subjectKind, table.subjectId, table.attribute),
    index().on(table.subjectKind, table.subjectId, table.recordedAtPosition),
    index().on(table.recordedAtPosition),
    index().on(table.attribute, table.recordedAtPosition),
    index().on(table.documentId, table.recordedAtPosition),
    index().on(table.claimantId, table.recordedAtPosition),
    index('claim_answer_kind_recorded_at_position_index').on(
      sql`(${table.answer} ->> 'kind')`,
      table.recordedAtPosition,
    ),
    index().on(table.opinion, table.recordedAtPosition),
    index().on(table.relaysId),
  ],
);
