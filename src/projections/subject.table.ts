import { bigint, index, jsonb, text } from 'drizzle-orm/pg-core';
import { record } from './record.table';

/** A place that claims speak of and where incidents happen. */
export const site = record.table('site', {
  id: text().primaryKey(),
  name: text().notNull(),
  aliases: text().array().notNull(),
  kind: text().notNull(),
  within: text().array().notNull(),
  coordinates: jsonb().$type<{ latitude: number; longitude: number; precisionMetres: number }>(),
  note: text(),
  setBy: bigint({ mode: 'number' }).notNull(),
});

/** Something that happened, or is said to have happened. */
export const incident = record.table(
  'incident',
  {
    id: text().primaryKey(),
    title: text(),
    kind: text().notNull(),
    siteId: text(),
    setBy: bigint({ mode: 'number' }).notNull(),
  },
  (table) => [index().on(table.siteId)],
);
