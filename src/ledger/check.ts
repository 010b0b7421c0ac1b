import type postgres from 'postgres';
import type { Receipt } from './append';
import { type Fold, type FoldedStream, foldedStreams } from './copy-in';
import { type CopiedEvent, type CopiedSealed, countLedger, eventRow, type LedgerCounts } from './copy-out';
import { canonical, digestOf, type Envelope, type Json, type JsonObject, leafOf, sealedDigestsIn } from './envelope';

/**
 * What can be wrong with a ledger: a position is missing; the log or the inbox and the events disagree; an append is torn or
 * time goes backwards; a stream's versions do not follow each other; an event is not the one its leaf was made of; a value is
 * not the one its event was made with; an append and its receipt disagree; a name is not with the append that took it; a
 * stream's head is not what its events add up to; the head of the log is not its end.
 */
export const faults = [
  'position',
  'event',
  'order',
  'version',
  'leaf',
  'sealed',
  'receipt',
  'name',
  'stream',
  'head',
] as const;

/** One way in which a ledger can be wrong. */
export type Fault = (typeof faults)[number];

/** How often something was met, and where first. Without a position: on what has none, such as an event that waits for one. */
export type Met = { count: number; position: number | null; what: string };

/** What a check of a whole ledger came to. */
export type LedgerChecked = {
  counts: LedgerCounts;
  streams: number;
  /** The events that have no position yet, and when the oldest was recorded. */
  waiting: { count: number; since: string | null };
  /** Values of which the digest alone is left. */
  erased: Met | null;
  /** Empty for a ledger that holds together. */
  found: Map<Fault, Met>;
};

/** How to check a ledger. */
export type CheckWanted = {
  /** The names an event takes for ever. */
  namesOf: (type: string, data: JsonObject) => readonly string[];
  /** What the next event makes of a stream's state. A state is compared with it where both are of one `form`. */
  fold: Fold;
  signal?: AbortSignal;
  onProgress?: (events: number, of: number) => void;
};

/** So many events are read at a time. */
const rowsAtOnce = 1000;

/**
 * Reads a whole ledger as it is at one moment, while others go on writing, and recomputes what can be recomputed. Changes
 * nothing. Memory does not grow with the ledger. Stops with the signal's reason between two batches.
 */
export const checkLedger = (sql: postgres.Sql, wanted: CheckWanted): Promise<LedgerChecked> =>
  sql.begin('isolation level repeatable read read only', (tx) => new Check(tx, wanted).run()) as Promise<LedgerChecked>;

/** Whether a leaf was made of this envelope. What cannot be hashed at all was never hashed by us. */
export function isLeafOf(leaf: string, envelope: Envelope): boolean {
  try {
    return leafOf(envelope) === leaf;
  } catch {
    return false;
  }
}

/** Whether an event that holds this digest was made with this value. */
export function isDigestOf(digest: string | undefined, { path, salt, value }: Omit<CopiedSealed, 'event_id'>): boolean {
  try {
    return digestOf([salt, path, value]) === digest;
  } catch {
    return false;
  }
}

/** A place in the log or in the inbox, with what the event, the sealed values and the receipt there are. */
type Row = {
  seq: number;
  position: number | null;
  stream: string;
  version: number;
  event: CopiedEvent | null;
  /** Whether the version before it has a place, and an earlier one. */
  follows: boolean;
  sealed: Omit<CopiedSealed, 'event_id'>[] | null;
  hasReceipt: boolean;
  /** With the last event of an append. */
  receipt: Receipt | null;
};

class Check {
  #tx: postgres.TransactionSql;
  #wanted: CheckWanted;
  #found = new Map<Fault, Met>();
  #erased: Met | null = null;
  /** The position that comes next. */
  #next = 0;
  #time = '';
  /** The append whose events are passing: where it ends, and its events, unless some of them are missing. */
  #open: { append: string; end: number; events: Receipt['events'] | null } | null = null;
  #isWhole = true;

  constructor(tx: postgres.TransactionSql, wanted: CheckWanted) {
    this.#tx = tx;
    this.#wanted = wanted;
  }

