import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Moment } from '@/app/_ui/moment';
import { database } from '@/db/client';
import { describeTime } from '@/domain/answer/describe-time';
import { identifierSchema } from '@/domain/identifier';
import { findReport, type ReportView } from '@/queries/find-report';
import styles from './page.module.css';
import { ReceiptShown } from './receipt-shown.client';
import { RecordedAnswers, StatesChanged } from './recorded-answers';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Report ${(await params).id}` };
}

export default async function Page({ params }: Props) {
  const id = identifierSchema.safeParse((await params).id);
  const report = id.success ? await findReport(await database(), id.data) : null;
  if (!report) notFound();
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <p className={styles.muted}>Receipt</p>
        <h1 id="receipt" tabIndex={-1}>
          Report <span className="mono">{report.id}</span> is recorded
        </h1>
        <p>
          It was{' '}
          {report.state === 'accepted' ? 'accepted at once, by policy, and its answers are on record' : 'received'}. It
          cannot be taken out again; what was misread can be corrected.
        </p>
        <Facts report={report} />
      </header>
      <section aria-labelledby="answers" className={styles.section}>
        <h2 id="answers">What was recorded</h2>
        <RecordedAnswers report={report} />
      </section>
      <section aria-labelledby="changed" className={styles.section}>
        <h2 id="changed">What it changed</h2>
        <StatesChanged report={report} />
      </section>
      <p className={styles.links}>
        <a href="/report">File another report</a>
      </p>
      <ReceiptShown report={report.id} heading="receipt" />
    </div>
  );
}

function Facts({ report }: { report: ReportView }) {
  const { document } = report;
  return (
    <dl className={styles.facts}>
      <dt>Received</dt>
      <dd>
        <Moment at={report.recordedAt} />{' '}
        <span className={styles.muted}>({inBaghdad(report.recordedAt)} in Baghdad)</span>
      </dd>
      <dt>By</dt>
      <dd>{report.submittedBy}</dd>
      <dt>Ledger position</dt>
      <dd>
        <a href={`/ledger/${report.position}`}>#{report.position}</a>
      </dd>
      <dt>Document</dt>
      <dd>
        {document ? (
          <>
            {document.title}
            <span className={styles.muted}>
              {' · '}
              {report.sources[document.publisher]?.name ?? document.publisher}
              {' · '}
              {document.published ? `published ${describeTime(document.published)}` : 'date of publication not known'}
            </span>
            {document.address ? <code className={styles.address}>{document.address}</code> : null}
          </>
        ) : (
          'Not known'
        )}
      </dd>
      {report.note ? (
        <>
          <dt>Note to reviewers</dt>
          <dd>{report.note}</dd>
        </>
      ) : null}
    </dl>
  );
}

const baghdadClock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Baghdad',
  dateStyle: 'medium',
  timeStyle: 'short',
});

const inBaghdad = (at: string): string => (Number.isNaN(Date.parse(at)) ? at : baghdadClock.format(new Date(at)));
