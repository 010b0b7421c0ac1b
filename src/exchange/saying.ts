import type { Command } from '@/domain/command';
import { streamsOf } from '@/domain/decide';
import type { DomainEvent } from '@/domain/event';
import type { StreamId } from '@/domain/identifier';
import { agrees } from './agrees';

/**
 * The event each command leads to that says something of what is on record already. Null for what registers something and
 * for what becomes of a report: there the id alone tells whether it was given before.
 */
const recordedAs: Record<Command['type'], DomainEvent['type'] | null> = {
  RegisterPerson: null,
  RegisterSource: null,
  RecordDocument: null,
  RegisterSite: null,
  OpenIncident: null,
  DefineAttribute: null,
  DefineScope: null,
  SubmitReport: null,
  AcceptReport: null,
  ReturnReport: null,
  RejectReport: null,
  RecordDerivation: 'DerivationRecorded',
  StrikeDerivation: 'DerivationStruck',
  AffiliateSource: 'SourceAffiliated',
  GradeSource: 'SourceGraded',
  CorrectClaim: 'ClaimCorrected',
  ReviseClaim: 'ClaimRevised',
  WithdrawClaim: 'ClaimWithdrawn',
  MarkCopyingError: 'CopyingErrorMarked',
  MarkConflict: 'ConflictMarked',
  GradeClaim: 'ClaimGraded',
  MarkEvidence: 'EvidenceMarked',
  RequestEvidence: 'EvidenceRequested',
  MeetRequest: 'RequestMet',
  MakeRemark: 'RemarkMade',
  RuleQuestion: 'QuestionRuled',
  RecordDissent: 'DissentRecorded',
  ReopenRuling: 'RulingReopened',
};

/** What a command says of what is on record already: where, as which event, and its members as far as the command gives them. */
export type Saying = { stream: StreamId; type: DomainEvent['type']; data: Record<string, unknown> };

/** What a command would have recorded, whatever was on record then; null for one that is told by its id alone. */
export function sayingOf(command: Command): Saying | null {
  const type = recordedAs[command.type];
  const [stream] = streamsOf(command, null);
  if (type === null || stream === undefined) return null;
  const { type: _type, subject: _subject, source: _source, shownVersion: _shown, document, ...rest } = command as Given;
  if (typeof document !== 'object' || document === null) return { stream, type, data: rest };
  // Read in a document: a revision or a withdrawal.
  const { revision, ...data } = { ...rest, document: Object.values(document)[0] };
  if (revision === undefined) return { stream, type, data };
  return { stream, type, data: { ...data, claim: revision, revises: rest.claim } };
}

type Given = Record<string, unknown> & Pick<Command, 'type'>;
