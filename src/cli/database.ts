import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import { env } from '@/env';
import { ClearFailure, codeOf } from './clear-failure';
import { connectionProblem, type ServerFacts, serverProblem } from './database-problem';
import { isInitialised } from './embedded/initialise';
import { type Cluster, openCluster } from './embedded-postgres';
import { homeFolder } from './home';
import type { Say } from './say';

const databaseName = 'palimpsest';

/** Where our own server keeps its files inside the data folder. */
const dataDirIn = (home: string) => join(home, 'database');

/** The database of this run. `cluster` is there when the server is ours. The addresses hold the password: never print them. */
export type OpenDatabase = { url: string; directUrl: string; cluster?: Cluster };

/** One connection for the command itself, without notices on the terminal. */
export function connect(url: string, applicationName = 'palimpsest start'): postgres.Sql {
  return postgres(url, {
    max: 1,
    connect_timeout: 10,
    max_lifetime: null,
    onnotice: () => {},
    connection: { application_name: applicationName },
  });
}

/** The user's server of DATABASE_URL after it proved fit, else our own in the data folder. Throws ClearFailure. */
export async function openDatabase(onProgress: Say): Promise<OpenDatabase> {
  const { DATABASE_URL: url, DATABASE_DIRECT_URL: directUrl = url } = env();
  if (url === undefined || directUrl === undefined) return openOwnDatabase(onProgress);
  for (const address of new Set([directUrl, url])) await checkServer(address);
  return { url, directUrl };
}

/** Whether there is a database of ours in the data folder. Throws ClearFailure when something else is in its place. */
export const hasOwnDatabase = (): boolean => isInitialised(dataDirIn(homeFolder()));

/** Starts our own server, or attaches to it, and makes its database when it is new. */
export async function openOwnDatabase(onProgress: Say, port?: number): Promise<OpenDatabase & { cluster: Cluster }> {
  const cluster = await openCluster({
    dataDir: dataDirIn(homeFolder()),
    onProgress,
    ...(port === undefined ? {} : { port }),
  });
  const maintenance = connect(cluster.url('postgres'));
  try {
    const [known] = await maintenance`select from pg_database where datname = ${databaseName}`;
    if (!known) await maintenance.unsafe(`create database ${databaseName}`);
  } catch (error) {
    // Another start made it in the same moment.
    if (codeOf(error) !== '42P04' && codeOf(error) !== '23505') throw error;
  } finally {
    await maintenance.end({ timeout: 1 });
  }
  const url = cluster.url(databaseName);
  return { url, directUrl: url, cluster };
}

/** Refuses, with a ClearFailure, a server that cannot be used or gives no usable answer within `patienceMs`. */
export async function checkServer(url: string, patienceMs = 15_000): Promise<void> {
  const sql = connect(url);
  // The client waits for ever for a program that answers in another protocol.
  const silence = pause(patienceMs, undefined, { ref: false }).then(() => {
    throw Object.assign(new Error('no answer'), { code: 'NO_ANSWER' });
  });
  let facts: ServerFacts;
  try {
    facts = await Promise.race([readFacts(sql), silence]);
  } catch (error) {
    throw new ClearFailure(connectionProblem(error, url));
  } finally {
    silence.catch(() => {});
    await sql.end({ timeout: 1 });
  }
  const problem = serverProblem(facts, url);
  if (problem) throw new ClearFailure(problem);
}

/** The server's version and what the role may do in this database. */
export async function readFacts(sql: postgres.Sql): Promise<ServerFacts> {
  const [facts] = await sql<ServerFacts[]>`
    select current_setting('server_version_num')::int as "versionNumber",
           current_setting('server_version') as "version",
           has_database_privilege(current_database(), 'create') as "mayCreateSchemas"`;
  if (!facts) throw new Error('the server answered without a row');
  return facts;
}
