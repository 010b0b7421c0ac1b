import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import type { ReactNode } from 'react';
import type { Change } from '@/queries/compare-revisions';
import {
  type Cause,
  type Compared,
  type ComparedRevisions,
  type Comparison,
  type ComparisonRefused,
  comparisonSchema,
  findComparedTitle,
  findComparison,
  type Revision,
} from '@/queries/find-comparison';
import type { ClaimView } from '@/queries/find-subject';
import type { HistoryEntry } from '@/queries/list-changes';
import { ChooseRevisions } from './choose-revisions';
import styles from './compare-page.module.css';
import { ComparedArgument } from './compared-argument';
import { ComparedFacts } from './compared-facts';
import { ComparedQuestion } from './compared-question';
import { EventSentence } from './event-sentence';
import { FaultNotice } from './fault-notice';
import fault from './fault-notice.module.css';
import { HistoryList } from './history-list';
import { Moment } from './moment';
import { addressOf, readAddress, type SearchParams } from './read-address';
import { reading } from './reading';
import { ToldEvents } from './told-events';
import { attributeWords, plural, questionAddress } from './words';

type Props = { params: Promise<{ id: string }>; searchParams: SearchParams };

/** The page that compares two revisions of each record of a kind, with its title. */
export const comparisonOfEach = (kind: Compared['kind']) => ({
  generateMetadata: async ({ params }: Pick<Props, 'params'>): Promise<Metadata> =>
    comparisonMetadata({ kind, id: (await params).id }),
  Page: async ({ params, searchParams }: Props) => (
    <ComparePage of={{ kind, id: (await params).id }} searchParams={searchParams} />
  ),
});

/** The title of a page that compares two revisions of this. */
export async function comparisonMetadata(of: Compared): Promise<Metadata> {
  const title = await findComparedTitle((await reading()).db, of);
  return { title: title === null ? 'Not found' : `Revisions of ${nameOf(of, title)} compared` };
}

const attributeOf = (of: Compared): string | undefined => ('attribute' in of ? of.attribute : undefined);

const nameOf = (of: Compared, title: string): string => {
  const attribute = attributeOf(of);
  return attribute === undefined ? title : `${attributeWords(attribute)}: ${title}`;
};

/** Two revisions of a record or a question: what differs, everything that made it so, and the revisions to choose from. */
export async function ComparePage({ of, searchParams }: { of: Compared; searchParams: SearchParams }) {
  const attribute = attributeOf(of);
  const path =
    attribute === undefined || of.kind === 'source' || of.kind === 'document'
      ? `/${of.kind}s/${of.id}`
      : questionAddress({ kind: of.kind, id: of.id }, attribute);
  const { given, asked, fault: unread } = await readAddress(`${path}/compare`, comparisonSchema, searchParams);
  const comparison = await findComparison((await reading()).db, of, asked ?? {});
  if (!comparison) notFound();
  const { title, outcome, choices } = comparison;
  if (asked && outcome.kind === 'elsewhere')
    redirect(addressOf(`${path}/compare`, { ...given, from: String(outcome.from), to: String(outcome.to) }));
  const isCompared = outcome.kind === 'compared';
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <p className={styles.muted}>Two revisions compared</p>
        <h1>
          <a href={path}>
            <bdi>{nameOf(of, title)}</bdi>
          </a>
        </h1>
        {isCompared ? <Ends path={path} compared={outcome} comparison={comparison} /> : null}
      </header>
      {unread ? <FaultNotice what="The revisions" path={`${path}/compare`} given={given} fault={unread} /> : null}
      {asked && outcome.kind === 'refused' ? <Refused refusal={outcome} path={path} /> : null}
      {outcome.kind === 'alone' ? (
        <p>There is one revision on record, #{choices.latest}: nothing has changed since.</p>
      ) : null}
      {isCompared ? (
        <>
          <Differences of={of} compared={outcome} />
          <Causes of={of} compared={outcome} />
        </>
      ) : null}
      <Choose path={path} comparison={comparison} given={given} />
      {isCompared ? (
        <p className={styles.printed}>
          {path}/compare?from={outcome.from.position}&amp;to={outcome.to.position} · Palimpsest
        </p>
      ) : null}
    </div>
  );
}

