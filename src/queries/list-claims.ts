import { and, asc, desc, eq, or, type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Database } from '@/db/client';
import { isAmong, prepared, written } from '@/db/prepared';
import { snapshot } from '@/db/snapshot';
import { answerKinds } from '@/domain/answer/answer';
import { plainLine } from '@/domain/answer/plain-text';
import { identifierSchema, type Subject } from '@/domain/identifier';
import { claimStandings } from '@/domain/question/claim-standing';
import { claim } from '@/projections/claim.table';
import { document } from '@/projections/document.table';
import { followedTo } from '@/projections/follow';
import { incident, site } from '@/projections/subject.table';
import { cursorSchema, isBackwards, type Page, pageOf, pageSize } from './keyset';
import { listVoices } from './list-voices';
import { erased, nameSources } from './names';

/** What a list of claims can be asked for. Every part is optional and narrows the list; all are the texts of an address. */
export const claimFiltersSchema = z.strictObject({
  attribute: plainLine(60).optional(),
  claimant: identifierSchema.optional(),
  /** With a claimant: also the claims of all sources that belong to it. */
  voices: z.literal('1', 'Write voices=1, or leave it out.').optional(),
  document: identifierSchema.optional(),
  /** The incident or site they are about, such as `incident:balad-2021-05-03`. */
  about: z
    .string()
    .regex(/^(incident|site):[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/, 'Write incident: or site: and its identifier.')
    .optional(),
  answer: z.enum(answerKinds, `Choose one of the kinds of answer: ${answerKinds.join(', ')}.`).optional(),
  opinion: z.enum(['only', 'none'], 'Choose only or none.').optional(),
  /** How they have fared beside what other origins say. */
  standing: z.enum(claimStandings, `Choose one of: ${claimStandings.join(', ')}.`).optional(),
  after: cursorSchema(z.tuple([z.int()])),
  before: cursorSchema(z.tuple([z.int()])),
});

/** What is asked of a list of claims, as it was read. */
export type ClaimFilters = z.output<typeof claimFiltersSchema>;

/** A claim as a list tells it. */
export type ClaimRow = Pick<
  typeof claim.$inferSelect,
  | 'id'
  | 'attribute'
  | 'scope'
  | 'answer'
  | 'opinion'
  | 'validity'
  | 'revises'
  | 'withdrawn'
  | 'miscopies'
  | 'against'
  | 'credibility'
  | 'recordedAtPosition'
  | 'corrections'
  | 'setBy'
> & {
  subject: Subject & { title: string };
  claimant: { id: string; name: string };
  relays: { id: string; name: string } | null;
  document: { id: string; title: string; published: string | null };
};

/** The claims that marks of listed ones lead to, and the names of their claimants by id. */
type MarkedAmong = {
  claims: Pick<Row, 'id' | 'answer' | 'claimantId' | 'revises'>[];
  sources: Record<string, { name: string }>;
};

/** A page of claims, the last recorded first, with the names of what was asked for; null where there is no such thing. */
export type ClaimPage = Page<ClaimRow> & {
  names: { claimant: string | null; document: string | null; about: string | null };
  among: MarkedAmong;
  asOf: number;
};

/** The claims that match, 50 a page, the last recorded first. */
export const listClaims = (db: Database, asked: ClaimFilters): Promise<ClaimPage> =>
  snapshot(db, async (at) => {
    const found = await read(at, asked);
    const page = pageOf(found, asked, ({ recordedAtPosition }) => [recordedAtPosition]);
    const about = asked.about ? [subjectOf(asked.about)] : [];
    // All under way at once; the names of sources once it is known who else spoke.
    const [titles, [others, names], documents, asOf] = await Promise.all([
      titlesOf(at, [
        ...page.rows.map(({ subjectKind, subjectId }) => ({ kind: subjectKind, id: subjectId })),
        ...about,
      ]),
      speakersOf(at, page.rows, asked.claimant),
      documentsOf(at, [...page.rows.map(({ documentId }) => documentId), ...(asked.document ? [asked.document] : [])]),
      followedTo(at),
    ]);
    const named = (id: string) => ({ id, name: names.get(id) ?? id });
    return {
      ...page,
      rows: page.rows.map(
        ({ subjectKind, subjectId, claimantId, relaysId, documentId, ...row }): ClaimRow => ({
          id: row.id,
          attribute: row.attribute,
          scope: row.scope,
          answer: row.answer,
          opinion: row.opinion,
          validity: row.validity,
          revises: row.revises,
          withdrawn: row.withdrawn,
          miscopies: row.miscopies,
          against: row.against,
          credibility: row.credibility,
          recordedAtPosition: row.recordedAtPosition,
          corrections: row.corrections,
          setBy: row.setBy,
          subject: {
            kind: subjectKind,
            id: subjectId,
            title: titles.get(`${subjectKind}:${subjectId}`) ?? subjectId,
          },
          claimant: named(claimantId),
          relays: relaysId === null ? null : named(relaysId),
          document: documents.get(documentId) ?? { id: documentId, title: documentId, published: null },
        }),
      ),
      names: {
        claimant: asked.claimant === undefined ? null : (names.get(asked.claimant) ?? null),
        document: asked.document === undefined ? null : (documents.get(asked.document)?.title ?? null),
        about: asked.about === undefined ? null : (titles.get(asked.about) ?? null),
      },
      among: {
        claims: others,
        sources: Object.fromEntries([...names].map(([id, name]) => [id, { name }])),
      },
      asOf,
    };
  });

type Row = typeof claim.$inferSelect;

async function read(at: Database, asked: ClaimFilters): Promise<Row[]> {
  const order = (isBackwards(asked) ? asc : desc)(claim.recordedAtPosition);
  const pageOfEach = (ofVoice: SQL[]) => {
    const conditions = [...ofVoice, ...conditionsOf(asked)];
    const query = at.view
      .select()
      .from(claim)
      .where(and(...conditions, beyond(asked)))
      .orderBy(order)
      .limit(written(pageSize + 1) as unknown as number);
    // With conditions, how it is best read depends on them.
    return conditions.length === 0 ? prepared(query) : query;
  };
  if (!asked.claimant) return pageOfEach([]);
  const voices = asked.voices ? await listVoices(at, asked.claimant) : [asked.claimant];
  if (voices.length === 1) return pageOfEach([eq(claim.claimantId, asked.claimant)]);
  // A walk along each voice's own claims; the page is the first of them all.
  const ids = await at.view.execute<{ id: string }>(sql`
    select met.id from unnest(${sql.param(voices)}::text[]) voice (id), lateral (
      select ${claim.id}, ${claim.recordedAtPosition} from ${claim}
      where ${and(sql`${claim.claimantId} = voice.id`, ...conditionsOf(asked), beyond(asked))}
      order by ${order} limit ${pageSize + 1}) met
    order by met.recorded_at_position ${isBackwards(asked) ? sql`asc` : sql`desc`} limit ${pageSize + 1}`);
  const among = isAmong(
    claim.id,
    ids.map(({ id }) => id),
  );
  return prepared(at.view.select().from(claim).where(among).orderBy(order));
}

const beyond = ({ before, after }: ClaimFilters): SQL =>
  before
    ? sql`${claim.recordedAtPosition} > ${before[0]}::bigint`
    : sql`${claim.recordedAtPosition} < ${after?.[0] ?? Number.MAX_SAFE_INTEGER}::bigint`;

function conditionsOf({ attribute, document: documentId, about, answer, opinion, standing }: ClaimFilters): SQL[] {
  const subject = about && subjectOf(about);
  return [
    ...(attribute ? [eq(claim.attribute, attribute)] : []),
    ...(documentId ? [eq(claim.documentId, documentId)] : []),
    ...(subject ? [eq(claim.subjectKind, subject.kind), eq(claim.subjectId, subject.id)] : []),
    ...(answer ? [sql`${claim.answer} ->> 'kind' = ${answer}`] : []),
    ...(opinion ? [eq(claim.opinion, opinion === 'only')] : []),
    ...(standing ? [eq(claim.standing, standing)] : []),
  ];
}

function subjectOf(about: string): Subject {
  const [kind, id] = about.split(':') as [Subject['kind'], string];
  return { kind, id };
}

/** The claims that marks of these lead to, and the names of all who make or are relayed in either. */
async function speakersOf(at: Database, rows: readonly Row[], claimant: string | undefined) {
  const others = await markedWith(at, rows);
  const names = await nameSources(at, [
    ...others.map(({ claimantId }) => claimantId),
    ...rows.flatMap(({ claimantId, relaysId }) => [claimantId, relaysId ?? []].flat()),
    ...(claimant ? [claimant] : []),
  ]);
  return [others, names] as const;
}

/** The claims that revise these, and those that these revise, miscopy or exclude. */
async function markedWith(at: Database, rows: readonly Row[]): Promise<MarkedAmong['claims']> {
  const ledTo = rows.flatMap(({ revises, miscopies, against }) => [revises ?? [], miscopies ?? [], against].flat());
  const listed = rows.map(({ id }) => id);
  return prepared(
    at.view
      .select({ id: claim.id, answer: claim.answer, claimantId: claim.claimantId, revises: claim.revises })
      .from(claim)
      .where(or(...(ledTo.length > 0 ? [isAmong(claim.id, ledTo)] : []), isAmong(claim.revises, listed)))
      .orderBy(asc(claim.recordedAtPosition)),
  );
}

async function titlesOf(at: Database, subjects: readonly Subject[]): Promise<Map<string, string>> {
  const ids = (kind: Subject['kind']) => subjects.filter((each) => each.kind === kind).map(({ id }) => id);
  const [ofIncidents, ofSites] = [ids('incident'), ids('site')];
  const [incidents, sites] = await Promise.all([
    prepared(
      at.view
        .select({ id: incident.id, title: incident.title })
        .from(incident)
        .where(isAmong(incident.id, ofIncidents)),
    ),
    ofSites.length === 0
      ? []
      : prepared(at.view.select({ id: site.id, name: site.name }).from(site).where(isAmong(site.id, ofSites))),
  ]);
  return new Map([
    ...incidents.map(({ id, title }) => [`incident:${id}`, title ?? erased] as const),
    ...sites.map(({ id, name }) => [`site:${id}`, name] as const),
  ]);
}

async function documentsOf(at: Database, ids: readonly string[]): Promise<Map<string, ClaimRow['document']>> {
  const rows = await prepared(
    at.view
      .select({ id: document.id, title: document.title, published: document.published })
      .from(document)
      .where(isAmong(document.id, ids)),
  );
  return new Map(rows.map((row) => [row.id, { ...row, title: row.title ?? erased }]));
}
