import * as z from 'zod';
import { answerSchema } from '../answer/answer';
import { plainLine, plainText } from '../answer/plain-text';
import { identifierSchema, subjectSchema } from '../identifier';

/** The question a command is about: what is asked of a subject. */
const question = { subject: subjectSchema, attribute: plainLine(60) };

/**
 * What a mark or a ruling rests on: a claim, which may be about another subject, or a document as a whole.
 * `subject` is the claim's own.
 */
export const evidenceSchema = z.union([
  z.strictObject({ claim: identifierSchema, subject: subjectSchema }),
  z.strictObject({ document: identifierSchema }),
]);

/** What a mark or a ruling rests on. */
export type Evidence = z.infer<typeof evidenceSchema>;

/** One text for a piece of evidence. */
export const evidenceKey = (evidence: Evidence): string =>
  'document' in evidence ? `document ${evidence.document}` : `claim ${evidence.claim}`;

/** What a piece of evidence is to a position, in the words of the matrix. */
export const evidenceMarks = ['Consistent', 'Against', 'Neutral', 'Does not bear'] as const;

/** What a piece of evidence is to a position. */
export type EvidenceMark = (typeof evidenceMarks)[number];

/**
 * Says what a piece of evidence is to a position, in the person's own judgement; `null` takes their mark away. Each
 * person's marks are kept. A position is named by a claim that asserts it: its wording may change as claims arrive.
 */
export const markEvidenceSchema = z.strictObject({
  type: z.literal('MarkEvidence'),
  ...question,
  position: identifierSchema,
  evidence: evidenceSchema,
  mark: z.enum(evidenceMarks).nullable(),
});

/** Says what a piece of evidence is to a position. */
export type MarkEvidence = z.infer<typeof markEvidenceSchema>;

/** One person's mark on one piece of evidence for one position. */
export const markKey = (person: string, { position, evidence }: Pick<MarkEvidence, 'position' | 'evidence'>): string =>
  [person, position, evidenceKey(evidence)].join(' ');

/** Says what would change our mind: evidence that is wanted before the question is ruled on. */
export const requestEvidenceSchema = z.strictObject({
  type: z.literal('RequestEvidence'),
  ...question,
  request: identifierSchema,
  wanted: plainText(1000),
});

/** Says what would change our mind. */
export type RequestEvidence = z.infer<typeof requestEvidenceSchema>;

/** Says how a request for evidence ended: what was found, or that it is not to be had. */
export const meetRequestSchema = z.strictObject({
  type: z.literal('MeetRequest'),
  ...question,
  request: identifierSchema,
  outcome: plainText(1000),
});

/** Says how a request for evidence ended. */
export type MeetRequest = z.infer<typeof meetRequestSchema>;

/** Adds a remark to a question's discussion. */
export const makeRemarkSchema = z.strictObject({
  type: z.literal('MakeRemark'),
  ...question,
  remark: identifierSchema,
  text: plainText(4000),
});

/** Adds a remark to a question's discussion. */
export type MakeRemark = z.infer<typeof makeRemarkSchema>;

/** What a ruling goes by, each with the sentence a reader is told. */
export const rulingRules = {
  'best evidence': 'The cited evidence fits this answer and speaks against the others.',
  'nearest the event': 'First-hand accounts were preferred to accounts at one remove or more.',
  'independent origins': 'Origins that do not depend on each other agree on it.',
  'own admission': 'A claimant said it against its own interest, or took back what stood against it.',
  'other meaning': 'The answers speak of different things: this one answers the question as it is asked.',
  'common range': 'What is cited leaves this range and nothing narrower.',
  'not to be told': 'What is on record does not decide between the positions.',
} as const;

/** What a ruling goes by. */
export type RulingRule = keyof typeof rulingRules;

/**
 * Decides a question for the record, with a rationale and the evidence it rests on. All claims stay visible. `position` is a
 * claim that asserts the position ruled for; a range is an answer of its own; or nothing can be decided.
 */
export const ruleQuestionSchema = z.strictObject({
  type: z.literal('RuleQuestion'),
  ...question,
  /** The version of the subject's stream that last argued this question, as the ruler was shown it; 0 for none. */
  shownVersion: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
  /** The ledger position the ruler's page was made at: a contrary claim recorded after it challenges the ruling. */
  shownPosition: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
  outcome: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('position'), position: identifierSchema }),
    z.strictObject({ kind: z.literal('range'), answer: answerSchema, scope: plainLine(60).optional() }),
    z.strictObject({ kind: z.literal('undecidable') }),
  ]),
  rule: z.enum(Object.keys(rulingRules) as [RulingRule, ...RulingRule[]]),
  rationale: plainText(8000),
  evidence: z.array(evidenceSchema).max(50),
});

/** Decides a question for the record. */
export type RuleQuestion = z.infer<typeof ruleQuestionSchema>;

/** Records a dissent from the ruling that stands, word for word. */
export const recordDissentSchema = z.strictObject({
  type: z.literal('RecordDissent'),
  ...question,
  text: plainText(8000),
});

/** Records a dissent from the ruling that stands. */
export type RecordDissent = z.infer<typeof recordDissentSchema>;

/** Reopens a question that was ruled on: what its claims say counts again, the ruling stays in its history. */
export const reopenRulingSchema = z.strictObject({
  type: z.literal('ReopenRuling'),
  ...question,
  shownVersion: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
  reason: plainText(2000),
});

/** Reopens a question that was ruled on. */
export type ReopenRuling = z.infer<typeof reopenRulingSchema>;

/** Everything people do on a question. */
export type ArgueQuestion =
  | MarkEvidence
  | RequestEvidence
  | MeetRequest
  | MakeRemark
  | RuleQuestion
  | RecordDissent
  | ReopenRuling;
