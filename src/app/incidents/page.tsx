import type { Metadata } from 'next';
import {
  asOptions,
  ChosenFilter,
  countWords,
  FilteredList,
  type FilterWords,
  rangeWords,
  SwitchedFilter,
  upperFirst,
  WrittenFilter,
} from '@/app/_ui/filtered-list';
import styles from '@/app/_ui/list-rows.module.css';
import { OnlyNow } from '@/app/_ui/only-now';
import { followLedger } from '@/app/_ui/page-tools';
import { addressOf, type Given, readAddress, type SearchParams, without } from '@/app/_ui/read-address';
import { keepMoment, reading } from '@/app/_ui/reading';
import { StateCounts } from '@/app/_ui/state-chip';
import { attributeWords, lowerFirst } from '@/app/_ui/words';
import type { IncidentCard } from '@/domain/incident/card';
import { incidentKinds } from '@/domain/incident/command';
import { questionStates } from '@/domain/question/state';
import { type FilterChoices, listFilterChoices } from '@/queries/list-filter-choices';
import {
  type IncidentFilter,
  type IncidentPage,
  type IncidentRow,
  incidentFilters,
  incidentFiltersSchema,
  listIncidents,
} from '@/queries/list-incidents';

export const metadata: Metadata = { title: 'Incidents' };

const path = '/incidents';

const words = {
  title: 'Incidents',
  order: 'newest first, 50 a page',
  first: 'Newest',
  previous: 'Newer',
  next: 'Older',
};

export default async function Page({ searchParams }: { searchParams: SearchParams }) {
  const { given, asked, fault } = await readAddress(path, incidentFiltersSchema, searchParams);
  const db = (await reading()).db;
  const choices = await listFilterChoices(db);
  const page = asked && (await listIncidents(db, asked));
  const filters = filterWords(given, page, choices);
  return (
    <FilteredList
      path={path}
      given={given}
      fault={fault}
      words={words}
      lead="Every incident on record, by what is said of it. A date marked ~ is not known to the day; such an incident stands by the earliest day it may have been, and in every range it may fall in."
      form={{
        first: <WrittenFilter name="text" label="Words of the title or the site" given={given} />,
        more: <More given={given} choices={choices} />,
      }}
      filters={Object.values(filters)}
      page={page}
      count={page ? heading(page) : ''}
      asOf={page?.asOf ?? null}
      searchParams={searchParams}
      follow={followLedger({ attribute: given.attribute, site: given.site, source: given.source })}
    >
      {page ? (
        <>
          {page.rows.length === 0 ? (
            <Empty page={page} given={given} filters={filters} />
          ) : (
            <ol className={styles.rows}>
              {page.rows.map((row) => (
                <Row key={row.id} row={row} />
              ))}
            </ol>
          )}
          <Notes page={page} given={given} />
        </>
      ) : null}
    </FilteredList>
  );
}

const heading = ({ total }: IncidentPage): string =>
  total ? upperFirst(countWords(total, 'incident')) : 'More than one page of incidents';

function More({ given, choices }: { given: Given; choices: FilterChoices }) {
  const attributes = choices.attributes.filter(({ subjects }) => subjects.includes('incident'));
  return (
    <>
      <ChosenFilter name="site" label="Site" given={given} any="Any site" options={choices.sites} />
      <WrittenFilter name="within" label="Within a place" given={given} list={choices.places} />
      <WrittenFilter name="from" label="May have been from" given={given} hint="2021, 2021-05 or 2021-05-03" />
      <WrittenFilter name="to" label="To" given={given} hint="2021, 2021-05 or 2021-05-03" />
      <ChosenFilter
        name="attribute"
        label="Question"
        given={given}
        any="Any question"
        options={attributes.map(({ id, label }) => ({ id, name: label }))}
      />
      <ChosenFilter name="state" label="Its state" given={given} any="Any state" options={asOptions(questionStates)} />
      <ChosenFilter name="source" label="Source" given={given} any="Any source" options={choices.sources} />
      <ChosenFilter name="kind" label="Kind" given={given} any="Any kind" options={asOptions(incidentKinds)} />
      <SwitchedFilter name="undated" label="Only without a date" given={given} />
      <SwitchedFilter name="unplaced" label="Only without a place" given={given} />
    </>
  );
}

