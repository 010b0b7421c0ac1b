import { fileURLToPath } from 'node:url';
import { openDatabase } from '@/db/client';
import { isRefusal } from '@/domain/refusal';
import { readRecordFile } from '@/exchange/record-file';
import { handleCommand } from '@/handle-command';

const sampleFile = fileURLToPath(new URL('../../sample/iraq-spring-2021.jsonl', import.meta.url));

/** The person on whose word the sample is entered, where a line names nobody; the first line registers them. */
const curator = 'p-sample';

/**
 * Enters the sample record through the same commands as the form, each on the word of the person its line names: they are
 * the sample's own. Each line's command id follows from the line, so that loading goes on where it was stopped and loading
 * twice records nothing twice. A ledger that holds anything else is left alone.
 */
export async function loadSample(url: string, onProgress: (line: string) => void): Promise<void> {
  const db = await openDatabase(url);
  try {
    let entered = 0;
    for await (const line of readRecordFile(sampleFile)) {
      if ('remark' in line) continue;
      if ('invalid' in line) throw new Error(`The sample's line ${line.number} is invalid: ${line.invalid.reason}`);
      const { command, id, by = curator } = line;
      const outcome = await handleCommand(db, { id, actor: by, command });
      if (isRefusal(outcome)) {
        if (entered === 0 && outcome.refused === 'not-allowed') return;
        throw new Error(
          `The sample's line ${line.number} was refused: ${outcome.reason} (${outcome.field ?? command.type})`,
        );
      }
      entered += 1;
      if (entered % 25 === 0) onProgress(`${entered} entries of the sample record`);
    }
    onProgress(`The sample record is in: ${entered} entries`);
  } finally {
    await db.end();
  }
}
