import { bigint, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { AttributeDefinition, ScopeDefinition, VocabularyAdditions } from '@/domain/question/vocabulary';
import { since } from './record.table';

/** What stewards added to the vocabulary, in the order of `setBy`. */
export const vocabulary = pgTable(
  'vocabulary',
  {
    kind: text({ enum: ['attribute', 'scope'] }).notNull(),
    id: text().notNull(),
    definition: jsonb().$type<AttributeDefinition | ScopeDefinition>().notNull(),
    setBy: bigint({ mode: 'number' }).notNull(),
    since: since(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.id] })],
);

/** What stewards added, in order, from the rows that hold it. */
export function additionsIn(rows: readonly (typeof vocabulary.$inferSelect)[]): VocabularyAdditions {
  const inOrder = [...rows].sort((a, b) => a.setBy - b.setBy);
  const of = (kind: (typeof vocabulary.$inferSelect)['kind']) =>
    inOrder.filter((row) => row.kind === kind).map((row) => row.definition);
  return { attributes: of('attribute') as AttributeDefinition[], scopes: of('scope') as ScopeDefinition[] };
}
