import type { Denoted, DenotedAs } from './denote';
import { isMarked } from './feasible';
import { compareQuantities } from './sums';

type Counted = DenotedAs<'quantity'>;

/** The sentence that tells a reader why a minimal group of answers clashes. */
export function whyConflict(clash: readonly Denoted[]): string {
  const counts = clash.filter((answer) => answer.stratum === 'quantity');
  const [a, b] = clash;
  if (!a || !b) return 'These answers cannot hold together.';
  if (isMarked(a, b)) return `${quoted(a)} against ${quoted(b)}: marked as excluding each other.`;
  if (clash.length > 2)
    return counts.length === clash.length
      ? whySumsClash(counts)
      : `${list(clash.map(quoted))} leave nothing all share.`;
  if (a.stratum === 'quantity' && b.stratum === 'quantity') return whyCountsClash(a, b);
  if (a.stratum === 'time' && b.stratum === 'time') return whyTimesClash(a, b);
  if (a.stratum === 'place') return `${quoted(a)} against ${quoted(b)}: neither lies within the other.`;
  return `${quoted(a)} against ${quoted(b)}: neither is a kind of the other.`;
}

/** The sentence that tells a reader how two disjoint times can both be right. */
export function whyReconcilable(a: Denoted, b: Denoted): string {
  const bothDays = a.stratum === 'time' && b.stratum === 'time' && !a.time.clock && !b.time.clock;
  return bothDays
    ? `${a.words} and ${b.words} are neighbouring days, and one night can explain both: not counted as a conflict.`
    : `${a.words} and ${b.words} share the night between two neighbouring days.`;
}

/** The sentence for two answers that hold together. */
export function whyCompatible(a: Denoted | undefined, b: Denoted | undefined): string {
  if (!a || !b) return 'An answer that abstains contradicts nothing.';
  if (a.stratum === 'text' || b.stratum === 'text') return 'Texts are not compared.';
  if (a.arena !== b.arena) return 'The two answer different questions.';
  return `${quoted(a)} and ${quoted(b)} can both hold.`;
}

const quoted = ({ words }: Denoted) => `“${words}”`;

function whyCountsClash(a: Counted, b: Counted): string {
  switch (compareQuantities(a.quantity, b.quantity)) {
    case 'inside':
      return `${placed(b, a)} against ${placed(a, b)}: ${contained(a, b)}.`;
    case 'around':
      return `${placed(a, b)} against ${placed(b, a)}: ${contained(b, a)}.`;
    default: {
      const scope = a.scope ? ` (${a.scope})` : '';
      if (a.words === 'no' || b.words === 'no')
        return `${quoted(a)} against ${quoted(b)}${scope}: one denies what the other states.`;
      return `No number${scope} is both ${a.words} and ${b.words}.`;
    }
  }
}

/** An answer with what it counts, the attribute named only where the two differ in it. */
function placed(answer: Counted, other: Counted): string {
  const parts = [answer.attribute === other.attribute ? '' : answer.attribute, answer.scope].filter(Boolean);
  return parts.length > 0 ? `${quoted(answer)} (${parts.join(', ')})` : quoted(answer);
}

function contained(narrow: Counted, broad: Counted): string {
  const kinds =
    narrow.attribute === broad.attribute ? [] : [`the ${narrow.attribute} are among the ${broad.attribute}`];
  const scopes = narrow.scope === broad.scope ? [] : [scopeWithin(narrow, broad.scope)];
  return [...kinds, ...scopes].join(', and ');
}

const scopeWithin = ({ attribute, scope }: Counted, broad: string) =>
  attribute === 'rockets'
    ? `rockets ${scope === 'intercepted' ? 'intercepted' : `that ${scope}`} are among those ${broad}`
    : `${scope} are ${broad}`;

function whySumsClash(counts: readonly Counted[]): string {
  // By what lies inside what, never by size: the sentence must not change when somebody names a new part.
  const held = (a: Counted) => counts.filter((b) => compareQuantities(a.quantity, b.quantity) === 'around').length;
  const [broadest, ...parts] = [...counts].sort((a, b) => held(b) - held(a) || (a.key < b.key ? -1 : 1));
  if (!broadest) return '';
  const named = (answer: Counted) => {
    const isOneAttribute = counts.every(({ attribute }) => attribute === answer.attribute);
    return `${answer.words} ${isOneAttribute ? '' : `${answer.attribute} `}${answer.scope}`.trim();
  };
  const inside = parts.every(({ quantity }) => compareQuantities(quantity, broadest.quantity) === 'inside');
  const apart = parts.every((a, i) =>
    parts.slice(i + 1).every((b) => compareQuantities(a.quantity, b.quantity) === 'apart'),
  );
  if (inside && apart) return `${named(broadest)} is too few to hold ${list(parts.map(named))} together.`;
  return `${list([broadest, ...parts].map(named))} cannot hold together: the parts they share do not add up.`;
}

function whyTimesClash(a: DenotedAs<'time'>, b: DenotedAs<'time'>): string {
  const [clock, day] = a.time.clock ? [a, b] : [b, a];
  const isClockAgainstDay = clock.time.clock && day.time.bareDay !== undefined;
  const near = (clock.time.spans[0]?.from ?? 0) - (day.time.spans[0]?.from ?? 0);
  if (isClockAgainstDay && Math.abs(near) < 2 * 86_400) {
    return `${clock.words.replace(/ \(UTC[^)]*\)$/u, '')} is not in the night next to ${day.words}.`;
  }
  return `${a.words} against ${b.words}: they share no moment.`;
}

const list = (items: readonly string[]) =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
