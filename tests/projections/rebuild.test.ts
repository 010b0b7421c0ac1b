import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '@/db/client';
import { snapshot } from '@/db/snapshot';
import { handleCommand } from '@/handle-command';
import { readSize } from '@/ledger/read';
import { sequence } from '@/ledger/sequencer';
import { claim } from '@/projections/claim.table';
import { followedTo, followOnce } from '@/projections/follow';
import { goBack, NoWayBack, RebuildUnderWay, rebuild } from '@/projections/rebuild';
import { listIncidents } from '@/queries/list-incidents';
import { createTestDatabase, type TestDatabase } from '../support/cluster';
import { followAll } from '../support/follow-all';
import { recordRandomly } from '../support/random-record';

let database: TestDatabase;
let db: Database;
let owner: postgres.Sql;

beforeAll(async () => {
  database = await createTestDatabase();
  db = await openDatabase(database.url);
  owner = postgres(database.url, { max: 1, onnotice: () => {} });
  await recordRandomly(db, 11, 60);
  await followAll(db);
});

afterAll(async () => {
  await owner.end();
  await db.end();
  await database.drop();
});

const notes = async () => (await db.view.select().from(claim)).map(({ id, note }) => `${id} ${note}`).sort();
const schemas = async () =>
  (
    await owner<{ name: string }[]>`select nspname as name from pg_namespace where nspname like 'record%' order by 1`
  ).map(({ name }) => name);

/** Something recorded while views are being made. */
async function registerSource(): Promise<void> {
  const command = { type: 'RegisterSource', source: `s-${randomUUID()}`, name: 'New here', kind: 'outlet' } as const;
  const outcome = await handleCommand(db, { id: randomUUID(), actor: 'p-steward', command });
  expect(outcome).not.toHaveProperty('refused');
}

test('there is no way back before anything was replaced', async () => {
  await expect(goBack(owner, db)).rejects.toThrow(NoWayBack);
});

test('stopped, it leaves the views in use and nothing beside them', async () => {
  const before = await notes();
  const stop = new AbortController();
  await expect(
    rebuild(owner, db, { signal: stop.signal, onFollowed: () => stop.abort(new Error('Stopped.')) }),
  ).rejects.toThrow('Stopped.');
  expect(await schemas()).toEqual(['record', 'record_published', 'record_then']);
  expect(await notes()).toEqual(before);
});

test('a second one beside it is refused by name', async () => {
  const other = postgres(database.url, { max: 1, onnotice: () => {} });
  const attempts: Promise<unknown>[] = [];
  await rebuild(owner, db, {
    onFollowed: () => {
      if (attempts.length === 0) attempts.push(rebuild(other, db).catch((error: unknown) => error));
    },
  });
  expect(await attempts[0]).toBeInstanceOf(RebuildUnderWay);
  await other.end();
});

test('says what differed from what the ledger leads to, shows the right rows, and what was shown before at will', async () => {
  const right = await notes();
  await owner`update record.claim set note = 'Changed by hand.' where id = (select min(id) from record.claim)`;
  const wrong = await notes();
  expect(wrong).not.toEqual(right);
  const rebuilt = await rebuild(owner, db);
  expect(rebuilt).toMatchObject({
    events: await readSize(db.sql),
    comparedAt: await followedTo(db),
    differences: [{ table: 'claim', onlyLive: 1, onlyNew: 1 }],
  });
  expect(await notes()).toEqual(right);
  await registerSource();
  await sequence(db.direct);
  await followAll(db);
  const reached = await followedTo(db);
  await goBack(owner, db);
  expect(await notes()).toEqual(wrong);
  expect(await followedTo(db)).toBe(reached);
  await goBack(owner, db);
  expect(await notes()).toEqual(right);
});

test('pages are read and changes are recorded all the while: no page fails, goes back in time or is empty, and none is lost', async () => {
  let isDone = false;
  let pages = 0;
  let newest = -1;
  const reader = async () => {
    while (!isDone) {
      const { asOf, total } = await listIncidents(db, {});
      expect(total?.count).toBeGreaterThan(0);
      expect(asOf).toBeGreaterThanOrEqual(newest);
      newest = asOf;
      pages += 1;
    }
  };
  const reading = reader();
  const recording = (async () => {
    while (!isDone) {
      await registerSource();
      await sequence(db.direct);
      await followOnce(db);
    }
  })();
  const rebuilt = await rebuild(owner, db);
  isDone = true;
  await Promise.all([reading, recording]);
  expect(rebuilt.differences).toEqual([]);
  expect(pages).toBeGreaterThan(2);
  await sequence(db.direct);
  await followAll(db);
  expect(await followedTo(db)).toBe((await readSize(db.sql)) - 1);
  const [then, now] = await Promise.all([
    snapshot({ ...db, moment: { position: newest, publishedBy: null } }, (at) => listIncidents(at, {})),
    listIncidents(db, {}),
  ]);
  expect(now.rows.length).toBe(then.rows.length);
});
