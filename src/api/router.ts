import { once } from 'node:events';
import { tracked } from '@trpc/server';
import * as z from 'zod';
import { mayReview } from '@/auth/policy';
import { findChosenPerson, personCookie } from '@/auth/session';
import { undoActSchema } from '@/domain/act/command';
import {
  correctClaimSchema,
  gradeClaimSchema,
  markConflictSchema,
  markCopyingErrorSchema,
  restoreClaimSchema,
  reviseClaimSchema,
  withdrawClaimSchema,
} from '@/domain/claim/command';
import type { Command } from '@/domain/command';
import { recordDerivationSchema, strikeDerivationSchema } from '@/domain/document/command';
import { identifierSchema, subjectSchema } from '@/domain/identifier';
import {
  makeRemarkSchema,
  markEvidenceSchema,
  meetRequestSchema,
  recordDissentSchema,
  reopenRulingSchema,
  requestEvidenceSchema,
  ruleQuestionSchema,
} from '@/domain/question/command';
import { isRefusal, refuse } from '@/domain/refusal';
import {
  acceptReportSchema,
  mostClaimsPerReport,
  rejectReportSchema,
  returnReportSchema,
  submitReportSchema,
} from '@/domain/report/command';
import { affiliateSourceSchema, gradeSourceSchema } from '@/domain/source/command';
import { defineAttributeSchema, defineScopeSchema } from '@/domain/vocabulary/command';
import { handleCommand } from '@/handle-command';
import type { Receipt } from '@/ledger/append';
import { findChange, followedSchema } from '@/queries/find-change';
import { findClaim } from '@/queries/find-claim';
import { findDocument } from '@/queries/find-document';
import { findNames, namesAskedSchema } from '@/queries/find-names';
import { findOverview } from '@/queries/find-overview';
import { findOwnReport } from '@/queries/find-own-report';
import { findQuestion, questionAskedSchema } from '@/queries/find-question';
import { findRecord } from '@/queries/find-record';
import { findReport } from '@/queries/find-report';
import { findSource } from '@/queries/find-source';
import { claimFiltersSchema, listClaims } from '@/queries/list-claims';
import { disputeFiltersSchema, listDisputes } from '@/queries/list-disputes';
import { documentFiltersSchema, listDocuments } from '@/queries/list-documents';
import { addressAskedSchema, listDocumentsAt } from '@/queries/list-documents-at';
import { incidentFiltersSchema, listIncidents } from '@/queries/list-incidents';
import { listMeanwhile, meanwhileAskedSchema } from '@/queries/list-meanwhile';
import { listNearIncidents, nearAskedSchema } from '@/queries/list-near-incidents';
import { listPeople } from '@/queries/list-people';
import { listSources, sourceFiltersSchema } from '@/queries/list-sources';
import { listSubjectsChanged } from '@/queries/list-subjects-changed';
import { listVocabulary } from '@/queries/list-vocabulary';
import { previewReport } from '@/queries/preview-report';
import { awaitFollowed } from './await-followed';
import { type Context, personal, procedure, refusedError, router } from './trpc';

/** A command with the id minted in the browser when it was drafted: sending it again records nothing twice. */
const called = <Schema extends z.ZodType<Command>>(schema: Schema) => z.strictObject({ id: z.uuid(), command: schema });

const known = <Found>(found: Found | null, what: string): Found => {
  if (found === null) throw refusedError(refuse('unknown-id', `There is no such ${what} on record.`, 'id'));
  return found;
};

/** A receipt with the ledger position its events are followed to; `position` is null while they are being sequenced. */
type Recorded = Receipt & { position: number | null };

async function record(ctx: Context & { person: { id: string } }, id: string, command: Command): Promise<Recorded> {
  const outcome = await handleCommand(ctx.db, { id, actor: ctx.person.id, command });
  if (isRefusal(outcome)) throw refusedError(outcome);
  return { ...outcome, position: await awaitFollowed(ctx, outcome) };
}

