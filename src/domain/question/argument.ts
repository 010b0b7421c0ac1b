import type { RecordedAnswer } from '../claim/event';
import type { Sealed } from '../identifier';
import { type Evidence, type EvidenceMark, markKey, type RulingRule } from './command';
import type { QuestionArgued, RulingOutcome } from './event';

/** When something was said on a question and by whom: the event's ledger position and the person's id. */
interface Said {
  readonly by: string;
  readonly setBy: number;
}

/** One person's judgement of one piece of evidence for the position that a claim asserts. */
export interface Mark extends Said {
  readonly position: string;
  readonly evidence: Evidence;
  readonly mark: EvidenceMark;
}

/** What would change somebody's mind, and how looking for it ended. */
export interface EvidenceRequest extends Said {
  readonly request: string;
  readonly wanted: Sealed;
  readonly met: (Said & { readonly outcome: Sealed }) | null;
}

/** The answer a ruling goes by. */
export interface RuledAnswer {
  readonly attribute: string;
  readonly scope?: string | undefined;
  readonly answer: RecordedAnswer;
  readonly validity?: string | undefined;
}

/** A ruling with all that was said to it. `version` is its subject's stream version. */
export interface Ruling extends Said {
  readonly version: number;
  readonly outcome: RulingOutcome;
  readonly rule: RulingRule;
  readonly rationale: Sealed;
  readonly evidence: readonly Evidence[];
  /** The ledger position up to which its ruler had seen the record. */
  readonly shownPosition: number;
  /** What was ruled, as it read then: what the record says of the claim that named it may change. None of what cannot be told. */
  readonly ruled?: RuledAnswer;
  readonly dissents: readonly (Said & { readonly text: Sealed })[];
  readonly reopened: (Said & { readonly reason: Sealed }) | null;
}

/** What people argued on a question, oldest first. `version` is the subject's stream version that last did. */
export interface Argument {
  readonly version: number;
  readonly marks: readonly Mark[];
  readonly requests: readonly EvidenceRequest[];
  readonly remarks: readonly (Said & { readonly remark: string; readonly text: Sealed })[];
  readonly rulings: readonly Ruling[];
}

/** The argument nobody has begun. */
export const noArgument: Argument = { version: 0, marks: [], requests: [], remarks: [], rulings: [] };

/** Who said something on a question, and where it stands in the ledger and on the subject's stream. */
export type Saying = { actor: string; position: number; version: number };

/** An argument with one more event; of a ruling with the answer it goes by. Total. */
export function argue(
  before: Argument,
  event: QuestionArgued,
  { actor, position, version }: Saying,
  ruled?: RuledAnswer,
): Argument {
  const argument = { ...before, version };
  const said = { by: actor, setBy: position };
  switch (event.type) {
    case 'EvidenceMarked': {
      const { mark, position: claim, evidence } = event.data;
      const key = markKey(actor, event.data);
      const others = before.marks.filter((known) => markKey(known.by, known) !== key);
      return { ...argument, marks: mark === null ? others : [...others, { ...said, position: claim, evidence, mark }] };
    }
    case 'EvidenceRequested': {
      const { request, wanted } = event.data;
      return { ...argument, requests: [...before.requests, { ...said, request, wanted, met: null }] };
    }
    case 'RequestMet': {
      const { request, outcome } = event.data;
      const requests = before.requests.map((known) =>
        known.request === request ? { ...known, met: { ...said, outcome } } : known,
      );
      return { ...argument, requests };
    }
    case 'RemarkMade': {
      const { remark, text } = event.data;
      return { ...argument, remarks: [...before.remarks, { ...said, remark, text }] };
    }
    case 'QuestionRuled': {
      const { attribute: _attribute, ...ruling } = event.data;
      return {
        ...argument,
        rulings: [
          ...before.rulings,
          { ...said, version, ...ruling, ...(ruled && { ruled }), dissents: [], reopened: null },
        ],
      };
    }
    case 'DissentRecorded':
      return {
        ...argument,
        rulings: onLast(before.rulings, (ruling) => ({
          ...ruling,
          dissents: [...ruling.dissents, { ...said, text: event.data.text }],
        })),
      };
    case 'RulingReopened':
      return {
        ...argument,
        rulings: onLast(before.rulings, (ruling) => ({ ...ruling, reopened: { ...said, reason: event.data.reason } })),
      };
  }
}

const onLast = (rulings: readonly Ruling[], change: (ruling: Ruling) => Ruling): Ruling[] =>
  rulings.map((ruling, at) => (at === rulings.length - 1 ? change(ruling) : ruling));

/** The ruling that stands: the last one, unless it was reopened. */
export function standingRuling(argument: Argument | null): Ruling | null {
  const last = argument?.rulings.at(-1);
  return last && !last.reopened ? last : null;
}
