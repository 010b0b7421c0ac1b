import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { cache } from 'react';
import { ClaimList } from '@/app/_ui/claim-list';
import styles from '@/app/_ui/entity-page.module.css';
import { GradeChip } from '@/app/_ui/grade-chip';
import { NotYet, notYetTitle } from '@/app/_ui/not-yet';
import { PageTools } from '@/app/_ui/page-tools';
import type { SearchParams } from '@/app/_ui/read-address';
import { keepMoment, reading } from '@/app/_ui/reading';
import { SetBy } from '@/app/_ui/set-by';
import { settingAddress } from '@/app/_ui/setting-address';
import { dateWords, languageWords, plural } from '@/app/_ui/words';
import { authorise } from '@/auth/policy';
import { findChosenPerson, personCookie } from '@/auth/session';
import type { Command } from '@/domain/command';
import { thingValue } from '@/domain/recorded-value';
import { findSource, mostCounted, type Neighbour, type SourcePage } from '@/queries/find-source';
import { erased } from '@/queries/names';
import { Affiliation } from './affiliation';
import { Reliability } from './reliability';
import { HowClaimsFared } from './track-record';

type Props = { params: Promise<{ id: string }>; searchParams: SearchParams };

const find = cache(async (id: string) => findSource((await reading()).db, id));

export async function generateMetadata({ params }: Pick<Props, 'params'>): Promise<Metadata> {
  const page = await find((await params).id);
  return { title: page ? (page.source.name ?? erased) : notYetTitle };
}

export default async function Page({ params, searchParams }: Props) {
  const page = await find((await params).id);
  if (!page) return <NotYet of={{ kind: 'source', id: (await params).id }} />;
  const { source, counts } = page;
  const { db, moment } = await reading();
  // Nobody changes anything in the past.
  const person = moment ? null : await findChosenPerson(db, (await cookies()).get(personCookie)?.value);
  const may = (command: Command['type']) => authorise(person?.roles ?? [], command) === null;
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <p className={styles.muted}>Source · {source.kind}</p>
        <h1>
          <bdi>{source.name ?? erased}</bdi>
        </h1>
        <p>{countWords(counts)}</p>
        {source.reliability ? (
          <p>
            <GradeChip grade={source.reliability} />{' '}
            <SetBy
              position={page.grades.at(-1)?.event.position ?? source.setBy}
              of={thingValue('source', source.id, 'reliability')}
              what="The grade"
            />
          </p>
        ) : null}
        {source.note ? <p className={styles.note}>{source.note}</p> : null}
        <PageTools
          title={source.name ?? erased}
          path={`/sources/${source.id}`}
          searchParams={searchParams}
          asOf={page.asOf}
          follow={{ address: `/sources/${source.id}`, words: 'what this source says' }}
        />
      </header>
      <Facts page={page} />
      <Affiliation page={page} person={person} mayEdit={may('AffiliateSource')} />
      <Reliability page={page} person={person} mayEdit={may('GradeSource')} />
      <HowClaimsFared page={page} />
      <Repeating page={page} />
      <section aria-labelledby="claims">
        <h2 id="claims">What it claims</h2>
        {page.claims.length === 0 ? (
          <p className={styles.muted}>No claim on record is made by this source.</p>
        ) : (
          <>
            <ClaimList claims={page.claims} tell="document" />
            <More shown={page.claims.length} of={counts.claims} href={`/claims?claimant=${source.id}`} what="claims" />
          </>
        )}
      </section>
      {page.relayed.length > 0 ? (
        <section aria-labelledby="relayed">
          <h2 id="relayed">Its word as others pass it on</h2>
          <p className={styles.explain}>Claims by which another source says that this one said so.</p>
          <ClaimList claims={page.relayed} tell="both" />
          <More shown={page.relayed.length} of={counts.relayed} what="claims" />
        </section>
      ) : null}
      <section aria-labelledby="documents">
        <h2 id="documents">What it published</h2>
        {page.documents.length === 0 ? (
          <p className={styles.muted}>No document on record is published by this source.</p>
        ) : (
          <>
            <ul className={styles.list}>
              {page.documents.map(({ id, title, published, lineage, setBy }) => (
                <li key={id}>
                  <a href={keepMoment(`/documents/${id}`)}>{title}</a>{' '}
                  <span className={styles.muted}>
                    {published ? dateWords(published) : 'date of publication not known'}
                    {' · '}
                    {lineageWords[lineage] ?? ''}
                  </span>{' '}
                  <SetBy position={setBy} of={thingValue('document', id)} what="The document" />
                </li>
              ))}
            </ul>
            <More shown={page.documents.length} of={counts.documents} what="documents" />
          </>
        )}
      </section>
      <p className={styles.muted}>As of event #{page.asOf}.</p>
    </div>
  );
}

