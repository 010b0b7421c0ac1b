import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DomainEvent } from '@/domain/event';
import type { Subject } from '@/domain/identifier';
import { isRefusal } from '@/domain/refusal';
import { readLog } from '@/ledger/read';
import { change } from '@/projections/change.table';
import { claim } from '@/projections/claim.table';
import { document } from '@/projections/document.table';
import { question } from '@/projections/question.table';
import { typed } from '@/projections/recorded-event';
import { source } from '@/projections/source.table';
import { incident, site } from '@/projections/subject.table';
import { isRecorded } from '@/queries/is-recorded';
import { isSubstantive } from '@/queries/is-substantive';
import { eventsOnPage, type Followed, listSubstantive, type SubstantivePage } from '@/queries/list-substantive';
import { loadSampleRecord, type SampleRecord } from '../support/sample-record';

let sample: SampleRecord;

beforeAll(async () => {
  sample = await loadSampleRecord();
});
afterAll(() => sample.drop());

async function pageOf(followed: Followed, before?: number): Promise<SubstantivePage> {
  const page = await listSubstantive(sample.db, followed, before);
  if (page === null || isRefusal(page)) throw new Error(`${JSON.stringify(followed)}: ${JSON.stringify(page)}`);
  return page;
}

/** Every position, page by page to the end. */
async function walk(followed: Followed): Promise<number[]> {
  const found: number[] = [];
  for (let before: number | undefined; ; ) {
    const { events, next } = await pageOf(followed, before);
    found.push(...events.map(({ position }) => position));
    if (next === null) return found;
    expect(events.length).toBeLessThanOrEqual(eventsOnPage);
    expect(next).toBeLessThan(before ?? Number.MAX_SAFE_INTEGER);
    before = next;
  }
}

/** Some of many: each takes its time. */
const some = <Row>(rows: readonly Row[], of: number): Row[] => rows.filter((_, at) => at % of === 0);

type ChangeRow = typeof change.$inferSelect;

/** The same, from every row there is. */
async function everyRow() {
  const view = sample.db.view;
  const [rows, claims, incidents] = await Promise.all([
    view.select().from(change),
    view.select().from(claim),
    view.select().from(incident),
  ]);
  const events = (await readLog(sample.db.sql, -1, 100_000)).map(typed);
  const matching = (concerns: (row: ChangeRow, stream: string) => boolean): number[] => [
    ...new Set(
      rows
        .filter((row) => {
          const event = events[row.position];
          return event && concerns(row, event.stream) && says(event, row);
        })
        .map(({ position }) => position)
        .sort((a, b) => b - a),
    ),
  ];
  const claimOf = new Map(claims.map((each) => [each.id, each]));
  const siteOf = new Map(incidents.map(({ id, siteId }) => [id, siteId]));
  const bearsOn = (row: ChangeRow, attribute: string) =>
    row.attribute === attribute || row.effects.some((effect) => effect.attribute === attribute);
  const isBy = (row: ChangeRow, stream: string, id: string) =>
    claimOf.get(row.claimId ?? '')?.claimantId === id || stream === `source:${id}`;
  const isAt = (row: ChangeRow, id: string) =>
    row.subjectKind === 'site' ? row.subjectId === id : siteOf.get(row.subjectId) === id;
  return { matching, claimOf, bearsOn, isBy, isAt };
}

/** The rule, said a second time. */
const says = (event: DomainEvent, row: ChangeRow): boolean =>
  row.effects.length > 0 ||
  /^(IncidentOpened|SiteRegistered|ClaimRe(corded|vised)|ClaimWithdrawn|QuestionRuled|DissentRecorded|RulingReopened)$/.test(
    event.type,
  ) ||
  (event.type === 'ClaimCorrected' && Object.keys(event.data.corrected).join() !== 'excerpt');

const isOf = (row: ChangeRow, { kind, id }: Subject) => row.subjectKind === kind && row.subjectId === id;

