import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '@/db/client';
import { comparableTerm } from '@/domain/answer/category';
import { joinSpans, type Span } from '@/domain/answer/span';
import { denoteTime } from '@/domain/answer/time';
import { incidentKinds } from '@/domain/incident/command';
import { matchesName } from '@/domain/name/matches-name';
import type { World } from '@/projections/world';
import { type IncidentPage, incidentFiltersSchema, listIncidents } from '@/queries/list-incidents';
import { createTestDatabase, type TestDatabase } from '../support/cluster';
import { randomIncidents } from '../support/random-incidents';
import { chance } from '../support/random-record';

type Asked = Record<string, string>;

const read = (asked: Asked) => incidentFiltersSchema.parse(asked);

/** The spans an incident may have happened in, read from the live claims and from nothing the lists read. */
function spansOf(world: World, id: string): Span[] {
  const live = new Set(world.question.get(`incident ${id} date`)?.assessment.live ?? []);
  const claims = [...world.claim.values()].filter((claim) => live.has(claim.id));
  return joinSpans(
    claims.flatMap(({ answer }) => (answer.kind === 'time' ? (denoteTime(answer.edtf)?.spans ?? []) : [])),
  );
}

type Seen = { id: string; sortAt: number; matches: (asked: Asked) => boolean };

/** Every incident in the order of the list, each with the whole of the filters' meaning written a second time. */
function everyIncident(world: World): Seen[] {
  const seen = [...world.incident.values()].map((incident): Seen => {
    const spans = spansOf(world, incident.id);
    const site = incident.siteId ? world.site.get(incident.siteId) : undefined;
    const names = [incident.title ?? '', ...(site ? [site.name, ...site.aliases] : [])].join(' ');
    const questions = [...world.question.values()].filter(({ subjectId }) => subjectId === incident.id);
    const claims = [...world.claim.values()].filter(({ subjectId }) => subjectId === incident.id);
    const first = [spans[0]?.from, spans.at(-1)?.to].find((end) => end !== undefined && Number.isFinite(end));
    const wanted: Record<string, (value: string, asked: Asked) => boolean> = {
      site: (value) => incident.siteId === value,
      within: (value) => (site?.within ?? []).some((place) => comparableTerm(place) === comparableTerm(value)),
      kind: (value) => incident.kind === value,
      source: (value) => claims.some(({ claimantId, relaysId }) => [claimantId, relaysId].includes(value)),
      state: (value, { attribute }) =>
        questions.some((each) => each.state === value && (!attribute || each.attribute === attribute)),
      attribute: (value) => questions.some((each) => each.attribute === value),
      text: (value) => matchesName(value, names),
      undated: () => spans.length === 0,
      unplaced: () => incident.siteId === null,
      from: (value, { to }) => meets(spans, value, to),
      to: (value, { from }) => meets(spans, from, value),
    };
    return {
      id: incident.id,
      sortAt: first ?? Number.NEGATIVE_INFINITY,
      matches: (asked) => Object.entries(asked).every(([name, value]) => wanted[name]?.(value, asked)),
    };
  });
  return seen.sort((a, b) => b.sortAt - a.sortAt || (a.id < b.id ? 1 : -1));
}

function meets(spans: readonly Span[], from: string | undefined, to: string | undefined): boolean {
  const start = from === undefined ? Number.NEGATIVE_INFINITY : (denoteTime(from)?.spans[0]?.from as number);
  const end = to === undefined ? Number.POSITIVE_INFINITY : (denoteTime(to)?.spans[0]?.to as number);
  return spans.some((span) => span.from < end && start < span.to);
}

/** All pages from the first on, or from the last page back. */
async function walk(db: Database, asked: Asked, between = async () => {}): Promise<string[]> {
  const ids: string[] = [];
  let page = await listIncidents(db, read(asked));
  for (ids.push(...idsOf(page)); page.next; ids.push(...idsOf(page))) {
    await between();
    page = await listIncidents(db, read({ ...asked, after: page.next }));
  }
  return ids;
}

const idsOf = (page: IncidentPage) => page.rows.map(({ id }) => id);

