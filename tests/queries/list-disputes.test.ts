import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '@/db/client';
import type { Subject } from '@/domain/identifier';
import { cardOf } from '@/domain/question/card';
import { boardStages } from '@/domain/question/stage';
import { readLog } from '@/ledger/read';
import { question } from '@/projections/question.table';
import { type DisputeRow, disputeFiltersSchema, listDisputes } from '@/queries/list-disputes';
import { createTestDatabase } from '../support/cluster';
import { loadSampleRecord, type SampleRecord } from '../support/sample-record';

let sample: SampleRecord;
let owner: postgres.Sql;

/** An incident of the tests' own, of which two counts were reported and nothing argued. */
const subject: Subject = { kind: 'incident', id: 'made' };
const asked = { subject, attribute: 'rockets' };
const board = (given: Record<string, string> = {}) => listDisputes(sample.db, disputeFiltersSchema.parse(given));
const keyOf = (row: DisputeRow) => `${row.subject.kind} ${row.subject.id} ${row.attribute}`;
const keyIn = (row: typeof question.$inferSelect) => `${row.subjectKind} ${row.subjectId} ${row.attribute}`;
/** What people say on a question. */
const arguing = [
  'EvidenceMarked',
  'EvidenceRequested',
  'RequestMet',
  'RemarkMade',
  'QuestionRuled',
  'DissentRecorded',
  'RulingReopened',
];
/** The card of the rockets of the made incident, and the list it stands in. */
const rockets = async () => {
  for (const { stage, rows } of (
    await Promise.all(boardStages.map(async (each) => (await board({ stage: each })).lists))
  ).flat())
    for (const row of rows) if (keyOf(row) === 'incident made rockets') return { ...row, stage };
  throw new Error('The rockets are on no list.');
};
/** A report by the reviewer, accepted at once: so many rockets, in a document of its own. */
const report = (claim: string, n: number, incidents: { incident: string; title: string; kind: 'Other' }[] = []) =>
  sample.give({
    type: 'SubmitReport',
    report: `r-${claim}`,
    sources: [],
    incidents,
    sites: [],
    document: { document: `d-${claim}`, title: `A count of ${n}`, publisher: 'src-upi' },
    claims: [
      {
        claim,
        subject,
        attribute: 'rockets',
        scope: 'fired',
        answer: { kind: 'count', form: 'exactly', n },
        claimant: 'src-upi',
      },
    ],
  });

