import { count, eq, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Database } from '@/db/client';
import { comparableAddress } from '@/domain/document/comparable-address';
import { claim } from '@/projections/claim.table';
import { document } from '@/projections/document.table';
import { source } from '@/projections/source.table';
import { erased } from './names';

/** An address as typed, whether it is one yet or not. */
export const addressAskedSchema = z.strictObject({ address: z.string().max(2048) });

/** A document already recorded under an address, with how many claims were read in it. */
export type DocumentAt = { id: string; title: string; publisher: string; published: string | null; claims: number };

/** The documents on record under the same address, however it is written; several are its editions. At most ten. */
export async function listDocumentsAt(
  db: Database,
  { address }: z.infer<typeof addressAskedSchema>,
): Promise<DocumentAt[]> {
  const comparable = comparableAddress(address);
  if (comparable === undefined) return [];
  const rows = await db.view
    .select({
      id: document.id,
      title: document.title,
      publisher: source.name,
      published: document.published,
      claims: sql<number>`(select ${count()} from ${claim} where ${claim.documentId} = ${document.id})`.mapWith(Number),
    })
    .from(document)
    .leftJoin(source, eq(source.id, document.publisherId))
    .where(eq(document.comparableAddress, comparable))
    .orderBy(document.setBy)
    .limit(10);
  return rows.map(({ title, publisher, ...row }) => ({
    ...row,
    title: title ?? erased,
    publisher: publisher ?? erased,
  }));
}
