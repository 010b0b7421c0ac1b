import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { joinSpans, type Span, spansContain } from '@/domain/answer/span';
import { denoteTime } from '@/domain/answer/time';
import type { RecordedAnswer } from '@/domain/claim/event';
import { type Argument, standingRuling } from '@/domain/question/argument';
import type { Assessment } from '@/domain/question/assess';
import { areNear, type ComparedIncident, possibleDuplicates } from '@/domain/tally/possible-duplicates';
import type { Tally } from '@/domain/tally/tally';
import { type Doubt, doubtsAbout, reachOf, type TalliedIncident, type TallyClaim, tally } from '@/domain/tally/tally';
import { claim } from '@/projections/claim.table';
import { question } from '@/projections/question.table';
import { facet, incident, longFacets } from '@/projections/subject.table';
import { erased } from './names';

/** An incident that decides a verdict. */
export type DecidingIncident = { id: string; title: string };

/** What a claim about many incidents comes to, held against the record. */
export type JudgedTally = Pick<Tally, 'verdict' | 'least' | 'most'> & {
  /** The claims that give this answer. */
  claims: string[];
  counted: DecidingIncident[];
  uncertain: (DecidingIncident & { doubts: Doubt[]; mayBe: DecidingIncident | null })[];
  /** Whether there were more incidents to count than are read: then the numbers are lower bounds. */
  isCut: boolean;
};

/** What judging needs of a claim. */
type Judged = Pick<typeof claim.$inferSelect, 'id' | 'answer'>;

/** At most so many incidents are read for one verdict. */
export const mostIncidentsRead = 500;

/** At most so many different answers are judged for one page; each claim's own page judges its own. */
const mostJudged = 40;

/** Days around a window in which an incident is read too, since one inside may be it. */
const marginDays = 10;

const dayS = 86_400;

/** Longer than any incident in the lists that are walked by date: longer ones are looked for apart. */
const longSpanS = 40 * dayS;

/**
 * Holds claims about many incidents against the incidents on record, now. Claims of other kinds are left out; those that
 * give one answer are judged once. Reads several tables: call it in a snapshot.
 */
export async function judgeTallies(db: Database, claims: readonly Judged[]): Promise<JudgedTally[]> {
  const answers = new Map<string, { tallied: TallyClaim; claims: string[] }>();
  for (const { id, answer } of claims) {
    if (answer.kind !== 'tally') continue;
    const { kind: _kind, text: _text, ...tallied } = answer;
    const key = JSON.stringify(Object.entries(tallied).sort());
    const known = answers.get(key);
    if (known) known.claims.push(id);
    else answers.set(key, { tallied: tallied as TallyClaim, claims: [id] });
  }
  const judged: JudgedTally[] = [];
  for (const one of [...answers.values()].slice(0, mostJudged)) judged.push(await judge(db, one.tallied, one.claims));
  return judged;
}

async function judge(db: Database, claimed: TallyClaim, claims: string[]): Promise<JudgedTally> {
  const reach = reachOf(claimed);
  const rows = await incidentsNear(db, reach, claimed.site);
  const near = rows.slice(0, mostIncidentsRead);
  const known = await readKnown(db, near);
  const read = near.filter(({ id }) => !known.get(id)?.isDenied);
  const twins = possibleDuplicates(await compared(db, read, known));
  const record = read.map(({ id, siteId }): TalliedIncident => {
    const { spans = [], isContested = false } = known.get(id) ?? {};
    return {
      id,
      date: spans,
      ...(siteId === null ? {} : { site: siteId }),
      ...(isContested ? { occurred: 'disputed' } : {}),
      possibleDuplicateOf: twins.get(id),
    };
  });
  const { verdict, least, most, counted, uncertain } = tally(record, claimed);
  const titles = new Map(read.map(({ id, title }) => [id, title ?? erased]));
  const named = (id: string): DecidingIncident => ({ id, title: titles.get(id) ?? erased });
  const at = (index: number) => record[index] as TalliedIncident;
  return {
    claims,
    verdict,
    least,
    most,
    counted: counted.map((index) => named(at(index).id ?? '')),
    uncertain: uncertain.map((index) => {
      const { id = '', possibleDuplicateOf } = at(index);
      const mayBe = possibleDuplicateOf === undefined ? null : named(possibleDuplicateOf);
      return { ...named(id), doubts: doubtsAbout(at(index), claimed), mayBe };
    }),
    isCut: rows.length > near.length,
  };
}

type IncidentRow = Pick<typeof incident.$inferSelect, 'id' | 'title' | 'siteId'>;

/** Incidents whose dates may fall within a time or near it, at a site or at none that is known; one more than are read. */
async function incidentsNear(db: Database, reach: Span, site: string | undefined): Promise<IncidentRow[]> {
  const from = bounded(reach.from - marginDays * dayS);
  const to = bounded(reach.to + marginDays * dayS);
  // A window that opens after it closes holds nothing.
  if (from >= to) return [];
  const places = site === undefined ? ['all'] : [`site ${site}`, 'unplaced'];
  const dated = db.view
    .select({ id: facet.incidentId })
    .from(facet)
    .where(and(inArray(facet.facet, places), sql`${facet.sortAt} between ${from - longSpanS} and ${to}`));
  const elsewhere = db.view
    .select({ id: facet.incidentId })
    .from(facet)
    .where(inArray(facet.facet, [...longFacets.map((long) => long.facet), 'undated']));
  return db.view
    .select({ id: incident.id, title: incident.title, siteId: incident.siteId })
    .from(incident)
    .where(
      and(
        inArray(incident.id, dated.union(elsewhere)),
        site === undefined ? undefined : sql`(${incident.siteId} = ${site} or ${incident.siteId} is null)`,
        sql`(${incident.dates} is null or ${incident.dates} && int8range(${from}::int8, ${to}::int8))`,
      ),
    )
    .orderBy(sql`${incident.earliest} nulls last`, incident.setBy)
    .limit(mostIncidentsRead + 1);
}

