import { describe, expect, test } from 'vitest';
import { layOutLineage, mostDrawn } from '@/app/documents/[id]/lineage-layout';

/** Steps as “child parent”. */
const steps = (...pairs: string[]) =>
  pairs.map((pair) => {
    const [document = '', parent = ''] = pair.split(' ');
    return { document, parent, how: 'quotes', reason: null, setBy: 1 };
  });

const layersIn = (drawing: ReturnType<typeof layOutLineage>) =>
  Object.fromEntries((drawing?.nodes ?? []).map(({ id, layer }) => [id, layer]));

describe('a lineage that is drawn', () => {
  test('puts every document behind all it comes from, also over a longer way', () => {
    const drawing = layOutLineage('c', steps('c b', 'b a', 'c a', 'd c'));
    expect(layersIn(drawing)).toEqual({ a: 0, b: 1, c: 2, d: 3 });
    expect(drawing?.layers).toBe(4);
  });

  test('gives each document a row of its own, origins first', () => {
    const nodes = layOutLineage('x', steps('x a', 'x b', 'y x', 'z x'))?.nodes ?? [];
    expect(nodes.map(({ row }) => row)).toEqual(nodes.map((_, at) => at));
    expect(nodes.map(({ layer }) => layer)).toEqual([0, 0, 1, 2, 2]);
  });

  test('ends where the steps go round', () => {
    const drawing = layOutLineage('a', steps('a b', 'b c', 'c a'));
    expect(drawing?.nodes.map(({ id }) => id).sort()).toEqual(['a', 'b', 'c']);
    expect(drawing?.layers).toBeLessThanOrEqual(3);
  });

  test('is left to the list where there is nothing to draw, or too much', () => {
    expect(layOutLineage('a', [])).toBeNull();
    const many = (count: number) => layOutLineage('d0', steps(...range(count).map((n) => `d${n} d${n + 1}`)));
    expect(many(mostDrawn - 1)?.nodes).toHaveLength(mostDrawn);
    expect(many(mostDrawn)).toBeNull();
  });
});

const range = (count: number) => Array.from({ length: count }, (_, n) => n);
