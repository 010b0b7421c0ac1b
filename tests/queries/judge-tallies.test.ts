import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadSample } from '@/cli/load-sample';
import { type Database, openDatabase } from '@/db/client';
import { sequence } from '@/ledger/sequencer';
import { followOnce } from '@/projections/follow';
import { findClaim } from '@/queries/find-claim';
import { type JudgedTally, judgeTallies } from '@/queries/judge-tallies';
import { createTestDatabase, type TestDatabase } from '../support/cluster';

let database: TestDatabase;
let db: Database;
beforeAll(async () => {
  database = await createTestDatabase();
  db = await openDatabase(database.url);
  await loadSample(database.url, () => {});
  await sequence(db.direct);
  while ((await followOnce(db)) > 0);
});
afterAll(async () => {
  await db.end();
  await database.drop();
});
test('x', async () => {
  for (const id of [
    'c077',
    'c055',
    'c245',
    'c241',
    'c243',
    'c115',
    'c062',
    'c244',
    'c064',
    'c072',
    'c247',
    'c083',
    'c246',
    'c251',
    'c248',
    'c249',
    'c250',
  ]) {
    const page = await findClaim(db, id);
    const [j] = await judgeTallies(db, [page!.claim]);
    console.log(id, JSON.stringify(j));
  }
});
