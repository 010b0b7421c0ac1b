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
import { incidentCountWords } from './words';

/** The whole map at two sizes, of which a window shows the one that fits it; and a small one beside a record. */
const drawings = {
  whole: [
    { frame: { width: 700, height: 620 }, className: styles.wide },
    { frame: { width: 328, height: 400 }, className: styles.narrow },
  ],
  small: [{ frame: { width: 320, height: 220 }, className: styles.small }],
};

const legend: { precision: Precision; words: string }[] = [
  { precision: 'exact', words: 'a point, known to 500 m' },
  { precision: 'near', words: 'a ring it lies in, to scale where that can be seen' },
  { precision: 'vague', words: 'an area it lies in, to scale: no point is known' },
];

/**
 * Places on a map drawn on the server from the coordinates on record: nothing is fetched, and it prints. Precision is
 * drawn as precision, and names are links. Names that find no room are left out: a list beside it must have them all.
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
  return (
    <figure className={styles.figure}>
      {drawings[size].map(({ frame, className }) => (
        <svg
          key={frame.width}
          viewBox={`0 0 ${frame.width} ${frame.height}`}
          className={`${styles.map} ${className}`}
          aria-label={name}
        >
          <Drawing places={places} frame={frame} />
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
                {words}
              </li>
            ))}
        </ul>
        <p>{bordersCaption}</p>
      </figcaption>
    </figure>
  );
}

function Drawing({ places, frame }: { places: readonly MapPlace[]; frame: Frame }) {
  const projection = fitProjection(places, frame);
  const { land, coasts, borders, names } = drawBorders(projection, frame);
  const symbols = placeSymbols(places, projection);
  const bar = scaleBar(metresPerUnit(projection), frame.width / 4);
  const corner = { x: 0, y: frame.height - 34, width: bar.length + 28, height: 34 };
  const labels = placeLabels(symbols, frame, ({ name, incidents }) => widthOf(labelWords(name, incidents)), [corner]);
  const named = new Set(labels.map(({ symbol }) => symbol));
  const apart = (symbol: PlaceSymbol) => standsApart(symbol, symbols);
  return (
    <>
      {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: a group of drawings takes no focus */}
      <g aria-hidden="true">
        <rect width={frame.width} height={frame.height} className={styles.water} />
        <path d={land} className={styles.land} />
        <path d={coasts} className={styles.coasts} />
        <path d={borders} className={styles.borders} />
        {freeNames(names, frame, symbols, labels, [corner], countryWidth).map((country) => (
          <text key={`${country.name} ${country.x}`} x={country.x} y={country.y} className={styles.country}>
            {country.name}
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
        {symbols.map((symbol) => (
          <Mark
            key={symbol.place.id}
            precision={symbol.precision}
            x={tenths(symbol.x)}
            y={tenths(symbol.y)}
            radius={tenths(symbol.radius)}
          />
        ))}
      </g>
      {labels.map((label) => (
        <Name key={label.symbol.place.id} label={label} withMark={!label.leader && apart(label.symbol)} />
      ))}
      {symbols.map((symbol) =>
        !named.has(symbol) && apart(symbol) ? (
          <a key={symbol.place.id} href={symbol.place.href} aria-label={spoken(symbol.place)} className={styles.place}>
            <Target symbol={symbol} />
          </a>
        ) : null,
      )}
    </>
  );
}

/** The name of a place as a link; a mark that stands alone beside it belongs to the link. */
function Name({ label: { symbol, box }, withMark }: { label: PlaceLabel; withMark: boolean }) {
  const { place } = symbol;
  return (
    <a href={place.href} aria-label={spoken(place)} className={styles.place}>
      {withMark && symbol.precision !== 'vague' ? <Target symbol={symbol} /> : null}
      <rect
        x={tenths(box.x)}
        y={tenths(box.y)}
        width={box.width}
        height={box.height}
        rx="3"
        className={styles.target}
      />
      <text x={tenths(box.x + box.width / 2)} y={tenths(box.y + box.height / 2 + 4.5)} className={styles.name}>
        {labelWords(place.name, place.incidents)}
      </text>
    </a>
  );
}

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
const widthOf = (text: string): number => Math.round(text.length * 7.3 + 10);

const countryWidth = (text: string): number => text.length * 10.5;

const tenths = (length: number): number => Math.round(length * 10) / 10;
