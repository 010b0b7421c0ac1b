import type { UndoAct } from './act/command';
import { type Opposite, oppositeOf } from './act/opposite';
import type { Past } from './act/past';
import type { RestoreClaim, ReviseClaim } from './claim/command';
import { decideCorrection, siteNamed } from './claim/decide';
import { decideCredibility } from './claim/decide-grade';
import { restorationOf } from './claim/decide-restoration';
import { decideConflict, decideCopyingError, decideRevision, decideWithdrawal } from './claim/decide-revision';
import type { Command } from './command';
import { decideDerivation, decideStrike } from './document/decide';
import type { DomainEvent, StreamEvent } from './event';
import type { ClaimState } from './fold';
import { type StreamId, type Subject, subjectStream, vocabularyStream } from './identifier';
import { alreadyRecorded, isRecorded, type States, unknownId } from './known';
import type { Evidence } from './question/command';
import { decideArgument } from './question/decide';
import { type Refusal, refuse } from './refusal';
import { decideReport, decideReview } from './report/decide';
import { documentOf, type ReportContents } from './report/event';
import { decideAffiliation, decideReliability } from './source/decide';
import { decideAttribute, decideScope } from './vocabulary/decide';

/** What a decision is given beside the streams it reads. */
export type Given = {
  /** The id of the person who gives the command. */
  actor: string;
  /** Whether the policy lets them decide on reports, their own included. */
  mayReview: boolean;
  /** What the report under review holds, as it was last submitted; null for every other command. */
  submitted: ReportContents | null;
  /** What happened on the stream of the event that a command names by its position; null where there is none. */
  past: Past | null;
};

/** The report whose contents a command has to be given, if any. */
export const reportUnderReview = (command: Command): string | null =>
  command.type === 'AcceptReport' ? command.report : null;

/**
 * The streams a command has to read: every one it writes, and every one it refers to. What an event that it names by its
 * position stands on has to be read beside them.
 */
export function streamsOf(command: Command | Opposite, submitted: ReportContents | null): StreamId[] {
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
    case 'RestoreClaim':
      return [subjectStream(command.subject)];
    case 'UndoAct':
      return [];
    case 'StrikeDerivation':
      return [`document:${command.document}`];
    case 'AffiliateSource':
      return [`source:${command.source}`, ...optional('source', command.partOf)];
    case 'GradeSource':
      return [`source:${command.source}`];
    case 'ReviseClaim':
      return [
        subjectStream(command.subject),
        vocabularyStream,
        ...readIn(command.document),
        ...optional('source', command.claimant),
        ...optional('site', siteNamed(command.answer)),
      ];
    case 'WithdrawClaim':
      return [subjectStream(command.subject), ...readIn(command.document), ...optional('source', command.claimant)];
    case 'MarkCopyingError':
    case 'MarkConflict':
    case 'RequestEvidence':
    case 'MeetRequest':
    case 'MakeRemark':
    case 'RecordDissent':
    case 'ReopenRuling':
      return [subjectStream(command.subject)];
    case 'GradeClaim':
      return [subjectStream(command.subject), vocabularyStream];
    case 'MarkEvidence':
      return [...new Set<StreamId>([subjectStream(command.subject), ...evidenceStreams([command.evidence])])];
    case 'RuleQuestion':
      return [
        ...new Set<StreamId>([subjectStream(command.subject), vocabularyStream, ...evidenceStreams(command.evidence)]),
      ];
  }
}

/**
 * The streams a command has to read beyond those it names, as far as the ones read so far tell: lines of copying and of
 * affiliation are followed to their ends, and of what undoes or restores, which has to be given its past, what its opposite
 * has to read. Ask again until there is nothing more to read.
 */
export function streamsBeyond(
  command: Command | Opposite,
  states: States,
  given?: Pick<Given, 'actor' | 'past'>,
): StreamId[] {
  switch (command.type) {
    case 'UndoAct':
    case 'RestoreClaim': {
      const leads = leadsBack(command, given?.past ?? null, given?.actor ?? '');
      if ('refused' in leads) return [];
      return leads.opposite.flatMap((step) => [...streamsOf(step, null), ...streamsBeyond(step, states)]);
    }
    case 'RecordDerivation':
    case 'AffiliateSource':
      return lineageBeyond(states);
    case 'ReviseClaim':
    case 'WithdrawClaim': {
      const claims = claimsIn(states, command.subject);
      const claim = Object.hasOwn(claims, command.claim) ? claims[command.claim] : undefined;
      const replacing = Object.values(claims).filter(({ content }) => content.revises === command.claim);
      return [
        ...optional('source', claim?.content.claimant),
        ...replacing.flatMap(({ content }) => optional('source', content.claimant)),
        ...lineageBeyond(states),
      ];
    }
    case 'GradeClaim': {
      if (command.credibility !== 1) return [];
      const claims = Object.values(claimsIn(states, command.subject));
      return [
        ...claims.flatMap(({ content, document }) => [
          `document:${document}` as const,
          `source:${content.claimant}` as const,
          ...optional('source', content.relays),
        ]),
        ...[...states.values()].flatMap((state) =>
          state?.kind === 'document' ? optional('source', state.publisher) : [],
        ),
        ...lineageBeyond(states),
      ];
    }
    default:
      return [];
  }
}

