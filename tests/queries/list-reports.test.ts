import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '@/db/client';
import type { Command } from '@/domain/command';
import type { ReportState } from '@/domain/fold';
import { isRefusal } from '@/domain/refusal';
import { handleCommand } from '@/handle-command';
import { sequence } from '@/ledger/sequencer';
import { followOnce } from '@/projections/follow';
import { listOwnReports, listReportsToReview, type Place, placeIn, type ReportPage } from '@/queries/list-reports';
import { createTestDatabase, type TestDatabase } from '../support/cluster';
import { idFrom } from '../support/random-record';

let database: TestDatabase;
let db: Database;
let given = 0;

const give = async (actor: string, command: object) => {
  const outcome = await handleCommand(db, { id: idFrom('list', given++), actor, command: command as Command });
  if (isRefusal(outcome)) throw new Error(outcome.reason);
};
const claim = (id: string, at: number) => ({
  claim: `${id}-${at}`,
  subject: { kind: 'incident', id: 'inc' },
  attribute: 'wounded',
  scope: 'persons',
  answer: { kind: 'count', form: 'exactly', n: 1 + at },
  claimant: 'src',
});
const submit = (actor: string, report: string, answers = 1) =>
  give(actor, {
    type: 'SubmitReport',
    report,
    sources: [],
    document: { known: 'doc' },
    claims: Array.from({ length: answers }, (_, at) => claim(report, at)),
  });

/** Walks a list to its end, by the addresses its pages give. */
async function walk(page: (after: Place | null) => Promise<ReportPage>): Promise<string[][]> {
  const pages: string[][] = [];
  for (let after: Place | null = null; ; ) {
    const { reports, next } = await page(after);
    pages.push(reports.map(({ id }) => id));
    if (next === null) return pages;
    after = placeIn(next);
    expect(after).not.toBeNull();
  }
}

const waiting = Array.from({ length: 55 }, (_, at) => `w-${at}`);
const returned = Array.from({ length: 30 }, (_, at) => `b-${at}`);
const accepted = ['a-0', 'a-1', 'a-2'];

beforeAll(async () => {
  database = await createTestDatabase();
  db = await openDatabase(database.url);
  await give('ste', { type: 'RegisterPerson', person: 'ste', name: 'Steward', roles: ['steward'] });
  for (const person of ['con', 'other'])
    await give('ste', { type: 'RegisterPerson', person, name: person, roles: ['contributor'] });
  await give('ste', { type: 'RegisterSource', source: 'src', name: 'Source', kind: 'outlet' });
  await give('ste', { type: 'RecordDocument', document: 'doc', title: 'A page', publisher: 'src' });
  await give('ste', { type: 'OpenIncident', incident: 'inc', title: 'Rockets', kind: 'Other' });
  // The returned ones are older, and stand below those that wait all the same.
  for (const id of returned) await submit('other', id);
  for (const id of waiting) await submit('con', id);
  for (const id of accepted) await submit('ste', id);
  for (const report of [...returned].reverse())
    await give('ste', { type: 'ReturnReport', report, shownVersion: 1, question: 'Which page?' });
  await submit('other', 'long', 40);
  await sequence(db.direct);
  while ((await followOnce(db)) > 0);
});

afterAll(async () => {
  await db.end();
  await database.drop();
});

describe('the queue', () => {
  const toReview = (state: ReportState | null) => walk((after) => listReportsToReview(db, { state, after }));

  test('has each report once, those waiting first, each kind by its first submission, 25 on a page', async () => {
    const pages = await toReview(null);
    expect(pages.map((page) => page.length)).toEqual([25, 25, 25, 11]);
    expect(pages.flat()).toEqual([...waiting, 'long', ...returned]);
  });

  test.each<[ReportState, string[]]>([
    ['submitted', [...waiting, 'long']],
    ['returned', returned],
    ['accepted', [...accepted].reverse()],
    ['rejected', []],
  ])('of those %s alone: decided ones newest first', async (state, ids) => {
    expect((await toReview(state)).flat()).toEqual(ids);
  });

  test('tells of the first what they would change, and leaves a long one to its own page', async () => {
    const { reports } = await listReportsToReview(db, { state: null, after: null });
    expect(reports[0]).toMatchObject({
      document: 'A page',
      submittedBy: 'con',
      submittedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      answers: 1,
      subjects: [{ title: 'Rockets', isNew: false }],
    });
    expect(reports[0]?.effect?.map(({ attribute }) => attribute)).toContain('wounded');
    const last = await listReportsToReview(db, { state: 'submitted', after: { state: 'submitted', position: 0 } });
    expect(last.reports).toHaveLength(25);
    const pages = await listReportsToReview(db, { state: 'submitted', after: await placeOf('w-54') });
    expect(pages.reports).toMatchObject([{ id: 'long', answers: 40, effect: null }]);
  });

  const placeOf = async (id: string): Promise<Place> => {
    const [row] = await db.sql<{ position: number }[]>`
      select submitted_at_position as position from record.report where id = ${id}`;
    return { state: 'submitted', position: row?.position ?? -1 };
  };
});

test('one’s own reports are one’s own alone, the newest first', async () => {
  const own = (person: string) => walk((after) => listOwnReports(db, person, after));
  expect((await own('con')).flat()).toEqual([...waiting].reverse());
  expect((await own('other')).flat()).toEqual(['long', ...[...returned].reverse()]);
  expect(await own('nobody')).toEqual([[]]);
});

test.each([
  undefined,
  '',
  'x',
  'submitted',
  'submitted-',
  'submitted--1',
  'submitted-1.5',
  'constructor-1',
  `submitted-${'9'.repeat(16)}`,
  ['submitted-1', 'submitted-2'],
  'submitted-1\u0000',
])('%j names no place', (text) => {
  expect(placeIn(text)).toBeNull();
});
