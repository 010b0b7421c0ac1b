import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '@/db/client';
import { type DomainEvent, sealedPaths } from '@/domain/event';
import { evolve, type StreamState } from '@/domain/fold';
import { handleCommand } from '@/handle-command';
import { append } from '@/ledger/append';
import type { Json, JsonObject } from '@/ledger/envelope';
import { readLog } from '@/ledger/read';
import { sequence } from '@/ledger/sequencer';
import { followOnce } from '@/projections/follow';
import { typed } from '@/projections/recorded-event';
import { findReport } from '@/queries/find-report';
import { findReview } from '@/queries/find-review';
import { listOwnReports, listReportsToReview } from '@/queries/list-reports';
import { createTestDatabase, type TestDatabase } from '../support/cluster';
import { idFrom } from '../support/random-record';

type Line = { stream: string; version: number; type: DomainEvent['type']; data: JsonObject };

const lines = readFileSync(new URL('../fixtures/events-v1.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Line);

let database: TestDatabase;
let db: Database;

/** The folded states that the first version's own folding left: of a report only that it was accepted. */
const foldedThen = (): Map<string, StreamState | null> => {
  const states = new Map<string, StreamState | null>();
  for (const { stream, version, type, data } of lines)
    states.set(
      stream,
      stream.startsWith('report:')
        ? { kind: 'report', state: 'accepted' }
        : evolve(states.get(stream) ?? null, { type, data } as unknown as DomainEvent, version, 'p'),
    );
  return states;
};

beforeAll(async () => {
  database = await createTestDatabase();
  db = await openDatabase(database.url);
  const outcome = await append(db.sql, {
    id: idFrom('first versions'),
    digest: '0'.repeat(64),
    actor: 'p',
    recordedAt: '2026-01-01T00:00:00.000Z',
    streams: [...foldedThen()].map(([stream, state]) => ({ stream, expected: 0, state: state as unknown as Json })),
    events: lines.map(({ stream, type, data }) => ({
      stream,
      type,
      schemaVersion: 1,
      data,
      // Then, too, a report's note was sealed.
      sealedPaths: type === 'ReportSubmitted' ? ['note'] : sealedPaths[type],
    })),
  });
  expect(outcome).toMatchObject({ outcome: 'appended' });
  await sequence(db.direct);
  while ((await followOnce(db)) > 0);
});

afterAll(async () => {
  await db.end();
  await database.drop();
});

test('a report from before there was a review is read as one accepted by policy, whole', async () => {
  const report = await findReport(db, 'rep');
  expect(report).toMatchObject({
    state: 'accepted',
    answer: null,
    declined: [],
    submittedBy: 'Steward',
    note: 'Read twice.',
    document: { id: 'doc', title: 'A page', isOnRecord: true },
    version: 2,
    titles: { 'incident:inc': 'Rockets' },
  });
  expect(report?.claims.map(({ id, excerpt }) => [id, excerpt])).toEqual([
    ['c1', 'Three were hurt.'],
    ['c2', null],
  ]);
  expect(report?.contents).toMatchObject({ sources: [], incidents: [], sites: [], document: { known: 'doc' } });
  expect(report?.history.map(({ event }) => event.type)).toEqual(['ReportSubmitted', 'ReportAccepted']);
  expect(report?.changes.flatMap(({ effects }) => effects.map(({ attribute }) => attribute))).toContain('wounded');
});

test('it stands in lists, and its review says that it is decided', async () => {
  const line = { id: 'rep', state: 'accepted', document: 'A page', answers: 2, declined: 0 };
  expect(await listOwnReports(db, 'p', null)).toMatchObject({ reports: [line], next: null });
  expect((await listReportsToReview(db, { state: 'accepted', after: null })).reports).toMatchObject([line]);
  expect((await listReportsToReview(db, { state: null, after: null })).reports).toEqual([]);
  const review = await findReview(db, 'rep');
  expect(review?.effect).toEqual({
    questions: [],
    claims: {},
    refusals: [{ claim: null, reason: 'This report was accepted already.' }],
  });
});

test('nobody decides on it again, and nobody submits it again', async () => {
  const give = (type: string, rest: object) =>
    handleCommand(db, {
      id: idFrom('first versions', type),
      actor: 'p',
      command: { type, report: 'rep', shownVersion: 2, ...rest } as never,
    });
  expect(await give('AcceptReport', { declined: [] })).toMatchObject({ refused: 'already-decided' });
  expect(await give('ReturnReport', { question: 'Which page?' })).toMatchObject({ refused: 'already-decided' });
  expect(await give('RejectReport', { reason: 'Late.' })).toMatchObject({ refused: 'already-decided' });
  const claims = [
    {
      claim: 'c9',
      subject: { kind: 'incident', id: 'inc' },
      attribute: 'wounded',
      scope: 'persons',
      answer: { kind: 'count', form: 'none' },
      claimant: 'src',
    },
  ];
  expect(await give('SubmitReport', { sources: [], document: { known: 'doc' }, claims })).toMatchObject({
    refused: 'already-decided',
    field: 'report',
  });
});

test('every event of the first version is read as what it was, its bytes as they were', async () => {
  const events = await readLog(db.sql, -1, 100);
  expect(events.map(({ stream, version, type, schemaVersion }) => ({ stream, version, type, schemaVersion }))).toEqual(
    lines.map(({ stream, version, type }) => ({ stream, version, type, schemaVersion: 1 })),
  );
  for (const [at, event] of events.entries()) expect(event.data).toEqual(lines[at]?.data);
  for (const event of events)
    for (const part of event.type === 'ReportSubmitted' ? ['sources', 'incidents', 'sites'] : [])
      expect(typed(event).data).toHaveProperty(part, []);
});
