import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { isServerOf, readPostmaster } from '@/cli/embedded/postmaster';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** An empty folder that other users may enter; removed, with the server in it stopped, when the test ends. */
export function emptyHome(): { home: string; dataDir: string } {
  const home = mkdtempSync(join(tmpdir(), 'palimpsest-home-'));
  chmodSync(home, 0o755);
  const dataDir = join(home, 'database');
  onTestFinished(() => {
    const running = readPostmaster(dataDir);
    if (running && isServerOf(dataDir, running.pid)) process.kill(running.pid, 'SIGQUIT');
    rmSync(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  });
  return { home, dataDir };
}

export type Opened = { pid: number; port: number; attached: boolean; refused?: string };

/** Opens the cluster in another process, as another user when one is given, with the variables given. */
export function openElsewhere(dataDir: string, identity: { uid?: number; gid?: number } = {}): Promise<Opened> {
  const script = fileURLToPath(new URL('./open-in-process.mts', import.meta.url));
  return run(['--import', 'tsx', script, dataDir], identity).then(({ out, err }) => {
    if (out.trim() === '') throw new Error(err);
    return JSON.parse(out) as Opened;
  });
}

/** Runs a program of the repository with Node in an environment of its own. */
export function run(
  args: string[],
  identity: { uid?: number; gid?: number } = {},
  variables: Record<string, string> = {},
): Promise<{ code: number | null; out: string; err: string }> {
  const environment = { PATH: process.env.PATH, HOME: tmpdir(), TMPDIR: tmpdir(), ...variables };
  const child = spawn(process.execPath, args, {
    ...identity,
    cwd: root,
    env: environment as unknown as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => (out += chunk));
  child.stderr.on('data', (chunk) => (err += chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, out, err }));
  });
}
