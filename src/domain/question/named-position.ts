import type { Assessment } from './assess';
import type { LinePosition } from './line';
import { countOrigins } from './origin-count';
import { behindPositions, positionsAtIssue } from './stage';

/**
 * A position of a question with the line it stands on. `origins` are those that stand behind it: who asserts it, or, where
 * nobody does, who allows it. Where only an answer to a related question clashes, `claims` name that answer and the rest is
 * for the reader of the claim to say.
 */
export interface NamedPosition extends Pick<LinePosition, 'claims' | 'asserting' | 'allowing' | 'origins'> {
  readonly attribute: string | null;
  readonly scope: string | null;
  readonly value: string | null;
  /** Whether a ruling has to choose between it and others. */
  readonly isAtIssue: boolean;
}

/** Every position of a question, those of its lines in their order and then what clashes from elsewhere. */
export function namedPositions(
  assessment: Pick<Assessment, 'lines' | 'conflicts' | 'originOf'>,
): readonly NamedPosition[] {
  const { lines, originOf } = assessment;
  const atIssue = new Map(positionsAtIssue(assessment).map((claims) => [claims.join(' '), claims]));
  const originsOf = (claims: readonly string[]) => countOrigins(claims.flatMap((id) => originOf[id] ?? []));
  const known = new Set<string>();
  const own = lines.flatMap(({ attribute, scope = null, positions }) => {
    const behind = behindPositions(positions);
    return positions.map(({ claims, asserting, allowing, value }, at): NamedPosition => {
      const standing = behind[at] ?? [];
      const key = standing.join(' ');
      known.add(key);
      const isAtIssue = atIssue.has(key);
      return { attribute, scope, value, claims, asserting, allowing, origins: originsOf(standing), isAtIssue };
    });
  });
  const elsewhere = [...atIssue].filter(([key]) => !known.has(key));
  return [
    ...own,
    ...elsewhere.map(([, claims]): NamedPosition => {
      const rest = { attribute: null, scope: null, value: null, allowing: [], isAtIssue: true };
      return { ...rest, claims, asserting: claims, origins: originsOf(claims) };
    }),
  ];
}
