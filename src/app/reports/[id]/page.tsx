import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { notFound } from 'next/navigation';
import { ComesWith } from '@/app/_ui/comes-with';
import { ReportFacts } from '@/app/_ui/report-facts';
import { ReportStateChip } from '@/app/_ui/report-state';
import { SubmittedAnswer } from '@/app/_ui/submitted-answer';
import { mayReview } from '@/auth/policy';
import { findChosenPerson, personCookie } from '@/auth/session';
import { database } from '@/db/client';
import { identifierSchema } from '@/domain/identifier';
import { findReport, type ReportView } from '@/queries/find-report';
import type { PersonName } from '@/queries/list-people';
import { erased } from '@/queries/names';
import styles from './page.module.css';
import { ReceiptShown } from './receipt-shown.client';
import { RecordedAnswers, StatesChanged } from './recorded-answers';
import { ReportHistory } from './report-history';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Report ${(await params).id}` };
}

export default async function Page({ params }: Props) {
  const id = identifierSchema.safeParse((await params).id);
  const db = await database();
  const report = id.success ? await findReport(db, id.data) : null;
  if (!report) notFound();
  const person = await findChosenPerson(db, (await cookies()).get(personCookie)?.value);
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <p className={styles.muted}>Receipt</p>
        <h1 id="receipt" tabIndex={-1}>
          Report <span className="mono">{report.id}</span> {become(report)}
        </h1>
        <p>
          <ReportStateChip state={report.state} declined={report.declined.length} />
        </p>
        <Standing report={report} />
        <WhatNext report={report} person={person} />
        <ReportFacts report={report} />
      </header>
      {report.state === 'accepted' ? <Accepted report={report} /> : <Submitted report={report} />}
      <section aria-labelledby="history" className={styles.section}>
        <h2 id="history">How this report came to be</h2>
        <ReportHistory report={report} />
      </section>
      <p className={styles.links}>
        <a href="/report">File another report</a>
        <a href="/reports">Your reports</a>
      </p>
      <ReceiptShown report={report.id} heading="receipt" />
    </div>
  );
}

function become({ state, declined }: ReportView): string {
  switch (state) {
    case 'submitted':
      return 'is received';
    case 'returned':
      return 'came back with a question';
    case 'accepted':
      return declined.length > 0 ? 'is recorded in part' : 'is recorded';
    case 'rejected':
      return 'was rejected';
  }
}

/** Where the report stands and what that means for the record. */
function Standing({ report: { state, answer, contents, declined, history } }: { report: ReportView }) {
  switch (state) {
    case 'submitted':
      return (
        <p>
          It waits for a review. Until a reviewer accepts it, nothing of it is on record. This page keeps its address:
          come back here to see what became of it.
        </p>
      );
    case 'returned':
      return (
        <>
          <p>A reviewer asks, before deciding. Nothing of the report is on record yet.</p>
          <blockquote className={styles.said} dir="auto">
            {answer ?? erased}
          </blockquote>
        </>
      );
    case 'rejected':
      return (
        <>
          <p>Nothing of it was recorded. The report itself stays in the ledger, with the reason:</p>
          <blockquote className={styles.said} dir="auto">
            {answer ?? erased}
          </blockquote>
        </>
      );
    case 'accepted': {
      const all = contents.claims.length;
      const isPolicy = history.some(({ event }) => event.type === 'ReportAccepted' && event.data.by === 'policy');
      const how = isPolicy
        ? 'It was accepted at once, by policy, and its answers are on record.'
        : declined.length > 0
          ? `A reviewer accepted ${all - declined.length} of its ${all} answers. Those are on record; the others are not.`
          : 'A reviewer accepted it, and its answers are on record.';
      return <p>{how} What is recorded cannot be taken out again; what was misread can be corrected.</p>;
    }
  }
}

function WhatNext({ report, person }: { report: ReportView; person: PersonName | null }) {
  if (report.state !== 'submitted' && report.state !== 'returned') return null;
  const isOwn = person?.id === report.submitterId;
  const isReviewer = person !== null && mayReview(person.roles);
  if (!isOwn && !isReviewer) return null;
  return (
    <p className={styles.links}>
      {isOwn ? (
        <a href={`/report?again=${report.id}`}>
          {report.state === 'returned' ? 'Answer and submit again' : 'Change it and submit again'}
        </a>
      ) : null}
      {isReviewer ? <a href={`/review/${report.id}`}>Review this report</a> : null}
    </p>
  );
}

function Submitted({ report }: { report: ReportView }) {
  return (
    <>
      <ComesWith report={report} />
      <section aria-labelledby="answers" className={styles.section}>
        <h2 id="answers">What it says</h2>
        <ol className={styles.claims}>
          {report.contents.claims.map((claim) => (
            <li key={claim.claim} className={styles.claim}>
              <SubmittedAnswer claim={claim} report={report} />
            </li>
          ))}
        </ol>
      </section>
    </>
  );
}

function Accepted({ report }: { report: ReportView }) {
  const reasons = new Map(report.declined.map(({ claim, reason }) => [claim, reason]));
  return (
    <>
      <section aria-labelledby="answers" className={styles.section}>
        <h2 id="answers">What was recorded</h2>
        <RecordedAnswers report={report} />
      </section>
      {reasons.size > 0 ? (
        <section aria-labelledby="declined" className={styles.section}>
          <h2 id="declined">What was declined</h2>
          <ol className={styles.claims}>
            {report.contents.claims
              .filter(({ claim }) => reasons.has(claim))
              .map((claim) => (
                <li key={claim.claim} className={styles.claim}>
                  <SubmittedAnswer claim={claim} report={report} />
                  <p className={styles.said}>
                    <span className={styles.muted}>Declined: </span>
                    {reasons.get(claim.claim) ?? erased}
                  </p>
                </li>
              ))}
          </ol>
        </section>
      ) : null}
      <section aria-labelledby="changed" className={styles.section}>
        <h2 id="changed">What it changed</h2>
        <StatesChanged report={report} />
      </section>
    </>
  );
}
