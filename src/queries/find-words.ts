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
    const few: string[] | null = isNarrowed ? null : await idsOf(db, kind, asked);
    if (few) conditions.push(sql`${id} = any (${sql.param(few)}::text[])`);
    else
      conditions.push(
        sql`(select true from ${word} w where w.kind = ${kind} and w.id = ${id} and ${isLike(asked)} limit 1)`,
      );
    isNarrowed ||= few !== null;
  }
  return conditions;
}

/** The rows that a word finds, or null when they are many. Each beginning on its own: together all would be read first. */
async function idsOf(db: Database, kind: string, asked: SearchWord): Promise<string[] | null> {
  const found = waysOf(asked).map(
    (way) => sql`(select w.id from ${word} w where w.kind = ${kind} and ${way} limit ${mostCounted + 1})`,
  );
  const rows = await db.view.execute<{ id: string }>(
    sql`select id from (${sql.join(found, sql` union all `)}) found limit ${mostCounted + 1}`,
  );
  return rows.length > mostCounted ? null : [...new Set(rows.map((row) => row.id))];
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
