import { eq } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { snapshot } from '@/db/snapshot';
import { isIdentifier, type Subject } from '@/domain/identifier';
import { claim } from '@/projections/claim.table';
import { type ClaimView, findSubject, type SubjectView } from './find-subject';
import { type JudgedTally, judgeTallies } from './judge-tallies';
import { type HistoryEntry, listChanges } from './list-changes';

/** One claim with its subject's record, what it comes to where it is about many incidents, and its own history. */
export type ClaimPage = { claim: ClaimView; record: SubjectView; tally: JudgedTally | null; history: HistoryEntry[] };

/** A claim by id, or null when there is none. */
export function findClaim(db: Database, id: string): Promise<ClaimPage | null> {
  return snapshot(db, async (at) => {
    if (!isIdentifier(id)) return null;
    const [row] = await at.view.select().from(claim).where(eq(claim.id, id));
    if (!row) return null;
    const { subjectKind, subjectId, ...view } = row;
    const subject: Subject = { kind: subjectKind, id: subjectId };
    const record = await findSubject(at, subject);
    if (!record) return null;
    const [tally = null] = await judgeTallies(at, [view]);
    return { claim: view, record, tally, history: await listChanges(at, { claim: id }) };
  });
}
