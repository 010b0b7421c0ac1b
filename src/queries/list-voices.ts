import { sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { source } from '@/projections/source.table';

/** A source and all sources that belong to it, however far; itself alone where it is unknown. */
export async function listVoices(db: Database, id: string): Promise<string[]> {
  const rows = await db.view.execute<{ id: string }>(sql`
    with recursive voice (id) as (
      select ${id}::text
      union select s.id from ${source} s join voice on s.part_of = voice.id
    ) select id from voice`);
  return rows.map((row) => row.id);
}
