import { BAGHDAD_MINUTES } from '@/domain/answer/time';
import type { PlacedIncident } from '@/queries/list-placed-incidents';
import styles from './timeline.module.css';
import {
  type Axis,
  axisOf,
  axisTicks,
  type DrawnDate,
  drawDate,
  lanesOf,
  placeStretch,
  type Stretch,
  type Tick,
} from './timeline-layout';
import { dateSentence, incidentCountWords } from './words';

/** The middle of a row's drawing and half the height of its bars, in CSS pixels. */
const MIDDLE = 14;
const HALF = 5;

/**
 * Incidents on one axis of time, by site, drawn on the server. Each row is a link, says its date in words, and draws it
 * as it is known: to the day, somewhere within, one of several, open, or disputed. `axis` is what is shown; without one
 * it fits the dates. Times are local, as sources give them.
 */
export function Timeline({
  incidents,
  axis,
  bySite = true,
}: {
  incidents: PlacedIncident[];
  axis?: Axis;
  bySite?: boolean;
}) {
  const drawn = new Map(incidents.map((incident) => [incident, incident.dates.map((edtf) => drawDate(edtf))]));
  const shown = axis ?? axisOf([...drawn.values()].flat());
  const ticks = axisTicks(shown, 9);
  return (
    <div className={styles.timeline}>
      <Hatch />
      <div className={styles.axis}>
        <svg className={styles.strip} aria-hidden="true">
          {ticks.map((tick) => (
            <text
              key={tick.x}
              x={`${tick.x}%`}
              y="16"
              className={`${styles.tick} ${tick.minor ? styles.minor : ''}`}
              textAnchor={tick.x < 4 ? 'start' : tick.x > 95 ? 'end' : 'middle'}
            >
              {tick.label}
            </text>
          ))}
        </svg>
      </div>
      <div className={styles.lanes}>
        <Grid ticks={ticks} />
        {lanesOf(incidents).map(({ site, rows }) => (
          <section key={site?.id ?? ''} className={styles.lane}>
            {bySite ? (
              <h3>
                {site ? <a href={`/sites/${site.id}`}>{site.name}</a> : 'No place on record'}{' '}
                <span className={styles.count}>{incidentCountWords(rows.length)}</span>
              </h3>
            ) : null}
            <ol>
              {rows.map((incident) => (
                <li key={incident.id} className={styles.row}>
                  <a href={`/incidents/${incident.id}`} className={styles.title}>
                    {incident.title}
                  </a>
                  <Strip
                    dates={drawn.get(incident) ?? []}
                    axis={shown}
                    isDisputed={incident.date?.state === 'Disputed'}
                  />
                  <span className={styles.words}>{dateSentence(incident.date)}</span>
                </li>
              ))}
            </ol>
          </section>
        ))}
      </div>
      <Legend />
      <p className={styles.zone}>Days and clock times are local, UTC+{BAGHDAD_MINUTES / 60}.</p>
    </div>
  );
}

function Grid({ ticks }: { ticks: Tick[] }) {
  return (
    <svg className={styles.grid} aria-hidden="true">
      {ticks.map(({ x, minor }) => (
        <line key={x} x1={`${x}%`} x2={`${x}%`} y1="0" y2="100%" className={minor ? styles.minor : undefined} />
      ))}
    </svg>
  );
}

/** The dates of one incident. The words beside it say the same, so it is hidden from whoever listens. */
function Strip({ dates, axis, isDisputed }: { dates: DrawnDate[]; axis: Axis; isDisputed: boolean }) {
  const placed = dates.map(({ stretches, joined }) => ({
    joined,
    stretches: stretches.map((stretch) => ({ stretch, at: placeStretch(axis, stretch) })),
  }));
  const all = placed.flatMap(({ stretches }) => stretches.map(({ at }) => at));
  const from = Math.min(...all.map(({ x1 }) => x1));
  const to = Math.max(...all.map(({ x2 }) => x2));
  return (
    <svg className={`${styles.strip} ${isDisputed ? styles.disputed : ''}`} aria-hidden="true">
      {isDisputed ? <Line x1={from} x2={to} className={styles.dispute} /> : null}
      {placed.map(({ stretches, joined }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the answers of one incident never change places
        <g key={i}>
          {joined ? (
            <Line x1={centre(stretches[0]?.at)} x2={centre(stretches.at(-1)?.at)} className={styles.joint} />
          ) : null}
          {stretches.map(({ stretch, at }) => (
            <Drawn key={`${stretch.form} ${at.x1}`} stretch={stretch} x1={at.x1} x2={at.x2} />
          ))}
        </g>
      ))}
      {all.some(({ before }) => before) ? <Arrow at="0%" to={-1} /> : null}
      {all.some(({ after }) => after) ? <Arrow at="100%" to={1} /> : null}
      {isDisputed ? (
        <text x={`${to}%`} dx={to > 94 ? -22 : 11} y={MIDDLE + 5} className={styles.unequal}>
          ≠
        </text>
      ) : null}
    </svg>
  );
}

