import { and, eq, inArray, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Database } from '@/db/client';
import { snapshot } from '@/db/snapshot';
import { DAY_S } from '@/domain/answer/calendar';
import { comparableTerm } from '@/domain/answer/category';
import { countRange } from '@/domain/answer/count';
import { plainLine } from '@/domain/answer/plain-text';
import { identifierSchema } from '@/domain/identifier';
import { incidentKinds } from '@/domain/incident/command';
import { type QuestionState, questionStates } from '@/domain/question/state';
import { builtInVocabulary } from '@/domain/question/vocabulary';
import { change } from '@/projections/change.table';
import { claim } from '@/projections/claim.table';
import { followedTo } from '@/projections/follow';
import { question } from '@/projections/question.table';
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
  /** What is said of its date, each position in words; none when no answer that stands gives one. */
  dates: string[];
  /** `uncertain`: its date is not known to the day, though nobody disputes it. */
  dating: 'undated' | 'disputed' | 'uncertain' | 'day';
  states: Partial<Record<QuestionState, number>>;
  /** The least and the most of what reports say of the killed and wounded, by what they count; `most` null where open. */
  harm: { attribute: string; scope: string; least: number; most: number | null }[];
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
    const found = await matching(at, asked, pageSize + 1, mostCounted);
    const page = pageOf(found.keys, placeIn(asked), ({ sortAt, id }) => [sortAt, id]);
    const [undated, unplaced] = await countEach(at, [['undated'], ['unplaced']]);
    return {
      ...page,
      rows: await rowsOf(
        at,
        page.rows.map(({ id }) => id),
      ),
      total: page.previous === null && page.next === null ? boundedCount(page.rows.length) : found.total,
      undated: undated as BoundedCount,
      unplaced: unplaced as BoundedCount,
      without: page.rows.length === 0 ? await withoutEach(at, asked) : [],
      names: await namesOf(at, asked),
      asOf: await followedTo(at),
    };
  });

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
  const conditions = await conditionsOf(at, asked);
  if (conditions.some(({ walkable }) => walkable?.length === 0)) return { keys: [], total: boundedCount(0) };
  const range = rangeOf(asked);
  const along = await chooseDriver(at, conditions, range);
  const what = { conditions, range, along };
  const keys = await walkFacets(at, what, placeIn(asked), limit);
  if (counting === 0) return { keys, total: null };
  const isCountedAlready =
    range === null && along.facets.length === 1 && conditions.length === (along.condition ? 1 : 0);
  if (isCountedAlready) return { keys, total: along.met };
  if (along.met.isMore) return { keys, total: null };
  const all = await walkFacets(at, what, {}, counting + 1);
  return { keys, total: boundedCount(all.length) };
}

