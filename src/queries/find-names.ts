import { inArray, type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Database } from '@/db/client';
import { snapshot } from '@/db/snapshot';
import { DAY_S, dateFromDays } from '@/domain/answer/calendar';
import { describeTime } from '@/domain/answer/describe-time';
import { BAGHDAD_MINUTES } from '@/domain/answer/time';
import { matchesAsWritten } from '@/domain/name/matches-name';
import { askedWords, type SearchWord } from '@/domain/name/search-words';
import { document } from '@/projections/document.table';
import { source } from '@/projections/source.table';
import { incident, site } from '@/projections/subject.table';
import { word } from '@/projections/word.table';
import { erased } from './names';

const nameKinds = ['source', 'document', 'site', 'incident'] as const;

/** What may be looked for, and how. */
export const namesAskedSchema = z.strictObject({
  kinds: z.array(z.enum(nameKinds)).min(1).max(nameKinds.length),
  text: z.string().max(200, 'Look for at most 200 characters.'),
});

/** Something on record by its name. `detail` tells it from others of that name: who published it, when and where it was. */
export type NameFound = { kind: (typeof nameKinds)[number]; id: string; label: string; detail: string | null };

/** So many are offered; who does not find it among them types on. */
const most = 12;

/** So many are looked at to choose the best of. */
const mostLookedAt = 200;

/**
 * Sources, documents, sites and incidents by what a person has typed so far, across spellings and scripts: the rule is
 * `matchesName`, but that a single letter must be a whole word. Best first: names that match as they are written before those found by an alias or by their sound, short
 * ones before long ones. Nothing for a text without a word.
 */
export function findNames(db: Database, { kinds, text }: z.infer<typeof namesAskedSchema>): Promise<NameFound[]> {
  const asked = askedWords(text);
  if (asked.length === 0) return Promise.resolve([]);
  return snapshot(db, async (at) => {
    const matches = asked.map(
      (one) => sql`select kind, id from ${word} where kind in ${[...kinds]} and ${isSpeltOrSounds(one)}`,
    );
    const rows = await at.view.execute<{ kind: NameFound['kind']; id: string }>(
      sql`select kind, id from (${sql.join(matches, sql` intersect `)}) found limit ${mostLookedAt}`,
    );
    const of = (kind: NameFound['kind']) => rows.filter((row) => row.kind === kind).map(({ id }) => id);
    const found = [
      ...(await sourcesNamed(at, of('source'))),
      ...(await documentsNamed(at, of('document'))),
      ...(await sitesNamed(at, of('site'), text)),
      ...(await incidentsNamed(at, of('incident'))),
    ];
    const rank = new Map(
      found.map((name) => [name, (matchesAsWritten(text, name.label) ? 0 : 1000) + name.label.length]),
    );
    return found.sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0)).slice(0, most);
  });
}

/** Things on record by their ids, as they are offered by their names; those that are not there are left out. */
export async function namesOf(at: Database, asked: readonly Pick<NameFound, 'kind' | 'id'>[]): Promise<NameFound[]> {
  const of = (kind: NameFound['kind']) => asked.filter((one) => one.kind === kind).map(({ id }) => id);
  return [
    ...(await sourcesNamed(at, of('source'))),
    ...(await documentsNamed(at, of('document'))),
    ...(await sitesNamed(at, of('site'), '')),
    ...(await incidentsNamed(at, of('incident'))),
  ];
}

/** A single letter begins too much: it must be the whole word. */
function isSpeltOrSounds({ words, sounds }: SearchWord): SQL {
  const begins = (text: string, least: number) =>
    [...text].length >= least ? sql`${word.word} like ${`${text}%`}` : sql`${word.word} = ${text}`;
  const spelt = words.map((each) => sql`(not ${word.isSound} and ${begins(each, 2)})`);
  const heard = sounds.map((each) => sql`(${word.isSound} and ${begins(each, 3)})`);
  return sql`(${sql.join([...spelt, ...heard], sql` or `)})`;
}

async function sourcesNamed(at: Database, ids: string[]): Promise<NameFound[]> {
  if (ids.length === 0) return [];
  const rows = await at.view.select().from(source).where(inArray(source.id, ids));
  const wholes = new Map(
    (
      await at.view
        .select({ id: source.id, name: source.name })
        .from(source)
        .where(inArray(source.id, ['', ...rows.flatMap(({ partOf }) => partOf ?? [])]))
    ).map(({ id, name }) => [id, name ?? erased]),
  );
  return rows.map(({ id, name, kind, partOf }) => ({
    kind: 'source',
    id,
    label: name ?? erased,
    detail: partOf === null ? kind : `${kind}, part of ${wholes.get(partOf) ?? partOf}`,
  }));
}

async function documentsNamed(at: Database, ids: string[]): Promise<NameFound[]> {
  if (ids.length === 0) return [];
  const rows = await at.view
    .select({ id: document.id, title: document.title, published: document.published, publisher: source.name })
    .from(document)
    .leftJoin(source, sql`${source.id} = ${document.publisherId}`)
    .where(inArray(document.id, ids));
  return rows.map(({ id, title, published, publisher }) => ({
    kind: 'document',
    id,
    label: title ?? erased,
    detail: [publisher ?? erased, ...(published === null ? [] : [describeTime(published)])].join(' · '),
  }));
}

async function sitesNamed(at: Database, ids: string[], text: string): Promise<NameFound[]> {
  if (ids.length === 0) return [];
  const rows = await at.view.select().from(site).where(inArray(site.id, ids));
  return rows.map(({ id, name, kind, within, aliases }) => {
    const alias = matchesAsWritten(text, name) ? undefined : aliases.find((other) => matchesAsWritten(text, other));
    const detail = [kind, within.at(-1), ...(alias === undefined ? [] : [`also ${alias}`])].filter(Boolean).join(' · ');
    return { kind: 'site', id, label: name, detail };
  });
}

async function incidentsNamed(at: Database, ids: string[]): Promise<NameFound[]> {
  if (ids.length === 0) return [];
  const rows = await at.view
    .select({ id: incident.id, title: incident.title, dates: incident.dates, site: site.name })
    .from(incident)
    .leftJoin(site, sql`${site.id} = ${incident.siteId}`)
    .where(inArray(incident.id, ids));
  return rows.map(({ id, title, dates, site: place }) => ({
    kind: 'incident',
    id,
    label: title ?? erased,
    detail: [place ?? 'no place on record', dates === null ? 'no date on record' : dayWords(dates)].join(' · '),
  }));
}

/** The first and the last day that spans of UTC seconds touch where the sample's incidents happened, in words. */
export function dayWords(dates: string): string {
  const ends = [...dates.matchAll(/[[(](-?\d*),(-?\d*)\)/g)];
  const first = ends[0]?.[1];
  const last = ends.at(-1)?.[2];
  if (!first || !last)
    return first ? `from ${day(Number(first))}` : last ? `until ${day(Number(last) - 1)}` : 'any day';
  const [from, to] = [day(Number(first)), day(Number(last) - 1)];
  return from === to ? from : `${from} to ${to}`;
}

const zoneS = BAGHDAD_MINUTES * 60;
const day = (seconds: number): string => {
  const { year, month, day: ofMonth } = dateFromDays(Math.floor((seconds + zoneS) / DAY_S));
  // Years of other than four digits are named alone.
  if (year < 0 || year > 9999) return `the year ${year}`;
  return describeTime(`${padded(year, 4)}-${padded(month, 2)}-${padded(ofMonth, 2)}`);
};

const padded = (number: number, digits: number): string => String(number).padStart(digits, '0');
