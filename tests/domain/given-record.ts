import { type Past, type PastEvent, positionNamed } from '@/domain/act/past';
import { commandSchema } from '@/domain/command';
import { decide, streamsBeyond, streamsOf } from '@/domain/decide';
import { evolve, type StreamState } from '@/domain/fold';
import type { StreamId } from '@/domain/identifier';
import { isRefusal } from '@/domain/refusal';

/** An event a command led to, or its refusal without the sentence. */
export type Outcome = { refused: string; field?: string | undefined } | string[];

/**
 * A record in memory that commands are given to as the spine would give them: each reads only the streams it says it
 * reads. Whoever gives them may review.
 */
export class GivenRecord {
  readonly states = new Map<StreamId, StreamState | null>();
  /** Everything that happened, by its position. */
  readonly log: (PastEvent & { stream: StreamId })[] = [];
  readonly #versions = new Map<StreamId, number>();
  #appends = 0;

  /** Gives commands that must be accepted. */
  constructor(...commands: object[]) {
    this.given(...commands);
  }

  /** Gives commands that must be accepted. */
  given(...commands: object[]): this {
    for (const command of commands) {
      const outcome = this.when(command);
      if (!Array.isArray(outcome)) throw new Error(`${JSON.stringify(command)}: ${JSON.stringify(outcome)}`);
    }
    return this;
  }

  /** The types of the events a command leads to, or its refusal. What it leads to is taken in. */
  when(asked: object, actor = 'rev'): Outcome {
    const command = commandSchema.parse(asked);
    const past = this.#pastFor(positionNamed(command));
    const read = new Set([...streamsOf(command, null), ...(past ? [past.stream] : [])]);
    for (;;) {
      const wanted = streamsBeyond(command, this.#reading(read), { actor, past });
      const beyond = wanted.filter((stream) => !read.has(stream));
      if (beyond.length === 0) break;
      for (const stream of beyond) read.add(stream);
    }
    const outcome = decide(this.#reading(read), command, { actor, mayReview: true, submitted: null, past });
    if (isRefusal(outcome)) return { refused: outcome.refused, field: outcome.field };
    const append = String(++this.#appends);
    for (const { stream, event } of outcome) {
      const version = (this.#versions.get(stream) ?? 0) + 1;
      this.#versions.set(stream, version);
      // Read back, members that are `undefined` are absent.
      const read = JSON.parse(JSON.stringify(event));
      this.log.push({ stream, version, position: this.log.length, append, actor, event: read });
      this.states.set(stream, evolve(this.states.get(stream) ?? null, event, version, actor));
    }
    return outcome.map(({ event }) => event.type);
  }

  /** The version a claim of the incident was last set at, as somebody who looks now is shown it. */
  shown(claim: string, stream: StreamId = 'incident:inc'): number {
    const state = this.states.get(stream);
    return (state?.kind === 'subject' ? state.claims[claim]?.version : undefined) ?? 0;
  }

  #pastFor(position: number | null): Past | null {
    const named = position === null ? undefined : this.log[position];
    if (!named) return null;
    const { stream, version } = named;
    return { stream, version, events: this.log.filter((event) => event.stream === stream) };
  }

  #reading(streams: ReadonlySet<StreamId>): Map<StreamId, StreamState | null> {
    return new Map([...streams].map((stream) => [stream, structuredClone(this.states.get(stream) ?? null)]));
  }
}

export const subject = { kind: 'incident', id: 'inc' };
export const base = { kind: 'site', id: 'base' };
export const exactly = (n: number) => ({ kind: 'count', form: 'exactly', n });

export const aSource = (source: string, partOf?: string) => ({
  type: 'RegisterSource',
  source,
  name: source,
  kind: 'outlet',
  ...(partOf === undefined ? {} : { partOf }),
});
export const aDocument = (document: string, publisher: string) => ({
  type: 'RecordDocument',
  document,
  title: document,
  publisher,
});
export const derives = (document: string, parent: string, how = 'quotes') => ({
  type: 'RecordDerivation',
  document,
  derivation: { how, parent },
  reason: 'It says so.',
});
export const isFirstHand = (document: string) => ({
  type: 'RecordDerivation',
  document,
  derivation: { how: 'first-hand' },
  reason: 'It says so.',
});
export const affiliates = (source: string, partOf: string | null) => ({
  type: 'AffiliateSource',
  source,
  partOf,
  reason: 'Its masthead.',
});

let given = 0;
/** A report of one claim, of who was wounded in the incident unless told otherwise. */
export const told = (claim: string, rest: { document?: string } & Record<string, unknown> = {}) => {
  const { document = 'doc', ...content } = rest;
  return {
    type: 'SubmitReport',
    report: `report-${++given}`,
    sources: [],
    document: { known: document },
    claims: [
      { claim, subject, attribute: 'wounded', scope: 'persons', answer: exactly(3), claimant: 'src', ...content },
    ],
  };
};

/** Three sources, one of them part of an institution, a document, an incident and a site. */
export const begun = [
  ...['src', 'other', 'state'].map((id) => aSource(id)),
  aSource('voice', 'src'),
  aDocument('doc', 'src'),
  { type: 'RegisterSite', site: 'base', name: 'Base', aliases: [], kind: 'base', within: ['Iraq'] },
  { type: 'OpenIncident', incident: 'inc', title: 'Incident', kind: 'Other' },
];
