import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { cache } from 'react';
import { AddressLine } from '@/app/_ui/address-line';
import { HistoryList } from '@/app/_ui/history-list';
import { Live } from '@/app/_ui/live';
import { NotYet, notYetTitle } from '@/app/_ui/not-yet';
import { OnlyNow } from '@/app/_ui/only-now';
import { PageTools } from '@/app/_ui/page-tools';
import type { SearchParams } from '@/app/_ui/read-address';
import { keepMoment, reading } from '@/app/_ui/reading';
import { SetBy } from '@/app/_ui/set-by';
import { settingAddress } from '@/app/_ui/setting-address';
import { UndoLink } from '@/app/_ui/undo-link';
import { Verdict } from '@/app/_ui/verdict';
import {
  answerWords,
  attributeWords,
  dateWords,
  derivationWords,
  lowerFirst,
  questionAddress,
  questionAnchor,
} from '@/app/_ui/words';
import { authorise } from '@/auth/policy';
import { findChosenPerson, personCookie } from '@/auth/session';
import { describeValidity } from '@/domain/answer/describe-validity';
import { type ClaimPart, questionValue, thingValue } from '@/domain/recorded-value';
import { type ClaimPage, findClaim } from '@/queries/find-claim';
import { ActChoices } from './act-choices';
import type { Act } from './acts';
import { Became } from './became';
import { Credibility } from './credibility';
import { NotForYou } from './not-for-you';
import { excludable } from './other-claims';
import styles from './page.module.css';
import { correctionsOf } from './restore-points';

type Props = { params: Promise<{ id: string }>; searchParams: SearchParams };

const find = cache(async (id: string) => findClaim((await reading()).db, id));

export async function generateMetadata({ params }: Pick<Props, 'params'>): Promise<Metadata> {
  const page = await find((await params).id);
  return { title: page ? `Claim on ${lowerFirst(attributeWords(page.claim.attribute))}` : notYetTitle };
}

export default async function Page({ params, searchParams }: Props) {
  const page = await find((await params).id);
  if (!page) return <NotYet of={{ kind: 'claim', id: (await params).id }} />;
  const { claim, record, tally, history } = page;
  const person = await findChosenPerson((await reading()).db, (await cookies()).get(personCookie)?.value);
  const mayAct = authorise(person?.roles ?? [], 'CorrectClaim') === null;
  const isOut = claim.withdrawn || claim.miscopies !== null || page.revisions.at(-1)?.id !== claim.id;
  const claimant = record.sources[claim.claimantId];
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <p className={styles.muted}>
          Claim about{' '}
          <a href={keepMoment(`/${record.subject.kind}s/${record.subject.id}#${questionAnchor(claim.attribute)}`)}>
            {record.title}
          </a>
        </p>
        <h1>
          {claimant?.name ?? claim.claimantId}: {lowerFirst(attributeWords(claim.attribute, claim.scope))}{' '}
          {claim.withdrawn ? (
            <s className={styles.value}>{answerWords(claim.answer)}</s>
          ) : (
            <span className={styles.value}>{answerWords(claim.answer)}</span>
          )}
        </h1>
        <Became page={page} />
        {isOut ? null : claim.opinion ? (
          <p className={styles.muted}>
            The author’s assessment: it is shown, held against nothing, and takes no position.
          </p>
        ) : tally ? (
          <Verdict tally={tally} />
        ) : (
          <Conflicts page={page} />
        )}
        <PageTools
          title={`${claimant?.name ?? claim.claimantId}: ${lowerFirst(attributeWords(claim.attribute, claim.scope))} ${answerWords(claim.answer)} (claim about ${record.title})`}
          path={`/claims/${claim.id}`}
          searchParams={searchParams}
          asOf={record.asOf}
          follow={{
            address: questionAddress(record.subject, claim.attribute),
            words: 'the question that this claim answers',
          }}
        />
      </header>
      {claim.excerpt ? (
        <blockquote className={styles.excerpt} lang={claim.excerptLanguage ?? undefined} dir="auto">
          {claim.excerpt} <PartSetBy page={page} part="excerpt" what="The excerpt" />
        </blockquote>
      ) : null}
      <Facts page={page} />
      <Credibility page={page} />
      <section aria-labelledby="history">
        <h2 id="history">How this claim came to be</h2>
        <HistoryList entries={history} />
      </section>
      <OnlyNow>
        <section aria-labelledby="acts" className={styles.choices}>
          <h2 id="acts">Is something wrong with it?</h2>
          {mayAct ? (
            <>
              <ActChoices claim={claim.id} which={threeActs(page)} />
              {correctionsOf(page).length > 0 ? (
                <p>
                  The record said it right before <span aria-hidden="true">→</span>{' '}
                  <a href={keepMoment(`/claims/${claim.id}/restore`)} className={styles.act}>
                    restore what it said
                  </a>
                </p>
              ) : null}
              <h3>Marks and grades</h3>
              <ActChoices claim={claim.id} which={marksFor(page)} />
            </>
          ) : (
            <NotForYou page={page} person={person} here={`/claims/${claim.id}`} />
          )}
        </section>
      </OnlyNow>
      <Live asOf={record.asOf} subjects={[`${record.subject.kind}:${record.subject.id}`]} />
    </div>
  );
}

