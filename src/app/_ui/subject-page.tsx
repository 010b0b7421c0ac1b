import { type QuestionState, worstFirst } from '@/domain/question/state';
import type { RecordPage } from '@/queries/find-record';
import type { SubjectView } from '@/queries/find-subject';
import { ClaimsTable } from './claims-table';
import { HistoryList } from './history-list';
import { Live } from './live.client';
import { PlaceMap } from './place-map';
import { RecordLines } from './record-lines';
import { StateChip } from './state-chip';
import styles from './subject-page.module.css';
import { Timeline } from './timeline';
import { dateSentence, lowerFirst, questionAnchor } from './words';

/** One incident or site on one page: what is said, who said it side by side, and how the record came to be. */
export function SubjectPage({ view, history, here }: RecordPage) {
  const { subject, site } = view;
  const disputed = view.questions.filter(({ assessment }) => assessment.state === 'Disputed');
  const documents = new Set(view.claims.map((claim) => claim.documentId)).size;
  return (
    <>
      <div className={site?.coordinates ? styles.top : undefined}>
        <header className={styles.header}>
          <p className={styles.kind}>
            {subject.kind === 'incident' ? `Incident · ${view.kind}` : `Site · ${view.kind}`}
          </p>
          <h1>{view.title}</h1>
          <Place view={view} />
          <DateStated view={view} />
          <p className={styles.counts}>
            <States view={view} />
          </p>
          {disputed.length > 0 ? (
            <p className={styles.lead}>
              Sources disagree on{' '}
              {disputed.map(({ attribute, label }, index) => (
                <span key={attribute}>
                  {separator(index, disputed.length)}
                  <a href={`#${questionAnchor(attribute)}`}>{lowerFirst(label)}</a>
                </span>
              ))}
              .
            </p>
          ) : null}
          <p className={styles.muted}>
            {view.claims.length} claims read in {documents} documents · opened by{' '}
            <a href={`/ledger/${view.setBy}`}>#{view.setBy}</a>
            {history.length > 0 ? (
              <>
                {' '}
                · last changed by <a href={`/ledger/${history.at(-1)?.position}`}>#{history.at(-1)?.position}</a>
              </>
            ) : null}
          </p>
        </header>
        <WhereItIs view={view} />
      </div>
      <nav aria-label="On this page" className={styles.contents}>
        <a href="#record">Record</a>
        <a href="#claims">Claims compared</a>
        {subject.kind === 'site' ? <a href="#incidents">Incidents here</a> : null}
        <a href="#history">History</a>
        <a href={`/report?about=${subject.kind}:${subject.id}`} className={styles.action}>
          Add a claim
        </a>
      </nav>

      <section id="record" aria-labelledby="record-title" className={styles.section}>
        <h2 id="record-title">Record</h2>
        <p className={styles.explain}>What is answered, by whom, in which document, and which event set it.</p>
        <Words />
        <RecordLines view={view} />
      </section>

      <section id="claims" aria-labelledby="claims-title" className={styles.section}>
        <h2 id="claims-title">Claims compared</h2>
        <p className={styles.explain}>
          What each source says in each document, beside the others. Not stated is not the same as none.
        </p>
        <ClaimsTable view={view} />
      </section>

      {subject.kind === 'site' ? (
        <section id="incidents" aria-labelledby="incidents-title" className={styles.section}>
          <h2 id="incidents-title">Incidents here</h2>
          {here && here.dated.length > 1 ? <Timeline incidents={here.dated} bySite={false} /> : null}
          <IncidentList incidents={view.incidents} />
        </section>
      ) : null}

      <section id="history" aria-labelledby="history-title" className={styles.section}>
        <h2 id="history-title">History</h2>
        <p className={styles.explain}>
          How this record came to be, oldest first. Nothing was overwritten: each number opens the event itself.
        </p>
        <HistoryList entries={history} />
      </section>
      <p className={styles.printed}>
        {`/${subject.kind}s/${subject.id}`} · Palimpsest, as of event #{view.asOf}
      </p>
      <Live
        asOf={view.asOf}
        subjects={[
          `${subject.kind}:${subject.id}`,
          ...view.incidents.map(({ id }) => `incident:${id}`),
          ...(site && subject.kind === 'incident' ? [`site:${site.id}`] : []),
        ]}
      />
    </>
  );
}

