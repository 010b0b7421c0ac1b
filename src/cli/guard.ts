import { setTimeout as pause } from 'node:timers/promises';
import type postgres from 'postgres';
import { ClearFailure } from './clear-failure';
import { connect } from './database';

/** The pair of numbers only a running Palimpsest locks: "pali" in ASCII, and one. */
const [lockClass, lockObject] = [0x70616c69, 1];

/** Held while this process is the one that runs on this data. The server drops it when the process dies, however it dies. */
export type Guard = { release(): Promise<void> };

/**
 * Becomes the one Palimpsest that runs on this database, or throws ClearFailure naming the one that does.
 * The holder's address and process travel in the connection's name, so the answer is as true as the lock.
 */
export async function takeGuard(url: string, address: string): Promise<Guard> {
  const sql = connect(url, `palimpsest ${address} ${process.pid}`);
  // A predecessor that is just stopping, or was just killed, lets go within moments.
  for (let attempt = 0; attempt < 8; attempt++) {
    const [answer] = await sql<{ taken: boolean }[]>`select pg_try_advisory_lock(${lockClass}, ${lockObject}) as taken`;
    if (answer?.taken) return { release: () => sql.end({ timeout: 0.2 }) };
    await pause(100);
  }
  const holder = await readHolder(sql);
  await sql.end({ timeout: 1 });
  throw new ClearFailure(`Palimpsest already runs on this data${holder}.`);
}

async function readHolder(sql: postgres.Sql): Promise<string> {
  const [holder] = await sql<{ name: string }[]>`
    select activity.application_name as name
    from pg_locks as held join pg_stat_activity as activity using (pid)
    where held.locktype = 'advisory' and held.granted and held.classid = ${lockClass} and held.objid = ${lockObject}
      and held.database = (select oid from pg_database where datname = current_database())`;
  const [, address, pid] = holder?.name.split(' ') ?? [];
  return address && pid ? ` at ${address} (process ${pid})` : '';
}
