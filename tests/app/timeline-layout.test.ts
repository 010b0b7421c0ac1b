import { describe, expect, test } from 'vitest';
import { axisOf, axisTicks, drawDate, lanesOf, placeStretch, xOf } from '@/app/_ui/timeline-layout';
import { DAY_S, daysFromDate } from '@/domain/answer/calendar';
import { denoteTime } from '@/domain/answer/time';

const local = (year: number, month: number, day: number) => daysFromDate(year, month, day) * DAY_S - 3 * 3600;
const forms = (edtf: string) => drawDate(edtf).stretches.map(({ form }) => form);

describe('a date is drawn as exactly as it is known', () => {
  test.each([
    ['2021-05-03', ['mark']],
    ['2021-05-03T20:00+03:00', ['mark']],
    ['2021-05', ['span']],
    ['2021-05-XX', ['span']],
    ['2021-04-22/2021-04-24', ['span']],
    ['2021-05~', ['edge', 'span', 'edge']],
    ['2021-05-03~', ['edge', 'mark', 'edge']],
    ['2021-05-01~/2021-05-04', ['edge', 'span']],
    ['2021-05-01/2021-05-04~', ['span', 'edge']],
    ['[2021-05-02,2021-05-04]', ['mark', 'mark']],
    ['not a date', []],
    ['2021-05-04/2021-05-02', []],
  ])('%s', (edtf, expected) => {
    expect(forms(edtf)).toEqual(expected);
  });

  test('one of several days is joined, a range is not', () => {
    expect(drawDate('[2021-05-02,2021-05-04]').joined).toBe(true);
    expect(drawDate('2021-05-02/2021-05-04').joined).toBe(false);
    expect(drawDate('2021-05-02').joined).toBe(false);
  });

  test('an open or unknown end is open, on its own side', () => {
    for (const edtf of ['2021-05-03/..', '2021-05-03/'])
      expect(drawDate(edtf).stretches.at(-1)).toMatchObject({
        from: local(2021, 5, 3),
        to: Number.POSITIVE_INFINITY,
      });
    expect(drawDate('../2021-05-03').stretches[0]?.from).toBe(Number.NEGATIVE_INFINITY);
    expect(drawDate('[..2021-05-03]').stretches[0]?.from).toBe(Number.NEGATIVE_INFINITY);
    expect(drawDate('[2021-05-03..]').stretches.at(-1)?.to).toBe(Number.POSITIVE_INFINITY);
  });

  test('a question mark is shown and widens nothing', () => {
    const [stretch] = drawDate('2021-06-09?').stretches;
    expect(stretch).toMatchObject({ uncertain: true, form: 'mark', from: local(2021, 6, 9), to: local(2021, 6, 10) });
  });

  test.each([
    '2021-05-03',
    '2021-05~',
    '2021-04-22~/2021-05',
    '[2021-05-02,2021-05-04]',
    '[2021-04-10..2021-04-12,2021-04-18]',
    '[..2021-05-03]',
    '2021-24',
    '2021-05-20/..',
    '2021-05-03T20:00+03:00~',
    '202X',
  ])('%s is drawn from the first to the last moment it allows, no further', (edtf) => {
    const spans = denoteTime(edtf)?.spans ?? [];
    const { stretches } = drawDate(edtf);
    expect(Math.min(...stretches.map(({ from }) => from))).toBe(spans[0]?.from);
    expect(Math.max(...stretches.map(({ to }) => to))).toBe(spans.at(-1)?.to);
  });
});

