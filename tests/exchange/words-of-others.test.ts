import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Database, openDatabase } from '@/db/client';
import { type ImportWanted, importRecord } from '@/exchange/import-record';
import { createTestDatabase } from '../support/cluster';

const folder = mkdtempSync(join(tmpdir(), 'palimpsest-words-'));
let db: Database;
let dropDatabase: () => Promise<void>;
beforeAll(() => writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join('')));
beforeEach(async () => {
  const database = await createTestDatabase();
  db = await openDatabase(database.url);
  dropDatabase = database.drop;
  return async () => {
    await db.end();
    await dropDatabase();
  };
});
afterAll(() => rmSync(folder, { recursive: true }));

const file = join(folder, 'record.jsonl');
const source = (id: string) => ({ type: 'RegisterSource', source: id, name: id, kind: 'outlet' });
const lines = [
  { command: { type: 'RegisterPerson', person: 'p-curator', name: 'Curator', roles: ['steward'] } },
  { command: { type: 'RegisterPerson', person: 'p-other', name: 'Other', roles: ['reviewer'] } },
  { command: source('src-own') },
  { command: source('src-named'), by: 'p-curator' },
  {
    command: { type: 'GradeSource', source: 'src-own', reliability: 'B', rationale: 'By another person.' },
    by: 'p-other',
  },
];

async function run(rest: Partial<ImportWanted> = {}) {
  const said: string[] = [];
  const counts = await importRecord(db, {
    file,
    dryRun: false,
    skipInvalid: false,
    say: (line) => said.push(line),
    ...rest,
  });
  return { counts, said };
}

const gradedBy = async () =>
  (await db.sql<{ actor: string }[]>`select actor from ledger.event where type = 'SourceGraded'`).map(
    ({ actor }) => actor,
  );

test('a line in the words of somebody else is left out, and a dry run says why', async () => {
  const tried = await run({ dryRun: true });
  expect(tried.counts).toMatchObject({ lines: 5, new: 4, others: 1, invalid: 0 });
  expect(tried.said.at(-1)).toBe(
    'line 5: left out: GradeSource source:src-own. It is in the words of p-other: nobody enters another’s words, so only an import with --as p-other takes it in.',
  );
  expect((await run()).counts).toMatchObject({ new: 4, others: 1, refused: 0, entered: true });
  expect(await gradedBy()).toEqual([]);
});

test('an import for that person takes it in as theirs, once', async () => {
  await run();
  expect((await run({ person: 'p-other' })).counts).toMatchObject({ new: 1, same: 4, others: 0 });
  expect(await gradedBy()).toEqual(['p-other']);
  expect((await run({ person: 'p-curator' })).counts).toMatchObject({ same: 5, new: 0, others: 0 });
});
