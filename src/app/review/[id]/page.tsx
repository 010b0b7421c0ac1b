import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { notFound } from 'next/navigation';
import { ComesWith } from '@/app/_ui/comes-with';
import { EffectWords } from '@/app/_ui/effect-words';
import { ReportFacts } from '@/app/_ui/report-facts';
import { ReportStateChip } from '@/app/_ui/report-state';
import { SubmittedAnswer, submittedWords } from '@/app/_ui/submitted-answer';
import { mayReview } from '@/auth/policy';
import { findChosenPerson, personCookie } from '@/auth/session';
import { database } from '@/db/client';
import { identifierSchema } from '@/domain/identifier';
import type { SubmittedClaim } from '@/domain/report/event';
import { askedOf, findReview, type ReviewView } from '@/queries/find-review';
import { erased } from '@/queries/names';
import { ForReviewers } from '../for-reviewers';
import { Decision } from './decision.client';
import { DeclineAnswer } from './decline-answer.client';
import { EffectShown } from './effect-shown.client';
import { OnRecord } from './on-record';
import styles from './page.module.css';
import { ReviewForm } from './review-form.client';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Review of report ${(await params).id}` };
}

export default async function Page({ params }: Props) {
  const id = identifierSchema.safeParse((await params).id);
  if (!id.success) notFound();
  const db = await database();
  const person = await findChosenPerson(db, (await cookies()).get(personCookie)?.value);
  if (!person || !mayReview(person.roles)) return <ForReviewers person={person} here={`/review/${id.data}`} />;
  const view = await findReview(db, id.data);
  if (!view) notFound();
  const { report } = view;
  const isDecided = report.state === 'accepted' || report.state === 'rejected';
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <p className={styles.muted}>
          <a href="/review">Review</a>
        </p>
        <h1>
          Report <span className="mono">{report.id}</span>
        </h1>
        <p>
          <ReportStateChip state={report.state} declined={report.declined.length} />
        </p>
        {report.state === 'returned' ? (
          <blockquote className={styles.said} dir="auto">
            {report.answer ?? erased}
          </blockquote>
        ) : null}
        <ReportFacts report={report} />
        <Duplicates view={view} />
      </header>
      {isDecided ? (
        <p>
          This report is decided. <a href={`/reports/${report.id}`}>See what was decided and what came of it</a>.
        </p>
      ) : (
        <ReviewForm>
          <div className={styles.page}>
            <ComesWith report={report} />
            <section aria-labelledby="answers" className={styles.section}>
              <h2 id="answers">
                {report.contents.claims.length === 1 ? 'Its answer' : `Its ${report.contents.claims.length} answers`}
              </h2>
              <ol className={styles.answers}>
                {report.contents.claims.map((claim, at) => (
                  <li key={claim.claim} className={styles.answer}>
                    <Answer claim={claim} view={view} number={at + 1} />
                  </li>
                ))}
              </ol>
            </section>
            <section aria-labelledby="effect" className={styles.section}>
              <h2 id="effect">What accepting it would change</h2>
              <EffectShown report={report.id} effect={view.effect} answers={answersOf(view)} />
            </section>
            <Decision report={report.id} shownVersion={report.version} answers={answersOf(view)} />
          </div>
        </ReviewForm>
      )}
    </div>
  );
}

const answersOf = ({ report }: ReviewView) =>
  report.contents.claims.map((claim) => ({ claim: claim.claim, words: submittedWords(claim) }));

/** What may have been reported before. */
function Duplicates({ view: { sameAddress, report } }: { view: ReviewView }) {
  if (sameAddress.length === 0) return null;
  return (
    <div className={styles.notice}>
      <p>
        {sameAddress.length === 1 ? 'A document' : `${sameAddress.length} documents`} under the same address{' '}
        {sameAddress.length === 1 ? 'is' : 'are'} on record already. If it is the same one, return the report and ask{' '}
        {report.submittedBy} to choose it from the record:
      </p>
      <ul>
        {sameAddress.map(({ id, title }) => (
          <li key={id}>
            {title} <code>{id}</code>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Answer({ claim, view, number }: { claim: SubmittedClaim; view: ReviewView; number: number }) {
  const { report, effect, known, alike } = view;
  const own = effect.claims[claim.claim] ?? [];
  const sames = alike[claim.claim] ?? [];
  return (
    <div className={styles.sides}>
      <div className={styles.side}>
        <SubmittedAnswer claim={claim} report={report} />
        {sames.length > 0 ? (
          <p className={styles.notice}>
            The same claimant, question and document are on record already, as{' '}
            {sames.map((id, at) => (
              <span key={id}>
                {at > 0 ? ', ' : ''}
                <a href={`/claims/${id}`}>claim {id}</a>
              </span>
            ))}
            . This may be the same answer twice.
          </p>
        ) : null}
        {own.map(({ attribute, before, after }) => (
          <p key={attribute} className={styles.effect}>
            <EffectWords attribute={attribute} before={before} after={after} became="would become" />
          </p>
        ))}
        {report.contents.claims.length > 1 ? <DeclineAnswer claim={claim.claim} number={number} /> : null}
      </div>
      <OnRecord
        known={known[askedOf(claim.subject, claim.attribute ?? '')]}
        subject={claim.subject}
        attribute={claim.attribute ?? ''}
        scope={claim.scope}
        sources={report.sources}
      />
    </div>
  );
}