describe.each([1, 2])('the incidents that seed %i decides', (seed) => {
  let database: TestDatabase;
  let db: Database;
  let owner: postgres.Sql;
  const incidents = randomIncidents(seed);

  beforeAll(async () => {
    database = await createTestDatabase();
    db = await openDatabase(database.url);
    owner = postgres(database.url, { max: 1, onnotice: () => {} });
    await incidents.grow(db, 270);
    await owner`analyze`;
  });

  afterAll(async () => {
    await owner.end();
    await db.end();
    await database.drop();
  });

  test('are listed as a look at every one of them would have it, under any filters', async () => {
    const every = everyIncident(incidents.world);
    const next = chance(seed * 31);
    const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(next() * items.length)] as Item;
    const anything: (() => Asked)[] = [
      () => ({ site: pick(['balad', 'asad', 'nowhere']) }),
      () => ({ within: pick(['Iraq', 'ANBAR', 'salah  al-din', 'France']) }),
      () => ({ kind: pick(incidentKinds) }),
      () => ({ source: pick(['agency', 'office', 'nobody']) }),
      () => ({ state: pick(['Disputed', 'One source', 'Agreed']) }),
      () => ({ state: pick(['Disputed', 'Not reported']), attribute: pick(['date', 'rockets', 'killed']) }),
      () => ({ attribute: pick(['date', 'wounded', 'weapon']) }),
      () => ({ text: pick(['balad', 'b', 'rock base', 'irbil', 'أربيل', 'salah al din', 'the', '!', 'بلد', 'zzz']) }),
      () => ({ unplaced: '1' }),
      () => pick<Asked>([{ undated: '1' }, { from: '2017' }, { to: '2016-04' }, { from: '2018-03', to: '2018-03-09' }]),
      () => {
        const year = 2014 + Math.floor(next() * 9);
        return { from: `${year}-0${1 + Math.floor(next() * 9)}-15`, to: String(year + 1) };
      },
    ];
    let shown = 0;
    for (let at = 0; at < 60; at++) {
      const asked: Asked = {};
      for (let parts = Math.floor(next() * 3.5); parts > 0; parts--) {
        const more = pick(anything)();
        // The two say opposite things of an incident: that is refused, and tried below.
        if (!('undated' in more && asked.from) && !(asked.undated && ('from' in more || 'to' in more)))
          Object.assign(asked, more);
      }
      if (asked.from && asked.to && !incidentFiltersSchema.safeParse(asked).success) delete asked.to;
      const expected = every.filter(({ matches }) => matches(asked)).map(({ id }) => id);
      expect(await walk(db, asked), JSON.stringify(asked)).toEqual(expected);
      shown += expected.length;
      const { total } = await listIncidents(db, read(asked));
      if (total) expect(total, JSON.stringify(asked)).toEqual({ count: expected.length, isMore: false });
    }
    expect(shown).toBeGreaterThan(700);
  });

  test('name the last event in their history', async () => {
    const changes = [...incidents.world.change.values()];
    const { rows } = await listIncidents(db, read({}));
    for (const { id, lastChange } of rows) {
      const own = changes.filter(({ subjectKind, subjectId }) => subjectKind === 'incident' && subjectId === id);
      expect(lastChange, id).toBe(Math.max(...own.map(({ position }) => position)));
    }
  });

  test('read backwards are the same pages', async () => {
    const forwards: string[][] = [];
    let page = await listIncidents(db, read({}));
    for (forwards.push(idsOf(page)); page.next; forwards.push(idsOf(page)))
      page = await listIncidents(db, read({ after: page.next }));
    expect(forwards.length).toBe(6);
    const backwards = [idsOf(page)];
    for (; page.previous; backwards.unshift(idsOf(page)))
      page = await listIncidents(db, read({ before: page.previous }));
    // The last page is short; from there back every page is full, and the first holds what is left.
    expect(backwards.flat()).toEqual(forwards.flat());
  });

  test('are each met once and none is missed while others are added between the pages', async () => {
    const before = everyIncident(incidents.world).map(({ id }) => id);
    const met = await walk(db, {}, () => incidents.grow(db, 7));
    expect(new Set(met).size).toBe(met.length);
    expect(met.filter((id) => before.includes(id))).toEqual(before);
  });

  test('are counted where they have no date or no place', async () => {
    const every = everyIncident(incidents.world);
    const page = await listIncidents(db, read({ site: 'balad' }));
    const count = (asked: Asked) => ({ count: every.filter(({ matches }) => matches(asked)).length, isMore: false });
    expect(page.undated).toEqual(count({ undated: '1' }));
    expect(page.unplaced).toEqual(count({ unplaced: '1' }));
    expect(page.undated.count * page.unplaced.count).toBeGreaterThan(0);
  });

  test('that do not match leave a list that says what each filter keeps away', async () => {
    const every = everyIncident(incidents.world);
    const asked = { site: 'balad', text: 'zzz', unplaced: '1' };
    const { rows, without, total } = await listIncidents(db, read(asked));
    expect(rows).toEqual([]);
    expect(total).toEqual({ count: 0, isMore: false });
    expect(without).toEqual([
      { filter: 'text', found: { count: 0, isMore: false } },
      { filter: 'site', found: { count: 0, isMore: false } },
      { filter: 'unplaced', found: { count: 0, isMore: false } },
    ]);
    const placeless = every.filter(({ matches }) => matches({ unplaced: '1' })).length;
    const { without: two } = await listIncidents(db, read({ site: 'balad', unplaced: '1' }));
    expect(two.find(({ filter }) => filter === 'site')?.found).toEqual({
      count: Math.min(50, placeless),
      isMore: placeless > 50,
    });
  });
});

