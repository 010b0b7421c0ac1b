import { answerWords, attributeWords, lowerFirst } from '@/app/_ui/words';
import type { ClaimPage } from '@/queries/find-claim';
import type { ClaimView } from '@/queries/find-subject';

/** One claim as a choice, under the name of its group. */
type Offered = { value: string; label: string; group: string };

/** The claims that one may have been copied from: those of documents its own derives from, then of its question, then all. */
export function copiedFrom({ claim, record }: ClaimPage): Offered[] {
  const ancestors = new Set<string>([claim.documentId]);
  for (const id of ancestors) for (const parent of record.documents[id]?.parents ?? []) ancestors.add(parent.document);
  ancestors.delete(claim.documentId);
  const groups = ['In documents it derives from', 'On the same question', 'On other questions of this record'] as const;
  const groupOf = (other: ClaimView) =>
    ancestors.has(other.documentId) ? groups[0] : other.attribute === claim.attribute ? groups[1] : groups[2];
  const others = record.claims.filter(({ id }) => id !== claim.id);
  return groups.flatMap((group) =>
    others
      .filter((other) => groupOf(other) === group)
      .sort((a, b) => Number(b.attribute === claim.attribute) - Number(a.attribute === claim.attribute))
      .map((other) => ({ value: other.id, label: labelOf(other, { claim, record }), group })),
  );
}

/** The answers that one may exclude: of the same line, one of the two in words. Those marked already stand apart. */
export function excludable({ claim, record }: ClaimPage): Offered[] {
  if (!takesPosition(claim)) return [];
  return record.claims
    .filter(
      (other) =>
        other.id !== claim.id &&
        other.attribute === claim.attribute &&
        other.scope === claim.scope &&
        (other.answer.kind === 'text' || claim.answer.kind === 'text') &&
        takesPosition(other),
    )
    .map((other) => ({
      value: other.id,
      label: labelOf(other, { claim, record }),
      group: claim.against.includes(other.id) ? 'Marked: to take the mark back' : 'Not marked',
    }))
    .sort((a, b) => (a.group < b.group ? 1 : a.group > b.group ? -1 : 0));
}

const takesPosition = ({ opinion, answer }: ClaimView): boolean =>
  !opinion && answer.kind !== 'unknown' && answer.kind !== 'tally';

/** Who says what, on what where it is another question, and in which document. */
function labelOf(other: ClaimView, { claim, record }: Pick<ClaimPage, 'claim' | 'record'>): string {
  const asked =
    other.attribute === claim.attribute && other.scope === claim.scope
      ? ''
      : `${lowerFirst(attributeWords(other.attribute, other.scope))} `;
  const title = record.documents[other.documentId]?.title ?? other.documentId;
  return `${record.sources[other.claimantId]?.name ?? other.claimantId}: ${asked}${answerWords(other.answer)}, in “${title}”`;
}
