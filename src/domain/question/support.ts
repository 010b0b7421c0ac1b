import type { AssessedClaim } from './claim';
import type { Denoted } from './denote';
import { countOrigins, type OriginCount } from './origin-count';
import type { Root } from './roots';
import { valuesOf } from './value';

/** A distinct answer and the live claims that give it, in the order they were given; `roots` are what these go back to, each once. */
export interface Shared {
  readonly denoted: Denoted;
  readonly claims: readonly AssessedClaim[];
  readonly roots: readonly Root[];
}

/** A value of one line and the answers that assert it. */
export interface Support {
  readonly value: string;
  readonly asserting: readonly Shared[];
  readonly origins: OriginCount;
}

/** The best supported value that answers of one line leave possible: most origins for certain, then at most, then first. */
export function bestSupport(answers: readonly Shared[]): Support {
  const strata = new Set(answers.map(({ denoted }) => denoted.stratum));
  const supports = [...strata].flatMap((stratum) => {
    const own = answers.filter(({ denoted }) => denoted.stratum === stratum);
    return valuesOf(own.map(({ denoted }) => denoted)).map(({ words, isAssertedBy }): Support => {
      const asserting = own.filter(({ denoted }) => isAssertedBy(denoted));
      return { value: words, asserting, origins: countOrigins(asserting.flatMap(({ roots }) => roots)) };
    });
  });
  return supports.reduce((best, other) => (isBetter(other.origins, best.origins) ? other : best), {
    value: '',
    asserting: [],
    origins: [-1, -1],
  } as Support);
}

const isBetter = (a: OriginCount, b: OriginCount) => a[0] > b[0] || (a[0] === b[0] && a[1] > b[1]);

/** The ids of the claims that give these answers, in the order all claims were given. */
export type InOrder = (answers: readonly Shared[]) => string[];
