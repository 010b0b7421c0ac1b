import type { Metadata } from 'next';
import form from '@/app/_ui/form.module.css';
import { ActPage, type ClaimAddress } from '../act-page';
import { excludable } from '../other-claims';
import { ExclusionForm } from './exclusion-form.client';

export const metadata: Metadata = { title: 'Answers that exclude each other' };

export default function Page({ params }: ClaimAddress) {
  return (
    <ActPage
      params={params}
      act="exclusion"
      hindrance={(page) =>
        excludable(page).length > 0 ? null : (
          <p className={form.notice}>There is no other answer here that would be compared by hand.</p>
        )
      }
    >
      {(page) => <ExclusionForm claim={page.claim} subject={page.record.subject} others={excludable(page)} />}
    </ActPage>
  );
}
