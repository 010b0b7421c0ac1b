import type { StreamEvent } from '../event';
import type { ClaimState, StreamState } from '../fold';
import { type StreamId, subjectStream } from '../identifier';
import { alreadyRecorded, isRecorded, type States, unknownId } from '../known';
import { type Refusal, refuse } from '../refusal';
import { institutionsOf } from '../source/decide';
import { vocabularyIn } from '../vocabulary/decide';
import type { MarkConflict, MarkCopyingError, ReviseClaim, WithdrawClaim } from './command';
import { changedMeanwhile, fitsVocabulary, relayCircle, unknownPlace } from './decide';

type SubjectState = Extract<StreamState, { kind: 'subject' }>;

/**
 * Decides that a claimant revised its answer: only its own, or that of another voice of its institution, and only the
 * latest one. The new claim takes the earlier one's question; both stay on record.
 */
export function decideRevision(states: States, command: ReviseClaim): StreamEvent[] | Refusal {
  const stream = subjectStream(command.subject);
  const spoken = claimToSpeakOf(states, command);
  if ('refused' in spoken) return spoken;
  const { state, claim, claimant } = spoken;
  if (Object.hasOwn(state.claims, command.revision)) return alreadyRecorded('claim', 'revision');
  const { answer, validity = claim.content.validity, excerpt, note } = command;
  const scope = command.scope ?? claim.content.scope;
  const content = {
    attribute: claim.content.attribute,
    ...(scope === undefined ? {} : { scope }),
    answer,
    claimant,
    ...(claim.content.relays === undefined ? {} : { relays: claim.content.relays }),
    // An assessment that its author revised is still one, and takes no position.
    ...(claim.content.opinion ? { opinion: true } : {}),
    ...(validity === undefined ? {} : { validity }),
    ...(excerpt === undefined ? {} : { excerpt }),
  };
  const misfit = fitsVocabulary(vocabularyIn(states), { ...content, subjectKind: command.subject.kind }, '');
  if (misfit) return misfit;
  const nowhere = unknownPlace((place) => isRecorded(states, place), answer, '');
  if (nowhere) return nowhere;
  const circle = relayCircle(state, content, 'claimant');
  if (circle) return circle;
  const read = decideReadIn(states, command.document);
  if ('refused' in read) return read;
  const data = {
    claim: command.revision,
    revises: command.claim,
    document: read.document,
    ...content,
    ...(note === undefined ? {} : { note }),
  };
  return [...read.recorded, { stream, event: { type: 'ClaimRevised', data } }];
}

/** Decides that a claimant took its answer back: only its own, or that of another voice of its institution. */
export function decideWithdrawal(states: States, command: WithdrawClaim): StreamEvent[] | Refusal {
  const spoken = claimToSpeakOf(states, command);
  if ('refused' in spoken) return spoken;
  const read = decideReadIn(states, command.document);
  if ('refused' in read) return read;
  const { claim, claimant, excerpt, reason } = { ...command, claimant: spoken.claimant };
  const data = { claim, document: read.document, claimant, ...(excerpt === undefined ? {} : { excerpt }), reason };
  return [...read.recorded, { stream: subjectStream(command.subject), event: { type: 'ClaimWithdrawn', data } }];
}

/** Decides to mark a claim as an error in copying another of its subject, or to take the mark away. */
export function decideCopyingError(states: States, command: MarkCopyingError): StreamEvent[] | Refusal {
  const found = claimOf(states, command.subject, command.claim, 'claim');
  if ('refused' in found) return found;
  const { state, claim } = found;
  const { copies, reason } = command;
  if (claim.version !== command.shownVersion) return changedMeanwhile;
  if (copies === command.claim) return refuse('does-not-fit', 'A claim is not a copy of itself.', 'copies');
  if (copies !== null && !Object.hasOwn(state.claims, copies)) return unknownId('claim', 'copies');
  if (copies !== null && miscopiedFrom(state, copies).has(command.claim))
    return refuse('lineage-cycle', 'That claim is itself marked as an error in copying this one.', 'copies');
  if ((claim.content.miscopies ?? null) === copies)
    return refuse('nothing-changed', 'The record says so already.', 'copies');
  const data = { claim: command.claim, copies, reason };
  return [{ stream: subjectStream(command.subject), event: { type: 'CopyingErrorMarked', data } }];
}

