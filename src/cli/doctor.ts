import { readFileSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { applicationRole } from '@/db/client';
import { failOnLostConnection } from '@/db/lost-connection';
import { viewsVersion } from '@/db/views';
import { type DomainEvent, namesTaken } from '@/domain/event';
import { env } from '@/env';
import { foldRecorded } from '@/exchange/restore-backup';
import { checkLedger, type Fault, faults, type LedgerChecked, type Met } from '@/ledger/check';
import { checkProtection, type Protection } from '@/ledger/check-protection';
import { ClearFailure, codeOf, messageOf } from './clear-failure';
import { connect, hasOwnDatabase, type OpenDatabase } from './database';
import { homeFolder } from './home';
import { onRecord } from './on-record';
import { counted, everySecond, type Say, say } from './say';

/** One thing that was looked at: whole, worth a look, or broken; and what to do about it. */
export type Finding = { state: 'ok' | 'look' | 'broken'; about: string; says: string };

const ok = (about: string, says: string): Finding => ({ state: 'ok', about, says });
const look = (about: string, says: string): Finding => ({ state: 'look', about, says });
const broken = (about: string, says: string): Finding => ({ state: 'broken', about, says });

/**
 * `palimpsest doctor`: looks at everything the record rests on, while Palimpsest runs or not, and says what it found and what
 * to do, one line each. Changes nothing. 0 nothing is broken, 1 something is, or it could not be looked at. Ctrl-C stops it.
 */
export async function doctor(): Promise<number> {
  if (env().DATABASE_URL === undefined && !hasOwnDatabase()) {
    const about = `There is none in ${homeFolder()} yet: npm start makes one, palimpsest restore fills one from a backup.`;
    print(look('Record', about));
    return 0;
  }
  return onRecord(say, async (database, signal) => {
    const sql = failOnLostConnection(connect(database.directUrl, 'palimpsest doctor'));
    let states: Finding['state'][] = [];
    try {
      for await (const finding of examine(sql, database, say, signal)) {
        print(finding);
        states = [...states, finding.state];
      }
    } catch (error) {
      if (codeOf(error) !== '42501') throw error;
      throw new ClearFailure(
        `The login may not look at everything (${messageOf(error)}): use the one that Palimpsest starts with in DATABASE_URL.`,
      );
    } finally {
      await sql.end({ timeout: 1 });
    }
    const count = (state: Finding['state']) => states.filter((each) => each === state).length;
    const toLookAt = count('look') === 0 ? '' : `, ${counted(count('look'))} to look at`;
    const brokenOnes = count('broken');
    say(`${brokenOnes === 0 ? 'Nothing is' : of({ count: brokenOnes }, 'thing is', 'things are')} broken${toLookAt}.`);
    return count('broken') === 0 ? 0 : 1;
  });
}

const print = ({ state, about, says }: Finding) => say(`${state.padEnd(6)}  ${about}: ${says}`);

/** Everything that is looked at, in the order it is told. */
export async function* examine(
  sql: postgres.Sql,
  { cluster }: Pick<OpenDatabase, 'cluster'>,
  tell: Say,
  signal?: AbortSignal,
): AsyncGenerator<Finding> {
  yield await versions(sql, cluster !== undefined);
  if (cluster) yield await freeSpace(homeFolder());
  yield await settings(sql);
  const [known] = await sql<[{ ledger: boolean; views: boolean }]>`
    select to_regclass('ledger.log_head') is not null as ledger, to_regclass('record.checkpoint') is not null as views`;
  if (!known.ledger) {
    yield look('Record', 'There is none in this database yet: npm start makes one, palimpsest restore fills one.');
    return;
  }
  yield await tables(sql);
  yield await sizes(sql);
  yield* protection(await checkProtection(sql, applicationRole), cluster !== undefined);
  const progress = everySecond(tell);
  try {
    const checked = await checkLedger(sql, {
      namesOf: (type, data) => namesTaken({ type, data } as unknown as DomainEvent),
      fold: foldRecorded,
      ...(signal ? { signal } : {}),
      onProgress: (events, of) => progress(() => `  Checking: ${counted(events)} of ${counted(of)} events`),
    });
    yield* ledger(checked);
  } catch (error) {
    // XX: the server met what cannot be, such as a page that does not fit its own checksum.
    if (!(error instanceof postgres.PostgresError) || !error.code.startsWith('XX')) throw error;
    yield broken('Ledger', `PostgreSQL cannot read it (${error.message}): the disk may be failing. ${restoreIt}`);
  }
  yield known.views ? await views(sql) : look('Pages', 'They are not made yet: the next npm start makes them.');
}

async function versions(sql: postgres.Sql, isOurs: boolean): Promise<Finding> {
  const { version } = JSON.parse(readFileSync(fromRoot('package.json'), 'utf8')) as { version: string };
  const [server] = await sql<[{ version: string }]>`select current_setting('server_version') as version`;
  const node = `Node ${process.versions.node} on ${process.platform}-${process.arch}`;
  const whose = isOurs ? 'brought by Palimpsest' : 'of DATABASE_URL';
  return ok('Versions', `Palimpsest ${version}, ${node}, PostgreSQL ${server.version}, ${whose}`);
}

async function freeSpace(home: string): Promise<Finding> {
  const { bavail, blocks, bsize } = await statfs(home);
  const [free, all] = [bavail * bsize, blocks * bsize];
  const says = `${sizeOf(free)} of ${sizeOf(all)} are free where the record is kept, ${home}`;
  if (free >= 1e9 && free >= all / 10) return ok('Disk', says);
  return look('Disk', `${says}: free some, a full disk stops recording.`);
}

async function settings(sql: postgres.Sql): Promise<Finding> {
  const [set] = await sql<[Record<string, string>]>`
    select current_setting('fsync') as fsync, current_setting('full_page_writes') as full_page_writes,
      current_setting('synchronous_commit') as synchronous_commit`;
  const off = Object.keys(set).filter((name) => set[name] === 'off');
  if (off.length === 0) return ok('Settings', 'what was acknowledged is on disk, and survives a power cut');
  return look(
    'Settings',
    `${listed(off)} ${off.length === 1 ? 'is' : 'are'} off: a power cut can take or damage what was recorded. Set ${off.length === 1 ? 'it' : 'them'} to on in postgresql.conf and reload the server.`,
  );
}

/** Whether the tables are those of this version, by the newest change that was made to them. */
async function tables(sql: postgres.Sql): Promise<Finding> {
  const { entries } = JSON.parse(readFileSync(fromRoot('drizzle/meta/_journal.json'), 'utf8')) as {
    entries: { when: number }[];
  };
  const newest = Math.max(...entries.map(({ when }) => when));
  const [made] = await sql<[{ last: number | null }]>`
    select max(created_at)::float8 as last from drizzle.__drizzle_migrations`;
  if (made.last === newest) return ok('Tables', 'they are those of this version');
  return (made.last ?? 0) < newest
    ? look('Tables', 'they are of an older version: the next npm start brings them up to date.')
    : look('Tables', 'a newer version of Palimpsest has changed them: use that version on this record.');
}

async function sizes(sql: postgres.Sql): Promise<Finding> {
  const largest = await sql<{ name: string; bytes: number; all: number }[]>`
    select n.nspname || '.' || c.relname as name, pg_total_relation_size(c.oid)::float8 as bytes,
      pg_database_size(current_database())::float8 as all
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname in ('ledger', 'record') order by bytes desc limit 3`;
  const named = largest.map(({ name, bytes }) => `${name} ${sizeOf(bytes)}`);
  return ok('Size', `the database takes ${sizeOf(largest[0]?.all ?? 0)}, the largest tables are ${listed(named)}`);
}

function* protection({ triggers, application, login }: Protection, isOurs: boolean): Generator<Finding> {
  const switched = triggers.filter(({ isOff }) => isOff);
  const gone = triggers.filter(({ isOff }) => !isOff);
  if (triggers.length === 0) yield ok('Triggers', 'they refuse every change to what was recorded');
  for (const { table, name } of switched)
    yield broken(
      'Triggers',
      `${name} is switched off, ledger.${table} can be rewritten: alter table ledger.${table} enable trigger ${name}.`,
    );
  for (const { table, name } of gone)
    yield broken(
      'Triggers',
      `${name} is not there as it was made, ledger.${table} can be rewritten: make it again as drizzle/0000_ledger.sql does.`,
    );

  if (application === null)
    yield look(
      'Privileges',
      `the role ${applicationRole} is not there, the ledger is guarded by its triggers alone: let ${login.name} make roles, and start once.`,
    );
  else if (application.length > 0)
    yield broken(
      'Privileges',
      `the application could ${listed(application)}: revoke insert, update, delete, truncate on all tables in schema ledger from ${applicationRole}.`,
    );
  else if (!login.maySetRole)
    yield look(
      'Privileges',
      `${login.name} may not work under ${applicationRole}, the ledger is guarded by its triggers alone: grant ${applicationRole} to ${login.name}.`,
    );
  else yield ok('Privileges', `the application works under ${applicationRole}, which can append and not rewrite`);

  if (!login.mayUnprotect) yield ok('Login', `${login.name} could not take that protection away`);
  else if (isOurs) yield ok('Login', `only who can read ${homeFolder()} could take that protection away`);
  else
    yield look(
      'Login',
      `${login.name}, the login of DATABASE_URL, could take that protection away: keep its password close, and the digest of a backup elsewhere.`,
    );
}

const restoreIt =
  'Change nothing here; restore the last good backup into an empty record (palimpsest restore FILE) and compare.';

const makeItAnew =
  'The events are what counts: a backup of this record restored into an empty one makes it anew (palimpsest backup, palimpsest restore).';

/** What each fault is about, what is said when there is none, and when there is. */
const words: Record<Fault, { about: string; whole: (checked: LedgerChecked) => string; says: (met: Met) => string }> = {
  position: {
    about: 'Positions',
    whole: ({ counts }) =>
      counts.positions === 0 ? 'there is none yet' : `0 to ${counted(counts.positions - 1)}, none missing`,
    says: (met) => `position ${met.position} is missing${more(met, 'gap')}. ${restoreIt}`,
  },
  event: {
    about: 'Events',
    whole: ({ counts }) => `${counted(counts.events)}, each with its place`,
    says: (met) => `an event and its place do not belong together, ${first(met)}. ${restoreIt}`,
  },
  order: {
    about: 'Order',
    whole: ({ counts }) => `${counted(counts.appends)} appends, each a run of positions, time goes forward`,
    says: (met) => `an append is torn or time goes backwards, ${first(met)}. ${restoreIt}`,
  },
  version: {
    about: 'Streams',
    whole: ({ streams }) => `${counted(streams)}, their versions follow each other in the order of positions`,
    says: (met) => `versions do not follow each other, ${first(met)}. ${restoreIt}`,
  },
  leaf: {
    about: 'Leaves',
    whole: ({ counts, waiting }) => `${counted(counts.positions + waiting.count)} recomputed, each is the one stored`,
    says: (met) => `${of(met, 'event is', 'events are')} not as hashed when recorded, ${first(met)}. ${restoreIt}`,
  },
  sealed: {
    about: 'Sealed values',
    whole: ({ counts }) => `${counted(counts.sealed)} kept, each has the digest that its event holds`,
    says: (met) =>
      `${of(met, 'value is', 'values are')} not the one the event was made with, ${first(met)}. ${restoreIt}`,
  },
  receipt: {
    about: 'Receipts',
    whole: ({ counts }) => `${counted(counts.appends)}, each tells the events of its append`,
    says: (met) =>
      `an append and its receipt disagree, ${first(met)}: a command sent again might be recorded twice. ${restoreIt}`,
  },
  name: {
    about: 'Names',
    whole: ({ counts }) => `${counted(counts.names)}, each with the append that took it`,
    says: (met) => `a name is not with the append that took it, ${first(met)}: it might be taken twice. ${restoreIt}`,
  },
  stream: {
    about: 'Heads',
    whole: ({ streams }) => `${counted(streams)} streams, each folded to what its events add up to`,
    says: (met) =>
      `${of(met, 'stream is', 'streams are')} not what the events add up to, ${first(met)}: commands are decided on it. ${makeItAnew}`,
  },
  head: {
    about: 'Log',
    whole: () => 'its head is its end',
    says: (met) =>
      `its head says it has ${met.what} events and its last position is ${met.position}: stop Palimpsest before the next event gets a wrong one. ${makeItAnew}`,
  },
};

const first = ({ position, what }: Met) =>
  position === null ? `first ${what}, at no position` : `first at position ${position} (${what})`;

const more = ({ count }: Met, one: string) => (count === 1 ? '' : `, the first of ${counted(count)} ${one}s`);

const of = ({ count }: Pick<Met, 'count'>, one: string, many: string) =>
  `${counted(count)} ${count === 1 ? one : many}`;

function* ledger(checked: LedgerChecked): Generator<Finding> {
  for (const fault of faults) {
    const { about, whole, says } = words[fault];
    const met = checked.found.get(fault);
    yield met ? broken(about, says(met)) : ok(about, whole(checked));
  }
  const { erased, waiting } = checked;
  if (erased)
    yield look(
      'Erased',
      `of ${of(erased, 'value', 'values')} the digest alone is left, ${first(erased)}: unless they were erased or left out on purpose, a backup made before has them.`,
    );
  if (waiting.count === 0) yield ok('Waiting', 'no event waits for its position');
  else {
    const waitedMs = Date.now() - Date.parse(waiting.since ?? '');
    const isOne = waiting.count === 1;
    const oldest = `${isOne ? '' : 'the oldest '}recorded ${lasting(waitedMs)} ago`;
    const says = `${of(waiting, 'event waits for its position', 'events wait for their position')}, ${oldest}`;
    yield waitedMs < 60_000
      ? ok('Waiting', says)
      : look(
          'Waiting',
          `${says}: npm start gives ${isOne ? 'it' : 'them'} one; if it is running, it says why it cannot.`,
        );
  }
}

/** How far the pages are behind the ledger. */
async function views(sql: postgres.Sql): Promise<Finding> {
  const [at] = await sql<{ position: number; version: number | null; size: number; waitingMs: number | null }[]>`
    select v.position::float8 as position, (to_jsonb(v)->>'version')::int as version, h.size::float8 as size,
      (select extract(epoch from now() - l.sequenced_at)::float8 * 1000 from ledger.log l
        where l.position = coalesce(v.position, -1) + 1) as "waitingMs"
    from ledger.log_head h left join record.checkpoint v on true`;
  const position = at?.position ?? -1;
  const behind = (at?.size ?? 0) - 1 - position;
  const since = at?.waitingMs == null ? '' : `, for ${lasting(at.waitingMs)}`;
  const rows = at?.version == null ? '' : `, rows of version ${at.version}`;
  if (behind < 0)
    return broken(
      'Pages',
      `they are at position ${position}, which the ledger does not have${rows}: palimpsest rebuild makes them anew.`,
    );
  if (at?.version != null && at.version !== viewsVersion)
    return look(
      'Pages',
      `their rows are of version ${at.version}, this program reads version ${viewsVersion}: npm start makes them anew.`,
    );
  if (behind === 0) return ok('Pages', `they show the ledger to its end${rows}`);
  return look(
    'Pages',
    `they are ${counted(behind)} ${behind === 1 ? 'event' : 'events'} behind the ledger${since}${rows}: npm start brings them up to it; if they stay behind while it runs, palimpsest rebuild makes them anew.`,
  );
}

const fromRoot = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

const listed = (items: readonly string[]): string => new Intl.ListFormat('en').format(items);

/** A number of bytes for people. */
function sizeOf(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  const at = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
  const amount = bytes / 1000 ** at;
  return `${amount < 10 && at > 0 ? amount.toFixed(1) : Math.round(amount)} ${units[at]}`;
}

/** A time that has passed, for people. */
function lasting(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} minutes`;
  return seconds < 172_800 ? `${Math.round(seconds / 3600)} hours` : `${Math.round(seconds / 86_400)} days`;
}
