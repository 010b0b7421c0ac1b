import type { Answer } from '../answer/answer';
import type { Ruling } from './argument';
import type { Assessment } from './assess';
import type { AssessedClaim } from './claim';
import { type Denoted, denote } from './denote';
import { relateDenoted } from './feasible';
import type { Vocabulary } from './vocabulary';

/** A claim as a challenge is judged by: `setBy` is the ledger position that last set what it says. */
type Spoken = AssessedClaim & { readonly setBy: number };

/**
 * The claims that challenge a ruling: live, set after the ruler had seen the record, and contrary to what was ruled. Against
 * a position or a range that is an answer which cannot hold with it; against an undecidable question any answer at first
 * hand. Where the claim that names the position no longer stands, it is itself the challenge.
 */
export function challengesTo(
  ruling: Pick<Ruling, 'outcome' | 'shownPosition' | 'setBy'>,
  attribute: string,
  claims: readonly Spoken[],
  { live, originOf }: Pick<Assessment, 'live' | 'originOf'>,
  vocabulary: Vocabulary,
): string[] {
  const seen = Math.min(ruling.shownPosition, ruling.setBy);
  const standing = new Set(live);
  const later = claims.filter(({ id, setBy }) => standing.has(id) && setBy > seen);
  const { outcome } = ruling;
  if (outcome.kind === 'undecidable')
    return later
      .filter((claim) => {
        const through = originOf[claim.id]?.through;
        return denote(claim, vocabulary) && through !== 'copy' && through !== 'relay';
      })
      .map(({ id }) => id);
  const named = outcome.kind === 'position' ? claims.find(({ id }) => id === outcome.position) : undefined;
  if (outcome.kind === 'position' && (!named || !standing.has(named.id) || named.miscopied || named.opinion))
    return [outcome.position];
  const ruled = named
    ? denote(named, vocabulary)
    : outcome.kind === 'range'
      ? denote({ id: '', claimant: '', attribute, scope: outcome.scope, answer: outcome.answer as Answer }, vocabulary)
      : undefined;
  if (!ruled) return [];
  const contrary = (other: Denoted | undefined) => other !== undefined && relateDenoted(ruled, other) === 'conflict';
  const against = new Set(named?.against);
  return later
    .filter(
      (claim) =>
        contrary(denote(claim, vocabulary)) || against.has(claim.id) || claim.against?.includes(named?.id ?? ''),
    )
    .map(({ id }) => id);
}
