import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { HistoryList } from '@/app/_ui/history-list';
import { Live } from '@/app/_ui/live.client';
import { VocabularyOffered } from '@/app/_ui/vocabulary.client';
import { answerWords, attributeWords, dateWords, derivationWords, lowerFirst, questionAnchor } from '@/app/_ui/words';
import { database } from '@/db/client';
import { type ClaimPage, findClaim } from '@/queries/find-claim';
import { CorrectClaim } from './correct-claim.client';
import styles from './page.module.css';

type Props = { params: Promise<{ id: string }> };

const find = cache(async (id: string) => findClaim(await database(), id));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const page = await find((await params).id);
  return { title: page ? `Claim on ${lowerFirst(attributeWords(page.claim.attribute))}` : 'Not found' };
}

export default async function Page({ params }: Props) {
  const page = await find((await params).id);
  if (!page) notFound();
  const { claim, record, history } = page;
  const claimant = record.sources[claim.claimantId];
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <p className={styles.muted}>
          Claim about{' '}
          <a href={`/${record.subject.kind}s/${record.subject.id}#${questionAnchor(claim.attribute)}`}>
            {record.title}
          </a>
        </p>
        <h1>
          {claimant?.name ?? claim.claimantId}: {lowerFirst(attributeWords(claim.attribute, claim.scope))}{' '}
          <span className={styles.value}>{answerWords(claim.answer)}</span>
        </h1>
        <Conflicts page={page} />
      </header>
      {claim.excerpt ? (
        <blockquote className={styles.excerpt} lang={claim.excerptLanguage ?? undefined} dir="auto">
          {claim.excerpt}
        </blockquote>
      ) : null}
      <Facts page={page} />
      <section aria-labelledby="history">
        <h2 id="history">How this claim came to be</h2>
        <HistoryList entries={history} />
      </section>
      <section aria-labelledby="correct" className={styles.correct}>
        <h2 id="correct">Correct this claim</h2>
        <VocabularyOffered additions={record.vocabulary}>
          <CorrectClaim
            claim={claim}
            subject={record.subject}
            sources={Object.values(record.sources)}
            shownVersion={claim.version}
          />
        </VocabularyOffered>
      </section>
      <Live asOf={record.asOf} subjects={[`${record.subject.kind}:${record.subject.id}`]} />
    </div>
  );
}

function Conflicts({ page: { claim, record } }: { page: ClaimPage }) {
  const same = new Set(record.claims.filter((other) => answerKey(other) === answerKey(claim)).map((other) => other.id));
  const reasons = new Set(
    record.questions.flatMap(({ assessment }) =>
      assessment.conflicts.filter(({ claims }) => claims.some((id) => same.has(id))).map(({ reason }) => reason),
    ),
  );
  if (reasons.size === 0) return <p className={styles.muted}>No other answer on record conflicts with this one.</p>;
  return (
    <ul className={styles.reasons} aria-label="What conflicts with it">
      {[...reasons].map((reason) => (
        <li key={reason}>
          <span aria-hidden="true">≠ </span>
          {reason}
        </li>
      ))}
    </ul>
  );
}

const answerKey = (claim: ClaimPage['claim']): string => JSON.stringify([claim.attribute, claim.scope, claim.answer]);

function Facts({ page: { claim, record } }: { page: ClaimPage }) {
  const document = record.documents[claim.documentId];
  const claimant = record.sources[claim.claimantId];
  const institution = claimant && record.sources[claimant.institution];
  return (
    <dl className={styles.facts}>
      <dt>Who says so</dt>
      <dd>
        {claimant?.name ?? claim.claimantId}
        {claimant ? `, ${claimant.kind}` : ''}
        {institution && institution.id !== claimant?.id ? `, part of ${institution.name}` : ''}
      </dd>
      {claim.relaysId ? (
        <>
          <dt>Passing on the word of</dt>
          <dd>{record.sources[claim.relaysId]?.name ?? claim.relaysId}</dd>
        </>
      ) : null}
      <dt>Read in</dt>
      <dd>
        {document ? (
          <>
            {document.title}
            <span className={styles.muted}>
              {' '}
              · {record.sources[document.publisher]?.name ?? document.publisher}
              {document.published
                ? ` · published ${dateWords(document.published)}`
                : ' · date of publication not known'}
              {document.edition ? ` · ${document.edition}` : ''}
            </span>
            {document.address ? (
              <span className={styles.address}>
                <code>{document.address}</code>
              </span>
            ) : null}
          </>
        ) : (
          claim.documentId
        )}
      </dd>
      <dt>Where that document has it from</dt>
      <dd>{lineageWords(record, claim.documentId)}</dd>
      {claim.note ? (
        <>
          <dt>Note of the recorder</dt>
          <dd>{claim.note}</dd>
        </>
      ) : null}
      <dt>Set by</dt>
      <dd>
        <a href={`/ledger/${claim.setBy}`}>#{claim.setBy}</a>
        {claim.corrections > 0 ? `, corrected ${claim.corrections === 1 ? 'once' : `${claim.corrections} times`}` : ''}
        {' · '}
        <a href={`/reports/${claim.reportId}`}>the report it came with</a>
      </dd>
    </dl>
  );
}

function lineageWords(record: ClaimPage['record'], id: string): string {
  const document = record.documents[id];
  if (!document || document.lineage === 'unknown') return 'Not known yet: it may repeat another page.';
  if (document.lineage === 'first-hand') return 'Its own reporting.';
  return document.parents
    .map(({ how, document: parent }) => `It ${derivationWords(how)} “${record.documents[parent]?.title ?? parent}”.`)
    .join(' ');
}
