import { eq } from 'drizzle-orm';
import * as z from 'zod';
import type { Database } from '@/db/client';
import { isAmong, prepared } from '@/db/prepared';
import { snapshot } from '@/db/snapshot';
import { comparableTerm } from '@/domain/answer/category';
import { plainLine } from '@/domain/answer/plain-text';
import { identifierSchema } from '@/domain/identifier';
import type { IncidentCard } from '@/domain/incident/card';
import { incidentKinds } from '@/domain/incident/command';
import { questionStates } from '@/domain/question/state';
import { followedTo } from '@/projections/follow';
import { source } from '@/projections/source.table';
import { incident, site } from '@/projections/subject.table';
import { type BoundedCount, boundedCount, cursorSchema, mostCounted, type Page, pageOf, pageSize } from './keyset';
import { erased } from './names';
import { daySchema, isInOrder, notInOrder, rangeOf } from './range';
import {
  type Condition,
  chooseDriver,
  countEach,
  having,
  type IncidentKey,
  walkAlone,
  walkFacets,
  wordConditions,
} from './walk-facets';

const only = (name: string) => z.literal('1', `Write ${name}=1, or leave it out.`);

/** What a list of incidents can be asked for. Every part is optional and narrows the list; all are the texts of an address. */
export const incidentFiltersSchema = z
  .strictObject({
    site: identifierSchema.optional(),
    /** The name of a place that the site lies in. */
    within: plainLine(200).optional(),
    /** The first and the last day, month or year their dates may fall in, of Baghdad. */
    from: daySchema.optional(),
    to: daySchema.optional(),
    /** With a state: this question has it. Alone: this question is asked. */
    attribute: plainLine(60).optional(),
    state: z.enum(questionStates, `Choose one of the states: ${questionStates.join(', ')}.`).optional(),
    /** A source that speaks of it or is relayed. */
    source: identifierSchema.optional(),
    kind: z.enum(incidentKinds, `Choose one of the kinds: ${incidentKinds.join('; ')}.`).optional(),
    /** Words of the title or the site, as written or as they sound. */
    text: plainLine(200).optional(),
    undated: only('undated').optional(),
    unplaced: only('unplaced').optional(),
    after: cursorSchema(z.tuple([z.int(), identifierSchema])),
    before: cursorSchema(z.tuple([z.int(), identifierSchema])),
  })
  .refine(isInOrder, notInOrder)
  .refine(({ undated, from, to }) => !undated || !(from || to), {
    path: ['undated'],
    message: 'An incident without a date is in no range: leave out either the dates or “without a date”.',
  });

/** What is asked of a list of incidents, as it was read. */
export type IncidentFilters = z.output<typeof incidentFiltersSchema>;

/** The filters as people take them away: each with the parts of the address that make it. */
export const incidentFilters = {
  text: ['text'],
  site: ['site'],
  within: ['within'],
  dates: ['from', 'to'],
  state: ['attribute', 'state'],
  source: ['source'],
  kind: ['kind'],
  undated: ['undated'],
  unplaced: ['unplaced'],
} as const satisfies Record<string, (keyof IncidentFilters)[]>;

export type IncidentFilter = keyof typeof incidentFilters;

/** An incident as a list tells it. */
export type IncidentRow = {
  id: string;
  title: string;
  kind: string;
  site: { id: string; name: string; within: string[] } | null;
  card: IncidentCard;
  /** The position of the last event in its history. */
  lastChange: number;
};

/** A page of the incidents that match, newest first, with what a reader must know to trust it. */
export type IncidentPage = Page<IncidentRow> & {
  /** How many match; null where that is not known without looking at very many. */
  total: BoundedCount | null;
  /** How many incidents of the whole record no range and no place can show. */
  undated: BoundedCount;
  unplaced: BoundedCount;
  /** Where nothing matches: how many would without each filter. */
  without: { filter: IncidentFilter; found: BoundedCount }[];
  /** The names of the site and the source asked for; null where there is no such one. */
  names: { site: string | null; source: string | null };
  asOf: number;
};

/** The incidents that match, 50 a page, newest first; undated ones last. Those of uncertain date stand by its earliest day. */
export const listIncidents = (db: Database, asked: IncidentFilters): Promise<IncidentPage> =>
  snapshot(db, async (at) => {
    // Under way at once, in this order: what waits for nothing is answered while the page is put together.
    const [page, [undated, unplaced], names, asOf] = await Promise.all([
      matchingPage(at, asked),
      countEach(at, [['undated'], ['unplaced']]),
      namesOf(at, asked),
      followedTo(at),
    ]);
    return { ...page, undated: undated as BoundedCount, unplaced: unplaced as BoundedCount, names, asOf };
  });

