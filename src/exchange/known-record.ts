import type { Sql } from '@/db/client';
import type { Command } from '@/domain/command';
import { streamsBeyond, streamsOf } from '@/domain/decide';
import { type DomainEvent, namesTaken, type StreamEvent } from '@/domain/event';
import { evolve, type StreamState } from '@/domain/fold';
import type { StreamId } from '@/domain/identifier';
import type { ReportContents } from '@/domain/report/event';
import { type LedgerEvent, readAppended, readStreams, readTaken } from '@/ledger/read';
import { typed } from '@/projections/recorded-event';
import { apartFromSaying, isPersonal, type Saying } from './saying';

/** One stream as known: its folded state, and every event on it. */
type KnownStream = { version: number; state: StreamState | null; events: DomainEvent[] };

/**
 * What the ledger holds of the streams that were asked for, and what was added to it in memory alone: later decisions see
 * both. Nothing is written.
 */
export class KnownRecord {
  readonly #sql: Sql;
  readonly #streams = new Map<StreamId, KnownStream>();
  readonly #commands = new Set<string>();
  readonly #names = new Set<string>();
  /** Events by the command that led to them. */
  readonly #byCommand = new Map<string, DomainEvent[]>();
  readonly #actorOf = new Map<DomainEvent, string>();
  /** Events that a line of the file was found to say. */
  readonly #told = new Set<DomainEvent>();
  /** What every stream's events add up to, as `decide` reads it. */
  readonly states = new Map<StreamId, StreamState | null>();

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** Reads what is not known yet of these streams, and which of these commands were given before. */
  async read(streams: readonly StreamId[], commandIds: readonly string[]): Promise<void> {
    const missing = [...new Set(streams)].filter((stream) => !this.#streams.has(stream));
    for (const stream of missing) this.#streams.set(stream, { version: 0, state: null, events: [] });
    if (missing.length > 0)
      for (const entry of await readStreams(this.#sql, missing))
        this.#append(entry.stream as StreamId, typed(entry as LedgerEvent), entry.actor, entry.appendId);
    for (const id of await readAppended(this.#sql, commandIds)) this.#commands.add(id);
  }

  /** Reads every stream that a decision on this command reads, as the spine does: also those it leads to only by others. */
  async readFor(command: Command, submitted: ReportContents | null): Promise<void> {
    const asked = new Set(streamsOf(command, submitted));
    for (;;) {
      await this.read([...asked], []);
      const states = new Map([...asked].map((stream) => [stream, this.states.get(stream) ?? null]));
      const beyond = streamsBeyond(command, states).filter((stream) => !asked.has(stream));
      if (beyond.length === 0) return;
      for (const stream of beyond) asked.add(stream);
    }
  }

  /** Everything on a stream, oldest first. */
  eventsOf = (stream: StreamId): readonly DomainEvent[] => this.#streams.get(stream)?.events ?? [];

  /** What a report holds, as it was last submitted; null when nobody submitted it. */
  submitted(report: string | null): ReportContents | null {
    const event = this.eventsOf(`report:${report}`).findLast(({ type }) => type === 'ReportSubmitted');
    return event?.type === 'ReportSubmitted' ? event.data : null;
  }

  /** Whether a command was given before. Then what it led to is told by this line, and by no other. */
  wasGiven(commandId: string): boolean {
    for (const event of this.#byCommand.get(commandId) ?? []) this.#told.add(event);
    return this.#commands.has(commandId);
  }

  /** Whether the record has an event that says this and that no line before told: from now on this line tells it. */
  tells(saying: Saying, actor: string): boolean {
    const event = this.eventsSaying(saying, actor).find((said) => !this.#told.has(said));
    if (event) this.#told.add(event);
    return event !== undefined;
  }

  /** The events that say this, oldest first; of what everybody says for themselves, those by this person. */
  eventsSaying = (saying: Saying, actor: string): DomainEvent[] =>
    this.eventsOf(saying.stream).filter(
      (event) =>
        event.type === saying.type &&
        apartFromSaying(event, saying).length === 0 &&
        (!isPersonal(event) || this.#actorOf.get(event) === actor),
    );

  /** The first of the names these events would take that is taken already, or undefined. */
  async nameTaken(events: readonly StreamEvent[]): Promise<string | undefined> {
    const names = events.flatMap(({ event }) => namesTaken(event));
    if (names.length === 0) return undefined;
    return names.find((name) => this.#names.has(name)) ?? (await readTaken(this.#sql, names))[0];
  }

  /** Takes in what a command would lead to, as if it had been appended. */
  add(commandId: string, events: readonly StreamEvent[], actor: string): void {
    this.#commands.add(commandId);
    for (const { stream, event } of events) {
      this.#append(stream, event, actor, commandId);
      this.#told.add(event);
      for (const name of namesTaken(event)) this.#names.add(name);
    }
  }

  #append(stream: StreamId, event: DomainEvent, actor: string, commandId: string): void {
    const known = this.#streams.get(stream) ?? { version: 0, state: null, events: [] };
    known.version += 1;
    known.state = evolve(known.state, event, known.version, actor);
    known.events.push(event);
    this.#actorOf.set(event, actor);
    const led = this.#byCommand.get(commandId);
    if (led) led.push(event);
    else this.#byCommand.set(commandId, [event]);
    this.#streams.set(stream, known);
    this.states.set(stream, known.state);
  }
}
