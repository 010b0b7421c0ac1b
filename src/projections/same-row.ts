/** Whether two values are the same as JSON, absent members and their order aside. */
export const sameRow = (a: unknown, b: unknown): boolean =>
  JSON.stringify(canonicalOrder(a)) === JSON.stringify(canonicalOrder(b));

/** jsonb gives members back in an order of its own; comparing needs one order. */
function canonicalOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonicalOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, canonicalOrder(inner)]),
  );
}
