import { sql } from 'drizzle-orm';
import { bigint, boolean, index, integer, jsonb, pgTable, smallint, text } from 'drizzle-orm/pg-core';
import type { Answer } from '@/domain/answer/answer';
import type { Credibility } from '@/domain/claim/command';
import type { AssessedClaim } from '@/domain/question/claim';
import type { ClaimStanding } from '@/domain/question/claim-standing';
import { since } from './record.table';

/** A claimant answers a question, as read in a document. `setBy` is the position that last set it. */
export const claim = pgTable(
  'claim',
  {
    id: text().primaryKey(),
    subjectKind: text({ enum: ['incident', 'site'] }).notNull(),
    subjectId: text().notNull(),
    attribute: text().notNull(),
    scope: text(),
    answer: jsonb().$type<Answer>().notNull(),
    claimantId: text().notNull(),
    documentId: text().notNull(),
    relaysId: text(),
    /** The author's assessment: shown, takes no position. */
    opinion: boolean().notNull(),
    /** For when the answer holds, in EDTF. */
    validity: text(),
    /** The earlier claim of the same institution that this one replaced. */
    revises: text(),
    /** The claimant took it back. */
    withdrawn: boolean().notNull(),
    /** The document in which it last took it back, also where that is no longer held. */
    withdrawnIn: text(),
    /** The claim it was copied from by mistake; it is shown, and takes no position. */
    miscopies: text(),
    /** Claims whose worded answers were marked as excluding this one. */
    against: text().array().notNull(),
    /** Credibility on the Admiralty scale, as last graded. */
    credibility: smallint().$type<Credibility>(),
    /** How it has fared beside other origins; null for what takes no position. */
    standing: text().$type<ClaimStanding>(),
    excerpt: text(),
    excerptLanguage: text(),
    note: text(),
    /** The report it came with; a revision comes with none. */
    reportId: text(),
    /** The version of the subject's stream that last set this claim: what a correction must have been shown. */
    version: bigint({ mode: 'number' }).notNull(),
    recordedAtPosition: bigint({ mode: 'number' }).notNull(),
    setBy: bigint({ mode: 'number' }).notNull(),
    since: since(),
    /** The position that last set what it answers: not where only its excerpt was put right. */
    answeredAt: bigint({ mode: 'number' }).notNull(),
    corrections: integer().notNull(),
  },
  (table) => [
    index().on(table.subjectKind, table.subjectId, table.attribute),
    index().on(table.subjectKind, table.subjectId, table.recordedAtPosition),
    index().on(table.recordedAtPosition),
    index().on(table.attribute, table.recordedAtPosition),
    index().on(table.documentId, table.recordedAtPosition),
    index().on(table.claimantId, table.recordedAtPosition),
    index('claim_answer_kind_recorded_at_position_index').on(
      sql`(${table.answer} ->> 'kind')`,
      table.recordedAtPosition,
    ),
    index().on(table.opinion, table.recordedAtPosition),
    index().on(table.relaysId),
    index().on(table.revises),
    index().on(table.claimantId, table.standing),
  ],
);

type ClaimRow = Omit<typeof claim.$inferSelect, 'subjectKind' | 'subjectId'>;

/** A claim's row as `assess` reads it, with when its document was published. */
export const assessedClaim = (row: ClaimRow, published: string | null | undefined): AssessedClaim => ({
  id: row.id,
  attribute: row.attribute,
  ...(row.scope === null ? {} : { scope: row.scope }),
  // Words that were erased say nothing any more.
  answer: row.answer.kind === 'text' && row.answer.text === null ? { kind: 'unknown' } : row.answer,
  claimant: row.claimantId,
  carrier: row.documentId,
  ...(row.relaysId === null ? {} : { relays: row.relaysId }),
  ...(published == null ? {} : { published }),
  ...(row.opinion ? { opinion: true } : {}),
  ...(row.validity === null ? {} : { validity: row.validity }),
  ...(row.revises === null ? {} : { revises: row.revises }),
  ...(row.withdrawn ? { withdrawn: true } : {}),
  ...(row.miscopies === null ? {} : { miscopied: true }),
  ...(row.against.length === 0 ? {} : { against: row.against }),
});
