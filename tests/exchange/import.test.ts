import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { ClearFailure } from '@/cli/clear-failure';
import { loadSample } from '@/cli/load-sample';
import { type Database, openDatabase } from '@/db/client';
import type { Command } from '@/domain/command';
import { schemaVersions } from '@/domain/event';
import { type ImportWanted, importRecord } from '@/exchange/import-record';
import { handleCommand } from '@/handle-command';
import { readStreams } from '@/ledger/read';
import { createTestDatabase } from '../support/cluster';
import { idFrom } from '../support/random-record';

vi.setConfig({ testTimeout: 60_000 });

const folder = mkdtempSync(join(tmpdir(), 'palimpsest-import-'));
const sample = readFileSync(new URL('../../sample/iraq-spring-2021.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  // What is in the words of another person is theirs to enter.
  .filter((line) => 'command' in JSON.parse(line) && !('by' in JSON.parse(line)));
afterAll(() => rmSync(folder, { recursive: true }));

/** An empty ledger for one test. No sequencer runs: what was appended has no position, and counts all the same. */
async function emptyRecord(end = onTestFinished): Promise<{ db: Database; url: string }> {
  const database = await createTestDatabase();
  const db = await openDatabase(database.url);
  end(async () => {
    await db.end();
    await database.drop();
  });
  return { db, url: database.url };
}

/** An empty ledger for the tests that only try a file: after each, nothing may be in it. */
let untouched: Database;
beforeAll(async () => {
  untouched = (await emptyRecord(afterAll)).db;
});
const tryOnly = async (lines: readonly (string | object)[] | Buffer) => {
  const tried = await dryRun(untouched, lines);
  expect(await size(untouched)).toBe(0);
  return tried;
};

function fileOf(lines: readonly (string | object)[] | Buffer, name = 'record.jsonl'): string {
  const path = join(folder, name);
  const text = (line: string | object) => (typeof line === 'string' ? line : JSON.stringify({ command: line }));
  writeFileSync(path, Buffer.isBuffer(lines) ? lines : `${lines.map(text).join('\n')}\n`);
  return path;
}

async function run(db: Database, lines: readonly (string | object)[] | Buffer, rest: Partial<ImportWanted> = {}) {
  const said: string[] = [];
  const counts = await importRecord(db, {
    file: fileOf(lines),
    dryRun: false,
    skipInvalid: false,
    say: (line) => said.push(line),
    ...rest,
  });
  return { counts, said };
}

const dryRun = (db: Database, lines: readonly (string | object)[] | Buffer) => run(db, lines, { dryRun: true });

/** How much the ledger holds: what must not move where nothing is entered. */
async function size(db: Database): Promise<number> {
  const [row] = await db.sql<[{ n: number }]>`select count(*)::int as n from ledger.event`;
  return row.n;
}

const person: Command = { type: 'RegisterPerson', person: 'p-a', name: 'A', roles: ['steward'] };
const source = (id: string, rest: object = {}) => ({
  type: 'RegisterSource',
  source: id,
  name: `Source ${id}`,
  kind: 'outlet',
  ...rest,
});
const site = { type: 'RegisterSite', site: 'base', name: 'Base', aliases: [], kind: 'base', within: ['Iraq'] };
const incident = { type: 'OpenIncident', incident: 'attack', title: 'Attack', kind: 'Other', site: 'base' };
const subject = { kind: 'incident', id: 'attack' };
const exactly = (n: number) => ({ kind: 'count', form: 'exactly', n });
const claim = (id: string, rest: object = {}) => ({
  claim: id,
  subject,
  attribute: 'rockets',
  scope: 'fired',
  answer: exactly(4),
  claimant: 'src-a',
  ...rest,
});
const report = (claims: object[], rest: object = {}) => ({
  type: 'SubmitReport',
  report: 'rep-1',
  sources: [source('src-b')].map(({ type: _type, ...fields }) => fields),
  document: { document: 'doc-1', title: 'A title', publisher: 'src-b', address: 'https://a.example/1' },
  claims,
  ...rest,
});
const base = [person, source('src-a'), site, incident];

describe('the sample', () => {
  test('is all new to an empty ledger, all the same afterwards, and a dry run writes nothing', async () => {
    const { db } = await emptyRecord();
    const dry = await dryRun(db, sample);
    expect(dry.counts).toMatchObject({ lines: sample.length, new: sample.length, same: 0, changed: 0, invalid: 0 });
    expect(dry.said).toHaveLength(sample.length);
    expect(await size(db)).toBe(0);
    const real = await run(db, sample);
    expect(real.counts).toMatchObject({ new: sample.length, refused: 0, entered: true });
    const entered = await size(db);
    expect((await run(db, sample)).counts).toMatchObject({ same: sample.length, new: 0 });
    expect(await size(db)).toBe(entered);
  });

  test('is the same whether the start loaded it or it is imported, and in any spelling of its lines', async () => {
    const { db, url } = await emptyRecord();
    await loadSample(url, () => {});
    const entered = await size(db);
    const turned = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(turned);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, inner]) => [key, turned(inner)]),
      );
    };
    const spelt = sample.map((line) => JSON.stringify({ command: turned(JSON.parse(line).command) }));
    for (const lines of [sample, spelt]) {
      const { counts, said } = await run(db, lines, { person: 'p-sample' });
      expect(counts, said.join('\n')).toMatchObject({ same: sample.length, new: 0, changed: 0, invalid: 0 });
    }
    expect(await size(db)).toBe(entered);
  });
});