async function matchingPage(
  at: Database,
  asked: IncidentFilters,
): Promise<Page<IncidentRow> & Pick<IncidentPage, 'total' | 'without'>> {
  const found = await matching(at, asked, pageSize + 1, mostCounted);
  const page = pageOf(found.keys, placeIn(asked), ({ sortAt, id }) => [sortAt, id]);
  const isWhole = page.previous === null && page.next === null;
  const total = isWhole ? boundedCount(page.rows.length) : found.total;
  if (page.rows.length === 0) return { ...page, rows: [], total, without: await withoutEach(at, asked) };
  const ids = page.rows.map(({ id }) => id);
  return { ...page, rows: await rowsOf(at, ids), total, without: [] };
}

const placeIn = ({ before, after }: IncidentFilters) => {
  const key = (given: [number, string] | undefined): IncidentKey | undefined =>
    given && { sortAt: given[0], id: given[1] };
  return { before: key(before), after: key(after) };
};

/** The incidents on the page asked for; where `counting`, how many match in all, if few enough have to be looked at. */
async function matching(
  at: Database,
  asked: IncidentFilters,
  limit: number,
  counting: number,
): Promise<{ keys: IncidentKey[]; total: BoundedCount | null }> {
  const words = asked.text ? await wordConditions(at, asked.text) : [];
  const conditions = [...conditionsOf(asked), ...words];
  if (conditions.some(({ walkable }) => walkable?.length === 0)) return { keys: [], total: boundedCount(0) };
  const range = rangeOf(asked);
  const [only, ...others] = conditions.map(({ walkable }) => walkable);
  if (range === null && others.length === 0 && only !== null)
    return walkAlone(at, only ?? ['all'], placeIn(asked), limit);
  const along = await chooseDriver(at, conditions, range);
  const what = { conditions, range, along };
  if (counting === 0) return { keys: await walkFacets(at, what, placeIn(asked), limit), total: null };
  const [keys, [met]] = await Promise.all([
    walkFacets(at, what, placeIn(asked), limit),
    along.met ? [along.met] : countEach(at, [along.facets], range),
  ]);
  if (met?.isMore) return { keys, total: null };
  const all = await walkFacets(at, what, {}, counting + 1);
  return { keys, total: boundedCount(all.length) };
}

/** What is asked beside a range and words. */
function conditionsOf(asked: IncidentFilters): Condition[] {
  const { site, within, attribute, state, source, kind, undated, unplaced } = asked;
  return [
    ...(site ? [having(`site ${site}`)] : []),
    ...(within ? [having(`within ${comparableTerm(within)}`)] : []),
    ...(state ? [having(`state ${attribute ?? '*'} ${state}`)] : []),
    ...(attribute && !state ? [having(...reported.map((each) => `state ${attribute} ${each}`))] : []),
    ...(source ? [having(`source ${source}`)] : []),
    ...(kind ? [having(`kind ${kind}`)] : []),
    ...(undated ? [having('undated')] : []),
    ...(unplaced ? [having('unplaced')] : []),
  ];
}

/** The states of a question that somebody answered. */
const reported = questionStates.filter((state) => state !== 'Not reported');

/** What taking each filter away would show, as far as a page: the way on from an empty list. */
async function withoutEach(at: Database, asked: IncidentFilters): Promise<IncidentPage['without']> {
  const given = (Object.keys(incidentFilters) as IncidentFilter[]).filter((filter) =>
    incidentFilters[filter].some((part) => asked[part] !== undefined),
  );
  const found: IncidentPage['without'] = [];
  for (const filter of given) {
    const parts = new Set<string>([...incidentFilters[filter], 'before', 'after']);
    const rest = Object.fromEntries(Object.entries(asked).filter(([part]) => !parts.has(part)));
    const { keys } = await matching(at, rest, pageSize + 1, 0);
    found.push({ filter, found: boundedCount(keys.length, pageSize) });
  }
  return found;
}

async function namesOf(at: Database, asked: IncidentFilters): Promise<IncidentPage['names']> {
  const [[place], [speaker]] = await Promise.all([
    asked.site ? prepared(at.view.select({ name: site.name }).from(site).where(eq(site.id, asked.site))) : [],
    asked.source ? prepared(at.view.select({ name: source.name }).from(source).where(eq(source.id, asked.source))) : [],
  ]);
  return { site: place?.name ?? null, source: speaker ? (speaker.name ?? erased) : null };
}

async function rowsOf(at: Database, ids: readonly string[]): Promise<IncidentRow[]> {
  const rows = await prepared(
    at.view
      .select({
        id: incident.id,
        title: incident.title,
        kind: incident.kind,
        card: incident.card,
        lastChange: incident.lastChange,
        site: { id: site.id, name: site.name, within: site.within },
      })
      .from(incident)
      .leftJoin(site, eq(site.id, incident.siteId))
      .where(isAmong(incident.id, ids)),
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id): IncidentRow[] => {
    const row = byId.get(id);
    return row ? [{ ...row, title: row.title ?? erased }] : [];
  });
}
