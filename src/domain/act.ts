import type { DomainEvent } from './event';

/** What kinds of act events record: few, so that a history can be asked for the events of one. */
export const acts = [
  'recorded',
  'corrected',
  'revised',
  'withdrawn',
  'marked',
  'lineage',
  'graded',
  'argued',
  'ruled',
  'opened',
  'registered',
  'reported',
] as const;

/** What kind of act an event records. */
export type Act = (typeof acts)[number];

const actOfEach: Record<DomainEvent['type'], Act> = {
  ClaimRecorded: 'recorded',
  ClaimCorrected: 'corrected',
  ClaimRevised: 'revised',
  ClaimWithdrawn: 'withdrawn',
  CopyingErrorMarked: 'marked',
  ConflictMarked: 'marked',
  DerivationRecorded: 'lineage',
  DerivationStruck: 'lineage',
  SourceAffiliated: 'lineage',
  ClaimGraded: 'graded',
  SourceGraded: 'graded',
  EvidenceMarked: 'argued',
  EvidenceRequested: 'argued',
  RequestMet: 'argued',
  RemarkMade: 'argued',
  QuestionRuled: 'ruled',
  DissentRecorded: 'ruled',
  RulingReopened: 'ruled',
  IncidentOpened: 'opened',
  SiteRegistered: 'opened',
  PersonRegistered: 'registered',
  SourceRegistered: 'registered',
  DocumentRecorded: 'registered',
  AttributeDefined: 'registered',
  ScopeDefined: 'registered',
  ReportSubmitted: 'reported',
  ReportReturned: 'reported',
  ReportAccepted: 'reported',
  ReportRejected: 'reported',
};

/** What kind of act an event of this type records. */
export const actOf = (type: DomainEvent['type']): Act => actOfEach[type];