describe('an incident', () => {
  let database: TestDatabase;
  let db: Database;
  const given: Record<string, string | null> = {
    'one-of-two-days': '[2021-05-02,2021-05-05]',
    'in-a-year': '2021',
    'in-a-decade': '202X',
    'before-a-day': '../2021-05-04',
    'after-a-day': '2021-05-03/..',
    'open-on-both-sides': '[..2021-05-02,2021-05-05..]',
    'on-a-day': '2021-05-04',
    'at-the-end-of-a-day': '2021-05-03T23:59:00+03:00',
    'without-a-date': null,
  };

  beforeAll(async () => {
    database = await createTestDatabase();
    db = await openDatabase(database.url);
    const record = randomIncidents(9);
    for (const [id, date] of Object.entries(given)) {
      const about = { claim: `${id}-c`, document: 'one', report: 'r', claimant: 'paper', attribute: 'date' };
      await record.happen(db, [
        [`incident:${id}`, { type: 'IncidentOpened', data: { title: id, kind: 'Other', site: 'balad' } }],
        ...(date
          ? ([
              [`incident:${id}`, { type: 'ClaimRecorded', data: { ...about, answer: { kind: 'time', edtf: date } } }],
            ] as const)
          : []),
      ] as Parameters<typeof record.happen>[1]);
    }
  });
  afterAll(async () => {
    await db.end();
    await database.drop();
  });

  const listed = async (asked: Asked) => idsOf(await listIncidents(db, read(asked))).sort();

  test('on one of two days is on neither day between; in a year it may be on any of its days', async () => {
    const days = { '2021-05-02': true, '2021-05-03': false, '2021-05-04': false, '2021-05-05': true };
    for (const [day, isOn] of Object.entries(days)) {
      const found = await listed({ from: day, to: day });
      expect(found.includes('one-of-two-days'), day).toBe(isOn);
      expect(found.includes('open-on-both-sides'), day).toBe(isOn);
      expect(found, day).toEqual(expect.arrayContaining(['in-a-year', 'in-a-decade']));
    }
  });

  test('with an open end may fall in any range on its open side', async () => {
    expect(await listed({ to: '1950' })).toEqual(['before-a-day', 'open-on-both-sides']);
    expect(await listed({ from: '2050' })).toEqual(['after-a-day', 'open-on-both-sides']);
    expect(await listed({ from: '2022', to: '2023' })).toEqual(['after-a-day', 'in-a-decade', 'open-on-both-sides']);
  });

  test('of a clock time is on its day in Baghdad', async () => {
    expect(await listed({ from: '2021-05-03', to: '2021-05-03' })).toContain('at-the-end-of-a-day');
    expect(await listed({ from: '2021-05-04', to: '2021-05-04' })).not.toContain('at-the-end-of-a-day');
  });

  test('without a date is in no range, and last in the list', async () => {
    expect(await listed({ from: '0001', to: '9999' })).not.toContain('without-a-date');
    expect(await listed({ undated: '1' })).toEqual(['without-a-date']);
    const { rows } = await listIncidents(db, read({}));
    // Where no answer bounds the date on either side, the incident stands there, too.
    expect(rows.slice(-2).map(({ id }) => id)).toEqual(['without-a-date', 'open-on-both-sides']);
    expect(rows.at(-2)).toMatchObject({ card: { dating: 'undated', dates: [] } });
  });

  test('says how well its date is known', async () => {
    const { rows } = await listIncidents(db, read({}));
    const dating = Object.fromEntries(rows.map((row) => [row.id, row.card.dating]));
    expect(dating).toMatchObject({ 'on-a-day': 'day', 'in-a-year': 'uncertain', 'after-a-day': 'uncertain' });
  });
});