const lineageWords: Record<string, string> = {
  unknown: 'lineage unknown',
  'first-hand': 'its own reporting',
  derived: 'comes from another document',
};

const counted = (count: number, one: string): string =>
  count > mostCounted ? `more than ${mostCounted.toLocaleString('en')} ${one}s` : plural(count, one);

function countWords({ claims, questions, disputed }: SourcePage['counts']): string {
  if (claims === 0) return 'It makes no claim on record.';
  return `${counted(claims, 'claim')} on ${plural(questions, 'question')}; ${disputed} of ${
    questions === 1 ? 'it' : 'them'
  } ${disputed === 1 ? 'is' : 'are'} disputed.`;
}

function Facts({ page: { source, affiliations } }: { page: SourcePage }) {
  const [registration] = affiliations;
  return (
    <dl className={styles.facts}>
      <dt>Language</dt>
      <dd>{source.language ? languageWords(source.language) : 'not stated'}</dd>
      {registration ? (
        <>
          <dt>Name, kind, language and note set by</dt>
          <dd>
            <a href={settingAddress(registration.event.position, thingValue('source', source.id))}>
              #{registration.event.position}
            </a>
          </dd>
        </>
      ) : null}
      <dt>Last changed by</dt>
      <dd>
        <a href={settingAddress(source.setBy, thingValue('source', source.id))}>#{source.setBy}</a> ·{' '}
        <a href={keepMoment(`/sources/${source.id}/history`)}>its whole history</a> ·{' '}
        <a href={`/sources/${source.id}/compare`}>Compare revisions</a>
      </dd>
    </dl>
  );
}

function Repeating({ page }: { page: SourcePage }) {
  const { claims, relayed, documents } = page.counts;
  const lists: { label: string; list: Neighbour[]; of: string }[] = [
    { label: 'Passes on the word of', list: page.relays, of: `of its ${counted(claims, 'claim')}` },
    {
      label: 'Its word is passed on by',
      list: page.relayedBy,
      of: `of ${counted(relayed, 'claim')} that pass it on`,
    },
    {
      label: 'Its documents come from those of',
      list: page.derivesFrom,
      of: `of its ${counted(documents, 'document')}`,
    },
    {
      label: 'From its documents come those of',
      list: page.derivedBy,
      of: `of its ${counted(documents, 'document')}`,
    },
  ];
  const stated = lists.filter(({ list }) => list.length > 0);
  return (
    <section aria-labelledby="repeating">
      <h2 id="repeating">Whom it repeats, and who repeats it</h2>
      {stated.length === 0 ? (
        <p className={styles.muted}>
          Nothing on record says so. Where a document has its content from is unknown until somebody says.
        </p>
      ) : (
        <dl className={styles.facts}>
          {stated.map(({ label, list, of }) => (
            <div key={label} className={styles.pair}>
              <dt>{label}</dt>
              <dd>
                {list.map(({ id, name, count }, index) => (
                  <span key={id}>
                    {index > 0 ? ', ' : ''}
                    <a href={keepMoment(`/sources/${id}`)}>{name}</a>{' '}
                    <span className={styles.muted}>
                      ({count.toLocaleString('en')} {of})
                    </span>
                  </span>
                ))}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

function More({ shown, of, what, href }: { shown: number; of: number; what: string; href?: string }) {
  if (of <= shown) return null;
  const all = of > mostCounted ? `more than ${mostCounted.toLocaleString('en')}` : of.toLocaleString('en');
  return (
    <p className={styles.more}>
      The newest {shown} of {all} {what}. {href ? <a href={keepMoment(href)}>See all its {what}</a> : null}
    </p>
  );
}