function Place({ view: { site, subject } }: { view: SubjectView }) {
  if (!site) return null;
  const within = [...site.within].reverse().join(', ');
  if (subject.kind === 'incident')
    return (
      <p>
        At <a href={`/sites/${site.id}`}>{site.name}</a>, {within}
      </p>
    );
  return (
    <>
      <p>{within}</p>
      {site.aliases.length > 0 ? (
        <p className={styles.muted}>
          Also written{' '}
          {site.aliases.map((alias, index) => (
            <span key={alias}>
              {index > 0 ? ', ' : ''}
              <bdi lang={/[\u0600-\u06ff]/.test(alias) ? 'ar' : undefined}>{alias}</bdi>
            </span>
          ))}
        </p>
      ) : null}
      {site.coordinates ? (
        <p className={styles.muted}>
          {site.coordinates.latitude.toFixed(3)}, {site.coordinates.longitude.toFixed(3)}, within{' '}
          {site.coordinates.precisionMetres.toLocaleString('en')} m
        </p>
      ) : null}
    </>
  );
}

/** The place on a small map; of an incident it leads to the site, of a site to all places. */
function WhereItIs({ view: { site, subject } }: { view: SubjectView }) {
  if (!site?.coordinates) return null;
  const { id, name, coordinates } = site;
  const href = subject.kind === 'incident' ? `/sites/${id}` : '/map';
  return <PlaceMap places={[{ id, name, href, ...coordinates }]} name={`Map: ${name}`} size="small" />;
}

function States({ view }: { view: SubjectView }) {
  const counts = new Map<SubjectView['questions'][number]['assessment']['state'], number>();
  for (const { assessment } of view.questions) counts.set(assessment.state, (counts.get(assessment.state) ?? 0) + 1);
  return inOrder(counts).map(([state, count]) => <StateChip key={state} state={state} count={count} />);
}

/** The date as sources state it, under a title that can only name one of them. */
function DateStated({ view }: { view: SubjectView }) {
  const question = view.questions.find(({ attribute }) => attribute === 'date');
  if (view.subject.kind === 'site') return null;
  return <p>Date: {dateSentence(question?.assessment ?? null)}</p>;
}

/** Counted states in one order everywhere. */
const inOrder = (counts: Iterable<[QuestionState, number]>): [QuestionState, number][] =>
  [...counts].sort(([a], [b]) => worstFirst.indexOf(a) - worstFirst.indexOf(b));

/** What the state words and the counts mean, for whoever meets them first. */
function Words() {
  return (
    <details className={styles.words}>
      <summary>What these words mean</summary>
      <dl>
        <dt>Disputed</dt>
        <dd>Two answers that stand cannot both be right.</dd>
        <dt>One source</dt>
        <dd>Fewer than two origins are certain, however many pages repeat it.</dd>
        <dt>Uncontradicted</dt>
        <dd>Several origins speak, none contradicts another, and fewer than two assert the same.</dd>
        <dt>Agreed</dt>
        <dd>At least two origins assert it for certain, and none contradicts.</dd>
        <dt>1 to 2 origins</dt>
        <dd>
          An origin is the institution an answer goes back to, counted once. At least one here is certain; where another
          page has it from is not known, so it may be a copy.
        </dd>
        <dt>Also fits</dt>
        <dd>A bound or a wider range allows the value without asserting it.</dd>
      </dl>
    </details>
  );
}

/** Incidents as a list: title, date as stated, states counted. */
export function IncidentList({ incidents }: { incidents: SubjectView['incidents'] }) {
  if (incidents.length === 0) return <p className={styles.muted}>No incident is recorded here.</p>;
  return (
    <ul className={styles.incidents}>
      {incidents.map(({ id, title, date, states }) => (
        <li key={id}>
          <a href={`/incidents/${id}`}>{title}</a>
          <span className={styles.muted}>{dateSentence(date)}</span>
          <span className={styles.counts}>
            {inOrder(Object.entries(states) as [QuestionState, number][]).map(([state, count]) => (
              <StateChip key={state} state={state} count={count} />
            ))}
          </span>
        </li>
      ))}
    </ul>
  );
}

const separator = (index: number, count: number): string => (index === 0 ? '' : index === count - 1 ? ' and ' : ', ');
