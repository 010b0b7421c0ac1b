import type { Metadata } from 'next';
import { ActPage, type ClaimAddress } from '../act-page';
import { Credibility } from '../credibility';
import { GradeForm } from './grade-form.client';

export const metadata: Metadata = { title: 'Grade a claim' };

export default function Page({ params }: ClaimAddress) {
  return (
    <ActPage params={params} act="grade">
      {(page) => (
        <>
          <Credibility page={page} />
          <GradeForm
            claim={page.claim}
            subject={page.record.subject}
            support={page.support[0] === page.support[1] ? `${page.support[0]}` : page.support.join(' to ')}
          />
        </>
      )}
    </ActPage>
  );
}
