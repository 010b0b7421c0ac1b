import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { openDatabase } from '@/db/client';
import { append } from '@/ledger/append';
import { sequence } from '@/ledger/sequencer';
import { emptyHome, root, run as runProgram } from '../start/folder';
import { createTestDatabase } from '../support/cluster';

// Each test starts whole programs, several at once, and the machine may be busy with others.
vi.setConfig({ testTimeout: 120_000 });

const palimpsest = join(root, 'bin', 'palimpsest.mjs');
const sample = join(root, 'sample', 'iraq-spring-2021.jsonl');
const folder = mkdtempSync(join(tmpdir(), 'palimpsest-commands-'));
afterAll(() => rmSync(folder, { recursive: true }));

const run = (args: string[], variables: Record<string, string>) => runProgram([palimpsest, ...args], {}, variables);

async function emptyLedger(): Promise<{ url: string; events(): Promise<number> }> {
  const database = await createTestDatabase();
  const sql = postgres(database.url, { max: 1, onnotice: () => {} });
  onTestFinished(async () => {
    await sql.end();
    await database.drop();
  });
  const events = async () => (await sql`select count(*)::int as n from ledger.event`)[0]?.n;
  return { url: database.url, events };
}

/** Fills a ledger so far that a backup or a restore of it takes its time. */
async function recordMany(url: string): Promise<void> {
  const db = await openDatabase(url);
  const data = { name: 'A source', kind: 'outlet', note: 'n'.repeat(200) };
  for (let round = 0; round < 6; round++) {
    const streams = Array.from({ length: 1000 }, (_, n) => `source:s-${round}-${n}`);
    await append(db.sql, {
      id: randomUUID(),
      digest: 'digest',
      actor: 'p',
      recordedAt: '2021-05-03T17:00:00.000Z',
      streams: streams.map((stream) => ({ stream, expected: 0, state: { kind: 'source' } })),
      events: streams.map((stream) => ({
        stream,
        type: 'SourceRegistered',
        schemaVersion: 1,
        data,
        sealedPaths: ['name', 'note'],
      })),
    });
  }
  await sequence(db.direct);
  await sequence(db.direct);
  await db.end();
}

