import { fitsVocabulary } from './claim/decide';
import type { ClaimRecorded, Correction } from './claim/event';
import type { Command } from './command';
import type { StreamEvent } from './event';
import type { StreamState } from './fold';
import { type StreamId, subjectStream } from './identifier';
import { type Refusal, refuse } from './refusal';

/** The streams a command reads before it decides, by stream id; null where nothing was ever recorded. */
export type States = ReadonlyMap<StreamId, StreamState | null>;

/** The streams a command has to read: every one it writes, and every one it refers to. */
export function streamsOf(command: Command): StreamId[] {
  switch (command.type) {
    case 'RegisterPerson':
      return [`person:${command.person}`];
    case 'RegisterSource':
      return [`source:${command.source}`, ...optional('source', command.partOf)];
    case 'RecordDocument':
      return [`document:${command.document}`, `source:${command.publisher}`];
    case 'RecordDerivation':
      return [
        `document:${command.document}`,
        ...('parent' in command.derivation ? optional('document', command.derivation.parent) : []),
      ];
    case 'RegisterSite':
      return [`site:${command.site}`];
    case 'OpenIncident':
      return [`incident:${command.incident}`, ...optional('site', command.site)];
    case 'SubmitReport':
      return [
        ...new Set<StreamId>([
          `report:${command.report}`,
          ...command.sources.flatMap((source) => [
            `source:${source.source}` as const,
            ...optional('source', source.partOf),
          ]),
          ...('known' in command.document
            ? [`document:${command.document.known}` as const]
            : [`document:${command.document.document}` as const, `source:${command.document.publisher}` as const]),
          ...command.claims.flatMap((claim) => [
            subjectStream(claim.subject),
            `source:${claim.claimant}` as const,
            ...optional('source', claim.relays),
          ]),
        ]),
      ];
    case 'CorrectClaim':
      return [
        subjectStream(command.subject),
        ...optional('source', command.corrected.claimant),
        ...optional('source', command.corrected.relays),
      ];
  }
}

const optional = (kind: 'source' | 'document' | 'site', id: string | null | undefined): StreamId[] =>
  id == null ? [] : [`${kind}:${id}`];

/**
 * Decides what a command leads to, given the streams it reads: events in the order they happen, or a refusal.
 * Pure: time, ids and actor arrive with the command or are added by the ledger.
 */
export function decide(states: States, command: Command): StreamEvent[] | Refusal {
  const found = (stream: StreamId) => states.get(stream) != null;
  switch (command.type) {
    case 'RegisterPerson': {
      const stream = `person:${command.person}` as const;
      if (found(stream)) return already('person');
      return [{ stream, event: { type: 'PersonRegistered', data: { name: command.name, roles: command.roles } } }];
    }
    case 'RegisterSource': {
      const { type: _type, source, ...data } = command;
      if (found(`source:${source}`)) return already('source');
      if (data.partOf === source) return refuse('does-not-fit', 'A source is not part of itself.', 'partOf');
      if (data.partOf !== undefined && !found(`source:${data.partOf}`)) return unknown('source', 'partOf');
      return [{ stream: `source:${source}`, event: { type: 'SourceRegistered', data } }];
    }
    case 'RecordDocument': {
      const { type: _type, document, ...data } = command;
      if (found(`document:${document}`)) return already('document');
      if (!found(`source:${data.publisher}`)) return unknown('source', 'publisher');
      return [{ stream: `document:${document}`, event: { type: 'DocumentRecorded', data } }];
    }
    case 'RecordDerivation': {
      const { document, derivation, reason } = command;
      if (!found(`document:${document}`)) return unknown('document', 'document');
      if ('parent' in derivation) {
        if (derivation.parent === document)
          return refuse('does-not-fit', 'A document does not derive from itself.', 'derivation.parent');
        if (!found(`document:${derivation.parent}`)) return unknown('document', 'derivation.parent');
      }
      return [{ stream: `document:${document}`, event: { type: 'DerivationRecorded', data: { derivation, reason } } }];
    }
    case 'RegisterSite': {
      const { type: _type, site, ...data } = command;
      if (found(`site:${site}`)) return already('site');
      return [{ stream: `site:${site}`, event: { type: 'SiteRegistered', data } }];
    }
    case 'OpenIncident': {
      const { type: _type, incident, ...data } = command;
      if (found(`incident:${incident}`)) return already('incident');
      if (data.site !== undefined && !found(`site:${data.site}`)) return unknown('site', 'site');
      return [{ stream: `incident:${incident}`, event: { type: 'IncidentOpened', data } }];
    }
    case 'SubmitReport':
      return decideReport(found, states, command);
    case 'CorrectClaim':
      return decideCorrection(found, states, command);
  }
}

type Found = (stream: StreamId) => boolean;

