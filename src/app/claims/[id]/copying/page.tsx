import type { Metadata } from 'next';
import { ActPage, type ClaimAddress } from '../act-page';
import { copiedFrom } from '../other-claims';
import { CopyingForm } from './copying-form.client';

export const metadata: Metadata = { title: 'An error in copying' };

export default function Page({ params }: ClaimAddress) {
  return (
    <ActPage params={params} act="copying">
      {(page) => <CopyingForm claim={page.claim} subject={page.record.subject} others={copiedFrom(page)} />}
    </ActPage>
  );
}
