import type { Command } from '@/domain/command';
import { streamsOf } from '@/domain/decide';
import { type DomainEvent, sealedPaths } from '@/domain/event';
import type { StreamId } from '@/domain/identifier';
import { partsApart } from './agrees';

/**
 * The event each command leads to that says something of what is on record already. Null for what registers something and
 * for what becomes of a report: there the id alone tells whether it was given before. Null too for what names an event by
 * its position, which no file can.
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
  RestoreClaim: null,
  UndoAct: null,
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
  if (command.type !== 'ReviseClaim' && command.type !== 'WithdrawClaim') {
    const { type: _type, subject: _subject, shownVersion: _shown, ...rest } = command as Given;
    // Of a document or a source its own id is the stream.
    const { document: _document, source: _source, ...data } = rest;
    return { stream, type, data };
  }
  const { type: _type, subject: _subject, shownVersion: _shown, document: readIn, ...rest } = command;
  const document = 'known' in readIn ? readIn.known : readIn.document;
  if (!('revision' in rest)) return { stream, type, data: { ...rest, document } };
  const { revision, claim, ...data } = rest;
  return { stream, type, data: { ...data, document, claim: revision, revises: claim } };
}

type Given = Record<string, unknown> & Pick<Command, 'type'>;

/** Parts a revision and a withdrawal take from the claim they speak of, where the command leaves them out. */
const inherited: readonly string[] = ['attribute', 'scope', 'claimant', 'relays', 'opinion', 'validity'];

/** The parts in which an event is apart from what is said: of a correction, only in what the event changed. */
export function apartFromSaying({ type, data }: DomainEvent, saying: Saying): string[] {
  const recorded = { ...data, ...('corrected' in data ? data.corrected : {}) } as Record<string, unknown>;
  const corrected = saying.data.corrected as Record<string, unknown> | undefined;
  const said: Record<string, unknown> = { ...saying.data, ...corrected };
  delete recorded.corrected;
  delete said.corrected;
  const isLeftOut = (part: string) =>
    corrected ? !Object.hasOwn(recorded, part) : said[part] === undefined && inherited.includes(part);
  // Only a text can have been erased: any other null is what was said.
  const isTakenAway = (part: string) =>
    recorded[part] === null && said[part] !== null && !sealedPaths[type].includes(part);
  return [
    ...partsApart(recorded, said).filter((part) => !isLeftOut(part)),
    ...Object.keys(recorded).filter(isTakenAway),
  ];
}

/** The member that names what a command adds, by the event that adds it: with another content it is not another one. */
export const namedBy: Partial<Record<DomainEvent['type'], string>> = {
  ClaimRevised: 'claim',
  EvidenceRequested: 'request',
  RemarkMade: 'remark',
};

/** Whether it is one person's word: said by another, it is another. */
export const isPersonal = ({ type }: DomainEvent): boolean => type === 'EvidenceMarked' || type === 'DissentRecorded';
