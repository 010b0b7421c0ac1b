import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { cache } from 'react';
import { AddressLine } from '@/app/_ui/address-line';
import { ClaimList } from '@/app/_ui/claim-list';
import styles from '@/app/_ui/entity-page.module.css';
import { NotYet, notYetTitle } from '@/app/_ui/not-yet';
import { PageTools } from '@/app/_ui/page-tools';
import type { SearchParams } from '@/app/_ui/read-address';
import { keepMoment, reading } from '@/app/_ui/reading';
import { settingAddress } from '@/app/_ui/setting-address';
import { dateWords, languageWords, plural } from '@/app/_ui/words';
import { authorise } from '@/auth/policy';
import { findChosenPerson, personCookie } from '@/auth/session';
import { thingValue } from '@/domain/recorded-value';
import { type DocumentPage, findDocument, mostClaimsListed } from '@/queries/find-document';
import { mostCounted } from '@/queries/find-source';
import { erased } from '@/queries/names';
import { Lineage } from './lineage';

type Props = { params: Promise<{ id: string }>; searchParams: SearchParams };

const find = cache(async (id: string) => findDocument((await reading()).db, id));

export async function generateMetadata({ params }: Pick<Props, 'params'>): Promise<Metadata> {
  const page = await find((await params).id);
  return { title: page ? (page.document.title ?? erased) : notYetTitle };
}

export default async function Page({ params, searchParams }: Props) {
  const page = await find((await params).id);
  if (!page) return <NotYet of={{ kind: 'document', id: (await params).id }} />;
  const { document, publisher, counts } = page;
  const { db, moment } = await reading();
  // Nobody changes anything in the past.
  const person = moment ? null : await findChosenPerson(db, (await cookies()).get(personCookie)?.value);
  const mayEdit = authorise(person?.roles ?? [], 'RecordDerivation') === null;
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <p className={styles.muted}>Document</p>
        <h1>
          <bdi>{document.title ?? erased}</bdi>
        </h1>
        <p>
          Published by <a href={keepMoment(`/sources/${publisher.id}`)}>{publisher.name}</a>
          {publisher.kind ? <span className={styles.muted}>, {publisher.kind}</span> : null} ·{' '}
          {document.published ? dateWords(document.published) : 'date of publication not known'}
        </p>
        {document.address ? (
          <AddressLine document={document.id} address={document.address} />
        ) : (
          <p className={styles.muted}>No address is on record.</p>
        )}
        {document.note ? <p className={styles.note}>{document.note}</p> : null}
        <PageTools
          title={document.title ?? erased}
          path={`/documents/${document.id}`}
          searchParams={searchParams}
          asOf={page.asOf}
          follow={{ address: `/documents/${document.id}`, words: 'what was read in this document' }}
        />
      </header>
      <dl className={styles.facts}>
        <dt>Language</dt>
        <dd>{document.language ? languageWords(document.language) : 'not stated'}</dd>
        {document.edition ? (
          <>
            <dt>Edition</dt>
            <dd>{document.edition}</dd>
          </>
        ) : null}
        <dt>All this set by</dt>
        <dd>
          <a href={settingAddress(page.recordedBy, thingValue('document', document.id))}>#{page.recordedBy}</a> ·{' '}
          <a href={keepMoment(`/documents/${document.id}/history`)}>its whole history</a>
        </dd>
        <dt>Lineage set by</dt>
        <dd>
          <a href={settingAddress(document.setBy, thingValue('document', document.id, 'lineage'))}>#{document.setBy}</a>{' '}
          · <a href={`/documents/${document.id}/compare`}>Compare revisions</a>
        </dd>
        <Reports page={page} />
      </dl>
      <Lineage page={page} person={person} mayEdit={mayEdit} />
      <section aria-labelledby="claims">
        <h2 id="claims">What was read in it</h2>
        {page.claims.length === 0 ? (
          <p className={styles.muted}>No claim on record was read in this document.</p>
        ) : (
          <>
            <p className={styles.explain}>
              {counts.claims > mostCounted
                ? `More than ${mostCounted.toLocaleString('en')} claims`
                : plural(counts.claims, 'claim')}
              , {counts.excerpts === 0 ? 'none' : counts.excerpts} with an excerpt of its own words.
              {counts.claims > page.claims.length ? (
                <>
                  {' '}
                  The newest {mostClaimsListed} stand here;{' '}
                  <a href={keepMoment(`/claims?document=${document.id}`)}>see all</a>.
                </>
              ) : null}
            </p>
            <ClaimList claims={page.claims} tell="claimant" />
          </>
        )}
      </section>
      <p className={styles.muted}>As of event #{page.asOf}.</p>
    </div>
  );
}

function Reports({ page: { reports } }: { page: DocumentPage }) {
  if (reports.length === 0) return null;
  return (
    <>
      <dt>Brought by</dt>
      <dd>
        {reports.map(({ id, claims, position }, index) => (
          <span key={id}>
            {index > 0 ? ', ' : ''}
            <a href={`/reports/${id}`}>the report of #{position}</a>{' '}
            <span className={styles.muted}>({plural(claims, 'claim')})</span>
          </span>
        ))}
      </dd>
    </>
  );
}
