import { bigint } from 'drizzle-orm/pg-core';

/**
 * The position from whose append on a row of the views reads as it does. Its earlier readings stand beside it in the table's
 * past, each with the position at which the next one took its place: see `make-views.ts`.
 */
export const since = () => bigint({ mode: 'number' }).notNull();
