import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { prepared, written } from '@/db/prepared';
import { askedWords, type SearchWord } from '@/domain/name/search-words';
import { facet, incident, longFacets, ordinarySpan, undatedSortAt } from '@/projections/subject.table';
import { type BoundedCount, boundedCount, isBackwards, mostCounted, type Place } from './keyset';
import type { Range } from './range';

/** Where an incident stands in the list: newest first, and those of one moment by id. */
export type IncidentKey = { sortAt: number; id: string };

/**
 * One thing that incidents are filtered by: they have a facet that begins so, or is exactly so. `walkable` are all the
 * facets that do, when there are few enough to walk along each.
 */
export type Condition = { beginnings: string[]; exactly: string[]; walkable: string[] | null };

/** A beginning with more facets than this is asked of each incident instead of walked along. */
const mostWalkable = 40;

/** After every facet with this beginning, compared by code point. */
const last = '\u{10ffff}';

/** A shorter sound begins too many others; it must be the whole sound. As in `matchesName`. */
const shortestBeginning = 3;

/** The condition of having one of these facets. */
export const having = (...facets: string[]): Condition => ({ beginnings: [], exactly: facets, walkable: facets });

/** One condition for each word asked for, as `matchesName` has it: the list finds by words what that rule allows. */
export function wordConditions(db: Database, text: string): Promise<Condition[]> {
  return Promise.all(askedWords(text).map((word) => wordCondition(db, word)));
}

async function wordCondition(db: Database, { words, sounds }: SearchWord): Promise<Condition> {
  const isLong = (sound: string) => sound.length >= shortestBeginning;
  const beginnings = [
    ...words.map((word) => `word ${word}`),
    ...sounds.filter(isLong).map((sound) => `sound ${sound}`),
  ];
  const exactly = sounds.filter((sound) => !isLong(sound)).map((sound) => `sound ${sound}`);
  // From one facet to the next that is named otherwise: each step is one descent of the index.
  const rows = await prepared(
    db.view.select({ facet: sql<string>`facet` }).from(sql`(
    with recursive asked as (select unnest(${sql.param(beginnings)}::text[]) collate "C" as beginning),
    found as (
      select beginning, (select f.facet from ${facet} f
        where f.facet >= beginning and f.facet < beginning || ${last} order by f.facet limit 1) as facet from asked
      union all
      select beginning, (select f.facet from ${facet} f
        where f.facet > found.facet and f.facet < beginning || ${last} order by f.facet limit 1) from found
      where found.facet is not null
    )
    select facet from found where facet is not null limit ${written(mostWalkable + 1)}) found`),
  );
  const walkable = [...new Set([...rows.map((row) => row.facet), ...exactly])];
  return { beginnings, exactly, walkable: rows.length > mostWalkable ? null : walkable };
}

/**
 * Up to `limit` incidents that meet every condition and whose dates may fall in the range, from a place of the list on,
 * in the order they are read. Walks along one facet and asks the rest of each incident met: along the facets of
 * the condition that fewest incidents meet, as far as they are counted. Undated incidents are in no range.
 */
export async function walkFacets(
  db: Database,
  { conditions, range, along }: { conditions: readonly Condition[]; range: Range | null; along: Driver },
  place: Place<IncidentKey>,
  limit: number,
): Promise<IncidentKey[]> {
  const others = conditions.filter((condition) => condition !== along.condition).map(asks);
  const alongAll = (those: (name: SQL) => SQL, asked: readonly SQL[]) =>
    along.facets.map((name) => way(those(sql`${name}`), [...others, ...asked], place, limit));
  if (!range) return meet(db, alongAll(db.moment && !along.met.isMore ? fewWith : allWith, []), place, limit);
  const everyone = conditions.map(asks);
  const alongLong = (band: (most: number) => SQL | null) =>
    longFacets.flatMap(({ facet: name, most }) => {
      const where = band(most);
      return where ? [way(allWith(sql`${name}`), [...everyone, where, mayFallIn(range)], place, limit)] : [];
    });
  const near = [
    ...alongAll(allWith, [within(...ordinaryBand(range)), mayFallIn(range)]),
    ...alongLong((most) => laterBand(range, most)),
  ];
  const earlier = alongLong((most) => earlierBand(range, most));
  // All of the earlier ones stand after all of the others: mostly they are not looked for at all.
  const [first, rest] = isBackwards(place) ? [earlier, near] : [near, earlier];
  const met = await meet(db, first, place, limit);
  return met.length === limit ? met : [...met, ...(await meet(db, rest, place, limit - met.length))];
}

