import * as z from 'zod';
import { plainText } from '../answer/plain-text';
import { reportedClaimSchema } from '../claim/command';
import { documentFields } from '../document/command';
import { identifierSchema } from '../identifier';
import { sourceFields } from '../source/command';

/** At most so many answers in one report: one append stays one short transaction. */
export const mostClaimsPerReport = 100;

/**
 * Submits a report: one document, known or new, and the claims read from it, about one or several subjects.
 * Sources that are not on record yet may come with it. By the present policy a report is accepted at once.
 */
export const submitReportSchema = z.strictObject({
  type: z.literal('SubmitReport'),
  report: identifierSchema,
  sources: z.array(z.strictObject({ source: identifierSchema, ...sourceFields })).max(20),
  document: z.union([
    z.strictObject({ known: identifierSchema }),
    z.strictObject({ document: identifierSchema, ...documentFields }),
  ]),
  claims: z.array(reportedClaimSchema).min(1, 'Answer at least one question.').max(mostClaimsPerReport),
  note: plainText(1000).optional(),
});

/** Submits a report. */
export type SubmitReport = z.infer<typeof submitReportSchema>;
