import { decideCorrection, siteNamed } from './claim/decide';
import type { Command } from './command';
import type { StreamEvent } from './event';
import { type StreamId, subjectStream } from './identifier';
import { alreadyRecorded, isRecorded, type States, unknownId } from './known';
import { type Refusal, refuse } from './refusal';
import { decideReport } from './report/decide';

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
            ...optional('site', siteNamed(claim.answer)),
          ]),
        ]),
      ];
    case 'CorrectClaim':
      return [
        subjectStream(command.subject),
        ...optional('source', command.corrected.claimant),
        ...optional('source', command.corrected.relays),
        ...optional('site', siteNamed(command.corrected.answer)),
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
  switch (command.type) {
    case 'RegisterPerson': {
      const stream = `person:${command.person}` as const;
      if (isRecorded(states, stream)) return alreadyRecorded('person');
      return [{ stream, event: { type: 'PersonRegistered', data: { name: command.name, roles: command.roles } } }];
    }
    case 'RegisterSource': {
      const { type: _type, source, ...data } = command;
      if (isRecorded(states, `source:${source}`)) return alreadyRecorded('source');
      if (data.partOf === source) return refuse('does-not-fit', 'A source is not part of itself.', 'partOf');
      if (data.partOf !== undefined && !isRecorded(states, `source:${data.partOf}`))
        return unknownId('source', 'partOf');
      return [{ stream: `source:${source}`, event: { type: 'SourceRegistered', data } }];
    }
    case 'RecordDocument': {
      const { type: _type, document, ...data } = command;
      if (isRecorded(states, `document:${document}`)) return alreadyRecorded('document');
      if (!isRecorded(states, `source:${data.publisher}`)) return unknownId('source', 'publisher');
      return [{ stream: `document:${document}`, event: { type: 'DocumentRecorded', data } }];
    }
    case 'RecordDerivation': {
      const { document, derivation, reason } = command;
      if (!isRecorded(states, `document:${document}`)) return unknownId('document', 'document');
      if ('parent' in derivation) {
        if (derivation.parent === document)
          return refuse('does-not-fit', 'A document does not derive from itself.', 'derivation.parent');
        if (!isRecorded(states, `document:${derivation.parent}`)) return unknownId('document', 'derivation.parent');
      }
      return [{ stream: `document:${document}`, event: { type: 'DerivationRecorded', data: { derivation, reason } } }];
    }
    case 'RegisterSite': {
      const { type: _type, site, ...data } = command;
      if (isRecorded(states, `site:${site}`)) return alreadyRecorded('site');
      return [{ stream: `site:${site}`, event: { type: 'SiteRegistered', data } }];
    }
    case 'OpenIncident': {
      const { type: _type, incident, ...data } = command;
      if (isRecorded(states, `incident:${incident}`)) return alreadyRecorded('incident');
      if (data.site !== undefined && !isRecorded(states, `site:${data.site}`)) return unknownId('site', 'site');
      return [{ stream: `incident:${incident}`, event: { type: 'IncidentOpened', data } }];
    }
    case 'SubmitReport':
      return decideReport(states, command);
    case 'CorrectClaim':
      return decideCorrection(states, command);
  }
}