/** Starts a command and signals it as soon as `when` is true. Answers its code and what it said on standard error. */
async function interrupted(args: string[], url: string, signal: NodeJS.Signals, when: (out: string) => boolean) {
  const child = spawn(process.execPath, [palimpsest, ...args], {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: tmpdir(), TMPDIR: tmpdir(), DATABASE_URL: url } as never,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  let sent = false;
  child.stdout.on('data', (chunk) => (out += chunk));
  child.stderr.on('data', (chunk) => (err += chunk));
  const watch = setInterval(() => {
    if (sent || !when(out)) return;
    sent = true;
    child.kill(signal);
  }, 5);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  clearInterval(watch);
  expect(sent, `${out}${err}`).toBe(true);
  return { code, out, err };
}

describe('on the server of DATABASE_URL', () => {
  test('a file is tried, imported, backed up and restored, each with its code', async () => {
    const { url, events } = await emptyLedger();
    const here = { DATABASE_URL: url };
    const tried = await run(['import', sample, '--dry-run'], here);
    expect(tried.code, tried.err).toBe(0);
    expect(tried.out).toMatch(/^line 1: new: RegisterPerson person:p-sample\n/);
    expect(tried.out).toMatch(
      /\n407 lines: 338 new, 0 same, 0 changed, 0 invalid; remarks: 1; in the words of others, left out: 68; nothing was written\.\n$/,
    );
    expect(await events()).toBe(0);

    const imported = await run(['import', sample], here);
    expect(imported.code, imported.err).toBe(0);
    expect(imported.out).toBe(
      '407 lines: 338 new, 0 same, 0 changed, 0 invalid; remarks: 1; in the words of others, left out: 68; claims corrected: 0.\n',
    );
    expect((await run(['import', sample], here)).out).toMatch(/^407 lines: 0 new, 338 same/);

    const file = join(folder, 'record.backup');
    const written = await run(['backup', file], here);
    expect(written.code, written.err).toBe(0);
    const digest = /\nDigest: (sha256:[0-9a-f]{64})\n$/.exec(written.out)?.[1];
    expect((await run(['backup', file], here)).err).toMatch(/is there already/);

    const other = await emptyLedger();
    const restored = await run(['restore', file], { DATABASE_URL: other.url });
    expect(restored.code, restored.err).toBe(0);
    expect(restored.out).toContain(`Digest: ${digest}\n`);
    expect(restored.out).toMatch(/\nPages: made/);
    expect(await other.events()).toBe(await events());
    const again = await run(['restore', file], { DATABASE_URL: other.url });
    expect(again).toMatchObject({ code: 1, err: expect.stringMatching(/^There is a record here already/) });
  });

  test('what is invalid or left as recorded ends with 1, what was typed wrong with 2, without a stack', async () => {
    const { url, events } = await emptyLedger();
    const here = { DATABASE_URL: url };
    const file = join(folder, 'bad.jsonl');
    writeFileSync(file, '{"command":{"type":"RegisterPerson","person":"p","name":"P","roles":["steward"]}}\n{oops\n');
    const { code, out } = await run(['import', file], here);
    expect(code).toBe(1);
    expect(out).toMatch(/^line 2: invalid: It is not JSON: .*\nNothing was imported: /);
    expect(await events()).toBe(0);
    for (const args of [
      ['import'],
      ['import', file, '--as'],
      ['restore'],
      ['restore', 'a', 'b'],
      ['backup', '--all', file],
    ]) {
      const wrong = await run(args, here);
      expect(wrong).toMatchObject({ code: 2, out: '' });
      expect(wrong.err).not.toMatch(/\n\s+at /);
    }
    const refused = await run(['restore', file], here);
    expect(refused).toMatchObject({ code: 1, err: `${file} is not a backup of Palimpsest.\n` });
  });

  test('Ctrl-C during a backup leaves no file, during a restore an empty ledger; so does a killed restore', async () => {
    const { url } = await emptyLedger();
    await recordMany(url);
    const place = mkdtempSync(join(folder, 'many-'));
    const file = join(place, 'record.backup');
    const partial = () => readdirSync(place).some((name) => name.endsWith('.partial'));
    const stopped = await interrupted(['backup', file], url, 'SIGINT', partial);
    expect(stopped).toMatchObject({ code: 130, err: '' });
    expect(readdirSync(place)).toEqual([]);

    expect((await run(['backup', file], { DATABASE_URL: url })).code).toBe(0);
    const target = await emptyLedger();
    for (const [signal, code] of [
      ['SIGINT', 130],
      ['SIGKILL', null],
    ] as const) {
      const ended = await interrupted(['restore', file], target.url, signal, (out) => /Restoring: /.test(out));
      expect(ended.code).toBe(code);
      expect(ended.err).toBe('');
      expect(await target.events()).toBe(0);
    }
    const restored = await run(['restore', file], { DATABASE_URL: target.url });
    expect(restored.code, restored.err).toBe(0);
    expect(await target.events()).toBe(6000);
  });

  test('Ctrl-C during an import stops between two lines, and the same command goes on', async () => {
    const { url, events } = await emptyLedger();
    const file = join(folder, 'long.jsonl');
    const command = (source: number) => ({ type: 'RegisterSource', source: `s-${source}`, name: 'S', kind: 'outlet' });
    const person = { type: 'RegisterPerson', person: 'p', name: 'P', roles: ['steward'] };
    const lines = [person, ...Array.from({ length: 600 }, (_, n) => command(n))];
    writeFileSync(file, lines.map((line) => JSON.stringify({ command: line })).join('\n'));
    let entered = 0;
    const counting = setInterval(() => void events().then((n) => (entered = n)), 20);
    const stopped = await interrupted(['import', file], url, 'SIGINT', () => entered > 20);
    clearInterval(counting);
    expect(stopped.code).toBe(130);
    const before = await events();
    expect(before).toBeLessThan(601);
    const { code, out } = await run(['import', file], { DATABASE_URL: url });
    expect(out).toMatch(new RegExp(`^601 lines: ${601 - before} new, ${before} same`));
    expect(code).toBe(0);
    expect(await events()).toBe(601);
  });
});

describe('on the data folder', () => {
  test('a record is imported, backed up and restored into another folder, and no server stays behind', async () => {
    const [first, second] = [emptyHome(), emptyHome()];
    const file = join(folder, 'home.backup');
    const nothing = await run(['backup', file], { PALIMPSEST_HOME: first.home });
    expect(nothing).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^There is no record in this data folder yet/),
    });
    const few = join(folder, 'few.jsonl');
    const lines = ['p', 'q'].map((person) => ({
      command: { type: 'RegisterPerson', person, name: person, roles: ['steward'] },
    }));
    writeFileSync(few, lines.map((line) => JSON.stringify(line)).join('\n'));
    expect((await run(['import', few], { PALIMPSEST_HOME: first.home })).code).toBe(0);
    expect((await run(['backup', file], { PALIMPSEST_HOME: first.home })).code).toBe(0);
    const restored = await run(['restore', file], { PALIMPSEST_HOME: second.home });
    expect(restored.code, restored.err).toBe(0);
    for (const { home } of [first, second]) expect(readdirSync(join(home, 'database'))).not.toContain('postmaster.pid');
    // The record is what was imported: no start loaded the sample beside it.
    expect((await run(['import', few], { PALIMPSEST_HOME: second.home })).out).toMatch(/0 new, 2 same/);
    expect(restored.out).toMatch(/2 events/);
  });
});
