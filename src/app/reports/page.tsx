import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { ReportLines } from '@/app/_ui/report-lines';
import styles from '@/app/_ui/report-list.module.css';
import { findChosenPerson, personCookie } from '@/auth/session';
import { database } from '@/db/client';
import { listOwnReports, placeIn } from '@/queries/list-reports';

export const metadata: Metadata = { title: 'Your reports' };

type Props = { searchParams: Promise<{ after?: string | string[] }> };

export default async function Page({ searchParams }: Props) {
  const db = await database();
  const person = await findChosenPerson(db, (await cookies()).get(personCookie)?.value);
  const after = placeIn((await searchParams).after);
  const { reports, next } = person ? await listOwnReports(db, person.id, after) : { reports: [], next: null };
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <h1>Your reports</h1>
        <p className={styles.muted}>
          {person
            ? `What ${person.name} submitted, the newest first. Until a reviewer accepts a report, nothing of it is on record.`
            : 'Reports are listed for whoever submitted them, and nobody is chosen in this browser.'}
        </p>
      </header>
      {person === null ? (
        <p>
          <a href="/people?from=/reports">Choose who you are</a>
        </p>
      ) : reports.length > 0 ? (
        <ReportLines reports={reports} to="/reports" />
      ) : (
        <p>
          {after ? 'No more reports.' : 'You have submitted none yet.'}{' '}
          {after ? <a href="/reports">To the newest</a> : <a href="/report">Report what a document says</a>}
        </p>
      )}
      <nav aria-label="More reports" className={styles.more}>
        {after && reports.length > 0 ? <a href="/reports">To the newest</a> : null}
        {next ? <a href={`/reports?after=${next}`}>Older reports</a> : null}
      </nav>
    </div>
  );
}
