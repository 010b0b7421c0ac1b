import { bordersCaption, drawBorders } from './borders';
import {
  type Frame,
  fitProjection,
  freeNames,
  LEAST_TARGET,
  type MapPlace,
  metresPerUnit,
  type PlaceLabel,
  type PlaceSymbol,
  type Precision,
  placeLabels,
  placeSymbols,
  precisionOf,
  precisionWords,
  scaleBar,
  standsApart,
} from './map-layout';
import styles from './place-map.module.css';
import { keepMoment } from './reading';
import { incidentCountWords } from './words';

/** The whole map at two sizes, of which a window shows the one that fits it; and a small one beside a record. */
const drawings = {
  whole: [
    { frame: { width: 700, height: 620 }, className: styles.wide },
    { frame: { width: 288, height: 360 }, className: styles.narrow },
  ],
  small: [{ frame: { width: 288, height: 176 }, className: styles.small }],
};

const legend: { precision: Precision; words: string }[] = [
  { precision: 'exact', words: 'within 500 m: a point' },
  { precision: 'near', words: 'within less than 20 km: a ring, to scale where that can be seen' },
  { precision: 'vague', words: 'wider: an area to scale, no point is known' },
];

/**
 * Places on a map drawn on the server from the coordinates on record: nothing is fetched, and it prints. Precision is
 * drawn as precision, and names are links. A small map is of one place. Names that find no room are left out: a list beside it must have them all.
 */
export function PlaceMap({
  places,
  name,
  size = 'whole',
}: {
  places: readonly MapPlace[];
  name: string;
  size?: keyof typeof drawings;
}) {
  const shown = new Set(places.map(({ precisionMetres }) => precisionOf(precisionMetres)));
  const layouts = drawings[size].map(({ frame, className }) => ({ ...layOut(places, frame), className }));
  return (
    <figure className={styles.figure}>
      {layouts.map(({ className, ...layout }) => (
        <svg
          key={layout.frame.width}
          viewBox={`0 0 ${layout.frame.width} ${layout.frame.height}`}
          className={`${styles.map} ${className}`}
          aria-label={name}
        >
          <Drawing {...layout} />
        </svg>
      ))}
      <figcaption className={styles.caption}>
        <ul className={styles.legend}>
          {legend
            .filter(({ precision }) => shown.has(precision))
            .map(({ precision, words }) => (
              <li key={precision}>
                <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
                  <Mark precision={precision} x={10} y={10} radius={precision === 'exact' ? 5 : 7} />
                </svg>
                {size === 'small' && places[0] ? precisionWords(places[0].precisionMetres) : words}
              </li>
            ))}
        </ul>
        {layouts.map(({ frame, symbols, labels, className }) =>
          labels.length < symbols.length ? (
            <p key={frame.width} className={className}>
              {symbols.length - labels.length === 1 ? '1 name finds' : `${symbols.length - labels.length} names find`}{' '}
              no room here; the list has all.
            </p>
          ) : null,
        )}
        <p>{bordersCaption}</p>
      </figcaption>
    </figure>
  );
}

type Layout = ReturnType<typeof layOut>;

function layOut(places: readonly MapPlace[], frame: Frame) {
  const projection = fitProjection(places, frame);
  const { names, ...borders } = drawBorders(projection, frame);
  const symbols = placeSymbols(places, projection);
  const bar = scaleBar(metresPerUnit(projection), frame.width / 4);
  const corner = { x: 0, y: frame.height - 34, width: bar.length + 28, height: 34 };
  const labels = placeLabels(symbols, frame, ({ name, incidents }) => widthOf(labelWords(name, incidents)), [corner]);
  const countries = freeNames(names, frame, symbols, labels, [corner], countryWidth);
  return { frame, borders, symbols, bar, labels, countries };
}

