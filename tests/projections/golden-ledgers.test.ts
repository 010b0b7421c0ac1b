import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { EventSentence } from '@/app/_ui/event-sentence';
import { type Database, openDatabase } from '@/db/client';
import { schemaVersions } from '@/domain/event';
import { evolve, foldedForm, type StreamState } from '@/domain/fold';
import { backupFormat } from '@/exchange/backup-file';
import { restoreBackup } from '@/exchange/restore-backup';
import type { Copied, CopiedEvent } from '@/ledger/copy-out';
import { sealedPathsIn, unseal } from '@/ledger/envelope';
import { type LedgerEvent, readLog } from '@/ledger/read';
import { followedTo, followOnce } from '@/projections/follow';
import { typed } from '@/projections/recorded-event';
import { listChanges, tellEvents } from '@/queries/list-changes';
import { canonicalForm, leafOver } from '../support/canonical-form';
import { createTestDatabase } from '../support/cluster';
import { freeze, type GoldenLedger, goldenLedgers, thaw } from '../support/golden-ledger';
import { recordSmall } from '../support/small-record';

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

const kindOf = ({ type, schema_version }: { type: string; schema_version: number }) => `${type} ${schema_version}`;

async function withDatabase<Outcome>(work: (db: Database, owner: postgres.Sql) => Promise<Outcome>): Promise<Outcome> {
  const database = await createTestDatabase();
  const db = await openDatabase(database.url);
  const owner = postgres(database.url, { max: 1, onnotice: () => {} });
  try {
    return await work(db, owner);
  } finally {
    await owner.end();
    await db.end();
    await database.drop();
  }
}

/** A golden event as it is read: sealed values in place, or all of them erased; brought to the present version. */
function readAgain(
  { sealed }: GoldenLedger,
  { envelope, leaf, append, position, append_end }: CopiedEvent,
  erased: boolean,
) {
  const values = sealed.filter(({ event_id }) => event_id === envelope.event_id && !erased);
  const data = unseal(
    structuredClone(envelope.data),
    sealedPathsIn(envelope.data),
    new Map(values.map(({ path, value }) => [path, value])),
  );
  const event: LedgerEvent = {
    position: position as number,
    stream: envelope.stream,
    version: envelope.version,
    eventId: envelope.event_id,
    appendId: append,
    appendEnd: append_end as number,
    type: envelope.type,
    schemaVersion: envelope.schema_version,
    actor: envelope.actor,
    recordedAt: envelope.recorded_at,
    data,
    hashed: envelope.data,
    leaf,
  };
  return typed(event);
}

test('every type of event has a golden line of every version it ever had', async () => {
  const known = new Set(goldenLedgers.flatMap(({ events }) => events.map(({ envelope }) => kindOf(envelope))));
  const released = Object.entries(schemaVersions).flatMap(([type, newest]) =>
    Array.from({ length: newest }, (_, before) => kindOf({ type, schema_version: before + 1 })),
  );
  const missing = released.filter((kind) => !known.has(kind));
  const recorded = await withDatabase(async (db, owner) => {
    await recordSmall(db);
    if (missing.length > 0) {
      mkdirSync(`${root}/.tmp`, { recursive: true });
      writeFileSync(`${root}/.tmp/ledger.jsonl`, await freeze(owner));
    }
    return new Set(
      (await readLog(db.sql, -1, 1000)).map(({ type, schemaVersion: v }) => kindOf({ type, schema_version: v })),
    );
  });
  const unrecorded = Object.entries(schemaVersions).map(([type, v]) => kindOf({ type, schema_version: v }));
  expect(
    unrecorded.filter((kind) => !recorded.has(kind)),
    'tests/support/small-record.ts gives the command of every event',
  ).toEqual([]);
  expect(
    missing,
    `no golden line has these. Look at .tmp/ledger.jsonl, which holds them, and keep it as tests/fixtures/ledger-${goldenLedgers.length + 1}.jsonl; those that are there stay as they are`,
  ).toEqual([]);
});

test('each golden event is read as an event of today, whether its words are erased or not', () => {
  const read = goldenLedgers.flatMap((golden) =>
    golden.events.flatMap((event) => [readAgain(golden, event, false), readAgain(golden, event, true)]),
  );
  const lines = read.map(({ type, data }) => JSON.stringify({ type, data }));
  // And one that is none, so that it is known that the compiler was asked.
  const first = '{"type":"ReportAccepted","data":{"by":"policy"}}';
  expect(typeProblems([...new Set(lines), first])).toEqual([
    expect.stringMatching(/^.*"policy"}}: .*Property 'declined' is missing/),
  ]);
}, 90_000);

