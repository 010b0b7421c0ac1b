import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Database, openDatabase } from '@/db/client';
import { snapshot } from '@/db/snapshot';
import { liveViews } from '@/db/views';
import type { Answer } from '@/domain/answer/answer';
import type { Command } from '@/domain/command';
import { schemaVersions } from '@/domain/event';
import { evolve, foldedForm, type StreamState } from '@/domain/fold';
import { handleCommand } from '@/handle-command';
import { type LedgerEvent, readLog, readSize, readStream } from '@/ledger/read';
import { sequence } from '@/ledger/sequencer';
import { applyEvent } from '@/projections/apply-event';
import { followedTo, followOnce, startFollower } from '@/projections/follow';
import { rebuild } from '@/projections/rebuild';
import { typed } from '@/projections/recorded-event';
import { tables } from '@/projections/save-world';
import { emptyWorld, type Rows, type World } from '@/projections/world';
import { canonicalForm } from '../support/canonical-form';
import { createTestDatabase, type TestDatabase } from '../support/cluster';
import { chance, idFrom, recordRandomly } from '../support/random-record';

const names = Object.keys(tables) as (keyof Rows)[];
/** The events that set what a claim says. */
const settingClaims = ['ClaimRecorded', 'ClaimRevised', 'ClaimCorrected', 'ClaimWithdrawn', 'CopyingErrorMarked'];
const patience = { timeout: 15_000, interval: 10 };

/** Rows in one order and one form, so that equal views are equal texts. */
const inOrder = (rows: Iterable<unknown>): string[] =>
  [...rows].map((row) => canonicalForm(JSON.parse(JSON.stringify(row)))).sort();

/** The followed views as they are. */
async function views(db: Database): Promise<Record<string, string[]>> {
  const rows = names.map(async (name) => [name, inOrder(await db.view.select().from(tables[name]))] as const);
  return Object.fromEntries(await Promise.all(rows));
}

/** What the views must be: every event applied in memory, from the first on, nothing ever read from a table. */
const replayed = (world: World) => Object.fromEntries(names.map((name) => [name, inOrder(world[name].values())]));

