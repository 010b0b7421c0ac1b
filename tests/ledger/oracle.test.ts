import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type Database, openDatabase } from '@/db/client';
import { append, type Receipt } from '@/ledger/append';
import { load, readLog } from '@/ledger/read';
import { sequence, startSequencer } from '@/ledger/sequencer';
import { anAppend } from '../support/an-append';
import { envelopeOf, leafOver } from '../support/canonical-form';
import { createTestDatabase, type TestDatabase } from '../support/cluster';

const writers = 16;
const appendsEach = 30;
const hot = ['site:hot-a', 'site:hot-b', 'site:hot-c'];

let database: TestDatabase;
let owner: postgres.Sql;
const acknowledged: Receipt[] = [];
const seen = {
  kills: 0,
  sequencerKills: 0,
  lostCalls: 0,
  repeats: 0,
  conflicts: 0,
  multiStream: 0,
  sequencerErrors: 0,
};

/** Which streams the n-th append of a writer goes to, and how many events on each: mostly hot, a third on several. */
function wanted(writer: number, n: number): Record<string, number> {
  const roll = (writer * 31 + n * 17) % 12;
  const first = hot[roll % 3] as string;
  const second = hot[(roll + 1 + (n % 2)) % 3] as string;
  const cold = `site:cold-${writer}-${n % 7}`;
  if (roll < 4) return { [first]: 1 + (n % 2) };
  if (roll < 6) return { [second]: 1, [first]: 2 };
  if (roll < 8) return { [cold]: 2, [first]: 1 };
  return { [cold]: 1 + (n % 3) };
}

/** One acknowledged append: reads, appends, and does both again with the same id until an answer arrives. */
async function write(db: Database, streams: Record<string, number>): Promise<void> {
  const id = randomUUID();
  const digest = JSON.stringify(streams);
  const names = Object.keys(streams);
  if (names.length > 1) seen.multiStream += 1;
  for (let attempt = 0; ; attempt++) {
    try {
      const loaded = await load(db.sql, names, id);
      const from = Object.fromEntries(
        names.map((name) => [
          name,
          { expected: loaded.streams.get(name)?.version ?? 0, events: streams[name] as number },
        ]),
      );
      const outcome = await append(db.sql, anAppend(from, { id, digest }));
      if (outcome.outcome === 'reused' || outcome.outcome === 'taken')
        throw new Error('A command of one digest was taken for two.');
      if (outcome.outcome !== 'conflict') {
        if (outcome.outcome === 'duplicate') seen.repeats += 1;
        acknowledged.push(outcome.receipt);
        return;
      }
      seen.conflicts += 1;
    } catch (error) {
      const { code } = error as { code?: string };
      // Only a lost connection is met with another try: anything else is a defect.
      if (
        !['57P01', 'CONNECTION_CLOSED', 'CONNECTION_ENDED', 'CONNECTION_DESTROYED', 'ECONNRESET', 'EPIPE'].includes(
          code ?? '',
        )
      )
        throw error;
      seen.lostCalls += 1;
    }
    await pause(Math.random() * Math.min(attempt + 1, 10));
  }
}

async function storm(): Promise<void> {
  const pools = await Promise.all(Array.from({ length: writers }, () => openDatabase(database.url)));
  const own = await openDatabase(database.url);
  const sequencers = [own, pools[0] as Database].map(({ direct }) =>
    startSequencer(direct, () => {
      seen.sequencerErrors += 1;
    }),
  );
  const idle = [postgres(database.url, { max: 1 }), postgres(inject('clusterUrl'), { max: 1 })];
  const held = await Promise.all(
    idle.map(async (client) => {
      const reserved = await client.reserve();
      await reserved.unsafe('begin isolation level repeatable read');
      await reserved.unsafe('select pg_current_xact_id(), count(*) from pg_class');
      return reserved;
    }),
  );

  let over = false;
  const killing = (async () => {
    // Not for ever: the last writers left alone would have every connection killed under them.
    while (!over && seen.kills < 100) {
      const any = await owner`
        select pg_terminate_backend(pid) from (
          select pid from pg_stat_activity where datname = current_database() and application_name = 'palimpsest'
            and query not like '%ledger.sequence%' order by state <> 'active', random() limit 2) as victims`;
      const sequencing = await owner`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and application_name = 'palimpsest' and query like '%ledger.sequence%'`;
      seen.kills += any.length;
      seen.sequencerKills += sequencing.length;
      await pause(40);
    }
  })();

  await Promise.all(
    pools.map(async (db, writer) => {
      for (let n = 0; n < appendsEach; n++) await write(db, wanted(writer, n));
    }),
  );
  over = true;
  await killing;
  await Promise.all(sequencers.map((sequencer) => sequencer.stop()));
  for (let size = -1, now: number | null = 0; now !== size; ) [size, now] = [now ?? -1, await settle(own)];
  for (const reserved of held) {
    await reserved.unsafe('rollback');
    reserved.release();
  }
  await Promise.all([...idle.map((client) => client.end()), ...[...pools, own].map((db) => db.end())]);
}

