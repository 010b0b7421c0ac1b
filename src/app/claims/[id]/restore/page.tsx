import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { notFound } from 'next/navigation';
import { differences } from '@/app/_ui/event-sentence';
import form from '@/app/_ui/form.module.css';
import { RefusedNotice } from '@/app/_ui/refused-notice';
import { attributeWords, lowerFirst, questionAnchor } from '@/app/_ui/words';
import { WouldAppend } from '@/app/_ui/would-append';
import { authorise } from '@/auth/policy';
import { findChosenPerson, personCookie } from '@/auth/session';
import { database } from '@/db/client';
import { isRefusal } from '@/domain/refusal';
import { type ClaimPage, findClaim } from '@/queries/find-claim';
import { previewBack } from '@/queries/preview-back';
import { NotForYou } from '../not-for-you';
import styles from '../page.module.css';
import { RestorePoints } from '../restore-points';
import { RestoreForm } from './restore-form.client';

export const metadata: Metadata = { title: 'Restore a claim' };

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ before?: string | string[] }>;
};

export default async function Page({ params, searchParams }: Props) {
  const { id } = await params;
  const { before } = await searchParams;
  const db = await database();
  const page = await findClaim(db, id);
  if (!page) notFound();
  const { claim, record } = page;
  const person = await findChosenPerson(db, (await cookies()).get(personCookie)?.value);
  const isAllowed = authorise(person?.roles ?? [], 'RestoreClaim') === null;
  const position = typeof before === 'string' && /^\d{1,15}$/.test(before) ? Number(before) : null;
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <p className={styles.muted}>
          <a href={`/claims/${id}`}>The claim</a> ·{' '}
          <a href={`/${record.subject.kind}s/${record.subject.id}#${questionAnchor(claim.attribute)}`}>
            {record.title}
          </a>
        </p>
        <h1>{position === null ? 'Restore what it said before' : `Restore what it said before #${position}`}</h1>
        <p className={styles.lead}>
          For what we corrected wrongly: the claim is corrected back, with a reason. What it says now on{' '}
          {lowerFirst(attributeWords(claim.attribute, claim.scope))} stays in its history.
        </p>
        <p className={styles.muted}>
          Whether its claimant took it back, and whether it is marked as an error in copying, is left as it is.
        </p>
      </header>
      {position === null || !person ? (
        <RestorePoints page={page} isWrong={before !== undefined && position === null} />
      ) : null}
      {!isAllowed ? (
        <NotForYou
          page={page}
          person={person}
          here={encodeURIComponent(`/claims/${id}/restore${position === null ? '' : `?before=${position}`}`)}
        />
      ) : position !== null && person ? (
        <Restoring page={page} before={position} person={person.id} />
      ) : null}
    </div>
  );
}

async function Restoring({ page, before, person }: { page: ClaimPage; before: number; person: string }) {
  const about = { subject: page.record.subject, claim: page.claim.id, shownVersion: page.claim.version, before };
  // What is told before there is a reason cannot hold it.
  const command = { type: 'RestoreClaim', ...about, reason: 'The reason you give.' } as const;
  const preview = await previewBack(await database(), command, person);
  if (isRefusal(preview)) return <RefusedNotice reason={preview.reason} />;
  const [told] = preview.events;
  return (
    <>
      {told?.before && told.after ? (
        <section aria-labelledby="now-and-again" className={styles.section}>
          <h2 id="now-and-again">Now, and as it would be again</h2>
          <table className={styles.parts}>
            <thead>
              <tr>
                <th scope="col">Part</th>
                <th scope="col">Now</th>
                <th scope="col">Again</th>
              </tr>
            </thead>
            <tbody>
              {differences(told.before, told.after, told.names).map(({ part, was, is }) => (
                <tr key={part}>
                  <th scope="row">{part}</th>
                  <td>
                    <del>{was}</del>
                  </td>
                  <td>
                    <ins>{is}</ins>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ) : null}
      <WouldAppend preview={preview} />
      <noscript>
        <p className={form.notice}>Reading Palimpsest needs no JavaScript. This form does: please allow it here.</p>
      </noscript>
      <RestoreForm {...about} />
    </>
  );
}
