import type {
  ClaimCorrected,
  ClaimGraded,
  ClaimRecorded,
  ClaimRevised,
  ClaimWithdrawn,
  ConflictMarked,
  CopyingErrorMarked,
} from './claim/event';
import type { DerivationRecorded, DerivationStruck, DocumentRecorded } from './document/event';
import type { StreamId } from './identifier';
import type { IncidentOpened } from './incident/event';
import type { PersonRegistered } from './person/event';
import type {
  DissentRecorded,
  EvidenceMarked,
  EvidenceRequested,
  QuestionRuled,
  RemarkMade,
  RequestMet,
  RulingReopened,
} from './question/event';
import type { ReportAccepted, ReportRejected, ReportReturned, ReportSubmitted } from './report/event';
import type { SiteRegistered } from './site/event';
import type { SourceAffiliated, SourceGraded, SourceRegistered } from './source/event';
import type { AttributeDefined, ScopeDefined } from './vocabulary/event';

/** Every event there is. A new one does not compile until folding, following and its sentence know it. */
export type DomainEvent =
  | PersonRegistered
  | SourceRegistered
  | DocumentRecorded
  | DerivationRecorded
  | SiteRegistered
  | IncidentOpened
  | AttributeDefined
  | ScopeDefined
  | ReportSubmitted
  | ReportReturned
  | ReportAccepted
  | ReportRejected
  | ClaimRecorded
  | ClaimCorrected
  | ClaimRevised
  | ClaimWithdrawn
  | CopyingErrorMarked
  | ConflictMarked
  | ClaimGraded
  | DerivationStruck
  | SourceAffiliated
  | SourceGraded
  | EvidenceMarked
  | EvidenceRequested
  | RequestMet
  | RemarkMade
  | QuestionRuled
  | DissentRecorded
  | RulingReopened;

/** An event on its way to a stream, as decided. */
export type StreamEvent = { stream: StreamId; event: DomainEvent };

/** The current schema version of each event type. Older ones are upcast when read. */
export const schemaVersions: Record<DomainEvent['type'], number> = {
  PersonRegistered: 1,
  SourceRegistered: 1,
  DocumentRecorded: 1,
  DerivationRecorded: 2,
  SiteRegistered: 1,
  IncidentOpened: 1,
  AttributeDefined: 1,
  ScopeDefined: 1,
  ReportSubmitted: 2,
  ReportReturned: 1,
  ReportAccepted: 2,
  ReportRejected: 1,
  ClaimRecorded: 1,
  ClaimCorrected: 2,
  ClaimRevised: 1,
  ClaimWithdrawn: 1,
  CopyingErrorMarked: 2,
  ConflictMarked: 2,
  ClaimGraded: 2,
  DerivationStruck: 2,
  SourceAffiliated: 2,
  SourceGraded: 2,
  EvidenceMarked: 2,
  EvidenceRequested: 1,
  RequestMet: 1,
  RemarkMade: 1,
  QuestionRuled: 1,
  DissentRecorded: 1,
  RulingReopened: 2,
};

/** Names an event takes for ever in the whole ledger: a claim lives on its subject's stream, its id is everybody's. */
export const namesTaken = (event: DomainEvent): string[] =>
  event.type === 'ClaimRecorded' || event.type === 'ClaimRevised' ? [`claim:${event.data.claim}`] : [];

/**
 * The fields whose values live apart from the hashed event and may be erased: names of people, addresses (which can
 * hold a name), quotations and other free text. A dot enters an object, a star every element of a list.
 */
export const sealedPaths: Record<DomainEvent['type'], readonly string[]> = {
  PersonRegistered: ['name'],
  SourceRegistered: ['name', 'note'],
  DocumentRecorded: ['title', 'address', 'note'],
  DerivationRecorded: ['reason'],
  SiteRegistered: ['note'],
  IncidentOpened: ['title'],
  AttributeDefined: [],
  ScopeDefined: [],
  ReportSubmitted: [
    'note',
    'sources.*.name',
    'sources.*.note',
    'incidents.*.title',
    'sites.*.note',
    'document.title',
    'document.address',
    'document.note',
    'claims.*.answer.text',
    'claims.*.excerpt.text',
    'claims.*.note',
  ],
  ReportReturned: ['question'],
  ReportAccepted: ['declined.*.reason'],
  ReportRejected: ['reason'],
  ClaimRecorded: ['answer.text', 'excerpt.text', 'note'],
  ClaimCorrected: ['corrected.answer.text', 'corrected.excerpt.text', 'reason'],
  ClaimRevised: ['answer.text', 'excerpt.text', 'note'],
  ClaimWithdrawn: ['excerpt.text', 'reason'],
  CopyingErrorMarked: ['reason'],
  ConflictMarked: ['reason'],
  ClaimGraded: ['rationale'],
  DerivationStruck: ['reason'],
  SourceAffiliated: ['reason'],
  SourceGraded: ['rationale'],
  EvidenceMarked: ['reason'],
  EvidenceRequested: ['wanted'],
  RequestMet: ['outcome'],
  RemarkMade: ['text'],
  QuestionRuled: ['rationale'],
  DissentRecorded: ['text'],
  RulingReopened: ['reason'],
};
