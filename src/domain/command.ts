import * as z from 'zod';
import { undoActSchema } from './act/command';
import {
  correctClaimSchema,
  gradeClaimSchema,
  markConflictSchema,
  markCopyingErrorSchema,
  restoreClaimSchema,
  reviseClaimSchema,
  withdrawClaimSchema,
} from './claim/command';
import { recordDerivationSchema, recordDocumentSchema, strikeDerivationSchema } from './document/command';
import { openIncidentSchema } from './incident/command';
import { registerPersonSchema } from './person/command';
import {
  makeRemarkSchema,
  markEvidenceSchema,
  meetRequestSchema,
  recordDissentSchema,
  reopenRulingSchema,
  requestEvidenceSchema,
  ruleQuestionSchema,
} from './question/command';
import { acceptReportSchema, rejectReportSchema, returnReportSchema, submitReportSchema } from './report/command';
import { registerSiteSchema } from './site/command';
import { affiliateSourceSchema, gradeSourceSchema, registerSourceSchema } from './source/command';
import { defineAttributeSchema, defineScopeSchema } from './vocabulary/command';

/** Every command there is. A new one does not compile until `decide` and the policy table know it. */
export const commandSchema = z.discriminatedUnion('type', [
  registerPersonSchema,
  registerSourceSchema,
  recordDocumentSchema,
  recordDerivationSchema,
  registerSiteSchema,
  openIncidentSchema,
  defineAttributeSchema,
  defineScopeSchema,
  submitReportSchema,
  acceptReportSchema,
  returnReportSchema,
  rejectReportSchema,
  correctClaimSchema,
  restoreClaimSchema,
  reviseClaimSchema,
  withdrawClaimSchema,
  markCopyingErrorSchema,
  markConflictSchema,
  gradeClaimSchema,
  strikeDerivationSchema,
  affiliateSourceSchema,
  gradeSourceSchema,
  markEvidenceSchema,
  requestEvidenceSchema,
  meetRequestSchema,
  makeRemarkSchema,
  ruleQuestionSchema,
  recordDissentSchema,
  reopenRulingSchema,
  undoActSchema,
]);

/** Something a person asks to be recorded, parsed. */
export type Command = z.infer<typeof commandSchema>;
