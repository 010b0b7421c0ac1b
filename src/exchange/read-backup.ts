import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { ClearFailure, codeOf, messageOf } from '@/cli/clear-failure';
import type { Copied } from '@/ledger/copy-out';
import {
  type BackupHeader,
  backupFormat,
  closingBytes,
  closingMember,
  digestOfSections,
  lineSchemas,
  SectionDigests,
  type SectionName,
  sectionNames,
} from './backup-file';
import { boundedLines } from './bounded-lines';

/** A line of a backup with its number, counted from 1. */
export type BackupLine = { number: number } & ({ backup: BackupHeader } | Copied | { end: { sha256: string } });

/** The file is no whole backup; the message says what is wrong with it, and where. */
export class BadBackup extends ClearFailure {}

/** A problem at a line of a file. */
export const badLine = (file: string, number: number, what: string): BadBackup =>
  new BadBackup(
    `${file} is damaged at line ${number}: ${what} Nothing of it was used; take another copy of the backup.`,
  );

/**
 * Reads a backup line by line and checks what can be seen on the way: its first line, the order of its sections, their
 * digests, the digest over all of its bytes. Throws BadBackup at the first thing that is wrong, at the latest at the end:
 * what was read before counts only when the last line was reached. Given `only`, reads the lines of one section alone
 * and checks no digest.
 */
export async function* readBackup(file: string, only?: SectionName): AsyncGenerator<BackupLine> {
  const { size, closing } = await readEnds(file);
  const bytes = createHash('sha256');
  const digests = new SectionDigests();
  let header: BackupHeader | undefined;
  let section = 0;
  let last = 0;
  let ended = false;
  try {
    for await (const line of boundedLines(inflate(file, size - closingBytes, bytes))) {
      last = line.number;
      const bad = (what: string) => badLine(file, line.number, what);
      if ('unreadable' in line) throw bad(line.unreadable);
      if (only && line.number > 1 && !line.text.startsWith(`{"${only}":`)) continue;
      if (ended) throw bad('Something stands after the end.');
      const row = line.number === 1 ? parseHeader(file, line.text) : parseLine(line.text, bad);
      if ('backup' in row) {
        if (line.number !== 1) throw bad('A second first line stands here.');
        header = row.backup;
      } else if ('end' in row) {
        const found = digests.sections;
        for (const [index, said] of row.end.sections.entries()) {
          if (header?.without.some((name) => name === said.section)) continue;
          if (said.lines !== found[index]?.lines || said.sha256 !== found[index]?.sha256)
            throw bad(`The ${said.section} lines before it are not the ${said.lines} that were written.`);
        }
        if (digestOfSections(row.end.sections) !== row.end.sha256) throw bad('Its digest is not that of the sections.');
        ended = true;
      } else {
        const name = Object.keys(row)[0] as SectionName;
        const at = sectionNames.indexOf(name);
        if (at < section) throw bad(`It stands outside its section.`);
        if (header?.without.some((left) => left === name)) throw bad('It belongs to a section that was left out.');
        section = at;
        digests.add(name, `${line.text}\n`);
      }
      yield { number: line.number, ...row } as BackupLine;
    }
  } catch (error) {
    if (error instanceof ClearFailure || !isOfInflating(error)) throw error;
    throw last === 0 ? foreign(file) : badLine(file, last + 1, `It cannot be unpacked (${messageOf(error)}).`);
  }
  if (only) return;
  if (!ended) throw badLine(file, last + 1, 'The lines end here, in the middle.');
  if (!closing.equals(closingMember(bytes.digest('hex'))))
    throw new BadBackup(
      `${file} is damaged: its bytes are not those that were written (the digest at its end is another). Nothing of it was used; take another copy of the backup.`,
    );
}

/** The size of the file, and its last bytes. Refuses what is no file, not gzip, or ends elsewhere than a backup does. */
async function readEnds(file: string): Promise<{ size: number; closing: Buffer }> {
  let handle: FileHandle;
  try {
    handle = await open(file, 'r');
  } catch (error) {
    throw new ClearFailure(
      codeOf(error) === 'ENOENT' ? `There is no file ${file}.` : `${file} cannot be read (${messageOf(error)}).`,
    );
  }
  try {
    const stat = await handle.stat();
    if (!stat.isFile()) throw new ClearFailure(`${file} is not a file.`);
    const start = Buffer.alloc(3);
    await handle.read(start, 0, start.length, 0);
    if (!start.equals(Buffer.from([0x1f, 0x8b, 8]))) throw foreign(file);
    const closing = Buffer.alloc(closingBytes);
    const from = stat.size - closingBytes;
    if (from > 0) await handle.read(closing, 0, closingBytes, from);
    // Its digest is compared when all before it was read; whether it is there at all can be seen at once.
    const frame = closingMember('0'.repeat(64)).subarray(0, 32);
    if (!closing.subarray(0, 32).equals(frame))
      throw new BadBackup(
        `${file} does not end as a backup does: it was cut off or something follows it, or it was never one. Nothing of it was used; take another copy of the backup.`,
      );
    return { size: stat.size, closing };
  } finally {
    await handle.close();
  }
}

async function* inflate(file: string, length: number, hash: ReturnType<typeof createHash>): AsyncGenerator<Buffer> {
  const tap = async function* (source: AsyncIterable<Buffer>) {
    for await (const chunk of source) {
      hash.update(chunk);
      yield chunk;
    }
  };
  const gunzip = createGunzip();
  pipeline(createReadStream(file, { end: length - 1 }), tap, gunzip, () => {});
  yield* gunzip;
}

const isOfInflating = (error: unknown): boolean => /^(Z_|ERR_|ABORT_ERR)/.test(codeOf(error));

const foreign = (file: string): BadBackup => new BadBackup(`${file} is not a backup of Palimpsest.`);

function parseHeader(file: string, text: string): { backup: BackupHeader } {
  const value = fromJson(text);
  const said = (value as { backup?: { format?: unknown } } | null)?.backup;
  if (typeof said !== 'object' || said === null) throw foreign(file);
  if (typeof said.format === 'number' && said.format !== backupFormat)
    throw new BadBackup(
      `${file} is a backup in format ${said.format}, and this Palimpsest reads format ${backupFormat}: use the version that made it, or a newer one.`,
    );
  const parsed = lineSchemas.backup.safeParse(value);
  if (!parsed.success) throw badLine(file, 1, 'It is not the first line of a backup.');
  return parsed.data;
}

type Row = { backup: BackupHeader } | Copied | ReturnType<typeof lineSchemas.end.parse>;

function parseLine(text: string, bad: (what: string) => BadBackup): Row {
  const value = fromJson(text);
  if (typeof value !== 'object' || value === null) throw bad('It is not a JSON object.');
  const [name = ''] = Object.keys(value);
  if (!Object.hasOwn(lineSchemas, name)) throw bad('It is no line of a backup.');
  const parsed = lineSchemas[name as keyof typeof lineSchemas].safeParse(value);
  if (parsed.success) return parsed.data as Row;
  const [issue] = parsed.error.issues;
  throw bad(`It is no line of a backup (${issue?.path.map(String).join('.')}: ${issue?.message}).`);
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
