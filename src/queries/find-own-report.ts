import { eq } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { snapshot } from '@/db/snapshot';
import { isIdentifier } from '@/domain/identifier';
import type { ReportContents } from '@/domain/report/event';
import { followedTo } from '@/projections/follow';
import { report } from '@/projections/report.table';
import { type NameFound, namesOf } from './find-names';

/** A report that its submitter may submit again: what it holds, the version to show, and what a reviewer asked. */
export type OwnReport = {
  report: string;
  version: number;
  contents: ReportContents;
  question: string | null;
  /** The names of everything on record that it refers to. */
  names: NameFound[];
  asOf: number;
};

/** A report of this person that waits or was returned, or null. */
export function findOwnReport(db: Database, id: string, person: string): Promise<OwnReport | null> {
  return snapshot(db, async (at) => {
    if (!isIdentifier(id)) return null;
    const [row] = await at.view.select().from(report).where(eq(report.id, id));
    if (row?.submittedBy !== person || (row.state !== 'submitted' && row.state !== 'returned')) return null;
    const { contents, version } = row;
    const question = row.state === 'returned' ? row.answer : null;
    const names = await namesOf(at, referencesIn(contents));
    return { report: id, version, contents, question, names, asOf: await followedTo(at) };
  });
}

function referencesIn({ document, sources, incidents, claims }: ReportContents): Pick<NameFound, 'kind' | 'id'>[] {
  const source = (id: string | undefined) => (id === undefined ? [] : [{ kind: 'source' as const, id }]);
  const site = (id: string | undefined) => (id === undefined ? [] : [{ kind: 'site' as const, id }]);
  return [
    ...('known' in document ? [{ kind: 'document' as const, id: document.known }] : source(document.publisher)),
    ...sources.flatMap(({ partOf }) => source(partOf)),
    ...incidents.flatMap((incident) => site(incident.site)),
    ...claims.flatMap(({ subject, claimant, relays, answer }) => [
      subject,
      ...source(claimant),
      ...source(relays),
      ...(answer && 'site' in answer ? site(answer.site) : []),
    ]),
  ];
}
