import { readFile } from 'node:fs/promises';
import type postgres from 'postgres';
import { fork } from './fork';

/**
 * The version of the views' rows. Raised with every change to their tables or to what the follower makes of an event: rows of
 * another version are made anew beside the ones in use, which then take their place.
 */
export const viewsVersion = 3;

/** The schema of the views in use. Those being made stand in another one until they take its name. */
export const liveViews = 'record';

/** The schema in which the views of another one are seen as they were at a position. */
export const thenOf = (schema: string): string => `${schema}_then`;

/** The schema in which the views of another one are seen as of a position, by what had been published by a time. */
export const publishedOf = (schema: string): string => `${schema}_published`;

/** Until when a reading holds that still does. */
const noEnd = '9223372036854775807::bigint';

/** The settings that say, in a transaction, as of which position the views are seen, and by what had been published when. */
const asOf = "current_setting('palimpsest.as_of')::bigint";
/** The forks of what held at that position. */
const forks = "current_setting('palimpsest.forks')::bigint[]";
const publishedUntil = "current_setting('palimpsest.published_until')::bigint";
/** What the claims published by then amount to, where not all that is recorded was: see `as-published.ts`. */
const published = "current_setting('palimpsest.published')::jsonb";

/**
 * Makes empty views in a new schema, and beside it those in which they are seen as of a position. Every table has a past:
 * the earlier readings of its rows, each with the position from which it held, `since`, and the one from which it no longer
 * does, `until`. Its indexes are those of the table, so that what is fast now is fast then. Call it in a transaction.
 */
export async function makeViews(sql: postgres.TransactionSql, schema: string): Promise<void> {
  const tables = await readFile(new URL('../../drizzle/record.sql', import.meta.url), 'utf8');
  await sql`create schema ${sql(schema)}`;
  await sql`create schema ${sql(thenOf(schema))}`;
  await sql`create schema ${sql(publishedOf(schema))}`;
  await sql`select set_config('search_path', ${schema}, true)`;
  await sql.unsafe(tables);
  await sql`insert into checkpoint (version, position) values (${viewsVersion}, -1)`;
  const columns = await sql<{ name: string; columns: string[] }[]>`
    select c.relname as name, array_agg(quote_ident(a.attname) order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = ${schema}::regnamespace and c.relkind = 'r' and c.relname <> 'checkpoint'
    group by c.relname order by c.relname`;
  const indexes = await sql<{ table: string; definition: string; isKey: boolean }[]>`
    select c.relname as table, pg_get_indexdef(i.indexrelid) as definition, i.indisprimary as "isKey"
    from pg_index i join pg_class c on c.oid = i.indrelid
    where c.relnamespace = ${schema}::regnamespace and c.relname <> 'checkpoint'
    order by i.indexrelid::regclass::text`;
  const past = columns.flatMap(({ name }) => [
    `create table ${name}_past (like ${name}, until bigint not null);`,
    ...indexes
      .filter(({ table }) => table === name)
      .map(({ definition, isKey }) => indexOfPast(`${name}_past`, definition, isKey)),
  ]);
  // The conditions stand outside of the union: inside, PostgreSQL would read and sort all of it, for every row in order.
  const then = columns.map(
    ({ name, columns }) => `create view ${thenOf(schema)}.${name} as select ${columns.join()} from (
        select ${columns.join()}, ${noEnd} as until from ${name}
        union all select ${columns.join()}, until from ${name}_past) ever
      where since <= ${asOf} and until > ${asOf}${name in recordedAt ? ` and ${recordedAt[name]} <= ${asOf}` : ''};`,
  );
  const facets = columns.find(({ name }) => name === 'facet')?.columns ?? [];
  const parts = Object.entries(partsOfFacet).map(([name, from]) => ({ name, table: 'facet', columns: facets, from }));
  const thenInParts = [
    ...parts.map(
      ({ name, columns, from }) => `create view ${thenOf(schema)}.${name} as select ${columns.join()} from ${from};`,
    ),
    `create view ${thenOf(schema)}.facet_ever as select facet from facet union all select facet from facet_past;`,
    `create view ${publishedOf(schema)}.facet_ever as select facet from ${thenOf(schema)}.facet_ever;`,
  ];
  const byThen = [...columns.map((table) => ({ ...table, table: table.name })), ...parts].map(
    ({ name, table, columns }) => {
      const view = `create view ${publishedOf(schema)}.${name} as select ${columns.join()} from ${thenOf(schema)}.${name}`;
      if (name === 'document') return `${view} where published_until <= ${publishedUntil};`;
      if (name === 'derivation')
        return `${view} where exists (
          select from ${thenOf(schema)}.document d where d.id = parent_id and d.published_until <= ${publishedUntil});`;
      const subject = subjectColumns[table];
      if (subject === undefined) return `${view};`;
      const recorded = `${view} where not exists (
          select from jsonb_array_elements_text(${published} -> 'subjects') other (subject) where other.subject = ${subject})`;
      // What is put in the place of a subject's rows stands, and replaced nothing.
      return name === table || name === 'facet_standing'
        ? `${recorded} union all
          select ${columns.join()} from jsonb_populate_recordset(null::${table}, ${published} -> '${table}');`
        : `${recorded};`;
    },
  );
  const checkpoints = [
    `create view ${thenOf(schema)}.checkpoint as select version, least(position, ${asOf}) as position from checkpoint;`,
    `create view ${publishedOf(schema)}.checkpoint as select version, position from ${thenOf(schema)}.checkpoint;`,
  ];
  await sql.unsafe([...past, ...then, ...thenInParts, ...byThen, ...checkpoints, ...shared].join('\n'));
}

