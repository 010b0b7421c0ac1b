import { cookies } from 'next/headers';
import { findChosenPerson, personCookie } from '@/auth/session';
import { database } from '@/db/client';
import styles from './chosen-person.module.css';

/** Who this browser acts as, with the way to choose another. */
export async function ChosenPerson() {
  const person = await findChosenPerson(await database(), (await cookies()).get(personCookie)?.value);
  return (
    <a href="/people" className={styles.person}>
      {person ? (
        <>
          <span className="hidden">You are </span>
          {person.name}
        </>
      ) : (
        'Choose who you are'
      )}
    </a>
  );
}
