import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { ClearFailure } from '@/cli/clear-failure';
import { type Database, openDatabase } from '@/db/client';
import { closingBytes, closingMember } from '@/exchange/backup-file';
import { checkBackup } from '@/exchange/check-backup';
import { restoreBackup } from '@/exchange/restore-backup';
import { type BackupMade, type BackupWanted, writeBackup } from '@/exchange/write-backup';
import { handleCommand } from '@/handle-command';
import { copyIn, LedgerNotEmpty } from '@/ledger/copy-in';
import { canonicalForm, leafOver } from '../support/canonical-form';
import { createTestDatabase, type TestDatabase } from '../support/cluster';
import { followAll } from '../support/follow-all';
import { chance, idFrom, recordRandomly } from '../support/random-record';

vi.setConfig({ testTimeout: 90_000 });

const folder = mkdtempSync(join(tmpdir(), 'palimpsest-backup-'));
const file = join(folder, 'record.backup');

let original: TestDatabase;
let owner: postgres.Sql;
let db: Database;
let made: BackupMade;

const asOwner = (url: string) => postgres(url, { max: 1, onnotice: () => {} });
const backUp = (sql: postgres.Sql, rest: Partial<BackupWanted> = {}) =>
  writeBackup(sql, { file, replace: false, withoutSealed: false, ...rest });

beforeAll(async () => {
  original = await createTestDatabase();
  owner = asOwner(original.url);
  db = await openDatabase(original.url);
  await recordRandomly(db, 7, 60);
  // As erasure leaves it: the digest stays in the event, the value is gone.
  await owner.unsafe(`
    alter table ledger.sealed disable trigger sealed_values_are_never_rewritten;
    delete from ledger.sealed where path = 'excerpt.text' or value = 'Source constructor';
    alter table ledger.sealed enable trigger sealed_values_are_never_rewritten;`);
  await followAll(db);
  // Acknowledged and not yet in the log.
  for (const source of ['late-a', 'late-b']) {
    const command = { type: 'RegisterSource', source, name: `Came late: ${source}`, kind: 'outlet' } as const;
    await handleCommand(db, { id: idFrom(source), actor: 'p-steward', command });
  }
  made = await backUp(owner);
});

afterAll(async () => {
  await owner.end();
  await db.end();
  await original.drop();
  rmSync(folder, { recursive: true });
});

/** An empty ledger, dropped when the test ends. */
async function emptyLedger(end = onTestFinished): Promise<{ sql: postgres.Sql; url: string }> {
  const database = await createTestDatabase();
  const sql = asOwner(database.url);
  end(async () => {
    await sql.end();
    await database.drop();
  });
  return { sql, url: database.url };
}

/** An empty ledger for the tests in which all is refused: after each, nothing may be in it. */
let untouched: postgres.Sql;
beforeAll(async () => {
  untouched = (await emptyLedger(afterAll)).sql;
});

