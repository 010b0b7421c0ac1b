import { and, asc, desc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { snapshot } from '@/db/snapshot';
import type { Assessment } from '@/domain/question/assess';
import { claim } from '@/projections/claim.table';
import { followedTo } from '@/projections/follow';
import { question } from '@/projections/question.table';
import { incident, site } from '@/projections/subject.table';
import { erased } from './names';

/** An incident with its site and its dates: `dates` are the distinct live answers as EDTF, `date` what they amount to. */
export type PlacedIncident = {
  id: string;
  title: string;
  site: { id: string; name: string } | null;
  date: Assessment | null;
  dates: string[];
  /** The event that opened it, and the one that last set what is said of its date. */
  setBy: number;
  dateSetBy: number | null;
};

/** Incidents by time and place. `dated` holds the newest of those asked for, `datedCount` counts all of them. */
export type PlacedIncidents = {
  dated: PlacedIncident[];
  datedCount: number;
  /** Incidents no live answer gives a date for, the last opened first, and how many there are. */
  undated: { id: string; title: string; setBy: number }[];
  undatedCount: number;
  asOf: number;
};

/**
 * Which incidents: those whose date may fall in `[from, to)`, in seconds UTC, and of one site. Whatever is left out is
 * not asked for.
 */
export type WhichIncidents = { from?: number; to?: number; site?: string };

/** So many incidents are drawn at once. */
export const mostDrawn = 200;

/** So many incidents without a date are named. */
const mostUndated = 50;

/** Incidents with their dates and sites, as of one position. */
export const listPlacedIncidents = (db: Database, which: WhichIncidents = {}): Promise<PlacedIncidents> =>
  snapshot(db, (at) => readPlacedIncidents(at, which));

/** The same inside a snapshot that is already open. */
export async function readPlacedIncidents(at: Database, which: WhichIncidents): Promise<PlacedIncidents> {
  const ofSite = which.site === undefined ? undefined : eq(incident.siteId, which.site);
  const dated = and(ofSite, isNotNull(incident.dates), mayFallIn(which));
  const undated = and(ofSite, isNull(incident.dates));
  const drawn = await at.view
    .select({ id: incident.id })
    .from(incident)
    .where(dated)
    // Without an earliest moment it may lie before all others.
    .orderBy(sql`${incident.earliest} desc nulls last`, asc(incident.id))
    .limit(mostDrawn);
  return {
    dated: await readIncidents(
      at,
      drawn.map(({ id }) => id),
    ),
    datedCount: await at.view.$count(incident, dated),
    undated: (
      await at.view
        .select({ id: incident.id, title: incident.title, setBy: incident.setBy })
        .from(incident)
        .where(undated)
        .orderBy(desc(incident.setBy))
        .limit(mostUndated)
    ).map(({ title, ...row }) => ({ ...row, title: title ?? erased })),
    undatedCount: await at.view.$count(incident, undated),
    asOf: await followedTo(at),
  };
}

const mayFallIn = ({ from, to }: WhichIncidents) =>
  from === undefined && to === undefined
    ? undefined
    : sql`${incident.dates} && int8multirange(int8range(${from ?? null}::int8, ${to ?? null}::int8))`;

const aDateStands = and(
  eq(claim.subjectKind, 'incident'),
  eq(claim.attribute, 'date'),
  sql`${claim.answer}->>'kind' = 'time'`,
  sql`${question.assessment}->'live' ? ${claim.id}`,
);

/** The incidents named, in that order. */
async function readIncidents(at: Database, ids: readonly string[]): Promise<PlacedIncident[]> {
  if (ids.length === 0) return [];
  const rows = await at.view
    .select({
      id: incident.id,
      title: incident.title,
      place: { id: site.id, name: site.name },
      date: question.assessment,
      setBy: incident.setBy,
      dateSetBy: question.setBy,
    })
    .from(incident)
    .leftJoin(site, eq(site.id, incident.siteId))
    .leftJoin(question, ofDate(incident.id))
    .where(inArray(incident.id, [...ids]));
  const claims = await at.view
    .select({ id: claim.subjectId, answer: claim.answer })
    .from(claim)
    .innerJoin(question, ofDate(claim.subjectId))
    .where(and(aDateStands, inArray(claim.subjectId, [...ids])))
    .orderBy(asc(claim.recordedAtPosition));
  const dates = new Map<string, Set<string>>();
  for (const { id, answer } of claims)
    if (answer.kind === 'time') dates.set(id, (dates.get(id) ?? new Set()).add(answer.edtf));
  const found = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = found.get(id);
    if (!row) return [];
    const { title, place, ...rest } = row;
    return { ...rest, title: title ?? erased, site: place, dates: [...(dates.get(id) ?? [])] };
  });
}

const ofDate = (subjectId: typeof claim.subjectId | typeof incident.id) =>
  and(eq(question.subjectKind, 'incident'), eq(question.attribute, 'date'), eq(question.subjectId, subjectId));
