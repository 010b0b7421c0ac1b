import { headers } from 'next/headers';
import { cache } from 'react';
import { type Database, database } from '@/db/client';
import { type Moment, momentHeader, readMomentHeader } from '@/db/moment';
import { atMoment } from '@/queries/at-moment';

/**
 * What a page reads from: the database, at the moment its address asks for, which is null for the record as it is; and the
 * address of the same page as it is, null where a page is never shown otherwise. The proxy has found the moment and refused
 * what is none.
 */
export type Reading = { db: Database; moment: Moment | null; now: string | null };

/** What the page being rendered reads from. */
export const reading = cache(async (): Promise<Reading> => {
  const asked = readMomentHeader((await headers()).get(momentHeader));
  const db = await database();
  const moment = asked?.moment ?? null;
  return { db: moment ? await atMoment(db, moment) : db, moment, now: asked?.now ?? null };
});

/** The parts of an address that keep its reader at a moment. */
export const momentGiven = (moment: Moment | null): Record<string, string> => ({
  ...(moment?.position == null ? {} : { asOf: String(moment.position) }),
  ...(moment?.publishedBy == null ? {} : { publishedBy: moment.publishedBy }),
});
