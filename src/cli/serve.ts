import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { env } from '@/env';
import { isAlive } from '../../bin/take-turns.mjs';
import { killGroup, startBuild } from './build';
import { ClearFailure, explain } from './clear-failure';
import { openDatabase } from './database';
import { homeFolder, makeFolder } from './home';
import { keepDatabase } from './keep-database';
import { createLifetime, type Lifetime } from './lifetime';
import { prepareDatabase } from './prepare';
import { processLine } from './process-line';
import { type Say, since } from './say';
import { checkPort, startWebServer } from './web-server';

/**
 * Everything from an empty computer to a page in the browser, each step in one line; returns when the process ends.
 * Ends with 0 after Ctrl-C, SIGTERM or SIGHUP, with 1 when it cannot start or the web server dies.
 */
export async function serve(root: string, mode: 'start' | 'dev', say: Say): Promise<never> {
  const lifetime = createLifetime(say);
  try {
    return await run(root, mode, lifetime, say);
  } catch (error) {
    // While it stops, whatever was under way fails for that reason and no other.
    if (lifetime.isStopping()) return lifetime.stop(1);
    process.stderr.write(`${explain(error)}\n`);
    return lifetime.stop(1);
  }
}

async function run(root: string, mode: 'start' | 'dev', lifetime: Lifetime, say: Say): Promise<never> {
  const { PORT: port, DATABASE_URL: ownServer } = env();
  const address = `http://${mode === 'dev' ? 'localhost' : '127.0.0.1'}:${port}`;
  const home = homeFolder();
  if (ownServer === undefined) say(`Data folder: ${makeFolder(home)}`);

  // Building takes a core for half a minute and the database another for a second: they go side by side.
  // A server of the user's may refuse at once, and is asked first.
  const build = ownServer === undefined ? begin(root, mode, lifetime, say) : undefined;

  const began = Date.now();
  const opening = openDatabase((line) => say(`Database: ${line} …`));
  const database = await keepDatabase(opening, address, lifetime, say);
  if (database.cluster)
    say(`Database: ${database.cluster.attached ? 'was still running' : 'started'} (${since(began)})`);
  else say(`Database: the server of DATABASE_URL (${since(began)})`);
  if (database.cluster) endLeftover(home);
  await checkPort(port);
  await prepareDatabase(database, say);
  await (build ?? begin(root, mode, lifetime, say))?.built;

  const web = startWebServer(root, mode, port, database);
  lifetime.onStop(() => web.stop());
  if (database.cluster) writeRunning(home, { pid: process.pid, address, webServer: web.pid }, lifetime);
  await web.ready;
  lifetime.becomeReady();
  say(`Palimpsest is ready: ${address}`);
  say(database.cluster ? `Your record is kept in ${home}` : 'Your record is kept in the database of DATABASE_URL');
  say('Ctrl-C stops it');

  const code = await web.gone;
  if (lifetime.isStopping()) return lifetime.stop(0);
  throw new ClearFailure(`The web server ended by itself (${code}); everything else is stopped too.`);
}

function begin(root: string, mode: 'start' | 'dev', lifetime: Lifetime, say: Say) {
  if (mode === 'dev') return undefined;
  const build = startBuild(root, say);
  lifetime.onStop(build.stop);
  return build;
}

/** What a start leaves for the next one, should it be killed. */
type Running = { pid: number; address: string; webServer: number };

const runningFile = (home: string) => join(home, 'running.json');

function writeRunning(home: string, running: Running, lifetime: Lifetime): void {
  writeFileSync(runningFile(home), `${JSON.stringify(running)}\n`);
  lifetime.onStop(() => rmSync(runningFile(home), { force: true }));
}

function endLeftover(home: string): void {
  try {
    const { pid, webServer } = JSON.parse(readFileSync(runningFile(home), 'utf8')) as Running;
    if (!isAlive(pid) && /next/.test(processLine(webServer))) killGroup(webServer);
  } catch {
    // The last run ended in order.
  }
}
