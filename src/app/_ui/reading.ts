import { headers } from 'next/headers';
import { cache } from 'react';
import { type Database, database } from '@/db/client';
import { type Moment, momentHeader, readMomentHeader } from '@/db/moment';
import { atMoment } from '@/queries/at-moment';
import { showsMoments } from '@/queries/find-moment';

/**
 * What a page reads from: the database, at the moment its address asks for, which is null for the record as it is; and the
 * address of the same page as it is, null where a page is never shown otherwise. The proxy has found the moment and refused
 * what is none.
 */
export type Reading = { db: Database; moment: Moment | null; now: string | null };

/** The moment of the page being rendered, kept so that its links need not wait: what shows a record has read it first. */
const standing = cache((): { moment: Moment | null } => ({ moment: null }));

/** What the page being rendered reads from. */
export const reading = cache(async (): Promise<Reading> => {
  const asked = readMomentHeader((await headers()).get(momentHeader));
  const db = await database();
  const moment = asked?.moment ?? null;
  standing().moment = moment;
  return { db: moment ? await atMoment(db, moment) : db, moment, now: asked?.now ?? null };
});

/** The parts of an address that keep its reader at a moment. */
export const momentGiven = (moment: Moment | null): Record<string, string> => ({
  ...(moment?.position == null ? {} : { asOf: String(moment.position) }),
  ...(moment?.publishedBy == null ? {} : { publishedBy: moment.publishedBy }),
});

/** The parts of an address that keep the reader of the page being rendered where they stand; none on the record as it is. */
export const momentKept = (): Record<string, string> => momentGiven(standing().moment);

/**
 * An address inside the page being rendered, at the moment its reader stands at: so the record is walked as it stood. What is
 * never shown as of a moment stays as it is, and so do events, which are the same at any.
 */
export function keepMoment(href: string): string {
  const kept = Object.entries(momentKept());
  const [, path = '', query = '', hash = ''] = /^([^?#]*)\??([^#]*)(.*)$/.exec(href) ?? [];
  if (kept.length === 0 || !showsMoments(path) || path.startsWith('/ledger/')) return href;
  const parts = new URLSearchParams(query);
  for (const [name, value] of kept) parts.set(name, value);
  return `${path}?${parts}${hash}`;
}

/** A moment after a page's title: “, as of #120”; nothing for the record as it is. */
export const momentWords = (moment: Moment | null): string =>
  [
    moment?.position == null ? '' : `, as of #${moment.position}`,
    moment?.publishedBy == null ? '' : `, published by ${moment.publishedBy}`,
  ].join('');
