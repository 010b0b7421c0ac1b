import type { CorrectClaim, Credibility, GradeClaim, MarkConflict, MarkCopyingError } from '../claim/command';
import { backTo } from '../claim/decide-restoration';
import type { Correction } from '../claim/event';
import type { RecordDerivation, StrikeDerivation } from '../document/command';
import type { DomainEvent } from '../event';
import { argumentsOn, type StreamState } from '../fold';
import { subjectOn } from '../identifier';
import { type MarkEvidence, markKey, type ReopenRuling } from '../question/command';
import { type Refusal, refuse } from '../refusal';
import type { AffiliateSource, GradeSource, Reliability } from '../source/command';
import type { UndoAct } from './command';
import { contentFrom, foldedFrom, type Past, type PastEvent } from './past';

/**
 * What takes an act back: a command of the kind people give, decided by the same rules. It may say what nobody gives by
 * hand: that there is no grade, or that a claim is withdrawn after all.
 */
export type Opposite =
  | (Omit<CorrectClaim, 'corrected'> & { corrected: Correction })
  | MarkCopyingError
  | MarkConflict
  | (Omit<GradeClaim, 'credibility'> & { credibility: Credibility | null })
  | RecordDerivation
  | StrikeDerivation
  | AffiliateSource
  | (Omit<GradeSource, 'reliability'> & { reliability: Reliability | null })
  | MarkEvidence
  | ReopenRuling;

/** The opposite of an act, in the order it is to happen, and the position of the act's first event. */
export type Undone = { opposite: Opposite[]; undoes: number };

/**
 * What takes back the act that a command names, told from its stream alone. Refuses another person's act, one after which
 * anybody did something to the same thing, one that was taken back, and what has no opposite.
 */
export function oppositeOf(past: Past | null, command: UndoAct, actor: string): Undone | Refusal {
  const named = past?.events.find(({ version }) => version === past.version);
  if (!past || !named) return refuse('unknown-id', 'There is no such event on record.', 'event');
  if (named.actor !== actor)
    return refuse('not-your-own-act', 'Somebody else did this. Only who did it can undo it.', 'event');
  const { event } = named;
  if (!isUndoable(event)) return cannotBeUndone(instead[event.type]);
  const thing = thingsOf(named)[0];
  const onThing = past.events.filter((each) => thingsOf(each).some((other) => other === thing));
  const isOfAct = ({ append }: PastEvent) => append === named.append;
  const act = onThing.filter(isOfAct);
  const later = onThing.filter((each) => each.version > named.version && !isOfAct(each)).at(-1);
  if (later) return notTheLast(later, act);
  const [first = named] = act;
  const before = past.events.filter(({ version }) => version < first.version);
  const opposite = backFrom(past, event, before, { actor, reason: command.reason });
  if ('refused' in opposite) return opposite;
  // An event that is named by its position has one, and so has all that came before it.
  return { opposite, undoes: first.position ?? command.event };
}

function notTheLast(later: PastEvent, act: readonly PastEvent[]): Refusal {
  const number = later.position === null ? 'a later event' : `#${later.position}`;
  const undoes = 'undoes' in later.event.data ? later.event.data.undoes : undefined;
  return act.some(({ position }) => position === undoes)
    ? refuse('already-undone', `This was undone already, by ${number}.`, 'event')
    : refuse(
        'not-your-last',
        `Something was done to the same thing since, by ${number}. Look at that first; what is wrong now is put right by a new act.`,
        'event',
      );
}

const cannotBeUndone = (sentence: string) => refuse('cannot-be-undone', sentence, 'event');

/** The events that can be taken back. */
type Undoable = Extract<
  DomainEvent,
  {
    type:
      | 'ClaimCorrected'
      | 'ClaimWithdrawn'
      | 'CopyingErrorMarked'
      | 'ConflictMarked'
      | 'ClaimGraded'
      | 'DerivationRecorded'
      | 'DerivationStruck'
      | 'SourceAffiliated'
      | 'SourceGraded'
      | 'EvidenceMarked'
      | 'QuestionRuled';
  }
