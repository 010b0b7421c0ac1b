import type postgres from 'postgres';
import { applicationRole, type Database } from '@/db/client';
import { dropViews, grantViews, liveViews, makeViews, renameViews, thenOf, viewsVersion } from '@/db/views';
import { readSize } from '@/ledger/read';
import { followedChannel, followOnce } from './follow';
import { tables } from './save-world';

/** The schema views are made anew in, and the one those that were replaced stay in. */
const nextViews = 'record_next';
const previousViews = 'record_previous';
/** What those in use are called for the moment in which names are exchanged. */
const leavingViews = 'record_leaving';

/** Locked while views are made anew: one process at a time. */
const rebuilding = 0x70616c72;

/** How long pages may be kept waiting while new views take the name of those in use, in milliseconds, and how often that is tried. */
const switchMs = 500;
const switchTries = 60;

/** What a rebuild tells while it works, and how it is stopped: then the views in use stay in use, and what was made is dropped. */
export type RebuildProgress = {
  signal?: AbortSignal;
  onFollowed?: (events: number, of: number) => void;
  onCompared?: (table: string) => void;
};

/** A table in which the new views differ from those in use, as of the position at which they were compared. */
export type Difference = {
  table: string;
  /** Rows only the views in use have, and rows only the new ones have. */
  onlyLive: number;
  onlyNew: number;
};

/**
 * What came of a rebuild. `comparedAt` is null where the rows were of another version and nothing could be compared. New views
 * that differ take the place of the old ones all the same, since the ledger is the truth: the differences say what was wrong.
 */
export type Rebuilt = { events: number; comparedAt: number | null; differences: Difference[] };

/** Thrown where another process is making the views anew. */
export class RebuildUnderWay extends Error {}

/** Thrown where there are no earlier views to go back to, or none this program can read. */
export class NoWayBack extends Error {}

/**
 * Makes the followed views anew beside those in use, from the ledger, while pages are read and changes are recorded; compares
 * them row by row; then gives them the name of those in use, in one short transaction. The replaced ones are kept, so that
 * `goBack` is a matter of moments. `owner` is a connection of the role that made the tables.
 */
export async function rebuild(owner: postgres.Sql, db: Database, progress: RebuildProgress = {}): Promise<Rebuilt> {
  return alone(owner, async () => {
    const { signal, onFollowed, onCompared } = progress;
    await drop(owner, nextViews);
    await owner.begin((tx) => makeViews(tx, nextViews));
    if (db.role) await owner.unsafe(grantViews(nextViews, applicationRole));
    try {
      const size = await readSize(db.sql);
      let events = 0;
      const follow = async () => {
        for (let applied = await followNext(db); applied > 0; applied = await followNext(db)) {
          signal?.throwIfAborted();
          events += applied;
          onFollowed?.(events, Math.max(size, events));
        }
      };
      await follow();
      const compared = await compare(owner, onCompared, signal);
      await take(owner, nextViews, follow);
      return { events, ...compared };
    } catch (error) {
      await drop(owner, nextViews);
      throw error;
    }
  });
}

/** Whether the views in use are of the version that this program reads. */
export async function areCurrent(owner: postgres.Sql): Promise<boolean> {
  const [live] = await owner<{ version: number }[]>`select version from ${owner(liveViews)}.checkpoint`;
  return live?.version === viewsVersion;
}

/** Gives the views that were replaced by the last rebuild their name back, after bringing them up to the ledger. */
export async function goBack(owner: postgres.Sql, db: Database): Promise<void> {
  return alone(owner, async () => {
    const [known] = await owner<{ there: boolean }[]>`select to_regnamespace(${previousViews}) is not null as there`;
    if (!known?.there) throw new NoWayBack('There are no earlier views: none were replaced since they were last made.');
    const [previous] = await owner<{ version: number }[]>`select version from ${owner(previousViews)}.checkpoint`;
    if (previous?.version !== viewsVersion)
      throw new NoWayBack(
        `The earlier views are of version ${previous?.version}, this program reads version ${viewsVersion}: start the program that made them.`,
      );
    await take(owner, previousViews, async () => {
      while ((await followOnce(db, undefined, previousViews)) > 0);
    });
  });
}

const followNext = (db: Database) => followOnce(db, undefined, nextViews);

