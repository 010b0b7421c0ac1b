import { fitsVocabulary, relayCircle, siteNamed, unknownPlace } from '../claim/decide';
import type { ClaimRecorded } from '../claim/event';
import type { Given } from '../decide';
import type { DomainEvent, StreamEvent } from '../event';
import { noClaims, type StreamState } from '../fold';
import { type StreamId, subjectStream } from '../identifier';
import { alreadyRecorded, isRecorded, type States, unknownId } from '../known';
import { type Refusal, refuse } from '../refusal';
import { vocabularyIn } from '../vocabulary/decide';
import type { AcceptReport, ReviewReport, SubmitReport } from './command';
import { documentOf, type ReportContents } from './event';

type SubjectState = Extract<StreamState, { kind: 'subject' }>;

/**
 * Decides a submission. All it holds must fit the record as it is; by policy a reviewer's own report is accepted at
 * once, and nothing of another's is recorded before a review. Submitting again replaces what waits, while it waits.
 */
export function decideReport(states: States, command: SubmitReport, given: Given): StreamEvent[] | Refusal {
  const stream = `report:${command.report}` as const;
  const refusal = mayBeSubmitted(states, command, given);
  if (refusal) return refusal;
  const { type: _type, report, shownVersion: _shown, incidents = [], sites = [], ...rest } = command;
  const contents: ReportContents = { ...rest, incidents, sites };
  const recorded = recordContents(states, contents, report);
  if ('refused' in recorded) return recorded;
  const submitted: StreamEvent = { stream, event: { type: 'ReportSubmitted', data: contents } };
  if (!given.mayReview) return [submitted];
  const accepted: DomainEvent = { type: 'ReportAccepted', data: { by: 'policy', declined: [] } };
  return [...recorded.registered, submitted, { stream, event: accepted }, ...recorded.claims];
}

function mayBeSubmitted(states: States, command: SubmitReport, given: Given): Refusal | null {
  const state = states.get(`report:${command.report}`);
  if (state == null) return command.shownVersion === undefined ? null : unknownId('report', 'report');
  if (command.shownVersion === undefined || state.kind !== 'report' || state.submittedBy !== given.actor)
    return alreadyRecorded('report');
  if (state.state === 'accepted' || state.state === 'rejected')
    return refuse(
      'already-decided',
      `This report was ${state.state}. What it lacks is told in a new report.`,
      'report',
    );
  return state.version === command.shownVersion ? null : changedMeanwhile;
}

const changedMeanwhile = refuse(
  'changed-meanwhile',
  'This report changed after you opened it. Look at it again, then decide.',
  'shownVersion',
);

/** Decides a review: of a report that waits, as the reviewer was shown it. */
export function decideReview(states: States, command: ReviewReport, given: Given): StreamEvent[] | Refusal {
  const stream = `report:${command.report}` as const;
  const state = states.get(stream);
  if (state?.kind !== 'report') return unknownId('report', 'report');
  if (state.state === 'accepted' || state.state === 'rejected')
    return refuse('already-decided', `This report was ${state.state} already.`, 'report');
  if (state.version !== command.shownVersion) return changedMeanwhile;
  switch (command.type) {
    case 'ReturnReport':
      return [{ stream, event: { type: 'ReportReturned', data: { question: command.question } } }];
    case 'RejectReport':
      return [{ stream, event: { type: 'ReportRejected', data: { reason: command.reason } } }];
    case 'AcceptReport':
      return given.submitted ? acceptReport(states, command, given.submitted) : unknownId('report', 'report');
  }
}

