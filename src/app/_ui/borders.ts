import { type GeoContext, type GeoProjection, geoCentroid, geoDistance, geoPath } from 'd3-geo';
import type { Geometry, LineString, Polygon, Position } from 'geojson';
import { feature, mesh } from 'topojson-client';
import atlas from 'world-atlas/countries-50m.json';
import type { Frame } from './map-layout';

/** Land, coasts and borders as SVG path data, and the countries' names where they can stand. */
export type Borders = {
  land: string;
  coasts: string;
  borders: string;
  names: { name: string; x: number; y: number }[];
};

/** A shape with the circle on the globe it lies in, in radians. */
type Known<Shape> = { shape: Shape; middle: [number, number]; radius: number };

type World = { land: Known<Polygon & { name: string }>[]; coasts: Known<LineString>[]; borders: Known<LineString>[] };

/** So many points of a line are looked at together. */
const PART = 100;

let world: World | undefined;

/** What every map says under itself. */
export const bordersCaption = 'Borders: Natural Earth, de facto. No position implied.';

/** What lies in the frame, cut to it and rounded: a few kilobytes, whatever the size of the countries. */
export function drawBorders(projection: GeoProjection, frame: Frame): Borders {
  world ??= readWorld();
  const beyond = 6;
  const clipped = projection.clipExtent([
    [-beyond, -beyond],
    [frame.width + beyond, frame.height + beyond],
  ]);
  const middle = projection.invert?.([frame.width / 2, frame.height / 2]) ?? [0, 0];
  const radius = Math.hypot(frame.width, frame.height) / 2 / projection.scale();
  const near = <Shape>(known: Known<Shape>[]) =>
    known.flatMap((each) => (geoDistance(middle, each.middle) < each.radius + radius ? each.shape : []));
  const land = near(world.land);
  const measure = geoPath(clipped);
  return {
    land: draw(clipped, land),
    coasts: draw(clipped, near(world.coasts)),
    borders: draw(clipped, near(world.borders)),
    names: land.flatMap((polygon) => {
      // A sliver at the edge of the map needs no name.
      if (measure.area(polygon) < 4000) return [];
      const [x, y] = measure.centroid(polygon);
      return [{ name: polygon.name, x, y }];
    }),
  };
}

/** The world piece by piece, so that far islands do not make every map measure all of France. */
function readWorld(): World {
  const countries = feature<{ name: string }>(atlas, atlas.objects.countries).features;
  // The coast of Eurasia is one line: in parts, most of it is passed over.
  const lines = (inner: boolean) =>
    mesh(atlas, atlas.objects.countries, (a, b) => (a !== b) === inner).coordinates.flatMap((line) =>
      Array.from({ length: Math.ceil(line.length / PART) }, (_, part) => {
        const coordinates = line.slice(part * PART, (part + 1) * PART + 1);
        return around<LineString>({ type: 'LineString', coordinates }, coordinates);
      }),
    );
  return {
    land: countries.flatMap(({ geometry, properties: { name } }) => {
      const polygons =
        geometry.type === 'Polygon'
          ? [geometry.coordinates]
          : geometry.type === 'MultiPolygon'
            ? geometry.coordinates
            : [];
      return polygons.map((coordinates) => around({ type: 'Polygon' as const, coordinates, name }, coordinates.flat()));
    }),
    coasts: lines(false),
    borders: lines(true),
  };
}

function around<Shape>(shape: Shape, points: Position[]): Known<Shape> {
  const ends = points.map(([longitude = 0, latitude = 0]): [number, number] => [longitude, latitude]);
  const middle = geoCentroid({ type: 'MultiPoint', coordinates: ends });
  return { shape, middle, radius: Math.max(...ends.map((end) => geoDistance(middle, end))) };
}

/** Path data with points nearer than a step left out and shapes too small to see left away. */
function draw(projection: GeoProjection, geometries: Geometry[]): string {
  const step = 0.9;
  const runs: string[] = [];
  let run: [number, number][] = [];
  const end = (close: boolean) => {
    if (run.length > (close ? 2 : 1)) runs.push(relative(run) + (close ? 'z' : ''));
    run = [];
  };
  const context: GeoContext = {
    beginPath: () => {},
    arc: () => {},
    moveTo: (x, y) => {
      end(false);
      run = [[x, y]];
    },
    lineTo: (x, y) => {
      const last = run.at(-1);
      if (!last || Math.hypot(x - last[0], y - last[1]) >= step) run.push([x, y]);
    },
    closePath: () => end(true),
  };
  geoPath(projection, context)({ type: 'GeometryCollection', geometries });
  end(false);
  return runs.join('');
}

/** Points as steps of tenths: each is rounded from where the last rounded one stood, so nothing drifts. */
function relative(points: readonly [number, number][]): string {
  const tenths = points.map(([x, y]): [number, number] => [Math.round(x * 10), Math.round(y * 10)]);
  return tenths
    .map(([x, y], i) => {
      const [lastX, lastY] = tenths[i - 1] ?? [0, 0];
      return `${i === 0 ? 'M' : i === 1 ? 'l' : ' '}${(x - lastX) / 10},${(y - lastY) / 10}`;
    })
    .join('');
}
