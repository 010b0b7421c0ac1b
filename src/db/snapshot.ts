import type { Database } from './client';

/**
 * Reads the views as they are at one moment: everything `read` asks of `view` is answered from one snapshot, so that no
 * page shows claims of one position with questions of another. Writing is refused.
 */
export const snapshot = <Read>(db: Database, read: (db: Database) => Promise<Read>): Promise<Read> =>
  db.view.transaction((view) => read({ ...db, view }), { isolationLevel: 'repeatable read', accessMode: 'read only' });
