import { comparableTerm, leavesOf, type Taxonomy } from '@/domain/answer/category';
import { type CountRange, countRange, isApproximateCount } from '@/domain/answer/count';
import { describeAnswer } from '@/domain/answer/describe-answer';
import { type PlacePath, type PlaceReader, placeReader } from '@/domain/answer/place';
import type { Span } from '@/domain/answer/span';
import { denoteTime, type TimeSet } from '@/domain/answer/time';
import { truthRange } from '@/domain/answer/truth';
import { denoteValidity } from '@/domain/answer/validity';
import type { AssessedClaim } from './claim';
import { lineKey, type Quantity, quantityOf } from './quantity';
import { builtInVocabulary, type Vocabulary } from './vocabulary';

interface Common {
  /** Two answers with one key on one line allow and assert the same. */
  readonly key: string;
  readonly line: string;
  /** Answers of different arenas never conflict. */
  readonly arena: string;
  readonly attribute: string;
  readonly scope: string;
  readonly approximate: boolean;
  readonly words: string;
  /** For when it was said to hold, as it was written. */
  readonly validity?: string;
  /** When it may hold; at any time where nothing is said. Answers that never hold at once do not conflict. */
  readonly holds?: Span;
  /** Keys of the answers it was marked as excluding. */
  readonly against?: ReadonlySet<string>;
}

/** A substantive answer as the set of possibilities it allows. */
export type Denoted = Common &
  (
    | { readonly stratum: 'quantity'; readonly quantity: Quantity; readonly range: CountRange }
    | { readonly stratum: 'time'; readonly time: TimeSet }
    | { readonly stratum: 'place'; readonly path: PlacePath }
    | { readonly stratum: 'leaves'; readonly taxonomy: Taxonomy; readonly leaves: readonly string[] }
    | { readonly stratum: 'text'; readonly text: string }
  );

export type DenotedAs<Stratum extends Denoted['stratum']> = Extract<Denoted, { stratum: Stratum }>;

/**
 * What a claim's answer allows; nothing for an answer that abstains. Counts and truths meet within a family of quantities,
 * other answers within their attribute and scope. Places are read by what `places` knows of sites.
 */
export function denote(
  claim: AssessedClaim,
  vocabulary: Vocabulary = builtInVocabulary,
  places: PlaceReader = placeReader(new Map()),
): Denoted | undefined {
  const { answer, attribute } = claim;
  // An author's opinion is shown, and answers nothing; nor does a slip of whoever copied.
  if (claim.opinion || claim.miscopied) return undefined;
  const scope = vocabulary.scopeOf(claim);
  const line = lineKey(attribute, scope);
  const holds = claim.validity === undefined ? undefined : denoteValidity(claim.validity)?.possible;
  const common = (stratum: string, value: unknown, approximate = false) => ({
    key: JSON.stringify([line, stratum, value, approximate, ...(holds ? [claim.validity] : [])]),
    line,
    arena: `${stratum} ${line}`,
    attribute,
    scope,
    approximate,
    words: describeAnswer(answer),
    ...(holds && claim.validity !== undefined && { holds, validity: claim.validity }),
  });
  switch (answer.kind) {
    case 'unknown':
      return undefined;
    case 'count':
    case 'truth': {
      const quantity = quantityOf(claim, vocabulary);
      const range = answer.kind === 'count' ? countRange(answer) : truthRange(answer.value);
      const approximate = answer.kind === 'count' && isApproximateCount(answer);
      return {
        ...common('quantity', [range.least, range.most], approximate),
        arena: `quantity ${quantity.family}`,
        stratum: 'quantity',
        quantity,
        range,
      };
    }
    case 'time': {
      const time = denoteTime(answer.edtf);
      if (!time) return undefined;
      const value = [time.spans.map(({ from, to }) => [String(from), String(to)]), time.bareDay, time.clock];
      return { ...common('time', value, time.approximate), stratum: 'time', time };
    }
    case 'place': {
      const { path, name } = places(answer);
      return { ...common('place', path), ...(name !== undefined && { words: name }), stratum: 'place', path };
    }
    case 'category':
    case 'party': {
      const leaves = leavesOf(answer.kind, answer.term);
      return { ...common(answer.kind, leaves), stratum: 'leaves', taxonomy: answer.kind, leaves };
    }
    case 'tally': {
      // Held against the record, not against other answers: each speaks of a window and a set of its own.
      const text = comparableTerm(describeAnswer(answer));
      return { ...common('text', text), stratum: 'text', text };
    }
    case 'text': {
      const text = comparableTerm(answer.text);
      return { ...common('text', text), stratum: 'text', text };
    }
  }
}