/**
 * A plan for all facets is made for one that very many have: most are rare, and of those any walk is short; by their mean,
 * everybody who has one would be put in order for a page.
 */
const shared = ['facet', 'facet_past'].map((table) => `alter table ${table} alter column facet set (n_distinct = 50);`);

/** Where the position at which a row came to be is known, and in its indexes: none after the one asked for is looked at. */
const recordedAt: Record<string, string> = { change: 'position', claim: 'recorded_at_position' };

/** The index of a past that an index of its table stands for: when a reading held is looked for in the index as well. */
function indexOfPast(past: string, definition: string, isKey: boolean): string {
  const [, method = '', keys = '', where] = /USING (\w+) \((.*?)\)(?: WHERE (.*))?$/.exec(definition) ?? [];
  // `until` where `since` stands, and that at the end: side by side, PostgreSQL 18 takes a walk by both for very costly.
  // Where readings are looked for by since when alone, they are found by their forks instead.
  const isByWhen = keys.includes(', since, ');
  const held = isByWhen
    ? keys.replace('since', `${fork}, until, since`)
    : `${keys.replace(/, since$/, '')}, until, since`;
  const all = method === 'btree' ? held : keys;
  return `create ${isKey ? 'unique ' : ''}index on ${past} using ${method} (${all})${where ? ` where ${where}` : ''};`;
}

/**
 * The facets as they were in two parts: those that still stand, and those replaced since; and the latter found by when they
 * held. A walk along a part looks at all that it ever had until enough of them held; where few did, they are all found first.
 */
const partsOfFacet: Record<string, string> = {
  facet_standing: `facet where since <= ${asOf}`,
  facet_replaced: `facet_past where since <= ${asOf} and until > ${asOf}`,
  facet_held: `facet_past where since <= ${asOf} and until > ${asOf} and ${fork} = any (${forks})`,
};

/** What names, in each table that claims decide the rows of, the subject that a row is about. */
const subjectColumns: Record<string, string> = {
  claim: "subject_kind || ':' || subject_id",
  question: "subject_kind || ':' || subject_id",
  incident: "'incident:' || id",
  facet: "'incident:' || incident_id",
};

/** Drops the views of a schema with all that shows them as they were. */
export const dropViews = (schema: string): string =>
  `drop schema if exists ${publishedOf(schema)}, ${thenOf(schema)}, ${schema} cascade`;

/** Gives the views of a schema another name. */
export const renameViews = (from: string, to: string): string =>
  [(name: string) => name, thenOf, publishedOf].map((of) => `alter schema ${of(from)} rename to ${of(to)};`).join('\n');

/** The statements that let a role read and write the views of a schema. */
export const grantViews = (schema: string, role: string): string => `
  grant usage on schema ${schema}, ${thenOf(schema)}, ${publishedOf(schema)} to ${role};
  grant select, insert, update, delete, truncate on all tables in schema ${schema} to ${role};
  grant select on all tables in schema ${thenOf(schema)}, ${publishedOf(schema)} to ${role};`;
