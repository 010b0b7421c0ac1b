import fc from 'fast-check';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fork, forksAt } from '@/db/fork';
import { createTestDatabase, type TestDatabase } from '../support/cluster';

let database: TestDatabase;
let sql: postgres.Sql;

beforeAll(async () => {
  database = await createTestDatabase();
  sql = postgres(database.url, { max: 1 });
});

afterAll(async () => {
  await sql.end();
  await database.drop();
});

const position = fc.oneof(fc.nat({ max: 40 }), fc.nat({ max: 2 ** 31 - 1 }), fc.maxSafeNat());

test('a reading has one of the forks of every position at which it held, and it held at its fork', async () => {
  const readings = fc.sample(
    fc.tuple(position, position, position).map((three) => three.sort((a, b) => a - b)),
    2_000,
  ) as [number, number, number][];
  const rows = await sql.unsafe<{ since: string; at: string; last: string; fork: string }[]>(
    `select since, at, until - 1 as last, ${fork} as fork
       from (select since, at, last + 1 as until from unnest($1::bigint[], $2::bigint[], $3::bigint[]) t (since, at, last)) t`,
    [0, 1, 2].map((nth) => readings.map((three) => String(three[nth]))),
  );
  expect(rows).toHaveLength(readings.length);
  for (const row of rows) {
    const [since, at, last, its] = [row.since, row.at, row.last, row.fork].map(Number) as [
      number,
      number,
      number,
      number,
    ];
    expect(since <= its && its <= last, `${its} of ${since} to ${last}`).toBe(true);
    for (const held of [since, at, last]) expect(forksAt(held), `${since} to ${last}, at ${held}`).toContain(its);
  }
});

test('a position has few forks', () => {
  for (const at of [0, 1, 1023, 1024, 831_000, 2 ** 40 + 1, Number.MAX_SAFE_INTEGER])
    expect(forksAt(at).length).toBeLessThanOrEqual(2 * 53);
});