/** What is filtered by, in words. */
function filterWords(
  given: Given,
  page: IncidentPage | null,
  choices: FilterChoices,
): Partial<Record<IncidentFilter, FilterWords>> {
  const labelOf = (id: string) => choices.attributes.find((each) => each.id === id)?.label ?? attributeWords(id);
  const { site, within, from, to, attribute, state, source, kind, text, undated, unplaced } = given;
  const said: Record<IncidentFilter, [name: string, words: string] | false | undefined | ''> = {
    text: text && ['Words', `“${text}”`],
    site: site && ['Site', page?.names.site ?? site],
    within: within && ['Within', within],
    dates: (from || to) && ['May have been', rangeWords(given)],
    state: (attribute || state) && [attribute ? labelOf(attribute) : 'Any question', state ?? 'asked'],
    source: source && ['Source', page?.names.source ?? source],
    kind: kind && ['Kind', kind],
    undated: undated && ['Date', 'none on record'],
    unplaced: unplaced && ['Place', 'none on record'],
  };
  return Object.fromEntries(
    Object.entries(said).flatMap(([filter, about]) =>
      about ? [[filter, { name: about[0], words: about[1], parts: incidentFilters[filter as IncidentFilter] }]] : [],
    ),
  );
}

function Row({ row }: { row: IncidentRow }) {
  return (
    <li className={`${styles.row} ${styles.incident}`}>
      <Dates card={row.card} />
      <div className={styles.what}>
        <a href={keepMoment(`/incidents/${row.id}`)} className={styles.title}>
          {row.title}
        </a>
        <span className={styles.muted}>
          {row.site ? (
            <>
              <a href={keepMoment(`/sites/${row.site.id}`)}>{row.site.name}</a>
              {row.site.within.length > 0 ? `, ${[...row.site.within].reverse().join(', ')}` : ''}
            </>
          ) : (
            'No place on record'
          )}{' '}
          · {row.kind}
        </span>
        {row.card.harm.length > 0 ? (
          <span className={styles.muted}>Reports say: {harmWords(row.card.harm)}</span>
        ) : null}
      </div>
      <div className={styles.states}>
        <StateCounts counts={row.card.states} />
      </div>
      <a href={`/ledger/${row.lastChange}`} className={styles.number}>
        <span className="hidden">Last changed by event </span>#{row.lastChange}
      </a>
    </li>
  );
}

function Dates({ card: { dates, moreDates, dating } }: { card: IncidentCard }) {
  if (dates.length === 0) return <p className={styles.muted}>No date on record</p>;
  const said = dates.join(' or ') + (moreDates > 0 ? ` or ${moreDates} more` : '');
  return (
    <p>
      {dating === 'uncertain' ? (
        <>
          <span aria-hidden="true">~ </span>
          <span className="hidden">Not known to the day: </span>
        </>
      ) : null}
      {said}
      {dating === 'disputed' ? <span className={styles.muted}> (disputed)</span> : null}
    </p>
  );
}

/** The range of what reports say: “killed none, wounded 0–2, wounded US contractors 2 or more”. */
const harmWords = (harm: IncidentCard['harm']): string =>
  harm
    .map(({ attribute, scope, least, most }) => {
      const range =
        most === null
          ? least === 0
            ? 'any number'
            : `${least} or more`
          : least === most
            ? String(least).replace(/^0$/, 'none')
            : `${least}–${most}`;
      return `${lowerFirst(attributeWords(attribute))} ${range}${scope === 'persons' ? '' : ` (${scope})`}`;
    })
    .join(', ');

function Empty({
  page,
  given,
  filters,
}: {
  page: IncidentPage;
  given: Given;
  filters: Partial<Record<IncidentFilter, FilterWords>>;
}) {
  if (page.without.length === 0)
    return (
      <p className={styles.empty}>
        There is nothing here yet.{' '}
        <OnlyNow>
          <a href="/report">Report a document</a>
        </OnlyNow>
      </p>
    );
  return (
    <div className={styles.empty}>
      <p>No incident on record is all of this.</p>
      <ul>
        {page.without.map(({ filter, found }) => (
          <li key={filter}>
            <a href={keepMoment(addressOf(path, without(given, incidentFilters[filter])))}>
              Remove {filters[filter]?.name ?? filter}: {filters[filter]?.words}
            </a>
            , which would show {countWords(found, 'incident')}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What no range and no place can show, so that nothing is dropped unseen. */
function Notes({ page: { undated, unplaced }, given }: { page: IncidentPage; given: Given }) {
  const isRange = given.from !== undefined || given.to !== undefined;
  const others = without(given, ['from', 'to']);
  return (
    <p className={styles.notes}>
      In the whole record, <Lacking found={undated} part="undated" what="date" /> and{' '}
      <Lacking found={unplaced} part="unplaced" what="place" />.
      {isRange ? (
        <>
          {' '}
          An incident without a date is in no range:{' '}
          <a href={keepMoment(addressOf(path, { ...others, undated: '1' }))}>those the other filters leave</a>.
        </>
      ) : null}
    </p>
  );
}

function Lacking({ found, part, what }: { found: IncidentPage['undated']; part: string; what: string }) {
  if (found.count === 0) return `every incident has a ${what}`;
  const verb = found.count === 1 && !found.isMore ? 'has' : 'have';
  return (
    <a href={keepMoment(`${path}?${part}=1`)}>{`${countWords(found, 'incident')} ${verb} no ${what} on record`}</a>
  );
}
