import type { Database } from '@/db/client';
import { sequence } from '@/ledger/sequencer';
import { followOnce } from './follow';

/**
 * Gives everything appended so far its position and brings the views up to it, so that the first page after a start
 * shows what was acknowledged before it. Returns at once where another process is at that work.
 */
export async function catchUp(db: Database): Promise<void> {
  let size: number | null = null;
  for (let now = await sequence(db.direct); now !== size; now = await sequence(db.direct)) size = now;
  while ((await followOnce(db)) > 0);
}
