import { type GeoProjection, geoAzimuthalEqualArea, geoCentroid } from 'd3-geo';

/** A place with coordinates; its true position lies within `precisionMetres` of them. */
export type MapPlace = {
  id: string;
  name: string;
  href: string;
  latitude: number;
  longitude: number;
  precisionMetres: number;
  /** How many incidents are recorded there; left out where the map is not about them. */
  incidents?: number;
};

/** The map's own coordinates, one unit a CSS pixel where the map is shown at its natural width. */
export type Frame = { width: number; height: number };

/** A rectangle in the map's coordinates. */
export type Box = { x: number; y: number; width: number; height: number };

/** How a place is drawn: a dot, a ring, or a shaded area in which no point is marked. */
export type Precision = 'exact' | 'near' | 'vague';

/** A place on the map. `radius` is that of the drawing: the true one, or the least that can be seen. */
export type PlaceSymbol = { place: MapPlace; precision: Precision; x: number; y: number; radius: number };

/**
 * A name on the map: the box it fills, the side of it that faces the place and, where it stands apart, the end of the line
 * that leads there.
 */
export type PlaceLabel = {
  symbol: PlaceSymbol;
  box: Box;
  facing: 'left' | 'right' | 'middle';
  leader?: { x: number; y: number };
};

const EARTH_RADIUS_M = 6_371_008;

/** Up to here a point is called exact: a compound, an airfield's apron. */
const MOST_EXACT_M = 500;

/** From here no point is shown at all: a district, a province. */
const LEAST_VAGUE_M = 20_000;

const leastRadius: Record<Precision, number> = { exact: 5, near: 7, vague: 12 };

/** The least a finger or an unsteady hand needs is 24 CSS pixels (WCAG 2.5.8), also where a narrow page draws it a little smaller. */
export const LEAST_TARGET = 25;

/** A map never shows less than this across, so that a single place is seen with what lies around it. */
const LEAST_SPAN_M = 420_000;

/** Which drawing a precision asks for. */
export function precisionOf(metres: number): Precision {
  if (metres <= MOST_EXACT_M) return 'exact';
  return metres < LEAST_VAGUE_M ? 'near' : 'vague';
}

/** “within 300 m”, “within 2.5 km”, “within 40 km”. */
export function precisionWords(metres: number): string {
  if (metres < 1000) return `within ${metres} m`;
  return `within ${metres < 10_000 ? Math.round(metres / 100) / 10 : Math.round(metres / 1000)} km`;
}

/**
 * A projection on which all places, with the areas they may lie in, fit into the frame. Equal-area around their middle:
 * over a country its scale is the same everywhere to within a percent, so circles and the scale bar are true.
 */
export function fitProjection(places: readonly MapPlace[], frame: Frame): GeoProjection {
  const coordinates = places.map(({ longitude, latitude }): [number, number] => [longitude, latitude]);
  const middle = geoCentroid({ type: 'MultiPoint', coordinates });
  const [longitude, latitude] = middle.every(Number.isFinite) ? middle : (coordinates[0] ?? [44, 33]);
  const projection = geoAzimuthalEqualArea().rotate([-longitude, -latitude]).scale(1).translate([0, 0]);
  const reaches = places.flatMap((place) => {
    const point = projection([place.longitude, place.latitude]);
    return point?.every(Number.isFinite) ? [{ point, radius: place.precisionMetres / EARTH_RADIUS_M }] : [];
  });
  const extent = (axis: 0 | 1) => {
    const from = Math.min(...reaches.map(({ point, radius }) => point[axis] - radius));
    const to = Math.max(...reaches.map(({ point, radius }) => point[axis] + radius));
    return from <= to ? { middle: (from + to) / 2, length: to - from } : { middle: 0, length: 0 };
  };
  const across = extent(0);
  const down = extent(1);
  const least = LEAST_SPAN_M / EARTH_RADIUS_M;
  // Names stand beside their places: the sides need more room than top and bottom.
  const scale = Math.min(
    (frame.width * 0.74) / Math.max(across.length, least),
    (frame.height * 0.84) / Math.max(down.length, least),
  );
  return projection
    .scale(scale)
    .translate([frame.width / 2 - across.middle * scale, frame.height / 2 - down.middle * scale]);
}

