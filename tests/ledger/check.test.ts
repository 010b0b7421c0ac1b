import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '@/db/client';
import { type DomainEvent, namesTaken } from '@/domain/event';
import { foldRecorded } from '@/exchange/restore-backup';
import { append } from '@/ledger/append';
import { checkLedger, type Fault, type LedgerChecked } from '@/ledger/check';
import { anAppend } from '../support/an-append';
import { createTestDatabase, type TestDatabase } from '../support/cluster';
import { type GoldenLedger, goldenLedgers, thaw } from '../support/golden-ledger';

const golden = goldenLedgers.at(-1) as GoldenLedger;
const tables = ['stream', 'event', 'sealed', 'receipt', 'name', 'inbox', 'log', 'log_head'];

let database: TestDatabase;
let db: Database;
/** A superuser with the triggers out of the way: what a bad disk can do, and whoever holds the server. */
let owner: postgres.Sql;

beforeAll(async () => {
  database = await createTestDatabase();
  db = await openDatabase(database.url);
  owner = postgres(database.url, { max: 1, onnotice: () => {} });
  await thaw(owner, golden);
  await owner.unsafe("set session_replication_role = 'replica'");
  await owner.unsafe(tables.map((name) => `create table public.${name} as select * from ledger.${name}`).join(';'));
});

afterAll(async () => {
  await owner.end();
  await db.end();
  await database.drop();
});

const check = (wanted: Partial<Parameters<typeof checkLedger>[1]> = {}): Promise<LedgerChecked> =>
  checkLedger(owner, {
    namesOf: (type, data) => namesTaken({ type, data } as unknown as DomainEvent),
    fold: foldRecorded,
    ...wanted,
  });

/** What is found after a statement that no law let pass; the ledger is as it was again afterwards. */
async function foundAfter(damage: string): Promise<LedgerChecked> {
  try {
    const { count } = await owner.unsafe(damage);
    expect(count, damage).toBeGreaterThan(0);
    return await check();
  } finally {
    for (const name of tables)
      await owner.unsafe(`delete from ledger.${name}; insert into ledger.${name} select * from public.${name}`);
  }
}

const positionOf = (type: string, nth = 0) =>
  golden.events.filter(({ envelope }) => envelope.type === type)[nth]?.position as number;

/** The rows of a table that are of the event at a position. */
const at = (position: number) => ({
  event: `seq = (select seq from ledger.log where position = ${position})`,
  sealed: `event_id = (select event_id from ledger.event join ledger.log using (seq) where position = ${position})`,
  receipt: `append_id = (select append_id from ledger.event join ledger.log using (seq) where position = ${position})`,
});

const submitted = positionOf('ReportSubmitted');
const remark = positionOf('RemarkMade');
const recorded = positionOf('ClaimRecorded', 3);
const accepted = positionOf('ReportAccepted');
const reviewer = positionOf('PersonRegistered', 1);
const flip = (column: string) => `${column} = set_byte(${column}, 7, get_byte(${column}, 7) # 1)`;

test('a ledger that holds together has nothing found in it, and its numbers are told', async () => {
  const progress: number[][] = [];
  const { found, erased, waiting, counts, streams } = await check({ onProgress: (...at) => progress.push(at) });
  expect([...found]).toEqual([]);
  expect({ erased, waiting, streams }).toEqual({
    erased: null,
    waiting: { count: 0, since: null },
    streams: golden.states.length,
  });
  expect(counts).toMatchObject({ events: golden.events.length, sealed: golden.sealed.length });
  expect(progress).toEqual([[golden.events.length, golden.events.length]]);
});

