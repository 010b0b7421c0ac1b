import { BAGHDAD_MINUTES } from '@/domain/answer/time';
import type { PlacedIncident } from '@/queries/list-placed-incidents';
import { DatedBy } from './dated-by';
import { keepMoment } from './reading';
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
          {ticks.map(({ x, label }) =>
            label ? (
              <text key={x} x={`${x}%`} y="16" textAnchor={label.anchor} className={styles.tick}>
                {label.words}
              </text>
            ) : null,
          )}
        </svg>
      </div>
      <div className={styles.lanes}>
        <Grid ticks={ticks} />
        {lanesOf(incidents).map(({ site, rows }) => (
          <section key={site?.id ?? ''} className={styles.lane}>
            {bySite ? (
              <h3>
                {site ? <a href={keepMoment(`/sites/${site.id}`)}>{site.name}</a> : 'No place on record'}{' '}
                <span className={styles.count}>{incidentCountWords(rows.length)}</span>
              </h3>
            ) : null}
            <ol>
              {rows.map((incident) => (
                <li key={incident.id} className={styles.row}>
                  <a href={keepMoment(`/incidents/${incident.id}`)} className={styles.title}>
                    {incident.title}
                  </a>
                  <Strip
                    dates={drawn.get(incident) ?? []}
                    axis={shown}
                    isDisputed={incident.date?.state === 'Disputed'}
                  />
                  <span className={styles.words}>
                    {dateSentence(incident.date)}{' '}
                    <DatedBy id={incident.id} setBy={incident.setBy} dateSetBy={incident.dateSetBy} />
                  </span>
                </li>
              ))}
            </ol>
          </section>
        ))}
      </div>
      <Legend used={drawingsUsed([...drawn], shown)} />
      <p className={styles.zone}>Days and clock times are local, UTC+{BAGHDAD_MINUTES / 60}.</p>
    </div>
  );
}

function Grid({ ticks }: { ticks: Tick[] }) {
  return (
    <svg className={styles.grid} aria-hidden="true">
      {ticks.map(({ x }) => (
        <line key={x} x1={`${x}%`} x2={`${x}%`} y1="0" y2="100%" />
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
  const dot = { cx: `${round((x1 + x2) / 2)}%`, cy: MIDDLE, r: HALF };
  if (uncertain) return <circle {...dot} className={styles.uncertain} />;
  // A day is hardly ever wide enough to be seen: a dot stands on its middle, under the bar where that is wider.
  return (
    <>
      <circle {...dot} className={styles.mark} />
      <rect {...bar} rx={HALF} className={styles.day} />
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

const day = (at: number): Stretch => ({ from: at, to: at, form: 'mark', uncertain: false });
const some = (from: number, to: number, form: Stretch['form'] = 'span'): Stretch => ({
  from,
  to,
  form,
  uncertain: false,
});
const alone = (...stretches: Stretch[]): DrawnDate => ({ stretches, joined: false });

/** What the drawings mean, drawn by the same parts on an axis from 0 to 100. */
const legend = {
  day: { words: 'known to the day', dates: [alone(day(50))] },
  uncertain: { words: 'marked uncertain', dates: [alone({ ...day(50), uncertain: true })] },
  within: { words: 'some time within', dates: [alone(some(10, 90))] },
  about: { words: 'about', dates: [alone(some(5, 30, 'edge'), some(30, 70), some(70, 95, 'edge'))] },
  oneOf: { words: 'one of', dates: [{ stretches: [day(15), day(85)], joined: true }] },
  beyond: { words: 'open, or beyond what is shown', dates: [alone(some(20, 999))] },
  disputed: { words: 'sources disagree', dates: [alone(day(8)), alone(day(60))] },
};

/** Which of the drawings stand on a timeline. */
function drawingsUsed(drawn: [PlacedIncident, DrawnDate[]][], axis: Axis): Set<keyof typeof legend> {
  const used = new Set<keyof typeof legend>();
  for (const [{ date }, dates] of drawn) {
    if (date?.state === 'Disputed') used.add('disputed');
    if (dates.some(({ joined }) => joined)) used.add('oneOf');
    for (const { from, to, form, uncertain } of dates.flatMap(({ stretches }) => stretches)) {
      used.add(uncertain ? 'uncertain' : form === 'mark' ? 'day' : form === 'span' ? 'within' : 'about');
      if (from < axis.from || to > axis.to) used.add('beyond');
    }
  }
  return used;
}

function Legend({ used }: { used: Set<keyof typeof legend> }) {
  return (
    <ul className={styles.legend} aria-label="What the drawings mean">
      {(Object.keys(legend) as (keyof typeof legend)[])
        .filter((drawing) => used.has(drawing))
        .map((drawing) => (
          <li key={drawing}>
            <span className={styles.sample}>
              <Strip dates={legend[drawing].dates} axis={{ from: 0, to: 100 }} isDisputed={drawing === 'disputed'} />
            </span>
            {legend[drawing].words}
          </li>
        ))}
    </ul>
  );
}
