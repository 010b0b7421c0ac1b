import type { Command } from '@/domain/command';
import type { Role } from '@/domain/person/command';
import { type Refusal, refuse } from '@/domain/refusal';

/**
 * Who may do what: the one table every command passes. While there is no review queue a contributor's report is
 * accepted at once and a contributor may put right what was misrecorded.
 */
export const policy: Record<Command['type'], Record<Role, boolean>> = {
  RegisterPerson: { contributor: false, reviewer: false, steward: true },
  RegisterSource: { contributor: true, reviewer: true, steward: true },
  RecordDocument: { contributor: true, reviewer: true, steward: true },
  RecordDerivation: { contributor: false, reviewer: true, steward: true },
  RegisterSite: { contributor: false, reviewer: true, steward: true },
  OpenIncident: { contributor: false, reviewer: true, steward: true },
  SubmitReport: { contributor: true, reviewer: true, steward: true },
  CorrectClaim: { contributor: true, reviewer: true, steward: true },
};

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
