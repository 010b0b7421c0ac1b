import { asc } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { person } from '@/projections/person.table';
import { erased } from './names';

/** A person who may act, as pages name them. */
export type PersonName = { id: string; name: string; roles: string[]; setBy: number };

/** Everybody who may act. */
export async function listPeople(db: Database): Promise<PersonName[]> {
  const rows = await db.view.select().from(person).orderBy(asc(person.setBy));
  return rows.map(({ id, name, roles, setBy }) => ({ id, name: name ?? erased, roles, setBy }));
}
