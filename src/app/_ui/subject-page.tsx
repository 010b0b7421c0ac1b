import type { QuestionState } from '@/domain/question/state';
import { questionValue, thingValue } from '@/domain/recorded-value';
import type { RecordPage } from '@/queries/find-record';
import type { QuestionView, SubjectView } from '@/queries/find-subject';
import { type Arrangement, arrangedAddress, type Dropped, partsOf, readArrangement } from './arrangement';
import { Choice } from './choice';
import choice from './choice.module.css';
import { choicesOf, claimsMatrix } from './claims-matrix';
import { ClaimsTable } from './claims-table';
import { DatedBy } from './dated-by';
import { LatestChanges } from './latest-changes';
import { Live } from './live';
import { OnlyNow } from './only-now';
import { type DayFault, OverTime } from './over-time';
import { PageTools } from './page-tools';
import { PlaceMap } from './place-map';
import { PlaceThen } from './place-then';
import type { SearchParams } from './read-address';
import { keepMoment } from './reading';
import { isAnsweredOnce, RecordLines } from './record-lines';
import { SetBy } from './set-by';
import { StateCounts } from './state-chip';
import styles from './subject-page.module.css';
import { Timeline } from './timeline';
import { dateSentence, lowerFirst, questionAnchor } from './words';

