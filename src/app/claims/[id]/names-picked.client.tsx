'use client';

import { type ReactNode, useMemo } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { type Names, NamesKnown } from '@/app/_ui/name-field.client';
import type { ReportDraft } from '@/app/report/report-draft.client';

/** Names by `kind:id`, as the draft of a report keeps them. */
export type NamesGiven = ReportDraft['names'];

type NamedDraft = Pick<ReportDraft, 'names'>;

/** Gives the fields inside the names that were picked, kept with the draft, and those the page knows. Nothing new comes with an act. */
export function NamesPicked({ known, children }: { known: NamesGiven; children: ReactNode }) {
  const { getValues, setValue } = useFormContext<NamedDraft>();
  const picked = useWatch<NamedDraft, 'names'>({ name: 'names' });
  const names = useMemo(
    (): Names => ({
      nameOf: (kind, id) => picked?.[`${kind}:${id}`] ?? known[`${kind}:${id}`],
      learn: ({ kind, id, label, detail }) =>
        setValue('names', { ...getValues('names'), [`${kind}:${id}`]: { label, detail } }),
      coming: [],
      addition: () => undefined,
      describe: () => null,
    }),
    [picked, known, getValues, setValue],
  );
  return <NamesKnown names={names}>{children}</NamesKnown>;
}
