import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import * as z from 'zod';
import { canonical, type Json, type JsonObject } from '@/ledger/envelope';

/** The version of the format that is written, and the only one that is read. docs/backup-format.md describes it. */
export const backupFormat = 1;

/** The sections of a backup, in order; each of its lines is an object whose one member is named so. */
export const sectionNames = ['event', 'append', 'sealed'] as const;

/** The name of a section. */
export type SectionName = (typeof sectionNames)[number];

/** What the end says of a section: how many lines it has, and SHA-256 over them, each with its line feed. */
export type Section = { section: SectionName; lines: number; sha256: string };

const wholeNumber = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/, 'expected 64 hexadecimal digits');
const uuidSchema = z.guid();
const objectSchema = z.record(z.string(), z.unknown()).transform((value) => value as JsonObject);

const headerSchema = z.strictObject({
  backup: z.strictObject({
    format: z.literal(backupFormat),
    made: z.string(),
    /** What the ledger held. */
    counts: z.strictObject({
      events: wholeNumber,
      positions: wholeNumber,
      appends: wholeNumber,
      names: wholeNumber,
      sealed: wholeNumber,
    }),
    /** Sections left out of this file, though counted and digested as if they were here. */
    without: z.array(z.literal('sealed')).max(1),
  }),
});

const eventSchema = z.strictObject({
  event: z.strictObject({
    envelope: z.strictObject({
      v: z.literal(1),
      stream: z.string(),
      version: wholeNumber.min(1),
      event_id: uuidSchema,
      type: z.string(),
      schema_version: wholeNumber,
      recorded_at: z.string(),
      actor: z.string(),
      data: objectSchema,
    }),
    leaf: sha256Schema,
    append: uuidSchema,
    seq: wholeNumber,
    position: wholeNumber.nullable(),
    append_end: wholeNumber.nullable(),
    sequenced_at: z
      .string()
      .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/)
      .nullable(),
  }),
});

const appendSchema = z.strictObject({
  append: z.strictObject({
    id: uuidSchema,
    digest: z.string(),
    events: wholeNumber,
    names: z.array(z.string()),
    receipt: objectSchema,
  }),
});

const sealedSchema = z.strictObject({
  sealed: z.strictObject({ event_id: uuidSchema, path: z.string(), salt: z.string(), value: z.string() }),
});

const endSchema = z.strictObject({
  end: z.strictObject({
    sections: z.tuple(
      sectionNames.map((name) =>
        z.strictObject({ section: z.literal(name), lines: wholeNumber, sha256: sha256Schema }),
      ) as unknown as [z.ZodType<Section>, z.ZodType<Section>, z.ZodType<Section>],
    ),
    sha256: sha256Schema,
  }),
});

/** One line of a backup, parsed strictly, by the name of its one member. */
export const lineSchemas = {
  backup: headerSchema,
  event: eventSchema,
  append: appendSchema,
  sealed: sealedSchema,
  end: endSchema,
};

/** What the first line says. */
export type BackupHeader = z.infer<typeof headerSchema>['backup'];

/** A row as a line of its section: canonical (RFC 8785), so that the same row is always the same bytes. */
export const lineOf = (row: object): string => `${canonical(row as Json)}\n`;

/** Counts and digests the lines of each section as they pass. */
export class SectionDigests {
  #of = new Map(sectionNames.map((name) => [name, { hash: createHash('sha256'), lines: 0 }]));

  /** Takes a line in, with its line feed. */
  add(name: SectionName, line: string): void {
    const section = this.#of.get(name);
    if (!section) return;
    section.hash.update(line, 'utf8');
    section.lines += 1;
  }

  /** What the end says of the lines so far. */
  get sections(): Section[] {
    return [...this.#of].map(([section, { hash, lines }]) => ({ section, lines, sha256: hash.copy().digest('hex') }));
  }
}

/** The digest of what the ledger held: SHA-256 of the canonical form of what is said of the sections. */
export const digestOfSections = (sections: readonly Section[]): string =>
  createHash('sha256')
    .update(canonical(sections as unknown as Json), 'utf8')
    .digest('hex');

/**
 * The last bytes of the file: a gzip member of its own, stored and not deflated, whose one line is SHA-256 over every
 * byte before it. gzip's own check passes over its header and the last bits of a stream; this leaves out no bit.
 */
export function closingMember(sha256: string): Buffer {
  const line = Buffer.from(`{"file":{"sha256":"${sha256}"}}\n`, 'utf8');
  const stored = Buffer.alloc(5);
  stored.writeUInt8(1, 0);
  stored.writeUInt16LE(line.length, 1);
  stored.writeUInt16LE(~line.length & 0xffff, 3);
  const check = Buffer.alloc(8);
  check.writeUInt32LE(crc32(line), 0);
  check.writeUInt32LE(line.length, 4);
  return Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]), stored, line, check]);
}

/** How many bytes the closing member has. */
export const closingBytes = closingMember('0'.repeat(64)).length;
