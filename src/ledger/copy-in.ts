import type postgres from 'postgres';
import type { Copied, CopiedAppend, CopiedEvent, CopiedSealed } from './copy-out';
import { type Json, type JsonObject, sealedPathsIn, unseal } from './envelope';

/** An event to fold, its sealed values left out as if they were erased: no folded state holds one. */
export type FoldedEvent = {
  stream: string;
  type: string;
  schemaVersion: number;
  version: number;
  actor: string;
  data: JsonObject;
};

/** What a stream's next event makes of its state. */
export type Fold = (state: Json | null, event: FoldedEvent) => Json;

/** So many rows travel in one statement. */
const rowsAtOnce = 2000;

/** Thrown when the ledger that should be filled holds something. Nothing was written. */
export class LedgerNotEmpty extends Error {}

/** Throws LedgerNotEmpty, with how much there is, unless nothing was ever recorded here. */
export async function refuseFilledLedger(tx: postgres.TransactionSql): Promise<void> {
  const [row] = await tx<[{ filled: boolean; events: number }]>`
    select exists (select from ledger.event) or exists (select from ledger.receipt) or exists (select from ledger.stream)
      as filled, (select count(*)::int from ledger.event) as events`;
  if (row.filled) throw new LedgerNotEmpty(`${row.events} events`);
}

/**
 * Fills an empty ledger from a copy, as its owner, in one transaction: nobody sees a part of it, and what stops it leaves
 * the ledger empty. Writers wait meanwhile. Folded states are made anew with `fold`; the views are left to the follower.
 * What the copy says is taken as checked; the laws of the tables still hold. `onProgress` gets how many rows were taken.
 */
export async function copyIn(
  sql: postgres.Sql,
  copy: AsyncIterable<Copied>,
  fold: Fold,
  onProgress: (rows: number) => void = () => {},
): Promise<void> {
  await sql.begin(async (tx) => {
    // In the order in which an append and then the sequencer take them, so that nobody waits in a circle.
    await tx`
      lock table ledger.stream, ledger.receipt, ledger.name, ledger.event, ledger.sealed, ledger.inbox, ledger.log
      in share row exclusive mode`;
    await refuseFilledLedger(tx);
    let rows = 0;
    for await (const batch of inBatches(copy)) {
      if ('event' in batch) await insertEvents(tx, batch.event);
      else if ('append' in batch) await insertAppends(tx, batch.append);
      else await insertSealed(tx, batch.sealed);
      rows += Object.values(batch)[0].length;
      onProgress(rows);
    }
    await foldStreams(tx, fold);
    await tx`select setval('ledger.event_seq', greatest((select max(seq) from ledger.event), 1),
      exists (select from ledger.event))`;
    await tx`update ledger.log_head set size = (select count(*) from ledger.log),
      sequenced_at = coalesce((select max(sequenced_at) from ledger.log), '-infinity')`;
    await tx`analyze ledger.stream, ledger.event, ledger.sealed, ledger.receipt, ledger.name, ledger.inbox, ledger.log`;
    await tx`select pg_notify('palimpsest_log', size::text) from ledger.log_head`;
  });
}

type Batch = { event: CopiedEvent[] } | { append: CopiedAppend[] } | { sealed: CopiedSealed[] };

async function* inBatches(copy: AsyncIterable<Copied>): AsyncGenerator<Batch> {
  let kind = '';
  let rows: object[] = [];
  for await (const row of copy) {
    const [[key, value]] = Object.entries(row) as [[string, object]];
    if (rows.length > 0 && (key !== kind || rows.length === rowsAtOnce)) {
      yield { [kind]: rows } as Batch;
      rows = [];
    }
    kind = key;
    rows.push(value);
  }
  if (rows.length > 0) yield { [kind]: rows } as Batch;
}

/** Rows as one parameter: PostgreSQL reads them back as a set. */
const asRows = (tx: postgres.TransactionSql, rows: readonly object[]) => tx.json(rows as unknown as postgres.JSONValue);

async function insertEvents(tx: postgres.TransactionSql, events: readonly CopiedEvent[]): Promise<void> {
  const rows = events.map(({ envelope, ...place }) => ({ ...envelope, ...place }));
  await tx`
    with given as (
      select * from jsonb_to_recordset(${asRows(tx, rows)}) as e (
        seq bigint, stream text, version bigint, event_id uuid, append uuid, type text, schema_version integer,
        actor text, recorded_at text, data jsonb, leaf text, position bigint, append_end bigint, sequenced_at timestamptz)
    ), kept as (
      insert into ledger.event (seq, stream_id, stream_version, event_id, append_id, type, schema_version, actor,
        recorded_at, data, leaf)
      select seq, stream, version, event_id, append, type, schema_version, actor, recorded_at, data, decode(leaf, 'hex')
      from given
    ), placed as (
      insert into ledger.log (position, seq, stream_id, stream_version, append_end, sequenced_at)
      select position, seq, stream, version, append_end, sequenced_at from given where position is not null
    )
    insert into ledger.inbox (seq, append_id, stream_id, stream_version)
    select seq, append, stream, version from given where position is null`;
}

async function insertAppends(tx: postgres.TransactionSql, appends: readonly CopiedAppend[]): Promise<void> {
  await tx`
    with given as (
      select * from jsonb_to_recordset(${asRows(tx, appends)}) as a (id uuid, digest text, names jsonb, receipt jsonb)
    ), kept as (
      insert into ledger.receipt (append_id, digest, body) select id, digest, receipt from given
    )
    insert into ledger.name (name, append_id) select jsonb_array_elements_text(names), id from given`;
}

async function insertSealed(tx: postgres.TransactionSql, values: readonly CopiedSealed[]): Promise<void> {
  await tx`
    insert into ledger.sealed (event_id, path, salt, value)
    select * from jsonb_to_recordset(${asRows(tx, values)}) as s (event_id uuid, path text, salt text, value text)`;
}

async function foldStreams(tx: postgres.TransactionSql, fold: Fold): Promise<void> {
  for await (const folded of foldedStreams(tx, fold))
    await tx`
      insert into ledger.stream (stream_id, version, state)
      select * from jsonb_to_recordset(${asRows(tx, folded)}) as s (stream text, version bigint, state jsonb)`;
}

/** A stream as its events add up. */
export type FoldedStream = { stream: string; version: number; state: Json };

/** Folds every stream from its events, some streams at a time, so that memory does not grow with the ledger. */
export async function* foldedStreams(tx: postgres.TransactionSql, fold: Fold): AsyncGenerator<FoldedStream[]> {
  let at: FoldedStream | undefined;
  for (;;) {
    const rows = await tx<{ event: FoldedEvent }[]>`
      select jsonb_build_object('stream', stream_id, 'type', type, 'schemaVersion', schema_version,
        'version', stream_version, 'actor', actor, 'data', data) as event
      from ledger.event where (stream_id, stream_version) > (${at?.stream ?? ''}, ${at?.version ?? 0})
      order by stream_id, stream_version limit ${rowsAtOnce}`;
    const folded: FoldedStream[] = [];
    for (const { event } of rows) {
      if (at !== undefined && at.stream !== event.stream) {
        folded.push(at);
        at = undefined;
      }
      const data = unseal(event.data, sealedPathsIn(event.data), new Map());
      const state = fold(at?.state ?? null, { ...event, data });
      at = { stream: event.stream, version: event.version, state };
    }
    if (rows.length === 0 && at !== undefined) folded.push(at);
    if (folded.length > 0) yield folded;
    if (rows.length === 0) return;
  }
}
