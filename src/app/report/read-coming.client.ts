import { splitNames } from '@/app/_ui/answer-draft.client';
import { pickedIn, typedIn } from '@/app/_ui/picked.client';
import type { Problem } from '@/app/_ui/problem.client';
import type { ReportDraft } from './report-draft.client';

/** A part of a report as read: what is sent of it, or what has to be put right. */
export type Part = { value: object } | { problems: Problem[] };

/** Words for a name field in which something was typed and nothing picked. */
export const pickWords = (value: string, missing: string): string =>
  typedIn(value) ? 'Pick it from what is found, or add it as new.' : missing;

/** A part that is left out when nothing was typed. */
export const optional = <Name extends string>(name: Name, typed: string): Partial<Record<Name, string>> =>
  typed.trim() ? ({ [name]: typed.trim() } as Record<Name, string>) : {};

/** A new source as typed. */
export function readSource(draft: ReportDraft, at: number): Part {
  const typed = draft.sources[at];
  if (!typed) return { problems: [] };
  const problems: Problem[] = [];
  const missing = (field: string, message: string) => problems.push({ field: `sources.${at}.${field}`, message });
  if (!typed.name.trim()) missing('name', 'Enter the name of the new source.');
  if (!typed.kind) missing('kind', 'Choose what kind of source it is.');
  if (typedIn(typed.partOf)) missing('partOf', pickWords(typed.partOf, ''));
  if (problems.length > 0) return { problems };
  const { source, kind } = typed;
  const partOf = optional('partOf', pickedIn(typed.partOf));
  const kept = { ...optional('language', typed.language), ...optional('note', typed.note) };
  return { value: { source, name: typed.name.trim(), kind, ...partOf, ...kept } };
}

/** A new site as typed. */
export function readSite(draft: ReportDraft, at: number): Part {
  const typed = draft.sites[at];
  if (!typed) return { problems: [] };
  const problems: Problem[] = [];
  const missing = (field: string, message: string) => problems.push({ field: `sites.${at}.${field}`, message });
  if (!typed.name.trim()) missing('name', 'Enter the name of the new site.');
  if (!typed.kind) missing('kind', 'Choose what kind of site it is.');
  const within = splitNames(typed.within);
  if (within.length === 0) missing('within', 'Enter at least the country the site is in.');
  const point = readPoint(typed.coordinates);
  if (typed.coordinates.trim() && !point)
    missing('coordinates', 'Enter latitude and longitude as decimal degrees, such as 33.94, 44.36.');
  if (point && !typed.precision) missing('precision', 'Choose how exact the point is.');
  if (problems.length > 0) return { problems };
  return {
    value: {
      site: typed.site,
      name: typed.name.trim(),
      aliases: splitNames(typed.aliases),
      kind: typed.kind,
      within,
      ...(point ? { coordinates: { ...point, precisionMetres: Number(typed.precision) } } : {}),
      ...optional('note', typed.note),
    },
  };
}

function readPoint(text: string): { latitude: number; longitude: number } | undefined {
  const numbers = text.match(/[-−]?\d+(?:\.\d+)?/gu)?.map((number) => Number(number.replace('−', '-'))) ?? [];
  const [latitude, longitude] = numbers;
  if (numbers.length !== 2 || latitude === undefined || longitude === undefined) return undefined;
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : undefined;
}

/** A new incident as typed. */
export function readIncident(draft: ReportDraft, at: number): Part {
  const typed = draft.incidents[at];
  if (!typed) return { problems: [] };
  const problems: Problem[] = [];
  const missing = (field: string, message: string) => problems.push({ field: `incidents.${at}.${field}`, message });
  if (typedIn(typed.site)) missing('site', pickWords(typed.site, ''));
  if (!typed.isNew) missing('isNew', 'Say whether it is one of the incidents on record, or that it is none of them.');
  else {
    if (!typed.title.trim()) missing('title', 'Enter a title for the new incident.');
    if (!typed.kind) missing('kind', 'Choose what kind of incident it is.');
  }
  if (problems.length > 0) return { problems };
  const { incident, kind } = typed;
  return { value: { incident, title: typed.title.trim(), kind, ...optional('site', pickedIn(typed.site)) } };
}
