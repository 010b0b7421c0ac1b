import { sql } from 'drizzle-orm';
import { bigint, boolean, index, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { acts } from '@/domain/act';
import { changedKinds, type Effect } from './change';
import { since } from './record.table';

/**
 * An event in one record's history: a row for the record whose stream it is on, and one for each other record it bears on,
 * such as the source who makes a claim and the document it was read in. What is filtered by stands in the row.
 */
export const change = pgTable(
  'change',
  {
    position: bigint({ mode: 'number' }).notNull(),
    subjectKind: text({ enum: changedKinds }).notNull(),
    subjectId: text().notNull(),
    /** Whether the event is on this record's own stream: each event has one such row, and the ledger's history is these. */
    isOwn: boolean().notNull(),
    /** The claim it is about; on the event's own row alone. */
    claimId: text(),
    act: text({ enum: acts }).notNull(),
    actor: text().notNull(),
    /** As the envelope has it: ISO 8601 in UTC, of one length, so that it is in order as a text. */
    recordedAt: text().notNull(),
    /** The questions it is about, and those whose assessment it changed: of this subject; of all on the event's own row and those of no subject. */
    attributes: text().array().notNull(),
    /** Whether it is of substance in this record: `is-substantive.ts` says when. */
    isSubstantive: boolean().notNull(),
    /** What it changed of this subject's questions; none on a row of no subject. */
    effects: jsonb().$type<Effect[]>().notNull(),
    since: since(),
  },
  (table) => [
    primaryKey({ columns: [table.position, table.subjectKind, table.subjectId] }),
    index().on(table.subjectKind, table.subjectId, table.position, table.since),
    index().on(table.claimId, table.position),
    index('change_own_by_actor_index').on(table.actor, table.position).where(sql`${table.isOwn}`),
    index('change_own_by_act_index').on(table.act, table.position).where(sql`${table.isOwn}`),
    index('change_own_by_moment_index').on(table.recordedAt).where(sql`${table.isOwn}`),
    index('change_own_of_substance_index').on(table.position).where(sql`${table.isOwn} and ${table.isSubstantive}`),
    index('change_own_by_attribute_index').using('gin', table.attributes).where(sql`${table.isOwn}`),
  ],
);
