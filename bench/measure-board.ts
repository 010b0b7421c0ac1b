import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { say, since } from '@/cli/say';
import { type Database, openDatabase } from '@/db/client';
import { disputeFiltersSchema, listDisputes } from '@/queries/list-disputes';
import { drive, type Figure, figureOf, interleave } from './compare';
import { fillLists } from './fill-lists';

const rounds = 7;
const roundMs = 300;

/** So many incidents in thousands that more than ten thousand questions about them are disputed. */
const largeRounds = 15;
const fewest = 10_000;

/** A place in the midst of the list: ties before it and after it. */
const middle = Buffer.from(JSON.stringify([1003, 30_000, 'incident', 'r7', 'rockets'])).toString('base64url');

const pages: Record<string, { asked: Record<string, string>; order: string; from?: string }> = {
  'board, a list': {
    asked: { stage: 'Open' },
    order: 'consequence desc, disputed_since, subject_kind, subject_id, attribute',
  },
  'board, a list by age': {
    asked: { stage: 'Open', order: 'age' },
    order: 'disputed_since, subject_kind, subject_id, attribute',
  },
  'board, a deep page by age': {
    asked: { stage: 'Open', order: 'age', after: middle },
    order: 'disputed_since, subject_kind, subject_id, attribute',
    from: 'and disputed_since > 30000',
  },
};

/**
 * The board over more than 10,000 open disputes, against a plain read of the same 50 rows along the same index: what titles,
 * counts, and one snapshot for all of it cost.
 */
export async function measureBoard(url: string): Promise<Figure[]> {
  const db = await openDatabase(url);
  try {
    const began = Date.now();
    await fillLists(db, largeRounds);
    const owner = postgres(url, { max: 1, onnotice: () => {} });
    await owner`vacuum analyze`;
    const [open] = await owner<{ count: number }[]>`select count(*)::int from record.question where stage = 'Open'`;
    await owner.end({ timeout: 1 });
    if (!open || open.count < fewest) throw new Error(`Only ${open?.count} disputes are open.`);
    say(`Filled the views with ${open.count.toLocaleString('en')} open disputes (${since(began)})`);
    const figures: Figure[] = [];
    for (const [figure, { asked, order, from = '' }] of Object.entries(pages)) {
      const plain = sql.raw(`select * from record.question where stage = 'Open' ${from} order by ${order} limit 51`);
      const comparison = await interleave(
        rounds,
        () => drive({ clients: 1, ms: roundMs }, () => board(db, asked)),
        () => drive({ clients: 1, ms: roundMs }, () => db.view.execute(plain)),
      );
      const about = { figure, measure: 'medianMs' as const, baselineName: 'a plain indexed read of the page' };
      figures.push(figureOf({ ...about, meaning: (ratio) => `${ratio} times as long as its rows alone` }, comparison));
    }
    return figures;
  } finally {
    await db.end();
  }
}

async function board(db: Database, asked: Record<string, string>): Promise<void> {
  const { lists } = await listDisputes(db, disputeFiltersSchema.parse(asked));
  // A page that is not full would be compared with one that is.
  if (lists[0]?.rows.length !== 50) throw new Error(`The list shows ${lists[0]?.rows.length} disputes.`);
}