/** Leaves the views as they were made: deleting few rows takes a fraction of making all tables anew. */
async function empty(owner: postgres.Sql): Promise<void> {
  const tables = await owner<{ name: string }[]>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname = ${liveViews} and tablename <> 'checkpoint'`;
  const deletions = tables.map(({ name }) => `delete from ${name};`);
  await owner.unsafe(`begin; ${deletions.join('')} update ${liveViews}.checkpoint set position = -1; commit`);
}

/** Follows up to and with a position, in batches of so many events. */
async function followTo(db: Database, position: number, batch: () => number): Promise<void> {
  for (let at = await followedTo(db); at < position; at = await followedTo(db))
    await followOnce(db, Math.min(batch(), position - at));
}

describe.each([2])('the record that seed %i decides', { timeout: 60_000 }, (seed) => {
  let database: TestDatabase;
  let db: Database;
  let owner: postgres.Sql;
  let events: LedgerEvent[];

  beforeAll(async () => {
    database = await createTestDatabase();
    db = await openDatabase(database.url);
    owner = postgres(database.url, { max: 1, onnotice: () => {} });
    await recordRandomly(db, seed, 90);
    events = await readLog(db.sql, -1, 10_000);
  });

  afterAll(async () => {
    await owner.end();
    await db.end();
    await database.drop();
  });

  const worldAt = (position: number): World => {
    const world = emptyWorld();
    for (const event of events.slice(0, position + 1)) applyEvent(world, typed(structuredClone(event)));
    return world;
  };

  test('has every kind of event', () => {
    const types = new Set(events.map(({ type }) => type));
    expect([...types].sort()).toEqual(Object.keys(schemaVersions).sort());
    expect(events.length).toBeGreaterThan(150);
  });

  test.each([1, 500])('gives the rows of a replay in memory, followed %i events at a time', async (batch) => {
    await empty(owner);
    await followTo(db, events.length - 1, () => batch);
    expect(await views(db)).toEqual(replayed(worldAt(events.length - 1)));
  });

  test('gives the rows of a replay at any prefix, followed in batches of any size', async () => {
    await empty(owner);
    const next = chance(seed * 7919);
    const world = emptyWorld();
    for (let at = -1; at < events.length - 1; ) {
      const before = at;
      // What was appended at once is followed at once.
      at = events[Math.min(events.length - 1, at + 1 + Math.floor(next() * 16))]?.appendEnd as number;
      for (const event of events.slice(before + 1, at + 1)) applyEvent(world, typed(event));
      await followTo(db, at, () => 1 + Math.floor(next() * 9));
      expect(await followedTo(db)).toBe(at);
      expect(await views(db), `at position ${at}`).toEqual(replayed(world));
    }
  });

  test.each([7])(
    'shows as of the end of any append the rows of a replay up to it, followed %i at a time',
    async (batch) => {
      await empty(owner);
      await followTo(db, events.length - 1, () => batch);
      const world = emptyWorld();
      for (const event of events) {
        applyEvent(world, typed(structuredClone(event)));
        if (event.position !== event.appendEnd) continue;
        const then = await snapshot({ ...db, moment: { position: event.position, publishedBy: null } }, async (at) => {
          expect(await followedTo(at)).toBe(event.position);
          return views(at);
        });
        expect(then, `as of #${event.position}`).toEqual(replayed(world));
      }
    },
  );

  test('is the same after every view was dropped and rebuilt', async () => {
    const before = await views(db);
    await rebuild(owner, db);
    expect(await views(db)).toEqual(before);
    expect(await followedTo(db)).toBe(events.length - 1);
  });

  test('names with every row the event that set it', async () => {
    await followTo(db, events.length - 1, () => 500);
    const set = async (name: keyof Rows) =>
      (await db.view.select().from(tables[name])).map((row) => {
        const event = events[(row as { setBy: number }).setBy] as LedgerEvent;
        return { row: row as Record<string, unknown>, event };
      });
    for (const { row, event } of await set('claim')) {
      expect(settingClaims).toContain(event.type);
      expect(event.data.claim).toBe(row.id);
      expect(event.version).toBe(row.version);
      expect(event.stream).toBe(`${row.subjectKind}:${row.subjectId}`);
      const own = events.filter(({ type, data }) => settingClaims.includes(type) && data.claim === row.id);
      expect(own.at(-1)).toBe(event);
      expect(own[0]?.position).toBe(row.recordedAtPosition);
      expect(own.filter(({ type }) => type === 'ClaimCorrected')).toHaveLength(row.corrections as number);
    }
    for (const name of ['person', 'source', 'document', 'site', 'incident', 'report'] as const)
      for (const { row, event } of await set(name)) expect(event.stream).toBe(`${name}:${row.id}`);
    for (const { row, event } of await set('derivation')) {
      expect(event).toMatchObject({ type: 'DerivationRecorded', stream: `document:${row.documentId}` });
      expect(event.data.derivation).toMatchObject({ parent: row.parentId, how: row.how });
    }
    for (const { row, event } of await set('vocabulary')) {
      expect(event.type).toBe(row.kind === 'attribute' ? 'AttributeDefined' : 'ScopeDefined');
      expect(row.definition).toMatchObject({ id: event.data.attribute ?? event.data.scope });
    }
    for (const { row, event } of await set('report')) expect(event.version).toBe(row.version);
    for (const { row, event } of await set('question')) {
      const isLineage = ['DerivationRecorded', 'DerivationStruck', 'SourceAffiliated'].includes(event.type);
      const isRuling = ['QuestionRuled', 'RulingReopened'].includes(event.type);
      expect(isLineage || isRuling || [...settingClaims, 'ConflictMarked'].includes(event.type), event.type).toBe(true);
      if (!isLineage) expect(event.stream).toBe(`${row.subjectKind}:${row.subjectId}`);
      if (isRuling) expect(event.data.attribute).toBe(row.attribute);
    }
  });

  test('folds to the same state however it is cut, and to the state the append left', async () => {
    const rows = await owner<{ stream: string; version: number; state: unknown }[]>`
      select stream_id as stream, version::int, state from ledger.stream`;
    for (const { stream, version, state } of rows) {
      const own = (await readStream(db.sql, stream)).map(typed);
      const fold = (from: StreamState | null, part: typeof own) =>
        part.reduce<StreamState | null>((before, event) => evolve(before, event, event.version, event.actor), from);
      const whole = fold(null, own);
      expect(own).toHaveLength(version);
      expect({ ...JSON.parse(JSON.stringify(whole)), form: foldedForm }, stream).toEqual(state);
      for (let cut = 0; cut <= own.length; cut++) {
        // As the next append finds it: kept as JSON between the two parts.
        const kept = JSON.parse(JSON.stringify(fold(null, own.slice(0, cut))));
        expect(fold(kept, own.slice(cut))).toEqual(whole);
      }
    }
  });

  test('never keeps free text in a folded state', async () => {
    const [{ states } = { states: '' }] = await owner<
      { states: string }[]
    >`select string_agg(state::text, ' ') as states from ledger.stream`;
    expect(states).toContain('claim-0');
    expect(states).not.toMatch(
      /As it was|Read again|On the runway|Outside the fence|Document doc|Source source|Misread|Which edition|Not what|About nothing|Steward|Reviewer|It says|Its masthead|Its word|A later|They say|A digit|It fell|It fits|The list|It burned|Look again|Two saw|One saw|Another page/,
    );
  });
});

