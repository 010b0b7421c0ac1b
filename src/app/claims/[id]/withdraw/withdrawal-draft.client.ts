import type { Problem, Reading } from '@/app/_ui/problem.client';
import { type WithdrawClaim, withdrawClaimSchema } from '@/domain/claim/command';
import type { Subject } from '@/domain/identifier';
import type { ClaimView } from '@/queries/find-subject';
import { blankReadIn, type ReadInDraft, readInField, readReadIn } from '../read-in.client';

/** That a claimant took its answer back, as typed. */
export type WithdrawalDraft = ReadInDraft & { reason: string };

/** Nothing was typed yet. */
export const beginWithdrawal = (claim: ClaimView): WithdrawalDraft => ({
  ...blankReadIn(claim.claimantId),
  reason: '',
});

/** The withdrawal that was typed, or what has to be put right. */
export function readWithdrawal(draft: WithdrawalDraft, claim: ClaimView, subject: Subject): Reading<WithdrawClaim> {
  const readIn = readReadIn(draft, claim.claimantId);
  const problems: Problem[] = [
    ...('problems' in readIn ? readIn.problems : []),
    ...(draft.reason.trim()
      ? []
      : [{ field: 'reason', message: 'Say how it was taken back: what the claimant gave as the reason.' }]),
  ];
  if (problems.length > 0 || 'problems' in readIn) return { problems };
  const parsed = withdrawClaimSchema.safeParse({
    type: 'WithdrawClaim',
    subject,
    claim: claim.id,
    shownVersion: claim.version,
    reason: draft.reason,
    ...readIn.value,
  });
  if (parsed.success) return { value: parsed.data };
  return {
    problems: parsed.error.issues.map(({ path, message }) => ({
      field: withdrawalField(path.map(String), draft),
      message,
    })),
  };
}

/** The field of the form in which a part of the command was typed; empty where it has none of its own. */
export const withdrawalField = (path: readonly string[], draft: WithdrawalDraft): string =>
  path[0] === 'reason' ? 'reason' : readInField(path, draft);