function acceptReport(states: States, command: AcceptReport, submitted: ReportContents): StreamEvent[] | Refusal {
  const { report, declined } = command;
  const isSubmitted = (id: string) => submitted.claims.some(({ claim }) => claim === id);
  for (const [at, { claim }] of declined.entries())
    if (!isSubmitted(claim) || declined.findIndex((other) => other.claim === claim) !== at)
      return unknownId('claim', `declined.${at}.claim`);
  const contents =
    declined.length === 0 ? submitted : withoutDeclined(submitted, new Set(declined.map(({ claim }) => claim)));
  if (contents.claims.length === 0)
    return refuse('does-not-fit', 'Nothing would be accepted. Reject the report, with a reason.', 'declined');
  const erased = erasedIn({ ...contents, note: undefined });
  const recorded = erased
    ? refuse('does-not-fit', 'Words of this were erased while the report waited, so it cannot be recorded.', erased)
    : recordContents(states, contents, report);
  if ('refused' in recorded) return asSubmitted(recorded, contents, submitted);
  const accepted: DomainEvent = { type: 'ReportAccepted', data: { by: 'review', declined } };
  return [...recorded.registered, { stream: `report:${report}`, event: accepted }, ...recorded.claims];
}

/** What is left of a report: the accepted claims, and of what came with them only what they speak of. */
function withoutDeclined(submitted: ReportContents, declined: ReadonlySet<string>): ReportContents {
  const claims = submitted.claims.filter(({ claim }) => !declined.has(claim));
  const incidents = submitted.incidents.filter(({ incident }) =>
    claims.some(({ subject }) => subject.kind === 'incident' && subject.id === incident),
  );
  const places = new Set([
    ...claims.flatMap(({ subject, answer }) => [...(subject.kind === 'site' ? [subject.id] : []), siteNamed(answer)]),
    ...incidents.flatMap(({ site }) => site ?? []),
  ]);
  const speakers = new Set(claims.flatMap(({ claimant, relays }) => [claimant, relays]));
  if ('publisher' in submitted.document) speakers.add(submitted.document.publisher);
  // An institution comes with those who speak for it, and its own with it: the set grows while it is walked.
  for (const speaker of speakers) speakers.add(submitted.sources.find(({ source }) => source === speaker)?.partOf);
  return {
    ...submitted,
    claims,
    incidents,
    sites: submitted.sites.filter(({ site }) => places.has(site)),
    sources: submitted.sources.filter(({ source }) => speakers.has(source)),
  };
}

/** Where in these contents a text is missing because it was erased; an empty text where none is. */
function erasedIn(contents: unknown, at = ''): string {
  if (contents === null) return at;
  if (typeof contents !== 'object') return '';
  for (const [key, value] of Object.entries(contents)) {
    const found = erasedIn(value, at === '' ? key : `${at}.${key}`);
    if (found) return found;
  }
  return '';
}

/** A refusal of what was left of a report, told to its reviewer: its field counted as in the report that was submitted. */
function asSubmitted(refusal: Refusal, left: ReportContents, submitted: ReportContents): Refusal {
  const [part = '', at = '', ...rest] = refusal.field?.split('.') ?? [];
  const isTaken = refusal.refused === 'already-recorded' && part !== 'claims';
  const reason = isTaken
    ? `${refusal.reason} Return the report, so that it can name the one on record.`
    : refusal.reason;
  if (part !== 'claims' && part !== 'sources' && part !== 'incidents' && part !== 'sites')
    return { ...refusal, reason };
  const items: readonly unknown[] = submitted[part];
  return { ...refusal, reason, field: [part, items.indexOf(left[part][Number(at)]), ...rest].join('.') };
}

