import { decideCorrection, siteNamed } from './claim/decide';
import type { Command } from './command';
import type { StreamEvent } from './event';
import { type StreamId, subjectStream, vocabularyStream } from './identifier';
import { alreadyRecorded, isRecorded, type States, unknownId } from './known';
import { type Refusal, refuse } from './refusal';
import { decideReport, decideReview } from './report/decide';
import { documentOf, type ReportContents } from './report/event';
import { decideAttribute, decideScope } from './vocabulary/decide';

/** What a decision is given beside the streams it reads. */
export type Given = {
  /** The id of the person who gives the command. */
  actor: string;
  /** Whether the policy lets them decide on reports, their own included. */
  mayReview: boolean;
  /** What the report under review holds, as it was last submitted; null for every other command. */
  submitted: ReportContents | null;
};

/** The report whose contents a command has to be given, if any. */
export const reportUnderReview = (command: Command): string | null =>
  command.type === 'AcceptReport' ? command.report : null;

/** The streams a command has to read: every one it writes, and every one it refers to. */
export function streamsOf(command: Command, submitted: ReportContents | null): StreamId[] {
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
    case 'DefineAttribute':
    case 'DefineScope':
      return [vocabularyStream];
    case 'SubmitReport': {
      const { incidents = [], sites = [] } = command;
      return [...new Set([`report:${command.report}` as const, ...streamsIn({ ...command, incidents, sites })])];
    }
    case 'AcceptReport':
      return [...new Set([`report:${command.report}` as const, ...(submitted ? streamsIn(submitted) : [])])];
    case 'ReturnReport':
    case 'RejectReport':
      return [`report:${command.report}`];
    case 'CorrectClaim':
      return [
        subjectStream(command.subject),
        vocabularyStream,
        ...optional('source', command.corrected.claimant),
        ...optional('source', command.corrected.relays),
        ...optional('site', siteNamed(command.corrected.answer)),
      ];
  }
}

/** The streams that recording these contents reads or writes. */
const streamsIn = (contents: ReportContents): StreamId[] => [
  vocabularyStream,
  ...contents.sources.flatMap(({ source, partOf }) => [`source:${source}` as const, ...optional('source', partOf)]),
  ...contents.sites.map(({ site }) => `site:${site}` as const),
  ...contents.incidents.flatMap(({ incident, site }) => [`incident:${incident}` as const, ...optional('site', site)]),
  `document:${documentOf(contents)}`,
  ...('publisher' in contents.document ? optional('source', contents.document.publisher) : []),
  ...contents.claims.flatMap((claim) => [
    subjectStream(claim.subject),
    ...optional('source', claim.claimant),
    ...optional('source', claim.relays),
    ...optional('site', siteNamed(claim.answer)),
  ]),
];

const optional = (kind: 'source' | 'document' | 'site', id: string | null | undefined): StreamId[] =>
  id == null ? [] : [`${kind}:${id}`];

/**
 * Decides what a command leads to, given the streams it reads: events in the order they happen, or a refusal.
 * Pure: time, ids and actor arrive with the command or are added by the ledger.
 */
export function decide(states: States, command: Command, given: Given): StreamEvent[] | Refusal {
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
      return decideReport(states, command, given);
    case 'AcceptReport':
    case 'ReturnReport':
    case 'RejectReport':
      return decideReview(states, command, given);
    case 'DefineAttribute':
      return decideAttribute(states, command);
    case 'DefineScope':
      return decideScope(states, command);
    case 'CorrectClaim':
      return decideCorrection(states, command);
  }
}
