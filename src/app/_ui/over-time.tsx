import { BAGHDAD_MINUTES } from '@/domain/answer/time';
import type { SubjectView } from '@/queries/find-subject';
import type { PlacedIncident } from '@/queries/list-placed-incidents';
import type { HeldClaim, LineOverTime, OverTime as OverTimeView } from '@/queries/over-time';
import { answerSentence, lineTitle, whenWords } from './as-of-words';
import buttons from './buttons.module.css';
import { KeepMoment } from './keep-moment';
import styles from './over-time.module.css';
import { axisOverTime, type DrawnPeriod, placePeriod } from './over-time-layout';
import { addressOf, type Given } from './read-address';
import { keepMoment } from './reading';
import { nameOf } from './speakers';
import { StateChip } from './state-chip';
import { type Axis, axisTicks, drawDate, placeStretch, xOf } from './timeline-layout';
import { dateSentence, dateWords, plural, questionAddress } from './words';

/** A day that was typed into the address and cannot be read, as typed. */
export type DayFault = { typed: string };

/** `kept` are the parts of the address that ask for something else, and stay. */
type SectionProps = { overTime: OverTimeView; view: SubjectView; fault: DayFault | null; kept: Given };

/**
 * What is said of a site for one time and another: on the day asked in a sentence, over all days as a chart drawn on the
 * server, and the same as a table. The day is asked by a form that needs no script.
 */
export function OverTime({ overTime, view, fault, kept }: SectionProps) {
  const axis = axisOverTime(overTime);
  const lines = overTime.questions.flatMap(({ attribute, lines }) => lines.map((line) => ({ attribute, line })));
  const ruled = overTime.questions.filter(({ attribute }) =>
    view.questions.some((question) => question.attribute === attribute && question.ruling),
  );
  return (
    <section id="over-time" aria-labelledby="over-time-title" className={styles.section}>
      <h2 id="over-time-title">Over time</h2>
      <p className={styles.explain}>
        Each claim says for when it holds, or was published on a day. What is said as of one day may hold on another,
        and is told apart from what speaks of that day.
      </p>
      <Patterns />
      <DayForm overTime={overTime} view={view} fault={fault} kept={kept} />
      {ruled.map(({ attribute, label }) => (
        <p key={attribute} className={styles.note}>
          A ruling stands on <a href={keepMoment(questionAddress(view.subject, attribute))}>{label}</a>. Below is what
          was said.
        </p>
      ))}
      {lines.map(({ attribute, line }) => (
        <Line key={`${attribute} ${line.scope}`} {...{ attribute, line, axis, overTime, view }} />
      ))}
      <Legend />
    </section>
  );
}

