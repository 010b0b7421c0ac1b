import type { Metadata } from 'next';
import buttons from '@/app/_ui/buttons.module.css';
import { KeepMoment } from '@/app/_ui/keep-moment';
import { Live } from '@/app/_ui/live';
import { followLedger, PageTools } from '@/app/_ui/page-tools';
import type { SearchParams } from '@/app/_ui/read-address';
import { keepMoment, reading } from '@/app/_ui/reading';
import { SetBy } from '@/app/_ui/set-by';
import { Timeline } from '@/app/_ui/timeline';
import { axisOf, drawDate } from '@/app/_ui/timeline-layout';
import { incidentCountWords } from '@/app/_ui/words';
import { thingValue } from '@/domain/recorded-value';
import { listPlacedIncidents, type PlacedIncidents } from '@/queries/list-placed-incidents';
import styles from './page.module.css';
import { type Range, readRange } from './read-range';

export const metadata: Metadata = { title: 'Timeline' };

type Props = { searchParams: SearchParams };

export default async function Page({ searchParams }: Props) {
  const range = readRange(await searchParams);
  const view = await listPlacedIncidents((await reading()).db, range);
  const isAll = range.from === undefined && range.to === undefined;
  return (
    <>
      <header className={styles.header}>
        <h1>Timeline</h1>
        <p>
          When incidents happened, as sources say: by place, each date drawn as exactly as it is known. The words beside
          it say the same.
        </p>
        <PageTools
          title="Timeline"
          path="/timeline"
          searchParams={searchParams}
          asOf={view.asOf}
          follow={followLedger()}
        />
      </header>
      <RangeForm range={range} />
      {view.dated.length > 0 ? (
        <>
          <Shown view={view} isAll={isAll} />
          <Timeline incidents={view.dated} axis={axisIn(range, view)} />
        </>
      ) : (
        <p className={styles.empty}>
          {isAll ? 'No incident with a date is on record yet.' : 'No incident may have happened in these days.'}
        </p>
      )}
      {view.undatedCount > 0 ? (
        <section aria-labelledby="undated" className={styles.undated}>
          <h2 id="undated">{incidentCountWords(view.undatedCount)} without a date on record</h2>
          <ul>
            {view.undated.map(({ id, title, setBy }) => (
              <li key={id}>
                <a href={keepMoment(`/incidents/${id}`)}>{title}</a>{' '}
                <SetBy position={setBy} of={thingValue('incident', id)} what="The record" />
              </li>
            ))}
          </ul>
          {view.undated.length < view.undatedCount ? (
            <p className={styles.muted}>The {view.undated.length} opened last are named.</p>
          ) : null}
        </section>
      ) : null}
      <Live asOf={view.asOf} subjects="all" />
    </>
  );
}

/** Two dates and a button: a plain GET form, so that a range has an address and needs no script. */
function RangeForm({ range: { typed, faults } }: { range: Range }) {
  const field = (name: 'from' | 'to', label: string) => (
    <label>
      {label}
      <input
        type="date"
        name={name}
        defaultValue={/^\d{4}-\d{2}-\d{2}$/.test(typed[name]) ? typed[name] : ''}
        aria-invalid={faults.some((fault) => fault.field === name) || undefined}
        aria-describedby={faults.length > 0 ? 'range-faults' : undefined}
      />
    </label>
  );
  return (
    <form action="/timeline" method="get" className={styles.range}>
      <KeepMoment />
      <div className={styles.fields}>
        {field('from', 'First day')}
        {field('to', 'Last day')}
        <button type="submit" className={buttons.secondary}>
          Show these days
        </button>
        {typed.from || typed.to ? (
          <a href={keepMoment('/timeline')} className={styles.all}>
            All days
          </a>
        ) : null}
      </div>
      {faults.length > 0 ? (
        <div id="range-faults" role="alert" className={styles.faults}>
          {faults.map(({ field: name, reason }) => (
            <p key={name}>{reason}</p>
          ))}
          <p>All days are shown.</p>
        </div>
      ) : null}
    </form>
  );
}

/** How many are drawn and how to reach the rest. */
function Shown({ view: { dated, datedCount }, isAll }: { view: PlacedIncidents; isAll: boolean }) {
  const disputed = dated.filter(({ date }) => date?.state === 'Disputed').length;
  const which = isAll ? 'with a date' : 'that may have happened in these days';
  return (
    <p className={styles.shown}>
      {dated.length === datedCount
        ? `${incidentCountWords(datedCount)} ${which}`
        : `The newest ${dated.length} of ${incidentCountWords(datedCount)} ${which}`}
      {disputed > 0 ? `; sources disagree on the date of ${disputed}` : ''}.
      {dated.length < datedCount ? ` Choose fewer days to see the other ${datedCount - dated.length}.` : ''}
    </p>
  );
}

/** The days asked for; an end that was not asked for fits the dates. */
function axisIn({ from, to }: Range, { dated }: PlacedIncidents) {
  const fitting = axisOf(dated.flatMap(({ dates }) => dates.map((edtf) => drawDate(edtf))));
  const axis = { from: from ?? fitting.from, to: to ?? fitting.to };
  return axis.from < axis.to ? axis : fitting;
}
