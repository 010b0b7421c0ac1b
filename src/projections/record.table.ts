import { pgSchema } from 'drizzle-orm/pg-core';

/** The followed views: everything a page lists or compares. Dropped and replayed at will; the ledger is the truth. */
export const record = pgSchema('record');
