import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ZodType } from 'zod';
import { type Database, openDatabase } from '@/db/client';
import type { DomainEvent } from '@/domain/event';
import { matchesName } from '@/domain/name/matches-name';
import type { Page } from '@/queries/keyset';
import { claimFiltersSchema, listClaims } from '@/queries/list-claims';
import { documentFiltersSchema, listDocuments } from '@/queries/list-documents';
import { listSources, sourceFiltersSchema } from '@/queries/list-sources';
import { createTestDatabase, type TestDatabase } from '../support/cluster';
import { randomIncidents } from '../support/random-incidents';
import { chance } from '../support/random-record';

type Asked = Record<string, string>;

let database: TestDatabase;
let db: Database;
const { world, grow, happen } = randomIncidents(5);
const next = chance(77);
const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(next() * items.length)] as Item;

beforeAll(async () => {
  database = await createTestDatabase();
  db = await openDatabase(database.url);
  const many: [string, DomainEvent][] = [];
  for (let at = 0; at < 130; at++) {
    const partOf = at > 3 && next() < 0.5 ? { partOf: `s-${Math.floor(next() * at)}` } : {};
    const name = pick(['Rudaw', 'السومرية', 'Saberin News', 'Al-Sumaria', `Channel ${at}`]);
    many.push([
      `source:s-${at}`,
      { type: 'SourceRegistered', data: { name, kind: pick(['outlet', 'channel']), ...partOf } },
    ]);
    const published = pick([{}, { published: '2021' }, { published: `2021-0${1 + (at % 9)}` }]);
    const language = pick([{}, { language: 'ar' }, { language: 'en' }]);
    const title = pick(['Rockets at Balad', 'صواريخ على بلد', 'A drone over Erbil', 'Irbil airport']);
    const publisher = `s-${Math.floor(next() * (at + 1))}`;
    many.push([
      `document:d-${at}`,
      { type: 'DocumentRecorded', data: { title, publisher, ...published, ...language } },
    ]);
    if (at % 5 === 0)
      many.push([
        `document:d-${at}`,
        { type: 'DerivationRecorded', data: { derivation: { how: 'first-hand' }, reason: 'It says so.' } },
      ]);
  }
  await happen(db, many);
  await grow(db, 90);
});

afterAll(async () => {
  await db.end();
  await database.drop();
});

/** All pages from the first on; then back again, which must be the same. */
async function walk<Row extends { id: string }, Filters>(
  list: (db: Database, asked: Filters) => Promise<Page<Row>>,
  schema: ZodType<Filters>,
  asked: Asked,
): Promise<string[]> {
  const idsOf = ({ rows }: Page<Row>) => rows.map(({ id }) => id);
  let page = await list(db, schema.parse(asked));
  const ids = idsOf(page);
  while (page.next) {
    page = await list(db, schema.parse({ ...asked, after: page.next }));
    ids.push(...idsOf(page));
  }
  const back = idsOf(page);
  while (page.previous) {
    page = await list(db, schema.parse({ ...asked, before: page.previous }));
    back.unshift(...idsOf(page));
  }
  expect(back, JSON.stringify(asked)).toEqual(ids);
  return ids;
}

const descending = (a: number | string, b: number | string) => (a < b ? 1 : a > b ? -1 : 0);

const voicesOf = (id: string): string[] => [
  id,
  ...[...world.source.values()].filter(({ partOf }) => partOf === id).flatMap((each) => voicesOf(each.id)),
];

test('claims are listed as a look at every one of them would have it, the last recorded first', async () => {
  const [about] = [...world.claim.values()].map(({ subjectId }) => subjectId);
  const asked: Asked[] = [
    {},
    { attribute: 'date' },
    { claimant: 'agency' },
    { document: 'one', attribute: 'rockets' },
    { about: `incident:${about}` },
    { about: 'site:balad' },
    { answer: 'unknown' },
    { answer: 'count', claimant: 'paper' },
    { opinion: 'none' },
    { opinion: 'only' },
    { claimant: 'nobody', voices: '1' },
  ];
  for (const filters of asked) {
    const expected = [...world.claim.values()]
      .filter(
        (claim) =>
          (!filters.attribute || claim.attribute === filters.attribute) &&
          (!filters.claimant || claim.claimantId === filters.claimant) &&
          (!filters.document || claim.documentId === filters.document) &&
          (!filters.about || `${claim.subjectKind}:${claim.subjectId}` === filters.about) &&
          (!filters.answer || claim.answer.kind === filters.answer) &&
          (!filters.opinion || claim.opinion === (filters.opinion === 'only')),
      )
      .sort((a, b) => b.recordedAtPosition - a.recordedAtPosition)
      .map(({ id }) => id);
    expect(await walk(listClaims, claimFiltersSchema, filters), JSON.stringify(filters)).toEqual(expected);
  }
});