beforeAll(async () => {
  sample = await loadSampleRecord();
  await report('c-three', 3, [{ incident: subject.id, title: 'Made', kind: 'Other' }]);
  await report('c-five', 5);
  owner = postgres(sample.url, { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await owner.end();
  await sample.drop();
});

describe('the board of the sample', () => {
  test('holds every question disputed or ruled on once, with its positions, since when, and nothing else', async () => {
    const rows = await owner<{ key: string; state: string }[]>`
      select concat_ws(' ', subject_kind, subject_id, attribute) as key, state from record.question
      where state in ('Disputed', 'Settled')`;
    const states = new Map(rows.map(({ key, state }) => [key, state]));
    const shown = (await Promise.all(boardStages.map((stage) => board({ stage })))).flatMap(({ lists }) =>
      lists.flatMap((list) => list.rows),
    );
    expect(shown.map(keyOf).sort()).toEqual(rows.map(({ key }) => key).sort());
    for (const row of shown) {
      expect(row.subject.title).not.toBe('[erased]');
      expect(row.ruling !== null, keyOf(row)).toBe(states.get(keyOf(row)) === 'Settled');
      // What was never disputed can be ruled on all the same.
      if (row.ruling) continue;
      expect(row.positions.length + row.more + row.elsewhere, keyOf(row)).toBeGreaterThan(1);
      expect(row.since, keyOf(row)).not.toBeNull();
    }
  });

  test('shows the beginning of all four lists, and how many each has', async () => {
    const { lists, totals, oneSource } = await board();
    expect(lists.map(({ stage }) => stage)).toEqual([...boardStages]);
    for (const { stage, rows, total } of lists) {
      expect(rows.length).toBe(Math.min(8, total.count));
      expect(total).toEqual(totals[stage]);
    }
    expect(oneSource).toBeNull();
  });

  test('moves a question as it is argued, ruled on, challenged and reopened', async () => {
    const first = await rockets();
    expect(first).toMatchObject({
      stage: 'Open',
      positions: [
        { value: '3', scope: 'fired', origins: [1, 1] },
        { value: '5', scope: 'fired', origins: [1, 1] },
      ],
      more: 0,
      elsewhere: 0,
      marks: 0,
      requests: { open: 0, met: 0 },
      lastArgued: null,
      ruling: null,
    });

    await sample.give({ type: 'RequestEvidence', ...asked, request: 'q-1', wanted: 'A picture of the launcher.' });
    expect(await rockets()).toMatchObject({ stage: 'Evidence wanted', requests: { open: 1, met: 0 } });
    await sample.give({ type: 'MeetRequest', ...asked, request: 'q-1', outcome: 'There is none.' });
    expect(await rockets()).toMatchObject({ stage: 'Open', requests: { open: 0, met: 1 } });

    const mark = (position: string, as: 'Consistent' | 'Against' | null) =>
      sample.give({
        type: 'MarkEvidence',
        ...asked,
        position,
        evidence: { claim: 'c-three', subject },
        mark: as,
      });
    await mark('c-three', 'Consistent');
    await mark('c-five', 'Against');
    expect(await rockets()).toMatchObject({ stage: 'Ready to rule', marks: 2 });
    await mark('c-five', null);
    expect(await rockets()).toMatchObject({ stage: 'Open', marks: 1, lastArgued: { position: (await board()).asOf } });
    await mark('c-five', 'Against');

    const [version] = await owner<{ version: number }[]>`
      select (argument->>'version')::int as version from record.question
      where subject_id = ${subject.id} and attribute = 'rockets'`;
    await sample.give({
      type: 'RuleQuestion',
      ...asked,
      shownVersion: version?.version ?? 0,
      shownPosition: (await board()).asOf,
      outcome: { kind: 'position', position: 'c-three' },
      rule: 'best evidence',
      rationale: 'It was seen.',
      evidence: [{ claim: 'c-three', subject }],
    });
    await sample.give({ type: 'RecordDissent', ...asked, text: 'It was not.' });
    const settled = await rockets();
    expect(settled).toMatchObject({
      stage: 'Settled',
      challengedBy: 0,
      ruling: { ruled: { answer: { kind: 'count', form: 'exactly', n: 3 } }, by: 'Reviewer (local)', dissents: 1 },
    });
    expect(settled.since).toEqual(first.since);
    expect(settled.lastArgued?.position).toBe((await board()).asOf);

    await report('c-challenge', 77);
    expect(await rockets()).toMatchObject({ stage: 'Open', challengedBy: 1, marks: 2 });

    const [again] = await owner<{ version: number }[]>`
      select (argument->>'version')::int as version from record.question
      where subject_id = ${subject.id} and attribute = 'rockets'`;
    await sample.give({ type: 'ReopenRuling', ...asked, shownVersion: again?.version ?? 0, reason: 'A late count.' });
    expect(await rockets()).toMatchObject({ stage: 'Open', challengedBy: 0, ruling: null });
  });
});

describe('what stands ready on a question for its card', () => {
  test('is what its assessment and its argument come to, and nothing where it is on no list', async () => {
    const rows = await sample.db.view.select().from(question);
    expect(rows.filter(({ card }) => card).length).toBeGreaterThan(10);
    for (const row of rows) {
      const made = row.stage === null ? null : cardOf(row.assessment, row.argument, row.challengedBy.length);
      expect(row.card, keyIn(row)).toEqual(made);
    }
  });

  test('dates its dispute and what was last argued as the ledger does', async () => {
    const log = await readLog(sample.db.sql, -1, 10_000);
    const momentAt = (position: number | null) => (position === null ? null : log[position]?.recordedAt);
    const argued = new Map<string, number>();
    for (const { type, stream, data, position } of log)
      if (arguing.includes(type)) argued.set(`${stream.replace(':', ' ')} ${data.attribute}`, position);
    expect(argued.size).toBeGreaterThan(1);
    for (const row of await sample.db.view.select().from(question)) {
      expect(row.disputedSinceAt, keyIn(row)).toBe(momentAt(row.disputedSince));
      expect(row.lastArgued, keyIn(row)).toBe(argued.get(keyIn(row)) ?? null);
      expect(row.lastArguedAt, keyIn(row)).toBe(momentAt(row.lastArgued));
    }
  });

  test('names who ruled as the person is named now', async () => {
    const ruler = async () => (await board({ stage: 'Settled' })).lists[0]?.rows[0]?.ruling?.by;
    expect(await ruler()).toBe('Reviewer (local)');
    const before = await owner`update record.person set name = null where name = 'Reviewer (local)' returning id`;
    expect(await ruler()).toBe('[erased]');
    await owner`update record.person set name = 'Reviewer (local)' where id = ${before[0]?.id as string}`;
  });
});

describe('a long list', () => {
  type Settled = { key: string; consequence: number; since: number | null };
  /** What the list holds, 137 copies and what the sample has ruled on; in the order of ties, as the database compares texts. */
  let settled: Settled[];

  beforeAll(async () => {
    const copies = Array.from({ length: 137 }, (_, n) => ({
      consequence: 4000 + (n % 3),
      disputed_since: n % 7 === 0 ? null : 10 + (n % 4),
      subject_id: `copy-${(n * 37) % 137}`,
      stage: 'Settled',
    }));
    for (const copy of copies)
      await owner`insert into record.question
        select (jsonb_populate_record(q, ${owner.json(copy)})).*
        from record.question q where subject_id = ${subject.id} and attribute = 'rockets'`;
    settled = await owner<Settled[]>`
      select concat_ws(' ', subject_kind, subject_id, attribute) as key, consequence, disputed_since::int as since
      from record.question where stage = 'Settled' order by subject_kind, subject_id, attribute`;
    expect(settled.length).toBeGreaterThanOrEqual(copies.length);
  });

  const walk = async (given: Record<string, string>) => {
    const read = async (at: Record<string, string>) => {
      const [list] = (await board({ ...given, stage: 'Settled', ...at })).lists;
      if (!list) throw new Error('There is no list.');
      return list;
    };
    let page = await read({});
    const keys = page.rows.map(keyOf);
    while (page.next) {
      page = await read({ after: page.next });
      keys.push(...page.rows.map(keyOf));
    }
    const back = page.rows.map(keyOf);
    while (page.previous) {
      page = await read({ before: page.previous });
      back.unshift(...page.rows.map(keyOf));
    }
    expect(back).toEqual(keys);
    return keys;
  };
  const byAge = (a: Settled, b: Settled) =>
    (a.since ?? Number.POSITIVE_INFINITY) - (b.since ?? Number.POSITIVE_INFINITY) || 0;

  test('is walked to its end and back over ties, those on which most hangs first', async () => {
    const expected = settled.toSorted((a, b) => b.consequence - a.consequence || byAge(a, b));
    expect(await walk({})).toEqual(expected.map(({ key }) => key));
  });

  test('is walked to its end and back by age, what was never disputed last', async () => {
    expect(await walk({ order: 'age' })).toEqual(settled.toSorted(byAge).map(({ key }) => key));
  });

  test('is counted as far as a list is', async () => {
    const { totals } = await board();
    expect(totals.Settled).toEqual({ count: settled.length, isMore: false });
  });
});

test('an address that leads to no page of the board is refused by name', () => {
  const fieldOf = (given: object) => disputeFiltersSchema.safeParse(given).error?.issues[0]?.path[0];
  expect(fieldOf({ stage: 'Closed' })).toBe('stage');
  expect(fieldOf({ order: 'name' })).toBe('order');
  expect(fieldOf({ stage: 'Open', after: 'W10' })).toBe('after');
  const cursor = Buffer.from(JSON.stringify([1000, 3, 'incident', 'i', 'rockets'])).toString('base64url');
  expect(fieldOf({ after: cursor })).toBe('stage');
  expect(fieldOf({ stage: 'Open', after: cursor })).toBeUndefined();
});

test('where nothing is disputed the board says how many questions rest on one source', async () => {
  const database = await createTestDatabase();
  const db: Database = await openDatabase(database.url);
  const admin = postgres(database.url, { max: 1, onnotice: () => {} });
  const { json } = admin;
  const [row] = await owner`select * from record.question where state = 'One source' limit 1`;
  await admin`insert into record.question select * from jsonb_populate_record(null::record.question, ${json(row as never)})`;
  const empty = await listDisputes(db, disputeFiltersSchema.parse({}));
  expect(empty.oneSource).toEqual({ count: 1, isMore: false });
  expect(empty.lists.every(({ rows, total }) => rows.length === 0 && total.count === 0)).toBe(true);
  await admin.end();
  await db.end();
  await database.drop();
});
