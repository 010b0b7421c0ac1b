import { describeTime } from '@/domain/answer/describe-time';
import type { ReportView } from '@/queries/find-report';
import { AddressLine, AddressText } from './address-line';
import { Moment } from './moment';
import styles from './report-facts.module.css';
import { languageWords } from './words';

/** Who submitted a report, when, and the document it is about. The address is shown, never led to. */
export function ReportFacts({ report }: { report: ReportView }) {
  const { document, history, note } = report;
  const [first] = history;
  const last = history.at(-1);
  return (
    <dl className={styles.facts}>
      <dt>Received</dt>
      <dd>
        <Moment at={first?.recordedAt ?? report.recordedAt} />
        {first && last && last !== first ? (
          <span className={styles.muted}>
            {' '}
            · last changed <Moment at={last.recordedAt} />
          </span>
        ) : null}
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
            {document.isOnRecord ? <a href={`/documents/${document.id}`}>{document.title}</a> : document.title}
            <span className={styles.muted}>
              {' · '}
              {[
                report.sources[document.publisher]?.name ?? document.publisher,
                document.published ? `published ${describeTime(document.published)}` : 'date of publication not known',
                ...(document.edition ? [document.edition] : []),
                ...(document.language ? [languageWords(document.language)] : []),
                ...(document.isOnRecord ? [] : ['not on record yet']),
              ].join(' · ')}
            </span>
            {document.address ? (
              document.isOnRecord ? (
                <AddressLine document={document.id} address={document.address} />
              ) : (
                <AddressText address={document.address} />
              )
            ) : null}
          </>
        ) : (
          'Not known'
        )}
      </dd>
      {note ? (
        <>
          <dt>Note to reviewers</dt>
          <dd>{note}</dd>
        </>
      ) : null}
    </dl>
  );
}
