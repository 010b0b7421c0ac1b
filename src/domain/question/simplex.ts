/** A row of a system over variables of zero or more: the sum of `members` lies between `least` and `most`. */
export interface SumRow {
  readonly members: readonly number[];
  readonly least: number;
  readonly most: number;
}

const TINY = 1e-9;
const INTEGRAL = 1e-6;
const MOST_BRANCHES = 400;

/**
 * Whether whole numbers of zero or more satisfy every row. Linear programming with branching on fractions. Should the
 * branching run past its limit the fractional answer stands, so that a conflict is only ever reported when there is one.
 */
export function hasWholeSolution(variables: number, rows: readonly SumRow[]): boolean {
  let branches = 0;
  const search = (system: readonly SumRow[]): boolean => {
    const point = findPoint(variables, system);
    if (!point) return false;
    const at = point.findIndex((value) => Math.abs(value - Math.round(value)) > INTEGRAL);
    if (at < 0 || ++branches > MOST_BRANCHES) return true;
    const floor = Math.floor(point[at] ?? 0);
    return (
      search([...system, { members: [at], least: 0, most: floor }]) ||
      search([...system, { members: [at], least: floor + 1, most: Number.POSITIVE_INFINITY }])
    );
  };
  return search(rows);
}

/** Phase one of the simplex method with Bland's rule, which cannot cycle: a point of the system, or nothing. */
function findPoint(variables: number, rows: readonly SumRow[]): number[] | undefined {
  const lower = rows.filter(({ least }) => least > 0);
  const upper = rows.filter(({ most }) => most !== Number.POSITIVE_INFINITY);
  if (upper.some(({ most }) => most < 0)) return undefined;
  const slackAt = variables;
  const artificialAt = slackAt + lower.length + upper.length;
  const width = artificialAt + lower.length + 1;
  const rhs = width - 1;
  const basis: number[] = [];
  const tableau = [...lower, ...upper].map((row, i) => {
    const line = new Float64Array(width);
    for (const member of row.members) line[member] = 1;
    const isLower = i < lower.length;
    line[slackAt + i] = isLower ? -1 : 1;
    if (isLower) line[artificialAt + i] = 1;
    line[rhs] = isLower ? row.least : row.most;
    basis.push(isLower ? artificialAt + i : slackAt + i);
    return line;
  });
  const cost = new Float64Array(width);
  for (let i = 0; i < lower.length; i++) subtract(cost, tableau[i], 1);
  for (let i = 0; i < lower.length; i++) cost[artificialAt + i] = 0;

  for (;;) {
    const entering = cost.findIndex((value, column) => column < artificialAt && value < -TINY);
    if (entering < 0) break;
    const leaving = leavingRow(tableau, basis, entering, rhs);
    if (leaving < 0) break;
    pivot(tableau, cost, leaving, entering);
    basis[leaving] = entering;
  }
  if (-at(cost, rhs) > INTEGRAL) return undefined;
  const point = new Array<number>(variables).fill(0);
  basis.forEach((column, row) => {
    if (column < variables) point[column] = at(tableau[row], rhs);
  });
  return point;
}

function leavingRow(tableau: readonly Float64Array[], basis: readonly number[], entering: number, rhs: number): number {
  let best = -1;
  let bestRatio = Number.POSITIVE_INFINITY;
  tableau.forEach((line, row) => {
    const coefficient = at(line, entering);
    if (coefficient <= TINY) return;
    const ratio = at(line, rhs) / coefficient;
    const isTie = Math.abs(ratio - bestRatio) <= TINY;
    if (isTie ? (basis[row] ?? 0) < (basis[best] ?? 0) : ratio < bestRatio) {
      best = row;
      bestRatio = ratio;
    }
  });
  return best;
}

function pivot(tableau: readonly Float64Array[], cost: Float64Array, row: number, column: number): void {
  const line = tableau[row];
  if (!line) return;
  const by = at(line, column);
  for (let i = 0; i < line.length; i++) line[i] = at(line, i) / by;
  for (const other of tableau) if (other !== line) subtract(other, line, at(other, column));
  subtract(cost, line, at(cost, column));
}

function subtract(from: Float64Array, line: Float64Array | undefined, times: number): void {
  if (times === 0 || !line) return;
  for (let i = 0; i < from.length; i++) from[i] = at(from, i) - times * at(line, i);
}

const at = (line: ArrayLike<number> | undefined, index: number) => line?.[index] ?? 0;