function Drawing({ frame, borders, symbols, bar, labels, countries }: Layout) {
  const named = new Set(labels.map(({ symbol }) => symbol));
  const apart = (symbol: PlaceSymbol) => standsApart(symbol, symbols);
  return (
    <>
      {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: a group of drawings takes no focus */}
      <g aria-hidden="true">
        <rect width={frame.width} height={frame.height} className={styles.water} />
        <path d={borders.land} className={styles.land} />
        <path d={borders.coasts} className={styles.coasts} />
        <path d={borders.borders} className={styles.borders} />
        {countries.map(({ name, x, y }) => (
          <text key={`${name} ${x}`} x={x} y={y} className={styles.country}>
            {name}
          </text>
        ))}
        <Scale x={14} y={frame.height - 12} {...bar} />
        {labels.map(({ symbol, leader }) =>
          leader ? (
            <path
              key={symbol.place.id}
              d={`M${tenths(symbol.x)},${tenths(symbol.y)}L${tenths(leader.x)},${tenths(leader.y)}`}
              className={styles.leader}
            />
          ) : null,
        )}
        {symbols.map(({ place, precision, x, y, radius }) => (
          <Mark key={place.id} precision={precision} x={tenths(x)} y={tenths(y)} radius={tenths(radius)} />
        ))}
      </g>
      {labels.map((label) => (
        <Name key={label.symbol.place.id} label={label} withMark={!label.leader && apart(label.symbol)} />
      ))}
      {symbols.map((symbol) =>
        !named.has(symbol) && apart(symbol) ? (
          <a
            key={symbol.place.id}
            href={keepMoment(symbol.place.href)}
            aria-label={spoken(symbol.place)}
            className={styles.place}
          >
            <Target symbol={symbol} />
          </a>
        ) : null,
      )}
    </>
  );
}

/** The name of a place as a link; a mark that stands alone beside it belongs to the link. */
function Name({ label: { symbol, box, facing }, withMark }: { label: PlaceLabel; withMark: boolean }) {
  const { place } = symbol;
  return (
    <a href={keepMoment(place.href)} aria-label={spoken(place)} className={styles.place}>
      {withMark && symbol.precision !== 'vague' ? <Target symbol={symbol} /> : null}
      <rect
        x={tenths(box.x)}
        y={tenths(box.y)}
        width={box.width}
        height={box.height}
        rx="3"
        className={styles.target}
      />
      <text
        x={tenths(textEdge(box, facing))}
        y={tenths(box.y + box.height / 2 + 4.5)}
        textAnchor={facing === 'left' ? 'start' : facing === 'right' ? 'end' : 'middle'}
        className={styles.name}
      >
        {labelWords(place.name, place.incidents)}
      </text>
    </a>
  );
}

/** Where the text begins, ends or has its middle: near the side that faces the place, however wide the box came out. */
const textEdge = ({ x, width }: PlaceLabel['box'], facing: PlaceLabel['facing']): number =>
  facing === 'left' ? x + 4 : facing === 'right' ? x + width - 4 : x + width / 2;

const Target = ({ symbol: { x, y } }: { symbol: PlaceSymbol }) => (
  <circle cx={tenths(x)} cy={tenths(y)} r={LEAST_TARGET / 2} className={styles.target} />
);

/** How a precision is drawn: a dot for a point, a ring for what lies near it, a shade without a point for an area. */
function Mark({ precision, x, y, radius }: { precision: Precision; x: number; y: number; radius: number }) {
  if (precision === 'exact') return <circle cx={x} cy={y} r={radius} className={styles.exact} />;
  return <circle cx={x} cy={y} r={radius} className={precision === 'near' ? styles.near : styles.vague} />;
}

function Scale({ x, y, km, length }: { x: number; y: number; km: number; length: number }) {
  return (
    <>
      <path d={`M${x},${y - 5}v5h${tenths(length)}v-5`} className={styles.scale} />
      <text x={x} y={y - 9} className={styles.scaleText}>
        {km.toLocaleString('en')} km
      </text>
    </>
  );
}

const labelWords = (name: string, incidents?: number): string => (incidents ? `${name} · ${incidents}` : name);

const spoken = ({ name, incidents, precisionMetres }: MapPlace): string =>
  [name, ...(incidents === undefined ? [] : [incidentCountWords(incidents)]), precisionWords(precisionMetres)].join(
    ', ',
  );

/** About how wide IBM Plex Sans sets a name at 13 pixels, half-bold, with air on both sides. */
const widthOf = (text: string): number => Math.round(text.length * 6.5 + 8);

const countryWidth = (text: string): number => text.length * 10.5;

const tenths = (length: number): number => Math.round(length * 10) / 10;
