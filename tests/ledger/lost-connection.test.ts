import postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { failOnLostConnection } from '@/db/lost-connection';
import { createTestDatabase, type TestDatabase } from '../support/cluster';

let database: TestDatabase;
let killer: postgres.Sql;
/** One connection, so that whatever comes next meets the one that was lost. */
let client: postgres.Sql;
const patience = { timeout: 15_000, interval: 10 };

beforeAll(async () => {
  database = await createTestDatabase();
  killer = postgres(database.url, { max: 1, onnotice: () => {} });
  client = failOnLostConnection(postgres(database.url, { max: 1, onnotice: () => {}, fetch_types: false }));
  await killer`create table kept (who text not null)`;
});

afterAll(async () => {
  await Promise.all([killer.end(), client.end()]);
  await database.drop();
});

beforeEach(async () => void (await killer`truncate kept`));

const pidOf = async (sql: postgres.ISql) => (await sql<{ pid: number }[]>`select pg_backend_pid() as pid`)[0]?.pid ?? 0;

const kill = async (pid: number) => {
  await killer`select pg_terminate_backend(${pid})`;
  await vi.waitFor(
    async () => expect(await killer`select from pg_stat_activity where pid = ${pid}`).toHaveLength(0),
    patience,
  );
};

const kept = async () => (await killer<{ who: string }[]>`select who from kept order by who`).map(({ who }) => who);

test('a transaction that failed runs nothing of what was still to come', async () => {
  let goOn = () => {};
  const gate = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  let late: Promise<unknown> = Promise.resolve();
  const failing = client.begin(async (tx) => {
    const insertLate = async () => {
      await tx`select 1`;
      await gate;
      await tx`insert into kept values ('late')`;
    };
    late = insertLate();
    await Promise.all([late, tx`select 1 / 0`]);
  });
  await expect(failing).rejects.toMatchObject({ code: '22012' });
  goOn();
  await expect(late).rejects.toThrow(/it failed/);
  expect(await kept()).toEqual([]);
});

describe('a transaction whose connection dies', () => {
  test('in the middle of a statement fails, writes nothing and leaves the pool usable', async () => {
    for (let round = 0; round < 15; round++) {
      let pid = 0;
      const working = client.begin(async (tx) => {
        await tx`insert into kept values ('dead')`;
        pid = await pidOf(tx);
        await tx`select pg_sleep(60)`;
      });
      const failed = expect(working).rejects.toMatchObject({
        code: expect.stringMatching(/CONNECTION|57P01|ECONNRESET/),
      });
      await vi.waitFor(() => expect(pid).toBeGreaterThan(0), patience);
      await kill(pid);
      await failed;
      await vi.waitFor(() => client`select 1`, patience);
    }
    expect(await kept()).toEqual([]);
  });

  test('between two statements runs none of the rest, neither alone nor in the transaction that comes next', async () => {
    let goOn = () => {};
    const gate = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    let pid = 0;
    let ran = false;
    const dead = client.begin(async (tx) => {
      await tx`insert into kept values ('dead')`;
      pid = await pidOf(tx);
      await gate;
      await tx`insert into kept values ('risen')`;
      ran = true;
    });
    const failed = expect(dead).rejects.toMatchObject({ code: expect.stringMatching(/CONNECTION|ECONNRESET/) });
    await vi.waitFor(() => expect(pid).toBeGreaterThan(0), patience);
    await kill(pid);
    await failed;
    await vi.waitFor(
      () =>
        client.begin(async (tx) => {
          await tx`insert into kept values ('alive')`;
          goOn();
          await new Promise((resolve) => setImmediate(resolve));
          await tx`select 1`;
        }),
      patience,
    );
    expect(ran).toBe(false);
    expect(await kept()).toEqual(['alive']);
  });
});

describe('a transaction on a sound connection', () => {
  test('answers what its work answers, once it is committed', async () => {
    expect(
      await client.begin('read write', async (tx) => {
        await tx`insert into kept values ('one')`;
        return 'done';
      }),
    ).toBe('done');
    expect(await kept()).toEqual(['one']);
  });

  test('is rolled back by an error of its work, and by one of the server, and both reach the caller', async () => {
    await expect(
      client.begin(async (tx) => {
        await tx`insert into kept values ('two')`;
        throw new Error('of its own');
      }),
    ).rejects.toThrow('of its own');
    await expect(client.begin((tx) => tx`insert into kept values (null)`)).rejects.toMatchObject({ code: '23502' });
    expect(await kept()).toEqual([]);
    expect(await client`select 1 as alive`).toEqual([{ alive: 1 }]);
  });
});
