import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '@/db/client';
import type { Command } from '@/domain/command';
import { matchesName } from '@/domain/name/matches-name';
import { handleCommand } from '@/handle-command';
import { sequence } from '@/ledger/sequencer';
import { followOnce } from '@/projections/follow';
import { dayWords, findNames } from '@/queries/find-names';
import { listDocumentsAt } from '@/queries/list-documents-at';
import { listNearIncidents } from '@/queries/list-near-incidents';
import { createTestDatabase, type TestDatabase } from '../support/cluster';

let database: TestDatabase;
let db: Database;

const sites = [
  { id: 'asad', name: 'Ain al-Asad Air Base', aliases: ['عين الأسد', 'Ayn al-Assad'], at: [33.79, 42.44], in: 'Anbar' },
  { id: 'hit', name: 'Hit', aliases: ['هيت'], at: [33.64, 42.83], in: 'Anbar' },
  { id: 'balad', name: 'Balad Air Base', aliases: ['قاعدة بلد الجوية'], at: [33.94, 44.36], in: 'Salah al-Din' },
  { id: 'desert', name: 'Open desert', aliases: [], at: null, in: 'Anbar' },
] as const;

const sources = ['Security Media Cell', 'Sabereen News', 'صابرين', 'Kataib Hezbollah', 'AFP', 'Islamic Resistance'];

beforeAll(async () => {
  database = await createTestDatabase();
  db = await openDatabase(database.url);
  const give = async (command: object) =>
    expect(await handleCommand(db, { id: randomUUID(), actor: 'p', command: command as Command })).not.toHaveProperty(
      'refused',
    );
  await give({ type: 'RegisterPerson', person: 'p', name: 'P', roles: ['steward'] });
  for (const { id, name, aliases, at, in: within } of sites)
    await give({
      type: 'RegisterSite',
      site: id,
      name,
      aliases,
      kind: 'base',
      within: ['Iraq', within],
      ...(at ? { coordinates: { latitude: at[0], longitude: at[1], precisionMetres: 3000 } } : {}),
    });
  for (const [at, name] of sources.entries())
    await give({ type: 'RegisterSource', source: `s${at}`, name, kind: 'outlet' });
  const open = (incident: string, title: string, site?: string) =>
    give({ type: 'OpenIncident', incident, title, kind: 'Other', ...(site ? { site } : {}) });
  await open('asad-4', 'Rockets at Ain al-Asad', 'asad');
  await open('asad-undated', 'Something at Ain al-Asad', 'asad');
  await open('hit-5', 'Rockets near Hit', 'hit');
  await open('balad-3', 'Rockets at Balad', 'balad');
  await open('nowhere', 'Rockets somewhere');
  const days = { 'asad-4': '2021-05-04', 'hit-5': '2021-05-05', 'balad-3': '[2021-05-02,2021-05-09]' };
  await give({
    type: 'SubmitReport',
    report: 'r',
    sources: [],
    document: {
      document: 'd',
      title: 'Rockets in Iraq',
      publisher: 's4',
      address: 'https://www.example.org/news/a?utm_source=x',
      published: '2021-05-06',
    },
    claims: Object.entries(days).map(([id, edtf]) => ({
      claim: `c-${id}`,
      subject: { kind: 'incident', id },
      attribute: 'date',
      answer: { kind: 'time', edtf },
      claimant: 's4',
    })),
  });
  while (await sequence(db.direct)) if ((await followOnce(db)) === 0) break;
});

afterAll(async () => {
  await db.end();
  await database.drop();
});

const labels = async (text: string, kind: 'site' | 'source' | 'document' | 'incident') =>
  (await findNames(db, { kinds: [kind], text })).map(({ id }) => id);

