import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, statSync, truncateSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { postgresEnvironment } from '@/env';
import type { Binaries } from './binaries';
import { isServerOf, type Postmaster, readPostmaster } from './postmaster';
import { command, type RunAs } from './run-as';

/** Where the server of this folder writes what it has to say. */
export const logFile = (dataDir: string) => `${dataDir}.log`;

/** A port of this machine's loopback that nobody listens on at this moment. */
export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

function openLog(dataDir: string): number {
  const log = logFile(dataDir);
  const size = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
  if (size > 5_000_000) truncateSync(log);
  return openSync(log, 'a', 0o600);
}

function serverArguments(dataDir: string, port: number, isDurable: boolean): string[] {
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'timezone=UTC',
    'log_timezone=UTC',
    'log_destination=stderr',
    'logging_collector=off',
  ];
  if (!isDurable) settings.push('fsync=off', 'synchronous_commit=off', 'full_page_writes=off');
  return ['-D', dataDir, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
}

/** The server became ready, or ended before it did; then `said` is what it wrote. */
export type Launch = { postmaster: Postmaster; child: ChildProcess | undefined } | { said: string };

/**
 * Starts the server of `dataDir` on `port`, apart from the terminal's process group so that Ctrl-C does not reach it first,
 * and waits until it accepts connections, however long recovery takes; `onRecovery` is called once when that is over 3 s.
 */
export async function launch(
  binaries: Binaries,
  runAs: RunAs,
  dataDir: string,
  port: number,
  isDurable: boolean,
  onRecovery: () => void,
): Promise<Launch> {
  const log = openLog(dataDir);
  const args = serverArguments(dataDir, port, isDurable);
  const options = {
    cwd: dirname(dataDir),
    env: postgresEnvironment(),
    stdio: ['ignore', log, log] as ['ignore', number, number],
    windowsHide: true,
  };
  let child: ChildProcess | undefined;
  if (process.platform === 'win32') {
    // Only pg_ctl sheds an administrator's rights, with which the server refuses to run.
    const quoted = args
      .slice(2)
      .map((arg) => `"${arg}"`)
      .join(' ');
    spawnSync(binaries.pgCtl, ['start', '-W', '-D', dataDir, '-o', quoted], options);
  } else {
    const { file, args: all, identity } = command(runAs, binaries.postgres, args);
    child = spawn(file, all, { ...options, ...identity, detached: true });
    child.unref();
  }
  closeSync(log);
  let failed: Error | undefined;
  child?.once('error', (error) => (failed = error));
  const began = Date.now();
  for (let told = false; ; ) {
    const postmaster = readPostmaster(dataDir);
    const isMine = postmaster && (child === undefined || postmaster.pid === child.pid);
    if (isMine && postmaster.isReady && isServerOf(dataDir, postmaster.pid)) return { postmaster, child };
    const hasEnded = child
      ? child.exitCode !== null || child.signalCode !== null || failed
      : Date.now() - began > 5_000 && !postmaster;
    if (hasEnded) return { said: failed?.message ?? saidBy(dataDir, child?.pid) };
    if (!told && Date.now() - began > 3_000) {
      told = true;
      onRecovery();
    }
    await pause(20);
  }
}

function saidBy(dataDir: string, pid: number | undefined): string {
  const lines = readFileSync(logFile(dataDir), 'utf8').split('\n');
  const mine = pid === undefined ? lines : lines.filter((line) => line.includes(`[${pid}]`) || !/\[\d+\]/.test(line));
  return mine.slice(-20).join('\n');
}

/**
 * Stops the server: fast (open transactions are rolled back, everything is written), and when that
 * takes longer than `fastMs`, at once (the next start recovers). Returns when it is gone.
 */
export async function shutDown(binaries: Binaries, dataDir: string, pid: number, fastMs: number): Promise<void> {
  const waitUntilGone = async (ms: number) => {
    for (const end = Date.now() + ms; Date.now() < end; await pause(20)) if (!isServerOf(dataDir, pid)) return true;
    return !isServerOf(dataDir, pid);
  };
  if (!isServerOf(dataDir, pid)) return;
  if (process.platform === 'win32') {
    spawnSync(binaries.pgCtl, ['stop', '-D', dataDir, '-m', 'fast', '-t', String(Math.ceil(fastMs / 1000))], {
      windowsHide: true,
      stdio: 'ignore',
    });
    if (await waitUntilGone(50)) return;
    spawnSync(binaries.pgCtl, ['stop', '-D', dataDir, '-m', 'immediate', '-t', '1'], {
      windowsHide: true,
      stdio: 'ignore',
    });
    return;
  }
  for (const [signal, patienceMs] of [
    ['SIGINT', fastMs],
    ['SIGQUIT', 600],
    ['SIGKILL', 400],
  ] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    if (await waitUntilGone(patienceMs)) return;
  }
}
