import type { Answer } from '../answer/answer';
import { type PlaceReader, placeReader } from '../answer/place';
import type { RuledAnswer, Ruling } from './argument';
import type { Assessment } from './assess';
import type { AssessedClaim } from './claim';
import { type Denoted, denote } from './denote';
import { relateDenoted } from './feasible';
import type { Vocabulary } from './vocabulary';

/** A claim as a challenge is judged by: `setBy` is the ledger position that last set what it answers. */
type Spoken = AssessedClaim & { readonly setBy: number };

/**
 * The claims that challenge a ruling: live, saying what they say since the ruler had seen the record, and contrary to what was
 * ruled, or at odds with each other on lines the ruling has no part in. Against an undecidable question any answer at first
 * hand does. Where the claim that named the position no longer stands, or no longer says what was ruled, it is itself the
 * challenge.
 */
export function challengesTo(
  ruling: Pick<Ruling, 'outcome' | 'shownPosition' | 'setBy' | 'ruled'>,
  attribute: string,
  claims: readonly Spoken[],
  { live, originOf, conflicts }: Pick<Assessment, 'live' | 'originOf' | 'conflicts'>,
  vocabulary: Vocabulary,
  places: PlaceReader = placeReader(new Map()),
): string[] {
  const seen = Math.min(ruling.shownPosition, ruling.setBy);
  const standing = new Set(live);
  const denoted = new Map(claims.map((claim) => [claim.id, denote(claim, vocabulary, places)]));
  const later = claims.filter(({ id, setBy }) => standing.has(id) && setBy > seen);
  const { outcome } = ruling;
  if (outcome.kind === 'undecidable')
    return later
      .filter(({ id }) => {
        const through = originOf[id]?.through;
        return denoted.get(id) && through !== 'copy' && through !== 'relay';
      })
      .map(({ id }) => id);
  const named = outcome.kind === 'position' ? claims.find(({ id }) => id === outcome.position) : undefined;
  const now = named && standing.has(named.id) ? denoted.get(named.id) : undefined;
  const ruled = ruling.ruled
    ? denoteRuled(ruling.ruled, vocabulary, places)
    : outcome.kind === 'range'
      ? denoteRuled({ attribute, scope: outcome.scope, answer: outcome.answer }, vocabulary, places)
      : now;
  if (outcome.kind === 'position' && (!now || now.key !== ruled?.key)) return [outcome.position];
  if (!ruled) return [];
  const against = new Set(named?.against);
  const isContrary = (id: string) => {
    const other = denoted.get(id);
    return other !== undefined && (relateDenoted(ruled, other) === 'conflict' || against.has(id));
  };
  const contrary = later.filter(
    ({ id, against: excluded }) => isContrary(id) || (named && excluded?.includes(named.id) && denoted.get(id)),
  );
  const bearsOnRuling = (id: string) => isContrary(id) || denoted.get(id)?.line === ruled.line;
  const elsewhere = newConflicts(conflicts, claims, standing, denoted, seen).filter(
    (members) => !members.some(bearsOnRuling),
  );
  const since = new Set(later.map(({ id }) => id));
  return [...new Set([...contrary.map(({ id }) => id), ...elsewhere.flat().filter((id) => since.has(id))])];
}

const denoteRuled = (
  { attribute, scope, answer, validity }: RuledAnswer,
  vocabulary: Vocabulary,
  places: PlaceReader,
) => denote({ id: '', claimant: '', attribute, scope, answer: answer as Answer, validity }, vocabulary, places);

/** Conflicts in which an answer takes part that nobody gave before, each with all live claims that give its answers. */
function newConflicts(
  conflicts: Assessment['conflicts'],
  claims: readonly Spoken[],
  standing: ReadonlySet<string>,
  denoted: ReadonlyMap<string, Denoted | undefined>,
  seen: number,
): string[][] {
  const answering = (id: string) => {
    const key = denoted.get(id)?.key;
    return claims.filter((claim) => standing.has(claim.id) && denoted.get(claim.id)?.key === key);
  };
  return conflicts.flatMap((conflict) => {
    const members = conflict.claims.map(answering);
    const isNew = members.some((same) => same.length > 0 && same.every(({ setBy }) => setBy > seen));
    return isNew ? [members.flat().map(({ id }) => id)] : [];
  });
}
