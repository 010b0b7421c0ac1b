import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { applicationRole, type Database, openDatabase } from '@/db/client';
import { migrate } from '@/db/migrate';
import { append } from '@/ledger/append';
import { readLog } from '@/ledger/read';
import { sequence } from '@/ledger/sequencer';
import { anAppend } from '../support/an-append';
import { createTestDatabase, type TestDatabase } from '../support/cluster';

/** The tables whose rows are the record, and a change to each that would have an effect. */
const rewrites = {
  event: "set type = 'Forged'",
  log: 'set sequenced_at = now()',
  receipt: "set digest = 'forged'",
  sealed: "set value = 'forged'",
  name: "set name = 'forged'",
};
const tables = Object.keys(rewrites) as (keyof typeof rewrites)[];

const refusedByTrigger = { code: '23000', message: expect.stringContaining('Append a correction instead') };
const refusedByPrivilege = { code: '42501' };

let database: TestDatabase;
let db: Database;
let owner: postgres.Sql;

beforeAll(async () => {
  database = await createTestDatabase();
  db = await openDatabase(database.url);
  owner = postgres(database.url, { max: 1, onnotice: () => {} });
  await append(
    db.sql,
    anAppend({ 'site:a': 0 }, { data: { note: 'kept apart' }, sealedPaths: ['note'], names: ['claim:a'] }),
  );
  await sequence(db.direct);
});

afterAll(async () => {
  await owner.end();
  await db.end();
  await database.drop();
});

/** How many rows each table of the record holds: what a refusal must leave as it was. */
const rowsOf = (sql: postgres.Sql) =>
  sql`select (select count(*) from ledger.event)::int as event, (select count(*) from ledger.log)::int as log,
    (select count(*) from ledger.receipt)::int as receipt, (select count(*) from ledger.sealed)::int as sealed,
    (select count(*) from ledger.name)::int as name`;

describe.each(tables)('ledger.%s', (table) => {
  const statements = [
    `update ledger.${table} ${rewrites[table]}`,
    // No row meets it: a statement that would change nothing is refused as well.
    `update ledger.${table} ${rewrites[table]} where false`,
    `delete from ledger.${table}`,
    `truncate ledger.${table} cascade`,
    // PostgreSQL itself refuses to truncate events alone, for sealed values refer to them.
    ...(table === 'event' ? [] : [`truncate ledger.${table}`]),
    'truncate ledger.event, ledger.sealed, ledger.log, ledger.receipt, ledger.name',
  ];

  test.each(statements)('its owner is refused by a trigger that names the way out: %s', async (statement) => {
    const before = await rowsOf(owner);
    await expect(owner.unsafe(statement)).rejects.toMatchObject(refusedByTrigger);
    expect(await rowsOf(owner)).toEqual(before);
    expect(before[0]?.[table]).toBe(1);
  });

  test.each(statements)('the application is refused for want of a right: %s', async (statement) => {
    await expect(db.sql.unsafe(statement)).rejects.toMatchObject(refusedByPrivilege);
  });
});

describe('the ledger', () => {
  test('names the refused operation and its table', async () => {
    await expect(owner.unsafe('delete from ledger.event')).rejects.toThrow(/^DELETE on ledger\.event is refused/);
  });

  test('refuses an insert that turns into an update', async () => {
    await expect(
      owner.unsafe(
        'insert into ledger.event select * from ledger.event on conflict (stream_id, stream_version) do update set type = excluded.type',
      ),
    ).rejects.toMatchObject(refusedByTrigger);
  });

  test('refuses a merge that updates', async () => {
    await expect(
      owner.unsafe(
        `merge into ledger.sealed s using ledger.event e on s.event_id = e.event_id when matched then update set value = 'forged'`,
      ),
    ).rejects.toMatchObject(refusedByTrigger);
  });

  test('refuses to lose a stream or its head by truncation', async () => {
    await expect(owner.unsafe('truncate ledger.stream')).rejects.toMatchObject(refusedByTrigger);
    await expect(owner.unsafe('truncate ledger.log_head')).rejects.toMatchObject(refusedByTrigger);
    await expect(owner.unsafe('delete from ledger.log_head')).rejects.toMatchObject(refusedByTrigger);
  });
});