describe('a line', () => {
  test('without a command is a remark, and a blank one is none', async () => {
    const { db } = await emptyRecord();
    const { counts } = await run(db, ['{"note":"by hand"}', '', person, '   ', '{}']);
    expect(counts).toMatchObject({ lines: 3, new: 1, remarks: 2, invalid: 0 });
  });

  test('may build on lines before it, in a dry run as in an import', async () => {
    const { db } = await emptyRecord();
    const lines = [
      ...base,
      report([claim('c1')]),
      { type: 'RecordDerivation', document: 'doc-1', derivation: { how: 'first-hand' }, reason: 'So it says.' },
    ];
    expect((await dryRun(db, lines)).counts).toMatchObject({ new: 6, invalid: 0 });
    expect((await run(db, lines)).counts).toMatchObject({ new: 6, refused: 0 });
  });

  test('that builds on a line after it, or on an invalid one, is invalid', async () => {
    const { db } = await emptyRecord();
    const { said } = await dryRun(db, [
      person,
      source('src-c', { partOf: 'src-a' }),
      source('src-a'),
      source('src-d', { partOf: 'src-c' }),
    ]);
    expect(said).toEqual([
      expect.stringMatching(/^line 1: new/),
      'line 2: invalid: partOf: There is no such source on record.',
      expect.stringMatching(/^line 3: new/),
      'line 4: invalid: partOf: There is no such source on record.',
    ]);
  });

  test('that repeats another is the same; one that contradicts it is changed', async () => {
    const { db } = await emptyRecord();
    const { said } = await dryRun(db, [person, source('src-a'), source('src-a'), source('src-a', { name: 'Other' })]);
    expect(said[2]).toMatch(/^line 3: same/);
    expect(said[3]).toBe('line 4: changed: RegisterSource source:src-a. name differs and is left as recorded.');
  });

  test.each<[string, object, string]>([
    ['an unknown command', { type: 'Forget' }, 'type: There is no such command.'],
    ['a field nobody knows', { ...source('src-b'), colour: 'red' }, 'Unrecognized key: "colour".'],
    [
      'a field that is missing',
      { type: 'RegisterSource', source: 'src-b', kind: 'outlet' },
      'name: Write this as text.',
    ],
    ['an id in capitals', source('SRC'), 'source: Use 1 to 64 lower-case letters, digits and hyphens.'],
    [
      'a claim that does not fit',
      report([claim('c1', { scope: 'invented' })]),
      'claims.0.scope: Rockets has no scope “invented”.',
    ],
    [
      'a claimant nobody knows',
      report([claim('c1', { claimant: 'nobody' })]),
      'claims.0.claimant: There is no such source on record.',
    ],
    [
      'a document with no publisher',
      report([claim('c1')], { document: { document: 'doc-1', title: 'A' } }),
      'document.publisher: .*',
    ],
    [
      'control characters',
      source('src-b', { name: 'a\u0000b' }),
      'name: The text holds the control character U\\+0000.',
    ],
    [
      'half a character',
      source('src-b', { name: 'a\ud800b' }),
      'name: The text holds half a character \\(a lone surrogate\\).',
    ],
  ])('with %s is invalid, with the field and a sentence', async (_what, command, sentence) => {
    const { said, counts } = await tryOnly([...base, command]);
    expect(said[4]).toMatch(new RegExp(`^line 5: invalid: ${sentence}$`));
    expect(counts.invalid).toBe(1);
  });

  test('that whoever enters it may not give is invalid', async () => {
    const { db } = await emptyRecord();
    await run(db, [...base, { type: 'RegisterPerson', person: 'p-c', name: 'C', roles: ['contributor'] }]);
    const { said } = await run(db, [report([claim('c1')]), { ...site, site: 'elsewhere' }], {
      person: 'p-c',
      dryRun: true,
    });
    expect(said[0]).toMatch(/^line 1: new/);
    expect(said[1]).toBe('line 2: invalid: type: To register site is not for a contributor.');
  });

  test('whose claim has an id that is another subject’s is invalid', async () => {
    const { db } = await emptyRecord();
    await run(db, [...base, report([claim('c1')])]);
    const elsewhere = report(
      [claim('c1', { subject: { kind: 'site', id: 'base' }, attribute: 'contractors present', scope: 'contractors' })],
      {
        report: 'rep-2',
        sources: [],
        document: { known: 'doc-1' },
      },
    );
    const { said } = await dryRun(db, [elsewhere]);
    expect(said[0]).toBe('line 1: invalid: claim:c1 is on record already.');
  });
});

