import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { isServerOf, readPostmaster } from '@/cli/embedded/postmaster';
import { type Cluster, openCluster } from '@/cli/embedded-postgres';
import { applicationRole } from '@/db/client';
import { migrate } from '@/db/migrate';
import { isAlive } from '../bin/take-turns.mjs';

const prefix = 'bench-';

/** A server of this run's own that waits for the disk as the user's does. `stop` ends and removes it; so does the end of this process. */
export type BenchCluster = {
  /** A new database of this version's schema, with the plain table `bare` beside it. Answers its address. */
  createDatabase(name: string): Promise<string>;
  /** What the server says of its durability, for people. */
  describe(): Promise<string>;
  stop(): Promise<void>;
};

/**
 * Makes the server under the repository's `.tmp`: the system's temporary folder is in memory on some machines, where
 * waiting for the disk costs nothing. What a killed run left behind is removed first.
 */
export async function openBenchCluster(root: string): Promise<BenchCluster> {
  const home = join(root, '.tmp');
  mkdirSync(home, { recursive: true });
  for (const name of readdirSync(home)) {
    if (/^bench-\d+$/.test(name) && !isAlive(Number(name.slice(prefix.length)))) remove(join(home, name));
  }
  const folder = join(home, `${prefix}${process.pid}`);
  mkdirSync(folder, { mode: 0o755 });
  const removeAtExit = () => remove(folder);
  process.once('exit', removeAtExit);
  const cluster = await openCluster({ dataDir: join(folder, 'database'), isDurable: true });
  return {
    createDatabase: (name) => createDatabase(cluster, name),
    describe: () =>
      withConnection(cluster.url('postgres'), async (sql) => {
        const [row] = await sql<{ text: string }[]>`
          select format('PostgreSQL %s, fsync=%s, synchronous_commit=%s, shared_buffers=%s', current_setting('server_version'),
            current_setting('fsync'), current_setting('synchronous_commit'), current_setting('shared_buffers')) as text`;
        return row?.text ?? '';
      }),
    stop: async () => {
      await cluster.stop(500);
      process.off('exit', removeAtExit);
      remove(folder);
    },
  };
}

function remove(folder: string): void {
  const dataDir = join(folder, 'database');
  try {
    const running = readPostmaster(dataDir);
    if (running && isServerOf(dataDir, running.pid)) process.kill(running.pid, 'SIGQUIT');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  } catch {
    // It is still closing: the next run tries again.
  }
}

async function createDatabase(cluster: Cluster, name: string): Promise<string> {
  await withConnection(cluster.url('postgres'), (sql) => sql.unsafe(`create database ${name}`));
  const url = cluster.url(name);
  await migrate(url);
  await withConnection(url, (sql) =>
    sql.unsafe(`
      create table bare (id bigserial primary key, data jsonb);
      grant insert on bare to ${applicationRole};
      grant usage on sequence bare_id_seq to ${applicationRole}`),
  );
  return url;
}

async function withConnection<Outcome>(url: string, work: (sql: postgres.Sql) => Promise<Outcome>): Promise<Outcome> {
  const sql = postgres(url, { max: 1, onnotice: () => {}, connection: { application_name: 'palimpsest bench' } });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}