async function alone<Outcome>(owner: postgres.Sql, work: () => Promise<Outcome>): Promise<Outcome> {
  const [lock] = await owner<{ got: boolean }[]>`select pg_try_advisory_lock(${rebuilding}) as got`;
  if (!lock?.got) throw new RebuildUnderWay('Another process is making the pages anew: wait until it is done.');
  try {
    return await work();
  } finally {
    await owner`select pg_advisory_unlock(${rebuilding})`;
  }
}

type Owner = Pick<postgres.Sql, 'unsafe'>;

const drop = (owner: Owner, schema: string) => owner.unsafe(dropViews(schema));

const rename = (owner: Owner, from: string, to: string) => owner.unsafe(renameViews(from, to));

/** Compares what the views in use and the new ones showed as of the position that both have reached. */
async function compare(
  owner: postgres.Sql,
  onCompared: RebuildProgress['onCompared'],
  signal: AbortSignal | undefined,
): Promise<Pick<Rebuilt, 'comparedAt' | 'differences'>> {
  if (!(await areCurrent(owner))) return { comparedAt: null, differences: [] };
  return owner.begin('isolation level repeatable read read only', async (tx) => {
    const [at] = await tx<{ position: number }[]>`
      select least((select position from ${tx(liveViews)}.checkpoint), (select position from ${tx(nextViews)}.checkpoint))::float8 as position`;
    const comparedAt = at?.position ?? -1;
    await tx`select set_config('palimpsest.as_of', ${String(comparedAt)}, true)`;
    const differences: Difference[] = [];
    for (const table of Object.keys(tables)) {
      signal?.throwIfAborted();
      const rows = (views: string) => tx`select t::text from ${tx(`${thenOf(views)}.${table}`)} t`;
      const [found] = await tx<{ onlyLive: number; onlyNew: number }[]>`
        select (select count(*)::int from (${rows(liveViews)} except all ${rows(nextViews)}) l) as "onlyLive",
          (select count(*)::int from (${rows(nextViews)} except all ${rows(liveViews)}) n) as "onlyNew"`;
      if (found && found.onlyLive + found.onlyNew > 0) differences.push({ table, ...found });
      onCompared?.(table);
    }
    return { comparedAt, differences };
  });
}

/**
 * Gives other views the name of those in use, which become the previous ones. Waits until no page is reading these, and keeps
 * later ones waiting meanwhile: a page reads all it shows from one of them. The views in use may have followed further: then the
 * others go on first.
 */
async function take(owner: postgres.Sql, from: string, follow: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries++) {
    await follow();
    try {
      if (await owner.begin((tx) => switchNames(tx, from))) return;
    } catch (error) {
      // Pages were being read all the time, or one waited for what is locked here while it is waited for.
      if (!['55P03', '40P01'].includes((error as { code?: string }).code ?? '')) throw error;
    }
    if (tries >= switchTries)
      throw new Error('The new pages were made, but those in use were never left alone for a moment.');
  }
}

async function switchNames(tx: postgres.TransactionSql, from: string): Promise<boolean> {
  // Held by this session already, unless its connection was lost and made anew meanwhile.
  const [lock] = await tx<{ got: boolean }[]>`select pg_try_advisory_xact_lock(${rebuilding}) as got`;
  if (!lock?.got) throw new RebuildUnderWay('Another process is making the pages anew: wait until it is done.');
  await tx.unsafe(`set local lock_timeout = ${switchMs}`);
  // In the order in which pages and the follower come to them.
  const names = ['checkpoint', ...Object.keys(tables)].map((table) => `${liveViews}.${table}`);
  await tx.unsafe(`lock table ${names.join()}, ${from}.checkpoint in access exclusive mode`);
  const [at] = await tx<{ live: number; next: number }[]>`
    select (select position::float8 from ${tx(liveViews)}.checkpoint) as live,
      (select position::float8 from ${tx(from)}.checkpoint) as next`;
  if (!at || at.next < at.live) return false;
  await rename(tx, liveViews, leavingViews);
  await rename(tx, from, liveViews);
  await drop(tx, previousViews);
  await rename(tx, leavingViews, previousViews);
  await tx`select pg_notify(${followedChannel}, ${String(at.next)})`;
  return true;
}
