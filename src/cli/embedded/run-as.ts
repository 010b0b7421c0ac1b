import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { readFileSync, type Stats, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { postgresEnvironment } from '@/env';
import { ClearFailure } from '../clear-failure';
import { type Binaries, copyBinaries } from './binaries';

/** Whose rights PostgreSQL runs with. It refuses to run as root, so root lends it another identity. */
export type RunAs = { kind: 'self' } | { kind: 'user'; uid: number; gid: number } | { kind: 'namespace' };

/** How to start a program under that identity. */
export function command(runAs: RunAs, file: string, args: string[]) {
  if (runAs.kind === 'user') return { file, args, identity: { uid: runAs.uid, gid: runAs.gid } };
  if (runAs.kind === 'self') return { file, args, identity: {} };
  return {
    file: 'unshare',
    args: ['--user', '--map-user=1000', '--map-group=1000', '--', file, ...args],
    identity: {},
  };
}

function tryOut(runAs: RunAs, file: string, args: string[]): SpawnSyncReturns<string> {
  const { file: program, args: all, identity } = command(runAs, file, args);
  return spawnSync(program, all, {
    ...identity,
    cwd: '/',
    encoding: 'utf8',
    env: postgresEnvironment(),
    timeout: 10_000,
  });
}

const canReach = (runAs: RunAs, folder: string) =>
  tryOut(runAs, '/bin/sh', ['-c', 'test -x "$1"', 'sh', folder]).status === 0;
const canRun = (runAs: RunAs, binaries: Binaries) => tryOut(runAs, binaries.postgres, ['--version']).status === 0;

function accounts(): RunAs[] {
  let lines: string[] = [];
  try {
    lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  } catch {}
  const found = ['postgres', '_postgres', 'nobody'].flatMap((name) => {
    const fields = lines.find((line) => line.startsWith(`${name}:`))?.split(':');
    return fields ? [{ kind: 'user' as const, uid: Number(fields[2]), gid: Number(fields[3]) }] : [];
  });
  return found.length > 0 ? found : [{ kind: 'user', uid: 65534, gid: 65534 }];
}

function identitiesForRoot(owner: Stats | undefined): RunAs[] {
  if (!owner) return [...accounts(), { kind: 'namespace' }];
  // Inside the namespace files belong to user 1000, outside they belong to root.
  return owner.uid === 0 ? [{ kind: 'namespace' }] : [{ kind: 'user', uid: owner.uid, gid: owner.gid }];
}

/**
 * Chooses whose rights the server of `dataDir` (in `folder`) runs with, and programs that identity can execute.
 * Refuses a data folder of another user, and a place no ordinary identity can reach.
 */
export function chooseIdentity(
  binaries: Binaries,
  folder: string,
  dataDir: string,
): { runAs: RunAs; binaries: Binaries } {
  const owner = statSync(dataDir, { throwIfNoEntry: false });
  const self = process.getuid?.();
  if (self !== 0) {
    if (owner && self !== undefined && owner.uid !== self) {
      throw new ClearFailure(
        `The database in ${dataDir} belongs to ${ownerName(owner.uid)}, not to ${userInfo().username}: start Palimpsest as that user, or set PALIMPSEST_HOME to a folder of yours.`,
      );
    }
    checkThatItRuns(binaries);
    return { runAs: { kind: 'self' }, binaries };
  }
  const reaching = identitiesForRoot(owner).filter((runAs) => canReach(runAs, folder));
  const running = reaching.find((runAs) => canRun(runAs, binaries));
  if (running) return { runAs: running, binaries };
  if (reaching.length > 0) {
    const copied = copyBinaries(binaries, folder);
    const runAs = reaching.find((identity) => canRun(identity, copied));
    if (runAs) return { runAs, binaries: copied };
  }
  throw new ClearFailure(
    `PostgreSQL refuses to run as root, and no other user can reach ${folder}: run Palimpsest as an ordinary user, or set PALIMPSEST_HOME to a folder that others may enter, such as /var/lib/palimpsest.`,
  );
}

function ownerName(uid: number): string {
  try {
    const line = readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .find((entry) => entry.split(':')[2] === String(uid));
    return line?.split(':')[0] ?? `user ${uid}`;
  } catch {
    return `user ${uid}`;
  }
}

function checkThatItRuns(binaries: Binaries): void {
  if (process.platform === 'win32') return;
  const attempt = tryOut({ kind: 'self' }, binaries.postgres, ['--version']);
  if (attempt.status === 0) return;
  const why =
    (attempt.stderr ?? '').trim().split('\n').at(-1) || attempt.error?.message || `it ended with ${attempt.status}`;
  throw new ClearFailure(
    `The PostgreSQL that comes with Palimpsest does not run here (${why}): set DATABASE_URL to a PostgreSQL server of yours (15 or newer).`,
  );
}
