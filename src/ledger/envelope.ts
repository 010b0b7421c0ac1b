import { createHash, randomBytes } from 'node:crypto';
import canonicalize from 'canonicalize';

/** Any JSON value. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A JSON object. */
export type JsonObject = { [key: string]: Json };

/** A value kept apart from the hashed event: the event holds its digest only. */
export type SealedValue = { path: string; salt: string; value: string };

/**
 * What the leaf of an event commits to. Never gains or loses a member: another shape is another `v`.
 * `data` holds `{"sealed": digest}` in place of every sealed value.
 */
export type Envelope = {
  v: 1;
  stream: string;
  version: number;
  event_id: string;
  type: string;
  schema_version: number;
  recorded_at: string;
  actor: string;
  data: JsonObject;
};

/** Thrown before anything is written when a value could not be hashed twice alike. A bug of the caller: the edge refuses such input. */
export class Unhashable extends Error {}

/**
 * The RFC 8785 canonical form. Refuses what cannot be hashed twice alike: lone surrogates, U+0000 (which PostgreSQL
 * cannot keep), NaN and infinities, whole numbers beyond ±(2^53 − 1).
 */
export function canonical(value: Json): string {
  refuseUnhashable(value);
  return canonicalize(value) as string;
}

/** The RFC 6962 leaf of an envelope: SHA-256 over a zero byte and the canonical form, in hexadecimal. */
export const leafOf = (envelope: Envelope): string =>
  createHash('sha256')
    .update(Buffer.from([0]))
    .update(canonical(envelope), 'utf8')
    .digest('hex');

/** SHA-256 of the canonical form, in hexadecimal. */
export const digestOf = (value: Json): string => createHash('sha256').update(canonical(value), 'utf8').digest('hex');

/**
 * Takes the values at `paths` out of `data`. Each is replaced by `{"sealed": SHA-256(JCS([salt, path, value]))}` with a
 * fresh 128-bit salt, so that deleting salt and value leaves a digest that says nothing and a leaf that still verifies.
 * A star in a path stands for every element of a list. Paths that lead nowhere are passed over.
 */
export function seal(data: JsonObject, paths: readonly string[]): { data: JsonObject; sealed: SealedValue[] } {
  const copy = structuredClone(data);
  const sealed: SealedValue[] = [];
  for (const path of paths.flatMap((pattern) => pathsMatching(copy, pattern))) {
    const place = locate(copy, path);
    const value = place?.parent[place.key];
    if (!place || typeof value !== 'string') continue;
    const salt = randomBytes(16).toString('hex');
    place.parent[place.key] = { sealed: digestOf([salt, path, value]) };
    sealed.push({ path, salt, value });
  }
  return { data: copy, sealed };
}

/** Puts sealed values back where they were; a sealed field without a value has been erased and reads `null`. */
export function unseal(data: JsonObject, paths: readonly string[], values: ReadonlyMap<string, string>): JsonObject {
  for (const path of paths) {
    const place = locate(data, path);
    const held = place?.parent[place.key];
    if (place && typeof held === 'object' && held !== null && 'sealed' in held)
      place.parent[place.key] = values.get(path) ?? null;
  }
  return data;
}

/** The paths in `data` that hold a sealed digest. */
export const sealedPathsIn = (data: Json): string[] => [...sealedDigestsIn(data).keys()];

/** The digests in `data` that stand for values kept apart, by path. */
export function sealedDigestsIn(data: Json, path = '', found = new Map<string, string>()): Map<string, string> {
  if (typeof data !== 'object' || data === null) return found;
  if (!Array.isArray(data) && typeof data.sealed === 'string' && Object.keys(data).length === 1)
    return found.set(path, data.sealed);
  for (const [key, value] of Object.entries(data)) sealedDigestsIn(value, path === '' ? key : `${path}.${key}`, found);
  return found;
}

/** The paths a pattern means in `data`: one for every way its stars can be read. */
function pathsMatching(data: JsonObject, pattern: string): string[] {
  const star = pattern.indexOf('.*.');
  if (star < 0) return [pattern];
  const list = pattern.slice(0, star);
  const place = locate(data, list);
  const held = place?.parent[place.key];
  return Array.isArray(held)
    ? held.flatMap((_, at) => pathsMatching(data, `${list}.${at}${pattern.slice(star + 2)}`))
    : [];
}

function locate(data: JsonObject, path: string): { parent: JsonObject; key: string } | null {
  const keys = path.split('.');
  let parent: Json = data;
  for (const key of keys.slice(0, -1)) {
    if (typeof parent !== 'object' || parent === null || !Object.hasOwn(parent, key)) return null;
    parent = (parent as JsonObject)[key] as Json;
  }
  if (typeof parent !== 'object' || parent === null) return null;
  return { parent: parent as JsonObject, key: keys.at(-1) as string };
}

/** Throws `Unhashable` for a value that could not be hashed twice alike. JSON would turn NaN into null without a word. */
export function refuseUnhashable(value: Json, path = ''): void {
  if (typeof value === 'string') {
    if (!value.isWellFormed() || value.includes('\u0000'))
      throw new Unhashable(`Unhashable text at ${path || 'the top'}.`);
  } else if (typeof value === 'number') {
    if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value)))
      throw new Unhashable(`Unhashable number at ${path || 'the top'}.`);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      refuseUnhashable(key, `${path} (a name)`);
      refuseUnhashable(inner, `${path}.${key}`);
    }
  }
}
