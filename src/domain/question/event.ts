import type { Undoing } from '../act/undoing';
import type { RecordedAnswer } from '../claim/event';
import type { Sealed } from '../identifier';
import type {
  Evidence,
  MarkEvidence,
  MeetRequest,
  RecordDissent,
  ReopenRuling,
  RequestEvidence,
  RuleQuestion,
} from './command';

/** A person said what a piece of evidence is to a position, or took their mark away. A reason is given where it undoes. */
export type EvidenceMarked = {
  type: 'EvidenceMarked';
  data: Pick<MarkEvidence, 'attribute' | 'position' | 'evidence' | 'mark'> & { reason?: Sealed } & Undoing;
};

/** A person said what evidence would change their mind. */
export type EvidenceRequested = {
  type: 'EvidenceRequested';
  data: Pick<RequestEvidence, 'attribute' | 'request'> & { wanted: Sealed };
};

/** It was recorded how a request for evidence ended. */
export type RequestMet = {
  type: 'RequestMet';
  data: Pick<MeetRequest, 'attribute' | 'request'> & { outcome: Sealed };
};

/** A remark was made on a question. */
export type RemarkMade = { type: 'RemarkMade'; data: { attribute: string; remark: string; text: Sealed } };

/** What a ruling came to. A range holds a count or a time, never words. */
export type RulingOutcome =
  | { kind: 'position'; position: string }
  | { kind: 'range'; answer: RecordedAnswer; scope?: string }
  | { kind: 'undecidable' };

/** A reviewer ruled on a question: reasoned, with the evidence it rests on. */
export type QuestionRuled = {
  type: 'QuestionRuled';
  data: Pick<RuleQuestion, 'attribute' | 'rule' | 'shownPosition'> & {
    outcome: RulingOutcome;
    evidence: Evidence[];
    rationale: Sealed;
  };
};

/** Somebody dissented from the ruling that stood. */
export type DissentRecorded = { type: 'DissentRecorded'; data: Pick<RecordDissent, 'attribute'> & { text: Sealed } };

/** A question that was ruled on was reopened, for a reason. */
export type RulingReopened = {
  type: 'RulingReopened';
  data: Pick<ReopenRuling, 'attribute'> & { reason: Sealed } & Undoing;
};

/** Everything that happens on a question beside its claims. */
export type QuestionArgued =
  | EvidenceMarked
  | EvidenceRequested
  | RequestMet
  | RemarkMade
  | QuestionRuled
  | DissentRecorded
  | RulingReopened;
