import { and, eq } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { isIdentifier, type Subject } from '@/domain/identifier';
import type { Changed } from '@/projections/change';
import { document } from '@/projections/document.table';
import { question } from '@/projections/question.table';
import { source } from '@/projections/source.table';
import { erased, readTitles } from './names';

/** A record that has a page of its own. */
export type TitledRecord = Changed & { kind: 'incident' | 'site' | 'source' | 'document' };

/** What a record is called, or null when there is none. */
export async function findTitle(db: Database, { kind, id }: TitledRecord): Promise<string | null> {
  if (!isIdentifier(id)) return null;
  if (kind === 'incident' || kind === 'site') return (await readTitles(db, [{ kind, id }]))[`${kind}:${id}`] ?? null;
  const [row] =
    kind === 'source'
      ? await db.view.select({ title: source.name }).from(source).where(eq(source.id, id))
      : await db.view.select({ title: document.title }).from(document).where(eq(document.id, id));
  return row ? (row.title ?? erased) : null;
}

/** What the subject of a question is called, or null when no claim ever answered it. */
export async function findQuestionTitle(db: Database, subject: Subject, attribute: string): Promise<string | null> {
  // PostgreSQL keeps no U+0000.
  if (attribute.includes('\0')) return null;
  const asked = await db.view
    .select({ state: question.state })
    .from(question)
    .where(
      and(
        eq(question.subjectKind, subject.kind),
        eq(question.subjectId, subject.id),
        eq(question.attribute, attribute),
      ),
    );
  return asked.length === 0 ? null : findTitle(db, subject);
}
