import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { openDatabase } from '@/db/client';
import { commandSchema } from '@/domain/command';
import { isRefusal } from '@/domain/refusal';
import { handleCommand } from '@/handle-command';

const sampleFile = fileURLToPath(new URL('../../sample/iraq-spring-2021.jsonl', import.meta.url));

/** A line of a record file: a command, or rows left out, and what the mapping was made from, for the reader of the file. */
const lineSchema = z.strictObject({
  command: commandSchema.optional(),
  why: z.string().optional(),
  rows: z.array(z.string()).optional(),
});

/** The person on whose word the sample is entered; the first line registers them. */
const curator = 'p-sample';

/**
 * Enters the sample record through the same commands as the form. Each line's command id follows from the line, so that
 * loading goes on where it was stopped and loading twice records nothing twice. A ledger that holds anything else is left alone.
 */
export async function loadSample(url: string, onProgress: (line: string) => void): Promise<void> {
  const db = await openDatabase(url);
  try {
    let entered = 0;
    for await (const text of createInterface({ input: createReadStream(sampleFile, 'utf8') })) {
      if (text.trim() === '') continue;
      const { command } = lineSchema.parse(JSON.parse(text));
      if (!command) continue;
      const outcome = await handleCommand(db, { id: idOf(text), actor: curator, command });
      if (isRefusal(outcome)) {
        if (entered === 0 && outcome.refused === 'not-allowed') return;
        throw new Error(
          `The sample's line ${entered + 1} was refused: ${outcome.reason} (${outcome.field ?? command.type})`,
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

/** A version 8 UUID from what the line says. */
function idOf(line: string): string {
  const hex = createHash('sha256').update(line).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
