import { bigint, text } from 'drizzle-orm/pg-core';
import { record } from './record.table';

/** How far the follower has read: the position of the last event in the views, −1 before the first. */
export const checkpoint = record.table('checkpoint', {
  name: text().primaryKey(),
  position: bigint({ mode: 'number' }).notNull(),
});
