import { answerWords } from '@/app/_ui/words';
import type { ClaimPage } from '@/queries/find-claim';
import type { SourceName } from '@/queries/names';
import type { NamesGiven } from './names-picked.client';

/** The names a form of this claim may have to show before anything was picked: the site it answers with. */
export function namesOnRecord({ claim, record }: ClaimPage): NamesGiven {
  const { answer } = claim;
  const id = 'site' in answer ? answer.site : undefined;
  if (id === undefined) return {};
  return { [`site:${id}`]: { label: record.site?.id === id ? record.site.name : answerWords(answer), detail: null } };
}

/** Who may speak of a claim again: its claimant first, then the other voices of its institution by their names. */
export function voicesOf({ claim, record }: ClaimPage): SourceName[] {
  const institution = record.sources[claim.claimantId]?.institution;
  return Object.values(record.sources)
    .filter((source) => source.institution === institution)
    .sort(
      (a, b) => Number(b.id === claim.claimantId) - Number(a.id === claim.claimantId) || (a.name < b.name ? -1 : 1),
    );
}