/**
 * Up to `limit` incidents with one of these facets, from a place of the list on, in the order they are read; and how many
 * there are in all, null where that would take looking at very many. As of a moment, where no more have one than are counted,
 * all are read and only then put in order: they would else be looked for, in order, among all that ever had it.
 */
export async function walkAlone(
  db: Database,
  facets: readonly string[],
  place: Place<IncidentKey>,
  limit: number,
): Promise<{ keys: IncidentKey[]; total: BoundedCount | null }> {
  const isOne = facets.length === 1;
  const pageAlong = (name: SQL) => way(allWith(name), [], place, limit);
  const walked = isOne
    ? sql`${pageAlong(sql`${facets[0]}`)} f`
    : sql`unnest(${sql.param([...facets])}::text[]) along (facet), lateral ${pageAlong(sql`along.facet`)} f`;
  const areMany = sql`(select held > ${written(mostCounted)} from counted)`;
  const met = db.moment
    ? sql`select f.* from ${walked} where ${areMany}
        union all select f.sort_at, f.incident_id from few f
        where ${sql.join([sql`not ${areMany}`, ...beyond(place)], sql` and `)}`
    : sql`select f.* from ${walked}`;
  const rows = await prepared(
    db.view
      .select({
        sortAt: sql<number>`"sortAt"::float8`,
        id: sql<string | null>`id`,
        held: sql<number>`held`,
        incidents: sql<number>`incidents`,
      })
      .from(sql`(
        with few as materialized (
          select f.sort_at, f.incident_id from ${facet} f where ${isOneOf(facets)} limit ${written(mostCounted + 1)}),
        counted as materialized (
          select count(*)::int as held, count(${isOne ? sql`*` : sql`distinct incident_id`})::int as incidents from few)
        select met.*, counted.* from counted left join (
          select distinct * from (${met}) every
          order by ${sql.join(inOrder(place), sql`, `)} limit ${written(limit)}) met on true) page`)
      .orderBy(...inOrder(place)),
  );
  const { held, incidents } = rows[0] as (typeof rows)[number];
  const isMore = held > mostCounted;
  return {
    keys: rows.flatMap(({ sortAt, id }) => (id === null ? [] : { sortAt, id })),
    total: isMore && !isOne ? null : boundedCount(isMore ? held : incidents),
  };
}

/** The first incidents met on several ways. The same one may be met on more than one. */
async function meet(
  db: Database,
  ways: readonly SQL[],
  place: Place<IncidentKey>,
  limit: number,
): Promise<IncidentKey[]> {
  if (ways.length === 0) return [];
  return db.view
    .select({ sortAt: sql<number>`"sortAt"::float8`, id: sql<string>`id` })
    .from(sql`(${sql.join([...ways], sql` union `)}) met`)
    .orderBy(...inOrder(place))
    .limit(limit);
}

/** What a walk goes along, and how many incidents it meets at most on the way. */
export type Driver = { condition: Condition | null; facets: string[]; met: BoundedCount };

/** The facets fewest incidents have, of the conditions given; those of `all` where no condition can be walked along. */
export async function chooseDriver(
  db: Database,
  conditions: readonly Condition[],
  range: Range | null,
): Promise<Driver> {
  const walkable = conditions.flatMap((condition) =>
    condition.walkable ? [{ condition, facets: condition.walkable }] : [],
  );
  const candidates = walkable.length > 0 ? walkable : [{ condition: null, facets: ['all'] }];
  const counted = await countEach(
    db,
    candidates.map(({ facets }) => facets),
    range ? within(...ordinaryBand(range)) : null,
  );
  const drivers = candidates.map((candidate, at): Driver => ({ ...candidate, met: counted[at] as BoundedCount }));
  return drivers.reduce((best, driver) => (driver.met.count < best.met.count ? driver : best));
}

/** Of counts of more lists than these there are too many texts to keep. */
const mostPrepared = 2;

