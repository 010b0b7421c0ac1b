import type postgres from 'postgres';
import type { Envelope, JsonObject } from './envelope';

/** An event as it stands in the ledger, with its place in the log, which is null while it waits for one. */
export type CopiedEvent = {
  envelope: Envelope;
  /** RFC 6962 leaf, in hexadecimal. */
  leaf: string;
  append: string;
  seq: number;
  position: number | null;
  append_end: number | null;
  /** In UTC, to the microsecond; never goes backwards along the positions. */
  sequenced_at: string | null;
};

/** An append: by what it is known when it is sent again, the names it took and the receipt it was answered with. */
export type CopiedAppend = { id: string; digest: string; events: number; names: string[]; receipt: JsonObject };

/** A value kept apart from its event. One that was erased is absent. */
export type CopiedSealed = { event_id: string; path: string; salt: string; value: string };

/** One row of a copy of the ledger. */
export type Copied = { event: CopiedEvent } | { append: CopiedAppend } | { sealed: CopiedSealed };

/** How much a ledger holds; of its events, `positions` are in the log. */
export type LedgerCounts = { events: number; positions: number; appends: number; names: number; sealed: number };

/** Counts what a copy will hold. In the transaction of the copy, so that both speak of one moment. */
export async function countLedger(tx: postgres.TransactionSql): Promise<LedgerCounts> {
  const [row] = await tx<[{ counts: LedgerCounts }]>`select jsonb_build_object(
    'events', (select count(*) from ledger.event), 'positions', (select count(*) from ledger.log),
    'appends', (select count(*) from ledger.receipt), 'names', (select count(*) from ledger.name),
    'sealed', (select count(*) from ledger.sealed)) as counts`;
  return row.counts;
}

/** Counts the rows of a copy as they pass. */
export function countCopied(counts: LedgerCounts, row: Copied): void {
  if ('event' in row) {
    counts.events += 1;
    if (row.event.position !== null) counts.positions += 1;
  } else if ('append' in row) {
    counts.appends += 1;
    counts.names += row.append.names.length;
  } else counts.sealed += 1;
}

/** Counts to begin with. */
export const noCounts = (): LedgerCounts => ({ events: 0, positions: 0, appends: 0, names: 0, sealed: 0 });

/** What two counts differ in, as words, or null. */
export function countsApart(wanted: LedgerCounts, found: LedgerCounts): string | null {
  const name = (Object.keys(wanted) as (keyof LedgerCounts)[]).find((key) => wanted[key] !== found[key]);
  return name === undefined ? null : `${found[name]} ${name} instead of ${wanted[name]}`;
}

/** So many rows are asked for at a time. */
const rowsAtOnce = 1000;

/**
 * Reads everything that cannot be recomputed, row by row: the events in the order of their positions and then those that
 * wait for one, the appends in the order of their first events, the sealed values in the order of their events. What is
 * recomputed is absent: folded states, the head of the log, every view. Ask within one repeatable-read transaction.
 */
export async function* copyOut(tx: postgres.TransactionSql): AsyncGenerator<Copied> {
  yield* rowsOf<{ event: CopiedEvent }>(tx`
    select jsonb_build_object('event', ${eventRow(tx)}) as row
    from ledger.log l join ledger.event e on e.seq = l.seq order by l.position`);
  yield* rowsOf<{ event: CopiedEvent }>(tx`
    select jsonb_build_object('event', ${eventRow(tx)}) as row
    from (select *, null::bigint as position, null::bigint as append_end, null::timestamptz as sequenced_at,
      min(seq) over (partition by append_id) as first_seq from ledger.inbox) l
    join ledger.event e on e.seq = l.seq order by l.first_seq, l.seq`);
  yield* rowsOf<{ append: CopiedAppend }>(tx`
    with own as (
      select e.append_id, min(l.position) as position, min(e.seq) as seq, count(*) as events
      from ledger.event e left join ledger.log l on l.seq = e.seq group by e.append_id
    ), taken as (
      select append_id, jsonb_agg(name order by name collate "C") as names from ledger.name group by append_id
    )
    select jsonb_build_object('append', jsonb_build_object('id', r.append_id, 'digest', r.digest,
      'events', coalesce(own.events, 0), 'names', coalesce(taken.names, '[]'), 'receipt', r.body)) as row
    from ledger.receipt r left join own using (append_id) left join taken using (append_id)
    order by own.position nulls last, own.seq nulls last, r.append_id`);
  yield* rowsOf<{ sealed: CopiedSealed }>(tx`
    select ${sealedRow(tx)} as row
    from ledger.log l join ledger.event e on e.seq = l.seq join ledger.sealed s on s.event_id = e.event_id
    order by l.position, s.path collate "C"`);
  yield* rowsOf<{ sealed: CopiedSealed }>(tx`
    select ${sealedRow(tx)} as row
    from (select *, min(seq) over (partition by append_id) as first_seq from ledger.inbox) l
    join ledger.event e on e.seq = l.seq join ledger.sealed s on s.event_id = e.event_id
    order by l.first_seq, l.seq, s.path collate "C"`);
}

/** The row of an event `e` with its place `l`, as `CopiedEvent`. */
export const eventRow = (tx: postgres.TransactionSql) => tx`jsonb_build_object(
  'envelope', jsonb_build_object('v', 1, 'stream', e.stream_id, 'version', e.stream_version, 'event_id', e.event_id,
    'type', e.type, 'schema_version', e.schema_version, 'recorded_at', e.recorded_at, 'actor', e.actor, 'data', e.data),
  'leaf', encode(e.leaf, 'hex'), 'append', e.append_id, 'seq', e.seq, 'position', l.position,
  'append_end', l.append_end,
  'sequenced_at', to_char(l.sequenced_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))`;

const sealedRow = (tx: postgres.TransactionSql) => tx`jsonb_build_object('sealed',
  jsonb_build_object('event_id', s.event_id, 'path', s.path, 'salt', s.salt, 'value', s.value))`;

async function* rowsOf<Row>(query: postgres.PendingQuery<postgres.Row[]>): AsyncGenerator<Row> {
  for await (const rows of query.cursor(rowsAtOnce)) for (const { row } of rows) yield row as Row;
}