describe('a claim the file says otherwise', () => {
  async function withReport() {
    const { db } = await emptyRecord();
    await run(db, [
      ...base,
      report([claim('c1'), claim('c2', { excerpt: { text: 'Four.', language: 'en' }, note: 'A note' })]),
    ]);
    const events = async () =>
      (await readStreams(db.sql, ['incident:attack'])).filter(({ type }) => type === 'ClaimCorrected');
    return { db, events };
  }
  const second = { excerpt: { text: 'Four.', language: 'en' }, note: 'A note' };

  test('is corrected with the file and the line as the reason, and no further import changes anything', async () => {
    const { db, events } = await withReport();
    const lines = [...base, report([claim('c1', { answer: exactly(6), scope: 'landed inside' }), claim('c2', second)])];
    const dry = await dryRun(db, lines);
    expect(dry.said[4]).toBe('line 5: changed: SubmitReport report:rep-1. c1 is corrected (scope, answer).');
    expect(await events()).toEqual([]);
    expect((await run(db, lines)).counts).toMatchObject({ same: 4, changed: 1, corrected: 1, left: 0, refused: 0 });
    expect((await events()).map(({ data }) => data)).toEqual([
      {
        claim: 'c1',
        corrected: { scope: 'landed inside', answer: exactly(6) },
        reason: 'Import of record.jsonl, line 5',
      },
    ]);
    const entered = await size(db);
    expect((await run(db, lines)).counts).toMatchObject({ same: 5, changed: 0 });
    expect(await size(db)).toBe(entered);
  });

  test('may lose a part, and gain one', async () => {
    const { db, events } = await withReport();
    const lines = [report([claim('c1', { relays: 'src-b' }), claim('c2', { note: 'A note' })])];
    expect((await run(db, lines)).counts).toMatchObject({ changed: 1, corrected: 2, left: 0 });
    expect((await events()).map(({ data }) => data.corrected)).toEqual([{ relays: 'src-b' }, { excerpt: null }]);
    expect((await run(db, lines)).counts).toMatchObject({ same: 1, changed: 0 });
  });

  test('stays corrected when the file is older than a correction', async () => {
    const { db, events } = await withReport();
    const corrected = { answer: exactly(9) };
    const [entry] = (await readStreams(db.sql, ['incident:attack'])).filter(({ data }) => data.claim === 'c1');
    const command = {
      type: 'CorrectClaim',
      subject,
      claim: 'c1',
      shownVersion: entry?.version,
      corrected,
      reason: 'Misread.',
    };
    expect(await handleCommand(db, { id: idFrom('hand'), actor: 'p-a', command: command as Command })).toHaveProperty(
      'events',
    );
    // Spelt otherwise, so that it is no repetition of the line that was entered.
    const { counts, said } = await dryRun(db, [
      JSON.stringify({ why: 'again', command: report([claim('c1'), claim('c2', second)]) }),
    ]);
    expect(counts).toMatchObject({ same: 1, changed: 0 });
    expect(said[0]).toMatch(/The record once said so; what was corrected since stands\.$/);
    expect(await events()).toHaveLength(1);
  });

  test('by two lines is corrected twice, each time from what the line before left', async () => {
    const { db, events } = await withReport();
    const saying = (n: number, why: string) =>
      JSON.stringify({ why, command: report([claim('c1', { answer: exactly(n) }), claim('c2', second)]) });
    const lines = [saying(6, 'a'), saying(6, 'b'), saying(7, 'c')];
    expect((await run(db, lines)).counts).toMatchObject({ changed: 2, same: 1, corrected: 2, refused: 0 });
    expect((await events()).map(({ data }) => (data.corrected as { answer: { n: number } }).answer.n)).toEqual([6, 7]);
    expect((await run(db, lines)).counts).toMatchObject({ same: 3 });
  });

  test('by a correction in the file is corrected once, however often the file is imported', async () => {
    const { db, events } = await withReport();
    const corrected = { answer: exactly(8) };
    const line = { type: 'CorrectClaim', subject, claim: 'c1', shownVersion: 2, corrected, reason: 'Misread.' };
    expect((await run(db, [line])).counts).toMatchObject({ new: 1, refused: 0 });
    expect((await run(db, [line])).counts).toMatchObject({ same: 1, invalid: 0 });
    expect(await events()).toHaveLength(1);
  });

  test('that cannot be so is invalid, and nothing is entered', async () => {
    const { db, events } = await withReport();
    const { said, counts } = await run(db, [report([claim('c1', { claimant: 'nobody' }), claim('c2', second)])]);
    expect(said[0]).toBe('line 1: invalid: claims.0.claimant: There is no such source on record.');
    expect(counts).toMatchObject({ invalid: 1, entered: false });
    expect(await events()).toEqual([]);
  });

  test('in what no command changes is said and left', async () => {
    const { db, events } = await withReport();
    const lines = [
      source('src-a', { name: 'Another name', language: 'ar' }),
      report([claim('c1', { note: 'New' }), claim('c3')], {
        note: 'New',
        document: { document: 'doc-1', title: 'Another title', publisher: 'src-b' },
      }),
    ];
    const entered = await size(db);
    const { said, counts } = await run(db, lines);
    expect(said[0]).toBe(
      'line 1: changed: RegisterSource source:src-a. name differs and is left as recorded; language differs and is left as recorded.',
    );
    for (const part of ['note', 'document.title', 'document.address', 'claims.0.note', 'claims.1', 'c2 is on record'])
      expect(said[1]).toContain(part);
    expect(counts).toMatchObject({ changed: 2, left: 2, corrected: 0 });
    expect(await size(db)).toBe(entered);
    expect(await events()).toEqual([]);
  });

  test('never brings back what was erased', async () => {
    const database = await createTestDatabase();
    const owner = postgres(database.url, { max: 1, onnotice: () => {} });
    const db = await openDatabase(database.url);
    onTestFinished(async () => {
      await owner.end();
      await db.end();
      await database.drop();
    });
    const lines = [...base, report([claim('c1', second)])];
    await run(db, lines);
    await owner.unsafe(
      `alter table ledger.sealed disable trigger sealed_values_are_never_rewritten; delete from ledger.sealed;`,
    );
    const spelt = (commands: object[]) => commands.map((command) => JSON.stringify({ why: 'again', command }));
    const again = await run(db, spelt(lines));
    expect(again.counts, again.said.join('\n')).toMatchObject({ same: 5, changed: 0 });
    const translated = { ...second, excerpt: { text: 'Four.', language: 'fr' } };
    expect((await run(db, spelt([report([claim('c1', translated)])]))).counts).toMatchObject({ corrected: 0, left: 1 });
    expect((await owner`select count(*)::int as n from ledger.sealed`)[0]?.n).toBe(0);
  });

  test('is refused when the line names it twice', async () => {
    const { db } = await withReport();
    const { said } = await dryRun(db, [
      report([claim('c1', { answer: exactly(5) }), claim('c1', { answer: exactly(6) })]),
    ]);
    expect(said[0]).toBe('line 1: invalid: claims.1.claim: This claim is in the line twice.');
  });
});

