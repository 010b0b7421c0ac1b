import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive } from '../../../bin/take-turns.mjs';
import { type Cluster, openCluster } from '../embedded-postgres';
import { isServerOf, readPostmaster } from './postmaster';

const prefix = 'palimpsest-test-';

function remove(folder: string): void {
  const dataDir = join(folder, 'database');
  try {
    const running = readPostmaster(dataDir);
    if (running && isServerOf(dataDir, running.pid)) process.kill(running.pid, 'SIGQUIT');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  } catch {
    // It belongs to another user, or is still closing: the next run tries again.
  }
}

function removeLeftBehind(): void {
  for (const name of readdirSync(tmpdir())) {
    if (name.startsWith(prefix) && !isAlive(Number(name.slice(prefix.length).split('-')[0])))
      remove(join(tmpdir(), name));
  }
}

/** A server for tests, in the temporary folder, that promises nothing after a power cut. `stop` removes it; so does the end of this process. */
export async function createTemporaryCluster(): Promise<Cluster> {
  removeLeftBehind();
  const folder = join(tmpdir(), `${prefix}${process.pid}-${randomBytes(4).toString('hex')}`);
  mkdirSync(folder, { mode: 0o755 });
  const removeAtExit = () => remove(folder);
  process.once('exit', removeAtExit);
  const cluster = await openCluster({ dataDir: join(folder, 'database'), isDurable: false });
  return {
    ...cluster,
    stop: async () => {
      process.off('exit', removeAtExit);
      await cluster.stop();
      remove(folder);
    },
  };
}
