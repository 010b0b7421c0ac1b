import { and, asc, desc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Database } from '@/db/client';
import { snapshot } from '@/db/snapshot';
import { plainLine } from '@/domain/answer/plain-text';
import { identifierSchema } from '@/domain/identifier';
import { type Reliability, reliabilities, sourceKinds } from '@/domain/source/command';
import { claim } from '@/projections/claim.table';
import { followedTo } from '@/projections/follow';
import { source } from '@/projections/source.table';
import { countClaims } from './count-claims';
import { foundByWords } from './find-words';
import { type BoundedCount, cursorSchema, isBackwards, type Page, type Place, pageOf, pageSize } from './keyset';
import { listVoices } from './list-voices';
import { erased, nameSources } from './names';

/** A name as it is put in order; PostgreSQL keeps no U+0000. */
const sortName = z
  .string()
  .max(400)
  .regex(/^[^\0]*$/);

/** What a list of sources can be asked for. Every part is optional and narrows the list; all are the texts of an address. */
export const sourceFiltersSchema = z.strictObject({
  kind: z.enum(sourceKinds, `Choose one of the kinds: ${sourceKinds.join(', ')}.`).optional(),
  /** The source itself and all that belong to it, however far. */
  institution: identifierSchema.optional(),
  /** How reliable it was graded last. */
  grade: z.enum(reliabilities, 'Choose a grade from A to F.').optional(),
  /** Words of the name, as written or as they sound. */
  text: plainLine(200).optional(),
  after: cursorSchema(z.tuple([sortName, identifierSchema])),
  before: cursorSchema(z.tuple([sortName, identifierSchema])),
});

/** What is asked of a list of sources, as it was read. */
export type SourceFilters = z.output<typeof sourceFiltersSchema>;

/** A source as a list tells it. */
export type SourceRow = {
  id: string;
  name: string;
  kind: string;
  language: string | null;
  partOf: { id: string; name: string } | null;
  /** How reliable it was graded last; null where nobody has. */
  reliability: Reliability | null;
  /** What it claims itself. */
  claims: BoundedCount;
  setBy: number;
};

/** A page of sources by name, with the name of the institution asked for. */
export type SourcePage = Page<SourceRow> & { institution: string | null; asOf: number };

/** The sources that match, 50 a page, by name. */
export const listSources = (db: Database, asked: SourceFilters): Promise<SourcePage> =>
  snapshot(db, async (at) => {
    const order = isBackwards(asked) ? desc : asc;
    const found = await at.view
      .select()
      .from(source)
      .where(and(...(await conditionsOf(at, asked)), ...beyond(asked)))
      .orderBy(order(source.sortName), order(source.id))
      .limit(pageSize + 1);
    const page = pageOf(found, asked, ({ sortName, id }) => [sortName, id]);
    const counts = await countClaims(
      at,
      claim.claimantId,
      page.rows.map(({ id }) => id),
    );
    const names = await nameSources(at, [
      ...page.rows.flatMap(({ partOf }) => partOf ?? []),
      ...(asked.institution ? [asked.institution] : []),
    ]);
    return {
      ...page,
      rows: page.rows.map(({ id, name, kind, language, partOf, reliability, setBy }) => ({
        id,
        name: name ?? erased,
        kind,
        language,
        reliability,
        partOf: partOf === null ? null : { id: partOf, name: names.get(partOf) ?? partOf },
        claims: counts.get(id) as BoundedCount,
        setBy,
      })),
      institution: asked.institution === undefined ? null : (names.get(asked.institution) ?? null),
      asOf: await followedTo(at),
    };
  });

const beyond = ({ before, after }: Place<[string, string]>): SQL[] =>
  before
    ? [sql`(${source.sortName}, ${source.id}) < (${before[0]}::text, ${before[1]}::text)`]
    : after
      ? [sql`(${source.sortName}, ${source.id}) > (${after[0]}::text, ${after[1]}::text)`]
      : [];

async function conditionsOf(at: Database, { kind, institution, grade, text }: SourceFilters): Promise<SQL[]> {
  return [
    ...(kind ? [eq(source.kind, kind)] : []),
    ...(grade ? [eq(source.reliability, grade)] : []),
    ...(institution ? [inArray(source.id, await listVoices(at, institution))] : []),
    ...(text ? await foundByWords(at, 'source', source.id, text) : []),
  ];
}
