import * as z from 'zod';

/** So many rows stand on one page of a list. */
export const pageSize = 50;

/** Rows are counted as far as this; beyond it there are simply more. */
export const mostCounted = 1000;

/** How many there are; with `isMore` at least one more than that. */
export type BoundedCount = { count: number; isMore: boolean };

/** One page of a list: its rows, and the cursors of the pages before and after it, null where there is none. */
export type Page<Row> = { rows: Row[]; previous: string | null; next: string | null };

/** Which page: the rows before a key or after it; without either the first page. */
export type Place<Key> = { before?: Key | undefined; after?: Key | undefined };

/**
 * A cursor as an address carries it, read back into the key it was made of. Whatever else stands there is refused: a page
 * that an address was cut or changed for cannot be found again.
 */
export const cursorSchema = <Key extends z.ZodType>(key: Key) =>
  z
    .string()
    .max(4000, noSuchPage)
    .transform((cursor, context): z.output<Key> => {
      const found = key.safeParse(parsed(cursor));
      if (found.success) return found.data;
      context.addIssue({ code: 'custom', message: noSuchPage });
      return z.NEVER;
    })
    .optional();

const noSuchPage = 'This does not lead to a page of the list: begin at its first page.';

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

const cursorOf = (key: unknown): string => Buffer.from(JSON.stringify(key), 'utf8').toString('base64url');

/** Whether rows are read against the order of the list. */
export const isBackwards = ({ before }: Place<unknown>): boolean => before !== undefined;

/** The page of rows read from a place on, one more than a page holds, in the order they were read. */
export function pageOf<Row>(read: readonly Row[], at: Place<unknown>, keyOf: (row: Row) => unknown): Page<Row> {
  const hasMore = read.length > pageSize;
  const rows = read.slice(0, pageSize);
  if (isBackwards(at)) rows.reverse();
  const [first, last] = [rows[0], rows.at(-1)];
  const hasPrevious = isBackwards(at) ? hasMore : at.after !== undefined;
  const hasNext = isBackwards(at) || hasMore;
  return {
    rows,
    previous: first !== undefined && hasPrevious ? cursorOf(keyOf(first)) : null,
    next: last !== undefined && hasNext ? cursorOf(keyOf(last)) : null,
  };
}

/** A number of rows read with a limit of one more than `most`, as a bounded count. */
export const boundedCount = (read: number, most = mostCounted): BoundedCount => ({
  count: Math.min(read, most),
  isMore: read > most,
});
