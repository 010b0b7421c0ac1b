import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Database, openDatabase } from '@/db/client';
import { failOnLostConnection } from '@/db/lost-connection';
import { append } from '@/ledger/append';
import { positionOf, readLog, readSize } from '@/ledger/read';
import { sequence, startSequencer } from '@/ledger/sequencer';
import { anAppend } from '../support/an-append';
import { createTestDatabase, type TestDatabase } from '../support/cluster';

let database: TestDatabase;
let db: Database;
let owner: postgres.Sql;
let streams = 0;
const fresh = (): string => `site:s${++streams}`;
const patience = { timeout: 15_000, interval: 10 };

beforeAll(async () => {
  database = await createTestDatabase();
  db = await openDatabase(database.url);
  owner = postgres(database.url, { max: 2, onnotice: () => {} });
});

beforeEach(async () => {
  while ((await readSize(db.sql)) !== (await sequence(db.direct)));
});

afterAll(async () => {
  await owner.end();
  await db.end();
  await database.drop();
});

/** Appends so many events on one new stream and answers the append's id. */
async function appended(events = 1): Promise<string> {
  const given = anAppend({ [fresh()]: { expected: 0, events } });
  await append(db.sql, given);
  return given.id;
}

const batch = async (most: number): Promise<number | null> =>
  (await db.direct<{ size: number | null }[]>`select ledger.sequence(${most}) as size`)[0]?.size ?? null;

type Placed = { position: number; append: string; end: number; stream: string; version: number };

const placedSince = (size: number) => owner<Placed[]>`
  select l.position::int, e.append_id as append, l.append_end::int as end, l.stream_id as stream, l.stream_version::int as version
  from ledger.log l join ledger.event e using (stream_id, stream_version)
  where l.position >= ${size} order by l.position`;

const waitingCount = async () => (await owner`select count(*)::int as n from ledger.inbox`)[0]?.n;

