import { type ClaimContent, contentAfter, firstContent } from './claim/event';
import type { DerivationKind } from './document/command';
import type { DomainEvent } from './event';
import { type EvidenceMark, markKey } from './question/command';
import type { QuestionArgued } from './question/event';
import type { VocabularyAdditions } from './question/vocabulary';

/** What a stream's events add up to for `decide`: identifiers and references only, never a sealed value. */
export type StreamState =
  | { kind: 'person'; roles: string[] }
  | { kind: 'source'; partOf?: string }
  | {
      kind: 'document';
      publisher: string;
      published?: string;
      lineage: 'unknown' | 'first-hand' | 'derived';
      parents: { document: string; how: DerivationKind }[];
    }
  | {
      kind: 'subject';
      claims: Record<string, ClaimState>;
      /** Pairs of claims whose worded answers were marked as excluding each other. */
      excluding: [string, string][];
      /** What was argued on each question, by attribute. */
      questions: Record<string, ArguedState>;
    }
  | ({ kind: 'vocabulary' } & VocabularyAdditions)
  /** `version` is the one a decision must have been shown. Of reports from before there was a review only the end is told. */
  | { kind: 'report'; state: ReportState; submittedBy?: string; version?: number };

/** Where a report stands. */
export type ReportState = 'submitted' | 'returned' | 'accepted' | 'rejected';

/** A claim on its subject's stream: the version that last set it, what it says, sealed text left out, and where it was read. */
export type ClaimState = { version: number; content: ClaimContent; document: string };

/** What was argued on a question: the version that last did, whether a ruling stands, and what is known by name. */
export type ArguedState = {
  version: number;
  isRuled: boolean;
  requests: Record<string, 'open' | 'met'>;
  remarks: string[];
  /** Marks that stand, by `markKey`. */
  marks: Record<string, EvidenceMark>;
};

/** A subject of which nothing was said. */
export const noClaims: { claims: Record<string, ClaimState>; excluding: []; questions: Record<string, never> } = {
  claims: {},
  excluding: [],
  questions: {},
};

/** The form of folded states. States of another form are folded anew from their events when they are read. */
export const foldedForm = 2;

