import { sql } from 'drizzle-orm';
import type { Database } from './client';
import { liveViews, publishedOf, thenOf } from './views';

/**
 * Reads the views as they are at one moment: everything `read` asks of `view` is answered from one snapshot, so that no
 * page shows claims of one position with questions of another. Where the database carries a moment, they are read as they
 * were then, by the same statements. Writing is refused.
 */
export const snapshot = <Read>(db: Database, read: (db: Database) => Promise<Read>): Promise<Read> =>
  db.view.transaction(
    async (view) => {
      if (db.moment) await view.execute(settings(db, db.moment));
      return read({ ...db, view });
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );

/** Says as of when the views are seen. What reads them touches them first here, so that they are not exchanged meanwhile. */
function settings({ published }: Database, { position, publishedBy }: NonNullable<Database['moment']>) {
  if (position === null || (publishedBy !== null && !published))
    throw new Error('A moment on the clock of publication has to be found first: see atMoment.');
  const schema = publishedBy === null ? thenOf(liveViews) : publishedOf(liveViews);
  return sql`select set_config('search_path', ${schema}, true), set_config('palimpsest.as_of', ${String(position)}, true),
    set_config('palimpsest.published_until', ${String(published?.until ?? '')}, true),
    set_config('palimpsest.published', ${published?.rows ?? ''}, true), (select position from record.checkpoint)`;
}
