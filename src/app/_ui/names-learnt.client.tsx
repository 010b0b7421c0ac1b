'use client';

import { type ReactNode, useMemo, useState } from 'react';
import type { NameFound } from '@/queries/find-names';
import { type Names, NamesKnown } from './name-field.client';

/** Lets the name fields inside name what was picked in them; they take what is on record, and nothing new. */
export function NamesLearnt({ children }: { children: ReactNode }) {
  const [known, setKnown] = useState<Record<string, NameFound>>({});
  const names = useMemo(
    (): Names => ({
      nameOf: (kind, id) => known[`${kind}:${id}`],
      learn: (found) => setKnown((before) => ({ ...before, [`${found.kind}:${found.id}`]: found })),
      coming: [],
      addition: () => undefined,
      describe: () => null,
    }),
    [known],
  );
  return <NamesKnown names={names}>{children}</NamesKnown>;
}
