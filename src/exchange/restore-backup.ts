import type postgres from 'postgres';
import { ClearFailure, codeOf, messageOf } from '@/cli/clear-failure';
import { evolve, foldedForm, type StreamState } from '@/domain/fold';
import { copyIn, type Fold, LedgerNotEmpty, refuseFilledLedger } from '@/ledger/copy-in';
import type { Copied, LedgerCounts } from '@/ledger/copy-out';
import type { Json } from '@/ledger/envelope';
import type { LedgerEvent } from '@/ledger/read';
import { typed } from '@/projections/recorded-event';
import { checkBackup } from './check-backup';
import { BadBackup, readBackup } from './read-backup';

/** What was restored. Fewer sealed values than counted where the backup was made without them. */
export type Restored = { counts: LedgerCounts; withoutSealed: boolean; digest: string };

/** What a restore tells while it works. */
export type RestoreProgress = {
  signal?: AbortSignal;
  onChecked?: (events: number, of: number) => void;
  onCopied?: (rows: number) => void;
};

/**
 * Fills an empty ledger from a backup, as the ledger's owner: reads and checks the whole file first, then loads it in one
 * transaction. Refuses, with a ClearFailure and nothing written, a file that is not whole and a ledger that holds
 * anything. The views are not touched: rebuild them afterwards.
 */
export async function restoreBackup(
  sql: postgres.Sql,
  file: string,
  progress: RestoreProgress = {},
): Promise<Restored> {
  const { signal, onChecked, onCopied } = progress;
  try {
    await sql.begin('read only', refuseFilledLedger);
    const { header, digest } = await checkBackup(file, (events, of) => {
      signal?.throwIfAborted();
      onChecked?.(events, of);
    });
    signal?.throwIfAborted();
    await copyIn(sql, rowsOf(file, digest, signal), foldRecorded, onCopied);
    return { counts: header.counts, withoutSealed: header.without.includes('sealed'), digest };
  } catch (error) {
    throw problemOf(file, error);
  }
}

/** The rows of a file that was checked. Read a second time, it is digested a second time: it could be another by now. */
async function* rowsOf(file: string, digest: string, signal?: AbortSignal): AsyncGenerator<Copied> {
  for await (const line of readBackup(file)) {
    signal?.throwIfAborted();
    if ('backup' in line) continue;
    if (!('end' in line)) {
      const { number: _number, ...row } = line;
      yield row;
    } else if (line.end.sha256 !== digest)
      throw new BadBackup(`${file} was changed while it was being read. Nothing was restored.`);
  }
}

/** Folded as when it was appended; older events are read as the domain knows them today. */
export const foldRecorded: Fold = (state, event) => {
  const recorded = typed(event as unknown as LedgerEvent);
  const folded = evolve(state as StreamState | null, recorded, event.version, event.actor);
  return { ...folded, form: foldedForm } as unknown as Json;
};

function problemOf(file: string, error: unknown): unknown {
  if (error instanceof LedgerNotEmpty)
    return new ClearFailure(
      `There is a record here already (${error.message}) and a backup is restored into an empty one only: set PALIMPSEST_HOME to a new folder, or DATABASE_URL to an empty database, and restore before the first start there. Nothing was changed.`,
    );
  const code = codeOf(error);
  if (code === '42501')
    return new ClearFailure(
      `This PostgreSQL role may not fill the ledger (${messageOf(error)}): use the role that made its tables in DATABASE_URL. Nothing was changed.`,
    );
  // Only what the tables themselves refuse: a value they cannot hold, a row that breaks one of their laws.
  if (/^2[23]/.test(code))
    return new BadBackup(`${file} does not hold together (${messageOf(error)}). Nothing was restored.`);
  return error;
}