/** Every row of every table of the ledger and the views. */
async function everything(sql: postgres.Sql): Promise<Record<string, unknown[]>> {
  const names = await sql<{ name: string }[]>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('ledger', 'record') order by 1`;
  const tables: Record<string, unknown[]> = {};
  for (const { name } of names)
    tables[name] = (await sql.unsafe(`select to_jsonb(t) as row from ${name} t order by to_jsonb(t)::text`)).map(
      ({ row }) => row,
    );
  return tables;
}

const rowsIn = (tables: Record<string, unknown[]>) => Object.values(tables).reduce((sum, rows) => sum + rows.length, 0);

/** A file with these bytes, beside the backup. */
function fileOf(bytes: Uint8Array, name = 'other.backup'): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

type Row = Record<string, unknown>;
type Line = Record<string, Row>;

const linesOf = (path: string): Line[] =>
  gunzipSync(readFileSync(path))
    .toString('utf8')
    .trimEnd()
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));

/** Writes lines as a backup whose every digest is right: only what they say can be wrong. */
function sealedAgain(lines: readonly object[]): string {
  const text = (rows: readonly object[]) => rows.map((row) => `${canonicalForm(row)}\n`).join('');
  const sha256 = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');
  const body = lines.filter((line) => !('end' in line));
  const sections = ['event', 'append', 'sealed'].map((section) => {
    const own = body.filter((line) => section in line);
    return { section, lines: own.length, sha256: sha256(text(own)) };
  });
  const end = { end: { sections, sha256: sha256(canonicalForm(sections)) } };
  const packed = gzipSync(text([...body, end]));
  return fileOf(Buffer.concat([packed, closingMember(sha256(packed))]));
}

/** The backup with one thing changed in its lines, and every digest of the file made to fit. */
function forged(change: (lines: Line[]) => void): string {
  const lines = linesOf(file);
  change(lines);
  return sealedAgain(lines);
}

/** The place of the first line of a section whose row is the one. */
const placeOf = (lines: Line[], section: string, which: (row: Row) => boolean = () => true): number =>
  lines.findIndex((line) => section in line && which(line[section] as Row));

/** The first row of a section that is the one. */
const find = (lines: Line[], section: string, which: (row: Row) => boolean = () => true): Row =>
  (lines[placeOf(lines, section, which)] as Line)[section] as Row;

describe('a backup', () => {
  test('restored elsewhere gives the same rows in every table of the ledger and of the views', async () => {
    const { sql, url } = await emptyLedger();
    const restored = await restoreBackup(sql, file);
    expect(restored).toEqual({ counts: made.counts, withoutSealed: false, digest: made.digest });
    const target = await openDatabase(url);
    await followAll(target);
    await target.end();
    const [here, there] = [await everything(owner), await everything(sql)];
    expect(Object.keys(there)).toEqual(Object.keys(here));
    for (const [name, rows] of Object.entries(here)) expect(there[name], name).toEqual(rows);
    expect(made.counts.positions).toBe(made.counts.events - 2);
    expect(here['ledger.inbox']).toHaveLength(2);
    expect(rowsIn(here)).toBeGreaterThan(300);
  });

  test('of the same ledger has the same digest, also of the restored one', async () => {
    const { sql } = await emptyLedger();
    await restoreBackup(sql, file);
    expect((await backUp(sql, { file: join(folder, 'again') })).digest).toBe(made.digest);
    expect((await backUp(owner, { file: join(folder, 'third') })).digest).toBe(made.digest);
  });

  test('restored goes on as the first ledger would', async () => {
    const { sql, url } = await emptyLedger();
    await restoreBackup(sql, file);
    const target = await openDatabase(url);
    onTestFinished(() => target.end());
    const command = { type: 'RegisterSource', source: 'after', name: 'After', kind: 'outlet' } as const;
    const outcome = await handleCommand(target, { id: idFrom('after'), actor: 'p-steward', command });
    expect(outcome).toMatchObject({ events: [{ stream: 'source:after', version: 1 }] });
    // A command of before the backup is still known: it is answered and not entered again.
    const again = { type: 'RegisterSource', source: 'late-a', name: 'Came late: late-a', kind: 'outlet' } as const;
    expect(await handleCommand(target, { id: idFrom('late-a'), actor: 'p-steward', command: again })).toMatchObject({
      command: idFrom('late-a'),
    });
    const [row] = await sql`select count(*)::int as events from ledger.event`;
    expect(row?.events).toBe(made.counts.events + 1);
  });

  test('is one moment, however much is recorded while it is written', async () => {
    const { sql, url } = await emptyLedger();
    const writer = await openDatabase(url);
    onTestFinished(() => writer.end());
    await recordRandomly(writer, 3, 20);
    let writing = true;
    const recording = (async () => {
      for (let n = 0; writing; n++) {
        const command = { type: 'RegisterSource', source: `more-${n}`, name: 'More', kind: 'outlet' } as const;
        await handleCommand(writer, { id: idFrom('more', n), actor: 'p-steward', command });
      }
    })();
    const during = join(folder, 'during');
    for (let round = 0; round < 5; round++) {
      const { counts } = await backUp(sql, { file: during, replace: true });
      expect((await checkBackup(during)).header.counts).toEqual(counts);
    }
    writing = false;
    await recording;
  });

  test('of an empty ledger is restored as one', async () => {
    const { sql } = await emptyLedger();
    const empty = join(folder, 'empty');
    const before = await everything(sql);
    await backUp(sql, { file: empty });
    await restoreBackup(sql, empty);
    expect(await everything(sql)).toEqual(before);
  });

  test('keeps sealed values in lines of their own, and no line of an event holds one', () => {
    const lines = linesOf(file);
    const values = lines.flatMap((line) => (line.sealed ? [String(line.sealed.value)] : []));
    expect(values.length).toBe(made.counts.sealed);
    const events = lines.filter((line) => line.event).map((line) => JSON.stringify(line));
    for (const value of values.filter((text) => text.length > 6))
      expect(events.filter((event) => event.includes(value))).toEqual([]);
  });

  test('without sealed values has the same digest, holds none, and is restored with every one erased', async () => {
    const bare = join(folder, 'bare');
    const { digest } = await backUp(owner, { file: bare, withoutSealed: true });
    expect(digest).toBe(made.digest);
    expect(linesOf(bare).some((line) => line.sealed)).toBe(false);
    const { sql } = await emptyLedger();
    expect((await restoreBackup(sql, bare)).withoutSealed).toBe(true);
    const [row] = await sql`select count(*)::int as sealed from ledger.sealed`;
    expect(row?.sealed).toBe(0);
    const [here, there] = [await everything(owner), await everything(sql)];
    for (const name of ['event', 'log', 'receipt', 'name', 'stream', 'inbox'])
      expect(there[`ledger.${name}`]).toEqual(here[`ledger.${name}`]);
  });

  test('leaves what was erased absent', async () => {
    const { sql } = await emptyLedger();
    await restoreBackup(sql, file);
    const erased = () =>
      sql`select count(*)::int as n from ledger.sealed where path = 'excerpt.text' or value = 'Source constructor'`;
    expect((await erased())[0]?.n).toBe(0);
    const [event] = await sql`select data->'excerpt'->'text' as text from ledger.event where data ? 'excerpt' limit 1`;
    expect(event?.text).toEqual({ sealed: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });
});

describe('the file', () => {
  test('can be read by its owner alone', () => {
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('is not replaced unless asked, and then by a whole one', async () => {
    const taken = fileOf(Buffer.from('mine'), 'taken');
    await expect(backUp(owner, { file: taken })).rejects.toThrow(/is there already: give another name, or --replace/);
    expect(readFileSync(taken, 'utf8')).toBe('mine');
    await backUp(owner, { file: taken, replace: true });
    expect((await checkBackup(taken)).digest).toBe(made.digest);
  });

  test('is not there, nor a part of it, when the backup is stopped', async () => {
    const place = mkdtempSync(join(folder, 'stopped-'));
    const stopping = new AbortController();
    const writing = backUp(owner, { file: join(place, 'record'), signal: stopping.signal });
    while (readdirSync(place).length === 0) await new Promise((next) => setImmediate(next));
    stopping.abort();
    await expect(writing).rejects.toThrow(/abort/i);
    expect(readdirSync(place)).toEqual([]);
  });

  test.each([
    ['in a folder that is not there', () => join(folder, 'nowhere', 'record'), /The folder of .* is not there/],
    [
      'where a folder has its name',
      () => {
        mkdirSync(join(folder, 'a-folder', 'full'), { recursive: true });
        return join(folder, 'a-folder');
      },
      /is a folder/,
    ],
  ])('is refused %s, in a sentence', async (_where, place, sentence) => {
    const refused = backUp(owner, { file: place(), replace: true });
    await expect(refused).rejects.toThrow(ClearFailure);
    await expect(refused).rejects.toThrow(sentence);
    expect(readdirSync(folder).filter((name) => name.endsWith('.partial'))).toEqual([]);
  });

  test('is gzip and JSON Lines for everybody', () => {
    const text = gunzipSync(readFileSync(file)).toString('utf8');
    const lines = text.trimEnd().split('\n');
    expect(Object.keys(JSON.parse(lines[0] as string))).toEqual(['backup']);
    expect(Object.keys(JSON.parse(lines.at(-1) as string))).toEqual(['file']);
    for (const line of lines) expect(canonicalForm(JSON.parse(line))).toBe(line);
  });
});

describe('a file that is not whole', () => {
  /** Refused in one sentence, by the whole of the restore, and nothing was written. */
  async function refused(sql: postgres.Sql, path: string): Promise<string> {
    const error = await restoreBackup(sql, path).then(
      () => new Error('It was restored.'),
      (thrown) => thrown,
    );
    expect(error, error.stack).toBeInstanceOf(ClearFailure);
    expect(error.message).not.toMatch(/\n|\bat .*:\d+:\d+/);
    return error.message;
  }

  test('is refused whichever one byte of it is another', async () => {
    const { sql } = await emptyLedger();
    const before = await everything(sql);
    const whole = readFileSync(file);
    const next = chance(11);
    const places = new Set<number>();
    for (let at = 0; at < 24; at++) places.add(at);
    for (let at = 1; at <= closingBytes + 24; at++) places.add(whole.length - at);
    while (places.size < 120) places.add(Math.floor(next() * whole.length));
    for (const place of places) {
      const bytes = Buffer.from(whole);
      bytes[place] = (bytes[place] as number) ^ (1 << Math.floor(next() * 8));
      const path = fileOf(bytes);
      await expect(checkBackup(path), `byte ${place}`).rejects.toThrow(ClearFailure);
      if (place % 10 === 0) await refused(sql, path);
    }
    expect(await everything(sql)).toEqual(before);
  });

  test('is refused wherever it was cut off, and with anything after its end', async () => {
    const { sql } = await emptyLedger();
    const whole = readFileSync(file);
    const next = chance(12);
    const lengths = [0, 1, 2, 3, 17, 18, closingBytes - 1, closingBytes, closingBytes + 1];
    for (let n = 1; n <= closingBytes + 4; n += 7) lengths.push(whole.length - n);
    while (lengths.length < 80) lengths.push(Math.floor(next() * whole.length));
    for (const length of lengths) await refused(sql, fileOf(whole.subarray(0, length)));
    for (const after of ['\n', '\0', 'more']) await refused(sql, fileOf(Buffer.concat([whole, Buffer.from(after)])));
    await refused(sql, fileOf(Buffer.concat([whole, whole])));
    const [row] = await sql`select count(*)::int as events from ledger.event`;
    expect(row?.events).toBe(0);
  });

  test('is refused when it is another program’s', async () => {
    const { sql } = await emptyLedger();
    const closed = (text: string) => {
      const packed = gzipSync(text);
      return Buffer.concat([packed, closingMember(createHash('sha256').update(packed).digest('hex'))]);
    };
    const foreign = [
      Buffer.from('hello'),
      Buffer.from('{"command":{}}\n'),
      gzipSync('hello\n'),
      closed(''),
      closed('hello\n'),
      closed('[[[[[[\n'),
      closed('null\n'),
      closed('{"backup":7}\n'),
      closed(`${'['.repeat(2_000_000)}\n`),
    ];
    for (const bytes of foreign) expect(await refused(sql, fileOf(bytes))).toMatch(/backup/);
    expect(await refused(sql, join(folder, 'none'))).toMatch(/^There is no file/);
    expect(await refused(sql, folder)).toMatch(/is not a file|cannot be read/);
    expect(await refused(sql, fileOf(closed('{"backup":{"format":2}}\n')))).toMatch(/format 2.*reads format 1/);
  });

  const takesNames = (append: Row) => (append.names as string[]).length > 0;
  const isEvent = (position: number) => (event: Row) => event.position === position;
  test.each<[string, (lines: Line[]) => void, RegExp]>([
    [
      'an event says something else',
      (lines) => Object.assign(find(lines, 'event', isEvent(5)).envelope as object, { actor: 'somebody' }),
      /line 7: The event at position 5 is not the one its leaf was made of/,
    ],
    ['an event is missing', (lines) => lines.splice(5, 1), /line 6: Position 5 stands where 4 should follow/],
    [
      'two events changed places',
      (lines) => lines.splice(5, 2, lines[6] as Line, lines[5] as Line),
      /line 6: Position 5 stands where 4 should follow/,
    ],
    [
      'a position is left out',
      (lines) => Object.assign(find(lines, 'event', isEvent(0)), { position: 1, append_end: 1 }),
      /line 2: Position 1 stands where 0 should follow/,
    ],
    [
      'a version is left out, its leaf made anew',
      (lines) => {
        const event = find(lines, 'event', isEvent(4));
        const envelope = { ...(event.envelope as Row), version: 2 };
        Object.assign(event, { envelope, leaf: leafOver(envelope) });
      },
      /line 6: .* goes on with version 2 where 1 should follow/,
    ],
    [
      'an event has half a place',
      (lines) => Object.assign(find(lines, 'event', isEvent(0)), { append_end: null }),
      /line 2: The event has half a place in the log/,
    ],
    [
      'an append has more events than there are',
      (lines) => Object.assign(find(lines, 'append'), { events: 2 }),
      /line 2: The append of position 0 does not end at 0/,
    ],
    [
      'a line has a member too many',
      (lines) => Object.assign(lines.at(-2) as Row, { more: 1 }),
      /It is no line of a backup/,
    ],
    [
      'an append ends elsewhere',
      (lines) => Object.assign(find(lines, 'event', isEvent(2)), { append_end: 4 }),
      /line 4: The append of position 2 does not end at 4/,
    ],
    [
      'time goes backwards',
      (lines) => Object.assign(find(lines, 'event', isEvent(3)), { sequenced_at: '2001-01-01T00:00:00.000000Z' }),
      /line 5: Time goes backwards at position 3/,
    ],
    [
      'a sealed value is another',
      (lines) => Object.assign(find(lines, 'sealed'), { value: 'Somebody else' }),
      /The sealed value is not the one that name of the event at position 0 was made of/,
    ],
    [
      'a sealed value is there twice',
      (lines) => lines.splice(placeOf(lines, 'sealed'), 0, { sealed: find(lines, 'sealed') }),
      /The sealed value is not the one/,
    ],
    [
      'a sealed value of no event is there',
      (lines) => Object.assign(find(lines, 'sealed'), { event_id: idFrom('none') }),
      /belongs to no event/,
    ],
    [
      'a sealed value is missing',
      (lines) => lines.splice(placeOf(lines, 'sealed'), 1),
      /holds \d+ sealed instead of \d+/,
    ],
    ['an append is missing', (lines) => lines.splice(placeOf(lines, 'append'), 1), /not among the appends/],
    [
      'a name is missing',
      (lines) => (find(lines, 'append', takesNames).names as string[]).pop(),
      /holds \d+ names instead of \d+/,
    ],
    [
      'an event stands among the sealed values',
      (lines) => lines.splice(lines.length - 1, 0, { event: find(lines, 'event') }),
      /stands outside its section/,
    ],
    [
      'two events have one number',
      (lines) => Object.assign(find(lines, 'event', isEvent(1)), { seq: find(lines, 'event', isEvent(0)).seq }),
      /does not hold together \(.*one_event_per_seq/,
    ],
    [
      'two appends took one name',
      (lines) => {
        const [name] = find(lines, 'append', takesNames).names as string[];
        (find(lines, 'append', (append) => !takesNames(append)).names as unknown[]).push(name);
        (find(lines, 'backup').counts as { names: number }).names += 1;
      },
      /does not hold together \(.*one_owner_per_name/,
    ],
  ])('is refused when %s, though all its digests fit', async (_name, change, sentence) => {
    const path = forged(change);
    expect(await refused(untouched, path)).toMatch(sentence);
    const [row] = await untouched`select count(*)::int as n from ledger.event`;
    expect(row?.n).toBe(0);
  });

  test('is accepted when nothing but its packing is another: the planted changes are what was refused', async () => {
    expect((await checkBackup(forged(() => {}))).digest).toBe(made.digest);
  });
});

describe('a restore', () => {
  test('is refused by a ledger that holds anything, which stays as it is', async () => {
    const { sql, url } = await emptyLedger();
    const other = await openDatabase(url);
    onTestFinished(() => other.end());
    const command = { type: 'RegisterPerson', person: 'p', name: 'P', roles: ['steward'] } as const;
    await handleCommand(other, { id: idFrom('p'), actor: 'p', command: { ...command, roles: [...command.roles] } });
    const before = await everything(sql);
    await expect(restoreBackup(sql, file)).rejects.toThrow(/There is a record here already .*into an empty one only/);
    expect(await everything(sql)).toEqual(before);
  });

  test('is refused by a ledger that was filled while the file was checked', async () => {
    const copied = copyIn(owner, (async function* () {})(), () => null);
    await expect(copied).rejects.toThrow(LedgerNotEmpty);
  });

  test('is refused, with nothing written, when the file became another whole backup after it was checked', async () => {
    const { sql } = await emptyLedger();
    const changing = join(folder, 'changing');
    const other = join(folder, 'other-whole');
    await backUp(sql, { file: other });
    copyFileSync(file, changing);
    const restoring = restoreBackup(sql, changing, { onChecked: () => copyFileSync(other, changing) });
    await expect(restoring).rejects.toThrow(/was changed while it was being read/);
    const [row] = await sql`select count(*)::int as n from ledger.receipt`;
    expect(row?.n).toBe(0);
  });

  test('is refused for a role that may not fill the ledger', async () => {
    const { sql } = await emptyLedger();
    await sql`set role palimpsest_app`;
    await expect(restoreBackup(sql, file)).rejects.toThrow(/may not fill the ledger/);
  });

  test.each(['while it checks', 'while it loads'])('stopped %s leaves the ledger empty', async (when) => {
    const { sql, url } = await emptyLedger();
    const before = await everything(sql);
    const stopping = new AbortController();
    const stop = () => stopping.abort(new Error('stopped'));
    if (when === 'while it checks') stop();
    const restoring = restoreBackup(sql, file, { signal: stopping.signal, onCopied: stop });
    await expect(restoring).rejects.toThrow('stopped');
    expect(await everything(sql)).toEqual(before);
    // And it can be done after all.
    const again = asOwner(url);
    await restoreBackup(again, file);
    await again.end();
    expect(existsSync(file)).toBe(true);
  });

  test('makes those who record wait, and refuses when one was first', async () => {
    const { sql, url } = await emptyLedger();
    const other = await openDatabase(url);
    onTestFinished(() => other.end());
    let registering: Promise<unknown> | undefined;
    await restoreBackup(sql, file, {
      onCopied: () => {
        registering ??= handleCommand(other, {
          id: idFrom('first'),
          actor: 'p-first',
          command: { type: 'RegisterPerson', person: 'p-first', name: 'First', roles: ['steward'] },
        });
      },
    });
    // It would have founded an empty ledger; the ledger it meets is not empty any more.
    expect(await registering).toMatchObject({ refused: 'not-allowed' });
    const [row] = await sql`select count(*)::int as n from ledger.stream where stream_id = 'person:p-first'`;
    expect(row?.n).toBe(0);
  });
});
