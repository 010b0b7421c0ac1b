import { sql } from 'drizzle-orm';
import type { Database } from './client';
import { liveViews, thenOf } from './views';

/**
 * Reads the views as they are at one moment: everything `read` asks of `view` is answered from one snapshot, so that no
 * page shows claims of one position with questions of another. Where the database carries a moment, they are read as they
 * were then, by the same statements. Writing is refused.
 */
export const snapshot = <Read>(db: Database, read: (db: Database) => Promise<Read>): Promise<Read> =>
  db.view.transaction(
    async (view) => {
      const position = db.moment?.position ?? null;
      if (position !== null)
        await view.execute(sql`select set_config('search_path', ${thenOf(liveViews)}, true),
          set_config('palimpsest.as_of', ${String(position)}, true)`);
      return read({ ...db, view });
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );
