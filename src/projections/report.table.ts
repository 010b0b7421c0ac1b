import { bigint, jsonb, text } from 'drizzle-orm/pg-core';
import type { Subject } from '@/domain/identifier';
import { record } from './record.table';

/** One submission: a document and the claims read from it. */
export const report = record.table('report', {
  id: text().primaryKey(),
  documentId: text().notNull(),
  claims: jsonb().$type<{ claim: string; subject: Subject }[]>().notNull(),
  note: text(),
  submittedBy: text().notNull(),
  state: text({ enum: ['submitted', 'accepted'] }).notNull(),
  setBy: bigint({ mode: 'number' }).notNull(),
});
