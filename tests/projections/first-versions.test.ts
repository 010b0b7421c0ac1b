import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '@/db/client';
import { handleCommand } from '@/handle-command';
import { readLog } from '@/ledger/read';
import { followOnce } from '@/projections/follow';
import { typed } from '@/projections/recorded-event';
import { findReport } from '@/queries/find-report';
import { findReview } from '@/queries/find-review';
import { listOwnReports, listReportsToReview } from '@/queries/list-reports';
import { createTestDatabase, type TestDatabase } from '../support/cluster';
import { type GoldenLedger, goldenLedgers, thaw } from '../support/golden-ledger';
import { idFrom } from '../support/random-record';

/** What was recorded before there was a review, with the folded states of then: of a report only that it was accepted. */
const first = goldenLedgers[0] as GoldenLedger;

let database: TestDatabase;
let db: Database;

beforeAll(async () => {
  database = await createTestDatabase();
  db = await openDatabase(database.url);
  const owner = postgres(database.url, { max: 1, onnotice: () => {} });
  await thaw(owner, first);
  await owner.end();
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
    document: { id: 'doc', title: 'Rockets hit Balad base', isOnRecord: true },
    version: 2,
    titles: { 'incident:inc': 'Rockets at Balad Air Base' },
  });
  expect(report?.claims.map(({ id, excerpt }) => [id, excerpt])).toEqual([
    ['c1', 'Three were hurt.'],
    ['c2', 'One was killed.'],
  ]);
  expect(report?.contents).toMatchObject({ sources: [], incidents: [], sites: [], document: { known: 'doc' } });
  expect(report?.history.map(({ event }) => event.type)).toEqual(['ReportSubmitted', 'ReportAccepted']);
  expect(report?.changes.flatMap(({ effects }) => effects.map(({ attribute }) => attribute))).toContain('wounded');
});

test('it stands in lists, and its review says that it is decided', async () => {
  const line = { id: 'rep', state: 'accepted', document: 'Rockets hit Balad base', answers: 2, declined: 0 };
  expect(await listOwnReports(db, 'p', null)).toMatchObject({ reports: [line], next: null });
  expect((await listReportsToReview(db, { state: 'accepted', after: null })).reports).toMatchObject([
    { id: 'told', state: 'accepted', submittedBy: 'Contributor' },
    line,
  ]);
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

test('every event is read as what it was, its bytes as they were', async () => {
  const events = await readLog(db.sql, -1, 100);
  expect(
    events.map(({ stream, version, type, schemaVersion, leaf, hashed }) => [
      stream,
      version,
      type,
      schemaVersion,
      leaf,
      hashed,
    ]),
  ).toEqual(first.events.map(({ envelope: e, leaf }) => [e.stream, e.version, e.type, 1, leaf, e.data]));
  for (const event of events)
    for (const part of event.type === 'ReportSubmitted' ? ['sources', 'incidents', 'sites'] : [])
      expect(typed(event).data).toHaveProperty(part, []);
});
