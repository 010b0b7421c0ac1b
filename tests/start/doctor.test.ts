import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { examine, type Finding } from '@/cli/doctor';
import { applicationRole, type Database, openDatabase } from '@/db/client';
import { append } from '@/ledger/append';
import { sequence } from '@/ledger/sequencer';
import { followOnce } from '@/projections/follow';
import { anAppend } from '../support/an-append';
import { createTestDatabase, type TestDatabase } from '../support/cluster';
import { type GoldenLedger, goldenLedgers, thaw } from '../support/golden-ledger';
import { emptyHome, root, run } from './folder';

// Some of these start whole programs, and the machine may be busy with others.
vi.setConfig({ testTimeout: 120_000 });

const palimpsest = join(root, 'bin', 'palimpsest.mjs');
const golden = goldenLedgers.at(-1) as GoldenLedger;

let database: TestDatabase;
let db: Database;
let owner: postgres.Sql;

beforeAll(async () => {
  database = await createTestDatabase();
  db = await openDatabase(database.url);
  owner = postgres(database.url, { max: 1, onnotice: () => {} });
  await thaw(owner, golden);
  while ((await followOnce(db)) > 0);
});

afterAll(async () => {
  await owner?.end();
  await db?.end();
  await database?.drop();
});

/** What is found, in a session in which the server refuses every change. */
async function findings(): Promise<Finding[]> {
  const reading = postgres(database.url, { max: 1, connection: { default_transaction_read_only: true } });
  try {
    const found: Finding[] = [];
    for await (const finding of examine(reading, {}, () => {})) found.push(finding);
    return found;
  } finally {
    await reading.end();
  }
}

const saysOf = (found: readonly Finding[], state: Finding['state']) =>
  found.filter((finding) => finding.state === state).map(({ about, says }) => `${about}: ${says}`);

const isUnusual = (line: string) => !/^(Settings|Login): /.test(line);