/** Seconds as PostgreSQL's whole numbers hold them. */
const bounded = (seconds: number): number => Math.max(-8e15, Math.min(8e15, Math.floor(seconds)));

/** When an incident may have been, whether it may not have been at all, and whether it was ruled that it was not. */
type Known = { spans: readonly Span[]; isContested: boolean; isDenied: boolean };

async function readKnown(db: Database, rows: readonly IncidentRow[]): Promise<Map<string, Known>> {
  const ids = rows.map(({ id }) => id);
  const asked = ['date', 'occurred'];
  const questions = await db.view
    .select({
      id: question.subjectId,
      attribute: question.attribute,
      assessment: question.assessment,
      argument: question.argument,
      challengedBy: question.challengedBy,
    })
    .from(question)
    .where(
      and(eq(question.subjectKind, 'incident'), inArray(question.subjectId, ids), inArray(question.attribute, asked)),
    );
  const claims = await db.view
    .select({ id: claim.id, answer: claim.answer })
    .from(claim)
    .where(and(eq(claim.subjectKind, 'incident'), inArray(claim.subjectId, ids), inArray(claim.attribute, asked)));
  const answers = new Map(claims.map(({ id, answer }) => [id, answer]));
  const found = new Map<string, Known>();
  for (const { id, attribute, assessment, argument, challengedBy } of questions) {
    const known = found.get(id) ?? { spans: [], isContested: false, isDenied: false };
    const ruled = challengedBy.length === 0 ? ruledAnswer(argument) : undefined;
    if (attribute === 'date') {
      const spans = ruled?.kind === 'time' ? denoteTime(ruled.edtf)?.spans : undefined;
      found.set(id, { ...known, spans: spans ?? datesOf(assessment, answers) });
    } else {
      const standing = assessment.positions.flatMap((position) => position.claims.map((at) => answers.get(at)));
      const isDoubted = standing.some((answer) => answer?.kind === 'truth' && answer.value === 'no');
      const value = ruled?.kind === 'truth' ? ruled.value : undefined;
      found.set(id, {
        ...known,
        isContested: value === undefined && (assessment.conflicts.length > 0 || isDoubted),
        isDenied: value === 'no',
      });
    }
  }
  return found;
}

/** The answer the record goes by where a ruling stands: that of the position ruled for, or the range. */
function ruledAnswer(argument: Argument | null): RecordedAnswer | undefined {
  return standingRuling(argument)?.ruled?.answer;
}

/**
 * The time an incident may have been in: that of each position, where a wider answer allows no more than a narrower one
 * beside it says.
 */
function datesOf(assessment: Assessment, answers: ReadonlyMap<string, Judged['answer']>): Span[] {
  return joinSpans(
    assessment.positions.flatMap(({ claims }) => {
      const said = claims.flatMap((id) => {
        const answer = answers.get(id);
        const spans = answer?.kind === 'time' ? denoteTime(answer.edtf)?.spans : undefined;
        return spans ? [spans] : [];
      });
      const narrowest = said.filter(
        (spans) => !said.some((other) => spansContain(spans, other) && !spansContain(other, spans)),
      );
      return narrowest.flat();
    }),
  );
}

/** What tells whether one of these incidents may be another. Particulars are read only of those near one another. */
async function compared(
  db: Database,
  rows: readonly IncidentRow[],
  known: ReadonlyMap<string, Known>,
): Promise<ComparedIncident[]> {
  const places = rows.map(({ id, siteId }) => ({ id, site: siteId, spans: known.get(id)?.spans ?? [] }));
  const near = places.filter((one) => places.some((other) => other !== one && areNear(one, other)));
  const ids = near.map(({ id }) => id);
  if (ids.length === 0) return [];
  const questions = await db.view
    .select({ id: question.subjectId, state: question.state, assessment: question.assessment })
    .from(question)
    .where(and(eq(question.subjectKind, 'incident'), inArray(question.subjectId, ids)));
  const live = new Set(questions.flatMap(({ assessment }) => assessment.live));
  for (const { assessment } of questions) for (const id of assessment.overtaken) live.delete(id);
  const claims = await db.view
    .select()
    .from(claim)
    .where(and(eq(claim.subjectKind, 'incident'), inArray(claim.subjectId, ids)));
  return near.map((one) => ({
    ...one,
    isFromOneSource: questions.every(
      ({ id, state }) => id !== one.id || ['One source', 'Not reported'].includes(state),
    ),
    particulars: new Set(
      claims.flatMap(({ id, subjectId, attribute, scope, answer, opinion }) =>
        subjectId === one.id && live.has(id) && !opinion && isParticular(answer.kind) && attribute !== 'occurred'
          ? JSON.stringify([attribute, scope, Object.entries(answer).sort()])
          : [],
      ),
    ),
  }));
}

/** What can tell two incidents apart: not when they were, nor that nothing is known, nor words, which no machine compares. */
const isParticular = (kind: Judged['answer']['kind']): boolean => !['time', 'unknown', 'text', 'tally'].includes(kind);