test('the claims of an institution are those of all its voices', async () => {
  await happen(
    db,
    ['agency', 'paper'].map((id) => [
      `source:voice-of-${id}`,
      { type: 'SourceRegistered', data: { name: `Voice of ${id}`, kind: 'spokesperson', partOf: id } },
    ]),
  );
  const claim = { document: 'one', report: 'r', attribute: 'impact', answer: { kind: 'text', text: 'On the runway' } };
  await happen(db, [
    ['incident:i-1', { type: 'ClaimRecorded', data: { ...claim, claim: 'v-1', claimant: 'voice-of-agency' } as never }],
    ['incident:i-1', { type: 'ClaimRecorded', data: { ...claim, claim: 'v-2', claimant: 'voice-of-paper' } as never }],
  ]);
  const alone = await walk(listClaims, claimFiltersSchema, { claimant: 'agency' });
  const all = await walk(listClaims, claimFiltersSchema, { claimant: 'agency', voices: '1' });
  expect(alone.length).toBeGreaterThan(50);
  expect(all).toEqual(['v-1', ...alone]);
});

test('documents are listed as a look at every one of them would have it, the last published first', async () => {
  const asked: Asked[] = [
    {},
    { publisher: 's-2' },
    { language: 'ar' },
    { lineage: 'first-hand', language: 'en' },
    { text: 'بلد' },
    { text: 'irbil' },
    { text: 'rock bal' },
    { from: '2021-02', to: '2021-04' },
    { to: '2020' },
    { from: '2021' },
  ];
  const monthOf = (published: string) => published.slice(5, 7) || '01';
  for (const filters of asked) {
    const within = (published: string | null) =>
      published !== null &&
      (filters.from === '2021-02' ? monthOf(published) >= '02' && monthOf(published) <= '04' : filters.from === '2021');
    const expected = [...world.document.values()]
      .filter(
        (document) =>
          (!filters.publisher || document.publisherId === filters.publisher) &&
          (!filters.language || document.language === filters.language) &&
          (!filters.lineage || document.lineage === filters.lineage) &&
          (!filters.text || matchesName(filters.text, document.title ?? '')) &&
          ((!filters.from && !filters.to) || within(document.published)),
      )
      .sort((a, b) => descending(a.sortAt, b.sortAt) || descending(a.id, b.id))
      .map(({ id }) => id);
    expect(await walk(listDocuments, documentFiltersSchema, filters), JSON.stringify(filters)).toEqual(expected);
  }
});

test('sources are listed as a look at every one of them would have it, by name', async () => {
  const asked: Asked[] = [{}, { kind: 'channel' }, { institution: 's-1' }, { text: 'sumariya' }, { text: 'ch' }];
  for (const filters of asked) {
    const expected = [...world.source.values()]
      .filter(
        (source) =>
          (!filters.kind || source.kind === filters.kind) &&
          (!filters.institution || voicesOf(filters.institution).includes(source.id)) &&
          (!filters.text || matchesName(filters.text, source.name ?? '')),
      )
      .sort((a, b) => descending(b.sortName, a.sortName) || descending(b.id, a.id))
      .map(({ id }) => id);
    expect(await walk(listSources, sourceFiltersSchema, filters), JSON.stringify(filters)).toEqual(expected);
  }
  expect(voicesOf('s-1').length).toBeGreaterThan(1);
});

test('rows count the claims of a source and of a document as far as a hundred', async () => {
  const count = (by: 'claimantId' | 'documentId', id: string) => {
    const all = [...world.claim.values()].filter((claim) => claim[by] === id).length;
    return { count: Math.min(100, all), isMore: all > 100 };
  };
  const sources = await listSources(db, sourceFiltersSchema.parse({ text: 'the' }));
  for (const { id, claims } of sources.rows) expect(claims, id).toEqual(count('claimantId', id));
  const documents = await listDocuments(db, documentFiltersSchema.parse({ text: 'page' }));
  expect(documents.rows.map(({ claims }) => claims)).toContainEqual({ count: 100, isMore: true });
  for (const { id, claims } of documents.rows) expect(claims, id).toEqual(count('documentId', id));
});

const cursor = (key: unknown) => Buffer.from(JSON.stringify(key)).toString('base64url');

const hostile: [string, ZodType, Asked, RegExp][] = [
  ['an attribute with U+0000', claimFiltersSchema, { attribute: 'a\u0000' }, /control character/],
  ['a subject of no kind', claimFiltersSchema, { about: 'person:x' }, /incident: or site:/],
  ['a kind of answer that is none', claimFiltersSchema, { answer: 'number' }, /kinds of answer/],
  ['a cursor of another list', claimFiltersSchema, { after: cursor([1, 'x']) }, /first page/],
  ['a cursor of a fraction', claimFiltersSchema, { before: cursor([0.5]) }, /first page/],
  ['a language that is none', documentFiltersSchema, { language: 'العربية' }, /language code/],
  ['a lineage that is none', documentFiltersSchema, { lineage: 'copied' }, /Choose one of/],
  ['a range that ends before it begins', documentFiltersSchema, { from: '2021', to: '2020' }, /must not lie before/],
  ['a kind of source that is none', sourceFiltersSchema, { kind: 'bot' }, /Choose one of the kinds/],
  ['a cursor with U+0000', sourceFiltersSchema, { after: cursor(['\u0000', 'x']) }, /first page/],
];

test.each(hostile)('%s is refused in a sentence', (_what, schema, asked, sentence) => {
  const outcome = schema.safeParse(asked);
  expect(outcome.error?.issues[0]?.message).toMatch(sentence);
});
