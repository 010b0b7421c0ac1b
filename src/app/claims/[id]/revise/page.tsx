import type { Metadata } from 'next';
import { ActPage, type ClaimAddress, spokenOfAlready } from '../act-page';
import { namesOnRecord, voicesOf } from '../names-on-record';
import { RevisionForm } from './revision-form.client';

export const metadata: Metadata = { title: 'Record a revision' };

export default function Page({ params }: ClaimAddress) {
  return (
    <ActPage params={params} act="revise" hindrance={spokenOfAlready('revise')}>
      {(page) => (
        <RevisionForm
          claim={page.claim}
          subject={page.record.subject}
          voices={voicesOf(page)}
          names={namesOnRecord(page)}
        />
      )}
    </ActPage>
  );
}
