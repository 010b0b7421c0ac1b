'use client';

import { type ReactNode, useMemo } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { type NameKind, type Names, NamesKnown } from '@/app/_ui/name-field.client';
import { focusField } from '@/app/_ui/problem.client';
import type { NameFound } from '@/queries/find-names';
import { homesOf } from './coming-with.client';
import { NewIncident } from './new-incident.client';
import { NewSite } from './new-site.client';
import { NewSource } from './new-source.client';
import { newIncident, newSite, newSource, type ReportDraft } from './report-draft.client';

/** Gives the fields inside the names a draft knows, and takes in what is new with it. */
export function NamesOfDraft({ children }: { children: ReactNode }) {
  const { getValues, setValue } = useFormContext<ReportDraft>();
  const draft = useWatch<ReportDraft>() as ReportDraft;
  // Every key changes the draft; the fields are only told of what bears on names.
  const state = JSON.stringify({ coming: comingNames(draft), homes: homesOf(draft), known: draft.names });

  const names = useMemo((): Names => {
    const { coming, homes, known } = JSON.parse(state) as {
      coming: NameFound[];
      homes: Record<string, string>;
      known: ReportDraft['names'];
    };
    const add = (kind: NameKind, typed: string): string => {
      const focus = (field: string) => setTimeout(() => focusField(field), 50);
      if (kind === 'incident') {
        const made = newIncident(typed);
        const at = getValues('incidents').length;
        setValue(`incidents.${at}`, made);
        focus(`incidents.${at}.site`);
        return made.incident;
      }
      const named = typed ? 'kind' : 'name';
      if (kind === 'site') {
        const made = newSite(typed);
        const at = getValues('sites').length;
        setValue(`sites.${at}`, made);
        focus(`sites.${at}.${named}`);
        return made.site;
      }
      const made = newSource(typed);
      const at = getValues('sources').length;
      setValue(`sources.${at}`, made);
      focus(`sources.${at}.${named}`);
      return made.source;
    };
    return {
      nameOf: (kind, id) => coming.find((one) => one.kind === kind && one.id === id) ?? known[`${kind}:${id}`],
      learn: ({ kind, id, label, detail }) =>
        setValue('names', { ...getValues('names'), [`${kind}:${id}`]: { label, detail } }),
      coming: coming.filter(({ kind, id }) => homes[`${kind}:${id}`] !== undefined),
      addition: (kind) => (kind === 'document' ? undefined : (name) => add(kind, name)),
      describe: (kind, id, field) => {
        if (homes[`${kind}:${id}`] !== field) return null;
        const at = coming.filter((one) => one.kind === kind).findIndex((one) => one.id === id);
        if (at < 0) return null;
        if (kind === 'source') return <NewSource at={at} source={id} />;
        return kind === 'site' ? <NewSite at={at} /> : <NewIncident at={at} />;
      },
    };
  }, [state, getValues, setValue]);
  return <NamesKnown names={names}>{children}</NamesKnown>;
}

/** Everything new in the draft by its name, in the order of the draft. */
export function comingNames(draft: Pick<ReportDraft, 'sources' | 'sites' | 'incidents'>): NameFound[] {
  const name = (kind: NameFound['kind'], id: string, typed: string): NameFound => ({
    kind,
    id,
    label: typed.trim() || `New ${kind}, not named yet`,
    detail: 'new with this report',
  });
  return [
    ...draft.sources.map((one) => name('source', one.source, one.name)),
    ...draft.sites.map((one) => name('site', one.site, one.name)),
    ...draft.incidents.map((one) => name('incident', one.incident, one.title)),
  ];
}
