import * as z from 'zod';
import type { Database } from '@/db/client';
import type { Moment } from '@/db/moment';
import { denoteTime } from '@/domain/answer/time';
import { readEvent, readMoments, readSequencedBefore, readSize } from '@/ledger/read';
import { followedTo } from '@/projections/follow';
import { listRevisions, revisedAt } from './list-revisions';

/** Why a moment cannot be shown: the name of the refusal, the part of the address, what stood there, and what to do. */
export type MomentRefused = {
  refused: 'no-such-position' | 'no-such-revision' | 'before-the-record' | 'not-yet-shown' | 'invalid-input';
  field: string;
  value: string;
  reason: string;
};

/** A refusal with the address that asks for the same as it is now. */
export type MomentRefusedAt = MomentRefused & { now: string };

/** The header in which a refusal goes from the proxy to the page that tells it. */
export const momentRefusedHeader = 'palimpsest-moment-refused';

/** What the parts of an address that ask for a moment come to. */
export type MomentFound =
  /** Nothing was asked: the record as it is. */
  | { kind: 'now' }
  | { kind: 'then'; moment: Moment }
  /** Asked by a date, by a revision, or by a position inside an append: the address that names the position meant. */
  | { kind: 'elsewhere'; asOf: number }
  | ({ kind: 'refused' } & MomentRefused);

/** The parts of an address that ask for a moment. */
export const momentParts = ['asOf', 'recordedBy', 'revision', 'publishedBy'] as const;

/**
 * Whether what stands at an address can be shown as of a moment: records, lists and what they come to; no form, no queue, and
 * no comparison, whose address names two moments.
 */
export const showsMoments = (path: string): boolean =>
  !isComparison(path) &&
  /^\/($|trpc\/|(incidents|sites|sources|documents|questions|disputes|map|timeline|ledger|vocabulary)(\/|$)|claims(\/[^/]+)?$)/.test(
    path,
  );

const isComparison = (path: string): boolean =>
  /^\/(incidents|sites|sources|documents|questions\/[^/]+\/[^/]+)\/[^/]+\/compare$/.test(path);

const notADay = 'Write a day as 2021-05-03.';
const daySchema = z
  .string()
  .regex(/^(?!0000)\d{4}-\d\d-\d\d$/, notADay)
  .refine((text) => dayOf(text) !== undefined, notADay);

/**
 * What can be asked: a position of the ledger, the day by whose end something was recorded, or a revision of the record at the
 * address; and the day by whose end it was published.
 */
const momentSchema = z.object({
  asOf: z
    .string()
    .regex(/^\d{1,15}$/, 'Write the number of an event, such as 120.')
    .optional(),
  recordedBy: daySchema.optional(),
  revision: z
    .string()
    .regex(/^\d{1,9}$/, 'Write the number of a revision, such as 17.')
    .optional(),
  publishedBy: daySchema.optional(),
});

const dayOf = (text: string) => denoteTime(text)?.spans[0];

/**
 * Finds the moment an address asks for; `path` is where it asks, which says of what a revision is meant. A position is that of the end of an append, since nothing was ever seen between two
 * events of one. Refused by name: what cannot be read, a position or a revision that does not exist, a day before
 * the record began.
 */
export async function findMoment(db: Database, path: string, parts: URLSearchParams): Promise<MomentFound> {
  const given = Object.fromEntries(
    momentParts.flatMap((name) => (parts.get(name)?.trim() ? [[name, parts.get(name)?.trim() as string]] : [])),
  );
  if (Object.keys(given).length === 0) return { kind: 'now' };
  const refused = (field: string, reason: string, name: MomentRefused['refused'] = 'invalid-input'): MomentFound => ({
    kind: 'refused',
    refused: name,
    field,
    value: (given[field] ?? '').slice(0, 60),
    reason,
  });
  for (const name of momentParts) if (parts.getAll(name).length > 1) return refused(name, 'Ask for one at a time.');
  const outcome = momentSchema.safeParse(given);
  if (!outcome.success) {
    const [issue] = outcome.error.issues;
    return refused(String(issue?.path[0]), issue?.message ?? 'This cannot be read.');
  }
  const { asOf, recordedBy, revision, publishedBy = null } = outcome.data;
  const [, second] = (['asOf', 'recordedBy', 'revision'] as const).filter((name) => given[name] !== undefined);
  if (second) return refused(second, 'Ask for a position, for a day or for a revision, not for two of them.');
  if (revision !== undefined) {
    const of = revisedAt(path);
    const revisions = of ? await listRevisions(db, of) : [];
    const found = revisions[Number(revision) - 1];
    if (found) return { kind: 'elsewhere', asOf: found.position };
    return revisions.length === 0
      ? refused('revision', 'Nothing at this address has revisions.')
      : refused('revision', `There is no such revision: there are ${revisions.length}.`, 'no-such-revision');
  }
  if (recordedBy !== undefined) {
    const position = await readSequencedBefore(db.sql, new Date((dayOf(recordedBy)?.to ?? 0) * 1000).toISOString());
    if (position !== null) return { kind: 'elsewhere', asOf: position };
    const began = (await readMoments(db.sql, [0])).get(0);
    return refused(
      'recordedBy',
      began ? `The record began on ${began.slice(0, 10)}: nothing was recorded before.` : 'Nothing is recorded yet.',
      'before-the-record',
    );
  }
  if (asOf === undefined) return { kind: 'then', moment: { position: null, publishedBy } };
  const position = Number(asOf);
  const event = await readEvent(db.sql, position);
  if (event && event.appendEnd !== position) return { kind: 'elsewhere', asOf: event.appendEnd };
  const reached = await followedTo(db);
  if (event && position > reached)
    return refused(
      'asOf',
      `The pages have come as far as #${reached} for now: ask again in a moment.`,
      'not-yet-shown',
    );
  if (event) return { kind: 'then', moment: { position, publishedBy } };
  const size = await readSize(db.sql);
  return refused(
    'asOf',
    size === 0 ? 'Nothing is recorded yet.' : `There is no such event: the newest is #${size - 1}.`,
    'no-such-position',
  );
}

/** Where a reader stands: the moment, when its position was recorded, and how many events of the ledger came after it. */
export type Standpoint = Moment & { recordedAt: string | null; later: number };

/** Says of a moment where a reader stands. */
export async function findStandpoint(db: Database, moment: Moment): Promise<Standpoint> {
  const { position } = moment;
  if (position === null) return { ...moment, recordedAt: null, later: 0 };
  const recordedAt = (await readMoments(db.sql, [position])).get(position) ?? null;
  return { ...moment, recordedAt, later: (await readSize(db.sql)) - 1 - position };
}

/** When the event at a position was recorded, or null when there is none. */
export const findRecordedAt = async (db: Database, position: number): Promise<string | null> =>
  (await readMoments(db.sql, [position])).get(position) ?? null;