describe('what is said of the record', () => {
  const page = { known: 'doc-1' };
  const about = { subject, attribute: 'rockets' };
  const ruling = { outcome: { kind: 'position', position: 'c2' }, rule: 'best evidence', rationale: 'Two saw it.' };
  const cited = [{ document: 'doc-1' }, { claim: 'c2', subject }];
  const lines = [
    ...base,
    source('src-c'),
    report([
      claim('c1'),
      claim('c2', { answer: exactly(6), claimant: 'src-b' }),
      claim('c3', { answer: exactly(7), claimant: 'src-c' }),
      claim('t1', { attribute: 'impact', scope: undefined, answer: { kind: 'text', text: 'Inside.' } }),
      claim('t2', { attribute: 'impact', scope: undefined, answer: { kind: 'text', text: 'Outside.' } }),
      claim('v1', {
        subject: { kind: 'site', id: 'base' },
        attribute: 'contractors present',
        scope: 'contractors',
        validity: '2021-05-03/..',
      }),
    ]),
    { type: 'RecordDocument', document: 'doc-2', title: 'A copy', publisher: 'src-a' },
    // Said, struck and said again: each is a line of its own.
    ...['It says so.', 'It does say so.'].flatMap((reason) => [
      { type: 'RecordDerivation', document: 'doc-2', derivation: { how: 'quotes', parent: 'doc-1' }, reason },
      { type: 'StrikeDerivation', document: 'doc-2', parent: 'doc-1', reason: `No: ${reason}` },
    ]),
    {
      type: 'RecordDerivation',
      document: 'doc-1',
      derivation: { how: 'quotes', parent: 'doc-2' },
      reason: 'So it is.',
    },
    { type: 'AffiliateSource', source: 'src-c', partOf: 'src-a', reason: 'Its masthead.' },
    { type: 'AffiliateSource', source: 'src-c', partOf: null, reason: 'It left.' },
    { type: 'AffiliateSource', source: 'src-c', partOf: 'src-a', reason: 'Its masthead.', again: true },
    { type: 'GradeSource', source: 'src-a', reliability: 'B', rationale: 'Borne out.' },
    { type: 'GradeSource', source: 'src-a', reliability: 'C', rationale: 'Not borne out.' },
    { type: 'GradeSource', source: 'src-a', reliability: 'B', rationale: 'Borne out.', again: true },
    {
      type: 'ReviseClaim',
      subject,
      claim: 'c1',
      shownVersion: 2,
      revision: 'c1-later',
      document: { document: 'doc-3', title: 'Later', publisher: 'src-a' },
      answer: exactly(5),
    },
    {
      type: 'WithdrawClaim',
      subject,
      claim: 'c3',
      shownVersion: 4,
      document: page,
      claimant: 'src-a',
      reason: 'Taken back.',
    },
    { type: 'MarkCopyingError', subject, claim: 'c1-later', shownVersion: 7, copies: 'c2', reason: 'A digit.' },
    { type: 'MarkConflict', subject, claims: ['t1', 't2'], conflict: true, reason: 'One place.' },
    { type: 'GradeClaim', subject, claim: 'c2', credibility: 2, rationale: 'Probable.' },
    { type: 'MarkEvidence', ...about, position: 'c2', evidence: { document: 'doc-1' }, mark: 'Against' },
    { type: 'MarkEvidence', ...about, position: 'c2', evidence: { document: 'doc-1' }, mark: null },
    { type: 'MarkEvidence', ...about, position: 'c2', evidence: { document: 'doc-1' }, mark: 'Against', again: true },
    { type: 'RequestEvidence', ...about, request: 'req', wanted: 'The crater report.' },
    { type: 'MeetRequest', ...about, request: 'req', outcome: 'There is none.' },
    { type: 'MakeRemark', ...about, remark: 'rem', text: 'Look at the crater.' },
    { type: 'RuleQuestion', ...about, shownVersion: 17, shownPosition: 1, ...ruling, evidence: cited },
    { type: 'RecordDissent', ...about, text: 'One saw it from afar.' },
    { type: 'ReopenRuling', ...about, shownVersion: 19, reason: 'A page turned up.' },
  ];
  const commands = lines.map((line) => {
    const { again: _again, ...command } = line as Record<string, unknown>;
    return command;
  });
  const spelt = (why: string) =>
    commands.map((command, at) => JSON.stringify({ command, why: `${why} ${'again' in (lines[at] ?? {})}` }));

  test('is entered line by line, and a dry run writes nothing', async () => {
    const { db } = await emptyRecord();
    const dry = await dryRun(db, spelt('First'));
    expect(dry.counts, dry.said.join('\n')).toMatchObject({ new: lines.length, same: 0, changed: 0, invalid: 0 });
    expect(await size(db)).toBe(0);
    const real = await run(db, spelt('First'));
    expect(real.counts, real.said.join('\n')).toMatchObject({ new: lines.length, refused: 0, invalid: 0 });
    const types = await db.sql<{ type: string }[]>`select distinct type from ledger.event`;
    expect(new Set(types.map(({ type }) => type))).toEqual(
      new Set(
        Object.keys(schemaVersions).filter(
          (type) => !/^(Report(Returned|Rejected)|.*Defined|ClaimCorrected)$/.test(type),
        ),
      ),
    );
  });

  test('is the same when it is said again, in the same lines or in any other spelling, and in part', async () => {
    const { db } = await emptyRecord();
    await run(db, spelt('First'));
    const entered = await size(db);
    for (const again of [spelt('First'), spelt('Second'), commands.map((command) => JSON.stringify({ command }))]) {
      const { counts, said } = await run(db, again);
      expect(counts, said.join('\n')).toMatchObject({ same: lines.length, new: 0, changed: 0, invalid: 0 });
    }
    // A line alone, which other lines built on since.
    for (const command of commands.slice(base.length)) {
      const { counts, said } = await run(db, [JSON.stringify({ command, why: 'Alone' })]);
      expect(counts, said.join('\n')).toMatchObject({ same: 1, new: 0, changed: 0, invalid: 0 });
    }
    expect(await size(db)).toBe(entered);
  });

  test('goes on from where lines that were entered left it', async () => {
    const { db } = await emptyRecord();
    await run(db, spelt('First'));
    const affiliated = (partOf: string | null, why: string) =>
      JSON.stringify({
        command: { type: 'AffiliateSource', source: 'src-c', partOf, reason: partOf ? 'Its masthead.' : 'It left.' },
        why,
      });
    const more = [...spelt('First'), affiliated(null, 'once more'), affiliated('src-a', 'once more')];
    expect((await run(db, more)).counts).toMatchObject({ same: lines.length, new: 2, refused: 0 });
    expect((await run(db, more)).counts).toMatchObject({ same: lines.length + 2, new: 0 });
  });

  test.each<[string, string, object, string]>([
    ['a revision', 'ReviseClaim', { answer: exactly(9) }, 'answer differs'],
    ['a request', 'RequestEvidence', { wanted: 'A photograph.' }, 'wanted differs'],
    ['a remark', 'MakeRemark', { text: 'Look elsewhere.' }, 'text differs'],
  ])('otherwise under the name of %s is told and left', async (_what, type, rest, told) => {
    const { db } = await emptyRecord();
    await run(db, spelt('First'));
    const entered = await size(db);
    const other = { ...commands.find((command) => command.type === type), ...rest };
    const { counts, said } = await run(db, [other]);
    expect(counts, said.join('\n')).toMatchObject({ changed: 1, left: 1, new: 0, invalid: 0 });
    expect(said[0]).toContain(told);
    expect(await size(db)).toBe(entered);
  });

  test('is judged by all it rests on, however far, as it would be decided', async () => {
    const { db } = await emptyRecord();
    const derive = (document: string, parent: string) => ({
      type: 'RecordDerivation',
      document,
      derivation: { how: 'quotes', parent },
      reason: 'So it is.',
    });
    const part = (one: string, partOf: string) => ({
      type: 'AffiliateSource',
      source: one,
      partOf,
      reason: 'So it is.',
    });
    const documents = ['d1', 'd2', 'd3'].map((document) => ({
      type: 'RecordDocument',
      document,
      title: document,
      publisher: 'src-a',
    }));
    await run(db, [
      ...base,
      ...['src-d', 'src-e'].map((id) => source(id)),
      ...documents,
      report([claim('c1', { claimant: 'src-d' })]),
      derive('d1', 'd2'),
      derive('d2', 'd3'),
      part('src-d', 'src-e'),
      part('src-e', 'src-a'),
    ]);
    // Each in a run of its own, which knows only what this line reads.
    const revise = (by: string) => ({
      type: 'ReviseClaim',
      subject,
      claim: 'c1',
      shownVersion: 2,
      revision: 'c2',
      document: { known: 'd1' },
      answer: exactly(5),
      claimant: by,
    });
    const grade = { type: 'GradeClaim', subject, claim: 'c1', credibility: 1, rationale: 'Confirmed.' };
    for (const [line, sentence] of [
      [derive('d3', 'd1'), /derivation\.parent: That document’s own content comes from this one/],
      [part('src-a', 'src-d'), /partOf: That source is itself part of this one/],
      [revise('src-b'), /claimant: Only the claimant/],
      [grade, /credibility: Credibility 1 means confirmed/],
    ] as const) {
      const { said, counts } = await run(db, [line]);
      expect(counts).toMatchObject({ invalid: 1, entered: false });
      expect(said[0]).toMatch(sentence);
    }
    expect((await run(db, [revise('src-a')])).counts).toMatchObject({ new: 1, refused: 0 });
  });

  test('a claim of a report says for when it holds: a file that says otherwise corrects it', async () => {
    const { db } = await emptyRecord();
    const saying = (validity?: string) =>
      report([
        claim('v1', {
          subject: { kind: 'site', id: 'base' },
          attribute: 'contractors present',
          scope: 'contractors',
          ...(validity === undefined ? {} : { validity }),
        }),
      ]);
    await run(db, [...base, saying('2021-05-03')]);
    expect((await run(db, [saying('2021-05-03/..')])).counts).toMatchObject({ changed: 1, corrected: 1, left: 0 });
    expect((await run(db, [saying()])).counts).toMatchObject({ changed: 1, corrected: 1, left: 0 });
    const corrected = (await readStreams(db.sql, ['site:base'])).flatMap(({ type, data }) =>
      type === 'ClaimCorrected' ? [data.corrected] : [],
    );
    expect(corrected).toEqual([{ validity: '2021-05-03/..' }, { validity: null }]);
  });
});

