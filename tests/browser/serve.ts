import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { loadSample } from '@/cli/load-sample';
import { migrate } from '@/db/migrate';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Serves the production build over a database of its own that holds the sample record, for all browser tests together. */
export default async function serve(): Promise<() => Promise<void>> {
  const cluster = process.env.PALIMPSEST_TEST_CLUSTER_URL;
  if (!cluster) throw new Error('Run the browser tests with npm test.');
  const url = new URL(cluster);
  url.pathname = `/browser_${process.pid}`;
  const admin = postgres(cluster, { max: 1, onnotice: () => {} });
  await admin.unsafe(`create database browser_${process.pid}`);
  await admin.end();
  await migrate(url.href);
  await loadSample(url.href, () => {});

  const port = await freePort();
  const server = spawn(
    process.execPath,
    ['node_modules/next/dist/bin/next', 'start', '-H', '127.0.0.1', '-p', String(port)],
    {
      cwd: root,
      env: { ...process.env, DATABASE_URL: url.href, PORT: String(port), NODE_ENV: 'production' },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  const address = `http://127.0.0.1:${port}`;
  await answered(address, server);
  process.env.PALIMPSEST_BASE_URL = address;
  process.env.PALIMPSEST_BROWSER_DATABASE = url.href;
  return async () => {
    server.kill('SIGTERM');
    await Promise.race([new Promise((resolve) => server.once('exit', resolve)), pause(3000)]);
    server.kill('SIGKILL');
  };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No free port was found.');
  return address.port;
}

async function answered(address: string, server: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    if (server.exitCode !== null) throw new Error('The application ended before it answered.');
    const response = await fetch(address).catch(() => null);
    if (response?.ok) return;
    await pause(100);
  }
  throw new Error('The application did not answer within half a minute.');
}
