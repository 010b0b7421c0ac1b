import type { Sql } from '@/db/client';
import { type DomainEvent, namesTaken, type StreamEvent } from '@/domain/event';
import { evolve, type StreamState } from '@/domain/fold';
import type { StreamId } from '@/domain/identifier';
import type { ReportContents } from '@/domain/report/event';
import { type LedgerEvent, readAppended, readStreams, readTaken } from '@/ledger/read';
import { typed } from '@/projections/recorded-event';

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
        this.#append(entry.stream as StreamId, typed(entry as LedgerEvent), entry.actor);
    for (const id of await readAppended(this.#sql, commandIds)) this.#commands.add(id);
  }

  /** Everything on a stream, oldest first. */
  eventsOf = (stream: StreamId): readonly DomainEvent[] => this.#streams.get(stream)?.events ?? [];

  /** What a report holds, as it was last submitted; null when nobody submitted it. */
  submitted(report: string | null): ReportContents | null {
    const event = this.eventsOf(`report:${report}`).findLast(({ type }) => type === 'ReportSubmitted');
    return event?.type === 'ReportSubmitted' ? event.data : null;
  }

  /** Whether a command was given before. */
  wasGiven = (commandId: string): boolean => this.#commands.has(commandId);

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
      this.#append(stream, event, actor);
      for (const name of namesTaken(event)) this.#names.add(name);
    }
  }

  #append(stream: StreamId, event: DomainEvent, actor: string): void {
    const known = this.#streams.get(stream) ?? { version: 0, state: null, events: [] };
    known.version += 1;
    known.state = evolve(known.state, event, known.version, actor);
    known.events.push(event);
    this.#streams.set(stream, known);
    this.states.set(stream, known.state);
  }
}