/** Metres on the ground a unit of the map stands for. */
export const metresPerUnit = (projection: GeoProjection): number => EARTH_RADIUS_M / projection.scale();

/** Where each place is drawn and how large, areas first so that points stand on top of them. */
export function placeSymbols(places: readonly MapPlace[], projection: GeoProjection): PlaceSymbol[] {
  const unit = metresPerUnit(projection);
  return places
    .flatMap((place): PlaceSymbol[] => {
      const point = projection([place.longitude, place.latitude]);
      if (!point?.every(Number.isFinite)) return [];
      const precision = precisionOf(place.precisionMetres);
      const radius = precision === 'exact' ? leastRadius.exact : place.precisionMetres / unit;
      return [{ place, precision, x: point[0], y: point[1], radius: Math.max(radius, leastRadius[precision]) }];
    })
    .sort((a, b) => b.radius - a.radius);
}

/** The longest round length, 1, 2 or 5 times a power of ten of kilometres, that is at most `most` units long. */
export function scaleBar(metresPerUnit: number, most: number): { km: number; length: number } {
  const mostKm = (most * metresPerUnit) / 1000;
  const power = 10 ** Math.floor(Math.log10(mostKm));
  const km = ([5, 2].find((step) => step * power <= mostKm) ?? 1) * power;
  return { km, length: (km * 1000) / metresPerUnit };
}

const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** The square a mark fills, at least `least` wide; an area has none, names may stand in it. */
const markBox = ({ precision, x, y, radius }: PlaceSymbol, least: number): Box => {
  const half = precision === 'vague' ? 0 : Math.max(Math.min(radius, 40), least / 2);
  return { x: x - half, y: y - half, width: 2 * half, height: 2 * half };
};

/** Directions a name may lie in from its place, the ones read most easily first: right, left, above, below, between. */
const directions: readonly (readonly [number, number])[] = [
  [1, 0],
  [-1, 0],
  [0, -1],
  [0, 1],
  [0.8, -0.6],
  [0.8, 0.6],
  [-0.8, -0.6],
  [-0.8, 0.6],
  [0.4, 0.9],
  [-0.4, 0.9],
  [0.4, -0.9],
  [-0.4, -0.9],
];

/** How far a name may stand from its place before it is left out. */
const distances = [0, 18, 34, 52, 76, 104, 136];

/**
 * Names of places without overlaps: each at the nearest free spot, those with most incidents first; where the nearest
 * are taken a line leads to it. A name that finds no spot is left out: the list beside the map has all of them.
 * `widthOf` says how wide a name is; `taken` are boxes nothing may cover.
 */
export function placeLabels(
  symbols: readonly PlaceSymbol[],
  frame: Frame,
  widthOf: (place: MapPlace) => number,
  taken: readonly Box[],
): PlaceLabel[] {
  const placed: PlaceLabel[] = [];
  const marks = symbols.map((symbol) => ({ symbol, box: markBox(symbol, 0) }));
  const inOrder = symbols.toSorted(
    (a, b) => (b.place.incidents ?? 0) - (a.place.incidents ?? 0) || (a.place.id < b.place.id ? -1 : 1),
  );
  const isFree = (box: Box, own: PlaceSymbol) =>
    box.x >= 2 &&
    box.y >= 2 &&
    box.x + box.width <= frame.width - 2 &&
    box.y + box.height <= frame.height - 2 &&
    !taken.some((other) => overlap(box, other)) &&
    !placed.some((other) => overlap(box, other.box)) &&
    !marks.some((other) => other.symbol !== own && overlap(box, other.box));
  for (const symbol of inOrder) {
    const own = marks.find((mark) => mark.symbol === symbol)?.box;
    // A line that begins among marks that touch each other cannot help crossing those.
    const inTheWay = marks.flatMap(({ box }) => (own && overlap(own, box) ? [] : box));
    const isClear = (leader: PlaceLabel['leader']) =>
      !leader || ![...inTheWay, ...placed.map(({ box }) => box)].some((box) => crosses(symbol, leader, box));
    const found = candidates(symbol, widthOf(symbol.place)).find(
      ({ box, leader }) => isFree(box, symbol) && isClear(leader),
    );
    if (found) placed.push({ symbol, ...found });
  }
  return placed;
}