const hostile: [string, Asked, RegExp][] = [
  ['a cursor that is no cursor', { after: 'x' }, /begin at its first page/],
  ['a cursor of another list', { after: Buffer.from('["a","b"]').toString('base64url') }, /begin at its first page/],
  ['a cursor with a number beyond all', { before: Buffer.from('[1e300,"b"]').toString('base64url') }, /first page/],
  ['a cursor that is very long', { after: 'a'.repeat(100_000) }, /first page/],
  ['a cursor with U+0000', { after: Buffer.from('[1,"\\u0000"]').toString('base64url') }, /first page/],
  ['no site’s identifier', { site: "balad' or 1=1" }, /lower-case letters/],
  ['a state that is none', { state: 'True' }, /Choose one of the states/],
  ['a kind that is none', { kind: 'War' }, /Choose one of the kinds/],
  ['a day that is none', { from: '2021-02-30' }, /Write a date as/],
  ['EDTF that is no day', { to: '2021/..' }, /Write a date as/],
  ['a year of five digits', { to: '99999' }, /Write a date as/],
  ['a range that ends before it begins', { from: '2021-05', to: '2021-04' }, /must not lie before/],
  ['undated and in a range', { undated: '1', from: '2021' }, /in no range/],
  ['a switch that is neither', { unplaced: 'yes' }, /unplaced=1/],
  ['text with U+0000', { text: 'a\u0000b' }, /control character/],
  ['text without end', { text: 'x'.repeat(5000) }, /at most 200/],
  ['half a character', { within: '\ud800' }, /half a character/],
  ['what is not asked here', { sort: 'title' }, /sort/],
];

test('more incidents than are counted are listed by their dates as of a moment as they are now', async () => {
  const database = await createTestDatabase();
  const owner = postgres(database.url, { max: 1, onnotice: () => {} });
  const db = await openDatabase(database.url);
  // Sixty of 2010 among 1,200 of 2020; rows that lie the other way round in the table and in the list.
  await owner`
    insert into record.incident (id, title, kind, earliest, latest, dates, card, last_change, set_by, since)
    select 'i-' || n, 'Rockets', 'Other', at, at + 86400, int8multirange(int8range(at, at + 86400)), '{}', 1, 1, 1
    from generate_series(1, 1260) n, lateral (
      select (case when n <= 1200 then 1577836800 else 1262304000 end) + n * 60 as at) placed`;
  await owner`
    insert into record.facet (incident_id, facet, sort_at, since)
    select id, facet, earliest, 1 from record.incident, unnest(array['all', 'kind Other']) facet`;
  try {
    const lists: Asked[] = [
      { from: '2010', to: '2011' },
      { from: '2010', to: '2011', kind: 'Other' },
      { kind: 'Other' },
    ];
    for (const asked of lists) {
      const now = await listIncidents(db, read(asked));
      const then = await listIncidents({ ...db, moment: { position: 1, publishedBy: null } }, read(asked));
      expect(now.rows).toHaveLength(50);
      expect({ ...then, asOf: 0 }).toEqual({ ...now, asOf: 0 });
    }
  } finally {
    await Promise.all([owner.end(), db.end()]);
    await database.drop();
  }
});

const day = 86_400;
const at2010 = 1_262_304_000;

