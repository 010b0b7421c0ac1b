import { sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { claim } from '@/projections/claim.table';
import { type BoundedCount, boundedCount } from './keyset';

/** A row of a list tells so many claims and beyond them that there are more. */
const mostOfARow = 100;

/** How many claims each of these sources made, or were read in each of these documents. */
export async function countClaims(
  db: Database,
  by: typeof claim.claimantId | typeof claim.documentId,
  ids: readonly string[],
): Promise<Map<string, BoundedCount>> {
  const column = sql.identifier(by === claim.claimantId ? 'claimant_id' : 'document_id');
  const rows = await db.view.execute<{ id: string; count: number }>(sql`
    select row.id, (select count(*)::int from (
      select from ${claim} c where c.${column} = row.id limit ${mostOfARow + 1}) counted) as count
    from unnest(${sql.param([...ids])}::text[]) as row (id)`);
  return new Map(rows.map(({ id, count }) => [id, boundedCount(count, mostOfARow)]));
}
