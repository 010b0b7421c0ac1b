import type { Database } from '@/db/client';
import type { Moment } from '@/db/moment';
import { snapshot } from '@/db/snapshot';
import { denoteTime } from '@/domain/answer/time';
import { asPublished } from '@/projections/as-published';
import { followedTo } from '@/projections/follow';

/** So many moments are kept: pages of one moment are read one after the other, and what was known then never changes. */
const mostKept = 8;

/** One such assessment at a time: it takes this process, and waiting takes no connection. */
let turn: Promise<unknown> = Promise.resolve();
function inTurn<Outcome>(work: () => Promise<Outcome>): Promise<Outcome> {
  const done = turn.then(work);
  turn = done.catch(() => {});
  return done;
}

type Found = Promise<NonNullable<Database['published']>>;

const kept = new WeakMap<Database['sql'], Map<string, Found>>();

/**
 * The database as of a moment: whatever reads its views in a snapshot reads them as they were. A moment on the clock of
 * publication alone is that of the newest position.
 */
export async function atMoment(db: Database, moment: Moment): Promise<Database> {
  const { publishedBy } = moment;
  if (publishedBy === null) return { ...db, moment };
  const position = moment.position ?? (await followedTo(db));
  return { ...db, moment: { position, publishedBy }, published: await found(db, position, publishedBy) };
}

function found(db: Database, position: number, publishedBy: string): Found {
  const known = kept.get(db.sql) ?? new Map<string, Found>();
  kept.set(db.sql, known);
  const key = `${position} ${publishedBy}`;
  const again = known.get(key);
  if (again) return again;
  const until = Math.ceil(denoteTime(publishedBy)?.spans.at(-1)?.to ?? Number.NEGATIVE_INFINITY);
  const finding: Found = inTurn(() =>
    snapshot({ ...db, moment: { position, publishedBy: null } }, async (at) => {
      const amounts = await asPublished(at.view, until);
      return { until, rows: JSON.stringify(amounts) };
    }),
  );
  finding.catch(() => known.delete(key));
  known.set(key, finding);
  const [oldest] = known.keys();
  if (known.size > mostKept && oldest !== undefined) known.delete(oldest);
  return finding;
}