/** Of a claim that was taken back or revised already nothing more is recorded here: its latest answer is spoken of. */
const threeActs = ({ claim, revisions }: ClaimPage): Act[] =>
  claim.withdrawn || revisions.at(-1)?.id !== claim.id ? ['correct'] : ['correct', 'revise', 'withdraw'];

const marksFor = (page: ClaimPage): Act[] => [
  'copying',
  ...(excludable(page).length > 0 ? (['exclusion'] as const) : []),
  'grade',
];

function Conflicts({ page: { claim, record } }: { page: ClaimPage }) {
  const same = new Set(record.claims.filter((other) => answerKey(other) === answerKey(claim)).map((other) => other.id));
  const reasons = new Set(
    record.questions.flatMap(({ assessment }) =>
      assessment.conflicts.filter(({ claims }) => claims.some((id) => same.has(id))).map(({ reason }) => reason),
    ),
  );
  const question = record.questions.find(({ attribute }) => attribute === claim.attribute);
  const setBy = question ? (
    <SetBy
      position={question.setBy}
      of={questionValue('question', record.subject, claim.attribute)}
      what="The state of the question"
    />
  ) : null;
  if (reasons.size === 0)
    return <p className={styles.muted}>No other answer on record conflicts with this one. {setBy}</p>;
  return (
    <ul className={styles.reasons} aria-label="What conflicts with it">
      {[...reasons].map((reason, index) => (
        <li key={reason}>
          <span aria-hidden="true">≠ </span>
          {reason} {index === reasons.size - 1 ? setBy : null}
        </li>
      ))}
    </ul>
  );
}

const answerKey = (claim: ClaimPage['claim']): string => JSON.stringify([claim.attribute, claim.scope, claim.answer]);

/** The event that last set one part of the claim. */
const PartSetBy = ({ page: { claim, setBy }, part, what }: { page: ClaimPage; part: ClaimPart; what: string }) => (
  <SetBy position={setBy[part]} of={thingValue('claim', claim.id, part)} what={what} />
);