describe('changes of substance to what is followed', () => {
  test('are the same as those found among every row, page by page to the end', async () => {
    const { matching, claimOf, bearsOn, isBy, isAt } = await everyRow();
    const view = sample.db.view;
    for (const { id } of some(await view.select().from(incident), 3))
      expect(await walk({ subject: { kind: 'incident', id } }), id).toEqual(
        matching((row) => isOf(row, { kind: 'incident', id })),
      );
    for (const { id } of some(await view.select().from(site), 4)) {
      expect(await walk({ subject: { kind: 'site', id } }), id).toEqual(
        matching((row) => isOf(row, { kind: 'site', id })),
      );
      expect(await walk({ ledger: { site: id } }), id).toEqual(matching((row) => isAt(row, id)));
    }
    for (const { id } of some(await view.select().from(source), 25)) {
      const said = matching((row, stream) => isBy(row, stream, id));
      expect(await walk({ source: id }), id).toEqual(said);
      expect(await walk({ ledger: { source: id } }), id).toEqual(said);
    }
    for (const { id } of some(await view.select().from(document), 30))
      expect(await walk({ document: id }), id).toEqual(
        matching((row, stream) => claimOf.get(row.claimId ?? '')?.documentId === id || stream === `document:${id}`),
      );
    for (const { subjectKind: kind, subjectId: id, attribute } of some(await view.select().from(question), 40))
      expect(await walk({ subject: { kind, id }, attribute }), `${id} ${attribute}`).toEqual(
        matching((row) => isOf(row, { kind, id }) && bearsOn(row, attribute)),
      );
  });

  test('can be narrowed by several filters at once', async () => {
    const { matching, bearsOn, isBy, isAt } = await everyRow();
    let told = 0;
    for (const attribute of ['wounded', 'rockets'])
      for (const at of ['balad-air-base', 'baghdad-airport'])
        for (const by of ['src-afp', 'src-security-media-cell']) {
          const found = await walk({ ledger: { attribute, site: at, source: by } });
          told += found.length;
          expect(found).toEqual(
            matching((row, stream) => bearsOn(row, attribute) && isAt(row, at) && isBy(row, stream, by)),
          );
        }
    expect(told).toBeGreaterThan(2);
    expect(await walk({ ledger: { attribute: 'rockets', source: 'src-afp' } })).toEqual(
      matching((row, stream) => bearsOn(row, 'rockets') && isBy(row, stream, 'src-afp')),
    );
  });

  test('are no grades, remarks and excerpts put right; what changes an answer is one', async () => {
    const subject: Subject = { kind: 'incident', id: 'balad-2021-05-03' };
    const newest = async () => (await pageOf({ subject })).events[0];
    const before = await newest();
    const [told] = (await sample.db.view.select().from(claim)).filter(
      ({ subjectId, answer, withdrawn }) =>
        subjectId === subject.id && answer.kind === 'count' && answer.form === 'exactly' && !withdrawn,
    );
    if (!told) throw new Error('The sample has no such claim.');
    await sample.give({
      type: 'GradeClaim',
      claim: told.id,
      subject,
      credibility: 3,
      rationale: 'It fits what else is known.',
    });
    await sample.give({
      type: 'MakeRemark',
      remark: 'remark-1',
      subject,
      attribute: told.attribute,
      text: 'The count is of launches.',
    });
    const correction = { type: 'CorrectClaim', claim: told.id, subject, reason: 'We misread it.' } as const;
    const versionOf = async () =>
      (await sample.db.view.select().from(claim)).find(({ id }) => id === told.id)?.version ?? 0;
    await sample.give({
      ...correction,
      shownVersion: await versionOf(),
      corrected: { excerpt: { text: 'Four rockets.', language: 'en' } },
    });
    expect((await newest())?.position).toBe(before?.position);
    await sample.give({
      ...correction,
      shownVersion: await versionOf(),
      corrected: { answer: { kind: 'count', form: 'exactly', n: 77 } },
    });
    const after = await newest();
    expect(after?.entries[0].event.type).toBe('ClaimCorrected');
    expect(after?.entries[0].after?.answer).toEqual({ kind: 'count', form: 'exactly', n: 77 });
    expect(after?.eventId).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('lead on past a long run of housekeeping, without a gap', async () => {
    await sample.db.view.insert(change).values(
      Array.from({ length: 4500 }, (_, at) => ({
        position: 100_000 + at,
        subjectKind: 'incident' as const,
        subjectId: 'balad-2021-05-03',
        claimId: null,
        attribute: null,
        effects: [],
      })),
    );
    const { events, next } = await pageOf({ ledger: {} });
    expect(events).toEqual([]);
    expect(next).toBe(102_500);
    const { matching } = await everyRow();
    expect(await walk({ ledger: {} })).toEqual(matching(() => true));
  });

  test('of what is not on record there are none', async () => {
    for (const id of ['unknown', '__proto__', '%00', '', 'x'.repeat(3000)]) {
      expect(await listSubstantive(sample.db, { subject: { kind: 'incident', id } })).toBeNull();
      expect(await listSubstantive(sample.db, { source: id })).toBeNull();
      expect(await listSubstantive(sample.db, { document: id })).toBeNull();
    }
    const subject: Subject = { kind: 'incident', id: 'balad-2021-05-03' };
    for (const attribute of ['nothing', '\0', 'houses'])
      expect(await listSubstantive(sample.db, { subject, attribute })).toBeNull();
    for (const [field, asked] of Object.entries({
      attribute: { attribute: 'nothing' },
      site: { site: 'nowhere' },
      source: { source: 'nobody', site: 'balad-air-base' },
    }))
      expect(await listSubstantive(sample.db, { ledger: asked })).toMatchObject({ refused: 'unknown-id', field });
  });
});

test('a correction is of substance by what it corrects', () => {
  const correction = (corrected: object) =>
    isSubstantive({
      event: { type: 'ClaimCorrected', data: { claim: 'c', corrected, reason: 'r' } },
      effects: [],
    });
  expect(correction({ excerpt: null })).toBe(false);
  expect(correction({ excerpt: null, claimant: 'other' })).toBe(true);
  expect(correction({ validity: null })).toBe(true);
});

test('a feed is there when its record is, and nowhere else', async () => {
  const recorded = (path: string) => isRecorded(sample.db, path);
  for (const path of [
    '/ledger',
    '/incidents/balad-2021-05-03',
    '/sites/balad-air-base',
    '/sources/src-afp',
    '/documents/doc-rudaw-2021-05-03',
    '/questions/incident/balad-2021-05-03/rockets',
  ])
    for (const form of ['feed.atom', 'feed.json']) expect(await recorded(`${path}/${form}`), path).toBe(true);
  for (const path of [
    '/incidents',
    '/incidents/unknown',
    '/sites/balad-2021-05-03',
    '/sources/%00',
    '/documents/unknown',
    '/questions/incident/balad-2021-05-03/nothing',
    '/questions/incident/unknown/rockets',
    '/ledger/999999999',
  ])
    for (const form of ['feed.atom', 'feed.json']) expect(await recorded(`${path}/${form}`), path).toBe(false);
  for (const path of ['/ledger/feed.rss', '/ledger/xfeed.atom']) expect(await recorded(path)).toBe(false);
});