describe('an invalid line', () => {
  const lines = [...base, source('src-x', { kind: 'rumour' }), source('src-y')];

  test('refuses the file whole, and names it', async () => {
    const { db } = await emptyRecord();
    const { said, counts } = await run(db, lines);
    expect(counts).toMatchObject({ invalid: 1, entered: false });
    expect(said).toEqual([
      expect.stringMatching(/^line 5: invalid: kind: /),
      expect.stringMatching(/^Nothing was imported: of 6 lines, 1 cannot be entered/),
    ]);
    expect(await size(db)).toBe(0);
  });

  test('is left out when asked, with what builds on it', async () => {
    const { db } = await emptyRecord();
    const { counts } = await run(db, [...lines, source('src-z', { partOf: 'src-x' })], { skipInvalid: true });
    expect(counts).toMatchObject({ new: 5, invalid: 2, entered: true, refused: 0 });
    expect(await size(db)).toBe(5);
  });
});

describe('an import that is stopped', () => {
  test('ends between two lines, and a second one goes on where it was', async () => {
    const { db } = await emptyRecord();
    const stopping = new AbortController();
    const first = await run(db, sample, {
      signal: stopping.signal,
      onProgress: (doing, lines) => {
        if (doing === 'entered' && lines === 50) stopping.abort();
      },
    });
    expect(first.counts.stopped).toBe(true);
    const second = await run(db, sample);
    expect(second.counts).toMatchObject({ same: 50, new: sample.length - 50, refused: 0, stopped: false });
    expect((await run(db, sample)).counts).toMatchObject({ same: sample.length });
  });

  test('writes nothing when it is stopped while it reads', async () => {
    const { db } = await emptyRecord();
    expect((await run(db, sample, { signal: AbortSignal.abort() })).counts.stopped).toBe(true);
    expect(await size(db)).toBe(0);
  });

  test.each<[string, object[]]>([
    ['changed', [person, source('src-q'), source('src-b')]],
    ['ended', [person]],
  ])('is an error when the file %s between reading and entering', async (_how, lines) => {
    const { db } = await emptyRecord();
    const changing = run(db, [person, source('src-a'), source('src-b')], {
      onProgress: (doing, read) => {
        if (doing === 'read' && read === 3) fileOf(lines);
      },
    });
    await expect(changing).rejects.toThrow(/was changed while it was being imported, at line 2/);
    expect(await size(db)).toBe(1);
  });
});

