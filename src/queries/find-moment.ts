import type { Database } from '@/db/client';
import { readMoments } from '@/ledger/read';

/** When the event at a position was recorded, or null when there is none. */
export const findMoment = async (db: Database, position: number): Promise<string | null> =>
  (await readMoments(db.sql, [position])).get(position) ?? null;
