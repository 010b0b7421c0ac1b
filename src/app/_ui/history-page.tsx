import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache, type ReactNode } from 'react';
import { type Act, acts } from '@/domain/act';
import type { Subject } from '@/domain/identifier';
import { findTitle, type TitledRecord } from '@/queries/find-title';
import { listFilterChoices } from '@/queries/list-filter-choices';
import {
  type HistoryOf,
  type HistoryPage as HistoryRead,
  historyFiltersSchema,
  listHistory,
} from '@/queries/list-history';
import { listPeople } from '@/queries/list-people';
import { actWords } from './act-words';
import { Choice } from './choice';
import choice from './choice.module.css';
import {
  ChosenFilter,
  countWords,
  FilteredList,
  type FilterWords,
  rangeWords,
  upperFirst,
  WrittenFilter,
} from './filtered-list';
import { HistoryLines } from './history-list';
import styles from './history-page.module.css';
import { Live } from './live';
import { followLedger } from './page-tools';
import { type AddressFault, addressOf, type Given, readAddress, type SearchParams, without } from './read-address';
import { keepMoment, reading } from './reading';
import { attributeWords } from './words';

/** A history as a page: every event that bears on the record, its filters in the address, each of them removable. */
export async function HistoryPage({
  of,
  path,
  title,
  lead,
  live,
  searchParams,
}: {
  of: HistoryOf;
  path: string;
  title: string;
  lead: ReactNode;
  /** What the page is kept up with; nothing where it is not. */
  live?: readonly string[] | 'all';
  searchParams: SearchParams;
}) {
  const { given, asked, fault } = await readAddress(path, historyFiltersSchema, searchParams);
  const db = (await reading()).db;
  const read = asked && (await listHistory(db, of, asked));
  const refusal: AddressFault | null =
    read && 'refused' in read ? { field: read.refused, value: given[read.refused] ?? '', reason: read.reason } : null;
  const page = read && !('refused' in read) ? read : null;
  const isOldestFirst = given.order === 'oldest';
  const words = {
    title,
    order: `${isOldestFirst ? 'oldest' : 'newest'} first, 50 a page`,
    first: isOldestFirst ? 'Oldest' : 'Newest',
    previous: isOldestFirst ? 'Older' : 'Newer',
    next: isOldestFirst ? 'Newer' : 'Older',
  };
  return (
    <FilteredList
      path={path}
      given={given}
      fault={fault ?? refusal}
      words={words}
      lead={lead}
      form={await fieldsOf(given, 'attribute' in of)}
      filters={filterWords(given, page)}
      page={page}
      count={page ? heading(page) : ''}
      asOf={page?.asOf ?? null}
      searchParams={searchParams}
      follow={'whole' in of ? followLedger() : { address: path.replace(/\/history$/, ''), words: 'this record' }}
    >
      {page ? (
        <div className={styles.changes}>
          <Order path={path} given={given} />
          {page.rows.length === 0 ? (
            <p className={styles.empty}>
              {filterWords(given, page).length === 0
                ? 'Nothing is recorded here yet.'
                : 'No change is all of this. Take a filter away to see more.'}
            </p>
          ) : (
            <HistoryLines
              rows={page.rows}
              withSubject={!('question' in of) && !('record' in of && isSubject(of.record.kind))}
              minorAt={({ after }) =>
                addressOf(path, {
                  ...without(given, []),
                  minor: '1',
                  ...(after === null ? {} : { after: String(after) }),
                })
              }
            />
          )}
          {live ? <Live asOf={page.asOf} subjects={live} /> : null}
        </div>
      ) : null}
    </FilteredList>
  );
}

const isSubject = (kind: string): kind is Subject['kind'] => kind === 'incident' || kind === 'site';

/** How many changes stand on the page, or how the list begins. */
function heading({ rows, previous, next }: HistoryRead): string {
  const shown = rows.filter((row) => 'position' in row).length;
  if (previous !== null) return 'Changes, continued';
  if (next !== null) return `More than ${shown} changes`;
  const minor = rows.flatMap((row) => ('found' in row ? [row.found] : []));
  const folded = {
    count: minor.reduce((sum, { count }) => sum + count, 0),
    isMore: minor.some(({ isMore }) => isMore),
  };
  const changes = upperFirst(countWords({ count: shown, isMore: false }, 'change'));
  return folded.count === 0 ? changes : `${changes}, and ${countWords(folded, 'minor one')}`;
}