describe('what no law let pass is found, and where first', () => {
  test.each<[Fault, number | null, string]>([
    ['leaf', remark, `update ledger.event set ${flip('leaf')} where ${at(remark).event}`],
    ['leaf', remark, `update ledger.event set data = data || '{"attribute": "killed"}' where ${at(remark).event}`],
    ['leaf', remark, `update ledger.event set actor = 'p-other' where ${at(remark).event}`],
    ['leaf', remark, `update ledger.event set type = 'DissentRecorded' where ${at(remark).event}`],
    ['leaf', remark, `update ledger.event set schema_version = 2 where ${at(remark).event}`],
    ['leaf', remark, `update ledger.event set recorded_at = '2021-05-03T17:00:00.000Z' where ${at(remark).event}`],
    ['leaf', remark, `update ledger.event set event_id = gen_random_uuid() where ${at(remark).event}`],
    ['leaf', remark, `update ledger.event set data = '{"n": 1e300, "m": 9007199254740993}' where ${at(remark).event}`],
    ['leaf', 0, `update ledger.event set ${flip('leaf')}`],
    ['event', remark, `delete from ledger.event where ${at(remark).event}`],
    ['event', remark, `update ledger.event set stream_version = 999 where ${at(remark).event}`],
    ['event', remark, `update ledger.event set seq = 999999 where ${at(remark).event}`],
    ['event', remark, `update ledger.log set seq = 999999 where position = ${remark}`],
    ['event', null, `delete from ledger.log where position = ${remark}`],
    ['event', null, "insert into ledger.inbox values (999999, gen_random_uuid(), 'site:balad', 999)"],
    ['position', remark, `delete from ledger.log where position = ${remark}`],
    ['position', 0, 'update ledger.log set position = position + 1000, append_end = append_end + 1000'],
    ['order', remark, `update ledger.log set sequenced_at = '2020-01-01' where position = ${remark}`],
    ['order', accepted, `update ledger.log set append_end = append_end + 1 where position = ${accepted}`],
    ['order', recorded, `update ledger.log set append_end = ${recorded} where position = ${recorded}`],
    [
      'version',
      positionOf('CopyingErrorMarked'),
      `update ledger.log set stream_version = stream_version + 500 where position = ${positionOf('CopyingErrorMarked')}`,
    ],
    ['sealed', remark, `update ledger.sealed set value = value || ' ' where ${at(remark).sealed}`],
    ['sealed', remark, `update ledger.sealed set salt = repeat('0', 32) where ${at(remark).sealed}`],
    ['sealed', remark, `update ledger.sealed set path = 'attribute' where ${at(remark).sealed}`],
    ['receipt', remark, `delete from ledger.receipt where ${at(remark).receipt}`],
    ['receipt', remark, `update ledger.receipt set body = body || '{"events": []}' where ${at(remark).receipt}`],
    ['receipt', remark, `update ledger.receipt set append_id = gen_random_uuid() where ${at(remark).receipt}`],
    ['receipt', remark, `update ledger.event set append_id = gen_random_uuid() where ${at(remark).event}`],
    ['name', recorded, `delete from ledger.name where name = 'claim:weapon'`],
    ['name', recorded, `update ledger.name set name = 'claim:armour' where name = 'claim:weapon'`],
    ['name', recorded, `update ledger.name set append_id = gen_random_uuid() where name = 'claim:weapon'`],
    ['name', null, `update ledger.name set append_id = gen_random_uuid() where name = 'first:person'`],
    ['stream', reviewer, `update ledger.stream set version = version - 1 where stream_id = 'person:p-reviewer'`],
    [
      'stream',
      reviewer,
      `update ledger.stream set state = state || '{"roles": ["steward"]}' where stream_id = 'person:p-reviewer'`,
    ],
    ['stream', null, `delete from ledger.stream where stream_id = 'person:p-reviewer'`],
    ['stream', null, `insert into ledger.stream values ('person:p-nobody', 1, '{"kind": "person", "roles": []}')`],
    ['head', golden.events.length - 1, 'update ledger.log_head set size = size - 1'],
    ['head', golden.events.length - 1, 'delete from ledger.log_head'],
  ])('%s at %s: %s', async (fault, position, damage) => {
    const { found } = await foundAfter(damage);
    expect(Object.fromEntries(found)).toMatchObject({ [fault]: { position } });
  });

  test('one flipped byte is one fault and no other', async () => {
    const { found } = await foundAfter(`update ledger.event set ${flip('leaf')} where ${at(submitted).event}`);
    expect([...found]).toEqual([
      ['leaf', { count: 1, position: submitted, what: expect.stringMatching(/^report:of-the-cell version 1$/) }],
    ]);
  });

  test('a position that is missing from the middle of an append is no fault of the receipt', async () => {
    const { found } = await foundAfter(`delete from ledger.log where position = ${recorded}`);
    expect([...found.keys()].sort()).toEqual(['event', 'head', 'position', 'version']);
  });

  test('values of which the digest alone is left are told apart from what is broken', async () => {
    const { found, erased } = await foundAfter(`delete from ledger.sealed where ${at(remark).sealed}`);
    expect([...found]).toEqual([]);
    expect(erased).toEqual({ count: 1, position: remark, what: 'text of incident:rockets version 23' });
  });
});

describe('events that wait for a position', () => {
  test('are no fault, and looked at like those that have one', async () => {
    const recordedAt = '2021-05-03T17:00:00.000Z';
    const data = { note: 'kept apart' };
    await append(db.sql, anAppend({ 'site:waiting': { expected: 0, events: 2 } }, { data, sealedPaths: ['note'] }));
    const { found, waiting, counts } = await check();
    expect([...found]).toEqual([]);
    expect(waiting).toEqual({ count: 2, since: recordedAt });
    expect(counts.events - counts.positions).toBe(2);
    const second = "stream_id = 'site:waiting' and stream_version = 2";
    await owner.unsafe(`update ledger.event set ${flip('leaf')} where ${second}`);
    await owner.unsafe(
      `update ledger.sealed set value = 'other' where event_id = (select event_id from ledger.event where ${second})`,
    );
    const wrong = { count: 1, position: null };
    expect(Object.fromEntries((await check()).found)).toEqual({
      leaf: { ...wrong, what: 'site:waiting version 2' },
      sealed: { ...wrong, what: 'note of site:waiting version 2' },
    });
    await owner.unsafe('delete from ledger.inbox');
    expect(Object.fromEntries((await check()).found)).toMatchObject({
      event: { count: 2, position: null, what: 'site:waiting version 1' },
    });
  });
});

test('a check that is stopped ends with the reason it was stopped for, and leaves the connection usable', async () => {
  const stopping = new AbortController();
  const stopped = check({ signal: stopping.signal, onProgress: () => stopping.abort(new Error('stopped')) });
  await expect(stopped).rejects.toThrow('stopped');
  expect(await owner`select 1 as one`).toEqual([{ one: 1 }]);
});