/** Sequences what is left; the connection may still be one that was killed. */
const settle = (db: Database): Promise<number | null> => sequence(db.direct).catch(() => null);

beforeAll(async () => {
  database = await createTestDatabase();
  owner = postgres(database.url, { max: 1, onnotice: () => {} });
  await storm();
}, 60_000);

afterAll(async () => {
  await owner.end();
  await database.drop();
});

describe(`after ${writers} writers on hot and cold streams, backends killed under them, transactions left open`, () => {
  test('there was a storm: calls were lost, writers met, sequencers died', () => {
    expect(acknowledged).toHaveLength(writers * appendsEach);
    expect(seen.multiStream).toBeGreaterThan(100);
    expect(seen.kills).toBeGreaterThan(20);
    expect(seen.sequencerKills).toBeGreaterThan(5);
    expect(seen.lostCalls).toBeGreaterThan(5);
    expect(seen.conflicts).toBeGreaterThan(20);
  });

  test('every acknowledged append is in the log exactly once, with exactly the events its receipt names', async () => {
    const rows = await owner<{ id: string; events: [string, number][] }[]>`
      select e.append_id as id, jsonb_agg(jsonb_build_array(e.stream_id, e.stream_version) order by l.position) as events
      from ledger.log l join ledger.event e on e.seq = l.seq group by e.append_id`;
    const logged = new Map(rows.map(({ id, events }) => [id, events]));
    expect(new Set(acknowledged.map(({ command }) => command)).size).toBe(acknowledged.length);
    for (const { command, events } of acknowledged)
      expect(logged.get(command)).toEqual(events.map(({ stream, version }) => [stream, version]));
    expect(logged.size).toBe(acknowledged.length);
  });

  test('the log is dense, as long as there are events, and nothing waits', async () => {
    const [row] = await owner`select
      (select count(*)::int from ledger.event) as events, (select count(*)::int from ledger.log) as placed,
      (select min(position)::int from ledger.log) as first, (select max(position)::int + 1 from ledger.log) as after_last,
      (select size::int from ledger.log_head) as size, (select count(*)::int from ledger.inbox) as waiting,
      (select count(distinct seq)::int from ledger.log) as distinct_events`;
    const promised = acknowledged.flatMap(({ events }) => events).length;
    expect(row).toEqual({
      events: promised,
      placed: promised,
      first: 0,
      after_last: promised,
      size: promised,
      waiting: 0,
      distinct_events: promised,
    });
  });

  test('no stream has a gap, and its head is where its events end', async () => {
    expect(
      await owner`
        select stream_id from ledger.stream s full join (
          select stream_id, count(*) as events, min(stream_version) as first, max(stream_version) as last
          from ledger.event group by stream_id) e using (stream_id)
        where s.version is distinct from e.last or e.events <> e.last or e.first <> 1`,
    ).toHaveLength(0);
  });

  test('no stream is inverted in the log', async () => {
    expect(
      await owner`
        select from (select stream_id, stream_version,
          row_number() over (partition by stream_id order by position) as nth from ledger.log) as placed
        where nth <> stream_version`,
    ).toHaveLength(0);
  });

  test('no append is split, and each of its events names its end', async () => {
    expect(
      await owner`
        select append_id from ledger.log l join ledger.event e on e.seq = l.seq group by append_id
        having max(position) - min(position) + 1 <> count(*) or min(append_end) <> max(position) or max(append_end) <> max(position)`,
    ).toHaveLength(0);
  });

  test('time never goes backwards along the log', async () => {
    expect(
      await owner`
        select from (select sequenced_at, lag(sequenced_at) over (order by position) as earlier from ledger.log) as placed
        where sequenced_at < earlier`,
    ).toHaveLength(0);
  });

  test('every leaf verifies', async () => {
    const db = await openDatabase(database.url);
    for (const event of await readLog(db.sql, -1, 100_000)) expect(event.leaf).toBe(leafOver(envelopeOf(event)));
    await db.end();
  });
});
