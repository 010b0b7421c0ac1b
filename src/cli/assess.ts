import { createReadStream } from 'node:fs';
import type * as z from 'zod';
import { assess } from '@/domain/question/assess';
import type { Lineage } from '@/domain/question/claim';
import { relate } from '@/domain/question/relate';
import { tally } from '@/domain/tally/tally';
import { type AskedCase, caseSchema } from './assess-case';
import { readLines } from './read-lines';

/** Where lines of text go: a stream such as `process.stdout`, or anything that takes text. */
export interface Sink {
  write(text: string): unknown;
}

/**
 * Answers a file of cases, one JSON object a line as in data/claim-cases.jsonl: to `out` one `{"id","answer"}` a line, in
 * order, to `err` one `line N: reason` for each line that cannot be answered. Blank lines are skipped. Gives 1 if any line
 * was malformed or the file could not be read, else 0. Holds one line in memory at a time.
 */
export async function assessFile(path: string, out: Sink, err: Sink): Promise<number> {
  let malformed = 0;
  let number = 0;
  try {
    for await (const line of readLines(createReadStream(path))) {
      number++;
      if (line.trim() === '') continue;
      const result = answerLine(line);
      if ('answer' in result) await write(out, `${JSON.stringify(result)}\n`);
      else {
        malformed++;
        await write(err, `line ${number}: ${result.reason}\n`);
      }
    }
  } catch (error) {
    await write(err, `${path}: ${messageOf(error)}\n`);
    return 1;
  }
  return malformed > 0 ? 1 : 0;
}

function answerLine(line: string): { id: string; answer: unknown } | { reason: string } {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    return { reason: `not JSON: ${messageOf(error)}` };
  }
  try {
    const parsed = caseSchema.safeParse(value);
    return parsed.success
      ? { id: parsed.data.id, answer: answerCase(parsed.data) }
      : { reason: reasonOf(parsed.error) };
  } catch (error) {
    return { reason: `cannot be assessed: ${messageOf(error)}` };
  }
}

function answerCase(asked: AskedCase): unknown {
  switch (asked.ask) {
    case 'relation':
      return relate(asked.claims[0], asked.claims[1]).relation;
    case 'state': {
      const lineage: Lineage = { sources: asked.sources, documents: asked.documents };
      const { positions, positionCount, ...assessment } = assess(asked.claims, lineage);
      return { ...assessment, positions: positionCount, positionList: positions };
    }
    case 'tally':
      return tally(asked.record, asked.claim).verdict;
  }
}

/** The first problem, with its place, on one line. */
function reasonOf(error: z.ZodError): string {
  const [issue] = error.issues;
  const path = issue?.path.map(String).join('.');
  return `${path ? `${path}: ` : ''}${issue?.message ?? 'not a case'}`.replace(/\s+/gu, ' ');
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error)).replace(/\s+/gu, ' ');

/** Waits where the reader is slower, so that a long file does not pile up in memory. */
async function write(sink: Sink, text: string): Promise<void> {
  const isFull = sink.write(text) === false;
  if (isFull && 'once' in sink && typeof sink.once === 'function') {
    await new Promise<void>((resolve) => (sink as unknown as NodeJS.WritableStream).once('drain', () => resolve()));
  }
}