>;

/** What to do instead where an act has no opposite. */
const instead: Record<Exclude<DomainEvent, Undoable>['type'], string> = {
  PersonRegistered: 'A person who was registered stays so: who acted has to be told for ever.',
  SourceRegistered: 'A source that was registered stays so. Say on its page which institution it speaks for.',
  DocumentRecorded: 'A document on record stays so. Say on its page where its content comes from.',
  SiteRegistered: 'A record that was opened stays open. Correct the claims in it.',
  IncidentOpened: 'A record that was opened stays open. Correct the claims in it.',
  AttributeDefined: 'What can be asked stays so: answers may rest on it. Define another beside it.',
  ScopeDefined: 'What can be counted stays so: answers may rest on it. Define another beside it.',
  ReportSubmitted: 'While a report waits, submit it again as it should be. Once it is accepted, correct its claims.',
  ReportReturned: 'The question stays asked. The report can still be accepted or rejected as it is.',
  ReportAccepted: 'What was accepted is on record. Correct its claims one by one.',
  ReportRejected: 'Nothing of the report was recorded. What it said can be submitted in a new one.',
  ClaimRecorded: 'A claim stays on record. Correct what was misread of it, or mark it as an error in copying.',
  ClaimRevised: 'A revision stays on record. Correct what it says, or that it revises anything.',
  EvidenceRequested: 'The request stays. Say how it ended, also that it is not wanted any more.',
  RequestMet: 'What was found stays told. Say anew what evidence is wanted.',
  RemarkMade: 'What was said stays said. Make another remark.',
  DissentRecorded: 'A dissent stays, word for word. Make a remark that says what you think now.',
  RulingReopened: 'A question that was reopened is open. Rule on it again.',
};

const isUndoable = (event: DomainEvent): event is Undoable => !Object.hasOwn(instead, event.type);

/**
 * The things an event did something to, on its stream, its own first: the last who did may undo it. All that is recorded
 * of one claim is one thing, and so is where a document's content comes from; a dissent is to the ruling it speaks of.
 */
function thingsOf({ event, actor }: PastEvent): string[] {
  switch (event.type) {
    case 'ClaimRecorded':
    case 'ClaimCorrected':
    case 'ClaimWithdrawn':
    case 'CopyingErrorMarked':
      return [`claim ${event.data.claim}`];
    case 'ClaimRevised':
      return [`claim ${event.data.claim}`, `claim ${event.data.revises}`];
    case 'ConflictMarked':
      return [`exclusion ${event.data.claims.toSorted().join(' ')}`];
    case 'ClaimGraded':
      return [`grade ${event.data.claim}`];
    case 'DerivationRecorded':
    case 'DerivationStruck':
      return ['lineage'];
    case 'SourceRegistered':
    case 'SourceAffiliated':
      return ['affiliation'];
    case 'SourceGraded':
      return ['grade'];
    case 'EvidenceMarked':
      return [`mark ${event.data.attribute} ${markKey(actor, event.data)}`];
    case 'QuestionRuled':
    case 'DissentRecorded':
    case 'RulingReopened':
      return [`ruling ${event.data.attribute}`];
    default:
      return [];
  }
}

