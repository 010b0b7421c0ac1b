import { and, desc, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Database } from '@/db/client';
import { snapshot } from '@/db/snapshot';
import { dateSchema } from '@/domain/answer/answer';
import { denoteTime } from '@/domain/answer/time';
import { identifierSchema } from '@/domain/identifier';
import { incident, site } from '@/projections/subject.table';
import { dayWords } from './find-names';
import { erased } from './names';

/** Where and when something happened, as far as it is known. */
export const nearAskedSchema = z.strictObject({ site: identifierSchema.optional(), when: dateSchema.optional() });

/** An incident that may be the one a person is about to open, and what speaks for it. */
export type NearIncident = { id: string; title: string; site: string | null; date: string | null; why: string };

/** Places within so many kilometres of each other are near. */
const nearKm = 50;

/** Days within so many of each other are near: sources are often a day or two apart. */
const nearDays = 3;

const most = 8;

/**
 * Incidents on record near a place and a time: at the site or within 50 km of it, and within three days of the date, or
 * without a date. Given a place alone, the latest there; given a date alone, all within a day. At most eight.
 */
export function listNearIncidents(db: Database, asked: z.infer<typeof nearAskedSchema>): Promise<NearIncident[]> {
  if (asked.site === undefined && asked.when === undefined) return Promise.resolve([]);
  return snapshot(db, async (at) => {
    const distances = asked.site === undefined ? null : await sitesNear(at, asked.site);
    const spans = asked.when === undefined ? undefined : denoteTime(asked.when)?.spans;
    const slack = (distances === null ? 1 : nearDays) * 86_400;
    const from = bound(spans?.[0]?.from, -slack);
    const to = bound(spans?.at(-1)?.to, slack);
    const isThen = spans && sql`${incident.dates} && int8multirange(int8range(${from}::int8, ${to}::int8))`;
    const rows = await at.view
      .select({
        id: incident.id,
        title: incident.title,
        dates: incident.dates,
        siteId: incident.siteId,
        site: site.name,
      })
      .from(incident)
      .leftJoin(site, eq(site.id, incident.siteId))
      .where(
        and(
          distances === null ? undefined : inArray(incident.siteId, [...distances.keys()]),
          isThen && (distances === null ? isThen : or(isThen, isNull(incident.dates))),
        ),
      )
      .orderBy(desc(sql`coalesce(${incident.earliest}, 0)`), incident.id)
      .limit(most);
    return rows.map(({ id, title, dates, siteId, site: place }) => ({
      id,
      title: title ?? erased,
      site: place,
      date: dates === null ? null : dayWords(dates),
      why: whyNear(siteId === null ? undefined : distances?.get(siteId), spans !== undefined, dates !== null),
    }));
  });
}

const bound = (seconds: number | undefined, slack: number): number | null =>
  seconds !== undefined && Number.isFinite(seconds) ? Math.floor(seconds + slack) : null;

function whyNear(km: number | undefined, isDated: boolean, hasDate: boolean): string {
  const place = km === undefined ? null : km === 0 ? 'at the same place' : `${Math.round(km)} km away`;
  const time = !isDated ? null : hasDate ? `within ${place === null ? 'a day' : 'three days'}` : 'no date on record';
  return [place, time].filter((part) => part !== null).join(', ');
}

/** The site itself and those near it, with their distance in kilometres. */
async function sitesNear(at: Database, id: string): Promise<Map<string, number>> {
  const rows = await at.view.select({ id: site.id, coordinates: site.coordinates }).from(site);
  const here = rows.find((row) => row.id === id)?.coordinates;
  const near = here
    ? rows.flatMap((row) => (row.coordinates ? [[row.id, kmBetween(here, row.coordinates)] as const] : []))
    : [];
  return new Map([...near.filter(([, km]) => km <= nearKm), [id, 0]]);
}

type Point = { latitude: number; longitude: number };

/** Great-circle distance on a sphere of the Earth's mean radius, 6,371 km. */
function kmBetween(a: Point, b: Point): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const half = (from: number, to: number) => Math.sin(radians(to - from) / 2) ** 2;
  const h =
    half(a.latitude, b.latitude) +
    Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * half(a.longitude, b.longitude);
  return 2 * 6371 * Math.asin(Math.sqrt(Math.min(1, h)));
}
