import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { ReportLines } from '@/app/_ui/report-lines';
import styles from '@/app/_ui/report-list.module.css';
import { mayReview } from '@/auth/policy';
import { findChosenPerson, personCookie } from '@/auth/session';
import { database } from '@/db/client';
import type { ReportState } from '@/domain/fold';
import { listReportsToReview, placeIn } from '@/queries/list-reports';
import { ForReviewers } from './for-reviewers';

export const metadata: Metadata = { title: 'Review' };

type Props = { searchParams: Promise<{ state?: string | string[]; after?: string | string[] }> };

const filters: { state: ReportState | null; words: string; none: string }[] = [
  { state: null, words: 'To review', none: 'Nothing waits: every report is decided.' },
  { state: 'submitted', words: 'Waiting', none: 'No report waits for a first review.' },
  { state: 'returned', words: 'Returned', none: 'No report is with who submitted it.' },
  { state: 'accepted', words: 'Accepted', none: 'No report was accepted yet.' },
  { state: 'rejected', words: 'Rejected', none: 'No report was rejected.' },
];

export default async function Page({ searchParams }: Props) {
  const db = await database();
  const person = await findChosenPerson(db, (await cookies()).get(personCookie)?.value);
  if (!person || !mayReview(person.roles)) return <ForReviewers person={person} here="/review" />;
  const asked = await searchParams;
  const [all] = filters;
  const { state, none } = filters.find((filter) => filter.state === asked.state) ?? (all as (typeof filters)[number]);
  const after = placeIn(asked.after);
  const here = state === null ? '/review' : `/review?state=${state}`;
  const { reports, next } = await listReportsToReview(db, { state, after });
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <h1>Review</h1>
        <p className={styles.muted}>
          What people submitted and nobody decided yet, the longest waiting first. Nothing of it is on record before it
          is accepted.
        </p>
      </header>
      <nav aria-label="Reports by state" className={styles.filter}>
        {filters.map((filter) => (
          <a
            key={filter.words}
            href={filter.state === null ? '/review' : `/review?state=${filter.state}`}
            {...(filter.state === state ? { 'aria-current': 'page' as const } : {})}
          >
            {filter.words}
          </a>
        ))}
      </nav>
      {reports.length > 0 ? <ReportLines reports={reports} to="/review" /> : <p>{after ? 'No more reports.' : none}</p>}
      <nav aria-label="More reports" className={styles.more}>
        {after ? <a href={here}>To the first</a> : null}
        {next ? <a href={`${here}${state === null ? '?' : '&'}after=${next}`}>More reports</a> : null}
      </nav>
    </div>
  );
}
