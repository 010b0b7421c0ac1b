import { sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { checkpoint } from './checkpoint.table';
import { followOnce } from './follow';
import { tables } from './save-world';

/** Drops every row of the followed views and replays the ledger. Afterwards they are what they were: law six. */
export async function rebuild(db: Database, onProgress: (events: number) => void = () => {}): Promise<void> {
  const names = sql.join(
    [...Object.values(tables), checkpoint].map((table) => sql`${table}`),
    sql`, `,
  );
  await db.view.execute(sql`truncate ${names}`);
  let events = 0;
  for (let applied = await followOnce(db); applied > 0; applied = await followOnce(db)) {
    events += applied;
    onProgress(events);
  }
}
