import { createHash } from 'node:crypto';
import type { LedgerEvent } from '@/ledger/read';

/** RFC 8785 written a second time, from the standard and not from our code: members by UTF-16 code unit, no space. */
export function canonicalForm(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalForm).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, inner]) => `${JSON.stringify(name)}:${canonicalForm(inner)}`).join()}}`;
}

/** What an event’s leaf commits to, put together from what was read back. */
export const envelopeOf = (event: LedgerEvent): Record<string, unknown> => ({
  v: 1,
  stream: event.stream,
  version: event.version,
  event_id: event.eventId,
  type: event.type,
  schema_version: event.schemaVersion,
  recorded_at: event.recordedAt,
  actor: event.actor,
  data: event.hashed,
});

/** SHA-256(0x00 || canonical form), in hexadecimal. */
export const leafOver = (envelope: object): string =>
  createHash('sha256')
    .update(Buffer.concat([Buffer.of(0), Buffer.from(canonicalForm(envelope), 'utf8')]))
    .digest('hex');
