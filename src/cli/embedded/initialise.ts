import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { postgresEnvironment } from '@/env';
import { isAlive } from '../../../bin/take-turns.mjs';
import { ClearFailure } from '../clear-failure';
import { folderProblem } from '../home';
import type { Binaries } from './binaries';
import { command, type RunAs } from './run-as';

export const superuser = 'palimpsest';
const majorVersion = 18;
const passwordName = 'palimpsest-password';

/** The server's password: random, made with the database, readable by its owner only. */
export function readPassword(dataDir: string): string {
  return readFileSync(join(dataDir, passwordName), 'utf8').trim();
}

/** True when the folder holds a database of our version. Refuses one of another version, and a folder of something else. */
export function isInitialised(dataDir: string): boolean {
  let version: string;
  try {
    version = readFileSync(join(dataDir, 'PG_VERSION'), 'utf8').trim();
  } catch {
    if (!existsSync(dataDir) || readdirSync(dataDir).length === 0) return false;
    throw new ClearFailure(
      `The folder ${dataDir} holds files, but no database: move them away, or set PALIMPSEST_HOME to another folder.`,
    );
  }
  if (version === String(majorVersion)) return true;
  throw new ClearFailure(
    `The database in ${dataDir} was made by PostgreSQL ${version}, and this Palimpsest brings PostgreSQL ${majorVersion}: use the Palimpsest that made it, or set PALIMPSEST_HOME to another folder.`,
  );
}

function clearAbandoned(folder: string, prefix: string): void {
  for (const name of readdirSync(folder)) {
    if (name.startsWith(prefix) && !isAlive(Number(name.slice(prefix.length).split('-')[0]))) {
      rmSync(join(folder, name), { recursive: true, force: true });
    }
  }
}

/**
 * Makes an empty database in `dataDir`. It grows in a folder beside it and is renamed when finished,
 * so a half-made one is never started and of several simultaneous starts one wins.
 */
export async function initialise(binaries: Binaries, runAs: RunAs, dataDir: string, isDurable: boolean): Promise<void> {
  const folder = dirname(dataDir);
  const prefix = `${basename(dataDir)}.new-`;
  const staging = join(folder, `${prefix}${process.pid}-${randomBytes(4).toString('hex')}`);
  const grown = join(staging, 'database');
  const passwordFile = join(staging, passwordName);
  try {
    clearAbandoned(folder, prefix);
    mkdirSync(staging, { mode: 0o700 });
    writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
    if (runAs.kind === 'user') for (const path of [staging, passwordFile]) chownSync(path, runAs.uid, runAs.gid);
  } catch (error) {
    throw new ClearFailure(folderProblem(folder, error));
  }
  try {
    await runInitdb(binaries, runAs, grown, passwordFile, isDurable);
    renameSync(passwordFile, join(grown, passwordName));
    try {
      renameSync(grown, dataDir);
    } catch (error) {
      if (!isInitialised(dataDir)) throw error;
    }
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

function runInitdb(
  binaries: Binaries,
  runAs: RunAs,
  target: string,
  passwordFile: string,
  isDurable: boolean,
): Promise<void> {
  const args = [
    '-D',
    target,
    '-U',
    superuser,
    '-A',
    'scram-sha-256',
    `--pwfile=${passwordFile}`,
    '-E',
    'UTF8',
    '--no-instructions',
  ];
  args.push('--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8');
  if (!isDurable) args.push('--no-sync');
  const { file, args: all, identity } = command(runAs, binaries.initdb, args);
  return new Promise((resolve, reject) => {
    const child = spawn(file, all, {
      ...identity,
      cwd: dirname(target),
      env: postgresEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    let said = '';
    child.stdout.on('data', (chunk) => (said += chunk));
    child.stderr.on('data', (chunk) => (said += chunk));
    child.once('error', (error) => reject(new ClearFailure(`PostgreSQL's initdb cannot be run: ${error.message}.`)));
    child.once('close', (code) => {
      if (code === 0) return resolve();
      if (said.includes('No space left on device'))
        return reject(new ClearFailure(folderProblem(dirname(dirname(target)), { code: 'ENOSPC' })));
      const why =
        said
          .split('\n')
          .findLast((line) => /error|fatal|could not/i.test(line))
          ?.trim() ?? `initdb ended with ${code}`;
      reject(new ClearFailure(`The database could not be made in ${dirname(dirname(target))}: ${why}.`));
    });
  });
}
