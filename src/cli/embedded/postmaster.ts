import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from '../../../bin/take-turns.mjs';
import { processLine } from '../process-line';

/** What a running server says about itself in postmaster.pid. */
export type Postmaster = { pid: number; port: number; isReady: boolean };

const pidFile = (dataDir: string) => join(dataDir, 'postmaster.pid');

/** Reads postmaster.pid; undefined when there is none or it is half written. */
export function readPostmaster(dataDir: string): Postmaster | undefined {
  let lines: string[];
  try {
    lines = readFileSync(pidFile(dataDir), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  if (!(pid > 0)) return undefined;
  return { pid, port: Number(lines[3] ?? 0), isReady: lines[7]?.trim() === 'ready' };
}

/** True when this process is the server of this folder, and not another one that was given the same number later. */
export function isServerOf(dataDir: string, pid: number): boolean {
  if (!isAlive(pid)) return false;
  const line = processLine(pid);
  if (process.platform === 'win32') return /postgres\.exe/i.test(line);
  return /postgres\b/.test(line) && line.includes(`-D ${dataDir}`);
}

/**
 * Lets PostgreSQL start although postmaster.pid names a living process that is not its server.
 * PostgreSQL excuses its own parent, so the file gets our number; its other lines stay,
 * because with them PostgreSQL still notices worker processes that outlived their server.
 */
export function disownPidFile(dataDir: string): void {
  const text = readFileSync(pidFile(dataDir), 'utf8');
  writeFileSync(pidFile(dataDir), text.replace(/^\d+/, String(process.pid)));
}
