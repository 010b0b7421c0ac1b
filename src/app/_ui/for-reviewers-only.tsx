import type { ReactNode } from 'react';
import type { PersonName } from '@/queries/list-people';
import styles from './entity-page.module.css';
import { OnlyNow } from './only-now';

/** What stands where a form would be that this person may not send: why, and what they can do instead. */
export function ForReviewersOnly({
  person,
  from,
  children,
}: {
  person: PersonName | null;
  /** The page to come back to once somebody is chosen. */
  from: string;
  children: ReactNode;
}) {
  return (
    <OnlyNow>
      <p className={styles.muted}>
        {children} If you know better, <a href="/report">report a document that says so</a>
        {person ? (
          '.'
        ) : (
          <>
            , or <a href={`/people?from=${from}`}>choose who you are</a>.
          </>
        )}
      </p>
    </OnlyNow>
  );
}