describe('positions', () => {
  test('are dense from zero, in the order of the appends', async () => {
    const before = await readSize(db.sql);
    const ids = [await appended(2), await appended(), await appended(3)];
    expect(await sequence(db.direct)).toBe(before + 6);
    const placed = await placedSince(0);
    expect(placed.map(({ position }) => position)).toEqual(placed.map((_, at) => at));
    expect(placed.slice(before).map((row) => ids.indexOf(row.append))).toEqual([0, 0, 1, 2, 2, 2]);
    expect(await readSize(db.sql)).toBe(before + 6);
  });

  test('stay with an append whole, however small the batch, and name its end', async () => {
    const before = await readSize(db.sql);
    const ids = [await appended(3), await appended(2), await appended(1)];
    expect(await batch(1)).toBe(before + 3);
    expect(await batch(1)).toBe(before + 5);
    expect(await batch(1)).toBe(before + 6);
    expect(await batch(1)).toBe(before + 6);
    expect((await placedSince(before)).map((row) => [row.end - before, ids.indexOf(row.append)])).toEqual([
      [2, 0],
      [2, 0],
      [2, 0],
      [4, 1],
      [4, 1],
      [5, 2],
    ]);
  });

  test('stand together for an append on several streams', async () => {
    const before = await readSize(db.sql);
    const given = anAppend({ [fresh()]: { expected: 0, events: 2 }, [fresh()]: 0, [fresh()]: 0 });
    await Promise.all([append(db.sql, given), appended(4), appended(4)]);
    await sequence(db.direct);
    const mine = (await placedSince(before)).filter((row) => row.append === given.id).map(({ position }) => position);
    expect(mine).toEqual([0, 1, 2, 3].map((at) => (mine[0] as number) + at));
  });

  test('of appends that drew their numbers in turn are given to one after the other', async () => {
    const before = await readSize(db.sql);
    const [a, b] = [randomUUID(), randomUUID()];
    for (const [seq, id] of [
      [1, a],
      [2, b],
      [3, a],
      [4, b],
      [5, a],
    ] as const)
      await owner`insert into ledger.inbox values (${1_000_000 + seq}, ${id}, ${id === a ? 'site:turn-a' : 'site:turn-b'}, ${seq})`;
    expect(await batch(2)).toBe(before + 5);
    const rows = await owner`select seq::int - 1000000 as seq, append_end::int as end from ledger.log
      where position >= ${before} order by position`;
    expect(rows.map(({ seq, end }) => [seq, end - before])).toEqual([
      [1, 2],
      [3, 2],
      [5, 2],
      [2, 4],
      [4, 4],
    ]);
  });

  test('are given only to what is committed: a late commit comes later and is not lost', async () => {
    const before = await readSize(db.sql);
    const [late, early] = [anAppend({ [fresh()]: 0 }), anAppend({ [fresh()]: 0 })];
    await db.sql.begin(async (tx) => {
      await append(tx as unknown as Database['sql'], late);
      await append(db.sql, early);
      expect(await sequence(db.direct)).toBe(before + 1);
    });
    expect(await sequence(db.direct)).toBe(before + 2);
    expect((await placedSince(before)).map((row) => row.append)).toEqual([early.id, late.id]);
  });

  test('never invert a stream, whatever the batch', async () => {
    const before = await readSize(db.sql);
    const shared = [fresh(), fresh()] as const;
    const versions = new Map<string, number>();
    let done = false;
    const writing = (async () => {
      for (let round = 0; round < 60; round++) {
        const wanted = [shared[round % 2] as string, ...(round % 3 === 0 ? [shared[(round + 1) % 2] as string] : [])];
        const given = anAppend(Object.fromEntries(wanted.map((name) => [name, versions.get(name) ?? 0])));
        for (const name of wanted) versions.set(name, (versions.get(name) ?? 0) + 1);
        await Promise.all([append(db.sql, given), appended(1 + (round % 3))]);
      }
      done = true;
    })();
    while (!done) await batch(1 + (streams % 3));
    await writing;
    await sequence(db.direct);
    const placed = await placedSince(before);
    for (const name of shared) {
      const own = placed.filter(({ stream }) => stream === name).map(({ version }) => version);
      expect(own).toEqual(Array.from({ length: versions.get(name) as number }, (_, at) => at + 1));
    }
  });

  test('can be found by stream and version, and not before they are given', async () => {
    const given = anAppend({ [fresh()]: 0 });
    await append(db.sql, given);
    const { stream } = given.streams[0] as { stream: string };
    expect(await positionOf(db.sql, stream, 1)).toBeNull();
    const size = await sequence(db.direct);
    expect(await positionOf(db.sql, stream, 1)).toBe((size as number) - 1);
  });
});

test('the time of a batch never goes backwards, even when the clock does', async () => {
  await owner`update ledger.log_head set sequenced_at = now() + interval '1 day'`;
  const before = await readSize(db.sql);
  await appended();
  await sequence(db.direct);
  await appended();
  await sequence(db.direct);
  const rows = await owner`select l.sequenced_at = h.sequenced_at as kept, h.sequenced_at > now() as ahead
    from ledger.log l, ledger.log_head h where l.position >= ${before}`;
  expect(rows).toEqual([
    { kept: true, ahead: true },
    { kept: true, ahead: true },
  ]);
  await owner`update ledger.log_head set sequenced_at = now()`;
});