async function conditionsOf(at: Database, asked: IncidentFilters): Promise<Condition[]> {
  const { site, within, attribute, state, source, kind, text, undated, unplaced } = asked;
  return [
    ...(site ? [having(`site ${site}`)] : []),
    ...(within ? [having(`within ${comparableTerm(within)}`)] : []),
    ...(state ? [having(`state ${attribute ?? '*'} ${state}`)] : []),
    ...(attribute && !state ? [having(...reported.map((each) => `state ${attribute} ${each}`))] : []),
    ...(source ? [having(`source ${source}`)] : []),
    ...(kind ? [having(`kind ${kind}`)] : []),
    ...(undated ? [having('undated')] : []),
    ...(unplaced ? [having('unplaced')] : []),
    ...(text ? await wordConditions(at, text) : []),
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
  const [place] = asked.site ? await at.view.select().from(site).where(eq(site.id, asked.site)) : [];
  const [speaker] = asked.source ? await at.view.select().from(source).where(eq(source.id, asked.source)) : [];
  return { site: place?.name ?? null, source: speaker ? (speaker.name ?? erased) : null };
}

/** The questions whose answers a row tells. */
const told = ['date', 'killed', 'wounded'];

async function rowsOf(at: Database, ids: readonly string[]): Promise<IncidentRow[]> {
  if (ids.length === 0) return [];
  const incidents = await at.view
    .select({
      incident,
      site: { id: site.id, name: site.name, within: site.within },
      // The first in order, not the greatest: the planner considers that in half the time.
      lastChange: sql<number>`(select ${change.position}::float8 from ${change}
        where ${change.subjectKind} = 'incident' and ${change.subjectId} = ${incident.id}
        order by ${change.position} desc limit 1)`,
    })
    .from(incident)
    .leftJoin(site, eq(site.id, incident.siteId))
    .where(inArray(incident.id, [...ids]));
  const about = (table: typeof question | typeof claim) =>
    and(eq(table.subjectKind, 'incident'), inArray(table.subjectId, [...ids]));
  const questions = await at.view
    .select({
      subjectId: question.subjectId,
      attribute: question.attribute,
      state: question.state,
      // An assessment can be long: of most only its state is told.
      told: sql<{ values: string[]; live: string[] } | null>`case when ${inArray(question.attribute, told)} then
        jsonb_build_object('values', jsonb_path_query_array(${question.assessment}, '$.positions[*].value'),
          'live', ${question.assessment} -> 'live') end`,
    })
    .from(question)
    .where(about(question));
  const claims = await at.view
    .select({
      id: claim.id,
      subjectId: claim.subjectId,
      attribute: claim.attribute,
      scope: claim.scope,
      answer: claim.answer,
    })
    .from(claim)
    .where(and(about(claim), inArray(claim.attribute, ['killed', 'wounded']), eq(claim.opinion, false)));
  const questionsOf = bySubject(questions);
  const claimsOf = bySubject(claims);
  const byId = new Map(incidents.map((row) => [row.incident.id, row]));
  return ids.flatMap((id): IncidentRow[] => {
    const row = byId.get(id);
    if (!row) return [];
    const asked = questionsOf.get(id) ?? [];
    const dates = asked.find(({ attribute }) => attribute === 'date');
    const live = new Set(asked.flatMap((each) => each.told?.live ?? []));
    return [
      {
        id,
        title: row.incident.title ?? erased,
        kind: row.incident.kind,
        site: row.site,
        dates: dates?.told?.values ?? [],
        dating: datingOf(row.incident, dates?.state),
        states: statesOf(asked.map(({ state }) => state as QuestionState)),
        harm: harmIn((claimsOf.get(id) ?? []).filter((each) => live.has(each.id))),
        lastChange: row.lastChange,
      },
    ];
  });
}

function bySubject<Row extends { subjectId: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const known = found.get(row.subjectId);
    if (known) known.push(row);
    else found.set(row.subjectId, [row]);
  }
  return found;
}

function datingOf(
  { dates, earliest, latest }: Pick<typeof incident.$inferSelect, 'dates' | 'earliest' | 'latest'>,
  state: string | undefined,
): IncidentRow['dating'] {
  if (dates === null) return 'undated';
  if (state === 'Disputed') return 'disputed';
  return earliest === null || latest === null || latest - earliest > DAY_S ? 'uncertain' : 'day';
}

function statesOf(states: readonly QuestionState[]): IncidentRow['states'] {
  const counts: IncidentRow['states'] = {};
  for (const state of states) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}

type HarmClaim = Pick<typeof claim.$inferSelect, 'attribute' | 'scope' | 'answer'>;

function harmIn(claims: readonly HarmClaim[]): IncidentRow['harm'] {
  const found = new Map<string, IncidentRow['harm'][number]>();
  for (const { attribute, scope: said, answer } of claims) {
    const range =
      answer.kind === 'count'
        ? countRange(answer)
        : answer.kind === 'truth'
          ? { least: answer.value === 'yes' ? 1 : 0, most: answer.value === 'yes' ? Number.POSITIVE_INFINITY : 0 }
          : null;
    if (!range) continue;
    const scope = builtInVocabulary.scopeOf({ attribute, scope: said ?? undefined });
    const known = found.get(`${attribute} ${scope}`);
    const most = Number.isFinite(range.most) ? range.most : null;
    found.set(`${attribute} ${scope}`, {
      attribute,
      scope,
      least: Math.min(range.least, known?.least ?? range.least),
      most: most === null || known?.most === null ? null : Math.max(most, known?.most ?? most),
    });
  }
  return [...found.values()].sort((a, b) => (a.attribute < b.attribute ? -1 : a.attribute > b.attribute ? 1 : 0));
}
