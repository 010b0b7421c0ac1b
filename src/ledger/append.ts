import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import type { Sql } from '@/db/client';
import { type Json, type JsonObject, leafOf, refuseUnhashable, type SealedValue, seal } from './envelope';

/** An event on its way in: data as the domain has it, with the paths of the values to keep apart. */
export type NewEvent = {
  stream: string;
  type: string;
  schemaVersion: number;
  data: JsonObject;
  sealedPaths: readonly string[];
};

/** One append: all its events on all its streams, or nothing. */
export type Append = {
  /** The command's id: the same id with the same digest is answered with the first receipt. */
  id: string;
  /** SHA-256 of the parsed command and its actor. */
  digest: string;
  actor: string;
  /** The clock at the moment of deciding, ISO 8601 in UTC; hashed as this very string. */
  recordedAt: string;
  /** Names this append takes for ever, unique in the whole ledger, such as the ids of claims. */
  names?: readonly string[];
  /** The version each stream was read at (0: never written) and its folded state after these events. */
  streams: { stream: string; expected: number; state: Json }[];
  /** Streams the decision rests on without writing them: each must still be at the version it was read at. */
  guards?: readonly { stream: string; expected: number }[];
  /** In the order they happen. */
  events: NewEvent[];
};

/** What an append left behind: the same answer whenever the command is repeated. */
export type Receipt = {
  command: string;
  recordedAt: string;
  events: { stream: string; version: number; type: string }[];
};

/** How an append ended. `reused`: the id is known with other content. `conflict`: a stream had moved on. `taken`: another append owns a name. Nothing was written. */
export type AppendOutcome =
  | { outcome: 'appended' | 'duplicate'; receipt: Receipt }
  | { outcome: 'reused' }
  | { outcome: 'conflict'; stream: string; expected: number; actual: number }
  | { outcome: 'taken'; name: string };

/**
 * Appends in one statement and one round trip. Versions and leaves are computed here, from the versions the caller read;
 * the database checks them under the streams' locks.
 */
export async function append(sql: Sql, given: Append): Promise<AppendOutcome> {
  const versions = new Map(given.streams.map(({ stream, expected }) => [stream, expected]));
  const events = given.events.map((event) => {
    const version = (versions.get(event.stream) ?? missing(event.stream)) + 1;
    versions.set(event.stream, version);
    return sealedRow(event, version, given.actor, given.recordedAt);
  });
  const receipt: Receipt = {
    command: given.id,
    recordedAt: given.recordedAt,
    events: events.map(({ stream_id, stream_version, type }) => ({ stream: stream_id, version: stream_version, type })),
  };
  const streams = given.streams.map(({ stream, expected, state }) => ({
    stream_id: stream,
    expected,
    version: versions.get(stream) as number,
    state,
  }));
  const body = receipt as unknown as Json;
  const guards = (given.guards ?? [])
    .filter(({ stream }) => !versions.has(stream))
    .map(({ stream, expected }) => ({ stream_id: stream, expected }));
  const names = [...(given.names ?? [])];
  const request = { append_id: given.id, digest: given.digest, body, names, streams, guards, events };
  try {
    const [row] = await sql<[{ answer: DatabaseAnswer }]>`select ledger.append(${sql.json(request)}) as answer`;
    return outcomeOf(row.answer);
  } catch (error) {
    if (error instanceof postgres.PostgresError && error.constraint_name === 'one_owner_per_name')
      return { outcome: 'taken', name: /=\((.*)\)/.exec(error.detail ?? '')?.[1] ?? '' };
    throw error;
  }
}

type EventRow = {
  stream_id: string;
  stream_version: number;
  event_id: string;
  type: string;
  schema_version: number;
  actor: string;
  recorded_at: string;
  data: JsonObject;
  leaf: string;
  sealed: SealedValue[];
};

function sealedRow(event: NewEvent, version: number, actor: string, recordedAt: string): EventRow {
  refuseUnhashable(event.data);
  // Hash what would be parsed back, not what was handed over: `undefined` and the like vanish here.
  const { data, sealed } = seal(JSON.parse(JSON.stringify(event.data)) as JsonObject, event.sealedPaths);
  const envelope = {
    v: 1,
    stream: event.stream,
    version,
    event_id: randomUUID(),
    type: event.type,
    schema_version: event.schemaVersion,
    recorded_at: recordedAt,
    actor,
    data,
  } as const;
  return {
    stream_id: event.stream,
    stream_version: version,
    event_id: envelope.event_id,
    type: event.type,
    schema_version: event.schemaVersion,
    actor,
    recorded_at: recordedAt,
    data,
    leaf: leafOf(envelope),
    sealed,
  };
}

type DatabaseAnswer =
  | { outcome: 'appended' | 'duplicate'; body: Receipt }
  | { outcome: 'reused' }
  | { outcome: 'conflict'; stream_id: string; expected: number; actual: number }
  | { outcome: 'taken'; name: string };

function outcomeOf(answer: DatabaseAnswer): AppendOutcome {
  if (answer.outcome === 'reused') return { outcome: 'reused' };
  if (answer.outcome === 'taken') return { outcome: 'taken', name: answer.name };
  if (answer.outcome === 'conflict')
    return { outcome: 'conflict', stream: answer.stream_id, expected: answer.expected, actual: answer.actual };
  return { outcome: answer.outcome, receipt: answer.body };
}

const missing = (stream: string): never => {
  throw new Error(`An event for ${stream} came without the version that stream was read at.`);
};
