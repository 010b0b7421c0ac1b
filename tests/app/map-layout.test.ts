import { describe, expect, test } from 'vitest';
import {
  fitProjection,
  LEAST_TARGET,
  type MapPlace,
  metresPerUnit,
  placeLabels,
  placeSymbols,
  precisionOf,
  precisionWords,
  scaleBar,
  standsApart,
} from '@/app/_ui/map-layout';

const frame = { width: 700, height: 600 };

const place = (id: string, latitude: number, longitude: number, precisionMetres = 2000, incidents = 1): MapPlace => ({
  id,
  name: id,
  href: `/sites/${id}`,
  latitude,
  longitude,
  precisionMetres,
  incidents,
});

const iraq = [
  place('erbil', 36.24, 43.96),
  place('asad', 33.79, 42.44),
  place('balad', 33.94, 44.36),
  place('taji', 33.52, 44.26),
  place('airport', 33.26, 44.23),
  place('victory', 33.27, 44.27),
  place('embassy', 33.3, 44.4, 400),
  place('dhi-qar', 31.2, 46.3, 70_000),
];

const symbolsOf = (places: MapPlace[]) => placeSymbols(places, fitProjection(places, frame));

describe('a precision', () => {
  test.each([
    [1, 'exact'],
    [500, 'exact'],
    [501, 'near'],
    [19_999, 'near'],
    [20_000, 'vague'],
    [1_000_000, 'vague'],
  ])('of %i m is drawn as %s', (metres, drawing) => {
    expect(precisionOf(metres)).toBe(drawing);
  });

  test.each([
    [300, 'within 300 m'],
    [1000, 'within 1 km'],
    [2500, 'within 2.5 km'],
    [70_000, 'within 70 km'],
  ])('of %i m is said as “%s”', (metres, words) => {
    expect(precisionWords(metres)).toBe(words);
  });

  test('of an area is drawn to scale: its radius is as many units as it is metres', () => {
    const projection = fitProjection(iraq, frame);
    const area = placeSymbols(iraq, projection).find(({ place: { id } }) => id === 'dhi-qar');
    expect(area?.radius).toBeCloseTo(70_000 / metresPerUnit(projection), 6);
    // One degree of latitude is 111 km, on this map too.
    const [a, b] = symbolsOf([place('a', 33, 44), place('b', 34, 44)]).toSorted((one, other) => one.y - other.y);
    const unit = metresPerUnit(fitProjection([place('a', 33, 44), place('b', 34, 44)], frame));
    expect((((b?.y ?? 0) - (a?.y ?? 0)) * unit) / 1000).toBeCloseTo(111.2, 0);
  });

  test('too fine to be seen is drawn at the least size, never smaller and never as a point when it is none', () => {
    for (const { precision, radius } of symbolsOf(iraq)) {
      expect(radius).toBeGreaterThanOrEqual(5);
      if (precision === 'near') expect(radius).toBeGreaterThanOrEqual(7);
    }
  });
});

describe('the map', () => {
  test.each([
    ['one place', [place('one', 33, 44)]],
    ['many places', iraq],
    ['two places on one spot', [place('a', 33, 44), place('b', 33, 44)]],
    ['an area larger than a country', [place('wide', 33, 44, 1_000_000)]],
    ['places on both sides of the date line', [place('east', 0, 179.5), place('west', 0, -179.5)]],
    ['the poles', [place('north', 90, 0), place('south', -90, 0)]],
    ['places opposite each other', [place('here', 33, 44), place('there', -33, -136)]],
  ])('shows all of %s, whole', (_, places) => {
    for (const { x, y, radius, precision } of symbolsOf(places)) {
      const reach = precision === 'vague' ? radius : 0;
      expect(x - reach).toBeGreaterThanOrEqual(0);
      expect(x + reach).toBeLessThanOrEqual(frame.width);
      expect(y - reach).toBeGreaterThanOrEqual(0);
      expect(y + reach).toBeLessThanOrEqual(frame.height);
    }
    expect(symbolsOf(places)).toHaveLength(places.length);
  });

  test('shows a single place with the country around it, and the date line does not tear neighbours apart', () => {
    expect(metresPerUnit(fitProjection([place('one', 33, 44)], frame)) * frame.width).toBeGreaterThan(400_000);
    const [east, west] = symbolsOf([place('east', 0, 179.9), place('west', 0, -179.9)]);
    expect(Math.abs((east?.x ?? 0) - (west?.x ?? 0))).toBeLessThan(60);
  });

  test.each([
    [1, 100, 0.1],
    [1000, 100, 100],
    [1000, 99, 50],
    [1480, 175, 200],
    [777, 80, 50],
  ])('of %i m a unit has a scale bar of at most %i units that stands for %d km', (metres, most, km) => {
    const bar = scaleBar(metres, most);
    expect(bar.km).toBeCloseTo(km, 9);
    expect(bar.length).toBeLessThanOrEqual(most);
    expect(bar.length).toBeCloseTo((km * 1000) / metres, 6);
  });
});

describe('names', () => {
  const crowd = Array.from({ length: 60 }, (_, i) =>
    place(`place-${i}`, 33 + (i % 8) / 40, 44 + Math.floor(i / 8) / 40),
  );
  const corner = { x: 0, y: 560, width: 200, height: 40 };

  test.each([
    ['Iraq', iraq],
    ['a crowd', [...crowd, place('far', 37, 47)]],
    ['two on one spot', [place('a', 33, 44), place('b', 33, 44)]],
  ])('of %s never overlap, stay on the map, and leave what is taken free', (_, places) => {
    const symbols = symbolsOf(places);
    const labels = placeLabels(symbols, frame, () => 120, [corner]);
    expect(labels.length).toBeGreaterThan(0);
    const boxes = [corner, ...labels.map(({ box }) => box)];
    boxes.forEach((a, i) => {
      for (const b of boxes.slice(i + 1))
        expect(a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height).toBe(false);
    });
    for (const { box } of labels) {
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(frame.width);
      expect(box.height).toBeGreaterThanOrEqual(LEAST_TARGET);
    }
  });

  test('of places with most incidents are kept where there is no room for all', () => {
    const places = crowd.map((each, i) => ({ ...each, incidents: i }));
    const labels = placeLabels(symbolsOf([...places, place('far', 37, 47, 2000, 0)]), frame, () => 160, []);
    expect(labels.length).toBeLessThan(61);
    expect(labels.map(({ symbol }) => symbol.place.id)).toContain('place-59');
  });

  test('of neighbours that touch are led to by a line', () => {
    const labels = placeLabels(symbolsOf(iraq), frame, () => 130, []);
    expect(labels).toHaveLength(iraq.length);
    expect(labels.some(({ leader }) => leader)).toBe(true);
  });

  test('a mark is a target of its own only where no other is near', () => {
    const symbols = symbolsOf(iraq);
    const apart = symbols.filter((symbol) => standsApart(symbol, symbols)).map(({ place: { id } }) => id);
    expect(apart).toContain('erbil');
    expect(apart).not.toContain('victory');
  });
});
