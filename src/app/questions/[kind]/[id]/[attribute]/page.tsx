import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { cache } from 'react';
import { LatestChanges } from '@/app/_ui/latest-changes';
import { Live } from '@/app/_ui/live';
import { NotYet, notYetTitle } from '@/app/_ui/not-yet';
import { OnlyNow } from '@/app/_ui/only-now';
import { PageTools } from '@/app/_ui/page-tools';
import { decodedPart, type SearchParams } from '@/app/_ui/read-address';
import { keepMoment, reading } from '@/app/_ui/reading';
import { settingAddress } from '@/app/_ui/setting-address';
import { Speakers } from '@/app/_ui/speakers';
import { StateChip } from '@/app/_ui/state-chip';
import { VocabularyOffered } from '@/app/_ui/vocabulary.client';
import { originWords, plural, questionAddress, questionAnchor } from '@/app/_ui/words';
import { findChosenPerson, personCookie } from '@/auth/session';
import { subjectSchema } from '@/domain/identifier';
import { questionValue } from '@/domain/recorded-value';
import { findQuestion, type QuestionPage } from '@/queries/find-question';
import { revisedAt } from '@/queries/list-revisions';
import { Discussion } from './discussion';
import { EvidenceSection } from './evidence-section';
import styles from './page.module.css';
import { Positions } from './positions';
import { RuleSection } from './rule-section';
import { EarlierRulings, StandingRuling } from './rulings';
import { youOf } from './you';

type Props = { params: Promise<{ kind: string; id: string; attribute: string }>; searchParams: SearchParams };

const find = cache(async (kind: string, id: string, attribute: string) => {
  const subject = subjectSchema.safeParse({ kind, id });
  return subject.success ? findQuestion((await reading()).db, subject.data, attribute) : null;
});

const asked = async (params: Props['params']) => {
  const { kind, id, attribute } = await params;
  return find(kind, id, decodedPart(attribute));
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const page = await asked(params);
  return { title: page ? `${page.question.label}: ${page.record.title}` : notYetTitle };
}

export default async function Page({ params, searchParams }: Props) {
  const page = await asked(params);
  if (!page) {
    const { kind, id, attribute } = await params;
    return <NotYet of={revisedAt(`/questions/${kind}/${id}/${attribute}`)} />;
  }
  const { record, question } = page;
  const { db, moment } = await reading();
  // Nobody changes anything in the past.
  const person = moment ? null : await findChosenPerson(db, (await cookies()).get(personCookie)?.value);
  const you = youOf(person, questionAddress(record.subject, question.attribute));
  const order = (await searchParams).columns === 'separating' ? 'separating' : 'marked';
  return (
    <div className={styles.page}>
      <Header page={page} searchParams={searchParams} />
      <OnlyNow>
        <noscript>
          <p className={styles.notice}>Reading needs no JavaScript. Arguing does: please allow it here.</p>
        </noscript>
      </OnlyNow>
      <Challenge page={page} />
      <StandingRuling page={page} you={you} />
      <Positions page={page} />
      <EvidenceSection page={page} you={you} order={order} />
      <Discussion page={page} you={you} />
      <OnlyNow>
        <VocabularyOffered additions={record.vocabulary}>
          <RuleSection page={page} you={you} />
        </VocabularyOffered>
      </OnlyNow>
      <EarlierRulings page={page} />
      <section id="history" aria-labelledby="history-title" className={styles.section}>
        <h2 id="history-title">History</h2>
        <LatestChanges
          history={page.history}
          path={questionAddress(record.subject, question.attribute)}
          what="question"
        />
        <p>
          <a href={`${questionAddress(record.subject, question.attribute)}/compare`}>Compare revisions</a>
        </p>
      </section>
      <p className={styles.printed}>
        {keepMoment(questionAddress(record.subject, question.attribute))} · Palimpsest, as of event #{record.asOf}
      </p>
      <Live asOf={record.asOf} subjects={[`${record.subject.kind}:${record.subject.id}`]} />
    </div>
  );
}

function Header({
  page: { record, question, positions, disputedSince },
  searchParams,
}: {
  page: QuestionPage;
  searchParams: SearchParams;
}) {
  const { subject, title } = record;
  const { attribute, label, assessment, stage, setBy } = question;
  const state = questionValue('question', subject, attribute);
  const atIssue = positions.filter(({ isAtIssue }) => isAtIssue).length;
  return (
    <header className={styles.header}>
      <p className={styles.muted}>
        A question about{' '}
        <a href={keepMoment(`/${subject.kind}s/${subject.id}#${questionAnchor(attribute)}`)}>
          {subject.kind === 'incident' ? 'an incident' : 'a site'}: {title}
        </a>
      </p>
      <h1>
        {label} <span className={styles.at}>{title}</span>
      </h1>
      <p className={styles.states}>
        <StateChip state={assessment.state} />
        {stage ? (
          <span>
            in “{stage}” on the{' '}
            <a href={keepMoment(`/disputes?stage=${encodeURIComponent(stage).replaceAll('%20', '+')}`)}>
              board of disputes
            </a>
          </span>
        ) : null}
      </p>
      <p className={styles.lead}>
        {atIssue > 1
          ? `${plural(atIssue, 'position')} that cannot all be right, going back to ${originWords(assessment.origins)}.`
          : positions.length === 0
            ? 'No answer stands here now.'
            : `Nothing is at issue: ${positions.length === 1 ? 'one answer stands' : `${positions.length} answers stand beside each other`}, going back to ${originWords(assessment.origins)}.`}
      </p>
      <p className={styles.muted}>
        {disputedSince === null ? null : (
          <>
            Disputed since <a href={settingAddress(disputedSince, state)}>#{disputedSince}</a> ·{' '}
          </>
        )}
        last changed by <a href={settingAddress(setBy, state)}>#{setBy}</a>
      </p>
      <nav aria-label="On this page" className={styles.contents}>
        {question.ruling ? <a href="#ruling">Ruling</a> : null}
        <a href="#positions">Positions</a>
        <a href="#evidence">Evidence</a>
        <a href="#wanted">What would change our mind</a>
        <a href="#remarks">Remarks</a>
        <OnlyNow>
          <a href="#rule">{question.ruling ? 'Rule again' : 'Rule'}</a>
        </OnlyNow>
        <a href="#history">History</a>
      </nav>
      <PageTools
        title={`${label}: ${title}`}
        path={questionAddress(subject, attribute)}
        searchParams={searchParams}
        asOf={record.asOf}
        follow={{ address: questionAddress(subject, attribute), words: 'this question' }}
      />
    </header>
  );
}

/** Which claims came after the ruling and cannot hold with it, until somebody rules again or reopens the question. */
function Challenge({ page: { record, question } }: { page: QuestionPage }) {
  const { challengedBy } = question;
  if (challengedBy.length === 0) return null;
  return (
    <section aria-labelledby="challenged" className={styles.challenged}>
      <h2 id="challenged">
        The ruling is challenged by {challengedBy.length === 1 ? 'a claim' : plural(challengedBy.length, 'claim')} that
        came or changed after it
      </h2>
      <div>
        <Speakers ids={challengedBy} view={record} withAnswer />
      </div>
      <p>It stands until somebody rules again or reopens the question.</p>
    </section>
  );
}
