import { parseArgs } from 'node:util';
import { failOnLostConnection } from '@/db/lost-connection';
import { writeBackup } from '@/exchange/write-backup';
import { ClearFailure, messageOf, UsageFailure } from './clear-failure';
import { connect, type OpenDatabase } from './database';
import { typedFile } from './given-file';
import { onRecord } from './on-record';
import { counted, everySecond, say, since } from './say';

const usage =
  'Say where to write the backup: palimpsest backup FILE [--replace] [--without-sealed]. --replace replaces a file of that name; --without-sealed leaves out names, titles, quotations and other sealed values.';

/** `palimpsest backup FILE`: the whole record in one file, while Palimpsest runs or not. 0 done, 1 failed, 2 not understood. */
export async function backup(args: string[]): Promise<number> {
  const { file, replace, withoutSealed } = parse(args);
  return onRecord(say, async (database, signal) => {
    const began = Date.now();
    const sql = failOnLostConnection(connect(database.directUrl, 'palimpsest backup'));
    try {
      await refuseNoLedger(sql, database);
      const tell = everySecond(say);
      const onProgress = (rows: number, of: number) => tell(() => `  ${counted(rows)} of ${counted(of)} rows`);
      const { counts, bytes, digest } = await writeBackup(sql, { file, replace, withoutSealed, signal, onProgress });
      say(
        `Backup: ${counted(counts.events)} events, ${counted(counts.appends)} appends, ${withoutSealed ? 'without their' : counted(counts.sealed)} sealed values in ${file} (${counted(bytes)} bytes, ${since(began)})`,
      );
      say(`Digest: sha256:${digest}`);
      return 0;
    } finally {
      await sql.end({ timeout: 1 });
    }
  });
}

function parse(args: string[]): { file: string; replace: boolean; withoutSealed: boolean } {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { replace: { type: 'boolean' }, 'without-sealed': { type: 'boolean' } },
    });
    const [file, ...more] = positionals;
    if (!file || more.length > 0) throw new UsageFailure(usage);
    return {
      file: typedFile(file),
      replace: values.replace ?? false,
      withoutSealed: values['without-sealed'] ?? false,
    };
  } catch (error) {
    throw error instanceof UsageFailure ? error : new UsageFailure(`${messageOf(error)}. ${usage}`);
  }
}

async function refuseNoLedger(sql: ReturnType<typeof connect>, database: OpenDatabase): Promise<void> {
  const [ledger] = await sql<{ there: boolean }[]>`select to_regclass('ledger.event') is not null as there`;
  if (!ledger?.there)
    throw new ClearFailure(
      `There is no record ${database.cluster ? 'in this data folder' : 'in the database of DATABASE_URL'} yet: nothing was backed up.`,
    );
}
