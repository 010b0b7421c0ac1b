import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '@/db/client';
import type { Command } from '@/domain/command';
import { handleCommand } from '@/handle-command';
import { readLog } from '@/ledger/read';
import { sequence } from '@/ledger/sequencer';
import { followOnce } from '@/projections/follow';
import type { Turn } from '@/queries/before-and-after';
import {
  briefHistory,
  type HistoryFilters,
  type HistoryLine,
  type HistoryOf,
  type HistoryPage,
  historyFiltersSchema,
  listHistory,
} from '@/queries/list-history';
import { createTestDatabase, type TestDatabase } from '../support/cluster';
import { idFrom } from '../support/random-record';

const whole: HistoryOf = { whole: true };
const incident = { kind: 'incident', id: 'i' } as const;
const about = { subject: incident, attribute: 'rockets' };
/** More claims than stand on a page. */
const many = 55;

let database: TestDatabase;
let db: Database;
let size: number;
let given = 0;

const give = async (command: Command, actor = 'p') => {
  const outcome = await handleCommand(db, { id: idFrom('history', given++), actor, command });
  expect(outcome).not.toHaveProperty('refused');
};

const follow = async () => {
  await sequence(db.direct);
  while ((await followOnce(db)) > 0);
};

const claim = (id: string, claimant: string, attribute: string, n: number) => ({
  claim: id,
  subject: incident,
  attribute,
  scope: attribute === 'rockets' ? 'fired' : 'persons',
  answer: { kind: 'count' as const, form: 'exactly' as const, n },
  claimant,
});

beforeAll(async () => {
  database = await createTestDatabase();
  db = await openDatabase(database.url);
  await give({ type: 'RegisterPerson', person: 'p', name: 'Steward', roles: ['steward'] });
  await give({ type: 'RegisterPerson', person: 'r', name: 'Reviewer', roles: ['reviewer'] });
  await give({ type: 'RegisterSite', site: 's', name: 'Base', aliases: [], kind: 'air base', within: ['Iraq'] });
  await give({ type: 'OpenIncident', incident: 'i', title: 'Rockets', kind: 'Other', site: 's' });
  for (const id of ['ministry', 'paper', 'radio'])
    await give({ type: 'RegisterSource', source: id, name: `The ${id}`, kind: 'outlet' });
  for (const [id, publisher] of [
    ['page', 'paper'],
    ['bulletin', 'radio'],
  ] as const)
    await give({ type: 'RecordDocument', document: id, title: `The ${id}`, publisher });
  const report = (id: string, known: string, claims: ReturnType<typeof claim>[]): Command => ({
    type: 'SubmitReport',
    report: id,
    sources: [],
    document: { known },
    claims,
  });
  await give(report('r-1', 'page', [claim('a', 'paper', 'rockets', 4)]));
  await give(report('r-2', 'bulletin', [claim('b', 'radio', 'rockets', 6)]));
  await follow();
  const shown = async (id: string) =>
    Number((await db.sql`select version from record.claim where id = ${id}`)[0]?.version);
  await give(
    {
      type: 'CorrectClaim',
      subject: incident,
      claim: 'b',
      shownVersion: await shown('b'),
      corrected: { answer: { kind: 'count', form: 'exactly', n: 7 } },
      reason: 'Misread.',
    },
    'r',
  );
  await follow();
  await give({
    type: 'CorrectClaim',
    subject: incident,
    claim: 'b',
    shownVersion: await shown('b'),
    corrected: { excerpt: { text: 'Seven.', language: 'en' } },
    reason: 'Left out.',
  });
  for (const reliability of ['C', 'B'] as const)
    await give({ type: 'GradeSource', source: 'radio', reliability, rationale: 'It was right.' }, 'r');
  for (const partOf of ['ministry', 'paper', null])
    await give({ type: 'AffiliateSource', source: 'radio', partOf, reason: 'Its masthead.' });
  for (const mark of ['Neutral', 'Against', null] as const)
    await give({ type: 'MarkEvidence', ...about, position: 'a', evidence: { document: 'bulletin' }, mark });
  await give({
    type: 'RecordDerivation',
    document: 'bulletin',
    derivation: { how: 'quotes', parent: 'page' },
    reason: 'It says so.',
  });
  await give({ type: 'StrikeDerivation', document: 'bulletin', parent: 'page', reason: 'It does not.' });
  await follow();
  const argued = async () =>
    Number(
      (await db.sql`select argument ->> 'version' as version from record.question where attribute = 'rockets'`)[0]
        ?.version,
    );
  for (const position of ['a', 'b']) {
    await give({
      type: 'RuleQuestion',
      ...about,
      shownVersion: await argued(),
      shownPosition: given,
      outcome: { kind: 'position', position },
      rule: 'best evidence',
      rationale: 'It was counted.',
      evidence: [{ document: 'page' }],
    });
    await follow();
  }
  await give({
    type: 'ReviseClaim',
    subject: incident,
    claim: 'a',
    revision: 'a-2',
    shownVersion: await shown('a'),
    document: { known: 'page' },
    answer: { kind: 'count', form: 'exactly', n: 5 },
  });
  await give({ type: 'ReopenRuling', ...about, shownVersion: await argued(), reason: 'Counted anew.' });
  await give(
    report(
      'r-3',
      'page',
      Array.from({ length: many }, (_, n) => claim(`w-${n}`, 'paper', 'wounded', 3)),
    ),
  );
  await follow();
  size = (await readLog(db.sql, -1, 10_000)).length;
}, 120_000);

