import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '@/db/client';
import { localDayAt } from '@/domain/answer/local-day';
import type { Subject } from '@/domain/identifier';
import { boardStages } from '@/domain/question/stage';
import { readLog } from '@/ledger/read';
import { followedTo } from '@/projections/follow';
import { rebuild } from '@/projections/rebuild';
import { findChange } from '@/queries/find-change';
import { findClaim } from '@/queries/find-claim';
import { findAddress, findDocument } from '@/queries/find-document';
import { findOverview } from '@/queries/find-overview';
import { findQuestion } from '@/queries/find-question';
import { findRecord, findRecordAlone } from '@/queries/find-record';
import { findSource } from '@/queries/find-source';
import { listClaims } from '@/queries/list-claims';
import { listDisputes } from '@/queries/list-disputes';
import { listDocuments } from '@/queries/list-documents';
import { listFilterChoices } from '@/queries/list-filter-choices';
import { listIncidents } from '@/queries/list-incidents';
import { listPlacedIncidents } from '@/queries/list-placed-incidents';
import { listPlaces } from '@/queries/list-places';
import { listRevisions, type Revision, revisionAt } from '@/queries/list-revisions';
import { listSources } from '@/queries/list-sources';
import { listVocabulary } from '@/queries/list-vocabulary';
import { createTestDatabase, type TestDatabase } from '../support/cluster';
import { followAll } from '../support/follow-all';
import { chance, recordRandomly } from '../support/random-record';

const day = localDayAt(Date.UTC(2021, 4, 4) / 1000);

/** The same database, read as recorded up to a position. */
const asOf = (db: Database, position: number): Database => ({ ...db, moment: { position, publishedBy: null } });

/** Everything of each kind that was ever recorded. */
type Ids = Record<'incident' | 'site' | 'source' | 'document' | 'claim', string[]> & {
  question: { subject: Subject; attribute: string }[];
};

async function idsIn(owner: postgres.Sql): Promise<Ids> {
  const of = async (table: string) =>
    (await owner<{ id: string }[]>`select id from ${owner(`record.${table}`)} order by id`).map(({ id }) => id);
  const questions = await owner<{ kind: Subject['kind']; id: string; attribute: string }[]>`
    select subject_kind as kind, subject_id as id, attribute from record.question order by 1, 2, 3`;
  return {
    incident: await of('incident'),
    site: await of('site'),
    source: await of('source'),
    document: await of('document'),
    claim: await of('claim'),
    question: questions.map(({ kind, id, attribute }) => ({ subject: { kind, id }, attribute })),
  };
}

/** What every page that can be shown as of a moment reads, by what it shows; of each kind of record those given. */
async function pagesOf(db: Database, ids: Ids, event: number): Promise<Record<string, unknown>> {
  const change = await findChange(db, event, null);
  const read: Record<string, Promise<unknown>> = {
    overview: findOverview(db),
    incidents: listIncidents(db, {}),
    'disputed incidents': listIncidents(db, { state: 'Disputed' }),
    claims: listClaims(db, {}),
    documents: listDocuments(db, {}),
    sources: listSources(db, {}),
    disputes: listDisputes(db, {}),
    'disputes by age': listDisputes(db, { order: 'age', stage: 'Open' }),
    'incidents on a map': listPlacedIncidents(db),
    places: listPlaces(db),
    vocabulary: listVocabulary(db),
    'what lists can be filtered by': listFilterChoices(db),
  };
  for (const stage of boardStages) read[`disputes: ${stage}`] = listDisputes(db, { stage });
  for (const id of ids.incident) read[`incident ${id}`] = findRecord(db, { kind: 'incident', id });
  for (const id of ids.site) {
    read[`site ${id}`] = findRecord(db, { kind: 'site', id }, day);
    read[`claims of site ${id}`] = findRecordAlone(db, { kind: 'site', id });
    read[`incidents at ${id}`] = listPlacedIncidents(db, { site: id });
  }
  for (const id of ids.source) {
    read[`source ${id}`] = findSource(db, id);
    read[`claims of ${id} and its voices`] = listClaims(db, { claimant: id, voices: '1' });
  }
  for (const id of ids.document) {
    read[`document ${id}`] = findDocument(db, id);
    read[`address of ${id}`] = findAddress(db, id);
  }
  for (const id of ids.claim) read[`claim ${id}`] = findClaim(db, id);
  for (const { subject, attribute } of ids.question)
    read[`question ${subject.id} ${attribute}`] = findQuestion(db, subject, attribute);
  const entries = Object.entries(read).map(async ([what, page]) => [what, await page] as const);
  // How many events there are by now is told as of now: an event's page leads on to what came after it.
  return { ...Object.fromEntries(await Promise.all(entries)), event: change && { ...change, size: null } };
}

/** Different ones at each turn, so that the more there are, the fewer turns each takes. */
const some = (ids: Ids, next: () => number, most: number): Ids => {
  const of = <Id>(all: readonly Id[]) =>
    all
      .map((id) => ({ id, turn: next() }))
      .sort((a, b) => a.turn - b.turn)
      .slice(0, most)
      .map(({ id }) => id);
  return Object.fromEntries(Object.entries(ids).map(([kind, all]) => [kind, of<unknown>(all)])) as Ids;
};

