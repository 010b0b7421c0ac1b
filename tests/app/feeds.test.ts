import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { atomFeed, type Feed, jsonFeed } from '@/app/_ui/feed';
import { GET as documentJson } from '@/app/documents/[id]/feed.json/route';
import { GET as incidentAtom } from '@/app/incidents/[id]/feed.atom/route';
import { GET as incidentJson } from '@/app/incidents/[id]/feed.json/route';
import { GET as ledgerAtom } from '@/app/ledger/feed.atom/route';
import { GET as ledgerJson } from '@/app/ledger/feed.json/route';
import { GET as questionAtom } from '@/app/questions/[kind]/[id]/[attribute]/feed.atom/route';
import { GET as siteAtom } from '@/app/sites/[id]/feed.atom/route';
import { GET as sourceJson } from '@/app/sources/[id]/feed.json/route';
import { database as processDatabase } from '@/db/client';
import type { Command } from '@/domain/command';
import { listSubstantive } from '@/queries/list-substantive';
import { loadSampleRecord, type SampleRecord } from '../support/sample-record';

let sample: SampleRecord;
let owner: postgres.Sql;

beforeAll(async () => {
  sample = await loadSampleRecord();
  // A route opens the process's own database, as in the server.
  process.env.DATABASE_URL = sample.url;
  owner = postgres(sample.url, { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await (await processDatabase()).end();
  await owner.end();
  await sample.drop();
});

const host = '127.0.0.1:3000';
const balad = { id: 'balad-2021-05-03' };

const asked = (path: string, headers: Record<string, string> = {}): Request =>
  new Request(`http://${host}${path}`, { headers: { host, ...headers } });

const ofBalad = (path = '', headers = {}) =>
  incidentAtom(asked(`/incidents/balad-2021-05-03/feed.atom${path}`, headers), { params: Promise.resolve(balad) });

/** What PostgreSQL's XML parser finds there; it refuses what is not well-formed. */
async function found(xml: string, path: string): Promise<string[]> {
  const [row] = await owner<[{ found: string[] }]>`
    select xpath(${path}, xmlparse(document ${xml}), array[array['a', 'http://www.w3.org/2005/Atom']])::text[] as found`;
  return row.found;
}

type JsonFeed = {
  version: string;
  feed_url: string;
  next_url?: string;
  items: { id: string; url: string; title: string; content_html: string; date_published: string; authors: object[] }[];
};

const json = async (response: Response): Promise<JsonFeed> => {
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/feed+json; charset=utf-8');
  return (await response.json()) as JsonFeed;
};

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(...'<>&"\'] \r\n\t', ']]>', '\u0000', '\u0008', '\ufffe', '\uffff', '\ud800', 'س', '🚀'),
  }),
);

describe('a feed in XML', () => {
  test('is well-formed and says the same, whatever its texts hold', async () => {
    const allowed = (text: string) =>
      text.replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\u{FFFD}');
    await fc.assert(
      fc.asyncProperty(anyText, anyText, anyText, async (title, author, html) => {
        const entry = { id: 'urn:uuid:x', url: 'http://h/ledger/1?a=1&b="', title, updated: 'u', author, html };
        const feed: Feed = {
          ...{
            id: 'urn:uuid:f',
            title,
            about: html,
            updated: 'u',
            self: 'http://h/s?a&b',
            page: 'http://h/',
            next: null,
          },
          entries: [entry],
        };
        const rows = await owner`
          select entry.* from xmltable(xmlnamespaces('http://www.w3.org/2005/Atom' as a), '/a:feed/a:entry'
            passing xmlparse(document ${atomFeed(feed)}) columns title text path 'a:title',
            author text path 'a:author/a:name', html text path 'a:content', href text path 'a:link/@href') entry`;
        expect([...rows]).toEqual([
          { title: allowed(title), author: allowed(author), html: allowed(html), href: entry.url },
        ]);
        expect(JSON.parse(jsonFeed(feed)).items[0].title).toBe(title);
      }),
      { numRuns: 150 },
    );
  });
});

