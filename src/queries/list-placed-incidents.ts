import { and, asc, desc, eq, inArray, notExists, sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { snapshot } from '@/db/snapshot';
import { denoteTime } from '@/domain/answer/time';
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
};

/** Incidents by time and place. `dated` holds the newest of those asked for, `datedCount` counts all of them. */
export type PlacedIncidents = {
  dated: PlacedIncident[];
  datedCount: number;
  /** Incidents no live answer gives a date for, the last opened first, and how many there are. */
  undated: { id: string; title: string }[];
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
  const hulls = await readHulls(at, which.site);
  const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = which;
  const asked = hulls
    .filter((hull) => hull.earliest < to && hull.latest > from)
    .sort((a, b) => b.earliest - a.earliest || (a.id < b.id ? -1 : 1));
  const drawn = asked.slice(0, mostDrawn).map(({ id }) => id);
  const undated = and(
    which.site === undefined ? undefined : eq(incident.siteId, which.site),
    notExists(
      at.view
        .select({ id: claim.id })
        .from(claim)
        .innerJoin(question, ofDate(claim.subjectId))
        .where(and(aDateStands, eq(claim.subjectId, incident.id))),
    ),
  );
  return {
    dated: await readIncidents(at, drawn),
    datedCount: asked.length,
    undated: (
      await at.view
        .select({ id: incident.id, title: incident.title })
        .from(incident)
        .where(undated)
        .orderBy(desc(incident.setBy))
        .limit(mostUndated)
    ).map(({ id, title }) => ({ id, title: title ?? erased })),
    undatedCount: await at.view.$count(incident, undated),
    asOf: await followedTo(at),
  };
}

const aDateStands = and(
  eq(claim.subjectKind, 'incident'),
  eq(claim.attribute, 'date'),
  sql`${claim.answer}->>'kind' = 'time'`,
  sql`${question.assessment}->'live' ? ${claim.id}`,
);

/** First and last moment the live answers to each incident's date allow, in seconds UTC. */
async function readHulls(
  at: Database,
  siteId: string | undefined,
): Promise<{ id: string; earliest: number; latest: number }[]> {
  const rows = await at.view
    .selectDistinct({ id: claim.subjectId, answer: claim.answer })
    .from(claim)
    .innerJoin(question, ofDate(claim.subjectId))
    .innerJoin(incident, eq(incident.id, claim.subjectId))
    .where(and(aDateStands, siteId === undefined ? undefined : eq(incident.siteId, siteId)));
  const hulls = new Map<string, { id: string; earliest: number; latest: number }>();
  for (const { id, answer } of rows) {
    const spans = answer.kind === 'time' ? denoteTime(answer.edtf)?.spans : undefined;
    if (!spans) continue;
    const known = hulls.get(id);
    hulls.set(id, {
      id,
      earliest: Math.min(known?.earliest ?? Number.POSITIVE_INFINITY, ...spans.map(({ from }) => from)),
      latest: Math.max(known?.latest ?? Number.NEGATIVE_INFINITY, ...spans.map(({ to }) => to)),
    });
  }
  return [...hulls.values()];
}

/** The incidents named, in that order. */
async function readIncidents(at: Database, ids: readonly string[]): Promise<PlacedIncident[]> {
  if (ids.length === 0) return [];
  const rows = await at.view
    .select({
      id: incident.id,
      title: incident.title,
      place: { id: site.id, name: site.name },
      date: question.assessment,
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
    const { title, place, date } = row;
    return { id, title: title ?? erased, site: place, date, dates: [...(dates.get(id) ?? [])] };
  });
}

const ofDate = (subjectId: typeof claim.subjectId | typeof incident.id) =>
  and(eq(question.subjectKind, 'incident'), eq(question.attribute, 'date'), eq(question.subjectId, subjectId));