describe('what is said', () => {
  test('of a record that is whole: nothing is broken, and every line says what was looked at', async () => {
    const found = await findings();
    expect(saysOf(found, 'broken')).toEqual([]);
    // The server of the tests promises nothing after a power cut, and its login is the superuser.
    expect(saysOf(found, 'look')).toEqual([
      expect.stringMatching(/^Settings: fsync, full_page_writes, and synchronous_commit are off: .* Set them to on/),
      expect.stringMatching(/^Login: palimpsest, .* could take that protection away: keep its password close/),
    ]);
    expect(saysOf(found, 'ok')).toEqual(
      expect.arrayContaining([
        `Positions: 0 to ${golden.events.length - 1}, none missing`,
        `Leaves: ${golden.events.length} recomputed, each is the one stored`,
        `Sealed values: ${golden.sealed.length} kept, each has the digest that its event holds`,
        'Triggers: they refuse every change to what was recorded',
        `Privileges: the application works under ${applicationRole}, which can append and not rewrite`,
        'Waiting: no event waits for its position',
        expect.stringMatching(/^Pages: they show the ledger to its end/),
      ]),
    );
    expect(found).toHaveLength(19);
  });

  test('of pages of another version: who makes them anew', async () => {
    await owner`update record.checkpoint set version = version + 1`;
    const said = saysOf(await findings(), 'look');
    await owner`update record.checkpoint set version = version - 1`;
    expect(said).toContainEqual(
      expect.stringMatching(/^Pages: their rows are of version \d+, .*: npm start makes them anew\.$/),
    );
  });

  test.each([
    [
      'alter table ledger.event disable trigger events_are_never_rewritten',
      'alter table ledger.event enable trigger events_are_never_rewritten',
      /^Triggers: events_are_never_rewritten is switched off, .*: alter table ledger\.event enable trigger events_are_never_rewritten\.$/,
    ],
    [
      'alter trigger names_are_never_rewritten on ledger.name rename to forgotten',
      'alter trigger forgotten on ledger.name rename to names_are_never_rewritten',
      /^Triggers: names_are_never_rewritten is not there .*: make it again as drizzle\/0000_ledger\.sql does\.$/,
    ],
    [
      `grant update, truncate on ledger.sealed to ${applicationRole}`,
      `revoke update, truncate on ledger.sealed from ${applicationRole}`,
      /^Privileges: the application could truncate ledger\.sealed and update ledger\.sealed: revoke .* from palimpsest_app\.$/,
    ],
    [
      'update record.checkpoint set position = position + 5',
      'update record.checkpoint set position = position - 5',
      /^Pages: they are at position 68, which the ledger does not have.*: palimpsest rebuild makes them anew\.$/,
    ],
    [
      `set session_replication_role = replica; update ledger.event set actor = 'p-other' where stream_version = 1 and type = 'IncidentOpened'`,
      `update ledger.event set actor = 'p-reviewer' where stream_version = 1 and type = 'IncidentOpened'; set session_replication_role = default`,
      /^Leaves: 2 events are not as hashed when recorded, first at position 11 \(incident:rockets version 1\)\. Change nothing here; restore/,
    ],
    [
      `update ledger.stream set version = version + 1 where stream_id = 'source:afp'`,
      `update ledger.stream set version = version - 1 where stream_id = 'source:afp'`,
      /^Heads: 1 stream is not what the events add up to, first at position 9 \(source:afp\): .*\(palimpsest backup, /,
    ],
  ])('after: %s', async (damage, repair, sentence) => {
    await owner.unsafe(damage);
    try {
      expect(saysOf(await findings(), 'broken')).toEqual([expect.stringMatching(sentence)]);
    } finally {
      await owner.unsafe(repair);
    }
    expect(saysOf(await findings(), 'broken')).toEqual([]);
  });

  test('of pages that are behind and of events that wait: how many, for how long, and what to do', async () => {
    await append(
      db.sql,
      anAppend({ 'person:p-late': 0 }, { data: { name: 'L', roles: [] }, recordedAt: '2021-05-03T17:00:00.000Z' }),
    );
    const waiting = saysOf(await findings(), 'look').filter(isUnusual);
    expect(waiting).toEqual([
      expect.stringMatching(
        /^Waiting: 1 event waits for its position, recorded \d+ days ago: npm start gives it one; /,
      ),
    ]);
    await sequence(db.direct);
    const behind = saysOf(await findings(), 'look').filter(isUnusual);
    expect(behind).toEqual([
      expect.stringMatching(
        /^Pages: they are 1 event behind the ledger, for \d+ s.*: npm start brings them up to it; .* palimpsest rebuild/,
      ),
    ]);
  });
});

describe('the command', () => {
  const said = (variables: Record<string, string>) => run([palimpsest, 'doctor'], {}, variables);

  test('ends with 1 when something is broken, and Ctrl-C stops it on a long ledger', async () => {
    await owner.unsafe('set session_replication_role = replica');
    await owner`
      insert into ledger.event select 1000 + n, 'site:long', n, gen_random_uuid(), gen_random_uuid(), 'SiteRegistered', 1, 'p',
        '', '{}', sha256('') from generate_series(1, 60000) as n`;
    await owner`
      insert into ledger.log select 99 + n, 1000 + n, 'site:long', n, 99 + n, now() from generate_series(1, 60000) as n`;
    const child = spawn(process.execPath, [palimpsest, 'doctor'], {
      cwd: root,
      env: { PATH: process.env.PATH, HOME: tmpdir(), TMPDIR: tmpdir(), DATABASE_URL: database.url } as never,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let out = '';
    child.stdout.on('data', (chunk) => {
      out += chunk;
      if (/Checking: [\d,]+ of 60,0\d\d events/.test(out)) child.kill('SIGINT');
    });
    expect(await new Promise((resolve) => child.once('close', resolve))).toBe(130);
    expect(out).toMatch(/Stopping …\n$/);

    await owner`delete from ledger.log where position > 1000`;
    await owner`delete from ledger.event where seq > 1901`;
    const { code, out: all, err } = await said({ DATABASE_URL: database.url });
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(all).toMatch(/\nbroken {2}Positions: position 6\d is missing\. Change nothing here; /);
    expect(all).toMatch(/\n\d+ things are broken, \d+ to look at\.\n$/);
  });

  test('makes nothing where there is nothing', async () => {
    const home = join(emptyHome().home, 'none');
    const { code, out } = await said({ PALIMPSEST_HOME: home });
    expect(code).toBe(0);
    expect(out).toBe(
      `look    Record: There is none in ${home} yet: npm start makes one, palimpsest restore fills one from a backup.\n`,
    );
    expect(existsSync(home)).toBe(false);
  });
});