describe.each([12])('the record that seed %i decides', { timeout: 180_000 }, (seed) => {
  /** The whole of it, and a second one that is only ever told its beginning. */
  let whole: TestDatabase;
  let begun: TestDatabase;
  let db: Database;
  let early: Database;
  let owner: postgres.Sql;
  let earlyOwner: postgres.Sql;
  let ids: Ids;
  /** The positions at which appends end. */
  let ends: number[];

  beforeAll(async () => {
    whole = await createTestDatabase();
    const recording = await openDatabase(whole.url);
    await recordRandomly(recording, seed, 90);
    await recording.end();
    begun = await createTestDatabase(whole);
    db = await openDatabase(whole.url);
    early = await openDatabase(begun.url);
    owner = postgres(whole.url, { max: 1, onnotice: () => {} });
    earlyOwner = postgres(begun.url, { max: 1, onnotice: () => {} });
    await followAll(db);
    ids = await idsIn(owner);
    ends = (await readLog(db.sql, -1, 10_000))
      .filter(({ position, appendEnd }) => position === appendEnd)
      .map(({ position }) => position);
    await earlyOwner.unsafe(`
      set session_replication_role = replica;
      create table to_come as select * from ledger.log;
      delete from ledger.log;
      update ledger.log_head set size = 0;`);
  }, 120_000);

  afterAll(async () => {
    await Promise.all([owner.end(), earlyOwner.end(), db.end(), early.end()]);
    await whole.drop();
    await begun.drop();
  });

  /** Gives the second record its events up to a position, and nothing of those that come later. */
  const tell = async (position: number) => {
    await earlyOwner`insert into ledger.log select * from to_come
      where position <= ${position} and position > coalesce((select max(position) from ledger.log), -1)`;
    await earlyOwner`update ledger.log_head set size = ${position + 1}`;
    await followAll(early);
    expect(await followedTo(early)).toBe(position);
  };

  test('is read as of any position as it was read when that was the newest', async () => {
    const next = chance(seed * 31);
    const chosen = new Set([ends[0], ...Array.from({ length: 5 }, () => ends[Math.floor(next() * ends.length)])]);
    for (const position of [...chosen].filter((end) => end !== undefined).sort((a, b) => a - b)) {
      await tell(position);
      const these = some(ids, next, 4);
      const then = await pagesOf(asOf(db, position), these, Math.floor(next() * (position + 1)));
      expect(then.incidents).toMatchObject({ asOf: position });
      const was = await pagesOf(early, these, (then.event as { event: { position: number } }).event.position);
      for (const [what, page] of Object.entries(was))
        expect.soft(then[what], `${what} as of #${position}`).toEqual(page);
    }
  });

  test('is read as of the newest position as it is', async () => {
    const newest = ends.at(-1) ?? -1;
    const these = some(ids, chance(seed), 4);
    const then = await pagesOf(asOf(db, newest), these, newest);
    for (const [what, page] of Object.entries(await pagesOf(db, these, newest))) expect(then[what], what).toEqual(page);
  });

  test('changes at the revisions of a record and nowhere between them', async () => {
    const next = chance(seed * 7);
    for (const { subject, attribute } of some(ids, next, 3).question) {
      const ofSubject = await listRevisions(db, { kind: subject.kind, id: subject.id });
      const ofQuestion = await listRevisions(db, { kind: 'question', subject, attribute });
      expect(ofSubject.map(({ position }) => position)).toEqual(
        expect.arrayContaining(ofQuestion.map(({ position }) => position)),
      );
      let before = { claims: '[]', question: undefined as string | undefined };
      for (const end of ends) {
        const view = await findRecordAlone(asOf(db, end), subject);
        const question = view?.questions.find((each) => each.attribute === attribute);
        const now = { claims: JSON.stringify(view?.claims ?? []), question: JSON.stringify(question) };
        const isRevision = (of: Revision[]) => of.some(({ position }) => position === end);
        if (!isRevision(ofSubject)) expect(now, `${subject.id} as of #${end}`).toEqual(before);
        if (!isRevision(ofQuestion))
          expect(now.question, `${attribute} of ${subject.id} as of #${end}`).toBe(before.question);
        expect(revisionAt(ofSubject, end) > 0, `${subject.id} as of #${end}`).toBe(view !== null);
        before = now;
      }
    }
    expect(await listRevisions(db, { kind: 'source', id: 'unknown' })).toEqual([]);
  });

  test('has the same revisions wherever a reader stands', async () => {
    const [position = 0] = ends.slice(ends.length / 2);
    const { incident, source, document } = some(ids, chance(seed), 2);
    for (const [kind, of] of Object.entries({ incident, source, document }) as ['incident', string[]][])
      for (const id of of) {
        const all = await listRevisions(db, { kind, id });
        expect(all.length).toBeGreaterThan(0);
        expect(await listRevisions(asOf(db, position), { kind, id })).toEqual(all);
      }
  });

  test('shows nothing that was erased at any position, once its views were made anew', async () => {
    const erased = (
      await owner<{ value: string }[]>`
        select distinct value from ledger.sealed
        where path in ('title', 'name', 'excerpt.text', 'reason', 'rationale', 'text', 'note') and length(value) > 8`
    ).map(({ value }) => value);
    expect(erased.length).toBeGreaterThan(10);
    const shown = async (position: number) => {
      const text = JSON.stringify(await pagesOf(asOf(db, position), some(ids, chance(position), 4), position));
      return erased.filter((value) => text.includes(JSON.stringify(value).slice(1, -1)));
    };
    const positions = ends.filter((_, at) => at % Math.ceil(ends.length / 3) === 0).concat(ends.at(-1) ?? []);
    expect(await shown(positions.at(-1) ?? -1)).not.toEqual([]);
    await owner.unsafe(`
      alter table ledger.sealed disable trigger sealed_values_are_never_rewritten;
      delete from ledger.sealed;
      alter table ledger.sealed enable trigger sealed_values_are_never_rewritten;`);
    await rebuild(owner, db);
    for (const position of positions) expect(await shown(position), `as of #${position}`).toEqual([]);
  });
});