describe.each(goldenLedgers)('$name', (golden) => {
  const { events, sealed, states } = golden;

  test('each event still hashes to the leaf that was stored, each value to the digest in its event', () => {
    for (const { envelope, leaf } of events) expect(leafOver(envelope), kindOf(envelope)).toBe(leaf);
    const digests = new Map(events.map(({ envelope }) => [envelope.event_id, canonicalForm(envelope.data)]));
    for (const { event_id, path, salt, value } of sealed) {
      const digest = createHash('sha256')
        .update(canonicalForm([salt, path, value]))
        .digest('hex');
      expect(digests.get(event_id), path).toContain(digest);
    }
  });

  test('what was folded in the present form is what folding gives today', () => {
    const folded = new Map<string, StreamState>();
    for (const event of events) {
      const { stream, version, actor } = event.envelope;
      folded.set(stream, evolve(folded.get(stream) ?? null, readAgain(golden, event, true), version, actor));
    }
    expect([...folded.keys()].sort()).toEqual(states.map(({ id }) => id).sort());
    for (const { id, state } of states)
      if ((state as { form?: number }).form === foldedForm)
        expect(JSON.parse(JSON.stringify({ ...folded.get(id), form: foldedForm })), id).toEqual(state);
  });

  test.each(['kept', 'erased, those of answers apart'])(
    'it is followed to its end, and every event has its sentence: words %s',
    async (words) => {
      const isLeft = (row: Copied) => words === 'kept' || !('sealed' in row) || row.sealed.path.endsWith('answer.text');
      await withDatabase(async (db, owner) => {
        await thaw(owner, { ...golden, rows: golden.rows.filter(isLeft) });
        while ((await followOnce(db)) > 0);
        expect(await followedTo(db)).toBe(events.length - 1);
        const log = (await readLog(db.sql, -1, 1000)).map(typed);
        const told = [...(await listChanges(db, { newest: 1000 })), ...(await tellEvents(db, log))];
        expect(new Set(told.map(({ event }) => event.position)).size).toBe(events.length);
        for (const entry of told) {
          const sentence = renderToStaticMarkup(createElement(EventSentence, entry)).replace(/<[^>]*>/g, '');
          expect(sentence, entry.event.type).toMatch(/^[^ ].{10,}/);
          expect(sentence, entry.event.type).not.toMatch(/undefined|\bnull\b|NaN|\[object/);
        }
      });
    },
  );
});

test('a backup in every format there ever was is restored, whole', async () => {
  for (let format = 1; format <= backupFormat; format++) {
    const file = fileURLToPath(new URL(`../fixtures/backup-format-${format}.gz`, import.meta.url));
    expect(existsSync(file), `${file} is a backup in format ${format}`).toBe(true);
    await withDatabase(async (_, owner) => {
      const { digest, counts } = await restoreBackup(owner, file);
      expect(digest).toBe(digestsOfBackups[format - 1]);
      expect(await owner`select count(*)::int as events from ledger.event`).toEqual([{ events: counts.events }]);
    });
  }
});

/** What `palimpsest backup` printed when it wrote each golden backup, by format from 1. */
const digestsOfBackups = ['1a98167c24780e8287fb928391fdb2029414d219e43794de3a5e207221cf3522'];

/** What the compiler says of these literals as events of the domain: a member missing, one too many, one of another type. */
function typeProblems(literals: readonly string[]): string[] {
  const file = `${root}/tests/golden-events.ts`;
  const text = [
    "import type { DomainEvent } from '@/domain/event';",
    ...literals.map((literal) => `({} as { take(event: DomainEvent): void }).take(${literal});`),
  ].join('\n');
  const { config } = ts.readConfigFile(`${root}/tsconfig.json`, ts.sys.readFile);
  // The domain knows neither a browser nor Node: without their types this takes half as long.
  const compilerOptions = { ...config.compilerOptions, lib: ['ES2024'], types: [], incremental: false };
  const { options } = ts.parseJsonConfigFileContent({ compilerOptions, include: [], files: [] }, ts.sys, root);
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (name) => name === file || fileExists(name);
  host.readFile = (name) => (name === file ? text : readFile(name));
  host.getSourceFile = (name, version, ...rest) =>
    name === file ? ts.createSourceFile(name, text, version) : getSourceFile.call(host, name, version, ...rest);
  const program = ts.createProgram([file], options, host);
  const source = program.getSourceFile(file);
  if (!source) throw new Error('The compiler was given nothing to check.');
  return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
    ({ start = 0, messageText }) => {
      const { line } = source.getLineAndCharacterOfPosition(start);
      return `${literals[line - 1]?.slice(0, 80)}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
    },
  );
}
