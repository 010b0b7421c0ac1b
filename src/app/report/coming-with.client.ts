import { pickedIn } from '@/app/_ui/picked.client';
import type { ReportDraft } from './report-draft.client';

/** The rows that state something, by their place in the form. */
export const statedRows = (draft: ReportDraft): number[] =>
  draft.answers.flatMap(({ answer }, at) => (answer.form ? [at] : []));

/**
 * What is new with a report, by its places in the draft: only what its document and its stated answers speak of, and
 * what that speaks of in turn. An institution stands before those who speak for it.
 */
export function comingWith(draft: ReportDraft): { sources: number[]; sites: number[]; incidents: number[] } {
  const rows = statedRows(draft).flatMap((at) => draft.answers[at] ?? []);
  const subjects = new Set(rows.map(({ subject }) => subject));
  const incidents = places(draft.incidents, ({ incident }) => subjects.has(`incident:${incident}`));
  const named = new Set([
    ...rows.flatMap(({ answer }) => (['site', 'tally nth', 'tally count'].includes(answer.form) ? answer.site : [])),
    ...incidents.flatMap((at) => draft.incidents[at]?.site ?? []),
  ]);
  const sites = places(draft.sites, ({ site }) => named.has(site) || subjects.has(`site:${site}`));

  const speakers = rows.flatMap(({ claimant, relays }) => [claimant, relays]);
  if (draft.document.from === 'new') speakers.push(draft.document.publisher);
  const sources: number[] = [];
  const underWay = new Set<string>();
  const take = (id: string) => {
    const at = draft.sources.findIndex(({ source }) => source === id);
    if (at < 0 || underWay.has(id)) return;
    underWay.add(id);
    take(pickedIn(draft.sources[at]?.partOf ?? ''));
    sources.push(at);
  };
  for (const speaker of speakers) take(pickedIn(speaker));
  return { sources, sites, incidents };
}

const places = <Thing>(things: readonly Thing[], isNamed: (thing: Thing) => boolean): number[] =>
  things.flatMap((thing, at) => (isNamed(thing) ? [at] : []));

/** At which field each new thing is described, by `kind:id`: the first of the form that names it. */
export function homesOf(draft: ReportDraft): Record<string, string> {
  const homes: Record<string, string> = {};
  const name = (kind: string, id: string, field: string) => {
    if (pickedIn(id)) homes[`${kind}:${id}`] ??= field;
  };
  const source = (id: string, field: string): void => {
    name('source', id, field);
    const at = draft.sources.findIndex((one) => one.source === id);
    const whole = draft.sources[at]?.partOf ?? '';
    if (at >= 0 && whole && homes[`source:${whole}`] === undefined) source(whole, `sources.${at}.partOf`);
  };
  if (draft.document.from === 'new') source(draft.document.publisher, 'document.publisher');
  for (const [at, row] of draft.answers.entries()) {
    const [kind = '', id = ''] = row.subject.split(':');
    name(kind, id, `answers.${at}.subject`);
    const opened = kind === 'incident' ? draft.incidents.findIndex(({ incident }) => incident === id) : -1;
    if (opened >= 0) name('site', draft.incidents[opened]?.site ?? '', `incidents.${opened}.site`);
    name('site', row.answer.site, `answers.${at}.answer.site`);
    source(row.claimant, `answers.${at}.claimant`);
    source(row.relays, `answers.${at}.relays`);
  }
  return homes;
}