const centre = (at: { x1: number; x2: number } | undefined): number => (at ? (at.x1 + at.x2) / 2 : 0);

const Line = ({ x1, x2, className }: { x1: number; x2: number; className: string | undefined }) => (
  <line x1={`${x1}%`} x2={`${x2}%`} y1={MIDDLE} y2={MIDDLE} className={className} />
);

function Drawn({ stretch: { form, uncertain }, x1, x2 }: { stretch: Stretch; x1: number; x2: number }) {
  const bar = { x: `${x1}%`, width: `${round(x2 - x1)}%`, y: MIDDLE - HALF, height: 2 * HALF };
  if (form === 'edge') return <rect {...bar} fill="url(#hatch)" />;
  if (form === 'span') return <rect {...bar} className={`${styles.span} ${uncertain ? styles.uncertain : ''}`} />;
  // A day is hardly ever wide enough to be seen: a dot stands on its middle, and the bar only where it is wider.
  return (
    <>
      <rect {...bar} rx={HALF} className={`${styles.mark} ${uncertain ? styles.uncertain : ''}`} />
      <circle
        cx={`${round((x1 + x2) / 2)}%`}
        cy={MIDDLE}
        r={HALF}
        className={`${styles.mark} ${uncertain ? styles.uncertain : ''}`}
      />
    </>
  );
}

/** Goes on beyond what is shown. */
function Arrow({ at, to }: { at: string; to: 1 | -1 }) {
  return (
    <svg x={at} y={MIDDLE} overflow="visible" aria-hidden="true">
      <path d={`M${-2 * to},-5L${6 * to},0L${-2 * to},5z`} className={styles.arrow} />
    </svg>
  );
}

const round = (percent: number): number => Math.round(percent * 100) / 100;

/** The pattern of a bound that is not known exactly; one for the page. */
function Hatch() {
  return (
    <svg className={styles.patterns} aria-hidden="true">
      <pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="1.6" height="5" className={styles.hatch} />
      </pattern>
    </svg>
  );
}

const day = (x1: number, x2: number): Stretch => ({ from: x1, to: x2, form: 'mark', uncertain: false });

/** What the drawings mean, drawn by the same parts on an axis from 0 to 100. */
const legend: { words: string; dates: DrawnDate[]; isDisputed?: boolean }[] = [
  { words: 'known to the day', dates: [{ stretches: [day(50, 50)], joined: false }] },
  {
    words: 'some time within',
    dates: [{ stretches: [{ from: 10, to: 90, form: 'span', uncertain: false }], joined: false }],
  },
  {
    words: 'about',
    dates: [
      {
        stretches: [
          { from: 5, to: 30, form: 'edge', uncertain: false },
          { from: 30, to: 70, form: 'span', uncertain: false },
          { from: 70, to: 95, form: 'edge', uncertain: false },
        ],
        joined: false,
      },
    ],
  },
  { words: 'one of', dates: [{ stretches: [day(15, 15), day(85, 85)], joined: true }] },
  {
    words: 'open, or beyond what is shown',
    dates: [{ stretches: [{ from: 20, to: 999, form: 'span', uncertain: false }], joined: false }],
  },
  {
    words: 'sources disagree',
    isDisputed: true,
    dates: [
      { stretches: [day(8, 8)], joined: false },
      { stretches: [day(60, 60)], joined: false },
    ],
  },
];

function Legend() {
  return (
    <ul className={styles.legend} aria-label="What the drawings mean">
      {legend.map(({ words, dates, isDisputed = false }) => (
        <li key={words}>
          <span className={styles.sample}>
            <Strip dates={dates} axis={{ from: 0, to: 100 }} isDisputed={isDisputed} />
          </span>
          {words}
        </li>
      ))}
    </ul>
  );
}