  async run(): Promise<LedgerChecked> {
    const tx = this.#tx;
    const counts = await countLedger(tx);
    const [rest] = await tx<[{ streams: number; waiting: number; since: string | null }]>`
      select (select count(*) from ledger.stream)::float8 as streams, (select count(*) from ledger.inbox)::float8 as waiting,
        (select min(e.recorded_at) from ledger.inbox i join ledger.event e on e.seq = i.seq) as since`;
    const of = counts.positions + rest.waiting;
    let checked = 0;
    for (const [places, isPlaced] of [
      [this.#placed, true],
      [this.#unplaced, false],
    ] as const)
      for (let from = 0; ; ) {
        this.#wanted.signal?.throwIfAborted();
        const rows = await this.#read(places(from));
        for (const row of rows) this.#checkRow(row);
        await this.#checkNames(rows);
        const last = rows.at(-1);
        if (!last) break;
        checked += rows.length;
        this.#wanted.onProgress?.(checked, of);
        from = (isPlaced ? (last.position ?? 0) : last.seq) + 1;
      }
    if (this.#open) this.#note('order', this.#next - 1, this.#open.append);
    await this.#checkRest(counts.events !== of);
    return {
      counts,
      streams: rest.streams,
      waiting: { count: rest.waiting, since: rest.since },
      erased: this.#erased,
      found: this.#found,
    };
  }

  #placed = (from: number) => this.#tx`
    select * from ledger.log where position >= ${from} order by position limit ${rowsAtOnce}`;

  #unplaced = (from: number) => this.#tx`
    select null::bigint as position, seq, stream_id, stream_version, null::bigint as append_end,
      null::timestamptz as sequenced_at
    from ledger.inbox where seq >= ${from} order by seq limit ${rowsAtOnce}`;

  async #read(places: postgres.PendingQuery<postgres.Row[]>): Promise<Row[]> {
    const rows = await this.#tx<{ row: Row }[]>`
      select jsonb_build_object('seq', l.seq, 'position', l.position, 'stream', l.stream_id, 'version', l.stream_version,
        'event', case when e.seq is not null then ${eventRow(this.#tx)} end,
        'follows', l.stream_version = 1 or exists (
          select from ledger.log b where b.stream_id = l.stream_id and b.stream_version = l.stream_version - 1
            and (l.position is null or b.position < l.position)
        ) or l.position is null and exists (
          select from ledger.inbox b where b.stream_id = l.stream_id and b.stream_version = l.stream_version - 1
        ),
        'sealed', (select jsonb_agg(jsonb_build_object('path', s.path, 'salt', s.salt, 'value', s.value))
          from ledger.sealed s where s.event_id = e.event_id),
        'hasReceipt', r.append_id is not null,
        'receipt', case when l.position = l.append_end then r.body end) as row
      from (${places}) l left join ledger.event e on e.seq = l.seq left join ledger.receipt r on r.append_id = e.append_id
      order by l.position, l.seq`;
    return rows.map(({ row }) => row);
  }

  #note(fault: Fault, position: number | null, what: string, count = 1): void {
    const met = this.#found.get(fault);
    if (met) met.count += count;
    else this.#found.set(fault, { count, position, what });
  }

  #checkRow(row: Row): void {
    const { position, event } = row;
    const what = `${row.stream} version ${row.version}`;
    if (position !== null) {
      if (position !== this.#next) {
        this.#note('position', this.#next, what);
        this.#passOver();
      }
      this.#next = position + 1;
    }
    if (!row.follows) this.#note('version', position, what);
    if (!event) {
      this.#note('event', position, what);
      this.#passOver();
      return;
    }
    const { envelope } = event;
    if (envelope.stream !== row.stream || envelope.version !== row.version) this.#note('event', position, what);
    if (!isLeafOf(event.leaf, envelope)) this.#note('leaf', position, what);
    this.#checkSealed(row, event);
    if (position === null) {
      if (!row.hasReceipt) this.#note('receipt', null, event.append);
    } else this.#checkAppend(row, event, position);
  }

  #checkSealed({ sealed, position }: Row, { envelope }: CopiedEvent): void {
    const digests = sealedDigestsIn(envelope.data);
    for (const value of sealed ?? []) {
      const what = `${value.path} of ${envelope.stream} version ${envelope.version}`;
      if (!isDigestOf(digests.get(value.path), value)) this.#note('sealed', position, what);
      digests.delete(value.path);
    }
    const [erased] = digests.keys();
    if (erased === undefined) return;
    this.#erased ??= { count: 0, position, what: `${erased} of ${envelope.stream} version ${envelope.version}` };
    this.#erased.count += digests.size;
  }

  /** An append is a run of positions up to its end, and its receipt names its events. */
  #checkAppend({ receipt, hasReceipt }: Row, event: CopiedEvent, position: number): void {
    const { envelope, append, append_end, sequenced_at } = event;
    const end = append_end ?? position;
    if (sequenced_at !== null && sequenced_at < this.#time) this.#note('order', position, append);
    this.#time = sequenced_at ?? this.#time;
    if (this.#open && (this.#open.append !== append || this.#open.end !== end)) {
      this.#note('order', position, append);
      this.#open = null;
      this.#isWhole = false;
    }
    if (end < position) this.#note('order', position, append);
    this.#open ??= { append, end, events: this.#isWhole ? [] : null };
    this.#open.events?.push({ stream: envelope.stream, version: envelope.version, type: envelope.type });
    if (position < end) return;
    const told = this.#open.events;
    this.#open = null;
    this.#isWhole = true;
    const isSo =
      hasReceipt &&
      (told === null || (receipt?.command === append && eventsIn(receipt.events) === eventsIn(told))) &&
      (receipt === null || receipt.recordedAt === envelope.recorded_at);
    if (!isSo) this.#note('receipt', position, append);
  }

  /** What is missing makes no second fault of the append it is missing from. */
  #passOver(): void {
    this.#isWhole = false;
    if (this.#open) this.#open.events = null;
  }

  async #checkNames(rows: readonly Row[]): Promise<void> {
    const taken = rows.flatMap(({ event, position }) =>
      event
        ? this.#wanted
            .namesOf(event.envelope.type, event.envelope.data)
            .map((name) => ({ name, append: event.append, position }))
        : [],
    );
    if (taken.length === 0) return;
    const owners = await this.#tx<{ name: string; append: string }[]>`
      select name, append_id as append from ledger.name where name = any (${taken.map(({ name }) => name)})`;
    const ownerOf = new Map(owners.map(({ name, append }) => [name, append]));
    for (const { name, append, position } of taken)
      if (ownerOf.get(name) !== append) this.#note('name', position, name);
  }

  /** What is asked of whole tables, in a statement each. */
  async #checkRest(isUneven: boolean): Promise<void> {
    const tx = this.#tx;
    // Every place had its own event, or was noted: uneven numbers alone leave events without any.
    if (isUneven)
      await this.#noteAll(
        'event',
        tx`select null::float8 as position, e.stream_id || ' version ' || e.stream_version as what from ledger.event e
          where not exists (select from ledger.log l where l.stream_id = e.stream_id and l.stream_version = e.stream_version)
            and not exists (select from ledger.inbox i where i.seq = e.seq) order by e.seq`,
      );
    await this.#noteAll(
      'receipt',
      tx`select null::float8 as position, r.append_id::text as what from ledger.receipt r
        where r.body->'events' <> '[]' and not exists (select from ledger.event e where e.append_id = r.append_id)`,
    );
    await this.#noteAll(
      'name',
      tx`select null::float8 as position, n.name as what from ledger.name n
        where not exists (select from ledger.receipt r where r.append_id = n.append_id)`,
    );
    await this.#noteAll(
      'stream',
      tx`select null::float8 as position, s.stream_id as what from ledger.stream s
        where not exists (select from ledger.event e where e.stream_id = s.stream_id)`,
    );
    for await (const folded of foldedStreams(tx, this.#wanted.fold)) {
      this.#wanted.signal?.throwIfAborted();
      await this.#checkHeads(folded);
    }
    await this.#noteAll(
      'head',
      tx`select ends.size::float8 - 1 as position, coalesce(h.size::text, 'none') as what
        from (select count(*) as size, max(sequenced_at) as sequenced_at from ledger.log) ends left join ledger.log_head h on true
        where h.size is distinct from ends.size or h.sequenced_at < ends.sequenced_at`,
    );
  }

  async #checkHeads(folded: readonly FoldedStream[]): Promise<void> {
    const rows = await this.#tx<{ head: FoldedStream & { position: number | null } }[]>`
      select jsonb_build_object('stream', s.stream_id, 'version', s.version, 'state', s.state, 'position',
        (select max(l.position) from ledger.log l where l.stream_id = s.stream_id)) as head
      from ledger.stream s where s.stream_id = any (${folded.map(({ stream }) => stream)})`;
    const heads = new Map(rows.map(({ head }) => [head.stream, head]));
    for (const { stream, version, state } of folded) {
      const head = heads.get(stream);
      const isSo = head?.version === version && (formOf(head.state) !== formOf(state) || isSame(head.state, state));
      if (!isSo) this.#note('stream', head?.position ?? null, stream);
    }
  }

  async #noteAll(fault: Fault, query: postgres.PendingQuery<postgres.Row[]>): Promise<void> {
    this.#wanted.signal?.throwIfAborted();
    const [first] = await this.#tx<{ count: number; position: number | null; what: string }[]>`
      select count(*) over ()::float8 as count, position, what from (${query}) faults order by position nulls last limit 1`;
    if (first) this.#note(fault, first.position, first.what, first.count);
  }
}

const eventsIn = (events: Receipt['events']): string =>
  JSON.stringify(events.map(({ stream, version, type }) => [stream, version, type]));

const formOf = (state: Json): unknown =>
  typeof state === 'object' && state !== null && 'form' in state ? state.form : null;

function isSame(a: Json, b: Json): boolean {
  try {
    return canonical(a) === canonical(b);
  } catch {
    return false;
  }
}
