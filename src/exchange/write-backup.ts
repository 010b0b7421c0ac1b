import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type postgres from 'postgres';
import { ClearFailure, codeOf, messageOf } from '@/cli/clear-failure';
import { copyOut, countCopied, countLedger, countsApart, type LedgerCounts, noCounts } from '@/ledger/copy-out';
import { backupFormat, closingMember, digestOfSections, lineOf, SectionDigests, type SectionName } from './backup-file';

/** How a backup is to be made. */
export type BackupWanted = {
  file: string;
  /** Whether a file of that name may be replaced, at the moment the new one is complete. */
  replace: boolean;
  /** Whether sealed values are left out: counted and digested, but not written. */
  withoutSealed: boolean;
  signal?: AbortSignal;
  onProgress?: (rows: number, of: number) => void;
};

/** What a backup holds, its size in bytes, and the digest of the ledger it was made of. */
export type BackupMade = { counts: LedgerCounts; bytes: number; digest: string };

/**
 * Writes one file with the whole ledger as it is at one moment, while others go on writing. Memory does not grow with
 * the ledger. The file gets its name when it is complete; stopped or failed, it leaves nothing. Two backups of the same
 * ledger have the same digest. Refuses, with a ClearFailure, a name that is taken and a place that cannot be written.
 */
export async function writeBackup(sql: postgres.Sql, wanted: BackupWanted): Promise<BackupMade> {
  const { file, replace } = wanted;
  refuseTaken(file, replace);
  const partial = `${file}.${process.pid}.partial`;
  try {
    // For the owner's eyes alone: it holds what was kept apart.
    const handle = await open(partial, 'wx', 0o600);
    let made: BackupMade;
    try {
      made = (await sql.begin('isolation level repeatable read read only', (tx) =>
        write(tx, handle, wanted),
      )) as BackupMade;
      await handle.sync();
    } finally {
      await handle.close();
    }
    refuseTaken(file, replace);
    await rename(partial, file);
    return made;
  } catch (error) {
    await rm(partial, { force: true });
    throw isOfFiles(error) ? new ClearFailure(problemOf(file, error)) : error;
  }
}

async function write(tx: postgres.TransactionSql, handle: FileHandle, wanted: BackupWanted): Promise<BackupMade> {
  const { withoutSealed, signal, onProgress = () => {} } = wanted;
  const counts = await countLedger(tx);
  const file = createHash('sha256');
  let bytes = 0;
  let digest = '';
  const text = async function* () {
    const without = withoutSealed ? ['sealed'] : [];
    yield lineOf({ backup: { format: backupFormat, made: new Date().toISOString(), counts, without } });
    const digests = new SectionDigests();
    const read = noCounts();
    let rows = 0;
    const total = counts.events + counts.appends + counts.sealed;
    let piece = '';
    for await (const row of copyOut(tx)) {
      const line = lineOf(row);
      rows += 1;
      countCopied(read, row);
      digests.add(Object.keys(row)[0] as SectionName, line);
      if (!withoutSealed || !('sealed' in row)) piece += line;
      if (piece.length < 65_536) continue;
      yield piece;
      piece = '';
      onProgress(rows, total);
    }
    const apart = countsApart(counts, read);
    if (apart) throw new ClearFailure(`The ledger does not hold together: ${apart} could be read. No backup was made.`);
    digest = digestOfSections(digests.sections);
    yield `${piece}${lineOf({ end: { sections: digests.sections, sha256: digest } })}`;
  };
  await pipeline(
    Readable.from(text()),
    createGzip(),
    async (compressed: AsyncIterable<Buffer>) => {
      for await (const chunk of compressed) {
        file.update(chunk);
        bytes += chunk.length;
        await handle.writeFile(chunk);
      }
    },
    signal ? { signal } : {},
  );
  const closing = closingMember(file.digest('hex'));
  await handle.writeFile(closing);
  return { counts, bytes: bytes + closing.length, digest };
}

function refuseTaken(file: string, replace: boolean): void {
  if (existsSync(file) && !replace)
    throw new ClearFailure(
      `${file} is there already: give another name, or --replace to put the new backup in its place.`,
    );
}

const isOfFiles = (error: unknown): boolean =>
  /^E(NOENT|NOTDIR|ACCES|PERM|ROFS|NOSPC|DQUOT|FBIG|ISDIR|NOTEMPTY|EXIST|IO|NAMETOOLONG|INVAL|MFILE)$/.test(
    codeOf(error),
  );

function problemOf(file: string, error: unknown): string {
  const code = codeOf(error);
  if (code === 'ENOENT') return `The folder of ${file} is not there: make it, or give another name.`;
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return `${file} cannot be written by this user: give a name in a folder of yours.`;
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG')
    return `The disk that holds ${file} is full: free some space, or give a name on another disk.`;
  if (code === 'EISDIR' || code === 'ENOTEMPTY' || code === 'EEXIST')
    return `${file} is a folder or is being written by another backup: give another name.`;
  return `${file} cannot be written (${messageOf(error)}): give another name.`;
}
