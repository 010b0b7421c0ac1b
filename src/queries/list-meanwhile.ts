import { and, desc, eq, gt, or } from 'drizzle-orm';
import * as z from 'zod';
import type { Database } from '@/db/client';
import { snapshot } from '@/db/snapshot';
import type { Answer } from '@/domain/answer/answer';
import { identifierSchema, subjectSchema } from '@/domain/identifier';
import { claim } from '@/projections/claim.table';
import { document } from '@/projections/document.table';
import { source } from '@/projections/source.table';
import { namesOf } from './find-names';
import { erased } from './names';

/** The subjects and the document on record that a form speaks of, and the position the record had when it was opened. */
export const meanwhileAskedSchema = z.strictObject({
  after: z.number().int().min(-1).max(Number.MAX_SAFE_INTEGER),
  subjects: z.array(subjectSchema).max(100),
  document: identifierSchema.nullable(),
});

/** A claim recorded since, with the names it takes to say so. */
export type ClaimSince = {
  id: string;
  subject: string;
  attribute: string;
  answer: Answer;
  claimant: string;
  document: string;
  isSameDocument: boolean;
};

/** So many are told; more would not be read. */
const most = 10;

/** What was recorded after a position on the same subjects, those from the same document first. At most ten. */
export function listMeanwhile(
  db: Database,
  { after, subjects, document: known }: z.infer<typeof meanwhileAskedSchema>,
): Promise<ClaimSince[]> {
  if (subjects.length === 0) return Promise.resolve([]);
  return snapshot(db, async (at) => {
    const rows = await at.view
      .select({ claim, claimant: source.name, document: document.title })
      .from(claim)
      .leftJoin(source, eq(source.id, claim.claimantId))
      .leftJoin(document, eq(document.id, claim.documentId))
      .where(
        and(
          gt(claim.recordedAtPosition, after),
          or(...subjects.map(({ kind, id }) => and(eq(claim.subjectKind, kind), eq(claim.subjectId, id)))),
        ),
      )
      .orderBy(desc(eq(claim.documentId, known ?? '')), claim.recordedAtPosition)
      .limit(most);
    const names = await namesOf(
      at,
      rows.map((row) => ({ kind: row.claim.subjectKind, id: row.claim.subjectId })),
    );
    return rows.map((row) => ({
      id: row.claim.id,
      subject:
        names.find(({ kind, id }) => kind === row.claim.subjectKind && id === row.claim.subjectId)?.label ?? erased,
      attribute: row.claim.attribute,
      answer: row.claim.answer,
      claimant: row.claimant ?? erased,
      document: row.document ?? erased,
      isSameDocument: row.claim.documentId === known,
    }));
  });
}
