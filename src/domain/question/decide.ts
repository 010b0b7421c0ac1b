import { fitsVocabulary } from '../claim/decide';
import type { StreamEvent } from '../event';
import { type ArguedState, argumentsOn, type StreamState } from '../fold';
import { subjectStream } from '../identifier';
import { alreadyRecorded, isRecorded, type States, unknownId } from '../known';
import { type Refusal, refuse } from '../refusal';
import { vocabularyIn } from '../vocabulary/decide';
import { familyOf } from './assess-family';
import { type ArgueQuestion, type Evidence, markKey, type RuleQuestion } from './command';
import type { QuestionArgued } from './event';

type SubjectState = Extract<StreamState, { kind: 'subject' }>;

/**
 * Decides what a person does on a question. The question must have been answered by a claim at least; what is named must be
 * on record. A ruling needs evidence; a dissent or a reopening needs a ruling that stands.
 */
export function decideArgument(states: States, command: ArgueQuestion, actor: string): StreamEvent[] | Refusal {
  const stream = subjectStream(command.subject);
  const state = states.get(stream);
  if (state?.kind !== 'subject') return unknownId(command.subject.kind, 'subject');
  const { attribute } = command;
  const isAsked = Object.values(state.claims).some(({ content }) => content.attribute === attribute);
  // What was argued stays to be argued on, though every claim was found to answer another question.
  if (!isAsked && !Object.hasOwn(state.questions, attribute)) return unknownId('question', 'attribute');
  const argued = argumentsOn(state, attribute);
  const decided = (event: QuestionArgued): StreamEvent[] => [{ stream, event }];
  switch (command.type) {
    case 'MarkEvidence': {
      const { position, evidence, mark } = command;
      const refusal =
        mark === null
          ? null
          : (bearsOn(state, attribute, position, 'position') ?? unknownEvidence(states, evidence, 'evidence'));
      if (refusal) return refusal;
      if ((argued.marks[markKey(actor, command)] ?? null) === mark)
        return refuse('nothing-changed', 'Your mark says so already.', 'mark');
      return decided({ type: 'EvidenceMarked', data: { attribute, position, evidence, mark } });
    }
    case 'RequestEvidence': {
      const { request, wanted } = command;
      if (Object.hasOwn(argued.requests, request)) return alreadyRecorded('request');
      return decided({ type: 'EvidenceRequested', data: { attribute, request, wanted } });
    }
    case 'MeetRequest': {
      const { request, outcome } = command;
      if (!Object.hasOwn(argued.requests, request)) return unknownId('request', 'request');
      if (argued.requests[request] === 'met')
        return refuse('already-decided', 'It was said already how this request ended.', 'request');
      return decided({ type: 'RequestMet', data: { attribute, request, outcome } });
    }
    case 'MakeRemark': {
      const { remark, text } = command;
      if (argued.remarks.includes(remark)) return alreadyRecorded('remark');
      return decided({ type: 'RemarkMade', data: { attribute, remark, text } });
    }
    case 'RuleQuestion':
      return decideRuling(states, state, argued, command);
    case 'RecordDissent':
      if (!argued.isRuled) return refuse('does-not-fit', 'There is no ruling to dissent from.', 'attribute');
      return decided({ type: 'DissentRecorded', data: { attribute, text: command.text } });
    case 'ReopenRuling':
      if (!argued.isRuled) return refuse('does-not-fit', 'There is no ruling to reopen.', 'attribute');
      if (argued.version !== command.shownVersion) return changedMeanwhile;
      return decided({ type: 'RulingReopened', data: { attribute, reason: command.reason } });
  }
}

function decideRuling(
  states: States,
  state: SubjectState,
  argued: ArguedState,
  command: RuleQuestion,
): StreamEvent[] | Refusal {
  const { attribute, outcome, evidence, rule, rationale, shownPosition } = command;
  if (argued.version !== command.shownVersion) return changedMeanwhile;
  if (evidence.length === 0)
    return refuse(
      'needs-evidence',
      'Cite the evidence the ruling rests on: at least one claim or document.',
      'evidence',
    );
  for (const [at, each] of evidence.entries()) {
    const unknown = unknownEvidence(states, each, `evidence.${at}`);
    if (unknown) return unknown;
  }
  if ((outcome.kind === 'undecidable') !== (rule === 'not to be told'))
    return refuse('does-not-fit', 'Only what cannot be decided is not to be told, and always.', 'rule');
  if (outcome.kind === 'position') {
    const elsewhere = bearsOn(state, attribute, outcome.position, 'outcome.position');
    if (elsewhere) return elsewhere;
    if (takesNoPosition(state, outcome.position))
      return refuse('does-not-fit', 'That claim takes no position, or no longer does.', 'outcome.position');
  }
  if (outcome.kind === 'range') {
    const { answer, scope } = outcome;
    if (answer.kind !== 'count' && answer.kind !== 'time')
      return refuse('does-not-fit', 'A range is a number or a time.', 'outcome.answer');
    const asked = { attribute, answer, subjectKind: command.subject.kind, ...(scope === undefined ? {} : { scope }) };
    const misfit = fitsVocabulary(vocabularyIn(states), asked, 'outcome');
    if (misfit) return misfit;
  }
  const data = { attribute, rule, shownPosition, outcome, evidence, rationale };
  return [{ stream: subjectStream(command.subject), event: { type: 'QuestionRuled', data } }];
}

const changedMeanwhile = refuse(
  'changed-meanwhile',
  'Somebody argued or ruled on this question after you opened it. Look at it again; what you wrote is kept.',
  'shownVersion',
);

/** Refuses a claim that takes no part in a question: of the subject, and of the attribute or one that nests with it. */
function bearsOn(state: SubjectState, attribute: string, claim: string, field: string): Refusal | null {
  const known = Object.hasOwn(state.claims, claim) ? state.claims[claim] : undefined;
  if (!known) return unknownId('claim', field);
  return familyOf(attribute).includes(known.content.attribute)
    ? null
    : refuse('does-not-fit', 'That claim answers another question.', field);
}

function unknownEvidence(states: States, evidence: Evidence, field: string): Refusal | null {
  if ('document' in evidence)
    return isRecorded(states, `document:${evidence.document}`) ? null : unknownId('document', `${field}.document`);
  const state = states.get(subjectStream(evidence.subject));
  return state?.kind === 'subject' && Object.hasOwn(state.claims, evidence.claim)
    ? null
    : unknownId('claim', `${field}.claim`);
}

/** Whether a claim abstains, or its claimant took it back or replaced it. */
function takesNoPosition(state: SubjectState, id: string): boolean {
  const content = state.claims[id]?.content;
  if (!content || content.opinion || content.withdrawn || content.miscopies !== undefined) return true;
  if (content.answer.kind === 'unknown' || content.answer.kind === 'tally') return true;
  return Object.values(state.claims).some((other) => other.content.revises === id);
}
