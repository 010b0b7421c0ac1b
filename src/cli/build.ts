import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { childEnvironment } from '@/env';
import { takeTurn } from '../../bin/take-turns.mjs';
import { ClearFailure } from './clear-failure';
import { type Say, since } from './say';

const inputs = ['src', 'drizzle', 'package-lock.json', 'next.config.js', 'tsconfig.json', 'postcss.config.mjs'];

/** Next's own entry: through npx a killed parent would leave the server alive. */
export const nextProgram = (root: string) => join(root, 'node_modules', 'next', 'dist', 'bin', 'next');

function filesUnder(root: string, path: string): string[] {
  const entry = statSync(join(root, path), { throwIfNoEntry: false });
  if (!entry?.isDirectory()) return entry?.isFile() ? [path] : [];
  return readdirSync(join(root, path))
    .sort()
    .flatMap((name) => filesUnder(root, `${path}/${name}`));
}

function digestInputs(root: string): string {
  const hash = createHash('sha256');
  for (const file of inputs.flatMap((path) => filesUnder(root, path)))
    hash.update(`\0${file}\0`).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

/**
 * Builds the pages unless the last finished build was made from the same files. Its words go to a log, of which the
 * end is in the ClearFailure thrown when it fails. `stop` ends a build under way, which then counts as not made.
 */
export function startBuild(root: string, say: Say): { built: Promise<void>; stop(): void } {
  let stop = () => {};
  const built = takeTurn(
    join(root, '.tmp', 'building'),
    async (alsoHeldBy) => {
      const stamp = join(root, '.next', 'palimpsest-build');
      const digest = digestInputs(root);
      if (existsSync(join(root, '.next', 'BUILD_ID')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === digest)
        return;
      rmSync(stamp, { force: true });
      say('Building the pages (once, about half a minute) …');
      const began = Date.now();
      const still = setInterval(() => say(`  still building (${since(began)})`), 15_000);
      try {
        await runBuild(root, (pid) => {
          alsoHeldBy(pid);
          stop = () => killGroup(pid);
        });
      } finally {
        clearInterval(still);
      }
      writeFileSync(stamp, digest);
      say(`Pages: built (${since(began)})`);
    },
    (pid) => say(`Waiting for another process${pid ? ` (${pid})` : ''} that is building the pages …`),
  );
  // Who awaits it does so later, after the database; until then a failure has a reader all the same.
  built.catch(() => {});
  return { built, stop: () => stop() };
}

function runBuild(root: string, onPid: (pid: number) => void): Promise<void> {
  const logPath = join(root, '.tmp', 'build.log');
  mkdirSync(join(root, '.tmp'), { recursive: true });
  const log = openSync(logPath, 'w');
  const environment = childEnvironment({
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    DATABASE_URL: undefined,
    DATABASE_DIRECT_URL: undefined,
  });
  const child = spawn(process.execPath, [nextProgram(root), 'build'], {
    cwd: root,
    env: environment,
    stdio: ['ignore', log, log],
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  closeSync(log);
  if (child.pid) onPid(child.pid);
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(new ClearFailure(`The pages cannot be built: ${error.message}.`)));
    child.once('exit', (code, signal) => {
      if (code === 0) return resolve();
      const end = readFileSync(logPath, 'utf8').trimEnd().split('\n').slice(-40).join('\n');
      reject(
        new ClearFailure(
          `${end}\nThe pages could not be built (next build ended with ${signal ?? code}): the lines above are the end of ${logPath}.`,
        ),
      );
    });
  });
}

/** Ends a process and what it started. */
export function killGroup(pid: number, signal: NodeJS.Signals = 'SIGKILL'): void {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal);
  } catch {
    // It is gone already.
  }
}
