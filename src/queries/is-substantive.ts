import type { DomainEvent } from '@/domain/event';
import type { Effect } from '@/projections/change';

/** Events that say something of a record whatever they change; the others are housekeeping until they change an assessment. */
const substantive: Record<DomainEvent['type'], boolean> = {
  IncidentOpened: true,
  SiteRegistered: true,
  ClaimRecorded: true,
  ClaimRevised: true,
  ClaimWithdrawn: true,
  ClaimCorrected: true,
  QuestionRuled: true,
  DissentRecorded: true,
  RulingReopened: true,
  PersonRegistered: false,
  SourceRegistered: false,
  SourceAffiliated: false,
  SourceGraded: false,
  DocumentRecorded: false,
  DerivationRecorded: false,
  DerivationStruck: false,
  AttributeDefined: false,
  ScopeDefined: false,
  ReportSubmitted: false,
  ReportReturned: false,
  ReportAccepted: false,
  ReportRejected: false,
  CopyingErrorMarked: false,
  ConflictMarked: false,
  ClaimGraded: false,
  EvidenceMarked: false,
  EvidenceRequested: false,
  RequestMet: false,
  RemarkMade: false,
};

/**
 * Whether a change is one of substance: an incident or a site opened, a claim recorded, revised, withdrawn or corrected in
 * what it answers, a ruling, a dissent, a reopening, and whatever changed the state or the origins of a question. The rest
 * is housekeeping: grades, marks, remarks, requests, excerpts put right. Pure.
 */
export function isSubstantive({ event, effects }: { event: DomainEvent; effects: readonly Effect[] }): boolean {
  if (effects.length > 0) return true;
  if (event.type !== 'ClaimCorrected') return substantive[event.type];
  return Object.keys(event.data.corrected).some((part) => part !== 'excerpt');
}
