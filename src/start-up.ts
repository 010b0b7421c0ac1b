import { EventEmitter } from 'node:events';
import { type Database, database } from './db/client';
import type { Kept } from './keep-at';
import { startSequencer } from './ledger/sequencer';
import { catchUp } from './projections/catch-up';
import { followedChannel, startFollower } from './projections/follow';

/** What runs beside the pages: one sequencer and one follower a process, and word of what was followed. */
export type Running = {
  sequencer: Kept;
  follower: Kept;
  /**
   * Emits `followed` with the position the views have reached, from whichever process wrote them; with −1 after a lost
   * connection, when they may be anywhere.
   */
  heard: EventEmitter;
};

const keeper = globalThis as { palimpsestRunning?: Promise<Running> };

/** Starts what runs beside the pages, once a process. */
export function running(): Promise<Running> {
  keeper.palimpsestRunning ??= start().catch((error) => {
    keeper.palimpsestRunning = undefined;
    throw error;
  });
  return keeper.palimpsestRunning;
}

async function start(): Promise<Running> {
  const db: Database = await database();
  const report = (error: unknown) => console.error(error instanceof Error ? error.message : error);
  await catchUp(db);
  const heard = new EventEmitter().setMaxListeners(0);
  const tell = (position: string) => heard.emit('followed', Number(position));
  await db.direct.listen(followedChannel, tell, () => heard.emit('followed', -1));
  const follower = await startFollower(db, report);
  return { sequencer: startSequencer(db.direct, report), follower, heard };
}
