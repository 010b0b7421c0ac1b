import { type Gazetteer, placeReader } from '@/domain/answer/place';
import type { AssessedClaim } from './claim';
import { type Denoted, denote } from './denote';
import { type Matched, unknownKey } from './origin';
import { lineKey } from './quantity';
import type { Root } from './roots';
import type { Shared } from './support';
import type { Vocabulary } from './vocabulary';

/** A claim with what it allows, if it allows anything comparable. */
export interface ReadClaim extends Matched {
  readonly denoted: Denoted | undefined;
}

/** A claim that answers something comparable. */
export interface AnsweringClaim extends ReadClaim {
  readonly denoted: Denoted;
}

/** Reads what each claim allows. Each distinct answer is denoted once: reading dates is the costly part. */
export function readClaims(
  claims: readonly AssessedClaim[],
  vocabulary: Vocabulary,
  gazetteer: Gazetteer,
): readonly ReadClaim[] {
  const places = placeReader(gazetteer);
  const lines = new Map<string, Map<string, string>>();
  const known = new Map<string, ReadClaim>();
  const lineOf = (attribute: string, scope: string): string => {
    const scopes = lines.get(attribute) ?? new Map<string, string>();
    lines.set(attribute, scopes);
    const line = scopes.get(scope) ?? lineKey(attribute, scope);
    scopes.set(scope, line);
    return line;
  };
  return claims.map((claim, at): ReadClaim => {
    const { attribute, answer, opinion = false, miscopied = false, validity = '' } = claim;
    const line = lineOf(attribute, claim.scope ?? '');
    const meaning = `${line} ${opinion || miscopied} ${JSON.stringify(validity)} ${JSON.stringify(answer)}`;
    const same = known.get(meaning);
    if (same) return { claim, key: same.key, line, denoted: same.denoted, at };
    const denoted = denote(claim, vocabulary, places);
    const read = { claim, key: denoted?.key ?? unknownKey(line), line, denoted, at };
    known.set(meaning, read);
    return read;
  });
}

/** The distinct answers among those that stand, by key. */
export function shareAnswers(standing: readonly AnsweringClaim[], rootOf: ReadonlyMap<string, Root>): Shared[] {
  const shared = new Map<string, { denoted: Denoted; ranks: number[]; roots: Set<Root> }>();
  for (const { claim, denoted, at } of standing) {
    const answer = shared.get(denoted.key) ?? { denoted, ranks: [], roots: new Set() };
    shared.set(denoted.key, answer);
    answer.ranks.push(at);
    const root = rootOf.get(claim.id);
    if (root) answer.roots.add(root);
    // “none”, “fewer than 1” and “0 to 0” are one answer: the plainest words stand for it, whoever came first.
    if (isPlainer(denoted.words, answer.denoted.words)) answer.denoted = denoted;
  }
  return [...shared.values()]
    .map(({ denoted, ranks, roots }) => ({ denoted, ranks, roots: [...roots] }))
    .sort((a, b) => (a.denoted.key < b.denoted.key ? -1 : 1));
}

const isPlainer = (a: string, b: string) => a.length < b.length || (a.length === b.length && a < b);

/** Answers with those they were marked as excluding: a mark on two claims is one on all that answer the same. */
export function withMarks(shared: readonly Shared[], claims: readonly ReadClaim[]): readonly Shared[] {
  const marking = claims.filter(({ claim: { against } }) => against && against.length > 0);
  if (marking.length === 0) return shared;
  const byId = new Map(claims.map(({ claim, denoted }) => [claim.id, denoted]));
  const marked = new Map<string, Set<string>>();
  const mark = (key: string, other: string) => marked.set(key, (marked.get(key) ?? new Set()).add(other));
  for (const { claim, denoted } of marking)
    for (const id of claim.against ?? []) {
      const other = byId.get(id);
      // A correction may have made numbers of the words, or another question: then there is nothing to compare by hand.
      if (!denoted || !other || denoted.key === other.key || denoted.line !== other.line) continue;
      if (denoted.stratum !== 'text' && other.stratum !== 'text') continue;
      mark(denoted.key, other.key);
      mark(other.key, denoted.key);
    }
  return shared.map((answer) => {
    const against = marked.get(answer.denoted.key);
    return against ? { ...answer, denoted: { ...answer.denoted, against } } : answer;
  });
}
