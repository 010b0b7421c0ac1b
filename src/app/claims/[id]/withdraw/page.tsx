import type { Metadata } from 'next';
import { ActPage, type ClaimAddress, spokenOfAlready } from '../act-page';
import { namesOnRecord, voicesOf } from '../names-on-record';
import { WithdrawalForm } from './withdrawal-form.client';

export const metadata: Metadata = { title: 'Record a withdrawal' };

export default function Page({ params }: ClaimAddress) {
  return (
    <ActPage params={params} act="withdraw" hindrance={spokenOfAlready('withdraw')}>
      {(page) => (
        <WithdrawalForm
          claim={page.claim}
          subject={page.record.subject}
          voices={voicesOf(page)}
          names={namesOnRecord(page)}
        />
      )}
    </ActPage>
  );
}