/** The commands that lead from where an act left its thing back to where the events before it had left it. */
function backFrom(
  { stream, events }: Past,
  event: Undoable,
  before: readonly PastEvent[],
  { actor, reason }: { actor: string; reason: string },
): Opposite[] | Refusal {
  const id = stream.slice(stream.indexOf(':') + 1);
  const subject = subjectOn(stream);
  const [then, now] = [foldedFrom(before), foldedFrom(events)];
  switch (event.type) {
    case 'ClaimCorrected':
    case 'ClaimWithdrawn': {
      const { claim } = event.data;
      const [said, says] = [contentFrom(before, claim), contentFrom(events, claim)];
      const corrected = said && says ? backTo(said, says) : {};
      if ('refused' in corrected) return corrected;
      return [{ type: 'CorrectClaim', subject, claim, shownVersion: versionOf(now, claim), corrected, reason }];
    }
    case 'CopyingErrorMarked': {
      const { claim } = event.data;
      const copies = contentFrom(before, claim)?.miscopies ?? null;
      return [{ type: 'MarkCopyingError', subject, claim, shownVersion: versionOf(now, claim), copies, reason }];
    }
    case 'ConflictMarked': {
      const { claims, conflict } = event.data;
      return [{ type: 'MarkConflict', subject, claims, conflict: !conflict, reason }];
    }
    case 'ClaimGraded': {
      const { claim } = event.data;
      const earlier = before.map((each) => each.event).findLast((one) => isGradeOf(one, claim));
      const credibility = earlier?.type === 'ClaimGraded' ? earlier.data.credibility : null;
      return [{ type: 'GradeClaim', subject, claim, credibility, rationale: reason }];
    }
    case 'SourceGraded': {
      const earlier = before.map((each) => each.event).findLast(({ type }) => type === 'SourceGraded');
      const reliability = earlier?.type === 'SourceGraded' ? earlier.data.reliability : null;
      return [{ type: 'GradeSource', source: id, reliability, rationale: reason }];
    }
    case 'SourceAffiliated': {
      const partOf = (then?.kind === 'source' ? then.partOf : undefined) ?? null;
      return [{ type: 'AffiliateSource', source: id, partOf, reason }];
    }
    case 'DerivationRecorded':
    case 'DerivationStruck':
      return lineageBack(id, then, now, reason);
    case 'EvidenceMarked': {
      const { attribute, position, evidence } = event.data;
      const marks = then?.kind === 'subject' ? argumentsOn(then, attribute).marks : {};
      const mark = marks[markKey(actor, event.data)] ?? null;
      return [{ type: 'MarkEvidence', subject, attribute, position, evidence, mark }];
    }
    case 'QuestionRuled': {
      const { attribute } = event.data;
      if (then?.kind === 'subject' && argumentsOn(then, attribute).isRuled)
        return cannotBeUndone(
          'It took the place of a ruling that stood. Rule again as is right, or reopen the question with a reason.',
        );
      const shownVersion = now?.kind === 'subject' ? argumentsOn(now, attribute).version : 0;
      return [{ type: 'ReopenRuling', subject, attribute, shownVersion, reason }];
    }
  }
}

const isGradeOf = (event: DomainEvent, claim: string): boolean =>
  event.type === 'ClaimGraded' && event.data.claim === claim;

const versionOf = (state: StreamState | null, claim: string): number =>
  (state?.kind === 'subject' ? state.claims[claim]?.version : undefined) ?? 0;

function lineageBack(
  document: string,
  then: StreamState | null,
  now: StreamState | null,
  reason: string,
): Opposite[] | Refusal {
  if (then?.kind !== 'document' || now?.kind !== 'document') return [];
  const strike = (parent?: string): Opposite => ({
    type: 'StrikeDerivation',
    document,
    ...(parent === undefined ? {} : { parent }),
    reason,
  });
  const record = (derivation: RecordDerivation['derivation']): Opposite => ({
    type: 'RecordDerivation',
    document,
    derivation,
    reason,
  });
  if (then.lineage === 'first-hand')
    return now.lineage === 'first-hand' ? changedNothing : [record({ how: 'first-hand' })];
  if (then.lineage === 'unknown')
    return now.parents.length > 0 ? now.parents.map((one) => strike(one.document)) : [strike()];
  const isIn = (state: typeof then, parent: (typeof then.parents)[number]) =>
    state.parents.some(({ document: id, how }) => id === parent.document && how === parent.how);
  const again = then.parents.filter((parent) => !isIn(now, parent));
  const gone = now.parents.filter((parent) => !then.parents.some(({ document: id }) => id === parent.document));
  const back = [
    ...again.map(({ document: parent, how }) => record({ how, parent })),
    ...gone.map((parent) => strike(parent.document)),
  ];
  return back.length > 0 ? back : changedNothing;
}

const changedNothing = refuse(
  'nothing-changed',
  'It said what the record said before it: there is nothing to undo.',
  'event',
);
