import type { Command } from '@/domain/command';
import type { Role } from '@/domain/person/command';
import { type Refusal, refuse } from '@/domain/refusal';

/**
 * Who may do what: the one table every command passes. What a contributor submits waits for a review; a reviewer's own
 * report is accepted at once. What changes the record without a review (corrections, revisions, withdrawals, lineage,
 * grades, rulings) is for reviewers; arguing a question (marks, remarks, what would change our mind, dissent) is for all.
 * To undo is for all, since nobody can undo an act but who did it: who may do it may undo it.
 */
export const policy: Record<Command['type'], Record<Role, boolean>> = {
  RegisterPerson: { contributor: false, reviewer: false, steward: true },
  RegisterSource: { contributor: false, reviewer: true, steward: true },
  RecordDocument: { contributor: false, reviewer: true, steward: true },
  RecordDerivation: { contributor: false, reviewer: true, steward: true },
  RegisterSite: { contributor: false, reviewer: true, steward: true },
  OpenIncident: { contributor: false, reviewer: true, steward: true },
  SubmitReport: { contributor: true, reviewer: true, steward: true },
  AcceptReport: { contributor: false, reviewer: true, steward: true },
  ReturnReport: { contributor: false, reviewer: true, steward: true },
  RejectReport: { contributor: false, reviewer: true, steward: true },
  DefineAttribute: { contributor: false, reviewer: false, steward: true },
  DefineScope: { contributor: false, reviewer: false, steward: true },
  CorrectClaim: { contributor: false, reviewer: true, steward: true },
  RestoreClaim: { contributor: false, reviewer: true, steward: true },
  ReviseClaim: { contributor: false, reviewer: true, steward: true },
  WithdrawClaim: { contributor: false, reviewer: true, steward: true },
  MarkCopyingError: { contributor: false, reviewer: true, steward: true },
  MarkConflict: { contributor: false, reviewer: true, steward: true },
  GradeClaim: { contributor: false, reviewer: true, steward: true },
  StrikeDerivation: { contributor: false, reviewer: true, steward: true },
  AffiliateSource: { contributor: false, reviewer: true, steward: true },
  GradeSource: { contributor: false, reviewer: true, steward: true },
  MarkEvidence: { contributor: true, reviewer: true, steward: true },
  RequestEvidence: { contributor: true, reviewer: true, steward: true },
  MeetRequest: { contributor: false, reviewer: true, steward: true },
  MakeRemark: { contributor: true, reviewer: true, steward: true },
  RuleQuestion: { contributor: false, reviewer: true, steward: true },
  RecordDissent: { contributor: true, reviewer: true, steward: true },
  ReopenRuling: { contributor: false, reviewer: true, steward: true },
  UndoAct: { contributor: true, reviewer: true, steward: true },
};

/** Whether one of the roles may decide on reports: then its own need no other. */
export const mayReview = (roles: readonly string[]): boolean => authorise(roles, 'AcceptReport') === null;

/** Refuses a command that none of the person's roles may give; null when it may pass. No roles: a reader, who may give none. */
export function authorise(roles: readonly string[], command: Command['type']): Refusal | null {
  const row = policy[command];
  if (roles.some((role) => Object.hasOwn(row, role) && row[role as Role])) return null;
  return refuse(
    'not-allowed',
    roles.length === 0
      ? 'Choose who you are before you record anything.'
      : `${sentence(command)} is not for a ${roles.join(' or ')}.`,
  );
}

const sentence = (command: Command['type']): string => {
  const words = command.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return `To ${words}`;
};
