import { bigint, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { Argument } from '@/domain/question/argument';
import type { Assessment } from '@/domain/question/assess';
import type { Card } from '@/domain/question/card';
import type { BoardStage } from '@/domain/question/stage';
import { since } from './record.table';

/**
 * Subject × attribute with its assessment, in which a ruling that stands makes the state Settled. `setBy` is the position
 * that last changed the assessment.
 */
export const question = pgTable(
  'question',
  {
    subjectKind: text({ enum: ['incident', 'site'] }).notNull(),
    subjectId: text().notNull(),
    attribute: text().notNull(),
    state: text().notNull(),
    assessment: jsonb().$type<Assessment>().notNull(),
    /** What people argued on it; null where nobody did. */
    argument: jsonb().$type<Argument>(),
    /** Live claims that challenge the ruling that stands; empty where none does. */
    challengedBy: text().array().notNull(),
    /** Where it stands on the board of disputes; null where it is on none. */
    stage: text().$type<BoardStage>(),
    /** How much hangs on it, for the order of the board: see `consequenceOf`. */
    consequence: integer().notNull(),
    /** The position at which it was first disputed, this time; of a question that never was, null. */
    disputedSince: bigint({ mode: 'number' }),
    /** When that event was recorded. */
    disputedSinceAt: text(),
    /** The position at which somebody last argued on it, and when; null where nobody did. */
    lastArgued: bigint({ mode: 'number' }),
    lastArguedAt: text(),
    /** What a card of the board tells of it; null where it is on none. */
    card: jsonb().$type<Card>(),
    setBy: bigint({ mode: 'number' }).notNull(),
    since: since(),
  },
  (table) => [
    primaryKey({ columns: [table.subjectKind, table.subjectId, table.attribute] }),
    index().on(table.state, table.setBy),
    index('question_board_index').on(
      table.stage,
      table.consequence.desc().nullsFirst(),
      table.disputedSince,
      table.subjectKind,
      table.subjectId,
      table.attribute,
    ),
    index('question_board_by_age_index').on(
      table.stage,
      table.disputedSince,
      table.subjectKind,
      table.subjectId,
      table.attribute,
    ),
  ],
);
