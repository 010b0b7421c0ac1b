import { bigint, index, jsonb, primaryKey, text } from 'drizzle-orm/pg-core';
import type { Assessment } from '@/domain/question/assess';
import { record } from './record.table';

/** Subject × attribute with its assessment. `setBy` is the position that last changed the assessment. */
export const question = record.table(
  'question',
  {
    subjectKind: text({ enum: ['incident', 'site'] }).notNull(),
    subjectId: text().notNull(),
    attribute: text().notNull(),
    state: text().notNull(),
    assessment: jsonb().$type<Assessment>().notNull(),
    setBy: bigint({ mode: 'number' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.subjectKind, table.subjectId, table.attribute] }),
    index().on(table.state, table.setBy),
  ],
);
