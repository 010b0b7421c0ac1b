import type { Sql } from '@/db/client';
import type { Receipt } from './append';
import { type Envelope, type Json, type JsonObject, sealedPathsIn, unseal } from './envelope';

/** An event as read back. `data` has its sealed values in place, `null` where one was erased. */
export type LedgerEvent = {
  position: number;
  stream: string;
  version: number;
  eventId: string;
  appendId: string;
  /** The position of the last event of the same append. */
  appendEnd: number;
  type: string;
  schemaVersion: number;
  actor: string;
  recordedAt: string;
  data: JsonObject;
  /** The data as hashed, with digests in place of sealed values. */
  hashed: JsonObject;
  /** RFC 6962 leaf, in hexadecimal. */
  leaf: string;
};

/** The envelope an event's leaf commits to. */
export const envelopeOf = (event: LedgerEvent): Envelope => ({
  v: 1,
  stream: event.stream,
  version: event.version,
  event_id: event.eventId,
  type: event.type,
  schema_version: event.schemaVersion,
  recorded_at: event.recordedAt,
  actor: event.actor,
  data: event.hashed,
});

/** What a decision starts from: the streams as they are, and the receipt if this command was already appended. */
export type Loaded = {
  streams: Map<string, { version: number; state: Json }>;
  repeated: { digest: string; receipt: Receipt } | null;
};

/** Reads folded states and a possible earlier receipt in one round trip; without a command there is none. */
export async function load(sql: Sql, streams: readonly string[], commandId: string | null): Promise<Loaded> {
  const [row] = await sql<{ streams: [string, number, Json][] | null; repeated: Loaded['repeated'] }[]>`
    select
      (select jsonb_agg(jsonb_build_array(stream_id, version, state)) from ledger.stream
        where stream_id = any (${streams as string[]})) as streams,
      (select jsonb_build_object('digest', digest, 'receipt', body) from ledger.receipt
        where append_id = ${commandId}) as repeated`;
  // What is left of an answer when the connection dies before its rows came.
  if (!row)
    throw Object.assign(new Error('The connection was lost before an answer came.'), { code: 'CONNECTION_CLOSED' });
  return {
    streams: new Map((row.streams ?? []).map(([stream, version, state]) => [stream, { version, state }])),
    repeated: row.repeated,
  };
}

/** An event of one stream, whether or not it has a position yet. `data` has its sealed values in place, `null` where erased. */
export type StreamEntry = Pick<
  LedgerEvent,
  'stream' | 'version' | 'appendId' | 'type' | 'schemaVersion' | 'actor' | 'data'
> & { position: number | null };

/** Everything ever recorded on these streams, each oldest first: also what still waits for its position. */
export async function readStreams(sql: Sql, streams: readonly string[]): Promise<StreamEntry[]> {
  const rows = await sql<(StreamEntry & { sealed: Record<string, string> | null })[]>`
    select e.stream_id as stream, e.stream_version as version, e.append_id as "appendId", e.type,
      e.schema_version as "schemaVersion", e.actor, e.data, l.position,
      (select jsonb_object_agg(s.path, s.value) from ledger.sealed s where s.event_id = e.event_id) as sealed
    from ledger.event e
      left join ledger.log l on l.stream_id = e.stream_id and l.stream_version = e.stream_version
    where e.stream_id = any (${streams as string[]}) order by e.stream_id, e.stream_version`;
  return rows.map(({ sealed, data, ...event }) => ({
    ...event,
    data: unseal(data, sealedPathsIn(data), new Map(Object.entries(sealed ?? {}))),
  }));
}

/** The folded states of all streams of a kind, such as `person`, by stream id. */
export async function readStates(sql: Sql, kind: string): Promise<Map<string, Json>> {
  const rows = await sql<{ stream: string; state: Json }[]>`
    select stream_id as stream, state from ledger.stream where starts_with(stream_id, ${`${kind}:`}) order by stream_id`;
  return new Map(rows.map(({ stream, state }) => [stream, state]));
}

