import { type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Database } from '@/db/client';
import { askedWords, type SearchWord } from '@/domain/name/search-words';
import { word } from '@/projections/word.table';
import { mostCounted } from './keyset';

/** A shorter sound begins too many others; it must be the whole sound. As in `matchesName`. */
const shortestBeginning = 3;

/** After every word with this beginning, compared by code point. */
const last = '\u{10ffff}';

/**
 * What rows must meet to be found by every word of a text, as `matchesName` has it. Where a word has few rows these are
 * read from the index and named; the others are asked of each row that is met.
 */
export async function foundByWords(
  db: Database,
  kind: (typeof word.$inferSelect)['kind'],
  id: PgColumn,
  text: string,
): Promise<SQL[]> {
  const conditions: SQL[] = [];
  let isNarrowed = false;
  for (const asked of askedWords(text)) {
    const ways = waysOf(asked).map((way) => sql`select w.id from ${word} w where w.kind = ${kind} and ${way}`);
    const isFew: boolean = !isNarrowed && (await areFew(db, ways));
    conditions.push(
      isFew
        ? sql`${id} = any (array(${sql.join(ways, sql` union all `)}))`
        : sql`(select true from ${word} w where w.kind = ${kind} and w.id = ${id} and ${isLike(asked)} limit 1)`,
    );
    isNarrowed ||= isFew;
  }
  return conditions;
}

/** Whether a word finds few rows. Each beginning is counted on its own: together all would be read first. */
async function areFew(db: Database, ways: readonly SQL[]): Promise<boolean> {
  const some = ways.map((way) => sql`(${way} limit ${mostCounted + 1})`);
  const [row] = await db.view.execute<{ count: number }>(sql`
    select count(*)::int as count from (
      select from (${sql.join(some, sql` union all `)}) found limit ${mostCounted + 1}) counted`);
  return (row?.count ?? 0) <= mostCounted;
}

const isLike = (asked: SearchWord): SQL => sql`(${sql.join(waysOf(asked), sql` or `)})`;

const waysOf = ({ words, sounds }: SearchWord): SQL[] => [
  ...words.map((beginning) => begins(false, beginning)),
  ...sounds.map((sound) =>
    sound.length >= shortestBeginning ? begins(true, sound) : sql`w.is_sound and w.word = ${sound}`,
  ),
];

/** By the operators of the index, which compare by code point. */
const begins = (isSound: boolean, beginning: string): SQL =>
  sql`w.is_sound = ${isSound} and w.word ~>=~ ${beginning} and w.word ~<~ ${beginning + last}`;
