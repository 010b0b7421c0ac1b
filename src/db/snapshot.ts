import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import type { Database } from './client';
import { forksAt } from './fork';
import { prepared } from './prepared';
import { liveViews, publishedOf, thenOf } from './views';

/**
 * Reads the views as they are at one moment: everything `read` asks of `view` is answered from one snapshot, so that no
 * page shows claims of one position with questions of another. Where the database carries a moment, they are read as they
 * were then, by the same statements. Writing is refused.
 */
export const snapshot = <Read>(db: Database, read: (db: Database) => Promise<Read>): Promise<Read> =>
  (db.moment ? db.past : db.view).transaction(async (view) => {
    const began = view.setTransaction({ isolationLevel: 'repeatable read', accessMode: 'read only' });
    const followed = db.moment && asOf(view, db, db.moment);
    const opened = Promise.all([began, followed]);
    // What is read goes out behind them, in this order, without waiting for their answers. Should one fail meanwhile, it is told below.
    opened.catch(() => {});
    await nextTurn();
    const [, answer] = await Promise.all([opened, read({ ...db, view, ...(followed ? { followed } : {}) })]);
    return answer;
  });

/**
 * Says as of when the views are seen, and answers how far they are there. What reads them touches them first here, so that
 * they are not exchanged meanwhile.
 */
async function asOf(
  view: Database['view'],
  { published }: Database,
  { position, publishedBy }: NonNullable<Database['moment']>,
): Promise<number> {
  if (position === null || (publishedBy !== null && !published))
    throw new Error('A moment on the clock of publication has to be found first: see atMoment.');
  const schema = publishedBy === null ? thenOf(liveViews) : publishedOf(liveViews);
  const set = (name: string, value: string) => sql`set_config(${name}, ${value}, true)`;
  const [at] = await prepared(
    view
      .select({
        position: sql<number>`position::float8`,
        set: sql`${set('search_path', schema)} || ${set('palimpsest.as_of', String(position))}
          || ${set('palimpsest.forks', `{${forksAt(position)}}`)}
          || ${set('palimpsest.published_until', String(published?.until ?? ''))}
          || length(${set('palimpsest.published', published?.rows ?? '')})`,
      })
      .from(sql`${sql.identifier(liveViews)}.checkpoint`),
  );
  return Math.min(at?.position ?? -1, position);
}