afterAll(async () => {
  await db.end();
  await database.drop();
});

/** A history as an address asks for it. */
async function read(of: HistoryOf, address: Record<string, string> = {}): Promise<HistoryPage> {
  const page = await listHistory(db, of, historyFiltersSchema.parse(address) as HistoryFilters);
  if ('refused' in page) throw new Error(`${page.refused}: ${page.reason}`);
  return page;
}

/** All events of a page, those in folds among them. */
const linesOf = (page: HistoryPage): HistoryLine[] => page.rows.flatMap((row) => ('position' in row ? row : row.lines));

const typesOf = (page: HistoryPage) => linesOf(page).map(({ event }) => event.type);

/** Every page from the first on. */
async function walk(of: HistoryOf, address: Record<string, string>): Promise<HistoryPage[]> {
  const pages = [await read(of, address)];
  for (let next = pages[0]?.next; next; next = pages.at(-1)?.next)
    pages.push(await read(of, { ...address, after: next }));
  return pages;
}

const turnsOf = (lines: HistoryLine[], of: Turn['of']) =>
  lines.flatMap(({ turn }) => (turn?.of === of ? [[turn.before, turn.after]] : []));

describe('the history of the whole ledger', () => {
  test('has every event once, in either order, whatever the page', async () => {
    const positions = Array.from({ length: size }, (_, position) => position);
    for (const order of [{ order: 'oldest' }, {}] as Record<string, string>[]) {
      const pages = await walk(whole, { ...order, minor: '1' });
      expect(pages.length).toBeGreaterThan(1);
      const read = pages.flatMap(linesOf).map(({ position }) => position);
      expect(read).toEqual('order' in order ? positions : positions.toReversed());
    }
  });

  test('folds what is minor between what is not, and loses none', async () => {
    const pages = await walk(whole, {});
    const rows = pages.flatMap((page) => page.rows);
    const counted = rows.reduce((sum, row) => sum + ('position' in row ? 1 : row.found.count), 0);
    expect(counted).toBe(size);
    for (const row of rows)
      if ('position' in row) expect(row.isSubstantive, row.event.type).toBe(true);
      else {
        expect(row.lines.every(({ isSubstantive }) => !isSubstantive)).toBe(true);
        expect(row.lines).toHaveLength(row.found.count <= 10 ? row.found.count : 0);
      }
  });

  test('goes back to the page it came from', async () => {
    const [first, second] = await walk(whole, {});
    expect(second?.previous).not.toBeNull();
    const back = await read(whole, { before: second?.previous as string });
    expect(back.rows).toEqual(first?.rows);
    expect(back).toMatchObject({ previous: null, next: first?.next });
  });

  test('finds by question what changed its assessment from elsewhere', async () => {
    const lines = linesOf(await read(whole, { attribute: 'rockets', minor: '1' }));
    expect(lines.map(({ event }) => event.type)).toContain('DerivationRecorded');
    expect(lines.some(({ event }) => event.type === 'SourceAffiliated' && event.data.partOf === 'paper')).toBe(true);
    expect(lines.some(({ event }) => event.type === 'SourceGraded')).toBe(false);
    expect(typesOf(await read(whole, { attribute: 'killed', minor: '1' }))).toEqual([]);
  });

  test('finds by person, by cause and by period, and by all of them', async () => {
    expect(typesOf(await read(whole, { person: 'r', minor: '1' }))).toEqual([
      'SourceGraded',
      'SourceGraded',
      'ClaimCorrected',
    ]);
    expect(typesOf(await read(whole, { cause: 'graded' }))).toEqual(['SourceGraded', 'SourceGraded']);
    const today = new Date(Date.now() + 3 * 3_600_000).toISOString().slice(0, 10);
    expect(typesOf(await read(whole, { cause: 'corrected', person: 'r', from: today, to: '9999' }))).toEqual([
      'ClaimCorrected',
    ]);
    expect(linesOf(await read(whole, { to: '2020-12' }))).toEqual([]);
  });

  test('refuses by name who or what does not exist, and a period that ends before it begins', async () => {
    const refused = (address: HistoryFilters) => listHistory(db, whole, address);
    expect(await refused({ person: 'nobody' })).toMatchObject({ refused: 'person' });
    expect(await refused({ after: size })).toMatchObject({ refused: 'after' });
    expect(await refused({ before: size })).toMatchObject({ refused: 'before' });
    for (const bad of [
      { from: '2021-05', to: '2021-04' },
      { cause: 'whim' },
      { after: '-1' },
      { after: '1e3' },
      { order: 'best' },
      { minor: 'yes' },
      { attribute: 'a\0b' },
    ])
      expect(historyFiltersSchema.safeParse(bad).success, JSON.stringify(bad)).toBe(false);
  });
});

