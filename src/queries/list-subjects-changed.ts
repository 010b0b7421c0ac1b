import { and, asc, gt, inArray } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { change } from '@/projections/change.table';

/** Subjects changed by a run of events, up to and with `position`. */
export type SubjectsChanged = { position: number; subjects: string[] };

/** At most so many events are told of at once; what is left follows in the next. */
const most = 200;

const ofSubjects = inArray(change.subjectKind, ['incident', 'site']);

/** What changed after a position, as `incident:id` and `site:id`; null when nothing did. */
export async function listSubjectsChanged(db: Database, after: number): Promise<SubjectsChanged | null> {
  const next = db.view
    .selectDistinct({ position: change.position })
    .from(change)
    .where(and(gt(change.position, after), ofSubjects))
    .orderBy(asc(change.position))
    .limit(most);
  const rows = await db.view
    .select({ position: change.position, kind: change.subjectKind, id: change.subjectId })
    .from(change)
    .where(and(inArray(change.position, next), ofSubjects))
    .orderBy(asc(change.position));
  const last = rows.at(-1);
  return last ? { position: last.position, subjects: [...new Set(rows.map(({ kind, id }) => `${kind}:${id}`))] } : null;
}
