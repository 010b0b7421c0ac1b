import type { Metadata } from 'next';
import { ActPage, type ClaimAddress } from '../act-page';
import { namesOnRecord } from '../names-on-record';
import { CorrectionForm } from './correction-form.client';

export const metadata: Metadata = { title: 'Correct a claim' };

export default function Page({ params }: ClaimAddress) {
  return (
    <ActPage params={params} act="correct">
      {(page) => (
        <CorrectionForm
          claim={page.claim}
          subject={page.record.subject}
          sources={Object.values(page.record.sources)}
          names={namesOnRecord(page)}
        />
      )}
    </ActPage>
  );
}