describe('who enters a file', () => {
  test('is the only steward on record, else has to be named', async () => {
    const { db } = await emptyRecord();
    await run(db, [person, { type: 'RegisterPerson', person: 'p-c', name: 'C', roles: ['contributor'] }]);
    expect((await run(db, [source('src-a')])).counts.new).toBe(1);
    await run(db, [{ type: 'RegisterPerson', person: 'p-s', name: 'S', roles: ['steward', 'reviewer'] }]);
    await expect(run(db, [source('src-b')])).rejects.toThrow(
      'Say with --as on whose word this is entered. There are p-a (steward), p-c (contributor), p-s (steward, reviewer).',
    );
    await expect(run(db, [source('src-b')], { person: 'p-z' })).rejects.toThrow(/^There is no person p-z on record/);
    expect((await run(db, [source('src-b')], { person: 'p-s' })).counts.new).toBe(1);
    const [row] = await db.sql`select actor from ledger.event where stream_id = 'source:src-b'`;
    expect(row?.actor).toBe('p-s');
  });

  test('is the founder again when the file that founded the record is imported once more', async () => {
    const { db } = await emptyRecord();
    const lines = [person, { type: 'RegisterPerson', person: 'p-s', name: 'S', roles: ['steward'] }];
    await run(db, lines);
    expect((await run(db, [...lines, source('src-a')])).counts).toMatchObject({ same: 2, new: 1 });
    const [row] = await db.sql`select actor from ledger.event where stream_id = 'source:src-a'`;
    expect(row?.actor).toBe('p-a');
  });

  test('founds an empty ledger with the first person of the file', async () => {
    const { db } = await emptyRecord();
    await expect(run(db, [source('src-a')])).rejects.toThrow(/the file registers no person/);
    await expect(run(db, [{ ...person, roles: ['reviewer'] }])).rejects.toThrow(/is no steward/);
    await expect(run(db, [person], { person: 'p-z' })).rejects.toThrow(/the first person it registers, p-a/);
    // What stands before the founder is not for anybody to enter.
    expect((await dryRun(db, [source('src-a'), person])).said).toEqual([
      'line 1: invalid: type: Choose who you are before you record anything.',
      expect.stringMatching(/^line 2: new/),
    ]);
    expect((await run(db, [person, source('src-a')])).counts).toMatchObject({ new: 2, refused: 0 });
  });
});

