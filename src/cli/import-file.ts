import { parseArgs } from 'node:util';
import { openDatabase } from '@/db/client';
import { type ImportCounts, importRecord } from '@/exchange/import-record';
import { catchUp } from '@/projections/catch-up';
import { messageOf, UsageFailure } from './clear-failure';
import { givenFile } from './given-file';
import { onRecord } from './on-record';
import { whilePreparing } from './prepare';
import { counted, everySecond, type Say, say } from './say';

const usage =
  'Say which file to import: palimpsest import FILE [--dry-run] [--as PERSON] [--skip-invalid]. --dry-run says what each line would do; --as names who enters it, by their id; --skip-invalid enters the rest.';

/** Progress goes beside the answer, which may be piped into a file. */
const tellOnError: Say = (line) => {
  process.stderr.write(`${line}\n`);
};

/**
 * `palimpsest import FILE`: enters a file of commands, or says what that would do. 0 all is in the record as the file has
 * it, 1 something was invalid, refused, or differs and was left, 2 not understood. Ctrl-C stops between two lines.
 */
export async function importFile(args: string[]): Promise<number> {
  const { file, dryRun, skipInvalid, person } = parse(args);
  return onRecord(tellOnError, async (database, signal) => {
    await whilePreparing(database, tellOnError, async () => {});
    const db = await openDatabase(database.url, database.directUrl);
    try {
      const tell = everySecond(tellOnError);
      const counts = await importRecord(db, {
        file,
        dryRun,
        skipInvalid,
        ...(person === undefined ? {} : { person }),
        signal,
        say,
        onProgress: (doing, lines) => tell(() => `  ${counted(lines)} lines ${doing}`),
      });
      if (!dryRun) await catchUp(db);
      say(totalsOf(counts));
      return counts.invalid + counts.left + counts.refused > 0 || counts.stopped ? 1 : 0;
    } finally {
      await db.end();
    }
  });
}

function totalsOf(counts: ImportCounts): string {
  const { lines, remarks, others, corrected, left, refused, entered, stopped } = counts;
  const parts = [
    `${counted(lines)} lines: ${counted(counts.new)} new, ${counted(counts.same)} same, ${counted(counts.changed)} changed, ${counted(counts.invalid)} invalid`,
    ...(remarks > 0 ? [`remarks: ${counted(remarks)}`] : []),
    ...(others > 0 ? [`in the words of others, left out: ${counted(others)}`] : []),
    entered ? `claims corrected: ${counted(corrected)}` : 'nothing was written',
    ...(left > 0 ? [`lines left as recorded: ${counted(left)}`] : []),
    ...(refused > 0 ? [`refused: ${counted(refused)}`] : []),
    ...(stopped ? ['stopped before the end, the same command goes on'] : []),
  ];
  return `${parts.join('; ')}.`;
}

function parse(args: string[]): { file: string; dryRun: boolean; skipInvalid: boolean; person: string | undefined } {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { 'dry-run': { type: 'boolean' }, 'skip-invalid': { type: 'boolean' }, as: { type: 'string' } },
    });
    const [file, ...more] = positionals;
    if (!file || more.length > 0) throw new UsageFailure(usage);
    return {
      file: givenFile(file),
      dryRun: values['dry-run'] ?? false,
      skipInvalid: values['skip-invalid'] ?? false,
      person: values.as,
    };
  } catch (error) {
    throw error instanceof UsageFailure ? error : new UsageFailure(`${messageOf(error)}. ${usage}`);
  }
}