describe('an event bears on rows far from it', () => {
  let database: TestDatabase;
  let db: Database;
  let owner: postgres.Sql;

  beforeEach(async () => {
    database = await createTestDatabase();
    db = await openDatabase(database.url);
    owner = postgres(database.url, { max: 1, onnotice: () => {} });
    await give({ type: 'RegisterPerson', person: 'p', name: 'Steward', roles: ['steward'] });
    await give({ type: 'OpenIncident', incident: 'i', title: 'Rockets', kind: 'Other' });
  });

  afterEach(async () => {
    await owner.end();
    await db.end();
    await database.drop();
  });

  let given = 0;
  const give = async (command: Command) => {
    const outcome = await handleCommand(db, { id: idFrom('far', given++), actor: 'p', command });
    expect(outcome).not.toHaveProperty('refused');
  };
  const source = (id: string, partOf?: string): Command => ({
    type: 'RegisterSource',
    source: id,
    name: id,
    kind: 'outlet',
    ...(partOf ? { partOf } : {}),
  });
  const document = (id: string, publisher: string): Command => ({
    type: 'RecordDocument',
    document: id,
    title: id,
    publisher,
  });
  const derives = (id: string, parent: string): Command => ({
    type: 'RecordDerivation',
    document: id,
    derivation: { how: 'republishes', parent },
    reason: 'It says so.',
  });
  const reports = (
    known: string,
    claims: Record<string, { claimant: string; attribute?: string; relays?: string }>,
    incident = 'i',
  ): Command => ({
    type: 'SubmitReport',
    report: `r-${known}-${given}`,
    sources: [],
    document: { known },
    claims: Object.entries(claims).map(([claim, { attribute = 'wounded', ...rest }]) => ({
      claim,
      subject: { kind: 'incident', id: incident },
      attribute,
      scope: 'persons',
      answer: { kind: 'count', form: 'exactly', n: 5 },
      ...rest,
    })),
  });

  /** Follows in batches of one and of everything, and compares both with a replay in memory at every step on the way. */
  const expectSameRows = async () => {
    await sequence(db.direct);
    const events = await readLog(db.sql, -1, 1000);
    for (const batch of [1, 3, 7, 9, 500]) {
      await empty(owner);
      const world = emptyWorld();
      for (let at = 0; at < events.length; ) {
        const applied = await followOnce(db, batch);
        for (const event of events.slice(at, at + applied)) applyEvent(world, typed(event));
        at += applied;
        expect(await views(db), `${batch} at a time, at ${at - 1}`).toEqual(replayed(world));
      }
    }
  };

  test('a derivation reaches the documents its parent comes from', async () => {
    for (const id of ['one', 'two', 'agency']) await give(source(id));
    await give(document('agency-wire', 'agency'));
    await give(document('middle', 'two'));
    await give(derives('middle', 'agency-wire'));
    await give(document('copy', 'one'));
    await give(reports('copy', { a: { claimant: 'one' } }));
    await give(derives('copy', 'middle'));
    await expectSameRows();
  });

  test('a claim in a document that copies reaches the first one copied', async () => {
    for (const id of ['one', 'two', 'agency']) await give(source(id));
    for (const [id, by] of [
      ['wire', 'agency'],
      ['middle', 'two'],
      ['copy', 'one'],
    ] as const)
      await give(document(id, by));
    await give(derives('middle', 'wire'));
    await give(derives('copy', 'middle'));
    await give(reports('copy', { a: { claimant: 'one' } }));
    await expectSameRows();
  });

  test('a source that arrives with its claim reaches the institution its institution is part of', async () => {
    await give(source('state'));
    await give(source('ministry', 'state'));
    await give(source('other', 'state'));
    await give(document('d', 'other'));
    await give(reports('d', { b: { claimant: 'other' } }));
    const arriving = { source: 'deputy', name: 'Deputy', kind: 'spokesperson', partOf: 'ministry' } as const;
    await give({ ...reports('d', { c: { claimant: 'deputy' } }), sources: [arriving] } as Command);
    await expectSameRows();
  });

  test('a site registered later puts the answers that name it where it lies', async () => {
    for (const id of ['a', 'b']) await give(source(id));
    await give(document('da', 'a'));
    await give(document('db', 'b'));
    const launched = (known: string, claimant: string, answer: Answer): Command => ({
      type: 'SubmitReport',
      report: `r-${known}`,
      sources: [],
      document: { known },
      claims: [
        { claim: `c-${known}`, subject: { kind: 'incident', id: 'i' }, attribute: 'launch site', answer, claimant },
      ],
    });
    await give(launched('da', 'a', { kind: 'place', path: ['Iraq', 'Anbar'] }));
    await give(launched('db', 'b', { kind: 'place', path: ['Ayn al-Asad'] }));
    await expectSameRows();
    const state = async () =>
      (await owner`select state from record.question where attribute = 'launch site'`).map((row) => row.state);
    expect(await state()).toEqual(['Disputed']);
    await give({
      type: 'RegisterSite',
      site: 'ain-al-asad',
      name: 'Ain al-Asad',
      aliases: ['Ayn al-Asad'],
      kind: 'air base',
      within: ['Iraq', 'Anbar'],
    });
    await expectSameRows();
    expect(await state()).not.toEqual(['Disputed']);
  });

  test('a document declared first-hand and then derived anew no longer comes from what it came from before', async () => {
    for (const id of ['one', 'two', 'three']) await give(source(id));
    for (const [id, by] of [
      ['a', 'one'],
      ['b', 'two'],
      ['c', 'three'],
    ] as const)
      await give(document(id, by));
    await give(reports('c', { said: { claimant: 'three' } }));
    await give(derives('c', 'a'));
    await give({ type: 'RecordDerivation', document: 'c', derivation: { how: 'first-hand' }, reason: 'They say so.' });
    await give(derives('c', 'b'));
    await expectSameRows();
    const [state] = await owner`select state from ledger.stream where stream_id = 'document:c'`;
    expect(state?.state).toMatchObject({ parents: [{ document: 'b' }] });
    expect(await owner`select parent_id from record.derivation where document_id = 'c'`).toEqual([{ parent_id: 'b' }]);
  });

  /** How many origins each incident's question goes back to, once everything was followed. */
  const origins = async () => {
    await sequence(db.direct);
    while (await followOnce(db));
    const rows = await owner<{ id: string; origins: [number, number] }[]>`
      select subject_id as id, assessment->'origins' as origins from record.question order by 1`;
    return Object.fromEntries(rows.map((row) => [row.id, row.origins]));
  };
  const firstHand = (id: string): Command => ({
    type: 'RecordDerivation',
    document: id,
    derivation: { how: 'first-hand' },
    reason: 'It says so.',
  });
  const affiliates = (id: string, partOf: string | null): Command => ({
    type: 'AffiliateSource',
    source: id,
    partOf,
    reason: 'Its masthead says so.',
  });

  test('an affiliation reaches what members of it say, relays of their word and copies of their pages, on any subject', async () => {
    for (const id of ['agency', 'ministry', 'state', 'copyist', 'hearer']) await give(source(id));
    await give(source('spokesman', 'ministry'));
    for (const incident of ['j', 'k', 'l'])
      await give({ type: 'OpenIncident', incident, title: 'Rockets', kind: 'Other' });
    for (const [id, by] of [
      ['of-agency', 'agency'],
      ['of-ministry', 'ministry'],
      ['of-spokesman', 'spokesman'],
      ['of-hearer', 'hearer'],
    ] as const) {
      await give(document(id, by));
      await give(firstHand(id));
    }
    await give(document('copy', 'copyist'));
    await give(derives('copy', 'of-ministry'));
    for (const id of ['i', 'j', 'k', 'l'])
      await give(reports('of-agency', { [`${id}-a`]: { claimant: 'agency' } }, id));
    await give(reports('of-spokesman', { 'i-member': { claimant: 'spokesman' } }, 'i'));
    await give(reports('of-hearer', { 'j-relay': { claimant: 'hearer', relays: 'spokesman' } }, 'j'));
    await give(reports('copy', { 'k-copy': { claimant: 'copyist' } }, 'k'));
    await give(reports('of-hearer', { 'l-other': { claimant: 'hearer' } }, 'l'));
    const two = { i: [2, 2], j: [2, 2], k: [2, 2], l: [2, 2] };
    expect(await origins()).toEqual(two);
    await give(affiliates('agency', 'state'));
    expect(await origins()).toEqual(two);
    await give(affiliates('ministry', 'state'));
    expect(await origins()).toEqual({ i: [1, 1], j: [1, 1], k: [1, 1], l: [2, 2] });
    const [told] = await owner`select array_agg(subject_id order by subject_id) as ids from record.change
      where position = (select max(position) from record.change) and subject_kind = 'incident'`;
    expect(told?.ids).toEqual(['i', 'j', 'k']);
    await give(affiliates('ministry', null));
    expect(await origins()).toEqual(two);
    await expectSameRows();
  });

  test('a strike reaches the copies of what no longer is a copy', async () => {
    for (const id of ['agency', 'paper', 'radio']) await give(source(id));
    await give({ type: 'OpenIncident', incident: 'j', title: 'Rockets', kind: 'Other' });
    for (const [id, by] of [
      ['wire', 'agency'],
      ['page', 'paper'],
      ['bulletin', 'radio'],
    ] as const)
      await give(document(id, by));
    await give(firstHand('wire'));
    await give(derives('page', 'wire'));
    await give(derives('bulletin', 'page'));
    await give(reports('wire', { 'i-first': { claimant: 'agency' } }, 'i'));
    await give(reports('bulletin', { 'i-copy': { claimant: 'radio' } }, 'i'));
    await give(reports('bulletin', { 'j-copy': { claimant: 'radio' } }, 'j'));
    expect(await origins()).toEqual({ i: [1, 1], j: [1, 1] });
    const strike = { document: 'page', parent: 'wire', reason: 'It names no agency.' } as const;
    await give({ type: 'StrikeDerivation', ...strike });
    // Where the page has it from is not known again, so its copies may go back to the agency or not.
    expect(await origins()).toEqual({ i: [1, 2], j: [1, 1] });
    await give(firstHand('page'));
    expect(await origins()).toEqual({ i: [2, 2], j: [1, 1] });
    await give({ type: 'StrikeDerivation', document: 'page', reason: 'It does not say.' });
    expect(await origins()).toEqual({ i: [1, 2], j: [1, 1] });
    await expectSameRows();
  });

  test('the effects of a derivation stand in one order, however rows lie on disk', async () => {
    for (const id of ['one', 'two']) await give(source(id));
    await give(document('first', 'one'));
    await give(document('copy', 'two'));
    const asked = [
      { attribute: 'wounded', scope: 'persons' },
      { attribute: 'rockets', scope: 'fired' },
      { attribute: 'explosions heard' },
    ];
    for (const [known, claimant] of [
      ['first', 'one'],
      ['copy', 'two'],
    ] as const)
      await give({
        type: 'SubmitReport',
        report: known,
        sources: [],
        document: { known },
        claims: asked.map((question, at) => ({
          claim: `${known}-${at}`,
          subject: { kind: 'incident', id: 'i' },
          ...question,
          answer: { kind: 'count', form: 'exactly', n: 5 },
          claimant,
        })),
      });
    // A row that is corrected moves to the end of its table.
    await give({
      type: 'CorrectClaim',
      subject: { kind: 'incident', id: 'i' },
      claim: 'copy-0',
      shownVersion: 5,
      corrected: { excerpt: { text: 'Five were hurt.', language: 'en' } },
      reason: 'Misread.',
    });
    await give(derives('copy', 'first'));
    await expectSameRows();
    const [last] = await owner`select jsonb_path_query_array(effects, '$[*].attribute') as attributes
      from record.change where subject_kind = 'incident' order by position desc limit 1`;
    expect(last?.attributes).toEqual(asked.map(({ attribute }) => attribute));
  });

  test('the same claim id on another subject leaves the first claim where it is', async () => {
    await give(source('one'));
    await give({ type: 'OpenIncident', incident: 'j', title: 'Another', kind: 'Other' });
    await give(document('d', 'one'));
    await give(reports('d', { same: { claimant: 'one' } }));
    const again = reports('d', { same: { claimant: 'one' } });
    if (again.type === 'SubmitReport') for (const claim of again.claims) claim.subject = { kind: 'incident', id: 'j' };
    await handleCommand(db, { id: idFrom('far', given++), actor: 'p', command: again });
    await sequence(db.direct);
    while (await followOnce(db));
    expect(await owner`select subject_id from record.claim where id = 'same'`).toEqual([{ subject_id: 'i' }]);
  });
});

