import * as z from 'zod';
import { plainText } from '../answer/plain-text';
import { reportedClaimSchema } from '../claim/command';
import { documentFields } from '../document/command';
import { identifierSchema } from '../identifier';
import { incidentFields } from '../incident/command';
import { siteFields } from '../site/command';
import { sourceFields } from '../source/command';

/** At most so many answers in one report: one append stays one short transaction. */
export const mostClaimsPerReport = 100;

const shownVersion = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER);

/**
 * Submits a report: one document, known or new, and the claims read from it, about one or several subjects. Sources,
 * incidents and sites that are not on record yet may come with it. A reviewer's is accepted at once; another's waits for
 * a review, and may be submitted again by who submitted it, with the version they were shown.
 */
export const submitReportSchema = z.strictObject({
  type: z.literal('SubmitReport'),
  report: identifierSchema,
  shownVersion: shownVersion.optional(),
  sources: z.array(z.strictObject({ source: identifierSchema, ...sourceFields })).max(20),
  incidents: z
    .array(z.strictObject({ incident: identifierSchema, ...incidentFields }))
    .max(20)
    .optional(),
  sites: z
    .array(z.strictObject({ site: identifierSchema, ...siteFields }))
    .max(20)
    .optional(),
  document: z.union([
    z.strictObject({ known: identifierSchema }),
    z.strictObject({ document: identifierSchema, ...documentFields }),
  ]),
  claims: z.array(reportedClaimSchema).min(1, 'Answer at least one question.').max(mostClaimsPerReport),
  note: plainText(1000).optional(),
});

/** Submits a report. */
export type SubmitReport = z.infer<typeof submitReportSchema>;

const reviewed = { report: identifierSchema, shownVersion };

/** Accepts a report onto the record, whole, or in part: each claim declined with a reason. */
export const acceptReportSchema = z.strictObject({
  type: z.literal('AcceptReport'),
  ...reviewed,
  declined: z.array(z.strictObject({ claim: identifierSchema, reason: plainText(1000) })).max(mostClaimsPerReport),
});

/** Accepts a report, whole or in part. */
export type AcceptReport = z.infer<typeof acceptReportSchema>;

/** Returns a report to who submitted it, with a question. */
export const returnReportSchema = z.strictObject({
  type: z.literal('ReturnReport'),
  ...reviewed,
  question: plainText(1000),
});

/** Rejects a report, with a reason. */
export const rejectReportSchema = z.strictObject({
  type: z.literal('RejectReport'),
  ...reviewed,
  reason: plainText(1000),
});

/** What a reviewer may say to a report. */
export type ReviewReport = AcceptReport | z.infer<typeof returnReportSchema> | z.infer<typeof rejectReportSchema>;
