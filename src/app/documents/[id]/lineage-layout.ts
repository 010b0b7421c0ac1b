import type { LineageStep } from '@/queries/find-document';

/** A document of a lineage: `layer` counts from the origins on, `row` from the top; each row holds one. */
export type LineageNode = { id: string; layer: number; row: number };

/** A lineage as it is drawn: content goes from lower layers to higher ones. */
export type LineageDrawing = { nodes: LineageNode[]; layers: number };

/** More documents than this are not drawn: the list has them all. */
export const mostDrawn = 40;

/**
 * Lays out a document with the steps above and below it, each document behind all it comes from. Null where there is
 * nothing to draw, or too much. Steps that go round are drawn as far as they get.
 */
export function layOutLineage(document: string, steps: readonly LineageStep[]): LineageDrawing | null {
  const ids = [...new Set([document, ...steps.flatMap((step) => [step.parent, step.document])])];
  if (ids.length < 2 || ids.length > mostDrawn) return null;
  const layers = new Map(ids.map((id) => [id, 0]));
  const layerOf = (id: string) => layers.get(id) ?? 0;
  // Nothing is further from its origins than there are documents: more turns would go round a circle.
  for (let turn = 1; turn < ids.length; turn++)
    for (const { parent, document: child } of steps)
      if (layerOf(child) <= layerOf(parent) && layerOf(parent) + 1 < ids.length) layers.set(child, layerOf(parent) + 1);

  const rows = new Map<string, number>();
  const meanRow = (id: string) => {
    const above = steps.flatMap((step) => (step.document === id ? (rows.get(step.parent) ?? []) : []));
    return above.length === 0 ? rows.size : above.reduce((sum, row) => sum + row, 0) / above.length;
  };
  const nodes: LineageNode[] = [];
  for (let layer = 0; layer < ids.length; layer++) {
    const own = ids.filter((id) => layerOf(id) === layer).map((id) => ({ id, at: meanRow(id) }));
    for (const { id } of own.sort((a, b) => a.at - b.at)) {
      rows.set(id, nodes.length);
      nodes.push({ id, layer, row: nodes.length });
    }
  }
  // A circle leaves layers empty.
  const used = [...new Set(nodes.map(({ layer }) => layer))];
  return { nodes: nodes.map((node) => ({ ...node, layer: used.indexOf(node.layer) })), layers: used.length };
}
