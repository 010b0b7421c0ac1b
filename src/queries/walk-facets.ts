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
  // From one facet to the next that is named otherwise: each step is one descent of the index. As of a moment among all there
  // ever were, since to find one that held then may take looking at very many: whoever has it then is asked on the walk.
  const named = db.moment ? sql`facet_ever` : sql`${facet}`;
  const rows = await prepared(
    db.view.select({ facet: sql<string>`facet` }).from(sql`(
    with recursive asked as (select ${eachOf(beginnings)} collate "C" as beginning),
    found as (
      select beginning, (select f.facet from ${named} f
        where f.facet >= beginning and f.facet < beginning || ${last} order by f.facet limit 1) as facet from asked
      union all
      select beginning, (select f.facet from ${named} f
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
  // Of more conditions and facets there are too many texts to keep.
  const areAlike = others.length === 0 && along.facets.length === 1;
  const meet = (ways: readonly SQL[]) => firstMet(db, ways, place, limit, areAlike);
  const given: Given = areAlike ? (value) => sql`(select ${value})` : (value) => value;
  const hasIt = (name: string) => sql`f.facet = ${given(sql`${name}::text`)}`;
  const alongAll = (asked: readonly SQL[] = []) =>
    along.facets.flatMap((name) =>
      partsOf(db).map(({ all }) => way(all, hasIt(name), [...others, ...asked], place, limit)),
    );
  if (!range) {
    if (!db.moment || along.met?.isMore) return meet(alongAll());
    const few = (name: string) => sql`(${fromEach(db, 'held', hasIt(name))} limit ${written(mostCounted)})`;
    return meet(along.facets.map((name) => way(few(name), sql`true`, others, place, limit)));
  }
  const everyone = conditions.map(asks);
  const alongLong = (band: (most: number) => SQL | null) =>
    longFacets.flatMap(({ facet: name, most }) => {
      const where = band(most);
      if (where === null) return [];
      const asked = [...everyone, where, mayFallIn(range)];
      return partsOf(db).map(({ all }) => way(all, hasIt(name), asked, place, limit));
    });
  // Newest first: each stretch stands before the next, which mostly need not be looked for.
  const [begin] = ordinaryBand(range);
  const stretches = [
    alongLong((most) => laterBand(range, most, given)),
    alongAll([inside(range, given)]),
    [
      ...(range.from === null ? [] : alongAll([within(begin, range.from + 1, given), mayFallIn(range)])),
      ...alongLong((most) => earlierBand(range, most, given)),
    ],
  ];
  const [first = [], second = [], third = []] = isBackwards(place) ? stretches.reverse() : stretches;
  const met = (await Promise.all([meet(first), meet(second)])).flat();
  return (met.length < limit ? [...met, ...(await meet(third))] : met).slice(0, limit);
}

/**
 * Up to `limit` incidents with one of these facets, from a place of the list on, in the order they are read; and how many
 * there are in all, null where that would take looking at very many. As of a moment, where no more of a part held one than are
 * counted, all are read and only then put in order: they would else be looked for, in order, among all that ever had it.
 */
export async function walkAlone(
  db: Database,
  facets: readonly string[],
  place: Place<IncidentKey>,
  limit: number,
): Promise<{ keys: IncidentKey[]; total: BoundedCount | null }> {
  const isOne = facets.length === 1;
  const parts = partsOf(db).map(({ all, held }, nth) => {
    const areMany = sql`(select ${sql.raw(`held_${nth}`)} > ${written(mostCounted)} from counted)`;
    const alongOne = (name: SQL) => way(all, sql`f.facet = ${name}`, [], place, limit);
    const walked = isOne
      ? sql`${alongOne(sql`${facets[0]}`)} f`
      : sql`${eachOf(facets)} along (facet), lateral ${alongOne(sql`along.facet`)} f`;
    const those = sql`select f.sort_at, f.incident_id from ${held} f where ${isOneOf(facets)}`;
    // Each once, before they are limited. The offset keeps the order from being looked for in the index.
    const once = isOne ? sql`${those} offset 0` : sql`select distinct * from (${those}) every offset 0`;
    const few = way(sql`(${once})`, sql`not ${areMany}`, [], place, limit);
    const counted = sql`${those} limit ${written(mostCounted + 1)}`;
    return {
      held: sql`(select count(*)::int from (${counted}) counted) as ${sql.raw(`held_${nth}`)}`,
      counted: sql`(${counted})`,
      met: db.moment
        ? sql`select f.* from ${walked} where ${areMany} union all ${few}`
        : sql`select f.* from ${walked}`,
    };
  });
  const each = (what: 'held' | 'counted' | 'met', between: string) =>
    sql.join(
      parts.map((part) => part[what]),
      sql.raw(between),
    );
  // One facet is had once: only of several an incident may have two.
  const incidents = isOne
    ? sql``
    : sql`, (select count(distinct incident_id)::int from (${each('counted', ' union all ')}) every) as incidents`;
  const rows = await prepared(
    db.view
      .select({
        sortAt: sql<number>`"sortAt"::float8`,
        id: sql<string | null>`id`,
        held: sql<number>`${sql.join(
          parts.map((_, nth) => sql.raw(`held_${nth}`)),
          sql` + `,
        )}`,
        incidents: isOne ? sql<null>`null` : sql<number>`incidents`,
      })
      .from(sql`(
        with counted as materialized (select ${each('held', ', ')}${incidents})
        select met.*, counted.* from counted left join (
          select distinct * from (${each('met', ' union all ')}) every
          order by ${sql.join(inOrder(place), sql`, `)} limit ${written(limit)}) met on true) page`)
      .orderBy(...inOrder(place)),
  );
  const { held, incidents: counted } = rows[0] as (typeof rows)[number];
  const isMore = held > mostCounted;
  return {
    keys: rows.flatMap(({ sortAt, id }) => (id === null ? [] : { sortAt, id })),
    total: isMore && !isOne ? null : boundedCount(isMore ? held : (counted ?? held)),
  };
}

/**
 * The first incidents met on several ways. The same one may be met on more than one. Where the ways are alike but for their
 * values, the statement is kept.
 */
async function firstMet(
  db: Database,
  ways: readonly SQL[],
  place: Place<IncidentKey>,
  limit: number,
  areAlike: boolean,
): Promise<IncidentKey[]> {
  if (ways.length === 0) return [];
  const query = db.view
    .select({ sortAt: sql<number>`"sortAt"::float8`, id: sql<string>`id` })
    .from(sql`(${sql.join([...ways], sql` union `)}) met`)
    .orderBy(...inOrder(place))
    .limit(written(limit) as unknown as number);
  return areAlike ? prepared(query) : query;
}

/** What a walk goes along, and how many incidents it meets at most on the way: null where there was no choice to count for. */
export type Driver = { condition: Condition | null; facets: string[]; met: BoundedCount | null };

/**
 * The facets fewest incidents have, of the conditions given; those of `all` where no condition can be walked along. Of a range
 * nothing is counted where there is no choice.
 */
export async function chooseDriver(
  db: Database,
  conditions: readonly Condition[],
  range: Range | null,
): Promise<Driver> {
  const walkable = conditions.flatMap((condition) =>
    condition.walkable ? [{ condition, facets: condition.walkable }] : [],
  );
  const candidates = walkable.length > 0 ? walkable : [{ condition: null, facets: ['all'] }];
  if (range && candidates.length === 1) return { ...(candidates[0] as (typeof candidates)[number]), met: null };
  const counted = await countEach(
    db,
    candidates.map(({ facets }) => facets),
    range,
  );
  const drivers = candidates.map((candidate, at) => ({ ...candidate, met: counted[at] as BoundedCount }));
  return drivers.reduce((best, driver) => (driver.met.count < best.met.count ? driver : best));
}

/** Of counts of more lists than these there are too many texts to keep. */
const mostPrepared = 2;

/**
 * How many incidents have one of the facets, for each list of facets; of a range, how many of these a walk meets at most, long
 * ones aside. An incident that has two is counted twice.
 */
export async function countEach(
  db: Database,
  lists: readonly string[][],
  range: Range | null = null,
): Promise<BoundedCount[]> {
  const band = range && within(...ordinaryBand(range), (value) => sql`(select ${value})`);
  const counts = lists.map(
    (facets, at) => sql`select ${at}::int as at, count(*)::int as count from (
      ${band ? fromEach(db, 'all', sql`${band} and ${isOneOf(facets)}`) : fromEach(db, 'held', isOneOf(facets))} limit ${written(mostCounted + 1)}) counted`,
  );
  const query = db.view
    .select({ count: sql<number>`count` })
    .from(sql`(${sql.join(counts, sql` union all `)}) counted`)
    .orderBy(sql`at`);
  const rows = await (lists.length <= mostPrepared ? prepared(query) : query);
  return rows.map(({ count }) => boundedCount(count));
}

/** Incidents of a part that have it, in the order of the list. */
function way(part: SQL, hasIt: SQL, asked: readonly SQL[], place: Place<IncidentKey>, limit: number): SQL {
  const order = isBackwards(place) ? sql`f.sort_at, f.incident_id` : sql`f.sort_at desc, f.incident_id desc`;
  return sql`(select f.sort_at as "sortAt", f.incident_id as id from ${part} f
    where ${sql.join([hasIt, ...asked, ...beyond(place)], sql` and `)} order by ${order} limit ${written(limit)})`;
}

/**
 * What the facets are read from: all of them; and as of a moment those that still stand, and those replaced since. `held` has the
 * same in no order, found by when they were held.
 */
const partsOf = (db: Database): { all: SQL; held: SQL }[] =>
  db.moment
    ? [
        { all: sql`facet_standing`, held: sql`facet_standing` },
        { all: sql`facet_replaced`, held: sql`facet_held` },
      ]
    : [{ all: sql`${facet}`, held: sql`${facet}` }];

/** Those of all parts that meet a condition, in no order. */
const fromEach = (db: Database, which: 'all' | 'held', where: SQL): SQL =>
  sql.join(
    partsOf(db).map((part) => sql`select f.sort_at, f.incident_id from ${part[which]} f where ${where}`),
    sql` union all `,
  );

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
  facets.length === 1 ? sql`${column} = ${facets[0]}` : sql`${column} = any (array(select ${eachOf(facets)}))`;

/** Each of several texts. Of an array a plan for all values does not know the length: one for these seems cheaper, each time. */
const eachOf = (texts: readonly string[]): SQL => sql`jsonb_array_elements_text(${JSON.stringify(texts)}::jsonb)`;

/**
 * How a value stands in a statement. Behind a select it is not looked at for a plan: those for all values and for these are
 * the same then, and the first is kept.
 */
type Given = (value: SQL) => SQL;

/** Whose dates may fall in the range: asked of those who do not stand between its ends. */
const mayFallIn = ({ from, to }: Range): SQL =>
  sql`(select i.dates && int8range(${from}::bigint, ${to}::bigint) from ${incident} i where i.id = f.incident_id)`;

/** Who stands between the ends of the range may fall in it, whatever else their dates allow. */
const inside = ({ from, to }: Range, given: Given): SQL => within((from ?? undatedSortAt) + 1, to, given);

/** The end with the id beside it: two ends of one column would be taken for a narrow stretch by a plan for all values. */
const within = (from: number, below: number | null, given: Given): SQL => {
  const begin = sql`f.sort_at >= ${given(sql`${from}::bigint`)}`;
  return below === null ? begin : sql`${begin} and (f.sort_at, f.incident_id) < (${given(sql`${below}::bigint`)}, '')`;
};

/** Where incidents stand whose dates lie close together and may fall in the range. */
const ordinaryBand = ({ from, to }: Range): [number, number | null] => [
  from === null ? undatedSortAt + 1 : from - ordinarySpan,
  to,
];

/**
 * Where incidents stand whose dates begin before the ordinary band, as long before as they may span; null where there is
 * nothing before it. Those open on both sides stand with the undated.
 */
function earlierBand(range: Range, most: number, given: Given): SQL | null {
  const [begin] = ordinaryBand(range);
  if (!Number.isFinite(most)) return within(undatedSortAt, begin, given);
  return range.from === null ? null : within(range.from - most, begin, given);
}

/** Where no answer says how early, incidents stand by the latest date: it may lie after the range. */
const laterBand = ({ to }: Range, most: number, given: Given): SQL | null =>
  to === null || Number.isFinite(most) ? null : within(to, null, given);