describe('the history of a record', () => {
  test('of an incident has its own events, and what bore on it from elsewhere with that effect alone', async () => {
    const lines = linesOf(await read({ record: incident }, { order: 'oldest', minor: '1' }));
    expect(lines[0]?.event.type).toBe('IncidentOpened');
    const affiliated = lines.find(({ event }) => event.type === 'SourceAffiliated');
    expect(affiliated?.subjects).toMatchObject([{ subject: incident, effects: [{ attribute: 'rockets' }] }]);
  });

  test('of a site has the incidents opened there', async () => {
    expect(typesOf(await read({ record: { kind: 'site', id: 's' } }))).toEqual(['IncidentOpened', 'SiteRegistered']);
  });

  test('of a source has what it published, what it claims, its grades and who belongs to it', async () => {
    const types = typesOf(await read({ record: { kind: 'source', id: 'radio' } }, { order: 'oldest', minor: '1' }));
    expect(types.slice(0, 5)).toEqual([
      'SourceRegistered',
      'DocumentRecorded',
      'ClaimRecorded',
      'ClaimCorrected',
      'ClaimCorrected',
    ]);
    expect(types.filter((type) => type === 'SourceAffiliated')).toHaveLength(3);
    expect(typesOf(await read({ record: { kind: 'source', id: 'ministry' } }, { minor: '1' }))).toEqual([
      'SourceAffiliated',
      'SourceAffiliated',
      'SourceRegistered',
    ]);
  });

  test('of a document has what was read in it, where it has that from, and what it was evidence for', async () => {
    const types = typesOf(
      await read({ record: { kind: 'document', id: 'bulletin' } }, { order: 'oldest', minor: '1' }),
    );
    expect([...new Set(types)]).toEqual([
      'DocumentRecorded',
      'ClaimRecorded',
      'ClaimCorrected',
      'EvidenceMarked',
      'DerivationRecorded',
      'DerivationStruck',
    ]);
    const ofParent = typesOf(await read({ record: { kind: 'document', id: 'page' } }, { cause: 'lineage' }));
    expect(ofParent).toEqual(['DerivationStruck', 'DerivationRecorded']);
  });

  test('of a question has no event of another', async () => {
    const types = typesOf(await read({ question: incident, attribute: 'wounded' }, { minor: '1' }));
    expect(new Set(types)).toEqual(new Set(['ClaimRecorded']));
  });

  test('ends on the record’s own page with a few of substance and the number of all', async () => {
    const { latest, count, last } = await briefHistory(db, incident, 'rockets');
    expect(latest).toHaveLength(6);
    expect(latest[0]?.event.type).toBe('RulingReopened');
    expect(latest.map(({ event }) => event.type)).not.toContain('EvidenceMarked');
    expect(count.count).toBeGreaterThan(6);
    expect(last).toBe(latest[0]?.position);
  });
});

