import type { RecordedAnswer } from '../claim/event';
import type { Sealed } from '../identifier';
import type { SubmitReport } from './command';

type Submitted<Part extends 'sources' | 'incidents' | 'sites'> = NonNullable<SubmitReport[Part]>[number];
type ReportedClaim = SubmitReport['claims'][number];

/** A claim as it was submitted. Of reports from before there was a review only its id and subject are told here. */
export type SubmittedClaim = Pick<ReportedClaim, 'claim' | 'subject'> &
  Partial<Omit<ReportedClaim, 'claim' | 'subject' | 'answer' | 'excerpt' | 'note'>> & {
    answer?: RecordedAnswer;
    excerpt?: { text: Sealed; language: string };
    note?: Sealed;
  };

/** All that a report holds: what is to be recorded once it is accepted. */
export type ReportContents = {
  sources: (Omit<Submitted<'sources'>, 'name' | 'note'> & { name: Sealed; note?: Sealed })[];
  incidents: (Omit<Submitted<'incidents'>, 'title'> & { title: Sealed })[];
  sites: (Omit<Submitted<'sites'>, 'note'> & { note?: Sealed })[];
  document:
    | { known: string }
    | (Omit<Exclude<SubmitReport['document'], { known: string }>, 'title' | 'address' | 'note'> & {
        title: Sealed;
        address?: Sealed;
        note?: Sealed;
      });
  claims: SubmittedClaim[];
  note?: Sealed;
};

/** A report was submitted, for the first time or again: a document and the claims read from it. */
export type ReportSubmitted = { type: 'ReportSubmitted'; data: ReportContents };

/** A report's claims, less those declined, were accepted onto their subjects' records. */
export type ReportAccepted = {
  type: 'ReportAccepted';
  data: { by: 'policy' | 'review'; declined: { claim: string; reason: Sealed }[] };
};

/** A reviewer asked a question about a report before deciding; who submitted it may submit it again. */
export type ReportReturned = { type: 'ReportReturned'; data: { question: Sealed } };

/** A report was rejected: nothing of it was recorded. */
export type ReportRejected = { type: 'ReportRejected'; data: { reason: Sealed } };

/** The id of the document a report is about, whether on record or coming with it. */
export const documentOf = ({ document }: Pick<ReportContents, 'document'>): string =>
  'known' in document ? document.known : document.document;