/** Everything the browser can ask and do. Queries are the pages' own functions. */
export const apiRouter = router({
  overview: procedure.query(({ ctx }) => findOverview(ctx.db)),
  record: procedure
    .input(subjectSchema)
    .query(async ({ ctx, input }) => known(await findRecord(ctx.db, input), input.kind)),
  claim: procedure
    .input(z.strictObject({ id: identifierSchema }))
    .query(async ({ ctx, input }) => known(await findClaim(ctx.db, input.id), 'claim')),
  question: procedure
    .input(questionAskedSchema)
    .query(async ({ ctx, input }) => known(await findQuestion(ctx.db, input.subject, input.attribute), 'question')),
  source: procedure
    .input(z.strictObject({ id: identifierSchema }))
    .query(async ({ ctx, input }) => known(await findSource(ctx.db, input.id), 'source')),
  document: procedure
    .input(z.strictObject({ id: identifierSchema }))
    .query(async ({ ctx, input }) => known(await findDocument(ctx.db, input.id), 'document')),
  report: procedure
    .input(z.strictObject({ id: identifierSchema }))
    .query(async ({ ctx, input }) => known(await findReport(ctx.db, input.id), 'report')),
  /** What accepting a report without the declined answers would do. Nothing is written. */
  reportEffect: personal
    .input(z.strictObject({ id: identifierSchema, declined: z.array(identifierSchema).max(mostClaimsPerReport) }))
    .query(async ({ ctx, input }) => {
      if (!mayReview(ctx.person.roles))
        throw refusedError(refuse('not-allowed', 'What a report would change is worked out for reviewers.', 'person'));
      return known(await previewReport(ctx.db, input), 'report');
    }),
  change: procedure
    .input(followedSchema.extend({ position: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER) }))
    .query(async ({ ctx, input }) => known(await findChange(ctx.db, input.position, input.of ?? null), 'event')),
  vocabulary: procedure.query(({ ctx }) => listVocabulary(ctx.db)),
  incidents: procedure.input(incidentFiltersSchema).query(({ ctx, input }) => listIncidents(ctx.db, input)),
  claims: procedure.input(claimFiltersSchema).query(({ ctx, input }) => listClaims(ctx.db, input)),
  documents: procedure.input(documentFiltersSchema).query(({ ctx, input }) => listDocuments(ctx.db, input)),
  sources: procedure.input(sourceFiltersSchema).query(({ ctx, input }) => listSources(ctx.db, input)),
  disputes: procedure.input(disputeFiltersSchema).query(({ ctx, input }) => listDisputes(ctx.db, input)),
  people: procedure.query(({ ctx }) => listPeople(ctx.db)),
  names: procedure.input(namesAskedSchema).query(({ ctx, input }) => findNames(ctx.db, input)),
  documentsAt: procedure.input(addressAskedSchema).query(({ ctx, input }) => listDocumentsAt(ctx.db, input)),
  nearIncidents: procedure.input(nearAskedSchema).query(({ ctx, input }) => listNearIncidents(ctx.db, input)),
  meanwhile: procedure.input(meanwhileAskedSchema).query(({ ctx, input }) => listMeanwhile(ctx.db, input)),
  ownReport: personal
    .input(z.strictObject({ id: identifierSchema }))
    .query(async ({ ctx, input }) =>
      known(await findOwnReport(ctx.db, input.id, ctx.person.id), 'report of yours that waits'),
    ),

  submitReport: personal
    .input(called(submitReportSchema))
    .mutation(({ ctx, input }) => record(ctx, input.id, input.command)),
  acceptReport: personal
    .input(called(acceptReportSchema))
    .mutation(({ ctx, input }) => record(ctx, input.id, input.command)),
  returnReport: personal
    .input(called(returnReportSchema))
    .mutation(({ ctx, input }) => record(ctx, input.id, input.command)),
  rejectReport: personal
    .input(called(rejectReportSchema))
    .mutation(({ ctx, input }) => record(ctx, input.id, input.command)),
  correctClaim: personal
    .input(called(correctClaimSchema))
    .mutation(({ ctx, input }) => record(ctx, input.id, input.command)),
  restoreClaim: personal
    .input(called(restoreClaimSchema))
    .mutation(({ ctx, input }) => record(ctx, input.id, input.command)),
  undoAct: personal.input(called(undoActSchema)).mutation(({ ctx, input }) => record(ctx, input.id, input.command)),
  defineAttribute: personal
    .input(called(defineAttributeSchema))
    .mutation(({ ctx, input }) => record(ctx, input.id, input.command)),
  defineScope: personal
    .input(called(defineScopeSchema))
    .mutation(({ ctx, input }) => record(ctx, input.id, input.command)),
  reviseClaim: personal
    .input(called(reviseClaimSchema))
    .mutation(({ ctx, input }) => record(ctx, input.id, input.command)),
  withdrawClaim: personal
    .input(called(withdrawClaimSchema))
    .mutation(({ ctx, input }) => record(ctx, input.id, input.command)),
  markCopyingError: personal
    .input(called(markCopyingErrorSchema))
    .mutation(({ ctx, input }) => record(ctx, input.id, input.command)),
  markConflict: personal
    .input(called(markConflictSchema))
    .mutation(({ ctx, input }) => record(ctx, input.id, input.command)),
  gradeClaim: personal
    .input(called(gradeClaimSchema))
    .mutation(({ ctx, input }) => record(ctx, input.id, input.command)),
  recordDerivation: personal
    .input(called(recordDerivationSchema))
    .mutation(({ ctx, input }) => record(ctx, input.id, input.command)),
  strikeDerivation: personal
    .input(called(strikeDerivationSchema))
    .mutation(({ ctx, input }) => record(ctx, input.id, input.command)),
  affiliateSource: personal
    .input(called(affiliateSourceSchema))
    .mutation(({ ctx, input }) => record(ctx, input.id, input.command)),
  gradeSource: personal
    .input(called(gradeSourceSchema))
    .mutation(({ ctx, input }) => record(ctx, input.id, input.command)),
  markEvidence: personal
    .input(called(markEvidenceSchema))
    .mutation(({ ctx, input }) => record(ctx, input.id, input.command)),
  requestEvidence: personal
    .input(called(requestEvidenceSchema))
    .mutation(({ ctx, input }) => record(ctx, input.id, input.command)),
  meetRequest: personal
    .input(called(meetRequestSchema))
    .mutation(({ ctx, input }) => record(ctx, input.id, input.command)),
  makeRemark: personal
    .input(called(makeRemarkSchema))
    .mutation(({ ctx, input }) => record(ctx, input.id, input.command)),
  ruleQuestion: personal
    .input(called(ruleQuestionSchema))
    .mutation(({ ctx, input }) => record(ctx, input.id, input.command)),
  recordDissent: personal
    .input(called(recordDissentSchema))
    .mutation(({ ctx, input }) => record(ctx, input.id, input.command)),
  reopenRuling: personal
    .input(called(reopenRulingSchema))
    .mutation(({ ctx, input }) => record(ctx, input.id, input.command)),
  choosePerson: procedure
    .input(z.strictObject({ person: identifierSchema.nullable() }))
    .mutation(async ({ ctx, input }) => {
      if (input.person === null) {
        ctx.headers.append('set-cookie', `${personCookie}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0`);
        return null;
      }
      const person = known(await findChosenPerson(ctx.db, input.person), 'person');
      ctx.headers.append(
        'set-cookie',
        `${personCookie}=${person.id}; Path=/; HttpOnly; SameSite=Strict; Max-Age=31536000`,
      );
      return person;
    }),

  /**
   * Tells which subjects changed after a position, for ever. Subscribes before it catches up, so nothing falls between;
   * each message carries its position as the event id, so a lost connection resumes where it was.
   */
  changes: procedure
    .input(z.strictObject({ lastEventId: z.coerce.number().int().min(-1).max(Number.MAX_SAFE_INTEGER) }))
    .subscription(async function* ({ ctx, input, signal }) {
      let at = input.lastEventId;
      while (!signal?.aborted) {
        const heard = once(ctx.running.heard, 'followed', signal ? { signal } : {}).catch(() => {});
        const next = await listSubjectsChanged(ctx.db, at);
        if (next) {
          at = next.position;
          yield tracked(String(at), next);
        } else await heard;
      }
    }),
});

/** The type of the browser's only door. */
export type ApiRouter = typeof apiRouter;