/** One incident or site on one page: what is said, who said it side by side, and how the record came to be. */
export async function SubjectPage({
  record: { view, tallies, people, history, here, overTime, placeThen },
  searchParams,
  fault = null,
}: {
  record: RecordPage;
  searchParams: SearchParams;
  fault?: DayFault | null;
}) {
  const { subject, site } = view;
  const path = `/${subject.kind}s/${subject.id}`;
  const matrix = claimsMatrix(view);
  const choices = choicesOf(matrix);
  const { arrangement, dropped } = readArrangement(await searchParams, choices);
  const challenged = view.questions.filter(({ challengedBy }) => challengedBy.length > 0);
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
          {disputed.length > 0 ? (
            <p className={styles.lead}>
              Sources disagree on <Named questions={disputed} />.
            </p>
          ) : null}
          {challenged.length > 0 ? (
            <p className={styles.lead}>
              Later claims challenge the ruling on <Named questions={challenged} />.
            </p>
          ) : null}
          <p className={styles.counts}>
            <States view={view} />
          </p>
          <p className={styles.muted}>
            {view.claims.length} claims read in {documents} documents · opened by{' '}
            <a href={`/ledger/${view.setBy}`}>#{view.setBy}</a>
            {history.last === null ? null : (
              <>
                {' '}
                · last changed by <a href={`/ledger/${history.last}`}>#{history.last}</a>
              </>
            )}
          </p>
          <PageTools
            title={view.title}
            path={path}
            searchParams={searchParams}
            asOf={view.asOf}
            follow={{ address: path, words: 'this record' }}
          />
        </header>
        <WhereItIs view={view} />
      </div>
      <nav aria-label="On this page" className={styles.contents}>
        <a href="#record">Record</a>
        {overTime ? <a href="#over-time">Over time</a> : null}
        <a href="#claims">Claims compared</a>
        {subject.kind === 'site' ? <a href="#incidents">Incidents here</a> : null}
        <a href="#history">History</a>
        <OnlyNow>
          <a href={`/report?about=${subject.kind}:${subject.id}`} className={styles.action}>
            Add a claim
          </a>
        </OnlyNow>
      </nav>

      <section id="record" aria-labelledby="record-title" className={styles.section}>
        <h2 id="record-title">Record</h2>
        <p className={styles.explain}>
          What is answered, by whom and in which document. A number such as #{view.setBy} is the event that set it.
        </p>
        <NotFollowed dropped={dropped} />
        <Order path={path} arrangement={arrangement} />
        <Words />
        <RecordLines view={view} tallies={tallies} people={people} order={arrangement.order} />
      </section>

      {overTime ? (
        <OverTime overTime={overTime} view={view} fault={fault} kept={partsOf({ ...arrangement, on: null })} />
      ) : null}
      {placeThen ? <PlaceThen placeThen={placeThen} /> : null}

      <section id="claims" aria-labelledby="claims-title" className={styles.section}>
        <h2 id="claims-title">Claims compared</h2>
        <p className={styles.explain}>
          What each source says in each document, beside the others. Not stated is not the same as none.
        </p>
        <ClaimsTable view={view} matrix={matrix} choices={choices} arrangement={arrangement} path={path} />
      </section>

      {subject.kind === 'site' ? (
        <section id="incidents" aria-labelledby="incidents-title" className={styles.section}>
          <h2 id="incidents-title">Incidents here</h2>
          {here && here.dated.length > 1 ? <Timeline incidents={here.dated} bySite={false} /> : null}
          <IncidentList incidents={view.incidents} />
          {view.incidents.length > 0 ? (
            <p className={styles.all}>
              <a href={keepMoment(`/incidents?site=${subject.id}`)}>All incidents here, with filters</a>
            </p>
          ) : null}
        </section>
      ) : null}
      {subject.kind === 'site' && view.claims.length > 0 ? <ReadAbout view={view} /> : null}

      <section id="history" aria-labelledby="history-title" className={styles.section}>
        <h2 id="history-title">History</h2>
        <LatestChanges history={history} path={path} what="record" />
        <p className={styles.all}>
          <a href={`${path}/compare`}>Compare revisions</a>
        </p>
      </section>
      <p className={styles.printed}>
        {keepMoment(path)} · Palimpsest, as of event #{view.asOf}
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

/** What of the address was not understood: said, so that nobody takes the page for what was asked. */
function NotFollowed({ dropped }: { dropped: readonly Dropped[] }) {
  if (dropped.length === 0) return null;
  return (
    <p className={styles.muted}>
      The address asks for {dropped.map(({ name, value }) => `${name} “${value}”`).join(', ')}, which is not known here:
      it was left out.
    </p>
  );
}

/** In which order the questions stand: a plain link keeps all else that is asked for. */
function Order({ path, arrangement }: { path: string; arrangement: Arrangement }) {
  const option = (order: Arrangement['order'], words: string) => ({
    words,
    href: arrangedAddress(path, { ...arrangement, order }, 'record'),
    isChosen: arrangement.order === order,
  });
  return (
    <nav aria-label="In which order the questions stand" className={choice.choices}>
      <Choice
        name="Order"
        options={[option('disagreements', 'disagreements first'), option('asked', 'as one asks: when, where, what')]}
      />
    </nav>
  );
}

function Named({ questions }: { questions: readonly QuestionView[] }) {
  return questions.map(({ attribute, label }, index) => (
    <span key={attribute}>
      {separator(index, questions.length)}
      <a href={`#${questionAnchor(attribute)}`}>{lowerFirst(label)}</a>
    </span>
  ));
}

/** Who speaks of a site, and in which documents. */
function ReadAbout({ view }: { view: SubjectView }) {
  const documents = [...new Set(view.claims.map(({ documentId }) => documentId))];
  const claimants = [...new Set(view.claims.map(({ claimantId }) => claimantId))];
  return (
    <section id="read" aria-labelledby="read-title" className={styles.section}>
      <h2 id="read-title">Who speaks of it</h2>
      <p className={styles.explain}>
        {claimants.map((id, index) => (
          <span key={id}>
            {index > 0 ? ', ' : ''}
            <a href={keepMoment(`/sources/${id}`)} className="quiet">
              {view.sources[id]?.name ?? id}
            </a>
          </span>
        ))}
      </p>
      <details>
        <summary className={styles.fold}>In {documents.length} documents</summary>
        <ul className={styles.incidents}>
          {documents.map((id) => (
            <li key={id}>
              <a href={keepMoment(`/documents/${id}`)}>{view.documents[id]?.title ?? id}</a>
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}

function Place({ view: { site, subject } }: { view: SubjectView }) {
  if (!site) return null;
  const within = [...site.within].reverse().join(', ');
  if (subject.kind === 'incident')
    return (
      <p>
        At <a href={keepMoment(`/sites/${site.id}`)}>{site.name}</a>, {within}{' '}
        <SetBy position={site.setBy} of={thingValue('site', site.id)} what="The place as it is described" />
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
              {/[\u0600-\u06ff]/.test(alias) ? (
                <bdi lang="ar" dir="rtl">
                  {alias}
                </bdi>
              ) : (
                <bdi>{alias}</bdi>
              )}
            </span>
          ))}
        </p>
      ) : null}
      {site.coordinates ? (
        <p className={styles.muted}>
          {site.coordinates.latitude.toFixed(3)}, {site.coordinates.longitude.toFixed(3)}:{' '}
          {precisionWords(site.coordinates.precisionMetres)}
        </p>
      ) : null}
      {site.note ? <p className={styles.muted}>{site.note}</p> : null}
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
/** How near a point is to the true place. */
const precisionWords = (metres: number): string =>
  metres < 1000
    ? `the place lies within ${metres} metres of this point`
    : `the place lies within ${(metres / 1000).toLocaleString('en', { maximumFractionDigits: 1 })} km of this point`;

function States({ view }: { view: SubjectView }) {
  const counts: Partial<Record<QuestionState, number>> = {};
  for (const question of view.questions) {
    const { state } = question.assessment;
    if (!isAnsweredOnce(question, view)) counts[state] = (counts[state] ?? 0) + 1;
  }
  return <StateCounts counts={counts} />;
}

/** The date as sources state it, under a title that can only name one of them. */
function DateStated({ view }: { view: SubjectView }) {
  const question = view.questions.find(({ attribute }) => attribute === 'date');
  if (view.subject.kind === 'site') return null;
  return (
    <p>
      Date: {dateSentence(question?.assessment ?? null)}{' '}
      {question ? (
        <SetBy position={question.setBy} of={questionValue('question', view.subject, 'date')} what="The date" />
      ) : null}
    </p>
  );
}

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
      {incidents.map(({ id, title, date, states, setBy, dateSetBy }) => (
        <li key={id}>
          <a href={keepMoment(`/incidents/${id}`)}>{title}</a>
          <span className={styles.muted}>
            {dateSentence(date)} <DatedBy id={id} setBy={setBy} dateSetBy={dateSetBy} />
          </span>
          <span className={styles.counts}>
            <StateCounts counts={{ ...states, 'Not reported': 0 }} />
          </span>
        </li>
      ))}
    </ul>
  );
}

const separator = (index: number, count: number): string => (index === 0 ? '' : index === count - 1 ? ' and ' : ', ');