describe('a hostile file', () => {
  const deep = '['.repeat(3_000_000);
  const wide = Buffer.concat([Buffer.from('{"command":"'), Buffer.alloc(40_000_000, 'a'), Buffer.from('"}')]);
  test.each<[string, string | Buffer]>([
    ['no JSON', '{"command":'],
    ['a number', '7'],
    ['a list', '[1]'],
    ['nothing but null', 'null'],
    ['a command that is null', '{"command":null}'],
    ['a command that is a list', '{"command":[]}'],
    ['bytes that are not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])],
    ['a byte of zero', Buffer.from('{"command":\0}')],
    ['lists three million deep', deep],
    ['a command three million deep', `{"command":${'{"a":'.repeat(400_000)}1${'}'.repeat(400_001)}`],
    [
      'an answer three thousand deep',
      `{"command":{"type":"SubmitReport","claims":[${'['.repeat(3000)}${']'.repeat(3000)}]}}`,
    ],
    ['forty million letters', wide],
    ['a prototype for a command', '{"command":{"__proto__":{"type":"RegisterSource"}}}'],
    ['a member nobody knows', '{"command":{"type":"RegisterSource"},"constructor":1}'],
  ])('line of %s is invalid in one sentence, and the lines around it are judged', async (_what, line) => {
    const text = (given: object) => Buffer.from(`${JSON.stringify({ command: given })}\n`);
    const bytes = Buffer.concat([text(person), Buffer.from(line as string), Buffer.from('\n'), text(source('src-a'))]);
    const { said, counts } = await tryOnly(bytes);
    expect(said).toEqual([
      expect.stringMatching(/^line 1: new/),
      expect.stringMatching(/^line 2: invalid: .{5,200}\.$/),
      expect.stringMatching(/^line 3: new/),
    ]);
    expect(counts).toMatchObject({ new: 2, invalid: 1 });
    expect(said[1]).not.toMatch(/\bat .*:\d+|undefined|Maximum call stack/);
  });

  test('may begin with a byte order mark and end its lines in a carriage return', async () => {
    const { db } = await emptyRecord();
    const bytes = Buffer.from(
      `\ufeff${JSON.stringify({ command: person })}\r\n${JSON.stringify({ command: source('src-a') })}`,
    );
    expect((await run(db, bytes)).counts).toMatchObject({ new: 2, invalid: 0 });
  });

  test('that is not there, or is a folder, is refused in a sentence', async () => {
    const { db } = await emptyRecord();
    await expect(run(db, [], { file: join(folder, 'none') })).rejects.toThrow(ClearFailure);
    await expect(run(db, [], { file: folder })).rejects.toThrow(ClearFailure);
  });
});