function miscopiedFrom(state: SubjectState, claim: string): Set<string> {
  const found = new Set([claim]);
  for (const id of found) {
    const next = state.claims[id]?.content.miscopies;
    if (next !== undefined) found.add(next);
  }
  return found;
}

/** Decides whether two answers exclude each other: of one line, and at least one in words, which are never compared. */
export function decideConflict(states: States, command: MarkConflict): StreamEvent[] | Refusal {
  const [a, b] = command.claims;
  const first = claimOf(states, command.subject, a, 'claims.0');
  if ('refused' in first) return first;
  const second = claimOf(states, command.subject, b, 'claims.1');
  if ('refused' in second) return second;
  const [one, other] = [first.claim.content, second.claim.content];
  if (a === b) return refuse('does-not-fit', 'An answer does not exclude itself.', 'claims.1');
  // What no longer fits can still be taken back.
  if (command.conflict && (one.attribute !== other.attribute || one.scope !== other.scope))
    return refuse('does-not-fit', 'These answer different questions.', 'claims.1');
  if (command.conflict && one.answer.kind !== 'text' && other.answer.kind !== 'text')
    return refuse('does-not-fit', 'Only answers in words are compared by hand.', 'claims');
  if (
    command.conflict &&
    [one, other].some(({ opinion, answer }) => opinion || answer.kind === 'unknown' || answer.kind === 'tally')
  )
    return refuse('does-not-fit', 'One of these takes no position.', 'claims');
  if (first.state.excluding.some((pair) => pair.includes(a) && pair.includes(b)) === command.conflict)
    return refuse('nothing-changed', 'The record says so already.', 'conflict');
  const { claims, conflict, reason } = command;
  return [
    { stream: subjectStream(command.subject), event: { type: 'ConflictMarked', data: { claims, conflict, reason } } },
  ];
}

function claimOf(
  states: States,
  subject: ReviseClaim['subject'],
  id: string,
  field: string,
): { state: SubjectState; claim: ClaimState } | Refusal {
  const state = states.get(subjectStream(subject));
  if (state?.kind !== 'subject') return unknownId(subject.kind, 'subject');
  const claim = Object.hasOwn(state.claims, id) ? state.claims[id] : undefined;
  return claim ? { state, claim } : unknownId('claim', field);
}

/** The claim that a claimant speaks of again, and who speaks: the claimant, or another voice of its institution. */
function claimToSpeakOf(
  states: States,
  command: ReviseClaim | WithdrawClaim,
): { state: SubjectState; claim: ClaimState; claimant: string } | Refusal {
  const found = claimOf(states, command.subject, command.claim, 'claim');
  if ('refused' in found) return found;
  const { state, claim } = found;
  if (claim.version !== command.shownVersion) return changedMeanwhile;
  if (claim.content.withdrawn) return refuse('already-decided', 'Its claimant took this answer back already.', 'claim');
  const institution = (source: string) => institutionsOf(states, source).at(-1);
  const isReplaced = Object.values(state.claims).some(
    ({ content }) =>
      content.revises === command.claim && institution(content.claimant) === institution(claim.content.claimant),
  );
  if (isReplaced)
    return refuse('already-decided', 'This answer was revised already. Speak of the latest one.', 'claim');
  const claimant = command.claimant ?? claim.content.claimant;
  if (!isRecorded(states, `source:${claimant}`)) return unknownId('source', 'claimant');
  if (institution(claimant) !== institution(claim.content.claimant))
    return refuse(
      'not-its-own-claim',
      'Only the claimant, or another voice of its institution, can revise or withdraw an answer. What somebody else says is a claim of its own.',
      'claimant',
    );
  return { state, claim, claimant };
}

/** The document something was read in, and its record where it is new. */
function decideReadIn(
  states: States,
  readIn: ReviseClaim['document'],
): { document: string; recorded: StreamEvent[] } | Refusal {
  if ('known' in readIn)
    return isRecorded(states, `document:${readIn.known}`)
      ? { document: readIn.known, recorded: [] }
      : unknownId('document', 'document.known');
  const { document, ...data } = readIn;
  const stream: StreamId = `document:${document}`;
  if (isRecorded(states, stream)) return alreadyRecorded('document');
  if (!isRecorded(states, `source:${data.publisher}`)) return unknownId('source', 'document.publisher');
  return { document, recorded: [{ stream, event: { type: 'DocumentRecorded', data } }] };
}