/** Why two revisions cannot be compared, and two that can be. */
function Refused({
  refusal: { refused, field, value, reason, instead },
  path,
}: {
  refusal: ComparisonRefused;
  path: string;
}) {
  return (
    <div className={fault.fault} role="alert" data-refused={refused}>
      <p>
        These revisions cannot be compared: {field} is “{value}”. {reason}
      </p>
      {instead ? (
        <p>
          <a href={`${path}/compare?from=${instead.from}&to=${instead.to}`}>{instead.words}</a>
        </p>
      ) : null}
    </div>
  );
}

/** The two revisions, each with when it was recorded, and the ways to those beside them. */
function Ends({
  path,
  compared: { from, to },
  comparison,
}: {
  path: string;
  compared: ComparedRevisions;
  comparison: Comparison;
}) {
  const { count, latest } = comparison.choices;
  const way = (earlier: number, later: number, words: ReactNode) => (
    <a href={`${path}/compare?from=${earlier}&to=${later}`}>{words}</a>
  );
  return (
    <>
      <div className={styles.ends}>
        <End words="Before" revision={from} count={count} path={path} />
        <End words="After" revision={to} count={count} path={path} />
      </div>
      <nav aria-label="Other revisions" className={styles.ways}>
        {from.previous === null ? null : way(from.previous, from.position, 'The previous step')}
        {to.next === null ? null : way(to.position, to.next, 'The next step')}
        {to.position === latest ? null : way(from.position, latest, 'From here to the latest')}
        <a href="#causes">Every cause between</a>
        <a href="#choose">Choose others</a>
      </nav>
    </>
  );
}

function End({ words, revision, count, path }: { words: string; revision: Revision; count: number; path: string }) {
  const { position, ordinal, causes } = revision;
  const [first] = causes;
  return (
    <div>
      <h2>
        {words}: <a href={`/ledger/${position}`}>#{position}</a>
      </h2>
      <p className={styles.muted}>
        Revision {ordinal.toLocaleString('en')} of {count.toLocaleString('en')}
        {first ? (
          <>
            {' · '}
            <Moment at={first.event.recordedAt} /> · {first.actor}
          </>
        ) : null}
      </p>
      <p>
        <a href={`${path}?asOf=${position}`}>All of it as it stood then</a>
      </p>
    </div>
  );
}

/** What differs, open; what does not, in one line. */
function Differences({ of, compared }: { of: Compared; compared: ComparedRevisions }) {
  const { facts, questions, unchanged, argument } = compared.changes;
  const hasArgued = Object.values(argument).some((changes) => changes.length > 0);
  const isAsked = questions.length + unchanged.length > 0;
  return (
    <section aria-labelledby="differences">
      <h2 id="differences">What differs</h2>
      <p className={styles.explain}>
        {facts.length === 0 && questions.length === 0 && !hasArgued
          ? 'Nothing: what was recorded between the two left it as it was.'
          : summaryWords(compared)}
      </p>
      {facts.length > 0 ? (
        <ComparedFacts facts={facts} from={compared.from.position} to={compared.to.position} />
      ) : null}
      {of.kind === 'incident' || of.kind === 'site'
        ? questions.map((question) => (
            <ComparedQuestion
              key={question.attribute}
              question={question}
              subject={{ kind: of.kind, id: of.id }}
              compared={compared}
            />
          ))
        : null}
      {hasArgued ? <ComparedArgument argument={argument} compared={compared} /> : null}
      {isAsked && unchanged.length > 0 && (of.kind === 'incident' || of.kind === 'site') ? (
        <details className={styles.unchanged}>
          <summary>{unchanged.length === 1 ? '1 question' : `${unchanged.length} questions`} did not change</summary>
          <p>
            {unchanged.map(({ attribute, label }, at) => (
              <span key={attribute}>
                {at > 0 ? ', ' : ''}
                <a href={questionAddress({ kind: of.kind, id: of.id }, attribute)} className="quiet">
                  {label}
                </a>
              </span>
            ))}
          </p>
        </details>
      ) : null}
    </section>
  );
}