/** How many incidents have one of the facets, for each list of facets. An incident that has two is counted twice. */
export async function countEach(
  db: Database,
  lists: readonly string[][],
  band: SQL | null = null,
): Promise<BoundedCount[]> {
  const counts = lists.map(
    (facets, at) => sql`select ${at}::int as at, count(*)::int as count from (
      select from ${facet} f where ${isOneOf(facets)}${band ? sql` and ${band}` : sql``} limit ${written(mostCounted + 1)}) counted`,
  );
  const query = db.view
    .select({ count: sql<number>`count` })
    .from(sql`(${sql.join(counts, sql` union all `)}) counted`)
    .orderBy(sql`at`);
  const rows = await (lists.length <= mostPrepared ? prepared(query) : query);
  return rows.map(({ count }) => boundedCount(count));
}

/** Incidents with one facet, in the order of the list: those of `allWith` or `fewWith`. */
function way(those: SQL, asked: readonly SQL[], place: Place<IncidentKey>, limit: number): SQL {
  const order = isBackwards(place) ? sql`f.sort_at, f.incident_id` : sql`f.sort_at desc, f.incident_id desc`;
  return sql`(select f.sort_at as "sortAt", f.incident_id as id from ${those}
    ${sql.join([...asked, ...beyond(place)].map((condition) => sql` and ${condition}`))} order by ${order} limit ${written(limit)})`;
}

const allWith = (name: SQL): SQL => sql`${facet} f where f.facet = ${name}`;

/** Where no more have the facet than are counted: see `walkAlone`. */
const fewWith = (name: SQL): SQL =>
  sql`(select f.sort_at, f.incident_id from ${allWith(name)} limit ${written(mostCounted)}) f where true`;

const inOrder = (place: Place<IncidentKey>): SQL[] =>
  isBackwards(place) ? [sql`"sortAt"`, sql`id`] : [sql`"sortAt" desc`, sql`id desc`];

const beyond = ({ before, after }: Place<IncidentKey>): SQL[] =>
  before
    ? [sql`(f.sort_at, f.incident_id) > (${before.sortAt}::bigint, ${before.id}::text)`]
    : after
      ? [sql`(f.sort_at, f.incident_id) < (${after.sortAt}::bigint, ${after.id}::text)`]
      : [];

/**
 * Whether the incident met has it too: one look at its own few facets. As a value, not as EXISTS: that would let the
 * planner read every incident that has it.
 */
const asks = ({ beginnings, exactly }: Condition): SQL =>
  sql`(select true from ${facet} g where g.incident_id = f.incident_id and (${sql.join(
    [
      ...(exactly.length > 0 ? [isOneOf(exactly, sql`g.facet`)] : []),
      ...beginnings.map((beginning) => sql`g.facet >= ${beginning} and g.facet < ${beginning + last}`),
    ],
    sql` or `,
  )}) limit 1)`;

const isOneOf = (facets: readonly string[], column = sql`f.facet`): SQL =>
  facets.length === 1 ? sql`${column} = ${facets[0]}` : sql`${column} = any (${sql.param([...facets])}::text[])`;

/** Who stands between the ends of the range may fall in it; of the others the very spans are looked at. */
const mayFallIn = ({ from, to }: Range): SQL =>
  sql`(f.sort_at > ${from ?? undatedSortAt}::bigint${to === null ? sql`` : sql` and f.sort_at < ${to}::bigint`} or (select i.dates && int8range(${from}::bigint, ${to}::bigint) from ${incident} i where i.id = f.incident_id))`;

const within = (from: number, below: number | null): SQL =>
  below === null
    ? sql`f.sort_at >= ${from}::bigint`
    : sql`f.sort_at >= ${from}::bigint and f.sort_at < ${below}::bigint`;

/** Where incidents stand whose dates lie close together and may fall in the range. */
const ordinaryBand = ({ from, to }: Range): [number, number | null] => [
  from === null ? undatedSortAt + 1 : from - ordinarySpan,
  to,
];

/**
 * Where incidents stand whose dates begin before the ordinary band, as long before as they may span; null where there is
 * nothing before it. Those open on both sides stand with the undated.
 */
function earlierBand(range: Range, most: number): SQL | null {
  const [begin] = ordinaryBand(range);
  if (!Number.isFinite(most)) return within(undatedSortAt, begin);
  return range.from === null ? null : within(range.from - most, begin);
}

/** Where no answer says how early, incidents stand by the latest date: it may lie after the range. */
const laterBand = ({ to }: Range, most: number): SQL | null =>
  to === null || Number.isFinite(most) ? null : within(to, null);