function Facts({ page }: { page: ClaimPage }) {
  const { claim, record } = page;
  const document = record.documents[claim.documentId];
  const claimant = record.sources[claim.claimantId];
  const institution = claimant && record.sources[claimant.institution];
  return (
    <dl className={styles.facts}>
      <dt>What it answers</dt>
      <dd>
        {attributeWords(claim.attribute)} <PartSetBy page={page} part="attribute" what="The question" />
        {claim.scope ? (
          <>
            {' · counting '}
            {claim.scope} <PartSetBy page={page} part="scope" what="What it counts" />
          </>
        ) : null}
        {' · '}
        {answerWords(claim.answer)} <PartSetBy page={page} part="answer" what="The answer" />
        {claim.opinion ? (
          <>
            {' · the author’s assessment '}
            <PartSetBy page={page} part="opinion" what="That it is an assessment" />
          </>
        ) : null}
      </dd>
      <dt>Who says so</dt>
      <dd>
        <a href={keepMoment(`/sources/${claim.claimantId}`)}>{claimant?.name ?? claim.claimantId}</a>
        {claimant ? `, ${claimant.kind}` : ''}
        {institution && institution.id !== claimant?.id ? (
          <>
            , part of <a href={keepMoment(`/sources/${institution.id}`)}>{institution.name}</a>
          </>
        ) : null}{' '}
        <PartSetBy page={page} part="claimant" what="The claimant" />
      </dd>
      {claim.relaysId ? (
        <>
          <dt>Passing on the word of</dt>
          <dd>
            <a href={keepMoment(`/sources/${claim.relaysId}`)}>
              {record.sources[claim.relaysId]?.name ?? claim.relaysId}
            </a>{' '}
            <PartSetBy page={page} part="relays" what="Whose word it passes on" />
          </dd>
        </>
      ) : null}
      {claim.validity ? (
        <>
          <dt>For when</dt>
          <dd>
            {describeValidity(claim.validity)} <PartSetBy page={page} part="validity" what="For when it holds" />
          </dd>
        </>
      ) : null}
      <dt>Read in</dt>
      <dd>
        {document ? (
          <>
            <a href={keepMoment(`/documents/${document.id}`)}>{document.title}</a>{' '}
            <PartSetBy page={page} part="document" what="Where it was read" />
            <span className={styles.muted}>
              {' '}
              ·{' '}
              <a href={keepMoment(`/sources/${document.publisher}`)} className="quiet">
                {record.sources[document.publisher]?.name ?? document.publisher}
              </a>
              {document.published
                ? ` · published ${dateWords(document.published)}`
                : ' · date of publication not known'}
              {document.edition ? ` · ${document.edition}` : ''}
            </span>
            {document.address ? <AddressLine document={document.id} address={document.address} /> : null}
          </>
        ) : (
          claim.documentId
        )}
      </dd>
      <dt>Where that document has it from</dt>
      <dd>
        <Lineage record={record} id={claim.documentId} />{' '}
        {document ? (
          <SetBy
            position={document.setBy}
            of={thingValue('document', document.id, 'lineage')}
            what="Where the document has it from"
          />
        ) : null}
      </dd>
      {claim.note ? (
        <>
          <dt>Note of the recorder</dt>
          <dd>
            {claim.note} <PartSetBy page={page} part="note" what="The note" />
          </dd>
        </>
      ) : null}
      <dt>Set by</dt>
      <dd>
        <a href={settingAddress(claim.setBy, thingValue('claim', claim.id))}>#{claim.setBy}</a>
        {claim.corrections > 0 ? `, corrected ${claim.corrections === 1 ? 'once' : `${claim.corrections} times`}` : ''}
        {' · '}
        {claim.reportId === null ? (
          'it came as a revision, with no report'
        ) : (
          <a href={`/reports/${claim.reportId}`}>the report it came with</a>
        )}{' '}
        <UndoLink position={claim.setBy} />
      </dd>
    </dl>
  );
}

function Lineage({ record, id }: { record: ClaimPage['record']; id: string }) {
  const document = record.documents[id];
  if (!document || document.lineage === 'unknown') return 'Not known yet: it may repeat another page.';
  if (document.lineage === 'first-hand') return 'Its own reporting.';
  return document.parents.map(({ how, document: parent }) => (
    <span key={parent}>
      It {derivationWords(how)} “
      <a href={keepMoment(`/documents/${parent}`)} className="quiet">
        {record.documents[parent]?.title ?? parent}
      </a>
      ”.{' '}
    </span>
  ));
}
