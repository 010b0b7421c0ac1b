import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { prepared } from '@/db/prepared';
import { isIdentifier, type Subject } from '@/domain/identifier';
import { type Ruling, standingRuling } from '@/domain/question/argument';
import type { Assessment } from '@/domain/question/assess';
import type { BoardStage } from '@/domain/question/stage';
import type { QuestionState } from '@/domain/question/state';
import { type VocabularyAdditions, vocabularyWith } from '@/domain/question/vocabulary';
import { claim } from '@/projections/claim.table';
import { followedTo } from '@/projections/follow';
import { question } from '@/projections/question.table';
import { facet, incident, site } from '@/projections/subject.table';
import { type DocumentName, erased, readDocuments, readSources, type SourceName } from './names';
import { readVocabulary } from './read-vocabulary';

/** A claim as pages show it. */
export type ClaimView = Omit<typeof claim.$inferSelect, 'subjectKind' | 'subjectId'>;

/** A question of a subject with its assessment; `setBy` is the position that last changed it. */
export type QuestionView = {
  attribute: string;
  label: string;
  group: string;
  assessment: Assessment;
  /** The ruling that stands, and the live claims that challenge it. */
  ruling: Ruling | null;
  challengedBy: string[];
  /** Where it stands on the board of disputes; null where it is on none. */
  stage: BoardStage | null;
  setBy: number;
};

/** A place as pages name it. */
export type SiteName = typeof site.$inferSelect;

/** All that is on record about one incident or site, as of one position. */
export type SubjectView = {
  subject: Subject;
  title: string;
  kind: string;
  setBy: number;
  /** The site itself, or the site an incident is recorded at. */
  site: SiteName | null;
  /** The newest incidents recorded at this site, at most 50. */
  incidents: {
    id: string;
    title: string;
    /** The event that opened it, and the one that last set what is said of its date. */
    setBy: number;
    date: Assessment | null;
    dateSetBy: number | null;
    states: Partial<Record<QuestionState, number>>;
  }[];
  questions: QuestionView[];
  claims: ClaimView[];
  sources: Record<string, SourceName>;
  documents: Record<string, DocumentName>;
  /** What stewards added to what can be asked. */
  vocabulary: VocabularyAdditions;
  /** The position the views had reached. */
  asOf: number;
};

/** What is on record about an incident or a site, or null when there is no such subject. Reads several tables: call it in a snapshot. */
export async function findSubject(db: Database, subject: Subject): Promise<SubjectView | null> {
  if (!isIdentifier(subject.id)) return null;
  const asOf = await followedTo(db);
  const about = subject.kind === 'incident' ? await incidentRow(db, subject.id) : await siteRow(db, subject.id);
  if (!about) return null;
  const here = (table: typeof claim | typeof question) =>
    and(eq(table.subjectKind, subject.kind), eq(table.subjectId, subject.id));
  const [claims, questions, incidents, sources, additions] = await Promise.all([
    prepared(db.view.select().from(claim).where(here(claim)).orderBy(asc(claim.recordedAtPosition))),
    prepared(db.view.select().from(question).where(here(question))),
    subject.kind === 'site' ? incidentsAt(db, subject.id) : [],
    readSources(db),
    readVocabulary(db),
  ]);
  return {
    subject,
    ...about,
    incidents,
    questions: inVocabularyOrder(questions, additions),
    claims: claims.map(({ subjectKind: _kind, subjectId: _id, ...view }) => view),
    sources,
    documents: await readDocuments(
      db,
      claims.map((row) => row.documentId),
    ),
    vocabulary: additions,
    asOf,
  };
}

type About = Pick<SubjectView, 'title' | 'kind' | 'setBy' | 'site'>;

async function incidentRow(db: Database, id: string): Promise<About | null> {
  const [row] = await prepared(db.view.select().from(incident).where(eq(incident.id, id)));
  if (!row) return null;
  const [place] = row.siteId ? await prepared(db.view.select().from(site).where(eq(site.id, row.siteId))) : [];
  return { title: row.title ?? erased, kind: row.kind, setBy: row.setBy, site: place ?? null };
}

async function siteRow(db: Database, id: string): Promise<About | null> {
  const [row] = await prepared(db.view.select().from(site).where(eq(site.id, id)));
  return row ? { title: row.name, kind: row.kind, setBy: row.setBy, site: row } : null;
}

/** So many incidents stand on a site's page; a list has them all. */
const mostIncidents = 50;

/** The newest incidents at a site with the state of their questions, counted. */
async function incidentsAt(db: Database, siteId: string): Promise<SubjectView['incidents']> {
  const newest = await db.view
    .select({ id: facet.incidentId })
    .from(facet)
    .where(eq(facet.facet, `site ${siteId}`))
    .orderBy(desc(facet.sortAt), desc(facet.incidentId))
    .limit(mostIncidents);
  const ids = newest.map(({ id }) => id);
  const rows = await db.view
    .select({ id: incident.id, title: incident.title, setBy: incident.setBy, question })
    .from(incident)
    .leftJoin(question, and(eq(question.subjectKind, 'incident'), eq(question.subjectId, incident.id)))
    .where(inArray(incident.id, ids));
  const found = new Map(groupIncidents(rows).map((each) => [each.id, each]));
  return ids.flatMap((id) => found.get(id) ?? []);
}

/** Rows of incident × question as incidents with their states counted. */
export function groupIncidents(
  rows: { id: string; title: string | null; setBy: number; question: typeof question.$inferSelect | null }[],
): SubjectView['incidents'] {
  const found = new Map<string, SubjectView['incidents'][number]>();
  for (const row of rows) {
    const entry = found.get(row.id) ?? {
      id: row.id,
      title: row.title ?? erased,
      setBy: row.setBy,
      date: null,
      dateSetBy: null,
      states: {},
    };
    const state = row.question?.state as QuestionState | undefined;
    if (state) entry.states[state] = (entry.states[state] ?? 0) + 1;
    if (row.question?.attribute === 'date') {
      entry.date = row.question.assessment;
      entry.dateSetBy = row.question.setBy;
    }
    found.set(row.id, entry);
  }
  return [...found.values()];
}

function inVocabularyOrder(rows: (typeof question.$inferSelect)[], additions: VocabularyAdditions): QuestionView[] {
  return vocabularyWith(additions).attributes.flatMap(({ id, label, group }) =>
    rows
      .filter((row) => row.attribute === id)
      .map(({ assessment, argument, challengedBy, stage, setBy }) => {
        const ruling = standingRuling(argument);
        return { attribute: id, label, group, assessment, ruling, challengedBy, stage, setBy };
      }),
  );
}