function decideReport(
  found: Found,
  states: States,
  command: Extract<Command, { type: 'SubmitReport' }>,
): StreamEvent[] | Refusal {
  if (found(`report:${command.report}`)) return already('report');
  const events: StreamEvent[] = [];
  const coming = new Set<string>();
  for (const [index, { source, ...data }] of command.sources.entries()) {
    const at = `sources.${index}`;
    if (found(`source:${source}`) || coming.has(source)) return already('source', at);
    if (data.partOf !== undefined && !found(`source:${data.partOf}`) && !coming.has(data.partOf))
      return unknown('source', `${at}.partOf`);
    coming.add(source);
    events.push({ stream: `source:${source}`, event: { type: 'SourceRegistered', data } });
  }
  const knownSource = (id: string) => found(`source:${id}`) || coming.has(id);

  let documentId: string;
  if ('known' in command.document) {
    documentId = command.document.known;
    if (!found(`document:${documentId}`)) return unknown('document', 'document.known');
  } else {
    const { document, ...data } = command.document;
    documentId = document;
    if (found(`document:${document}`)) return already('document', 'document');
    if (!knownSource(data.publisher)) return unknown('source', 'document.publisher');
    events.push({ stream: `document:${document}`, event: { type: 'DocumentRecorded', data } });
  }

  const claims: StreamEvent[] = [];
  const named = new Set<string>();
  for (const [index, { claim, subject, ...content }] of command.claims.entries()) {
    const at = `claims.${index}`;
    const stream = subjectStream(subject);
    const state = states.get(stream);
    if (state?.kind !== 'subject') return unknown(subject.kind, `${at}.subject`);
    if (Object.hasOwn(state.claims, claim) || named.has(claim)) return already('claim', `${at}.claim`);
    const misfit = fitsVocabulary({ ...content, subjectKind: subject.kind }, at);
    if (misfit) return misfit;
    if (!knownSource(content.claimant)) return unknown('source', `${at}.claimant`);
    if (content.relays !== undefined && !knownSource(content.relays)) return unknown('source', `${at}.relays`);
    if (content.relays === content.claimant)
      return refuse('does-not-fit', 'A claimant does not pass on its own word.', `${at}.relays`);
    named.add(claim);
    const data: ClaimRecorded['data'] = { claim, document: documentId, report: command.report, ...content };
    claims.push({ stream, event: { type: 'ClaimRecorded', data } });
  }

  const stream = `report:${command.report}` as const;
  const submitted = command.claims.map(({ claim, subject }) => ({ claim, subject }));
  const note = command.note === undefined ? {} : { note: command.note };
  return [
    ...events,
    { stream, event: { type: 'ReportSubmitted', data: { document: documentId, claims: submitted, ...note } } },
    { stream, event: { type: 'ReportAccepted', data: { by: 'policy' } } },
    ...claims,
  ];
}

function decideCorrection(
  found: Found,
  states: States,
  command: Extract<Command, { type: 'CorrectClaim' }>,
): StreamEvent[] | Refusal {
  const stream = subjectStream(command.subject);
  const state = states.get(stream);
  if (state?.kind !== 'subject') return unknown(command.subject.kind, 'subject');
  const claim = Object.hasOwn(state.claims, command.claim) ? state.claims[command.claim] : undefined;
  if (claim === undefined) return unknown('claim', 'claim');
  if (claim.version !== command.shownVersion)
    return refuse(
      'changed-meanwhile',
      'Somebody corrected this claim after you opened it. See what changed, then correct it again.',
      'shownVersion',
    );
  const corrected = onlyChanges(command.corrected, claim.content);
  if (Object.keys(corrected).length === 0)
    return refuse('nothing-changed', 'The correction says what the record already says.', 'corrected');
  if (corrected.claimant !== undefined && !found(`source:${corrected.claimant}`))
    return unknown('source', 'corrected.claimant');
  if (corrected.relays != null && !found(`source:${corrected.relays}`)) return unknown('source', 'corrected.relays');
  const scope = corrected.scope === undefined ? claim.content.scope : (corrected.scope ?? undefined);
  const misfit = fitsVocabulary(
    {
      attribute: corrected.attribute ?? claim.content.attribute,
      ...(scope === undefined ? {} : { scope }),
      answer: corrected.answer ?? claim.content.answer,
      subjectKind: command.subject.kind,
    },
    'corrected',
  );
  if (misfit) return misfit;
  const claimant = corrected.claimant ?? claim.content.claimant;
  if ((corrected.relays === undefined ? claim.content.relays : corrected.relays) === claimant)
    return refuse('does-not-fit', 'A claimant does not pass on its own word.', 'corrected.relays');
  const data = { claim: command.claim, corrected, reason: command.reason };
  return [{ stream, event: { type: 'ClaimCorrected', data } }];
}

/** Sealed text is not in the folded state, so a corrected excerpt or text answer always counts as a change. */
function onlyChanges(parts: Correction, content: Record<string, unknown>): Correction {
  const changes = Object.entries(parts).filter(([part, value]) => {
    if (value === undefined) return false;
    const before = content[part];
    if (value === null) return before !== undefined;
    if (part === 'excerpt' || (typeof value === 'object' && 'text' in value)) return true;
    return sameValue(value) !== sameValue(before);
  });
  return Object.fromEntries(changes);
}

const sameValue = (value: unknown): string =>
  typeof value === 'object' && value !== null
    ? JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : JSON.stringify(value ?? null);

const already = (what: string, field: string = what): Refusal =>
  refuse('already-recorded', `This ${what} is already on record.`, field);

const unknown = (what: string, field: string): Refusal =>
  refuse('unknown-id', `There is no such ${what} on record.`, field);
