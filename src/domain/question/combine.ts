import type { Denoted } from './denote';
import type { Component } from './positions';

/** How many ways there are to take one maximal group of each component: the positions of a question. None of nothing. */
export const countCombinations = (components: readonly Component[]): number =>
  components.length === 0 ? 0 : components.reduce((product, { groups }) => product * groups.length, 1);

/** Those combinations as lists of answers, the first `limit` of them. */
export function combineGroups(components: readonly Component[], limit: number): Denoted[][] {
  if (components.length === 0) return [];
  return components.reduce<Denoted[][]>(
    (combined, { answers, groups }) =>
      combined
        .flatMap((chosen) =>
          groups.slice(0, limit).map((group) => [...chosen, ...group.flatMap((at) => answers[at] ?? [])]),
        )
        .slice(0, limit),
    [[]],
  );
}