/** Whether what a command read, and not only what it writes, has to be as it was when its events are appended. */
export const restsOnAllRead = ({ type }: Command): boolean =>
  type === 'RecordDerivation' || type === 'AffiliateSource' || type === 'UndoAct';

/** The commands that an undoing or a restoration leads to, and what their events say of it. */
function leadsBack(
  command: UndoAct | RestoreClaim,
  past: Past | null,
  actor: string,
): { opposite: Opposite[]; told: object } | Refusal {
  if (command.type === 'UndoAct') {
    const undone = oppositeOf(past, command, actor);
    return 'refused' in undone ? undone : { opposite: undone.opposite, told: { undoes: undone.undoes } };
  }
  const restored = restorationOf(past, command);
  if ('refused' in restored) return restored;
  const { subject, claim, shownVersion, reason } = command;
  const { corrected, restores } = restored;
  return {
    opposite: [{ type: 'CorrectClaim', subject, claim, shownVersion, corrected, reason }],
    told: { restores },
  };
}

/** The documents that documents read so far come from, and the institutions that sources read so far are part of. */
const lineageBeyond = (states: States): StreamId[] =>
  [...states.values()].flatMap((state) =>
    state?.kind === 'document'
      ? state.parents.map(({ document }) => `document:${document}` as const)
      : state?.kind === 'source'
        ? optional('source', state.partOf)
        : [],
  );

const claimsIn = (states: States, subject: Subject): Readonly<Record<string, ClaimState>> => {
  const state = states.get(subjectStream(subject));
  return state?.kind === 'subject' ? state.claims : {};
};

const readIn = (document: ReviseClaim['document']): StreamId[] =>
  'known' in document
    ? [`document:${document.known}`]
    : [`document:${document.document}`, `source:${document.publisher}`];

const evidenceStreams = (evidence: readonly Evidence[]): StreamId[] =>
  evidence.map((each): StreamId => ('document' in each ? `document:${each.document}` : subjectStream(each.subject)));

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
export function decide(states: States, command: Command | Opposite, given: Given): StreamEvent[] | Refusal {
  switch (command.type) {
    case 'UndoAct':
    case 'RestoreClaim':
      return decideBack(states, command, given);
    case 'RegisterPerson': {
      const stream = `person:${command.person}` as const;
      if (isRecorded(states, stream)) return alreadyRecorded('person');
      return [{ stream, event: { type: 'PersonRegistered', data: { name: command.name, roles: command.roles } } }];
    }
    case 'RegisterSource': {
      const { type: _type, source, ...data } = command;
      if (isRecorded(states, `source:${source}`)) return alreadyRecorded('source');
      if (data.partOf === source) return refuse('part-of-itself', 'A source is not part of itself.', 'partOf');
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
    case 'RecordDerivation':
      return decideDerivation(states, command);
    case 'StrikeDerivation':
      return decideStrike(states, command);
    case 'AffiliateSource':
      return decideAffiliation(states, command);
    case 'GradeSource':
      return decideReliability(states, command);
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
    case 'ReviseClaim':
      return decideRevision(states, command);
    case 'WithdrawClaim':
      return decideWithdrawal(states, command);
    case 'MarkCopyingError':
      return decideCopyingError(states, command);
    case 'MarkConflict':
      return decideConflict(states, command);
    case 'GradeClaim':
      return decideCredibility(states, command);
    case 'MarkEvidence':
    case 'RequestEvidence':
    case 'MeetRequest':
    case 'MakeRemark':
    case 'RuleQuestion':
    case 'RecordDissent':
    case 'ReopenRuling':
      return decideArgument(states, command, given.actor);
  }
}

/** Decides what leads back, as each command of it would be decided by itself: its events tell what they undo or restore. */
function decideBack(states: States, command: UndoAct | RestoreClaim, given: Given): StreamEvent[] | Refusal {
  const leads = leadsBack(command, given.past, given.actor);
  if ('refused' in leads) return leads;
  const decided: StreamEvent[] = [];
  for (const step of leads.opposite) {
    const events = decide(states, step, given);
    // The fields of what it leads to are none of its own.
    if ('refused' in events)
      return refuse(events.refused, events.reason, command.type === 'UndoAct' ? 'event' : 'before');
    for (const { stream, event } of events) {
      // A mark is made without a reason; taken back it has one.
      const reason = event.type === 'EvidenceMarked' ? { reason: command.reason } : {};
      decided.push({ stream, event: { ...event, data: { ...event.data, ...reason, ...leads.told } } as DomainEvent });
    }
  }
  return decided;
}