describe('the follower', () => {
  let database: TestDatabase;
  let db: Database;
  let owner: postgres.Sql;
  let watcher: postgres.Sql;
  let size: number;

  beforeAll(async () => {
    database = await createTestDatabase();
    db = await openDatabase(database.url);
    owner = postgres(database.url, { max: 1, onnotice: () => {} });
    watcher = postgres(database.url, { max: 1 });
    await recordRandomly(db, 4, 40);
    size = await readSize(db.sql);
  });

  afterAll(async () => {
    await Promise.all([owner.end(), watcher.end()]);
    await db.end();
    await database.drop();
  });

  const replay = async () => {
    const world = emptyWorld();
    for (const event of await readLog(db.sql, -1, 10_000)) applyEvent(world, typed(event));
    return replayed(world);
  };

  test('killed in the middle of a batch leaves rows and checkpoint where they were, together', async () => {
    await empty(owner);
    await followTo(db, 19, () => 20);
    const before = await views(db);
    await owner.begin(async (tx) => {
      // Reports are written last: all other rows of the batch are written by then.
      await tx`lock table record.report in share mode`;
      const following = followOnce(db, 60).then(
        () => 'followed',
        () => 'failed',
      );
      await vi.waitFor(async () => {
        const rows = await watcher`select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`;
        expect(rows).toHaveLength(1);
      }, patience);
      expect(await following).toBe('failed');
    });
    // The first query after a kill may still be answered with it.
    await vi.waitFor(async () => expect(await followedTo(db)).toBe(19), patience);
    expect(await vi.waitFor(() => views(db), patience)).toEqual(before);

    await vi.waitFor(() => followOnce(db), patience);
    await followTo(db, size - 1, () => 500);
    expect(await views(db)).toEqual(await replay());
  });

  test('of several processes applies each event once', async () => {
    await empty(owner);
    const others = await Promise.all([1, 2, 3].map(() => openDatabase(database.url)));
    let applied = 0;
    await Promise.all(
      [db, ...others].map(async (one) => {
        while ((await followedTo(one)) < size - 1) {
          const more = await followOnce(one, 3);
          applied += more;
        }
      }),
    );
    expect(applied).toBe(size);
    expect(await views(db)).toEqual(await replay());
    await Promise.all(others.map((other) => other.end()));
  });

  test('leaves a batch alone that another process is at', async () => {
    await empty(owner);
    await followTo(db, 9, () => 10);
    await owner.begin(async (tx) => {
      await tx`select from record.checkpoint for update`;
      expect(await followOnce(db)).toBe(0);
    });
    expect(await followedTo(db)).toBe(9);
  });

  test('makes up what it was never told of', async () => {
    await followTo(db, size - 1, () => 500);
    const follower = await startFollower(db, () => {});
    const command = { type: 'RegisterSource', source: 'untold', name: 'Untold', kind: 'witness' } as const;
    await handleCommand(db, { id: idFrom('untold'), actor: 'p-steward', command });
    // A position given by hand: no notification goes out.
    await owner.unsafe(`
      insert into ledger.log select (select size from ledger.log_head), seq, stream_id, stream_version, (select size from ledger.log_head), now() from ledger.inbox;
      delete from ledger.inbox; update ledger.log_head set size = size + 1;`);
    await vi.waitFor(async () => expect(await followedTo(db)).toBe(size), patience);
    await follower.stop();
    size += 1;
    expect(await views(db)).toEqual(await replay());
  });

  test('goes on after the connection it listens and follows on was killed', async () => {
    const own = await openDatabase(database.url);
    const follower = await startFollower(own, () => {});
    await watcher`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'palimpsest'`;
    const command = { type: 'RegisterSource', source: 'after', name: 'After', kind: 'witness' } as const;
    await vi.waitFor(() => handleCommand(db, { id: idFrom('after'), actor: 'p-steward', command }), patience);
    await vi.waitFor(() => sequence(db.direct), patience);
    await vi.waitFor(async () => expect(await followedTo(db)).toBe(size), patience);
    await follower.stop();
    await own.end();
    expect(await views(db)).toEqual(await replay());
  });
});
