import { Live } from '@/app/_ui/live';
import { keepMoment, reading } from '@/app/_ui/reading';
import { originWords, questionAddress } from '@/app/_ui/words';
import { questionValue, thingValue } from '@/domain/recorded-value';
import { findOverview, type OpenDispute } from '@/queries/find-overview';
import { HistoryList } from './_ui/history-list';
import { OnlyNow } from './_ui/only-now';
import { followLedger, PageTools } from './_ui/page-tools';
import type { SearchParams } from './_ui/read-address';
import { SetBy } from './_ui/set-by';
import { settingAddress } from './_ui/setting-address';
import { StateChip } from './_ui/state-chip';
import { IncidentList } from './_ui/subject-page';
import styles from './page.module.css';

export default async function Overview({ searchParams }: { searchParams: SearchParams }) {
  const view = await findOverview((await reading()).db);
  if (view.incidents.length === 0 && view.sites.length === 0) return <Empty asOf={view.asOf} />;
  return (
    <>
      <header className={styles.header}>
        <h1>What sources say, where they disagree, and how each record came to be</h1>
        <p>
          Every report and every correction is an event that stays. What you read is computed from them: each value
          names who claimed it, in which document, and the event that set it.
        </p>
        <PageTools title="Overview" path="/" searchParams={searchParams} asOf={view.asOf} follow={followLedger()} />
      </header>
      <div className={styles.columns}>
        <section aria-labelledby="disputes">
          <h2 id="disputes">Open disputes</h2>
          {view.disputes.length === 0 ? (
            <p className={styles.muted}>No open disputes.</p>
          ) : (
            <ul className={styles.disputes}>
              {view.disputes.map((dispute) => (
                <Dispute key={`${dispute.subject.id} ${dispute.attribute}`} dispute={dispute} />
              ))}
            </ul>
          )}
          <p className={styles.all}>
            <a href={keepMoment('/disputes')}>All disputes, and where each stands</a>
          </p>
        </section>
        <div className={styles.side}>
          <section aria-labelledby="incidents">
            <h2 id="incidents">Incidents</h2>
            <IncidentList incidents={view.incidents} />
          </section>
          <section aria-labelledby="sites">
            <h2 id="sites">Sites</h2>
            <ul className={styles.sites}>
              {view.sites.map(({ id, name, within, setBy }) => (
                <li key={id}>
                  <a href={keepMoment(`/sites/${id}`)}>{name}</a>{' '}
                  <span className={styles.muted}>{[...within].reverse().join(', ')}</span>{' '}
                  <SetBy position={setBy} of={thingValue('site', id)} what="The site" />
                </li>
              ))}
            </ul>
          </section>
          <OnlyNow>
            <p>
              <a href="/report" className={styles.action}>
                Report a document
              </a>
            </p>
          </OnlyNow>
        </div>
      </div>
      <section aria-labelledby="changes" className={styles.changes}>
        <h2 id="changes">Latest changes</h2>
        <HistoryList entries={view.changes} withSubject />
      </section>
      <Live asOf={view.asOf} subjects="all" />
    </>
  );
}

function Dispute({ dispute: { subject, title, attribute, label, assessment, setBy } }: { dispute: OpenDispute }) {
  const disputed = assessment.lines.filter((line) => line.state === 'Disputed');
  return (
    <li>
      <p className={styles.question}>
        <a href={keepMoment(questionAddress(subject, attribute))}>
          {label} <span className={styles.at}>{title}</span>
        </a>
        <StateChip state={assessment.state} />
      </p>
      {disputed.map((line) => (
        <p key={line.scope ?? ''} className={styles.values}>
          {line.positions.map(({ value }) => value).join(' · ')}
          {line.scope ? <span className={styles.muted}> {line.scope}</span> : null}
        </p>
      ))}
      {disputed.length === 0
        ? assessment.lines.flatMap((line) =>
            line.positions.map(({ value }) => (
              <p key={`${line.scope} ${value}`} className={styles.values}>
                {value}
                {line.scope ? <span className={styles.muted}> {line.scope}</span> : null}
              </p>
            )),
          )
        : null}
      {disputed.length === 0
        ? plainest(assessment).map(({ reason }) => (
            <p key={reason} className={styles.muted}>
              {reason}
              {assessment.conflicts.length > 1 ? ` And ${assessment.conflicts.length - 1} more.` : ''}
            </p>
          ))
        : null}
      <p className={styles.muted}>
        {originWords(assessment.origins)} · last changed by{' '}
        <a href={settingAddress(setBy, questionValue('question', subject, attribute))}>#{setBy}</a>
      </p>
    </li>
  );
}

/** The conflict of fewest answers: it says most plainly what is disputed. */
const plainest = ({ conflicts }: OpenDispute['assessment']) =>
  conflicts.toSorted((a, b) => a.claims.length - b.claims.length).slice(0, 1);

function Empty({ asOf }: { asOf: number }) {
  return (
    <>
      <h1>No incidents yet</h1>
      <p>
        <OnlyNow>
          The ledger is empty. <a href="/report">File the first report</a>, or start Palimpsest on an empty data folder
          to see its sample record.
        </OnlyNow>
      </p>
      <Live asOf={asOf} subjects="all" />
    </>
  );
}
