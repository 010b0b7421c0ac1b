import type { Lineage } from './claim';

/**
 * Gives the topmost institution a source is part of. Sources that are part of each other in a circle are one institution,
 * named by the first of them in the alphabet.
 */
export function institutionOf(sources: Lineage['sources']): (source: string) => string {
  const partOf = new Map(Object.entries(sources).map(([source, { partOf: whole }]) => [source, whole]));
  const known = new Map<string, string>();
  return (source) => {
    const found = known.get(source) ?? topmost(source, partOf);
    known.set(source, found);
    return found;
  };
}

function topmost(source: string, partOf: ReadonlyMap<string, string | undefined>): string {
  const path = new Set<string>();
  let at = source;
  for (;;) {
    path.add(at);
    const whole = partOf.get(at);
    if (whole === undefined) return at;
    if (path.has(whole)) {
      const walked = [...path];
      return walked.slice(walked.indexOf(whole)).reduce((a, b) => (a < b ? a : b));
    }
    at = whole;
  }
}
