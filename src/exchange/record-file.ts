import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import * as z from 'zod';
import { ClearFailure, codeOf, messageOf } from '@/cli/clear-failure';
import { type Command, commandSchema } from '@/domain/command';
import { identifierSchema } from '@/domain/identifier';
import { type BoundedLine, boundedLines } from './bounded-lines';

/** What makes a line unusable: the field, where one can be named, and a sentence. */
export type LineProblem = { field?: string; reason: string };

/**
 * One line of a record file, counted from 1: a command with the id that follows from the line and, where the line says so,
 * the person in whose words it is; a remark; or what is wrong with it.
 */
export type RecordLine = { number: number } & (
  | { command: Command; id: string; by?: string }
  | { remark: true }
  | { invalid: LineProblem }
);

/** A line of a record file: a command, and what the mapping was made from, for the reader of the file. */
const lineSchema = z.strictObject({
  command: commandSchema,
  by: identifierSchema.optional(),
  why: z.string().optional(),
  rows: z.array(z.string()).optional(),
});

/**
 * Reads a record file: JSON Lines, each `{"command": …, "by"?, "why"?, "rows"?}`. A line without a command is a
 * remark; blank lines are passed over. A line that cannot be used is answered as invalid and never thrown. Refuses, with a ClearFailure, a
 * file that cannot be read.
 */
export async function* readRecordFile(file: string): AsyncGenerator<RecordLine> {
  try {
    for await (const line of boundedLines(createReadStream(file)))
      if ('unreadable' in line || line.text.trim() !== '') yield { number: line.number, ...parseLine(line) };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') throw new ClearFailure(`There is no file ${file}.`);
    if (/^E[A-Z]+$/.test(codeOf(error))) throw new ClearFailure(`${file} cannot be read (${messageOf(error)}).`);
    throw error;
  }
}

function parseLine(
  line: BoundedLine,
): { command: Command; id: string; by?: string } | { remark: true } | { invalid: LineProblem } {
  if ('unreadable' in line) return { invalid: { reason: line.unreadable } };
  let value: unknown;
  try {
    value = JSON.parse(line.text);
  } catch (error) {
    return { invalid: { reason: `It is not JSON: ${messageOf(error).replace(/\s+/g, ' ')}.` } };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { invalid: { reason: 'It is not a JSON object.' } };
  if (!Object.hasOwn(value, 'command')) return { remark: true };
  const parsed = lineSchema.safeParse(value);
  if (parsed.success) {
    const { command, by } = parsed.data;
    return { command, id: commandIdOf(line.text), ...(by === undefined ? {} : { by }) };
  }
  return { invalid: problemOf(parsed.error.issues[0]) };
}

function problemOf(issue: z.core.$ZodIssue | undefined): LineProblem {
  if (issue === undefined) return { reason: 'It is no line of a record file.' };
  const path = issue.path.map(String);
  // Of several forms a part may have, the one that was nearly met says most.
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const nearest = [...issue.errors].sort((a, b) => a.length - b.length)[0]?.[0];
    if (nearest) return problemOf({ ...nearest, path: [...issue.path, ...nearest.path] });
  }
  if (path.join('.') === 'command.type') return { field: 'type', reason: 'There is no such command.' };
  const field = (path[0] === 'command' ? path.slice(1) : path).join('.');
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined'))
    return { field, reason: 'It is missing.' };
  const reason = issue.message.replace(/\s+/g, ' ').replace(/\.?$/, '.');
  return field === '' ? { reason } : { field, reason };
}

/**
 * A version 8 UUID (RFC 9562) that follows from the words: what is entered under it is entered once, however often a
 * file is read.
 */
export function commandIdOf(words: string): string {
  const hex = createHash('sha256').update(words).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
