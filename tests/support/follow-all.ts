import type { Database } from '@/db/client';
import { followOnce } from '@/projections/follow';

/** Brings the views up to everything that has a position. */
export async function followAll(db: Database): Promise<void> {
  while ((await followOnce(db)) > 0);
}
