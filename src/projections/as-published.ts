import { sql } from 'drizzle-orm';
import type { PgDatabase } from 'drizzle-orm/pg-core';
import type { PostgresJsDatabase, PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js';
import type { Subject } from '@/domain/identifier';
import { claim } from './claim.table';
import { document } from './document.table';
import { loadStanding } from './load-world';
import { question } from './question.table';
import { reassess } from './reassess';
import { snakeCased } from './save-world';
import type { Rows, World } from './world';

/** The tables whose rows the claims of a subject decide. */
const decided = ['claim', 'question', 'incident', 'facet'] as const;

/**
 * What the record amounts to by what had been published by a time: the subjects of which not all that is recorded was, and the
 * rows about them as the rest makes them.
 */
export type AsPublished = {
  /** Streams of the subjects whose rows are replaced; of one that nothing was published of, no row is left. */
  subjects: string[];
} & { [Table in (typeof decided)[number]]: Record<string, unknown>[] };

/** Worlds are kept small: what bears on a question is looked for among all that is held. */
const subjectsAtOnce = 25;

/**
 * Assesses anew every subject of which not all that is recorded had certainly been published by `until` (seconds UTC), from what had
 * been; call it where the views are read as of a position. What people argued and ruled is left out: it rests on all that is
 * recorded. An answer taken back in a later document stands. Incidents of which nothing had been published are not there.
 */
export async function asPublished(at: PgDatabase<PostgresJsQueryResultHKT>, until: number): Promise<AsPublished> {
  const concerned = await at.execute<{ kind: Subject['kind']; id: string }>(sql`
    select ${question.subjectKind} as kind, ${question.subjectId} as id from ${question}
    where ${question.argument} is not null
    union select ${claim.subjectKind}, ${claim.subjectId}
    from ${claim} left join ${document} d on d.id = ${claim.documentId}
      left join ${document} w on w.id = ${claim.withdrawnIn}
    where d.published_until is null or d.published_until > ${until}::bigint
      or (${claim.withdrawn} and ${claim.withdrawnIn} is not null and (w.published_until is null or w.published_until > ${until}::bigint))
    order by 1, 2`);
  const found: AsPublished = {
    subjects: concerned.map(({ kind, id }) => `${kind}:${id}`),
    claim: [],
    question: [],
    incident: [],
    facet: [],
  };
  for (let from = 0; from < concerned.length; from += subjectsAtOnce) {
    const these = concerned.slice(from, from + subjectsAtOnce);
    const world = await loadStanding(
      at as unknown as PostgresJsDatabase,
      new Set(these.map(({ kind, id }) => `${kind}:${id}`)),
    );
    for (const subject of these) assessAsPublished(world, subject, until);
    const incidents = new Set(
      [...world.claim.values()].flatMap(({ subjectKind, subjectId }) => (subjectKind === 'incident' ? subjectId : [])),
    );
    const about: { [Table in (typeof decided)[number]]: (row: Rows[Table]) => boolean } = {
      claim: () => true,
      question: () => true,
      incident: ({ id }) => incidents.has(id),
      facet: ({ incidentId }) => incidents.has(incidentId),
    };
    for (const table of decided)
      for (const row of world[table].values() as Iterable<Rows[typeof table]>)
        if ((about[table] as (row: unknown) => boolean)(row)) found[table].push(snakeCased(row));
  }
  return found;
}

/** Takes the claims away that had not been published, and with them what people argued; then assesses what is left. */
function assessAsPublished(world: World, { kind, id }: Subject, until: number): void {
  const wasPublished = (documentId: string) => {
    const by = world.document.get(documentId)?.publishedUntil ?? null;
    return by !== null && by <= until;
  };
  const answeredAt = new Map<string, number>();
  for (const [key, row] of [...world.claim]) {
    if (row.subjectKind !== kind || row.subjectId !== id) continue;
    if (!wasPublished(row.documentId)) {
      world.claim.delete(key);
      continue;
    }
    const stands = row.withdrawn && row.withdrawnIn !== null && !wasPublished(row.withdrawnIn);
    world.claim.set(key, { ...row, standing: null, ...(stands ? { withdrawn: false } : {}) });
    answeredAt.set(row.attribute, Math.max(answeredAt.get(row.attribute) ?? -1, row.answeredAt));
  }
  for (const [key, row] of [...world.question])
    if (row.subjectKind === kind && row.subjectId === id) world.question.delete(key);
  for (const [attribute, position] of answeredAt)
    reassess(world, { position, recordedAt: null }, { kind, id }, [attribute]);
}
