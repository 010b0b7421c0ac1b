import type { Sealed } from '../identifier';
import type { SubmitReport } from './command';

/** A report was submitted: a document and the claims read from it. Which words it held stands with the claims. */
export type ReportSubmitted = {
  type: 'ReportSubmitted';
  data: { document: string; claims: Pick<SubmitReport['claims'][number], 'claim' | 'subject'>[]; note?: Sealed };
};

/** A report's claims were accepted onto their subjects' records. */
export type ReportAccepted = { type: 'ReportAccepted'; data: { by: 'policy' } };