describe('the application’s own role', () => {
  test('is the one the application works under', async () => {
    expect(db.role).toBe(applicationRole);
    for (const client of [db.sql, db.direct]) {
      const [row] = await client`select current_user as role`;
      expect(row?.role).toBe(applicationRole);
    }
  });

  test('appends, sequences and reads', async () => {
    const outcome = await append(db.sql, anAppend({ 'site:b': 0 }));
    expect(outcome.outcome).toBe('appended');
    await sequence(db.direct);
    expect((await readLog(db.sql, -1, 10)).map(({ stream }) => stream)).toContain('site:b');
  });

  test.each([
    'alter table ledger.event disable trigger all',
    'alter table ledger.event disable trigger events_are_never_rewritten',
    'drop trigger events_are_never_rewritten on ledger.event',
    'alter table ledger.event add column forged text',
    'alter table ledger.event drop constraint one_event_per_stream_version cascade',
    'drop table ledger.event cascade',
    'drop schema ledger cascade',
    'create table ledger.event2 ()',
    'create index on ledger.event (type)',
    "create or replace function ledger.refuse_rewriting() returns trigger language sql as 'select null'",
    'drop function ledger.append(jsonb)',
    'insert into ledger.event select * from ledger.event',
    "insert into ledger.receipt values (gen_random_uuid(), '', '{}')",
    "insert into ledger.log select 9, 9, 'site:z', 1, 9, now()",
    'insert into ledger.inbox select seq, append_id, stream_id, stream_version from ledger.event',
    'delete from ledger.inbox',
    'update ledger.stream set version = 0',
    'update ledger.log_head set size = 0',
    "select nextval('ledger.event_seq')",
    "select setval('ledger.event_seq', 1)",
    'select ledger.answer_repeated(r, r.digest) from ledger.receipt r',
    "set session_replication_role = 'replica'",
    'create role intruder',
  ])('may not: %s', async (statement) => {
    await expect(db.sql.unsafe(statement)).rejects.toMatchObject(refusedByPrivilege);
  });

  test('may call two functions of the ledger and no other', async () => {
    const rows = await owner<{ name: string }[]>`
      select p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname = 'ledger' and has_function_privilege(${applicationRole}, p.oid, 'execute') order by 1`;
    expect(rows.map(({ name }) => name)).toEqual(['append', 'sequence']);
  });
});

describe('a server whose user may not make roles', () => {
  const user = `plain_${process.pid}_${randomBytes(4).toString('hex')}`;
  let url: string;
  let plain: Database;

  beforeAll(async () => {
    const server = postgres(inject('clusterUrl'), { max: 1, onnotice: () => {} });
    await server.unsafe(`create role ${user} login nosuperuser nocreaterole nocreatedb password '${user}'`);
    await server.unsafe(`create database ${user} owner ${user}`);
    await server.end();
    const address = new URL(inject('clusterUrl'));
    Object.assign(address, { pathname: `/${user}`, username: user, password: user });
    url = address.href;
  });

  afterAll(async () => {
    await plain?.end();
    const server = postgres(inject('clusterUrl'), { max: 1, onnotice: () => {} });
    await server.unsafe(`drop database ${user} with (force)`);
    await server.unsafe(`drop role ${user}`);
    await server.end();
  });

  test('is told so, takes appends and refuses rewriting by its triggers alone', async () => {
    const said: string[] = [];
    await migrate(url, (line) => said.push(line));
    expect(said).toEqual([expect.stringContaining('guarded by its triggers alone')]);

    plain = await openDatabase(url);
    expect(plain.role).toBeNull();
    const sealed = anAppend(
      { 'site:a': 0 },
      { data: { note: 'kept apart' }, sealedPaths: ['note'], names: ['claim:a'] },
    );
    expect((await append(plain.sql, sealed)).outcome).toBe('appended');
    expect(await sequence(plain.direct)).toBe(1);
    expect(await readLog(plain.sql, -1, 10)).toHaveLength(1);

    for (const table of tables)
      for (const statement of [`update ledger.${table} ${rewrites[table]}`, `delete from ledger.${table}`])
        await expect(plain.sql.unsafe(statement), statement).rejects.toMatchObject(refusedByTrigger);
    for (const table of tables)
      await expect(plain.sql.unsafe(`truncate ledger.${table} cascade`)).rejects.toMatchObject(refusedByTrigger);
  });

  test('may be migrated again and stays as it is', async () => {
    await migrate(url);
    expect(await readLog(plain.sql, -1, 10)).toHaveLength(1);
  });
});