/** What recording a report's contents leads to: what comes with it first, then its claims on their subjects. */
function recordContents(
  states: States,
  contents: ReportContents,
  report: string,
): { registered: StreamEvent[]; claims: StreamEvent[] } | Refusal {
  const registered: StreamEvent[] = [];
  const coming = new Set<StreamId>();
  const isThere = (stream: StreamId) => isRecorded(states, stream) || coming.has(stream);
  const come = (stream: StreamId, event: DomainEvent) => {
    coming.add(stream);
    registered.push({ stream, event });
  };

  const sources = institutionsFirst(states, contents.sources);
  if ('refused' in sources) return sources;
  for (const { source, ...data } of sources) come(`source:${source}`, { type: 'SourceRegistered', data });
  for (const [index, { site, ...data }] of contents.sites.entries()) {
    if (isThere(`site:${site}`)) return alreadyRecorded('site', `sites.${index}`);
    come(`site:${site}`, { type: 'SiteRegistered', data });
  }
  for (const [index, { incident, ...data }] of contents.incidents.entries()) {
    const at = `incidents.${index}`;
    if (isThere(`incident:${incident}`)) return alreadyRecorded('incident', at);
    if (data.site !== undefined && !isThere(`site:${data.site}`)) return unknownId('site', `${at}.site`);
    come(`incident:${incident}`, { type: 'IncidentOpened', data });
  }
  if ('known' in contents.document) {
    if (!isRecorded(states, `document:${contents.document.known}`)) return unknownId('document', 'document.known');
  } else {
    const { document, ...data } = contents.document;
    if (isRecorded(states, `document:${document}`)) return alreadyRecorded('document', 'document');
    if (!isThere(`source:${data.publisher}`)) return unknownId('source', 'document.publisher');
    come(`document:${document}`, { type: 'DocumentRecorded', data });
  }

  const claims: StreamEvent[] = [];
  const named = new Set<string>();
  const saidSoFar = new Map<StreamId, SubjectState>();
  for (const [index, { claim, subject, ...content }] of contents.claims.entries()) {
    const at = `claims.${index}`;
    const stream = subjectStream(subject);
    const state = states.get(stream);
    if (state?.kind !== 'subject' && !coming.has(stream)) return unknownId(subject.kind, `${at}.subject`);
    if ((state?.kind === 'subject' && Object.hasOwn(state.claims, claim)) || named.has(claim))
      return alreadyRecorded('claim', `${at}.claim`);
    const { attribute, answer, claimant, relays } = content;
    if (attribute === undefined || answer === undefined || claimant === undefined) return unknownId('claim', at);
    const misfit = fitsVocabulary(
      vocabularyIn(states),
      { ...content, attribute, answer, subjectKind: subject.kind },
      at,
    );
    if (misfit) return misfit;
    const nowhere = unknownPlace(isThere, answer, at);
    if (nowhere) return nowhere;
    if (!isThere(`source:${claimant}`)) return unknownId('source', `${at}.claimant`);
    if (relays !== undefined && !isThere(`source:${relays}`)) return unknownId('source', `${at}.relays`);
    if (relays === claimant) return refuse('does-not-fit', 'A claimant does not pass on its own word.', `${at}.relays`);
    const said =
      saidSoFar.get(stream) ?? (state?.kind === 'subject' ? state : { kind: 'subject' as const, ...noClaims });
    const circle = relayCircle(said, { ...content, attribute, claimant }, `${at}.relays`);
    if (circle) return circle;
    const told = { version: 0, content: { ...content, attribute, answer, claimant }, document: documentOf(contents) };
    saidSoFar.set(stream, { ...said, claims: { ...said.claims, [claim]: told } });
    named.add(claim);
    const data: ClaimRecorded['data'] = {
      claim,
      document: documentOf(contents),
      report,
      ...content,
      attribute,
      answer,
      claimant,
    };
    claims.push({ stream, event: { type: 'ClaimRecorded', data } });
  }
  return { registered, claims };
}

/** New sources in the order they can be registered in, whatever order they were listed in: an institution before its own. */
function institutionsFirst(states: States, listed: ReportContents['sources']): ReportContents['sources'] | Refusal {
  const ids = listed.map(({ source }) => source);
  for (const [index, id] of ids.entries())
    if (isRecorded(states, `source:${id}`) || ids.indexOf(id) !== index)
      return alreadyRecorded('source', `sources.${index}`);
  for (const [index, { partOf }] of listed.entries())
    if (partOf !== undefined && !isRecorded(states, `source:${partOf}`) && !ids.includes(partOf))
      return unknownId('source', `sources.${index}.partOf`);
  const ordered: ReportContents['sources'] = [];
  const comes = (id: string | undefined) =>
    id === undefined || !ids.includes(id) || ordered.some(({ source }) => source === id);
  while (ordered.length < listed.length) {
    const next = listed.find((source) => !ordered.includes(source) && comes(source.partOf));
    if (next) ordered.push(next);
    else {
      const circular = listed.findIndex((source) => !ordered.includes(source));
      return refuse('does-not-fit', 'A source is not part of itself.', `sources.${circular}.partOf`);
    }
  }
  return ordered;
}