/** Which of these commands were appended. */
export async function readAppended(sql: Sql, commandIds: readonly string[]): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select append_id as id from ledger.receipt where append_id = any (${commandIds as string[]}::text[]::uuid[])`;
  return rows.map(({ id }) => id);
}

/** Which of these names an append has taken. */
export async function readTaken(sql: Sql, names: readonly string[]): Promise<string[]> {
  const rows = await sql<{ name: string }[]>`select name from ledger.name where name = any (${names as string[]})`;
  return rows.map(({ name }) => name);
}

/** Up to `limit` sequenced events after a position, in order. Positions are dense: there is no gap to wait for. */
export const readLog = (sql: Sql, after: number, limit: number): Promise<LedgerEvent[]> =>
  read(sql, sql`l.position > ${after} order by l.position limit ${limit}`);

/** One sequenced event, or null. */
export async function readEvent(sql: Sql, position: number): Promise<LedgerEvent | null> {
  const [event] = await read(sql, sql`l.position = ${position}`);
  return event ?? null;
}

/** The sequenced events of one stream, oldest first. */
export const readStream = (sql: Sql, stream: string): Promise<LedgerEvent[]> =>
  read(sql, sql`l.stream_id = ${stream} order by l.position`);

/** The sequenced events at these positions, in order. */
export const readPositions = (sql: Sql, positions: readonly number[]): Promise<LedgerEvent[]> =>
  read(sql, sql`l.position = any (${positions as number[]}) order by l.position`);

/** When the sequenced events at these positions were recorded. */
export async function readMoments(sql: Sql, positions: readonly number[]): Promise<Map<number, string>> {
  const rows = await sql<{ position: number; recordedAt: string }[]>`
    select l.position, e.recorded_at as "recordedAt" from ledger.log l join ledger.event e on e.seq = l.seq
    where l.position = any (${positions as number[]})`;
  return new Map(rows.map(({ position, recordedAt }) => [position, recordedAt]));
}

/** How many events have a position; the newest one's is one less. */
export async function readSize(sql: Sql): Promise<number> {
  const [row] = await sql<[{ size: number }]>`select size from ledger.log_head`;
  return row.size;
}

/** An event's place on its stream, and who did it. */
type Place = { stream: string; version: number; actor: string };

/** Where the event at a position stands and who did it, or null when there is none. */
export async function placeOf(sql: Sql, position: number): Promise<Place | null> {
  const [row] = await sql<Place[]>`
    select l.stream_id as stream, l.stream_version as version, e.actor
    from ledger.log l join ledger.event e on e.seq = l.seq where l.position = ${position}`;
  return row ?? null;
}

/** The position of an event by stream and version, or null while it waits to be sequenced. */
export async function positionOf(sql: Sql, stream: string, version: number): Promise<number | null> {
  const [row] = await sql<{ position: number }[]>`
    select position from ledger.log where stream_id = ${stream} and stream_version = ${version}`;
  return row?.position ?? null;
}

type Row = Omit<LedgerEvent, 'hashed'> & { sealed: Record<string, string> | null };

async function read(sql: Sql, which: ReturnType<Sql>): Promise<LedgerEvent[]> {
  const rows = await sql<Row[]>`
    select l.position, l.append_end as "appendEnd", e.stream_id as stream, e.stream_version as version,
      e.event_id as "eventId", e.append_id as "appendId", e.type, e.schema_version as "schemaVersion", e.actor,
      e.recorded_at as "recordedAt", e.data, encode(e.leaf, 'hex') as leaf,
      (select jsonb_object_agg(s.path, s.value) from ledger.sealed s where s.event_id = e.event_id) as sealed
    from ledger.log l join ledger.event e on e.seq = l.seq
    where ${which}`;
  return rows.map(({ sealed, data, ...event }) => ({
    ...event,
    hashed: data,
    data: unseal(structuredClone(data), sealedPathsIn(data), new Map(Object.entries(sealed ?? {}))),
  }));
}

/** The end of the last append that was sequenced before a time (ISO 8601), or null when none was. Positions never go back in time. */
export async function readSequencedBefore(sql: Sql, before: string): Promise<number | null> {
  let from = 0;
  let to = await readSize(sql);
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    const [row] = await sql<[{ earlier: boolean }]>`
      select sequenced_at < ${before}::timestamptz as earlier from ledger.log where position = ${middle}`;
    if (row?.earlier) from = middle + 1;
    else to = middle;
  }
  if (from === 0) return null;
  const [last] = await sql<{ end: number }[]>`select append_end as end from ledger.log where position = ${from - 1}`;
  return last?.end ?? null;
}
