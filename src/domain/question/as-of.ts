import type { Span } from '@/domain/answer/span';
import { denoteTime } from '@/domain/answer/time';
import { always, denoteValidity } from '@/domain/answer/validity';
import { type Assessment, assess } from './assess';
import type { AssessedClaim, Lineage } from './claim';
import { builtInVocabulary, type Vocabulary } from './vocabulary';

/**
 * When an answer holds. `certain` is the time it surely speaks of, if any; `possible` reaches as far as it may. `stated` is
 * the time it was said as of: its own, else the day its document was published, which it does not claim to speak of.
 */
export interface Period {
  readonly certain: Span | undefined;
  readonly possible: Span;
  readonly stated: Span | undefined;
}

/** The answer to a question as of some time. All lists hold claim ids. */
export interface AsOf {
  readonly assessment: Assessment;
  /** The claims that may hold then. */
  readonly holding: readonly string[];
  /** Those of them that surely speak of that time. */
  readonly speaking: readonly string[];
  /** The others, stated as of another time or of none: the nearest first. */
  readonly nearby: readonly string[];
}

/** When a claim holds. Without a validity it may hold at any time, and is said as of its document's publication. */
export function periodOf({ validity, published }: Pick<AssessedClaim, 'validity' | 'published'>): Period {
  const held = validity === undefined ? undefined : denoteValidity(validity);
  if (held) return { ...held, stated: held.certain ?? statedIn(validity) };
  return { certain: undefined, possible: always, stated: statedIn(published) };
}

/**
 * Answers a question as of a time: assesses exactly the claims that may hold then. A claim that was replaced, by a revision
 * that speaks of another time as well, stands at no time. Pure and total; the order of the claims changes only that of lists.
 */
export function assessAsOf(
  claims: readonly AssessedClaim[],
  lineage: Lineage,
  when: Span,
  vocabulary: Vocabulary = builtInVocabulary,
): AsOf {
  const periods = new Map(claims.map((claim) => [claim.id, periodOf(claim)]));
  const holding = claims.filter(({ id }) => meets(periods.get(id)?.possible, when));
  const isSpeaking = ({ id }: AssessedClaim) => meets(periods.get(id)?.certain, when);
  const distance = ({ id }: AssessedClaim) => distanceOf(periods.get(id)?.stated, when);
  return {
    assessment: assessThen(claims, holding, lineage, vocabulary),
    holding: holding.map(({ id }) => id),
    speaking: holding.filter(isSpeaking).map(({ id }) => id),
    nearby: holding
      .filter((claim) => !isSpeaking(claim))
      .sort((a, b) => compare(distance(a), distance(b)) || compare(a.id, b.id))
      .map(({ id }) => id),
  };
}

function assessThen(
  claims: readonly AssessedClaim[],
  holding: readonly AssessedClaim[],
  lineage: Lineage,
  vocabulary: Vocabulary,
): Assessment {
  const then = assess(holding, lineage, vocabulary);
  if (holding.length === claims.length) return then;
  const { live, overtaken } = assess(claims, lineage, vocabulary);
  const standing = new Set([...live, ...overtaken]);
  const replaced = new Set(then.live.filter((id) => !standing.has(id)));
  if (replaced.size === 0) return then;
  return assess(
    holding.filter(({ id }) => !replaced.has(id)),
    lineage,
    vocabulary,
  );
}

const meets = (span: Span | undefined, when: Span): boolean =>
  span !== undefined && span.from < when.to && when.from < span.to;

/** Seconds between two times; none where they meet, without end where one is not known. */
function distanceOf(stated: Span | undefined, when: Span): number {
  if (!stated) return Number.POSITIVE_INFINITY;
  return Math.max(0, stated.from - when.to, when.from - stated.to);
}

function statedIn(edtf: string | undefined): Span | undefined {
  const spans = edtf === undefined ? undefined : denoteTime(edtf)?.spans;
  const [first] = spans ?? [];
  return first && { from: first.from, to: spans?.at(-1)?.to ?? first.to };
}

const compare = <Value extends number | string>(a: Value, b: Value): number => (a === b ? 0 : a < b ? -1 : 1);