describe('several sequencers', () => {
  test('take turns: while one is at work the others leave it alone', async () => {
    const before = await readSize(db.sql);
    await appended(2);
    await owner.begin(async (tx) => {
      expect(await tx`select ledger.sequence(10)::int as size`).toEqual([{ size: before + 2 }]);
      expect(await sequence(db.direct)).toBeNull();
    });
    expect(await sequence(db.direct)).toBe(before + 2);
  });

  test('at once give each event one position', async () => {
    const before = await readSize(db.sql);
    let done = false;
    const work = async () => {
      while (!done) await batch(2);
    };
    const working = [work(), work(), work(), work()];
    const ids = (await Promise.all(Array.from({ length: 80 }, () => appended(2)))).sort();
    done = true;
    await Promise.all(working);
    await sequence(db.direct);
    const placed = await placedSince(before);
    expect(placed.map(({ position }) => position)).toEqual(placed.map((_, at) => before + at));
    expect(placed.map((row) => row.append).sort()).toEqual(ids.flatMap((id) => [id, id]));
  });
});

describe('a sequencer that is killed', () => {
  test('in the middle of a batch loses nothing and gives nothing twice', async () => {
    const before = await readSize(db.sql);
    const ids = [await appended(2), await appended(2)];
    const doomed = failOnLostConnection(postgres(database.url, { max: 1, onnotice: () => {} }));
    await doomed
      .begin(async (tx) => {
        expect(await tx`select ledger.sequence(10)::int as size`).toEqual([{ size: before + 4 }]);
        const [own] = await tx`select pg_backend_pid() as pid`;
        await owner`select pg_terminate_backend(${own?.pid})`;
        await tx`select 1`;
      })
      .catch((error) => expect(['57P01', 'CONNECTION_CLOSED', 'CONNECTION_ENDED']).toContain(error.code));
    await doomed.end({ timeout: 0 });

    expect(await readSize(db.sql)).toBe(before);
    expect(await waitingCount()).toBe(4);
    await vi.waitFor(async () => expect(await sequence(db.direct)).toBe(before + 4), patience);
    expect((await placedSince(before)).map((row) => ids.indexOf(row.append))).toEqual([0, 0, 1, 1]);
    expect(await waitingCount()).toBe(0);
  });

  test('goes on by itself with its next connection', async () => {
    const alone = await openDatabase(database.url);
    const errors: unknown[] = [];
    const sequencer = startSequencer(alone.direct, (error) => errors.push(error));
    for (let kills = 1; kills <= 3; kills++) {
      const killed = await vi.waitFor(async () => {
        const rows = await owner`select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and query like '%ledger.sequence%' and pid <> pg_backend_pid()
            and application_name = 'palimpsest'`;
        expect(rows.length).toBeGreaterThan(0);
        return rows.length;
      }, patience);
      expect(killed).toBeGreaterThan(0);
      const before = await readSize(db.sql);
      await appended(3);
      sequencer.wake();
      await vi.waitFor(async () => expect(await readSize(db.sql)).toBe(before + 3), patience);
    }
    expect(await readLog(db.sql, -1, 1)).toHaveLength(1);
    await sequencer.stop();
    await alone.end();
  });

  test('and told to stop, stops', async () => {
    const sequencer = startSequencer(db.direct, () => {});
    await appended();
    await sequencer.stop();
    const size = await readSize(db.sql);
    await appended();
    sequencer.wake();
    expect(await readSize(db.sql)).toBe(size);
  });
});

test('a batch is told of once, with the size of the log, and an empty one not at all', async () => {
  const heard: string[] = [];
  const { unlisten } = await owner.listen('palimpsest_log', (payload) => heard.push(payload));
  const before = await readSize(db.sql);
  const upTo = async (mark: string) => {
    await owner.notify('palimpsest_log', mark);
    await vi.waitFor(() => expect(heard.at(-1)).toBe(mark), patience);
  };
  await appended(3);
  await appended(2);
  await upTo('appended');
  await sequence(db.direct);
  await sequence(db.direct);
  await sequence(db.direct);
  await upTo('sequenced');
  await appended(1);
  await appended(1);
  await batch(1);
  await batch(1);
  await upTo('end');
  await unlisten();
  expect(heard).toEqual(['appended', `${before + 5}`, 'sequenced', `${before + 6}`, `${before + 7}`, 'end']);
});
