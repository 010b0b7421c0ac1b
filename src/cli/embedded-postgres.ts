import { dirname, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isAlive } from '../../bin/take-turns.mjs';
import { ClearFailure } from './clear-failure';
import { findBinaries } from './embedded/binaries';
import { initialise, isInitialised, readPassword, superuser } from './embedded/initialise';
import { disownPidFile, isServerOf, readPostmaster } from './embedded/postmaster';
import { chooseIdentity } from './embedded/run-as';
import { findFreePort, launch, logFile, shutDown } from './embedded/server';
import { folderProblem, makeFolder } from './home';

/** A running PostgreSQL server of one data folder, on the loopback address. */
export type Cluster = {
  /** The address of a database, with the password in it: never print it. */
  url(database: string): string;
  port: number;
  pid: number;
  /** True when the server was already running. */
  attached: boolean;
  /** Resolves when the server is gone, for whatever reason. */
  gone: Promise<void>;
  /** Stops the server and waits until it is gone: fast for `fastMs` (2,000), then at once. */
  stop(fastMs?: number): Promise<void>;
};

export type ClusterOptions = {
  dataDir: string;
  onProgress?: (line: string) => void;
  /** The port to ask for first; any free one otherwise. */
  port?: number;
  /** False for a throw-away server: faster, and lost when the machine stops. */
  isDurable?: boolean;
};

/**
 * The server of `dataDir`: attached to when it runs, recovered when it was killed, made when there is none.
 * Any number of processes may ask at once; they all get the same server.
 * Throws ClearFailure when the folder or the machine cannot carry it.
 */
export async function openCluster({
  dataDir: given,
  onProgress = () => {},
  port,
  isDurable = true,
}: ClusterOptions): Promise<Cluster> {
  const dataDir = resolve(given);
  const folder = dirname(dataDir);
  makeFolder(folder);
  const found = findBinaries(folder);
  const { runAs, binaries } = chooseIdentity(found, folder, dataDir);
  if (!isInitialised(dataDir)) {
    onProgress('making an empty database');
    await initialise(binaries, runAs, dataDir, isDurable);
  }

  const clusterOf = (pid: number, atPort: number, attached: boolean, gone: Promise<void>): Cluster => ({
    url: (database) => `postgres://${superuser}:${readPassword(dataDir)}@127.0.0.1:${atPort}/${database}`,
    port: atPort,
    pid,
    attached,
    gone,
    stop: (fastMs = 2_000) => shutDown(binaries, dataDir, pid, fastMs),
  });

  let wantedPort = port;
  for (const giveUpAt = Date.now() + 60_000; ; ) {
    const running = readPostmaster(dataDir);
    if (running && isServerOf(dataDir, running.pid)) {
      if (running.isReady) return clusterOf(running.pid, running.port, true, watch(dataDir, running.pid));
      await pause(20);
      continue;
    }
    if (running && isAlive(running.pid)) disownPidFile(dataDir);
    const launched = await launch(binaries, runAs, dataDir, wantedPort ?? (await findFreePort()), isDurable, () =>
      onProgress('recovering what was written before the last stop'),
    );
    if ('postmaster' in launched) {
      const { postmaster, child } = launched;
      const gone = child
        ? new Promise<void>((done) => child.once('exit', () => done()))
        : watch(dataDir, postmaster.pid);
      return clusterOf(postmaster.pid, postmaster.port, false, gone);
    }
    const isTransient = /lock file .* already exists|is still in use/.test(launched.said);
    const isPortTaken = /could not bind|Address already in use/.test(launched.said);
    if ((!isTransient && !isPortTaken) || Date.now() > giveUpAt) throw launchFailure(dataDir, launched.said);
    if (isPortTaken) wantedPort = undefined;
    await pause(100);
  }
}

function launchFailure(dataDir: string, said: string): ClearFailure {
  if (said.includes('No space left on device'))
    return new ClearFailure(folderProblem(dirname(dataDir), { code: 'ENOSPC' }));
  const why =
    said
      .split('\n')
      .findLast((line) => /FATAL|PANIC|ERROR/.test(line))
      ?.replace(/^.*?(FATAL|PANIC|ERROR):\s*/, '') ?? said.trim().split('\n').at(-1);
  return new ClearFailure(
    `The database in ${dataDir} does not start (${why || 'it said nothing'}): its log is ${logFile(dataDir)}.`,
  );
}

async function watch(dataDir: string, pid: number): Promise<void> {
  while (isServerOf(dataDir, pid)) await pause(300, undefined, { ref: false });
}