describe('a feed of the sample', () => {
  test('tells each event once: its sentence, who gave it, when, and what it did to the record', async () => {
    const response = await ofBalad();
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
    const xml = await response.text();
    expect(await found(xml, '/a:feed/a:title/text()')).toEqual([
      'Changes: Rockets at Balad Air Base, 3 May 2021 · Palimpsest',
    ]);
    const ids = await found(xml, '/a:feed/a:entry/a:id/text()');
    expect(ids).toHaveLength(50);
    expect(new Set(ids).size).toBe(50);
    const entry = (
      await json(await incidentJson(asked('/incidents/balad-2021-05-03/feed.json'), { params: Promise.resolve(balad) }))
    ).items;
    expect(entry.map(({ id }) => id)).toEqual(ids);
    const revised = entry.find(({ title }) => title.includes('revised an earlier answer'));
    expect(revised?.title).toBe(
      'Iraqi security officials speaking to Reuters (unnamed) revised an earlier answer: Iraqi security officials speaking to Reuters (unnamed): rockets (fired) at least 6. Read in “Reuters story on rockets landing at Balad”.',
    );
    expect(revised?.authors).toEqual([{ name: 'Sample curator' }]);
    expect(revised?.url).toMatch(/^http:\/\/127\.0\.0\.1:3000\/ledger\/\d+$/);
    expect(revised?.content_html).toMatch(/<li>Rockets: still Disputed, \d+ to \d+ origins<\/li>/);
  });

  test('tells what a correction changed, before and after, in its sentence and apart', async () => {
    const [row] = await owner<{ id: string; version: number }[]>`
      select id, version from record.claim where subject_id = ${balad.id} and answer ->> 'form' = 'exactly' and attribute = 'rockets'
      and not withdrawn order by id limit 1`;
    if (!row) throw new Error('The sample has no such claim.');
    await sample.give({
      type: 'CorrectClaim',
      subject: { kind: 'incident', ...balad },
      claim: row.id,
      shownVersion: Number(row.version),
      corrected: { answer: { kind: 'count', form: 'exactly', n: 77 }, scope: 'landed inside' },
      reason: 'We misread “<77> & more”.',
    } as Command);
    const [newest] = (await json(await ledgerJson(asked('/ledger/feed.json')))).items;
    expect(newest?.title).toMatch(
      /^Our record of .+ was corrected: What it counts \S+ became landed inside; Rockets \(landed inside\) \d+ became 77$/,
    );
    expect(newest?.content_html).toContain('Because: We misread “&lt;77&gt; &amp; more”.');
    expect(newest?.content_html).toContain('<ins>77</ins>');
  });

  test('gives an event the same id and the same words in every feed, whatever host it is read from', async () => {
    const byId = async (response: Response) => new Map((await json(response)).items.map((item) => [item.id, item]));
    const whole = await byId(await ledgerJson(asked('/ledger/feed.json')));
    const own = await byId(
      await incidentJson(asked('/incidents/balad-2021-05-03/feed.json'), { params: Promise.resolve(balad) }),
    );
    const shared = [...own].filter(([id]) => whole.has(id));
    expect(shared.length).toBeGreaterThan(0);
    for (const [id, item] of shared) expect(item).toEqual(whole.get(id));
    const elsewhere = new Request('http://localhost:8080/ledger/feed.json', { headers: { host: 'localhost:8080' } });
    const moved = await json(await ledgerJson(elsewhere));
    expect(moved.items.map(({ id }) => id)).toEqual([...whole.keys()]);
    expect(moved.feed_url).toBe('http://localhost:8080/ledger/feed.json');
    expect(moved.items[0]?.url).toMatch(/^http:\/\/localhost:8080\/ledger\/\d+$/);
    for (const id of whole.keys()) expect(id).toMatch(/^urn:uuid:[0-9a-f-]{36}$/);
  });

  test('has an id of its own that is no entry’s, the same on all its pages and hosts', async () => {
    const idOf = async (response: Response) => (await found(await response.text(), '/a:feed/a:id/text()'))[0];
    const id = await idOf(await ofBalad());
    expect(id).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(await idOf(await ofBalad('?before=200'))).toBe(id);
    expect(await idOf(await ofBalad('', { host: 'localhost:8080' }))).toBe(id);
    const others = await Promise.all([
      ledgerAtom(asked('/ledger/feed.atom')),
      ledgerAtom(asked('/ledger/feed.atom?site=balad-air-base')),
      siteAtom(asked('/sites/balad-air-base/feed.atom'), { params: Promise.resolve({ id: 'balad-air-base' }) }),
    ]);
    const ids = await Promise.all(others.map(idOf));
    expect(new Set([id, ...ids]).size).toBe(4);
  });

  test('leads to its older entries until there are none, and keeps its filters on the way', async () => {
    let url: string | undefined = `http://${host}/ledger/feed.json?site=balad-air-base`;
    const seen: string[] = [];
    for (let pages = 0; url !== undefined && pages < 20; pages++) {
      const page: JsonFeed = await json(await ledgerJson(new Request(url, { headers: { host } })));
      expect(page.feed_url).toBe(url);
      seen.push(...page.items.map(({ id }) => id));
      url = page.next_url;
      if (url !== undefined) expect(url).toContain('site=balad-air-base&before=');
    }
    expect(url).toBeUndefined();
    const all: string[] = [];
    for (let before: number | null | undefined; before !== null; ) {
      const page = await listSubstantive(sample.db, { ledger: { site: 'balad-air-base' } }, before);
      if (page === null || 'refused' in page) throw new Error('The sample has no such site.');
      all.push(...page.events.map(({ eventId }) => `urn:uuid:${eventId}`));
      before = page.next;
    }
    expect(seen).toEqual(all);
    expect(seen.length).toBeGreaterThan(50);
    const xml = await (await ledgerAtom(asked('/ledger/feed.atom?site=balad-air-base'))).text();
    const [next] = await found(xml, '/a:feed/a:link[@rel="next"]/@href');
    expect(next).toMatch(/^http:\/\/127\.0\.0\.1:3000\/ledger\/feed\.atom\?site=balad-air-base&amp;before=\d+$/);
  });

  test('is not sent again until something of substance happened', async () => {
    const first = await ofBalad();
    const tag = first.headers.get('etag') ?? '';
    expect(tag).toMatch(/^"\d+-[0-9a-f]+"$/);
    for (const known of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
      const again = await ofBalad('', { 'if-none-match': known });
      expect(again.status, known).toBe(304);
      expect(await again.text()).toBe('');
      expect(again.headers.get('etag')).toBe(tag);
    }
    expect((await ofBalad('', { 'if-none-match': '"other"' })).status).toBe(200);
    const question = { subject: { kind: 'incident' as const, ...balad }, attribute: 'rockets' };
    await sample.give({ type: 'MakeRemark', ...question, remark: `r-${randomUUID()}`, text: 'Launches were counted.' });
    expect((await ofBalad('', { 'if-none-match': tag })).status).toBe(304);
    await sample.give({
      type: 'RuleQuestion',
      ...question,
      rule: 'not to be told',
      outcome: { kind: 'undecidable' },
      evidence: [{ document: 'doc-rudaw-2021-05-03' }],
      rationale: 'The counts are of different things.',
      shownVersion: Number(
        (await owner`select version from ledger.stream where stream_id = ${`incident:${balad.id}`}`)[0]?.version,
      ),
      shownPosition: Number((await owner`select max(position) as position from ledger.log`)[0]?.position),
    } as Command);
    const after = await ofBalad('', { 'if-none-match': tag });
    expect(after.status).toBe(200);
    expect((await found(await after.text(), '/a:feed/a:entry[1]/a:title/text()'))[0]).toBe(
      'A ruling was made on rockets: it cannot be decided. The counts are of different things.',
    );
  });

  test('tells what was erased as erased, also to a reader who had it', async () => {
    const read = () => sourceJson(asked('/sources/src-afp/feed.json'), { params: Promise.resolve({ id: 'src-afp' }) });
    const before = await read();
    const text = await before.text();
    expect(text).toContain('AFP');
    expect(text).toContain('Sample curator');
    await owner`update record.source set name = null where id = 'src-afp'`;
    await owner`update record.person set name = null where name = 'Sample curator'`;
    await owner`update record.document set title = null`;
    const after = await sourceJson(
      asked('/sources/src-afp/feed.json', { 'if-none-match': before.headers.get('etag') ?? '' }),
      { params: Promise.resolve({ id: 'src-afp' }) },
    );
    const told = await json(after);
    expect(told.items[0]?.authors).toEqual([{ name: '[erased]' }]);
    expect(told.items.every(({ title }) => title.includes('[erased]'))).toBe(true);
    expect(JSON.stringify(told)).not.toMatch(/AFP|Sample curator/);
  });

  test('is refused by name where the address asks for what cannot be read', async () => {
    for (const [query, field, refused = 'invalid-input'] of [
      ['?site=nowhere', 'site', 'unknown-id'],
      ['?source=nobody', 'source', 'unknown-id'],
      ['?attribute=nothing', 'attribute', 'unknown-id'],
      ['?attribut=wounded', 'attribut'],
      ['?site=Balad%20Air%20Base', 'site'],
      ['?site=', 'site'],
      ['?source=%00', 'source'],
      ['?attribute=%00', 'attribute'],
      ['?site=balad-air-base&site=erbil', 'site'],
      ['?before=-1', 'before'],
      ['?before=1e3', 'before'],
      [`?before=${'9'.repeat(30)}`, 'before'],
      ['?__proto__=1', '__proto__'],
    ] as const)
      for (const get of [ledgerAtom, ledgerJson]) {
        const response = await get(asked(`/ledger/feed${query}`));
        expect(response.status, query).toBe(400);
        expect(await response.json(), query).toEqual({ refused, field, reason: expect.stringMatching(/\.$/) });
      }
    expect((await ofBalad('?attribute=wounded')).status).toBe(400);
  });

  test('is not there where nothing is on record', async () => {
    const question = (params: { kind: string; id: string; attribute: string }) =>
      questionAtom(asked('/'), { params: Promise.resolve(params) });
    expect((await question({ kind: 'incident', ...balad, attribute: 'rockets' })).status).toBe(200);
    for (const answer of [
      question({ kind: 'incident', ...balad, attribute: '100%' }),
      question({ kind: 'source', id: 'src-afp', attribute: 'rockets' }),
      question({ kind: 'incident', id: '%00', attribute: 'rockets' }),
      documentJson(asked('/'), { params: Promise.resolve({ id: 'unknown' }) }),
      siteAtom(asked('/'), { params: Promise.resolve(balad) }),
    ])
      expect((await answer).status).toBe(404);
  });
});
