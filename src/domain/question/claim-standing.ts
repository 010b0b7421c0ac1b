import type { Assessment } from './assess';
import type { AssessedClaim } from './claim';
import { countOrigins } from './origin-count';

/**
 * How a claim has fared: revised or taken back by its own claimant, marked as an error in copying, passing on another's
 * word, contradicted by a live answer, agreed to by another origin for certain, or untested so far.
 */
export const claimStandings = ['revised', 'miscopied', 'repeats', 'contradicted', 'agreed', 'untested'] as const;

/** How a claim has fared beside others. */
export type ClaimStanding = (typeof claimStandings)[number];

/** How each claim of a question has fared; null for what takes no position. The first of the words that fits is its own. */
export function standingsOf(
  claims: readonly AssessedClaim[],
  { conflicts, lines, live, originOf }: Pick<Assessment, 'conflicts' | 'lines' | 'live' | 'originOf'>,
  keyOf: (claim: AssessedClaim) => string | undefined,
): Map<string, ClaimStanding | null> {
  // A revision counts only while both voices are of one institution: an answer that stands was not revised.
  const standing = new Set(live);
  const revised = new Set(claims.flatMap(({ revises }) => (revises && !standing.has(revises) ? revises : [])));
  const keys = new Map(claims.map((claim) => [claim.id, keyOf(claim)]));
  // A conflict names one claim of each answer; whoever says the same is contradicted as well.
  const clashing = new Set(conflicts.flatMap((conflict) => conflict.claims.map((id) => keys.get(id))));
  const agreed = new Set(
    lines.flatMap(({ positions }) =>
      positions
        .filter(({ asserting }) => countOrigins(asserting.flatMap((id) => originOf[id] ?? []))[0] > 1)
        .flatMap(({ asserting }) => asserting),
    ),
  );
  return new Map(
    claims.map((claim) => {
      const { id, opinion, miscopied, withdrawn, answer } = claim;
      const through = originOf[id]?.through;
      const takesNone = opinion || answer.kind === 'unknown' || answer.kind === 'tally';
      const word: ClaimStanding | null = takesNone
        ? null
        : miscopied
          ? 'miscopied'
          : withdrawn || revised.has(id)
            ? 'revised'
            : through === 'copy' || through === 'relay'
              ? 'repeats'
              : clashing.has(keys.get(id))
                ? 'contradicted'
                : agreed.has(id)
                  ? 'agreed'
                  : 'untested';
      return [id, word];
    }),
  );
}
