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

/** How many stand in each list, counted as far as a list is. */
const totals = ['Open', 'Evidence wanted', 'Ready to rule', 'Settled']
  .map((stage) => `select count(*) from (select from record.question where stage = '${stage}' limit 1001) counted`)
  .join(' union all ');

/** What a page shows of a question's row, and nothing it does not. */
const shown = `subject_kind, subject_id, attribute, consequence, disputed_since, disputed_since_at, last_argued,
  last_argued_at, card`;

/**
 * The board over more than 10,000 open disputes, against plain reads of the same page along the same index, prepared as the
 * board's own is: with its titles and totals, and its rows alone.
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
      const rows = `select ${shown} from record.question where stage = 'Open' ${from} order by ${order} limit 51`;
      const page = `select q.*, i.title, s.name from (${rows}) q
        left join record.incident i on q.subject_kind = 'incident' and i.id = q.subject_id
        left join record.site s on q.subject_kind = 'site' and s.id = q.subject_id`;
      const plain = (text: string) => db.sql`${db.sql.unsafe(text)}`;
      const baselines = {
        'its rows, titles and totals by plain indexed reads': async () => {
          await plain(page);
          await plain(totals);
        },
        'its rows alone by a plain indexed read': () => plain(rows),
      };
      for (const [baselineName, baseline] of Object.entries(baselines)) {
        const comparison = await interleave(
          rounds,
          () => drive({ clients: 1, ms: roundMs }, () => board(db, asked)),
          () => drive({ clients: 1, ms: roundMs }, baseline),
        );
        const about = { figure, measure: 'medianMs' as const, baselineName };
        figures.push(
          figureOf({ ...about, meaning: (ratio) => `${ratio} times as long as ${baselineName}` }, comparison),
        );
      }
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
