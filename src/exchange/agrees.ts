/**
 * Whether a record says what is said now. Members that are `undefined` are absent; a text that was erased agrees with any
 * text, so that nothing brings it back.
 */
export function agrees(recorded: unknown, said: unknown): boolean {
  if (recorded === null && typeof said === 'string') return true;
  if (typeof recorded !== 'object' || typeof said !== 'object' || recorded === null || said === null)
    return recorded === said;
  if (Array.isArray(recorded) !== Array.isArray(said)) return false;
  return partsApart(recorded, said).length === 0;
}

/** The names of the members in which a record is apart from what is said now. */
export function partsApart(recorded: object, said: object): string[] {
  const before = recorded as Record<string, unknown>;
  const now = said as Record<string, unknown>;
  const own = (of: Record<string, unknown>, name: string) => (Object.hasOwn(of, name) ? of[name] : undefined);
  return [...new Set([...Object.keys(before), ...Object.keys(now)])].filter(
    (name) => !agrees(own(before, name), own(now, name)),
  );
}