/** In which order, and whether minor changes are folded: plain links that keep all else that is asked for. */
function Order({ path, given }: { path: string; given: Given }) {
  const rest = without(given, ['order', 'minor']);
  const option = (words: string, order: string | undefined, minor: string | undefined) => ({
    words,
    href: addressOf(path, { ...rest, ...(order ? { order } : {}), ...(minor ? { minor } : {}) }),
    isChosen: given.order === order && given.minor === minor,
  });
  const { order, minor } = given;
  return (
    <nav aria-label="How the changes stand" className={choice.choices}>
      <Choice
        name="Order"
        options={[option('newest first', undefined, minor), option('oldest first', 'oldest', minor)]}
      />
      {given.cause === undefined ? (
        <Choice name="Minor changes" options={[option('folded', order, undefined), option('one by one', order, '1')]} />
      ) : null}
    </nav>
  );
}

async function fieldsOf(given: Given, isQuestion: boolean): Promise<{ first: ReactNode; more: ReactNode }> {
  const db = (await reading()).db;
  const { attributes } = await listFilterChoices(db);
  const people = await listPeople(db);
  const cause = (
    <ChosenFilter
      name="cause"
      label="Cause"
      given={given}
      any="Any cause"
      options={acts.map((id) => ({ id, name: actWords[id] }))}
    />
  );
  return {
    first: (
      <>
        {(['order', 'minor'] as const).map((name) =>
          given[name] ? <input key={name} type="hidden" name={name} value={given[name]} /> : null,
        )}
        {isQuestion ? (
          cause
        ) : (
          <ChosenFilter
            name="attribute"
            label="Question"
            given={given}
            any="Any question"
            options={attributes.map(({ id, label }) => ({ id, name: label }))}
          />
        )}
      </>
    ),
    more: (
      <>
        {isQuestion ? null : cause}
        <ChosenFilter name="person" label="Recorded by" given={given} any="Anybody" options={people} />
        <WrittenFilter name="from" label="Recorded from" given={given} hint="2021, 2021-05 or 2021-05-03" />
        <WrittenFilter name="to" label="To" given={given} hint="2021, 2021-05 or 2021-05-03" />
      </>
    ),
  };
}

/** What is filtered by, in words. */
function filterWords(given: Given, page: HistoryRead | null): FilterWords[] {
  const { attribute, person, cause, from, to } = given;
  return [
    attribute && { name: 'Question', words: attributeWords(attribute), parts: ['attribute'] },
    cause && { name: 'Cause', words: actWords[cause as Act] ?? cause, parts: ['cause'] },
    person && { name: 'Recorded by', words: page?.person ?? person, parts: ['person'] },
    (from || to) && { name: 'Recorded', words: rangeWords(given), parts: ['from', 'to'] },
  ].filter((each) => typeof each === 'object');
}

const titleOf = cache(async (kind: TitledRecord['kind'], id: string) => findTitle((await reading()).db, { kind, id }));

type RecordProps = { params: Promise<{ id: string }>; searchParams: SearchParams };

/** The page of the history of each record of a kind, with its title. */
export const historyOfEach = (kind: TitledRecord['kind']) => ({
  generateMetadata: async ({ params }: Pick<RecordProps, 'params'>): Promise<Metadata> => {
    const title = await titleOf(kind, (await params).id);
    return { title: title === null ? 'Not found' : `History of ${title}` };
  },
  Page: async ({ params, searchParams }: RecordProps) => {
    const { id } = await params;
    const title = await titleOf(kind, id);
    if (title === null) notFound();
    return (
      <HistoryPage
        of={{ record: { kind, id } }}
        path={`/${kind}s/${id}/history`}
        title="History"
        lead={
          <>
            Every event that bears on the {kind}{' '}
            <a href={keepMoment(`/${kind}s/${id}`)}>
              <bdi>{title}</bdi>
            </a>
            : what it changed, why, and by whom.
          </>
        }
        {...(isSubject(kind) ? { live: [`${kind}:${id}`] } : {})}
        searchParams={searchParams}
      />
    );
  },
});
