import { and, eq } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '@/db/client';
import type { Command } from '@/domain/command';
import type { Assessment } from '@/domain/question/assess';
import { isRefusal } from '@/domain/refusal';
import { handleCommand } from '@/handle-command';
import { sequence } from '@/ledger/sequencer';
import { change } from '@/projections/change.table';
import { claim } from '@/projections/claim.table';
import { followedTo, followOnce } from '@/projections/follow';
import { question } from '@/projections/question.table';
import { report } from '@/projections/report.table';
import { previewReport, type ReportEffect } from '@/queries/preview-report';
import { createTestDatabase, type TestDatabase } from '../support/cluster';
import { chance, idFrom, recordRandomly } from '../support/random-record';

let database: TestDatabase;
let db: Database;
let owner: postgres.Sql;
let given = 0;

const follow = async () => {
  await sequence(db.direct);
  while ((await followOnce(db)) > 0);
};
const give = (command: Command, actor = 'p-reviewer') =>
  handleCommand(db, { id: idFrom('preview', given++), actor, command });
const rowOf = async (id: string) => (await db.view.select().from(report).where(eq(report.id, id)))[0];
const preview = async (id: string, declined: readonly string[] = []) => {
  const effect = await previewReport(db, { id, declined });
  expect(effect).not.toBeNull();
  return effect as ReportEffect;
};

/** Every question's state and the sentences of its conflicts, by its name. */
async function questionsNow() {
  const reasons = ({ conflicts }: Assessment) => [...new Set(conflicts.map(({ reason }) => reason))];
  return new Map(
    (await db.view.select().from(question)).map((row) => [
      `${row.subjectKind} ${row.subjectId} ${row.attribute}`,
      { state: row.state, conflicts: reasons(row.assessment), assessment: JSON.stringify(row.assessment) },
    ]),
  );
}

async function everything() {
  const [row] = await owner`
    select (select count(*) from ledger.event)::int as events, (select count(*) from ledger.receipt)::int as receipts,
      (select md5(string_agg(state::text, ' ' order by stream_id)) from ledger.stream) as streams,
      (select md5(string_agg(q::text, ' ' order by q::text)) from record.question q) as questions,
      (select md5(string_agg(c::text, ' ' order by c::text)) from record.claim c) as claims,
      (select md5(string_agg(r::text, ' ' order by r::text)) from record.report r) as reports`;
  return row;
}

beforeAll(async () => {
  database = await createTestDatabase();
  db = await openDatabase(database.url);
  owner = postgres(database.url, { max: 1, onnotice: () => {} });
});

afterAll(async () => {
  await owner.end();
  await db.end();
  await database.drop();
});

describe('what is said beforehand of a report', () => {
  let waiting: string[];

  beforeAll(async () => {
    ({ waiting } = await recordRandomly(db, 11, 130));
    await follow();
  });

  test('is what happens when it is accepted, whole or in part, and saying it writes nothing', async () => {
    const next = chance(12);
    expect(waiting.length).toBeGreaterThan(4);
    let turned = 0;
    for (const id of waiting) {
      const row = await rowOf(id);
      const claims = row?.contents.claims.map((entry) => entry.claim) ?? [];
      const declined = claims.slice(1).filter(() => next() < 0.3);
      const before = await questionsNow();
      const untouched = await everything();
      const effect = await preview(id, declined);
      expect(await everything()).toEqual(untouched);
      expect(effect.refusals).toEqual([]);

      const outcome = await give({
        type: 'AcceptReport',
        report: id,
        shownVersion: row?.version ?? 0,
        declined: declined.map((entry) => ({ claim: entry, reason: 'Misread.' })),
      });
      expect(outcome).not.toHaveProperty('refused');
      await follow();

      const after = await questionsNow();
      const happened = [...after].flatMap(([name, { state, conflicts, assessment }]) => {
        const earlier = before.get(name);
        if (earlier?.assessment === assessment) return [];
        const fresh = conflicts.filter((reason) => !earlier?.conflicts.includes(reason));
        return { name, before: earlier?.state ?? 'Not reported', after: state, conflicts: fresh };
      });
      const said = effect.questions.map(({ subject, attribute, title: _title, ...rest }) => ({
        name: `${subject.kind} ${subject.id} ${attribute}`,
        ...rest,
      }));
      const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
      expect(said.sort(byName), id).toEqual(happened.sort(byName));

      const rows = await db.view
        .select({ claim: change.claimId, effects: change.effects })
        .from(change)
        .innerJoin(claim, and(eq(claim.id, change.claimId), eq(claim.recordedAtPosition, change.position)))
        .where(eq(claim.reportId, id));
      expect(effect.claims).toEqual(Object.fromEntries(rows.map((entry) => [entry.claim, entry.effects])));
      turned += happened.length;
    }
    expect(turned).toBeGreaterThan(5);
  });

  test('of a report that is decided is that it is', async () => {
    const [id = ''] = waiting;
    expect(await preview(id)).toEqual({
      questions: [],
      claims: {},
      refusals: [{ claim: null, reason: 'This report was accepted already.' }],
    });
  });

  test.each(['nothing-there', 'constructor', '', 'A', '\u0000'])('%j, which is no report, is nothing', async (id) => {
    expect(await previewReport(db, { id, declined: [] })).toBeNull();
  });
});

