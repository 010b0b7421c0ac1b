import { expect, test } from 'vitest';
import { layOutRevisions, marksHeight } from '@/app/_ui/revisions-layout';

const tops = (path: string) => [...path.matchAll(/M([\d.]+),16V([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);

test('a revision that changed more questions has the higher mark, from one end to the other', () => {
  const { marks, mark } = layOutRevisions([0, 1, 5], 2);
  const [first, second, third] = tops(marks);
  expect([first?.[0], second?.[0], third?.[0]]).toEqual([0, 50, 100]);
  expect(first?.[1]).toBeLessThan(marksHeight);
  expect(second?.[1]).toBeLessThan(first?.[1] ?? 0);
  expect(third?.[1]).toBe(0);
  expect(tops(mark)).toEqual([second]);
});

test('of thousands, neighbours share a mark, and the highest of them is seen', () => {
  const changed = Array.from({ length: 5000 }, (_, at) => (at === 3333 ? 9 : 1));
  const { marks, mark } = layOutRevisions(changed, 3334);
  expect(tops(marks).length).toBeLessThanOrEqual(200);
  expect(marks.length).toBeLessThan(4000);
  expect(tops(mark)[0]?.[1]).toBe(0);
  for (const at of [1, 2500, 5000]) expect(tops(layOutRevisions(changed, at).mark)).toHaveLength(1);
});
