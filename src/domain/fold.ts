import { applyCorrection, type ClaimContent } from './claim/event';
import type { DomainEvent } from './event';
import type { VocabularyAdditions } from './question/vocabulary';

/** What a stream's events add up to for `decide`: identifiers and references only, never a sealed value. */
export type StreamState =
  | { kind: 'person'; roles: string[] }
  | { kind: 'source'; partOf?: string }
  | { kind: 'document'; lineage: 'unknown' | 'first-hand' | 'derived'; parents: string[] }
  | { kind: 'subject'; claims: Record<string, ClaimState> }
  | ({ kind: 'vocabulary' } & VocabularyAdditions)
  /** `version` is the one a decision must have been shown. Of reports from before there was a review only the end is told. */
  | { kind: 'report'; state: ReportState; submittedBy?: string; version?: number };

/** Where a report stands. */
export type ReportState = 'submitted' | 'returned' | 'accepted' | 'rejected';

/** A claim on its subject's stream: the version that last set it and what it says, sealed text left out. */
export type ClaimState = { version: number; content: ClaimContent };

/** Adds one event, done by `actor`, to a stream's state. Total: every event on any state has an answer. */
export function evolve(state: StreamState | null, event: DomainEvent, version: number, actor: string): StreamState {
  switch (event.type) {
    case 'PersonRegistered':
      return { kind: 'person', roles: event.data.roles };
    case 'SourceRegistered':
      return event.data.partOf === undefined ? { kind: 'source' } : { kind: 'source', partOf: event.data.partOf };
    case 'DocumentRecorded':
      return { kind: 'document', lineage: 'unknown', parents: [] };
    case 'DerivationRecorded': {
      const { derivation } = event.data;
      if (derivation.how === 'first-hand') return { kind: 'document', lineage: 'first-hand', parents: [] };
      const parents = state?.kind === 'document' ? state.parents : [];
      return {
        kind: 'document',
        lineage: 'derived',
        parents: [...parents.filter((parent) => parent !== derivation.parent), derivation.parent],
      };
    }
    case 'SiteRegistered':
    case 'IncidentOpened':
      return { kind: 'subject', claims: {} };
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
    case 'ClaimRecorded': {
      const { claim, document: _document, report: _report, note: _note, ...content } = event.data;
      return withClaim(state, claim, { version, content: withoutText(content) });
    }
    case 'ClaimCorrected': {
      const earlier =
        state?.kind === 'subject' && Object.hasOwn(state.claims, event.data.claim)
          ? state.claims[event.data.claim]
          : undefined;
      if (earlier === undefined) return state ?? { kind: 'subject', claims: {} };
      const content = withoutText(applyCorrection(earlier.content, event.data.corrected));
      return withClaim(state, event.data.claim, { version, content });
    }
  }
}

const additions = (state: StreamState | null): VocabularyAdditions =>
  state?.kind === 'vocabulary' ? state : { attributes: [], scopes: [] };

const reportIn = (state: StreamState | null): Extract<StreamState, { kind: 'report' }> =>
  state?.kind === 'report' ? state : { kind: 'report', state: 'submitted' };

const withClaim = (state: StreamState | null, id: string, claim: ClaimState): StreamState => ({
  kind: 'subject',
  claims: { ...(state?.kind === 'subject' ? state.claims : {}), [id]: claim },
});

const withoutText = (content: ClaimContent): ClaimContent => ({
  ...content,
  answer: 'text' in content.answer ? { ...content.answer, text: null } : content.answer,
  ...(content.excerpt ? { excerpt: { text: null, language: content.excerpt.language } } : {}),
});