describe('what stands in the way of a report', () => {
  const answer = (id: string, rest: object = {}) => ({
    claim: id,
    subject: { kind: 'incident', id: 'second' },
    attribute: 'wounded',
    scope: 'persons',
    answer: { kind: 'count', form: 'exactly', n: 3 },
    claimant: 'source-0',
    ...rest,
  });
  const submit = async (id: string, rest: object) => {
    const command = {
      type: 'SubmitReport',
      report: id,
      sources: [],
      document: { document: `d-${id}`, title: 'A page', publisher: 'source-0' },
      ...rest,
    };
    const outcome = await give(command as unknown as Command, 'p-contributor');
    if (isRefusal(outcome)) throw new Error(outcome.reason);
    await follow();
  };

  test('is told at the answer, and the effect of the others still', async () => {
    const elsewhere = { subject: { kind: 'site', id: 'base' }, attribute: 'contractors present' };
    await submit('one', { claims: [answer('twice-a'), answer('twice-b', elsewhere)] });
    await submit('two', { claims: [answer('twice-a'), answer('own'), answer('twice-b')] });
    const shownVersion = (await rowOf('one'))?.version ?? 0;
    await give({ type: 'AcceptReport', report: 'one', shownVersion, declined: [] });
    await follow();
    const effect = await preview('two');
    const taken = { reason: 'This claim is already on record.' };
    expect(effect.refusals).toEqual([
      { claim: 'twice-a', ...taken },
      { claim: 'twice-b', ...taken },
    ]);
    expect(Object.keys(effect.claims)).toEqual(['own']);
    expect(effect).toEqual({
      ...(await preview('two', ['twice-a', 'twice-b'])),
      refusals: effect.refusals,
    });
    const only = await preview('two', ['own']);
    expect(only.refusals).toEqual(effect.refusals);
    expect(only.questions).toEqual([]);
    const none = await preview('two', ['twice-a', 'own', 'twice-b']);
    expect(none.refusals).toEqual([
      { claim: null, reason: 'Nothing would be accepted. Reject the report, with a reason.' },
    ]);
  });

  test('is told at the answer whose id a revision took on another subject meanwhile', async () => {
    const site = { kind: 'site', id: 'base' } as const;
    await submit('revised', { claims: [answer('said', { subject: site, attribute: 'contractors present' })] });
    const shownVersion = (await rowOf('revised'))?.version ?? 0;
    await give({ type: 'AcceptReport', report: 'revised', shownVersion, declined: [] });
    await follow();
    await submit('late', { claims: [answer('taken'), answer('left')] });
    const [row] = await db.view.select().from(claim).where(eq(claim.id, 'said'));
    const outcome = await give({
      type: 'ReviseClaim',
      subject: site,
      claim: 'said',
      shownVersion: row?.version ?? 0,
      revision: 'taken',
      document: { known: 'd-revised' },
      answer: { kind: 'count', form: 'exactly', n: 4 },
    });
    expect(outcome).not.toHaveProperty('refused');
    await follow();
    expect((await preview('late')).refusals).toEqual([{ claim: 'taken', reason: 'This claim is already on record.' }]);
  });

  test('is told of the report where something it brings was registered meanwhile', async () => {
    const site = { site: 'proposed', name: 'Proposed', aliases: [], kind: 'town', within: ['Iraq'] };
    const claims = [
      answer('there', { subject: { kind: 'site', id: 'proposed' }, attribute: 'contractors present' }),
      answer('elsewhere'),
    ];
    await submit('brings', { sites: [site], claims });
    expect((await preview('brings')).refusals).toEqual([]);
    await give({ type: 'RegisterSite', ...site } as Command, 'p-steward');
    await follow();
    expect(await preview('brings')).toEqual({
      questions: [],
      claims: {},
      refusals: [
        {
          claim: null,
          reason: 'This site is already on record. Return the report, so that it can name the one on record.',
        },
      ],
    });
    // What only a declined answer speaks of does not come.
    expect((await preview('brings', ['there'])).refusals).toEqual([]);
  });

  test('is told by the ledger where the views are behind it', async () => {
    await submit('behind', { claims: [answer('behind')] });
    const shownVersion = (await rowOf('behind'))?.version ?? 0;
    const before = await followedTo(db);
    await give({ type: 'ReturnReport', report: 'behind', shownVersion, question: 'Which page?' });
    expect((await preview('behind')).refusals).toMatchObject([{ claim: null, reason: /changed after you opened it/ }]);
    expect(await followedTo(db)).toBe(before);
  });
});
