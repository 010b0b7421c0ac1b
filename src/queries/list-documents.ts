import { and, asc, desc, eq, gte, lt, type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Database } from '@/db/client';
import { snapshot } from '@/db/snapshot';
import { plainLine } from '@/domain/answer/plain-text';
import { identifierSchema, languageSchema } from '@/domain/identifier';
import { claim } from '@/projections/claim.table';
import { document } from '@/projections/document.table';
import { followedTo } from '@/projections/follow';
import { undatedSortAt } from '@/projections/subject.table';
import { countClaims } from './count-claims';
import { foundByWords } from './find-words';
import { type BoundedCount, cursorSchema, isBackwards, type Page, type Place, pageOf, pageSize } from './keyset';
import { erased, nameSources } from './names';
import { daySchema, isInOrder, notInOrder, rangeOf } from './range';

/** How a document's content came about, as far as anybody said. */
export const lineages = ['unknown', 'first-hand', 'derived'] as const;

/** What a list of documents can be asked for. Every part is optional and narrows the list; all are the texts of an address. */
export const documentFiltersSchema = z
  .strictObject({
    publisher: identifierSchema.optional(),
    language: languageSchema.optional(),
    lineage: z.enum(lineages, `Choose one of: ${lineages.join(', ')}.`).optional(),
    /** The first and the last day, month or year it may have been published. */
    from: daySchema.optional(),
    to: daySchema.optional(),
    /** Words of the title, as written or as they sound. */
    text: plainLine(200).optional(),
    after: cursorSchema(z.tuple([z.int(), identifierSchema])),
    before: cursorSchema(z.tuple([z.int(), identifierSchema])),
  })
  .refine(isInOrder, notInOrder);

/** What is asked of a list of documents, as it was read. */
export type DocumentFilters = z.output<typeof documentFiltersSchema>;

/** A document as a list tells it. */
export type DocumentRow = {
  id: string;
  title: string;
  publisher: { id: string; name: string };
  published: string | null;
  language: string | null;
  lineage: (typeof lineages)[number];
  claims: BoundedCount;
  setBy: number;
};

/** A page of documents, the last published first, with the names of what was asked for. */
export type DocumentPage = Page<DocumentRow> & { publisher: string | null; asOf: number };

/**
 * The documents that match, 50 a page, the last published first and those without a date last. A range holds those whose
 * earliest possible moment lies in it.
 */
export const listDocuments = (db: Database, asked: DocumentFilters): Promise<DocumentPage> =>
  snapshot(db, async (at) => {
    const place = placeIn(asked);
    const order = isBackwards(place) ? asc : desc;
    const found = await at.view
      .select()
      .from(document)
      .where(and(...(await conditionsOf(at, asked)), ...beyond(place)))
      .orderBy(order(document.sortAt), order(document.id))
      .limit(pageSize + 1);
    const page = pageOf(found, place, ({ sortAt, id }) => [sortAt, id]);
    const ids = page.rows.map(({ id }) => id);
    const counts = await countClaims(at, claim.documentId, ids);
    const names = await nameSources(at, [
      ...page.rows.map(({ publisherId }) => publisherId),
      ...(asked.publisher ? [asked.publisher] : []),
    ]);
    return {
      ...page,
      rows: page.rows.map(({ id, title, publisherId, published, language, lineage, setBy }) => ({
        id,
        title: title ?? erased,
        publisher: { id: publisherId, name: names.get(publisherId) ?? publisherId },
        published,
        language,
        lineage,
        claims: counts.get(id) as BoundedCount,
        setBy,
      })),
      publisher: asked.publisher === undefined ? null : (names.get(asked.publisher) ?? null),
      asOf: await followedTo(at),
    };
  });

type Key = { sortAt: number; id: string };

const placeIn = ({ before, after }: DocumentFilters): Place<Key> => {
  const key = (given: [number, string] | undefined) => given && { sortAt: given[0], id: given[1] };
  return { before: key(before), after: key(after) };
};

const beyond = ({ before, after }: Place<Key>): SQL[] =>
  before
    ? [sql`(${document.sortAt}, ${document.id}) > (${before.sortAt}::bigint, ${before.id}::text)`]
    : after
      ? [sql`(${document.sortAt}, ${document.id}) < (${after.sortAt}::bigint, ${after.id}::text)`]
      : [];

async function conditionsOf(at: Database, asked: DocumentFilters): Promise<SQL[]> {
  const { publisher, language, lineage, text } = asked;
  const range = rangeOf(asked);
  return [
    ...(publisher ? [eq(document.publisherId, publisher)] : []),
    ...(language ? [eq(document.language, language)] : []),
    ...(lineage ? [eq(document.lineage, lineage)] : []),
    ...(range ? [gte(document.sortAt, range.from ?? undatedSortAt + 1)] : []),
    ...(range?.to != null ? [lt(document.sortAt, range.to)] : []),
    ...(text ? await foundByWords(at, 'document', document.id, text) : []),
  ];
}
