import { cookies } from 'next/headers';
import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { ClaimMarks } from '@/app/_ui/claim-marks';
import form from '@/app/_ui/form.module.css';
import { VocabularyOffered } from '@/app/_ui/vocabulary.client';
import { answerWords, attributeWords, dateWords, lowerFirst, questionAnchor } from '@/app/_ui/words';
import { authorise } from '@/auth/policy';
import { findChosenPerson, personCookie } from '@/auth/session';
import { database } from '@/db/client';
import { type ClaimPage, findClaim } from '@/queries/find-claim';
import { type Act, acts } from './acts';
import { NotForYou } from './not-for-you';
import styles from './page.module.css';

export type ClaimAddress = { params: Promise<{ id: string }> };

type ActPageProps = ClaimAddress & {
  act: Act;
  /** Why there is no form of this act for this claim, where there is none. */
  hindrance?: (page: ClaimPage) => ReactNode;
  children: (page: ClaimPage) => ReactNode;
};

/** The page of one act on a claim: what the act is for, the claim it is about, and its form, or why there is none. */
export async function ActPage({ params, act, hindrance, children }: ActPageProps) {
  const { id } = await params;
  const db = await database();
  const page = await findClaim(db, id);
  if (!page) notFound();
  const person = await findChosenPerson(db, (await cookies()).get(personCookie)?.value);
  const isAllowed = authorise(person?.roles ?? [], acts[act].command) === null;
  const why = hindrance?.(page) ?? null;
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <p className={styles.muted}>
          <a href={`/claims/${id}`}>The claim</a>
        </p>
        <h1>{acts[act].title}</h1>
        <p className={styles.lead}>{acts[act].does}</p>
        <p className={styles.example}>For example: {acts[act].example}</p>
        <p className={styles.muted}>{otherwise[act]}</p>
      </header>
      <TheClaim page={page} />
      {isAllowed ? (
        (why ?? (
          <>
            <noscript>
              <p className={form.notice}>
                Reading Palimpsest needs no JavaScript. This form does: please allow it here.
              </p>
            </noscript>
            <VocabularyOffered additions={page.record.vocabulary}>{children(page)}</VocabularyOffered>
          </>
        ))
      ) : (
        <NotForYou page={page} person={person} here={`/claims/${id}/${act}`} />
      )}
    </div>
  );
}

/** Which act is meant where this one is not. */
const otherwise: Record<Act, string> = {
  correct: 'Where the claimant itself has said otherwise since, record a revision or a withdrawal.',
  revise:
    'Where we misread the document, correct the claim. What another claimant says is a claim of its own: report it.',
  withdraw: 'Where the claimant gave another answer instead, record a revision.',
  copying: 'Where the document says it right and we misread it, correct the claim.',
  exclusion: 'Numbers, dates and places are compared without a mark.',
  grade: 'How reliable its source has been is graded on the page of the source.',
};

function TheClaim({ page: { claim, record } }: { page: ClaimPage }) {
  const document = record.documents[claim.documentId];
  const claimant = record.sources[claim.claimantId]?.name ?? claim.claimantId;
  return (
    <section aria-label="The claim" className={styles.claim}>
      <p className={styles.muted}>
        <a href={`/${record.subject.kind}s/${record.subject.id}#${questionAnchor(claim.attribute)}`}>{record.title}</a>
      </p>
      <p>
        {claimant}: {lowerFirst(attributeWords(claim.attribute, claim.scope))}{' '}
        <strong>{answerWords(claim.answer)}</strong>
      </p>
      <p className={styles.muted}>
        Read in “<a href={`/documents/${claim.documentId}`}>{document?.title ?? claim.documentId}</a>”
        {document?.published ? `, ${lowerFirst(dateWords(document.published))}` : ''}
      </p>
      <ClaimMarks claim={claim} among={record} />
    </section>
  );
}

/** Why a claim cannot be revised or withdrawn: its claimant took it back, or has answered anew since. */
export function spokenOfAlready(act: 'revise' | 'withdraw') {
  return function Hindrance({ claim, revisions }: ClaimPage): ReactNode {
    const latest = revisions.at(-1);
    if (claim.withdrawn)
      return (
        <p className={form.notice}>
          Its claimant took this answer back already. <a href={`/claims/${claim.id}`}>See how</a>. If that was recorded
          by mistake, <a href={`/claims/${claim.id}/correct`}>correct the claim</a>; a new answer comes with{' '}
          <a href="/report">a report</a>.
        </p>
      );
    if (latest && latest.id !== claim.id)
      return (
        <p className={form.notice}>
          This answer was revised already. Its claimant’s latest is{' '}
          <a href={`/claims/${latest.id}`}>{answerWords(latest.answer)}</a>:{' '}
          <a href={`/claims/${latest.id}/${act}`}>{acts[act].link} of that one</a>.
        </p>
      );
    return null;
  };
}
