import type { Database } from '@/db/client';
import { listPeople, type PersonName } from '@/queries/list-people';

/** The cookie that holds the id of the person chosen in this browser. */
export const personCookie = 'palimpsest_person';

/**
 * The local person a browser has chosen, or null for a reader. Until accounts exist nothing proves who it is, which is
 * why the server listens on this machine alone.
 */
export async function findChosenPerson(db: Database, id: string | undefined): Promise<PersonName | null> {
  if (id === undefined) return null;
  const people = await listPeople(db);
  return people.find((person) => person.id === id) ?? null;
}