describe('before and after', () => {
  const all = () => read({ question: incident, attribute: 'rockets' }, { order: 'oldest', minor: '1' }).then(linesOf);

  test('of a correction are what the claim said', async () => {
    const [corrected, excerpt] = (await all()).filter(({ event }) => event.type === 'ClaimCorrected');
    expect(corrected).toMatchObject({ before: { answer: { n: 6 } }, after: { answer: { n: 7 } }, isSubstantive: true });
    expect(excerpt).toMatchObject({ before: { answer: { n: 7 } }, after: { answer: { n: 7 } }, isSubstantive: false });
  });

  test('of a revision are what the claimant said first, and what it says now', async () => {
    const revised = (await all()).find(({ event }) => event.type === 'ClaimRevised');
    expect(revised).toMatchObject({ before: { answer: { n: 4 } }, after: { answer: { n: 5 } } });
  });

  test('of a grade, an affiliation and a lineage are what earlier events said of the same', async () => {
    const lines = linesOf(await read(whole, { order: 'oldest', minor: '1' }));
    expect(turnsOf(lines, 'reliability')).toEqual([
      [null, 'C'],
      ['C', 'B'],
    ]);
    expect(turnsOf(lines, 'institution')).toEqual([
      [null, 'ministry'],
      ['ministry', 'paper'],
      ['paper', null],
    ]);
    const quotes = [{ how: 'quotes', parent: 'page' }];
    expect(turnsOf(lines, 'lineage')).toEqual([
      ['unknown', quotes],
      [quotes, 'unknown'],
    ]);
  });

  test('are the same where the earlier event is on no page that is read', async () => {
    const [last] = linesOf(await read(whole, { cause: 'graded' }));
    expect(last?.turn).toEqual({ of: 'reliability', before: 'C', after: 'B' });
    const page = await read(whole, { cause: 'ruled' });
    expect(linesOf(page)[0]?.turn).toMatchObject({ before: { answer: { n: 7 } }, after: null });
  });

  test('of a mark and of a ruling are what stood on the question, as it read then', async () => {
    const lines = await all();
    expect(turnsOf(lines, 'mark')).toEqual([
      [null, 'Neutral'],
      ['Neutral', 'Against'],
      ['Against', null],
    ]);
    expect(turnsOf(lines, 'ruling')).toMatchObject([
      [null, { answer: { n: 4 } }],
      [{ answer: { n: 4 } }, { answer: { n: 7 } }],
      [{ answer: { n: 7 } }, null],
    ]);
  });
});