describe('names as a person types', () => {
  test.each([
    ['asad', 'site', ['asad']],
    ['Ayn al Assad', 'site', ['asad']],
    ['الأسد', 'site', ['asad']],
    ['bala', 'site', ['balad']],
    ['بلد', 'site', ['balad']],
    ['rockets balad', 'incident', ['balad-3']],
    ['rocket', 'document', ['d']],
    ['nothing like it', 'site', []],
    ['   ', 'site', []],
    ['%', 'site', []],
    ["'; drop table record.word; --", 'site', []],
  ] as const)('%j among kind %s', async (text, kind, ids) => {
    expect(await labels(text, kind)).toEqual(ids);
  });

  test('are those that the reference rule finds, by name or by alias', async () => {
    const texts = [
      'sabirin',
      'sabereen',
      'صابرين',
      'hizbullah',
      'kata’ib',
      'security cell',
      'islamic',
      'af',
      'media se',
    ];
    for (const text of texts) {
      const wanted = sources.flatMap((name, at) => (matchesName(text, name) ? [`s${at}`] : []));
      expect((await labels(text, 'source')).sort(), text).toEqual(wanted.sort());
    }
  });

  test('tell by which alias they were found, and several kinds at once', async () => {
    const [found] = await findNames(db, { kinds: ['site'], text: 'عين' });
    expect(found).toMatchObject({ id: 'asad', label: 'Ain al-Asad Air Base' });
    expect(found?.detail).toContain('عين الأسد');
    const both = await findNames(db, { kinds: ['site', 'incident'], text: 'balad' });
    expect(both.map(({ kind }) => kind).sort()).toEqual(['incident', 'site']);
  });
});

describe('an address', () => {
  test.each([
    'https://www.example.org/news/a?utm_source=x',
    'http://example.org/news/a/#top',
    'example.org',
    'https://example.org/news/b',
  ])('is known or not, however it is written: %s', async (address) => {
    const found = await listDocumentsAt(db, { address });
    expect(found.map(({ id }) => id)).toEqual(address.includes('/news/a') ? ['d'] : []);
    if (found[0]) expect(found[0]).toMatchObject({ title: 'Rockets in Iraq', publisher: 'AFP', claims: 3 });
  });
});

describe('incidents near a place and a time', () => {
  const near = async (asked: object) => (await listNearIncidents(db, asked)).map(({ id }) => id);

  test('are those at the place or within 50 km, within three days, and those there without a date', async () => {
    expect((await near({ site: 'asad', when: '2021-05-06' })).sort()).toEqual(['asad-4', 'asad-undated', 'hit-5']);
    expect(await near({ site: 'asad', when: '2021-06-06' })).toEqual(['asad-undated']);
    expect(await near({ site: 'balad', when: '2021-05-02' })).toEqual(['balad-3']);
  });

  test('are not between two days a source does not choose from, beyond three days of either', async () => {
    expect(await near({ when: '2021-05-02' })).toEqual(['balad-3']);
    expect(await near({ when: '2021-05-07' })).toEqual([]);
  });

  test('say why they are offered', async () => {
    const offered = await listNearIncidents(db, { site: 'asad', when: '2021-05-04' });
    const why = new Map(offered.map((one) => [one.id, one.why]));
    expect(why.get('asad-4')).toBe('at the same place, within three days');
    expect(why.get('hit-5')).toMatch(/^\d+ km away, within three days$/);
    expect(why.get('asad-undated')).toBe('at the same place, no date on record');
  });

  test('are found by place alone where the site has no coordinates, and not at all from nothing', async () => {
    expect(await near({ site: 'desert' })).toEqual([]);
    expect(await near({})).toEqual([]);
    expect((await near({ site: 'hit' })).sort()).toEqual(['asad-4', 'asad-undated', 'hit-5']);
  });
});

test.each([
  ['{[1619989200,1620075600)}', '3 May 2021'],
  ['{[1619902800,1619989200),[1620075600,1620162000)}', '2 May 2021 to 4 May 2021'],
  ['{(,1620075600)}', 'until 3 May 2021'],
  ['{[6311390400000000,)}', 'from the year 200001970'],
  ['{[-99999999999999,99999999999999)}', /^the year -\d+ to the year \d+$/],
])('spans are told in words, however far they lie: %s', (dates, words) => {
  if (typeof words === 'string') expect(dayWords(dates)).toBe(words);
  else expect(dayWords(dates)).toMatch(words);
});
