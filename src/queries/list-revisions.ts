import type { Database } from '@/db/client';
import { liveViews } from '@/db/views';
import { isIdentifier, type Subject } from '@/domain/identifier';

/** What has revisions: a record with a page of its own, a claim, or an event, which has the one. */
export type Revised =
  | { kind: 'incident' | 'site' | 'source' | 'document' | 'claim'; id: string }
  | { kind: 'question'; subject: Subject; attribute: string }
  | { kind: 'event'; position: number };

/**
 * A revision of a record: the events of one append that changed it, since nothing was ever seen between two of them. `position`
 * is the end of that append, `first` the first of them; `changed` are the questions whose assessment it changed.
 */
export type Revision = { position: number; first: number; recordedAt: string; changed: string[] };

/** The record whose page stands at a path, or null where none does that can be read revision by revision. */
export function revisedAt(path: string): Revised | null {
  const [, kind = '', id = '', ...more] = path.split('/');
  if (kind === 'questions' && more.length === 2) {
    const [of = '', attribute = ''] = [id, more[1]];
    const subject = more[0] ?? '';
    if ((of !== 'incident' && of !== 'site') || !isIdentifier(subject)) return null;
    const asked = decodeURIComponent(attribute);
    return asked.includes('\0') ? null : { kind: 'question', subject: { kind: of, id: subject }, attribute: asked };
  }
  if (more.length > 0 || !isIdentifier(id)) return null;
  const kinds = { incidents: 'incident', sites: 'site', sources: 'source', documents: 'document' } as const;
  return Object.hasOwn(kinds, kind) ? { kind: kinds[kind as keyof typeof kinds], id } : null;
}

/**
 * Every revision of a record, oldest first; none where there is no such record. All of them wherever a reader stands: they are
 * what one can go to. So the tables are named with the schema of the views in use, which holds at every moment.
 */
export async function listRevisions(db: Database, of: Revised): Promise<Revision[]> {
  const { sql } = db;
  const change = sql(`${liveViews}.change`);
  const changes =
    of.kind === 'event'
      ? sql`select position, null::jsonb as effects from ledger.log where position = ${of.position}`
      : of.kind === 'question'
        ? sql`select position, effects from ${change}
            where subject_kind = ${of.subject.kind} and subject_id = ${of.subject.id}
              and attributes @> array[${of.attribute}]::text[]`
        : of.kind === 'claim'
          ? sql`select position, effects from ${change} where claim_id = ${of.id}`
          : sql`select position, effects from ${change} where subject_kind = ${of.kind} and subject_id = ${of.id}`;
  return sql<Revision[]>`
    select l.append_end as position, min(l.position) as first, max(e.recorded_at) as "recordedAt",
      coalesce(json_agg(distinct effect.attribute) filter (where effect.attribute is not null), '[]') as changed
    from (${changes}) changed
      join ledger.log l on l.position = changed.position
      join ledger.event e on e.seq = l.seq
      left join lateral jsonb_to_recordset(changed.effects) effect (attribute text) on true
    group by l.append_end order by l.append_end`;
}

/** How many of these revisions are on record at a position: the number of the last of them, 0 before the first. */
export function revisionAt(revisions: readonly Revision[], position: number | null): number {
  if (position === null) return revisions.length;
  const later = revisions.findIndex((revision) => revision.position > position);
  return later === -1 ? revisions.length : later;
}
