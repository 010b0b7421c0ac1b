import { and, count, desc, eq, gt, isNull, lt, or } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { snapshot } from '@/db/snapshot';
import { claim } from '@/projections/claim.table';
import { document } from '@/projections/document.table';
import type { Revised } from './list-revisions';
import { erased } from './names';

/** A document of which it is not known whether it had been published by then, with how many claims were read in it. */
export type ApartDocument = { id: string; title: string; published: string | null; claims: number };

/** Documents that take no part, the newest recorded first; `more` where there are more than can be told. */
export type Apart = { documents: ApartDocument[]; more: boolean };

const mostTold = 100;

/**
 * The documents that a reader on the clock of publication has to know of: what was read in them bears on the record asked for, or on
 * any, and their date is unknown, or leaves open whether they had been published by then. Null where no such clock is set.
 */
export async function listApart(db: Database, of: Revised | null): Promise<Apart | null> {
  const { moment, published } = db;
  if (!moment || !published) return null;
  const { until } = published;
  return snapshot({ ...db, moment: { ...moment, publishedBy: null } }, async (at) => {
    const documents = await at.view
      .select({ id: document.id, title: document.title, published: document.published, claims: count(claim.id) })
      .from(document)
      .innerJoin(claim, or(eq(claim.documentId, document.id), eq(claim.withdrawnIn, document.id)))
      .where(
        and(
          or(isNull(document.publishedUntil), gt(document.publishedUntil, until)),
          lt(document.sortAt, until),
          of ? bearsOn(of) : undefined,
        ),
      )
      // As of then the views have no key on which the rest would depend.
      .groupBy(document.id, document.title, document.published, document.setBy)
      .orderBy(desc(document.setBy), document.id)
      .limit(mostTold + 1);
    return {
      documents: documents.slice(0, mostTold).map((each) => ({ ...each, title: each.title ?? erased })),
      more: documents.length > mostTold,
    };
  });
}

function bearsOn(of: Revised) {
  switch (of.kind) {
    case 'incident':
    case 'site':
      return and(eq(claim.subjectKind, of.kind), eq(claim.subjectId, of.id));
    case 'question':
      return and(
        eq(claim.subjectKind, of.subject.kind),
        eq(claim.subjectId, of.subject.id),
        eq(claim.attribute, of.attribute),
      );
    case 'source':
      return or(eq(claim.claimantId, of.id), eq(claim.relaysId, of.id));
    case 'document':
      return eq(claim.documentId, of.id);
    case 'claim':
      return eq(claim.id, of.id);
    case 'event':
      return undefined;
  }
}
