import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { snapshot } from '@/db/snapshot';
import type { Assessment } from '@/domain/question/assess';
import { labelOf } from '@/domain/question/vocabulary';
import { followedTo } from '@/projections/follow';
import { question } from '@/projections/question.table';
import { incident, site } from '@/projections/subject.table';
import { groupIncidents, type SubjectView } from './find-subject';
import { type HistoryEntry, listChanges } from './list-changes';
import { erased } from './names';

/** A question on which sources disagree. */
export type OpenDispute = {
  subject: { kind: 'incident' | 'site'; id: string };
  title: string;
  attribute: string;
  label: string;
  assessment: Assessment;
  setBy: number;
};

/** What a reader sees first: what is contested, what changed, the newest records. */
export type Overview = {
  disputes: OpenDispute[];
  changes: HistoryEntry[];
  incidents: SubjectView['incidents'];
  sites: { id: string; name: string; within: string[]; setBy: number }[];
  asOf: number;
};

/** At most so many disputes stand on the overview. */
const most = 12;

/** So many incidents, the last opened first, and so many sites by name: lists have them all. */
const mostIncidents = 30;
const mostSites = 60;

/** So many of the latest changes are looked at; those of one report stand together. */
const latest = 24;

/** What is contested and what changed, newest first. */
export function findOverview(db: Database): Promise<Overview> {
  return snapshot(db, async (at) => {
    const asOf = await followedTo(at);
    const disputed = await at.view
      .select()
      .from(question)
      .leftJoin(incident, and(eq(question.subjectKind, 'incident'), eq(incident.id, question.subjectId)))
      .leftJoin(site, and(eq(question.subjectKind, 'site'), eq(site.id, question.subjectId)))
      .where(eq(question.state, 'Disputed'))
      .orderBy(desc(question.setBy), asc(question.attribute), asc(question.subjectKind), asc(question.subjectId))
      .limit(most);
    const newest = at.view
      .select({ id: incident.id })
      .from(incident)
      .orderBy(desc(incident.setBy))
      .limit(mostIncidents);
    const incidents = await at.view
      .select({ id: incident.id, title: incident.title, setBy: incident.setBy, question })
      .from(incident)
      .leftJoin(question, and(eq(question.subjectKind, 'incident'), eq(question.subjectId, incident.id)))
      .where(inArray(incident.id, newest))
      .orderBy(desc(incident.setBy));
    return {
      disputes: disputed.map(({ question: row, incident: about, site: place }) => ({
        subject: { kind: row.subjectKind, id: row.subjectId },
        title: about?.title ?? place?.name ?? erased,
        attribute: row.attribute,
        label: labelOf(row.attribute),
        assessment: row.assessment,
        setBy: row.setBy,
      })),
      changes: await listChanges(at, { newest: latest }),
      incidents: groupIncidents(incidents),
      sites: await at.view
        .select({ id: site.id, name: site.name, within: site.within, setBy: site.setBy })
        .from(site)
        .orderBy(asc(site.sortName), asc(site.id))
        .limit(mostSites),
      asOf,
    };
  });
}
