import { bigint, customType, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { IncidentCard } from '@/domain/incident/card';
import { since } from './record.table';

/** A place that claims speak of and where incidents happen. */
export const site = pgTable(
  'site',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    aliases: text().array().notNull(),
    kind: text().notNull(),
    within: text().array().notNull(),
    coordinates: jsonb().$type<{ latitude: number; longitude: number; precisionMetres: number }>(),
    note: text(),
    /** How many incidents are recorded here. */
    incidents: integer().notNull(),
    /** Its name as names are put in order. */
    sortName: text().notNull(),
    setBy: bigint({ mode: 'number' }).notNull(),
    since: since(),
  },
  (table) => [index().on(table.sortName, table.id)],
);

const int8multirange = customType<{ data: string }>({ dataType: () => 'int8multirange' });

/** Something that happened, or is said to have happened. */
export const incident = pgTable(
  'incident',
  {
    id: text().primaryKey(),
    title: text(),
    kind: text().notNull(),
    siteId: text(),
    /** Seconds UTC around every date that a live answer allows; null while no answer bounds it on that side. */
    earliest: bigint({ mode: 'number' }),
    latest: bigint({ mode: 'number' }),
    /** The very spans of seconds UTC that live answers allow: an incident on one of two days is on neither day between. */
    dates: int8multirange(),
    card: jsonb().$type<IncidentCard>().notNull(),
    /** The position of the last event in its history. */
    lastChange: bigint({ mode: 'number' }).notNull(),
    setBy: bigint({ mode: 'number' }).notNull(),
    since: since(),
  },
  (table) => [index().on(table.siteId), index().on(table.setBy)],
);

/** What undated things are put in order by: below every date. */
export const undatedSortAt = -9_000_000_000_000_000;

/** The dates of an incident that is not long lie within so many seconds, 40 days. */
export const ordinarySpan = 40 * 86_400;

/**
 * Facets of incidents whose dates span more than 40 days, each with the most seconds it stands for. A list of a range
 * looks for these apart: how far before the range their dates may begin differs.
 */
export const longFacets = [
  { facet: 'long', most: 10 * ordinarySpan },
  { facet: 'longer', most: 100 * ordinarySpan },
  { facet: 'longest', most: Number.POSITIVE_INFINITY },
] as const;

// Compared by code point, so that the facets with one beginning lie together in the index, whatever the database's locale.
const facetName = customType<{ data: string }>({ dataType: () => 'text collate "C"' });

/**
 * What an incident can be found by, one row each: `all`, `site balad`, `state rockets Disputed`, `word balad` …
 * In the order of the list, so that every filter is one short walk along an index.
 */
export const facet = pgTable(
  'facet',
  {
    incidentId: text().notNull(),
    facet: facetName().notNull(),
    /** Seconds UTC of the earliest date an answer allows; of undated incidents below every date. */
    sortAt: bigint({ mode: 'number' }).notNull(),
    since: since(),
  },
  (table) => [
    primaryKey({ columns: [table.incidentId, table.facet] }),
    // Since when too: as of a moment, a walk reads no row that was not there yet. Those of few are counted and read by it.
    index().on(table.facet, table.sortAt, table.incidentId, table.since),
    index().on(table.facet, table.since, table.sortAt, table.incidentId),
  ],
);
