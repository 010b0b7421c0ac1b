import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readRange } from '@/app/timeline/read-range';
import { type Database, openDatabase } from '@/db/client';
import type { Command } from '@/domain/command';
import { isRefusal } from '@/domain/refusal';
import { handleCommand } from '@/handle-command';
import { catchUp } from '@/projections/catch-up';
import { listPlacedIncidents } from '@/queries/list-placed-incidents';
import { listPlaces } from '@/queries/list-places';
import { createTestDatabase, type TestDatabase } from '../support/cluster';

let database: TestDatabase;
let db: Database;
let claims = 0;

async function give(command: unknown): Promise<void> {
  const outcome = await handleCommand(db, { id: randomUUID(), actor: 'p', command: command as Command });
  if (isRefusal(outcome)) throw new Error(`${outcome.refused}: ${outcome.reason}`);
}

const site = (id: string, coordinates?: object) =>
  give({
    type: 'RegisterSite',
    site: id,
    name: `Site ${id}`,
    aliases: [],
    kind: 'base',
    within: ['Iraq'],
    coordinates,
  });

async function incident(id: string, at: string | undefined, ...dates: string[]): Promise<void> {
  await give({ type: 'OpenIncident', incident: id, title: `Incident ${id}`, kind: 'Other', site: at });
  for (const edtf of dates) await claim(id, { kind: 'time', edtf });
}

async function claim(about: string, answer: object): Promise<void> {
  const n = ++claims;
  await give({
    type: 'SubmitReport',
    report: `r-${n}`,
    sources: [{ source: `s-${n}`, name: `Source ${n}`, kind: 'outlet' }],
    document: { document: `d-${n}`, title: `Document ${n}`, publisher: `s-${n}` },
    claims: [
      { claim: `c-${n}`, subject: { kind: 'incident', id: about }, attribute: 'date', answer, claimant: `s-${n}` },
    ],
  });
}

beforeAll(async () => {
  database = await createTestDatabase();
  db = await openDatabase(database.url);
  await give({ type: 'RegisterPerson', person: 'p', name: 'Person', roles: ['steward'] });
  await site('balad', { latitude: 33.94, longitude: 44.36, precisionMetres: 2000 });
  await site('quiet', { latitude: 36, longitude: 44, precisionMetres: 50_000 });
  await site('unmapped');
  await incident('disputed', 'balad', '2021-05-03T20:00+03:00', '2021-05-01', '2021-05-01');
  await incident('april', 'balad', '2021-04');
  await incident('open', 'unmapped', '2021-06-01/..');
  await incident('nowhere', undefined, '2021-04-18');
  await incident('undated', 'balad');
  await incident('unclear', undefined);
  await claim('unclear', { kind: 'unknown' });
  await catchUp(db);
});

afterAll(async () => {
  await db.end();
  await database.drop();
});

const ask = async (from?: string, to?: string) => {
  const range = readRange({ from, to });
  expect(range.faults).toEqual([]);
  return (await listPlacedIncidents(db, range)).dated.map(({ id }) => id);
};

describe('places', () => {
  test('count their incidents and those sources disagree on; the first have most; none is left out', async () => {
    const { places, placeCount } = await listPlaces(db);
    expect(places.map(({ id, incidents, disputed }) => [id, incidents, disputed])).toEqual([
      ['balad', 3, 1],
      ['unmapped', 1, 0],
      ['quiet', 0, 0],
    ]);
    expect(places.map(({ coordinates }) => coordinates !== null)).toEqual([true, false, true]);
    expect(placeCount).toBe(3);
  });

  test('leave incidents of no site to be counted and named', async () => {
    const { unplaced, unplacedCount } = await listPlaces(db);
    expect(unplaced.map(({ id }) => id)).toEqual(['unclear', 'nowhere']);
    expect(unplacedCount).toBe(2);
  });
});

