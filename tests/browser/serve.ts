import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { loadSample } from '@/cli/load-sample';
import { migrate } from '@/db/migrate';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Serves the sample record for all browser tests together. */
export default async function serve(): Promise<() => Promise<void>> {
  const sample = `browser_${process.pid}`;
  await onCluster((admin) => admin.unsafe(`create database ${sample}`));
  await migrate(databaseUrl(sample));
  await loadSample(databaseUrl(sample), () => {});
  process.env.PALIMPSEST_SAMPLE_DATABASE = sample;
  return serveCopy('first');
}

/**
 * Serves the production build over a copy of the sample record, and tells this process and those it starts where. Answers
 * how to stop.
 */
export async function serveCopy(name: string): Promise<() => Promise<void>> {
  const sample = process.env.PALIMPSEST_SAMPLE_DATABASE;
  const copy = `${sample}_${name}`;
  await onCluster((admin) => admin.unsafe(`create database ${copy} template ${sample}`));
  const url = databaseUrl(copy);
  const port = await freePort();
  const server = spawn(
    process.execPath,
    ['node_modules/next/dist/bin/next', 'start', '-H', '127.0.0.1', '-p', String(port)],
    {
      cwd: root,
      env: { ...process.env, DATABASE_URL: url, PORT: String(port), NODE_ENV: 'production' },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  const address = `http://127.0.0.1:${port}`;
  await answered(address, server);
  process.env.PALIMPSEST_BASE_URL = address;
  process.env.PALIMPSEST_BROWSER_DATABASE = url;
  return async () => {
    server.kill('SIGTERM');
    await Promise.race([new Promise((resolve) => server.once('exit', resolve)), pause(3000)]);
    server.kill('SIGKILL');
  };
}

function databaseUrl(name: string): string {
  const url = new URL(clusterUrl());
  url.pathname = `/${name}`;
  return url.href;
}

function clusterUrl(): string {
  const cluster = process.env.PALIMPSEST_TEST_CLUSTER_URL;
  if (!cluster) throw new Error('Run the browser tests with npm test.');
  return cluster;
}

async function onCluster(work: (admin: postgres.Sql) => Promise<unknown>): Promise<void> {
  const admin = postgres(clusterUrl(), { max: 1, onnotice: () => {} });
  await work(admin);
  await admin.end();
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