test('as of a moment all are listed who had it then, be they few or many that have it still or lost it since', async () => {
  const database = await createTestDatabase();
  const owner = postgres(database.url, { max: 1, onnotice: () => {} });
  const db = await openDatabase(database.url);
  const then = { ...db, moment: { position: 2, publishedBy: null } };
  const sizes = [
    [120, 40],
    [30, 1_100],
    [1_100, 40],
    [1_100, 1_050],
  ] as const;
  type Listed = { id: string; sortAt: number };
  const put = async (table: string, facets: (Listed & { facet: string })[], held: [number, number?]) => {
    const [since, until] = held;
    const rows = facets.map(({ id, sortAt, facet }) => ({ incident_id: id, facet, sort_at: sortAt, since, until }));
    const of = owner.unsafe(`record.${table}`);
    await owner`insert into ${of} select * from jsonb_populate_recordset(null::${of}, ${owner.json(rows)})`;
  };
  try {
    for (const [at, [standing, replaced]] of sizes.entries()) {
      // Half an hour apart, and those of one time by id.
      const some = (name: string, count: number) =>
        Array.from({ length: count }, (_, n) => ({
          id: `${name}-${at}-${n}`,
          sortAt: at2010 + Math.floor(n / 2) * 3600,
        }));
      const [stand, lost] = [some('stand', standing), some('lost', replaced)];
      const had = [...stand, ...lost];
      const strangers = [...some('later', 300), ...some('earlier', 300)];
      await owner`
        insert into record.incident (id, title, kind, earliest, latest, dates, card, last_change, set_by, since)
        select id, 'Rockets', 'Other', at, at + ${day}, int8multirange(int8range(at, at + ${day})), '{}', 1, 1, 1
        from unnest(${[...had, ...strangers].map(({ id }) => id)}::text[],
          ${[...had, ...strangers].map(({ sortAt }) => String(sortAt))}::bigint[]) of (id, at)`;
      const disputed = (those: Listed[]) => those.map((each) => ({ ...each, facet: `state q-${at} Disputed` }));
      const agreed = (those: Listed[]) => those.map((each) => ({ ...each, facet: `state q-${at} Agreed` }));
      await put('facet', [...disputed(stand), ...agreed(stand)], [1]);
      await put('facet_past', disputed(lost), [1, 3]);
      await put('facet', disputed(some('later', 300)), [3]);
      await put('facet_past', disputed(some('earlier', 300)), [0, 2]);

      const inOrder = (those: Listed[]) =>
        [...those].sort((a, b) => b.sortAt - a.sortAt || (a.id < b.id ? 1 : -1)).map(({ id }) => id);
      const asked: [Asked, Listed[]][] = [
        [{ attribute: `q-${at}`, state: 'Disputed' }, had],
        [{ attribute: `q-${at}` }, had],
        [
          { attribute: `q-${at}`, state: 'Disputed', from: '2010-01-04', to: '2010-01-05' },
          had.filter(({ sortAt }) => sortAt < at2010 + 5 * day - 10_800 && sortAt + day > at2010 + 3 * day - 10_800),
        ],
      ];
      for (const [what, those] of asked) {
        const found: string[] = [];
        let page = await listIncidents(then, read(what));
        const { total } = page;
        for (;;) {
          found.push(...page.rows.map(({ id }) => id));
          if (page.next === null) break;
          page = await listIncidents(then, read({ ...what, after: page.next }));
        }
        expect(found, JSON.stringify(what)).toEqual(inOrder(those));
        // And back again, page by page.
        const back =
          page.previous === null ? null : await listIncidents(then, read({ ...what, before: page.previous }));
        const end = found.length - page.rows.length;
        if (back) expect(back.rows.map(({ id }) => id)).toEqual(found.slice(end - 50, end));
        if (total && !total.isMore) expect(total.count).toBe(those.length);
      }
    }
  } finally {
    await Promise.all([owner.end(), db.end()]);
    await database.drop();
  }
});

test.each(hostile)('%s is refused in a sentence', (_what, asked, sentence) => {
  const outcome = incidentFiltersSchema.safeParse(asked);
  expect(outcome.success).toBe(false);
  expect(outcome.error?.issues[0]?.message).toMatch(sentence);
});