function candidates(symbol: PlaceSymbol, width: number): Omit<PlaceLabel, 'symbol'>[] {
  const { x, y, precision } = symbol;
  const height = LEAST_TARGET;
  const at = (centreX: number, centreY: number): Box => ({
    x: centreX - width / 2,
    y: centreY - height / 2,
    width,
    height,
  });
  if (precision === 'vague')
    return [0, 1, -1, 2, -2].map((step) => ({ box: at(x, y + step * height), facing: 'middle' }));
  const reach = Math.min(symbol.radius, 40) + 2;
  return distances.flatMap((distance) =>
    directions.map(([right, down]) => {
      const from = { x: x + right * (reach + distance), y: y + down * (reach + distance) };
      // The box touches the end of the line with the side or the corner that faces the place.
      const box = at(from.x + (Math.sign(right) * width) / 2, from.y + (right === 0 ? (down * height) / 2 : 0));
      const facing = right > 0 ? 'left' : right < 0 ? 'right' : 'middle';
      return distance === 0 ? { box, facing } : { box, facing, leader: from };
    }),
  );
}

/** Whether the line from a place to `end` runs through a box; looked at in steps small against any box. */
function crosses(from: { x: number; y: number }, end: { x: number; y: number }, box: Box): boolean {
  const steps = 12;
  return Array.from({ length: steps + 1 }, (_, step) => ({
    x: from.x + ((end.x - from.x) * step) / steps,
    y: from.y + ((end.y - from.y) * step) / steps,
    width: 0.1,
    height: 0.1,
  })).some((point) => overlap(point, box));
}

/** Whether a mark stands far enough from all others for a target of its own around it. */
export const standsApart = (symbol: PlaceSymbol, symbols: readonly PlaceSymbol[]): boolean =>
  symbols.every(
    (other) =>
      other === symbol ||
      other.precision === 'vague' ||
      Math.hypot(other.x - symbol.x, other.y - symbol.y) >= LEAST_TARGET,
  );

/** Names of countries where nothing else stands: in their middle, or a little above or below it, or not at all. */
export function freeNames<Named extends { name: string; x: number; y: number }>(
  names: readonly Named[],
  frame: Frame,
  symbols: readonly PlaceSymbol[],
  labels: readonly PlaceLabel[],
  taken: readonly Box[],
  widthOf: (name: string) => number,
): Named[] {
  const boxes = [...taken, ...labels.map(({ box }) => box), ...symbols.map((symbol) => markBox(symbol, LEAST_TARGET))];
  return names.flatMap((named) => {
    const width = widthOf(named.name);
    const found = [0, -30, 30, -60, 60, -90, 90]
      .map((down) => ({ x: named.x - width / 2, y: named.y + down - 14, width, height: 18 }))
      .find(
        (box) =>
          box.x >= 4 &&
          box.y >= 4 &&
          box.x + width <= frame.width - 4 &&
          box.y + box.height <= frame.height - 4 &&
          !boxes.some((other) => overlap(box, other)),
      );
    return found ? [{ ...named, x: Math.round(named.x), y: Math.round(found.y + 14) }] : [];
  });
}
