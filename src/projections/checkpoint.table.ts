import { bigint, integer, pgTable } from 'drizzle-orm/pg-core';

/** One row: how far the follower has read, the position of the last event in the views, −1 before the first; and the version the rows are of. */
export const checkpoint = pgTable('checkpoint', {
  version: integer().notNull(),
  position: bigint({ mode: 'number' }).notNull(),
});
