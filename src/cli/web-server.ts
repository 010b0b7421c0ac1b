import { type ChildProcess, spawn } from 'node:child_process';
import { createConnection, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { childEnvironment } from '@/env';
import { killGroup, nextProgram } from './build';
import { ClearFailure, codeOf } from './clear-failure';
import type { OpenDatabase } from './database';

const host = '127.0.0.1';

/** The web server's process. */
export type WebServer = {
  pid: number;
  /** Resolves when it has answered the first page; rejects with ClearFailure when it ends or fails before. */
  ready: Promise<void>;
  /** Resolves with what it ended with. */
  gone: Promise<number | NodeJS.Signals>;
  /** Asks it to end, and after 1.2 s ends it: open event streams would keep it for ever. */
  stop(): Promise<void>;
};

/** Throws ClearFailure when the web server cannot listen on this port. */
export async function checkPort(port: number): Promise<void> {
  let problem: string | undefined = '';
  // The web server of a start that was just killed ends within moments.
  for (let attempt = 0; attempt < 10 && problem !== undefined; attempt++) {
    if (attempt > 0) await pause(100);
    problem = (await answersAt(port)) ? 'EADDRINUSE' : await tryToListen(port);
  }
  if (problem === 'EADDRINUSE') throw new ClearFailure(busy(port));
  if (problem)
    throw new ClearFailure(
      `Port ${port} may not be used by this user (${problem}): choose one above 1023, as in PORT=3001 npm start.`,
    );
}

const busy = (port: number) =>
  `Port ${port} is in use by another program: stop that program, or choose another port, as in PORT=${port === 65535 ? 3001 : port + 1} npm start.`;

function answersAt(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ port, host });
    socket.setTimeout(500, () => socket.destroy());
    socket.once('connect', () => {
      resolve(true);
      socket.destroy();
    });
    socket.once('error', () => resolve(false));
    socket.once('close', () => resolve(false));
  });
}

function tryToListen(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error) => resolve(codeOf(error) || error.message));
    probe.listen(port, host, () => probe.close(() => resolve(undefined)));
  });
}

/** Starts Next in `mode` on this database. Its words are held back until it is ready, and shown when it never is. */
export function startWebServer(root: string, mode: 'start' | 'dev', port: number, database: OpenDatabase): WebServer {
  const preload = pathToFileURL(join(root, 'bin', 'exit-with-parent.mjs')).href;
  const child = spawn(
    process.execPath,
    ['--import', preload, nextProgram(root), mode, '-H', host, '-p', String(port)],
    {
      cwd: root,
      env: childEnvironment({
        DATABASE_URL: database.url,
        DATABASE_DIRECT_URL: database.directUrl,
        PORT: String(port),
        NODE_ENV: mode === 'start' ? 'production' : undefined,
        NEXT_TELEMETRY_DISABLED: '1',
      }),
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // Ctrl-C reaches this process alone, which then ends the server in order.
      detached: process.platform !== 'win32',
      windowsHide: true,
    },
  );
  const gone = new Promise<number | NodeJS.Signals>((resolve) => {
    child.once('error', () => resolve(1));
    child.once('exit', (code, signal) => resolve(signal ?? code ?? 1));
  });
  const heldBack = holdBack(child);
  const ready = Promise.race([
    waitForFirstPage(port, heldBack.text),
    gone.then((code) => {
      const text = heldBack.text();
      throw new ClearFailure(
        text.includes('EADDRINUSE') ? busy(port) : `${text}\nThe web server ended (${code}) before it was ready.`,
      );
    }),
  ]).then(heldBack.release);
  ready.catch(() => {});
  return { pid: child.pid ?? 0, ready, gone, stop: () => stop(child, gone) };
}

function holdBack(child: ChildProcess) {
  let said: string[] | undefined = [];
  for (const [source, target] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ] as const) {
    source?.on('data', (chunk: Buffer) => {
      if (said) said = [...said, chunk.toString()].slice(-200);
      else target.write(chunk);
    });
  }
  return {
    text: () => (said ?? []).join('').trimEnd().split('\n').slice(-40).join('\n'),
    release: () => {
      said = undefined;
    },
  };
}

async function waitForFirstPage(port: number, text: () => string): Promise<void> {
  let status = 0;
  for (const giveUpAt = Date.now() + 120_000; Date.now() < giveUpAt; await pause(100)) {
    try {
      const answer = await fetch(`http://${host}:${port}/`, {
        redirect: 'manual',
        signal: AbortSignal.timeout(30_000),
      });
      await answer.body?.cancel();
      status = answer.status;
      if (status < 500) return;
    } catch {
      // It does not listen yet.
    }
  }
  throw new ClearFailure(
    `${text()}\nThe web server runs, but its first page ${status ? `answers with error ${status}` : 'does not answer'}.`,
  );
}

async function stop(child: ChildProcess, gone: Promise<unknown>): Promise<void> {
  if (!child.pid || child.exitCode !== null || child.signalCode !== null) return;
  killGroup(child.pid, 'SIGTERM');
  const inTime = await Promise.race([gone.then(() => true), pause(1_200).then(() => false)]);
  if (!inTime) killGroup(child.pid);
  await gone;
}