describe('incidents in time', () => {
  test('come newest first with every distinct live date, and those without one are counted and named', async () => {
    const { dated, datedCount, undated, undatedCount } = await listPlacedIncidents(db);
    expect(dated.map(({ id }) => id)).toEqual(['open', 'disputed', 'nowhere', 'april']);
    expect(datedCount).toBe(4);
    expect(dated[1]).toMatchObject({ site: { id: 'balad', name: 'Site balad' }, date: { state: 'Disputed' } });
    expect(dated[1]?.dates.toSorted()).toEqual(['2021-05-01', '2021-05-03T20:00+03:00']);
    expect(dated[2]?.site).toBeNull();
    expect(undated.map(({ id }) => id)).toEqual(['unclear', 'undated']);
    expect(undatedCount).toBe(2);
  });

  test('of a range are those that may have happened in it, both days included', async () => {
    expect(await ask('2021-05-03', '2021-05-03')).toEqual(['disputed']);
    // Of two disputed days it is on one or the other: nobody says the day between.
    expect(await ask('2021-05-02', '2021-05-02')).toEqual([]);
    expect(await ask('2021-05-01', '2021-05-01')).toEqual(['disputed']);
    expect(await ask('2021-05-04', '2021-05-31')).toEqual([]);
    expect(await ask(undefined, '2021-04-17')).toEqual(['april']);
    expect(await ask('2021-04-30', '2021-04-30')).toEqual(['april']);
    expect(await ask('2030-01-01')).toEqual(['open']);
  });

  test('of a site are its own', async () => {
    const { dated, undatedCount } = await listPlacedIncidents(db, { site: 'balad' });
    expect(dated.map(({ id }) => id)).toEqual(['disputed', 'april']);
    expect(undatedCount).toBe(1);
  });

  test('whose only date was corrected away have none', async () => {
    await incident('corrected', 'quiet', '2021-03-01');
    await catchUp(db);
    expect(await ask('2021-03-01', '2021-03-01')).toEqual(['corrected']);
    await give({
      type: 'CorrectClaim',
      claim: `c-${claims}`,
      subject: { kind: 'incident', id: 'corrected' },
      shownVersion: 2,
      corrected: { answer: { kind: 'unknown' } },
      reason: 'The page gives no date.',
    });
    await catchUp(db);
    expect(await ask('2021-03-01', '2021-03-01')).toEqual([]);
    expect((await listPlacedIncidents(db, { site: 'quiet' })).undated.map(({ id }) => id)).toEqual(['corrected']);
  });
});

describe('a range that cannot be read', () => {
  test.each([
    [{ from: 'yesterday' }, 'from', 'The first day cannot be read: “yesterday”. Write it as 2021-05-03.'],
    [{ to: '2021-02-30' }, 'to', 'The last day cannot be read: “2021-02-30”. Write it as 2021-05-03.'],
    [{ from: ['2021-05-01', '2021-05-02'] }, 'from', 'The first day cannot be read. Write it as 2021-05-03.'],
    [{ from: '2021-05~' }, 'from', 'The first day cannot be read: “2021-05~”. Write it as 2021-05-03.'],
    [{ from: '2021-05-04', to: '2021-05-03' }, 'to', 'The last day, 3 May 2021, is before the first, 4 May 2021.'],
    [
      { from: `${'9'.repeat(5000)}-01-01` },
      'from',
      `The first day cannot be read: “${'9'.repeat(40)}”. Write it as 2021-05-03.`,
    ],
  ])('%j is refused by name, and nothing of it is used', (asked, field, reason) => {
    const { from, to, faults } = readRange(asked);
    expect(faults).toEqual([{ field, reason }]);
    expect([from, to]).toEqual([undefined, undefined]);
  });

  test.each([{}, { from: '', to: '' }])('%j asks for all days', (asked) => {
    expect(readRange(asked)).toMatchObject({ faults: [] });
    expect(readRange(asked)).not.toHaveProperty('from');
  });
});
