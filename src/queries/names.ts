import { eq, inArray } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { isAmong, prepared } from '@/db/prepared';
import { type Subject, subjectStream } from '@/domain/identifier';
import type { ReportContents } from '@/domain/report/event';
import { derivation, document } from '@/projections/document.table';
import { source } from '@/projections/source.table';
import { incident, site } from '@/projections/subject.table';

/** A source as pages name it. `institution` is the id at the end of its `partOf`. */
export type SourceName = { id: string; name: string; kind: string; partOf: string | null; institution: string };

/** A document as pages name it, with what its content comes from. */
export type DocumentName = {
  id: string;
  title: string;
  publisher: string;
  address: string | null;
  published: string | null;
  language: string | null;
  edition: string | null;
  note: string | null;
  lineage: 'unknown' | 'first-hand' | 'derived';
  parents: { document: string; how: string; reason: string | null }[];
  setBy: number;
};

/** What stands where a name, a title or a sentence was erased. */
export const erased = '[erased]';

/** All sources a page may have to name: there are few next to claims, so they are read together. */
export async function readSources(db: Database): Promise<Record<string, SourceName>> {
  const rows = await db.view.select().from(source);
  const partOf = new Map(rows.map((row) => [row.id, row.partOf]));
  const institution = (id: string): string => {
    const seen = new Set<string>();
    let at = id;
    for (let next = partOf.get(at); next && !seen.has(next); next = partOf.get(at)) {
      seen.add(next);
      at = next;
    }
    return at;
  };
  return Object.fromEntries(
    rows.map(({ id, name, kind, partOf }) => [
      id,
      { id, name: name ?? erased, kind, partOf, institution: institution(id) },
    ]),
  );
}

/** The institutions a source belongs to, from the one it is directly part of up to the last. */
export async function institutionsAbove(db: Database, partOf: string | null): Promise<SourceName[]> {
  const above: SourceName[] = [];
  for (let next = partOf; next !== null && !above.some(({ id }) => id === next); ) {
    const [row] = await db.view.select().from(source).where(eq(source.id, next));
    if (!row) break;
    above.push({ id: row.id, name: row.name ?? erased, kind: row.kind, partOf: row.partOf, institution: row.id });
    next = row.partOf;
  }
  return above;
}

/** The names of these sources alone, by id. */
export async function nameSources(db: Database, ids: Iterable<string>): Promise<Map<string, string>> {
  const rows = await prepared(
    db.view.select({ id: source.id, name: source.name }).from(source).where(isAmong(source.id, ids)),
  );
  return new Map(rows.map(({ id, name }) => [id, name ?? erased]));
}

/** The named documents and those their content comes from, however far. */
export async function readDocuments(db: Database, ids: readonly string[]): Promise<Record<string, DocumentName>> {
  const found: Record<string, DocumentName> = {};
  let wanted = [...new Set(ids)];
  while (wanted.length > 0) {
    const [rows, edges] = await Promise.all([
      prepared(db.view.select().from(document).where(isAmong(document.id, wanted))),
      prepared(db.view.select().from(derivation).where(isAmong(derivation.documentId, wanted))),
    ]);
    for (const { title, publisherId, ...row } of rows) {
      const parents = edges
        .filter((edge) => edge.documentId === row.id && row.lineage === 'derived')
        .map((edge) => ({ document: edge.parentId, how: edge.how, reason: edge.reason }));
      found[row.id] = { ...row, title: title ?? erased, publisher: publisherId, parents };
    }
    wanted = [...new Set(edges.map((edge) => edge.parentId))].filter((id) => !Object.hasOwn(found, id));
  }
  return found;
}

/** Titles of incidents and names of sites by their stream. What is not on record has none. */
export async function readTitles(db: Database, subjects: readonly Subject[]): Promise<Record<string, string>> {
  const ids = (kind: Subject['kind']) => [...new Set(subjects.flatMap((of) => (of.kind === kind ? of.id : [])))];
  const incidents = await db.view
    .select({ id: incident.id, title: incident.title })
    .from(incident)
    .where(inArray(incident.id, ids('incident')));
  const sites = await db.view
    .select({ id: site.id, name: site.name })
    .from(site)
    .where(inArray(site.id, ids('site')));
  return Object.fromEntries([
    ...incidents.map(({ id, title }) => [subjectStream({ kind: 'incident', id }), title ?? erased]),
    ...sites.map(({ id, name }) => [subjectStream({ kind: 'site', id }), name]),
  ]);
}

/** Titles of every incident and site that a report speaks of, those that would come with it included. */
export async function titlesWith(
  db: Database,
  { claims, incidents, sites }: ReportContents,
): Promise<Record<string, string>> {
  const named = claims.map(({ subject }) => subject);
  const answered = claims.flatMap(({ answer }) =>
    answer !== undefined && 'site' in answer && answer.site !== undefined
      ? { kind: 'site' as const, id: answer.site }
      : [],
  );
  const around = incidents.flatMap(({ site }) => (site === undefined ? [] : { kind: 'site' as const, id: site }));
  return {
    ...Object.fromEntries(incidents.map(({ incident, title }) => [`incident:${incident}`, title ?? erased])),
    ...Object.fromEntries(sites.map(({ site, name }) => [`site:${site}`, name])),
    ...(await readTitles(db, [...named, ...answered, ...around])),
  };
}