describe('the axis', () => {
  const may = { from: local(2021, 5, 1), to: local(2021, 6, 1) };

  test('places a moment by its share of the whole and never outside', () => {
    expect(xOf(may, may.from)).toBe(0);
    expect(xOf(may, may.to)).toBe(100);
    expect(xOf(may, (may.from + may.to) / 2)).toBe(50);
    for (const far of [Number.NEGATIVE_INFINITY, local(1900, 1, 1)]) expect(xOf(may, far)).toBe(0);
    for (const far of [Number.POSITIVE_INFINITY, local(2100, 1, 1)]) expect(xOf(may, far)).toBe(100);
  });

  test('cuts what goes on beyond it, and says on which side', () => {
    const place = (from: number, to: number) => placeStretch(may, { from, to });
    expect(place(local(2021, 4, 1), Number.POSITIVE_INFINITY)).toEqual({ x1: 0, x2: 100, before: true, after: true });
    expect(place(may.from, may.to)).toEqual({ x1: 0, x2: 100, before: false, after: false });
    expect(place(local(2021, 3, 1), local(2021, 3, 2))).toMatchObject({ x1: 0, x2: 0, before: true, after: false });
    expect(place(local(2021, 7, 1), local(2021, 7, 2))).toMatchObject({ x1: 100, x2: 100, before: false, after: true });
  });

  test.each([
    [['2021-05-03']],
    [['2021-02-15', '2021-06~']],
    [['2021-05-20/..']],
    [['../2021-05-20']],
    [['/..']],
    [[]],
    [['Y20000000', '2021-05-03']],
    [['-0500', '2021']],
  ])('of %j is finite, of whole local days, two weeks at least, and has room for all finite ends', (dates) => {
    const drawn = dates.map((edtf) => drawDate(edtf));
    const axis = axisOf(drawn);
    expect(Number.isFinite(axis.from) && Number.isFinite(axis.to)).toBe(true);
    expect(axis.to - axis.from).toBeGreaterThanOrEqual(14 * DAY_S);
    expect(Math.abs((axis.from + 3 * 3600) % DAY_S)).toBe(0);
    for (const { from, to } of drawn.flatMap(({ stretches }) => stretches))
      for (const end of [from, to])
        if (Number.isFinite(end) && Math.abs(end) < 3e11) {
          expect(end).toBeGreaterThan(axis.from);
          expect(end).toBeLessThan(axis.to);
        }
    expect(axisTicks(axis, 9).every(({ x }) => x >= 0 && x <= 100)).toBe(true);
  });

  test('has its lines at local midnights, months named once and the year with the first', () => {
    const axis = { from: local(2020, 11, 20), to: local(2021, 4, 5) };
    const ticks = axisTicks(axis, 9);
    expect(ticks.map(({ x }) => x)).toContain(xOf(axis, local(2021, 1, 1)));
    const labels = (from: number, to: number) => axisTicks({ from, to }, 5).flatMap(({ label }) => label?.words ?? []);
    expect(labels(local(2021, 2, 12), local(2021, 7, 5))).toEqual(['Mar 2021', 'Apr', 'May', 'June', 'July']);
    // Weeks of which most go unnamed are still days: a month's name alone would stand in the middle of it.
    const from = local(2021, 2, 14);
    const weeks = axisTicks({ from, to: local(2021, 6, 10) }, 20).flatMap(({ label }) => label?.words ?? []);
    expect(weeks.length).toBeGreaterThan(1);
    for (const words of weeks) expect(words).toMatch(/^\d+ /);
    // January may have no label: the first one after it names the year.
    expect(labels(local(2020, 3, 20), local(2021, 9, 5)).filter((words) => /\d/.test(words))).toEqual([
      expect.stringMatching(/2020$/),
      expect.stringMatching(/2021$/),
    ]);
    expect(labels(local(2021, 5, 1), local(2021, 5, 3))[0]).toBe('1 May 2021');
  });

  test.each([3, 11, 40, 100, 300, 3000])('over %i days its labels never touch on a phone', (days) => {
    const axis = { from: local(2021, 2, 17), to: local(2021, 2, 17) + days * DAY_S };
    const labelled = axisTicks(axis, 9).flatMap(({ x, label }) => (label ? { x, label } : []));
    expect(labelled.length).toBeGreaterThan(1);
    let end = -1;
    for (const { x, label } of labelled) {
      const width = label.words.length * 7;
      const at = (x / 100) * 310;
      const start = { start: at, middle: at - width / 2, end: at - width }[label.anchor];
      expect(start).toBeGreaterThan(end);
      end = start + width;
    }
  });
});

test('incidents stand by site in the order of time: the site of the first first, those of no site last', () => {
  const row = (id: string, site: string | null, ...dates: string[]) => ({
    id,
    site: site === null ? null : { id: site, name: site },
    dates,
  });
  const lanes = lanesOf([
    row('f', null, '2020-01-01'),
    row('c', 'balad', '2021-05-03'),
    row('b', 'asad', '2021-05-04', '2021-03-03'),
    row('a', 'balad', '2021-04-18'),
    row('e', 'asad', '2021-05-20/..'),
    row('d', 'taji', '../2021-06-01'),
  ]);
  expect(lanes.map(({ site, rows }) => [site?.id ?? null, rows.map(({ id }) => id).join('')])).toEqual([
    ['taji', 'd'],
    ['asad', 'be'],
    ['balad', 'ac'],
    [null, 'f'],
  ]);
});
