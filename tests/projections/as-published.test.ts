import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '@/db/client';
import { snapshot } from '@/db/snapshot';
import { denoteTime } from '@/domain/answer/time';
import { readLog } from '@/ledger/read';
import { applyEvent } from '@/projections/apply-event';
import { claim } from '@/projections/claim.table';
import { document } from '@/projections/document.table';
import { question } from '@/projections/question.table';
import { entityOf, type RecordedEvent, typed } from '@/projections/recorded-event';
import { facet } from '@/projections/subject.table';
import { emptyWorld } from '@/projections/world';
import { atMoment } from '@/queries/at-moment';
import { createTestDatabase, type TestDatabase } from '../support/cluster';
import { followAll } from '../support/follow-all';
import { chance, recordRandomly } from '../support/random-record';

/** What people argue rests on all that is recorded: it is no part of what had been published. */
const argued = [
  'EvidenceMarked',
  'EvidenceRequested',
  'RequestMet',
  'RemarkMade',
  'QuestionRuled',
  'DissentRecorded',
  'RulingReopened',
];

describe.each([3, 4])('what had been published of the record that seed %i decides', { timeout: 60_000 }, (seed) => {
  let database: TestDatabase;
  let db: Database;
  let events: RecordedEvent[];

  beforeAll(async () => {
    database = await createTestDatabase();
    db = await openDatabase(database.url);
    await recordRandomly(db, seed, 90);
    await followAll(db);
    events = (await readLog(db.sql, -1, 10_000)).map(typed);
  });

  afterAll(async () => {
    await db.end();
    await database.drop();
  });

  /** The events as if documents that had not certainly been published by then had never been read. */
  function eventsBy(position: number, until: number): RecordedEvent[] {
    const published = new Map<string, boolean>();
    const gone = new Set<string>();
    const kept: RecordedEvent[] = [];
    for (const event of events.slice(0, position + 1)) {
      if (event.type === 'DocumentRecorded') {
        const by = event.data.published == null ? undefined : denoteTime(event.data.published)?.spans.at(-1)?.to;
        published.set(entityOf(event), by !== undefined && by <= until);
      }
      if (argued.includes(event.type)) continue;
      if (event.type === 'ClaimRecorded' || event.type === 'ClaimRevised') {
        if (!published.get(event.data.document)) gone.add(event.data.claim);
      }
      const of = 'claim' in event.data && typeof event.data.claim === 'string' ? event.data.claim : null;
      if (of !== null && gone.has(of)) continue;
      if (event.type === 'ClaimWithdrawn' && !published.get(event.data.document)) continue;
      kept.push(event);
    }
    return kept;
  }

  test('is what a replay without the later and undated documents amounts to', async () => {
    const ends = events.filter(({ position, appendEnd }) => position === appendEnd);
    const days = [
      ...new Set(events.flatMap((event) => (event.type === 'DocumentRecorded' ? (event.data.published ?? []) : []))),
    ]
      .filter((text) => /^\d{4}-\d\d-\d\d$/.test(text))
      .sort();
    expect(days.length).toBeGreaterThan(1);
    const next = chance(seed * 31);
    let differing = 0;
    for (let tries = 0; tries < 12; tries++) {
      const at = ends[Math.floor(ends.length * (0.4 + 0.6 * next()))] ?? ends.at(-1);
      const publishedBy = days[Math.floor(next() * days.length)] as string;
      const position = at?.position as number;
      const until = denoteTime(publishedBy)?.spans.at(-1)?.to as number;
      const world = emptyWorld();
      for (const event of eventsBy(position, until)) applyEvent(world, structuredClone(event));
      const then = await snapshot(await atMoment(db, { position, publishedBy }), async (view) => ({
        claims: (await view.view.select().from(claim)).map(({ id }) => id).sort(),
        documents: (await view.view.select().from(document)).length,
        questions: stated(await view.view.select().from(question)),
        facets: answered(await view.view.select().from(facet)),
      }));
      expect(then.claims).toEqual([...world.claim.keys()].sort());
      expect(then.questions, `as of #${position}, by ${publishedBy}`).toEqual(stated([...world.question.values()]));
      const spokenOf = new Set(
        [...world.claim.values()].map(({ subjectKind, subjectId }) => `${subjectKind} ${subjectId}`),
      );
      const everSpokenOf = new Set(
        events
          .slice(0, position + 1)
          .flatMap((event) => (event.type === 'ClaimRecorded' ? event.stream.replace(':', ' ') : [])),
      );
      const isThere = (incident: string) =>
        spokenOf.has(`incident ${incident}`) || !everSpokenOf.has(`incident ${incident}`);
      expect(then.facets).toEqual(answered([...world.facet.values()].filter(({ incidentId }) => isThere(incidentId))));
      const now = await snapshot(await atMoment(db, { position, publishedBy: null }), async (view) =>
        stated(await view.view.select().from(question)),
      );
      if (!isDeepStrictEqual(now, then.questions)) differing++;
    }
    expect(differing).toBeGreaterThan(3);
  });

  test('a snapshot of a day that was not found first fails, and fails alone', async () => {
    const moment = { position: 1, publishedBy: '2021-05-03' };
    await expect(snapshot({ ...db, moment }, (at) => at.view.select().from(question))).rejects.toThrow('found first');
    expect((await snapshot(db, (at) => at.view.select().from(question))).length).toBeGreaterThan(0);
  });
});

/** What questions come to, in one order: not the events that set them, nor what people argued. */
const stated = (rows: (typeof question.$inferSelect)[]) =>
  rows
    // A question whose claims were corrected away stays, unanswered; where none was ever published it is not there.
    .filter(({ state }) => state !== 'Not reported')
    .map(({ subjectKind, subjectId, attribute, state, assessment, stage }) =>
      JSON.parse(JSON.stringify({ subjectKind, subjectId, attribute, state, assessment, stage })),
    )
    .sort((a, b) =>
      JSON.stringify([a.subjectKind, a.subjectId, a.attribute]) <
      JSON.stringify([b.subjectKind, b.subjectId, b.attribute])
        ? -1
        : 1,
    );

/** What incidents can be found by, beside that a question was left unanswered. */
const answered = (rows: (typeof facet.$inferSelect)[]) =>
  rows
    .map(({ incidentId, facet }) => `${incidentId} ${facet}`)
    .filter((text) => !text.endsWith(' Not reported'))
    .sort();
