import { type AnswerDraft, answerPart, draftAnswer, readAnswer } from '@/app/_ui/answer-draft.client';
import { mintId } from '@/app/_ui/mint.client';
import type { Problem, Reading } from '@/app/_ui/problem.client';
import { type ReviseClaim, reviseClaimSchema } from '@/domain/claim/command';
import type { Subject } from '@/domain/identifier';
import type { Vocabulary } from '@/domain/question/vocabulary';
import type { ClaimView } from '@/queries/find-subject';
import { blankReadIn, type ReadInDraft, readInField, readReadIn } from '../read-in.client';

/** A claimant's later answer as typed, with the id its claim will have. */
export type RevisionDraft = ReadInDraft & { revision: string; answer: AnswerDraft; scope: string; note: string };

/** A revision begins with the earlier answer, of which most often one number changed. */
export const beginRevision = (claim: ClaimView): RevisionDraft => ({
  ...blankReadIn(claim.claimantId),
  revision: mintId('c'),
  answer: draftAnswer(claim.answer),
  scope: claim.scope ?? '',
  note: '',
});

/** The revision that was typed, or what has to be put right. The same answer again is none. */
export function readRevision(
  draft: RevisionDraft,
  claim: ClaimView,
  subject: Subject,
  vocabulary: Vocabulary,
): Reading<ReviseClaim> {
  const answer = readAnswer(vocabulary.findAttribute(claim.attribute), draft.answer);
  const readIn = readReadIn(draft, claim.claimantId);
  const problems: Problem[] = [
    ...('problems' in answer
      ? answer.problems.map(({ field, message }) => ({ field: `answer.${field}`, message }))
      : isSameAnswer(answer.value, claim.answer) && draft.scope === (claim.scope ?? '')
        ? [{ field: 'answer.form', message: 'Enter the new answer: this is what it said before.' }]
        : []),
    ...('problems' in readIn ? readIn.problems : []),
  ];
  if (problems.length > 0 || 'problems' in answer || 'problems' in readIn) return { problems };
  const parsed = reviseClaimSchema.safeParse({
    type: 'ReviseClaim',
    subject,
    claim: claim.id,
    shownVersion: claim.version,
    revision: draft.revision,
    answer: answer.value,
    ...(draft.scope ? { scope: draft.scope } : {}),
    ...(draft.note.trim() ? { note: draft.note } : {}),
    ...readIn.value,
  });
  if (parsed.success) return { value: parsed.data };
  return {
    problems: parsed.error.issues.map(({ path, message }) => ({
      field: revisionField(path.map(String), draft),
      message,
    })),
  };
}

const isSameAnswer = (a: object, b: object): boolean =>
  JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());

/** The field of the form in which a part of the command was typed; empty where it has none of its own. */
export function revisionField(path: readonly string[], draft: RevisionDraft): string {
  const [part] = path;
  if (part === 'answer') return `answer.${answerPart(path[1], draft.answer)}`;
  return part === 'scope' || part === 'note' ? part : readInField(path, draft);
}
