import type { AssessedClaim } from './claim';
import { combineGroups } from './combine';
import { MOST_GROUPS } from './maximal-groups';
import { countOrigins, type OriginCount } from './origin-count';
import { componentsOf } from './positions';
import type { QuestionState } from './state';
import { bestSupport, type InOrder, type Shared } from './support';

/** A maximal group of live answers of one line without a conflict, its value, and who asserts or merely allows it. */
export interface LinePosition {
  readonly claims: readonly string[];
  readonly asserting: readonly string[];
  readonly allowing: readonly string[];
  readonly value: string;
  readonly origins: OriginCount;
}

/** One scope of a question that claims speak of. `claims` are all of them, live or not; `origins` those of live answers. */
export interface Line {
  readonly attribute: string;
  readonly scope?: string;
  readonly state: QuestionState;
  readonly claims: readonly string[];
  readonly origins: OriginCount;
  readonly positions: readonly LinePosition[];
}

/** Assesses one line from all its claims and its live substantive answers. */
export function assessLine(
  attribute: string,
  scope: string,
  claims: readonly AssessedClaim[],
  live: readonly Shared[],
  inOrder: InOrder,
): Line {
  const components = componentsOf(live.map(({ denoted }) => denoted));
  const byKey = new Map(live.map((shared) => [shared.denoted.key, shared]));
  const supports = combineGroups(components, MOST_GROUPS).map((group) => {
    const answers = group.flatMap(({ key }) => byKey.get(key) ?? []);
    return { answers, support: bestSupport(answers) };
  });

  const positions = supports.map(({ answers, support }): LinePosition => {
    const asserts = new Set(support.asserting);
    return {
      claims: inOrder(answers),
      asserting: inOrder(support.asserting),
      allowing: inOrder(answers.filter((answer) => !asserts.has(answer))),
      value: support.value,
      origins: countOrigins(answers.flatMap(({ roots }) => roots)),
    };
  });
  const origins = countOrigins(live.flatMap(({ roots }) => roots));
  return {
    attribute,
    ...(scope && { scope }),
    state: stateOf(claims, positions.length, origins, supports[0]?.support.origins ?? [0, 0]),
    claims: claims.map(({ id }) => id),
    origins,
    positions,
  };
}

function stateOf(
  claims: readonly AssessedClaim[],
  positions: number,
  origins: OriginCount,
  asserting: OriginCount,
): QuestionState {
  if (positions === 0) {
    return claims.some(({ withdrawn, answer }) => withdrawn && answer.kind !== 'unknown')
      ? 'Withdrawn'
      : 'Not reported';
  }
  if (positions > 1) return 'Disputed';
  if (origins[0] < 2) return 'One source';
  return asserting[0] >= 2 ? 'Agreed' : 'Uncontradicted';
}