/** How much differs, in one sentence. */
function summaryWords({ changes: { facts, questions, unchanged } }: ComparedRevisions): string {
  const claims = new Map<string, Change<ClaimView>>();
  for (const question of questions)
    for (const change of question.claims) claims.set((change.after ?? change.before)?.id ?? '', change);
  const all = [...claims.values()];
  const came = all.filter(({ before }) => before === null).length;
  const changed = all.filter(({ before, after }) => before !== null && after !== null).length;
  const counted = [
    facts.length > 0 ? `${plural(facts.length, 'fact')} of its own` : '',
    questions.length > 0 ? `${questions.length} of ${plural(questions.length + unchanged.length, 'question')}` : '',
    came > 0 ? `${plural(came, 'claim')} more` : '',
    changed > 0 ? `${plural(changed, 'claim')} changed` : '',
  ].filter(Boolean);
  return counted.length === 0 ? 'What was argued, and no answer.' : `${counted.join(', ')}.`;
}

/** The union of what happened after the one revision up to the other. */
function Causes({ of, compared: { from, to, causes } }: { of: Compared; compared: ComparedRevisions }) {
  return (
    <section aria-labelledby="causes">
      <h2 id="causes">Every cause between</h2>
      <p className={styles.explain}>
        {causes.length === 1 ? 'The one event' : `All ${causes.length.toLocaleString('en')} events`} after #
        {from.position} up to #{to.position} that changed this {whatWords(of)}, the newest last.
      </p>
      {causes.every(isOfSubject) ? <HistoryList entries={causes} /> : <ToldEvents events={causes} />}
    </section>
  );
}

const isOfSubject = (cause: Cause): cause is HistoryEntry => cause.subject !== undefined;

const whatWords = (of: Compared): string =>
  of.kind === 'source' || of.kind === 'document' ? of.kind : attributeOf(of) === undefined ? 'record' : 'question';

/** The revisions there are to choose from, fifty at a time. */
function Choose({
  path,
  comparison: { choices, outcome },
  given,
}: {
  path: string;
  comparison: Comparison;
  given: Readonly<Record<string, string>>;
}) {
  const { revisions, before, latest, newer, older, count } = choices;
  if (count < 2) return null;
  const { after: _after, ...rest } = given;
  const page = (after: number) =>
    `${addressOf(`${path}/compare`, after === 0 ? rest : { ...rest, after: String(after) })}#choose`;
  return (
    <section aria-labelledby="choose" className={styles.choose}>
      <h2 id="choose">Choose two revisions</h2>
      <p className={styles.explain}>
        {plural(count, 'revision')}, the newest first{newer !== null || older !== null ? ', 50 a page' : ''}.
      </p>
      <ChooseRevisions
        path={path}
        revisions={revisions.map(({ position, causes }) => ({
          position,
          recordedAt: causes[0]?.event.recordedAt ?? '',
          sentence: <RevisionSentence causes={causes} />,
        }))}
        before={before}
        latest={latest}
        from={outcome.kind === 'compared' ? outcome.from.position : null}
        to={outcome.kind === 'compared' ? outcome.to.position : null}
      />
      {newer === null && older === null ? null : (
        <nav aria-label="Pages of revisions" className={styles.ways}>
          {newer === null ? null : <a href={page(newer)}>Newer revisions</a>}
          {older === null ? null : <a href={page(older)}>Older revisions</a>}
        </nav>
      )}
    </section>
  );
}

/** What a revision was: its first event, and how many came with it. */
function RevisionSentence({ causes }: { causes: readonly Cause[] }) {
  const [first] = causes;
  if (!first) return null;
  return (
    <>
      <EventSentence {...first} />
      {causes.length > 1 ? ` And ${plural(causes.length - 1, 'more event')} with it.` : ''}
    </>
  );
}
