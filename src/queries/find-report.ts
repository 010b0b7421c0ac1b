import { eq, inArray } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { snapshot } from '@/db/snapshot';
import type { ReportState } from '@/domain/fold';
import { isIdentifier } from '@/domain/identifier';
import { readEvent } from '@/ledger/read';
import { change } from '@/projections/change.table';
import { claim } from '@/projections/claim.table';
import { person } from '@/projections/person.table';
import { report } from '@/projections/report.table';
import { incident, site } from '@/projections/subject.table';
import { type DocumentName, erased, readDocuments, readSources, type SourceName } from './names';

/** A report as its receipt shows it: what was recorded, where it shows, and what it did to the states of questions. */
export type ReportView = {
  id: string;
  state: ReportState;
  submittedBy: string;
  recordedAt: string;
  position: number;
  note: string | null;
  document: DocumentName | null;
  claims: (typeof claim.$inferSelect)[];
  changes: (typeof change.$inferSelect)[];
  titles: Record<string, string>;
  sources: Record<string, SourceName>;
};

/** A report by id, or null when there is none. */
export function findReport(db: Database, id: string): Promise<ReportView | null> {
  return snapshot(db, async (at) => {
    if (!isIdentifier(id)) return null;
    const [row] = await at.view.select().from(report).where(eq(report.id, id));
    if (!row) return null;
    const claims = await at.view.select().from(claim).where(eq(claim.reportId, id)).orderBy(claim.recordedAtPosition);
    const positions = claims.map((entry) => entry.recordedAtPosition);
    const documents = await readDocuments(at, [row.documentId]);
    const [submitter] = await at.view.select().from(person).where(eq(person.id, row.submittedBy));
    const event = await readEvent(at.sql, row.setBy);
    const about = (kind: 'incident' | 'site') =>
      claims.filter((entry) => entry.subjectKind === kind).map((entry) => entry.subjectId);
    const incidents = await at.view
      .select()
      .from(incident)
      .where(inArray(incident.id, about('incident')));
    const sites = await at.view
      .select()
      .from(site)
      .where(inArray(site.id, about('site')));
    return {
      id,
      state: row.state,
      submittedBy: submitter?.name ?? erased,
      recordedAt: event?.recordedAt ?? '',
      position: row.setBy,
      note: row.contents.note ?? null,
      document: documents[row.documentId] ?? null,
      claims,
      changes: await at.view.select().from(change).where(inArray(change.position, positions)).orderBy(change.position),
      titles: Object.fromEntries([
        ...incidents.map((entry) => [`incident ${entry.id}`, entry.title ?? erased]),
        ...sites.map((entry) => [`site ${entry.id}`, entry.name]),
      ]),
      sources: await readSources(at),
    };
  });
}