/** The day asked, as a plain GET form, and the incidents before, on and after it. */
function DayForm({ overTime: { day, incidents }, view, fault, kept }: SectionProps) {
  const here = `/sites/${view.subject.id}`;
  const { before, on, after } = around(incidents, day);
  return (
    <>
      <form action={`${here}#over-time`} method="get" className={styles.form}>
        <KeepMoment />
        {Object.entries(kept).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <label htmlFor="over-time-on">As of which day?</label>
        <span id="over-time-hint" className={styles.muted}>
          Such as 2021-05-03
        </span>
        {fault ? (
          <p id="over-time-fault" role="alert" className={styles.fault}>
            {fault.typed === '' ? 'Ask for one day at a time' : `“${fault.typed}” is not a day of the calendar`}. Write
            it as 2021-05-03.{day ? ` ${dateWords(day.text)} is shown.` : ''}
          </p>
        ) : null}
        <span className={styles.fields}>
          <input
            id="over-time-on"
            name="on"
            type="text"
            inputMode="numeric"
            autoComplete="off"
            maxLength={40}
            defaultValue={fault ? fault.typed : (day?.text ?? '')}
            aria-invalid={fault ? true : undefined}
            aria-describedby={fault ? 'over-time-hint over-time-fault' : 'over-time-hint'}
          />
          <button type="submit" className={buttons.secondary}>
            Show this day
          </button>
        </span>
      </form>
      {before || on.length > 0 || after ? (
        <ul className={styles.steps}>
          {before ? <Step to={here} words="Incident before" at={before} kept={kept} /> : null}
          {on.map((incident) => (
            <li key={incident.id}>
              On this day: <a href={keepMoment(`/incidents/${incident.id}`)}>{incident.title}</a>
              {incident.date?.state === 'Disputed' ? ' (its date is disputed)' : ''}
            </li>
          ))}
          {after ? <Step to={here} words="Incident after" at={after} kept={kept} /> : null}
        </ul>
      ) : null}
    </>
  );
}

type DatedIncident = { day: string; incident: PlacedIncident };

type StepProps = { to: string; words: string; at: DatedIncident; kept: Given };

const Step = ({ to, words, at: { day, incident }, kept }: StepProps) => (
  <li>
    {words}:{' '}
    <a href={keepMoment(`${addressOf(to, { ...kept, on: day })}#over-time`)}>
      {incident.title}, as of {dateWords(day)}
    </a>
  </li>
);

/** The incidents that may have been on a day, and the nearest before and after it, each with a day of its own. */
function around(incidents: readonly PlacedIncident[], day: OverTimeView['day']) {
  const dated = incidents.flatMap((incident) =>
    incident.dates.flatMap((edtf) => drawDate(edtf).stretches.map(({ from, to }) => ({ incident, from, to }))),
  );
  if (!day) return { before: null, on: [], after: null };
  const on = incidents.filter((incident) =>
    dated.some((each) => each.incident === incident && each.from < day.to && day.from < each.to),
  );
  // A step leads to a day: what is known to the month only has none.
  const days = incidents
    .flatMap((incident) =>
      incident.dates.flatMap((edtf) => {
        const text = /^(\d{4}-\d{2}-\d{2})(?!\d|\/)/.exec(edtf)?.[1];
        return text ? { incident, day: text } : [];
      }),
    )
    .filter(({ incident }) => !on.includes(incident))
    .sort((a, b) => (a.day === b.day ? 0 : a.day < b.day ? -1 : 1));
  return {
    before: days.findLast((each) => each.day < day.text) ?? null,
    on,
    after: days.find((each) => each.day > day.text) ?? null,
  };
}

type LineProps = {
  attribute: string;
  line: LineOverTime;
  axis: Axis;
  overTime: OverTimeView;
  view: SubjectView;
};

function Line({ attribute, line, axis, overTime, view }: LineProps) {
  const { answer, rows, scope } = line;
  const title = lineTitle(attribute, scope);
  const id = `over-time-${attribute}-${scope}`.replaceAll(/\W+/g, '-');
  const day = overTime.day?.text ?? null;
  const told = rows.reduce((count, { claims }) => count + claims.length, 0);
  const nearest = rows.flatMap(({ claims }) => claims).find(({ claim }) => claim.id === answer.nearest);
  return (
    <article className={styles.line} aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      <p className={styles.sentence}>
        {answerSentence(answer, day, nearest ? statedWords(nearest, view) : null)}{' '}
        {answer.state === 'Not reported' ? null : <StateChip state={answer.state} />}
      </p>
      {answer.against.length > 0 ? (
        <p className={styles.note}>
          It cannot stand beside what is said of{' '}
          {answer.against.map((other) => other || 'the question itself').join(' and ')} for then.
        </p>
      ) : null}
      <Chart rows={rows} axis={axis} overTime={overTime} view={view} />
      <details className={styles.told}>
        <summary>
          Who says what, and for when: {plural(told, 'claim')} as a table<span className="hidden">, {title}</span>
        </summary>
        <Table rows={rows} day={day} title={title} view={view} />
      </details>
    </article>
  );
}

const publishedOf = (view: SubjectView, { claim }: HeldClaim) => view.documents[claim.documentId]?.published;

const periodWords = (held: HeldClaim, view: SubjectView): string =>
  whenWords(held.claim.validity, publishedOf(view, held));

/** When the nearest claim was stated: its own words, or when it was published. */
function statedWords(held: HeldClaim, view: SubjectView): string {
  const { validity } = held.claim;
  const published = publishedOf(view, held);
  if (validity !== null) return `said ${whenWords(validity, published)}`;
  return published ? `published ${dateWords(published)} and gives no date` : 'not dated';
}

/** One bar for each claim, by the answer it gives. The table under it says the same, so it is hidden from whoever listens. */
function Chart({ rows, axis, overTime, view }: Omit<LineProps, 'attribute' | 'line'> & Pick<LineOverTime, 'rows'>) {
  const { day, incidents } = overTime;
  const cursor = day ? round((xOf(axis, day.from) + xOf(axis, day.to)) / 2) : null;
  const ticks = axisTicks(axis, 7);
  return (
    <div className={styles.chart} aria-hidden="true" data-chart>
      <div className={styles.row}>
        <span />
        <svg className={styles.axis} aria-hidden="true">
          {ticks.map(({ x, label }) => (
            <g key={x}>
              <line x1={`${x}%`} x2={`${x}%`} y1="18" y2="24" className={styles.tick} />
              {label ? (
                <text x={`${x}%`} y="13" textAnchor={label.anchor} className={styles.tickWords}>
                  {label.words}
                </text>
              ) : null}
            </g>
          ))}
        </svg>
      </div>
      {rows.map(({ value, claims }) => (
        <div key={value} className={styles.position}>
          <p className={styles.value}>
            {value} <span className={styles.muted}>{plural(claims.length, 'claim')}</span>
          </p>
          {claims.map((held) => (
            <div key={held.claim.id} className={`${styles.row} ${held.silent ? styles.silent : ''}`}>
              <span className={styles.who}>{nameOf(view, held.claim.claimantId)}</span>
              <svg className={styles.strip} aria-hidden="true">
                <title>{`${nameOf(view, held.claim.claimantId)}: ${value}, ${periodWords(held, view)}`}</title>
                <Cursor at={cursor} />
                <Bar drawn={placePeriod(axis, held.period)} />
              </svg>
            </div>
          ))}
        </div>
      ))}
      {incidents.length > 0 ? (
        <div className={`${styles.row} ${styles.incidents}`}>
          <span className={styles.who}>Incidents here</span>
          <svg className={styles.strip} aria-hidden="true">
            <Cursor at={cursor} />
            {incidents.map((incident) => (
              <IncidentTick key={incident.id} incident={incident} axis={axis} />
            ))}
          </svg>
        </div>
      ) : null}
    </div>
  );
}

/** The middle of a strip and half the height of its bars, in CSS pixels. */
const MIDDLE = 12;
const HALF = 5;

const Cursor = ({ at }: { at: number | null }) =>
  at === null ? null : <line x1={`${at}%`} x2={`${at}%`} y1="0" y2="100%" className={styles.cursor} />;

function Bar({ drawn: { sure, unsure, stated, before, after } }: { drawn: DrawnPeriod }) {
  const box = (x1: number, x2: number, half = HALF) => ({
    x: `${x1}%`,
    width: `${round(x2 - x1)}%`,
    y: MIDDLE - half,
    height: 2 * half,
  });
  return (
    <>
      {unsure.map(({ x1, x2 }) => (
        <rect key={x1} {...box(x1, x2, HALF - 2)} fill="url(#may-hold)" className={styles.unsure} />
      ))}
      {sure ? (
        <>
          {/* A day is hardly ever wide enough to be seen: a dot stands on its middle. */}
          {sure.x2 - sure.x1 < 2 ? (
            <circle cx={`${round((sure.x1 + sure.x2) / 2)}%`} cy={MIDDLE} r={HALF} className={styles.sure} />
          ) : null}
          <rect {...box(sure.x1, sure.x2)} rx="2" className={styles.sure} />
        </>
      ) : null}
      {stated === null ? null : <circle cx={`${round(stated)}%`} cy={MIDDLE} r={HALF - 1} className={styles.stated} />}
      {before ? <Arrow at="0%" to={-1} isSure={before === 'sure'} /> : null}
      {after ? <Arrow at="100%" to={1} isSure={after === 'sure'} /> : null}
    </>
  );
}

/** Goes on beyond what is shown. */
const Arrow = ({ at, to, isSure }: { at: string; to: 1 | -1; isSure: boolean }) => (
  <svg x={at} y={MIDDLE} overflow="visible" aria-hidden="true">
    <path d={`M${-2 * to},-5L${6 * to},0L${-2 * to},5z`} className={isSure ? styles.sure : styles.stated} />
  </svg>
);

/** An incident on the axis, at each date that stands. Its list on the page has the same links for the keyboard. */
function IncidentTick({ incident: { id, title, date, dates }, axis }: { incident: PlacedIncident; axis: Axis }) {
  return (
    <a href={keepMoment(`/incidents/${id}`)} tabIndex={-1}>
      <title>{`${title}: ${dateSentence(date)}`}</title>
      {dates.flatMap((edtf) =>
        drawDate(edtf).stretches.map((stretch) => {
          const { x1, x2 } = placeStretch(axis, stretch);
          return x2 - x1 < 2 ? (
            <line
              key={`${edtf} ${x1}`}
              x1={`${round((x1 + x2) / 2)}%`}
              x2={`${round((x1 + x2) / 2)}%`}
              y1="4"
              y2="20"
              className={date?.state === 'Disputed' ? styles.disputedTick : styles.incident}
            />
          ) : (
            <rect
              key={`${edtf} ${x1}`}
              x={`${x1}%`}
              width={`${round(x2 - x1)}%`}
              y={MIDDLE - 2}
              height="4"
              className={styles.somewhere}
            />
          );
        }),
      )}
    </a>
  );
}

const round = (percent: number): number => Math.round(percent * 100) / 100;

type TableProps = { rows: LineOverTime['rows']; day: string | null; title: string; view: SubjectView };

/** The claims of the chart as a table: who says what, for when, and where that was read. */
function Table({ rows, day, title, view }: TableProps) {
  const then = day === null ? null : `On ${dateWords(day)}`;
  return (
    <table className={styles.table}>
      <caption className="hidden">{title} Who says what, and for when.</caption>
      <thead>
        <tr>
          <th scope="col">Who</th>
          <th scope="col">Answer</th>
          <th scope="col">For when</th>
          {then ? <th scope="col">{then}</th> : null}
          <th scope="col">Document</th>
          <th scope="col">Set by</th>
        </tr>
      </thead>
      <tbody>
        {rows.flatMap(({ value, claims }) =>
          claims.map((held) => (
            <tr key={held.claim.id} className={held.bearing === 'does not hold' ? styles.elsewhen : undefined}>
              <th scope="row">
                <a href={keepMoment(`/claims/${held.claim.id}`)}>{nameOf(view, held.claim.claimantId)}</a>
              </th>
              <td>
                <strong>{value}</strong>
              </td>
              <td>{periodWords(held, view)}</td>
              {then ? (
                <td>
                  <span className={styles.label}>{then}: </span>
                  {bearingWords(held)}
                </td>
              ) : null}
              <td>
                <a href={keepMoment(`/documents/${held.claim.documentId}`)} className="quiet">
                  {view.documents[held.claim.documentId]?.title ?? 'a document'}
                </a>
              </td>
              <td>
                <span className={styles.label}>set by </span>
                <a href={`/ledger/${held.claim.setBy}`}>#{held.claim.setBy}</a>
              </td>
            </tr>
          )),
        )}
      </tbody>
    </table>
  );
}

const silenceWords = {
  'gives no answer': 'gives no answer',
  assessment: 'the author’s assessment, no position',
  'copying error': 'a copying error, no position',
  withdrawn: 'taken back',
  replaced: 'replaced by a later answer',
} as const;

/** What a claim has to say of the day asked. */
function bearingWords({ bearing, silent }: HeldClaim): string {
  if (silent) return silenceWords[silent];
  return bearing === 'speaks of it' ? 'speaks of it' : bearing === 'may hold' ? 'may hold' : 'does not hold then';
}

/** The pattern of what is not certain; one for the page. */
const Patterns = () => (
  <svg className={styles.patterns} aria-hidden="true">
    <pattern id="may-hold" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="1.2" height="6" className={styles.hatch} />
    </pattern>
  </svg>
);

/** What the drawings mean, drawn by the same parts on an axis from 0 to 100. */
const drawings: { words: string; drawn: DrawnPeriod }[] = [
  { words: 'holds, as it says', drawn: drawing({ sure: place(20, 80) }) },
  { words: 'end open: it goes on', drawn: drawing({ sure: place(20, 100), after: 'sure' }) },
  {
    words: 'end not known, or not certain',
    drawn: drawing({ sure: place(15, 55), unsure: [place(55, 100)], after: 'perhaps' }),
  },
  {
    words: 'as of one day: what was before and after is not said',
    drawn: drawing({
      sure: place(50, 50),
      unsure: [place(0, 50), place(50, 100)],
      before: 'perhaps',
      after: 'perhaps',
    }),
  },
  {
    words: 'no date given: when it was published',
    drawn: drawing({ stated: 50, unsure: [place(0, 100)], before: 'perhaps', after: 'perhaps' }),
  },
];

function place(x1: number, x2: number) {
  return { x1, x2, before: false, after: false };
}

function drawing(part: Partial<DrawnPeriod>): DrawnPeriod {
  return { sure: null, unsure: [], stated: null, before: null, after: null, ...part };
}

const Legend = () => (
  <>
    <ul className={styles.legend} aria-label="What the drawings mean">
      {drawings.map(({ words, drawn }) => (
        <li key={words}>
          <svg className={styles.sample} aria-hidden="true">
            <Bar drawn={drawn} />
          </svg>
          {words}
        </li>
      ))}
    </ul>
    <p className={styles.muted}>
      The upright line is the day asked; marks in the last row are incidents. Days are local, UTC+{BAGHDAD_MINUTES / 60}
      .
    </p>
  </>
);
