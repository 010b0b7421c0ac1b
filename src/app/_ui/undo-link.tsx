import { cookies } from 'next/headers';
import { findChosenPerson, personCookie } from '@/auth/session';
import { mayBeUndone } from '@/queries/preview-back';
import { reading } from './reading';

/** The way to undo the act of an event, for who did it and as long as they can; nothing for anybody else, or in the past. */
export async function UndoLink({ position }: { position: number }) {
  const { db, moment } = await reading();
  if (moment) return null;
  const person = await findChosenPerson(db, (await cookies()).get(personCookie)?.value);
  if (!person || !(await mayBeUndone(db, position, person.id))) return null;
  return <a href={`/ledger/${position}/undo`}>Undo this</a>;
}