/** Adds one event, done by `actor`, to a stream's state. Total: every event on any state has an answer. */
export function evolve(state: StreamState | null, event: DomainEvent, version: number, actor: string): StreamState {
  switch (event.type) {
    case 'PersonRegistered':
      return { kind: 'person', roles: event.data.roles };
    case 'SourceRegistered':
      return event.data.partOf === undefined ? { kind: 'source' } : { kind: 'source', partOf: event.data.partOf };
    case 'SourceAffiliated':
      return event.data.partOf === null ? { kind: 'source' } : { kind: 'source', partOf: event.data.partOf };
    case 'SourceGraded':
      return state ?? { kind: 'source' };
    case 'DocumentRecorded': {
      const { publisher, published } = event.data;
      const about = { publisher, ...(published === undefined ? {} : { published }) };
      return { kind: 'document', ...about, lineage: 'unknown', parents: [] };
    }
    case 'DerivationRecorded': {
      const document = documentIn(state);
      const { derivation } = event.data;
      if (derivation.how === 'first-hand') return { ...document, lineage: 'first-hand', parents: [] };
      const others = document.parents.filter((parent) => parent.document !== derivation.parent);
      const parents = [...others, { document: derivation.parent, how: derivation.how }];
      return { ...document, lineage: 'derived', parents };
    }
    case 'DerivationStruck': {
      const document = documentIn(state);
      const parents = document.parents.filter((parent) => parent.document !== event.data.parent);
      return { ...document, lineage: parents.length > 0 ? 'derived' : 'unknown', parents };
    }
    case 'SiteRegistered':
    case 'IncidentOpened':
      return { kind: 'subject', ...noClaims };
    case 'AttributeDefined': {
      const { attribute: id, scopes: scopeList, ...rest } = event.data;
      const { attributes, scopes } = additions(state);
      const definition = { id, ...rest, ...(scopeList === undefined ? {} : { scopeList }) };
      return { kind: 'vocabulary', attributes: [...attributes, definition], scopes };
    }
    case 'ScopeDefined': {
      const { scope: id, ...rest } = event.data;
      const { attributes, scopes } = additions(state);
      return { kind: 'vocabulary', attributes, scopes: [...scopes, { id, ...rest }] };
    }
    case 'ReportSubmitted':
      return { kind: 'report', state: 'submitted', submittedBy: actor, version };
    case 'ReportReturned':
      return { ...reportIn(state), state: 'returned', version };
    case 'ReportAccepted':
      return { ...reportIn(state), state: 'accepted', version };
    case 'ReportRejected':
      return { ...reportIn(state), state: 'rejected', version };
    case 'ClaimRecorded':
    case 'ClaimRevised': {
      const { claim, document } = event.data;
      return withClaim(state, claim, { version, content: withoutText(firstContent(event)), document });
    }
    case 'ClaimCorrected':
    case 'ClaimWithdrawn':
    case 'CopyingErrorMarked': {
      const subject = subjectIn(state);
      const { claim } = event.data;
      const earlier = Object.hasOwn(subject.claims, claim) ? subject.claims[claim] : undefined;
      if (earlier === undefined) return subject;
      const content = withoutText(contentAfter(earlier.content, event));
      return withClaim(subject, claim, { ...earlier, version, content });
    }
    case 'ConflictMarked': {
      const subject = subjectIn(state);
      const [a, b] = event.data.claims;
      const others = subject.excluding.filter((pair) => !(pair.includes(a) && pair.includes(b)));
      return { ...subject, excluding: event.data.conflict ? [...others, [a, b]] : others };
    }
    case 'ClaimGraded':
      return subjectIn(state);
    case 'EvidenceMarked':
      return withArgued(state, event, version, ({ marks }) => {
        const { [markKey(actor, event.data)]: _before, ...others } = marks;
        const { mark } = event.data;
        return { marks: mark === null ? others : { ...others, [markKey(actor, event.data)]: mark } };
      });
    case 'EvidenceRequested':
      return withArgued(state, event, version, ({ requests }) => ({
        requests: { ...requests, [event.data.request]: 'open' },
      }));
    case 'RequestMet':
      return withArgued(state, event, version, ({ requests }) => ({
        requests: { ...requests, [event.data.request]: 'met' },
      }));
    case 'RemarkMade':
      return withArgued(state, event, version, ({ remarks }) => ({ remarks: [...remarks, event.data.remark] }));
    case 'QuestionRuled':
      return withArgued(state, event, version, () => ({ isRuled: true }));
    case 'DissentRecorded':
      return withArgued(state, event, version, () => ({}));
    case 'RulingReopened':
      return withArgued(state, event, version, () => ({ isRuled: false }));
  }
}

type SubjectState = Extract<StreamState, { kind: 'subject' }>;

const subjectIn = (state: StreamState | null): SubjectState =>
  state?.kind === 'subject' ? state : { kind: 'subject', ...noClaims };

const documentIn = (state: StreamState | null): Extract<StreamState, { kind: 'document' }> =>
  state?.kind === 'document' ? state : { kind: 'document', publisher: '', lineage: 'unknown', parents: [] };

function withArgued(
  state: StreamState | null,
  event: QuestionArgued,
  version: number,
  change: (argued: ArguedState) => Partial<ArguedState>,
): SubjectState {
  const subject = subjectIn(state);
  const { attribute } = event.data;
  const argued = argumentsOn(subject, attribute);
  const now = { ...argued, ...change(argued), version };
  return { ...subject, questions: { ...subject.questions, [attribute]: now } };
}

/** What was argued on a question so far. */
export const argumentsOn = ({ questions }: SubjectState, attribute: string): ArguedState =>
  (Object.hasOwn(questions, attribute) ? questions[attribute] : undefined) ?? {
    version: 0,
    isRuled: false,
    requests: {},
    remarks: [],
    marks: {},
  };

const additions = (state: StreamState | null): VocabularyAdditions =>
  state?.kind === 'vocabulary' ? state : { attributes: [], scopes: [] };

const reportIn = (state: StreamState | null): Extract<StreamState, { kind: 'report' }> =>
  state?.kind === 'report' ? state : { kind: 'report', state: 'submitted' };

function withClaim(state: StreamState | null, id: string, claim: ClaimState): SubjectState {
  const subject = subjectIn(state);
  return { ...subject, claims: { ...subject.claims, [id]: claim } };
}

const withoutText = (content: ClaimContent): ClaimContent => ({
  ...content,
  answer: 'text' in content.answer ? { ...content.answer, text: null } : content.answer,
  ...(content.excerpt ? { excerpt: { text: null, language: content.excerpt.language } } : {}),
});
