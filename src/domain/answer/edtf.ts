import { parse } from 'edtf';
import * as z from 'zod';
import { daysInMonth } from './calendar';
import { plainLine } from './plain-text';

export type TimeUnit = 'second' | 'minute' | 'day' | 'month' | 'season' | 'year' | 'decade' | 'century';

/**
 * One stated date or clock time. `values` are year, month (1 to 12) or season (21 to 41), day, hour, minute, second, as
 * far as stated; a decade or century is a count of tens or hundreds of years. `masked` has one flag a digit of YYYYMMDD,
 * true where the text has an X. `widensBy` is the unit `~` or `%` qualifies.
 */
export interface Moment {
  readonly unit: TimeUnit;
  readonly values: readonly number[];
  readonly masked?: readonly boolean[];
  readonly significantDigits?: number;
  readonly offsetMinutes?: number;
  readonly widensBy?: TimeUnit;
  readonly uncertain: boolean;
}

export type TimeExpression =
  | { shape: 'moment'; moment: Moment }
  | { shape: 'interval'; from?: Moment; to?: Moment }
  | { shape: 'list'; oneOf: boolean; items: (Moment | readonly [Moment, Moment])[]; earlier: boolean; later: boolean };

const qualifier = z.union([z.boolean(), z.number()]).optional();
const momentNode = z.object({
  type: z.enum(['Date', 'Year', 'Decade', 'Century', 'Season']).default('Date'),
  values: z.array(z.number().int()).min(1).max(7),
  approximate: qualifier,
  uncertain: qualifier,
  unspecified: z.number().optional(),
  significant: z.number().optional(),
  offset: z.number().optional(),
  timeZone: z.string().optional(),
});
/** The parser gives null for an unknown end of an interval and an infinity for an open one. */
const endNode = z.union([
  momentNode,
  z
    .unknown()
    .refine(isBoundless)
    .transform(() => null),
]);
const intervalNode = z.object({ type: z.literal('Interval'), values: z.tuple([endNode, endNode]) });
const listNode = z.object({
  type: z.enum(['Set', 'List']),
  values: z.array(z.union([z.tuple([momentNode, momentNode]), momentNode])).min(1),
  earlier: z.boolean().default(false),
  later: z.boolean().default(false),
});
const treeNode = z.union([intervalNode, listNode, momentNode]);
type MomentNode = z.infer<typeof momentNode>;

function isBoundless(end: unknown): boolean {
  return end === null || end === Number.POSITIVE_INFINITY || end === Number.NEGATIVE_INFINITY;
}

/**
 * Reads EDTF levels 0 to 2 (Library of Congress, 2019) and clock times with a zone, which may end in `~`, `?` or `%`.
 * Nothing when the text is neither, names a day that does not exist, a clock time without a zone, or a year more than
 * 250 million years away.
 */
export function readTime(text: string): TimeExpression | undefined {
  return readBareDay(text) ?? parsedBefore(text);
}

const parsed = new Map<string, TimeExpression | undefined>();
const mostParsed = 1000;

/** The general parser is slow, and a question asks for the same few dates each time it is assessed. */
function parsedBefore(text: string): TimeExpression | undefined {
  if (parsed.has(text)) return parsed.get(text);
  const expression = parseTime(text);
  if (parsed.size >= mostParsed) parsed.clear();
  parsed.set(text, expression);
  return expression;
}

/** Most dates are bare days, and the general parser takes a hundred times as long. */
function readBareDay(text: string): TimeExpression | undefined {
  const [, year, month, day] = (/^(\d{4})-(\d{2})-(\d{2})$/u.exec(text) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return undefined;
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  return { shape: 'moment', moment: { unit: 'day', values: [year, month, day], uncertain: false } };
}

function parseTime(text: string): TimeExpression | undefined {
  const clock = /^([^/[{,]*T[^/[{,]*?)([~?%]?)$/u.exec(text);
  try {
    const tree = treeNode.parse(parse(clock?.[1] ?? text));
    if (tree.type === 'Interval') {
      const [from, to] = tree.values;
      return { shape: 'interval', ...(from && { from: readMoment(from) }), ...(to && { to: readMoment(to) }) };
    }
    if (tree.type === 'Set' || tree.type === 'List') {
      const items = tree.values.map((item) =>
        Array.isArray(item) ? ([readMoment(item[0]), readMoment(item[1])] as const) : readMoment(item),
      );
      return { shape: 'list', oneOf: tree.type === 'Set', items, earlier: tree.earlier, later: tree.later };
    }
    const mark = clock?.[2] ?? '';
    return {
      shape: 'moment',
      moment: readMoment({
        ...(tree as MomentNode),
        ...((mark === '~' || mark === '%') && { approximate: true }),
        ...((mark === '?' || mark === '%') && { uncertain: true }),
      }),
    };
  } catch {
    return undefined;
  }
}

/** What a person is told whose date cannot be read. */
export const notATime =
  'Write a date as 2021-05-03, 2021-05 or 2021-04-22/2021-04-23, or a clock time with its zone as 2021-05-03T20:00+03:00.';

/** A date or clock time as `readTime` reads it, at most 64 characters. */
export const edtfSchema = plainLine(64).refine((text) => readTime(text) !== undefined, notATime);

function readMoment(node: MomentNode): Moment {
  const unit = unitOf(node);
  const isCalendar = node.type === 'Date';
  const values = node.values.slice(0, 6).map((value, i) => (isCalendar && i === 1 ? value + 1 : value));
  const [year = 0, month = 1, day = 1] = values;
  if (Math.abs(year) > 250_000_000) throw new Error('year out of reach');
  if (values.length > 3 && node.timeZone === undefined) throw new Error('clock time without a zone');
  const masked = node.unspecified
    ? Array.from({ length: 8 }, (_, i) => ((node.unspecified ?? 0) & (1 << i)) !== 0)
    : undefined;
  if (isCalendar && !masked && day > daysInMonth(year, month)) throw new Error('no such day');
  const widensBy = qualifiedUnit(node.approximate, unit);
  return {
    unit,
    values,
    uncertain: Boolean(node.uncertain),
    ...(masked && { masked }),
    ...(node.significant !== undefined && { significantDigits: node.significant }),
    ...(values.length > 3 && { offsetMinutes: node.offset ?? 0 }),
    ...(widensBy && { widensBy }),
  };
}

function unitOf(node: MomentNode): TimeUnit {
  if (node.type === 'Season') return 'season';
  if (node.type === 'Decade') return 'decade';
  if (node.type === 'Century') return 'century';
  return (['year', 'month', 'day', 'minute', 'minute', 'second', 'second'] as const)[node.values.length - 1] ?? 'year';
}

const DAY_BITS = 0b1100_0000;
const MONTH_BITS = 0b0011_0000;

/** A mark behind the whole date qualifies its precision; one on a part qualifies the finest part it covers. */
function qualifiedUnit(mark: boolean | number | undefined, stated: TimeUnit): TimeUnit | undefined {
  if (!mark) return undefined;
  if (mark === true || stated === 'season') return stated;
  return mark & DAY_BITS ? 'day' : mark & MONTH_BITS ? 'month' : 'year';
}
