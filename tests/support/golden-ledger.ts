import { readdirSync, readFileSync } from 'node:fs';
import type postgres from 'postgres';
import { lineOf } from '@/exchange/backup-file';
import { copyIn } from '@/ledger/copy-in';
import { type Copied, type CopiedEvent, type CopiedSealed, copyOut } from '@/ledger/copy-out';
import type { Json } from '@/ledger/envelope';

const folder = new URL('../fixtures/', import.meta.url);

/** A folded state as the version that recorded the ledger left it. */
type Folded = { id: string; version: number; state: Json };

/**
 * A small ledger as a released version left it, to the byte, frozen: its rows as they were stored, and the folded state of each
 * stream. It is never changed, for there are ledgers like it in the world.
 */
export type GoldenLedger = {
  name: string;
  rows: Copied[];
  events: CopiedEvent[];
  sealed: CopiedSealed[];
  states: Folded[];
};

/** Every golden ledger, the oldest first. */
export const goldenLedgers: GoldenLedger[] = readdirSync(folder)
  .filter((name) => /^ledger-\d+\.jsonl$/.test(name))
  .sort((a, b) => numberOf(a) - numberOf(b))
  .map((name) => {
    const lines = readFileSync(new URL(name, folder), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Copied | { stream: Folded });
    const rows = lines.filter((line): line is Copied => !('stream' in line));
    return {
      name,
      rows,
      events: rows.flatMap((row) => ('event' in row ? [row.event] : [])),
      sealed: rows.flatMap((row) => ('sealed' in row ? [row.sealed] : [])),
      states: lines.flatMap((line) => ('stream' in line ? [line.stream] : [])),
    };
  });

/** The lines of a golden ledger made of what is recorded here. */
export const freeze = (sql: postgres.Sql): Promise<string> =>
  sql.begin('isolation level repeatable read read only', async (tx) => {
    const lines: string[] = [];
    for await (const row of copyOut(tx)) lines.push(lineOf(row));
    const states = await tx<{ stream: Folded }[]>`
      select jsonb_build_object('id', stream_id, 'version', version, 'state', state) as stream
      from ledger.stream order by stream_id collate "C"`;
    return [...lines, ...states.map(lineOf)].join('');
  }) as Promise<string>;

/** Fills an empty ledger with a golden one, as its owner: rows and folded states as they were. */
export async function thaw(sql: postgres.Sql, { rows, states }: Pick<GoldenLedger, 'rows' | 'states'>): Promise<void> {
  await copyIn(
    sql,
    (async function* () {
      yield* rows;
    })(),
    () => ({}),
  );
  await sql`
    update ledger.stream set state = s.state
    from jsonb_to_recordset(${sql.json(states as unknown as postgres.JSONValue)}) as s (id text, state jsonb)
    where stream_id = s.id`;
}

function numberOf(name: string): number {
  return Number(/\d+/.exec(name)?.[0]);
}
