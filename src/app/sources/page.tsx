import type { Metadata } from 'next';
import {
  asOptions,
  ChosenFilter,
  countWords,
  FilteredList,
  type FilterWords,
  pageWords,
  WrittenFilter,
} from '@/app/_ui/filtered-list';
import { GradeChip } from '@/app/_ui/grade-chip';
import { reliabilityWords } from '@/app/_ui/grade-words';
import styles from '@/app/_ui/list-rows.module.css';
import { followLedger } from '@/app/_ui/page-tools';
import { type Given, readAddress, type SearchParams } from '@/app/_ui/read-address';
import { keepMoment, reading } from '@/app/_ui/reading';
import { SetBy } from '@/app/_ui/set-by';
import { thingValue } from '@/domain/recorded-value';
import { type Reliability, reliabilities, sourceKinds } from '@/domain/source/command';
import { listFilterChoices } from '@/queries/list-filter-choices';
import { listSources, type SourcePage, type SourceRow, sourceFiltersSchema } from '@/queries/list-sources';

export const metadata: Metadata = { title: 'Sources' };

const path = '/sources';

const words = { title: 'Sources', order: 'by name, 50 a page', first: 'First', previous: 'Before', next: 'After' };

export default async function Page({ searchParams }: { searchParams: SearchParams }) {
  const { given, asked, fault } = await readAddress(path, sourceFiltersSchema, searchParams);
  const db = (await reading()).db;
  const choices = await listFilterChoices(db);
  const page = asked && (await listSources(db, asked));
  return (
    <FilteredList
      path={path}
      given={given}
      fault={fault}
      words={words}
      lead="Everybody who speaks in a document, and whose voice they are. Two voices of one institution are one origin."
      form={{
        first: <WrittenFilter name="text" label="Words of the name" given={given} />,
        more: (
          <>
            <ChosenFilter name="kind" label="Kind" given={given} any="Any kind" options={asOptions(sourceKinds)} />
            <ChosenFilter
              name="institution"
              label="An institution and its voices"
              given={given}
              any="Any institution"
              options={choices.sources}
            />
            <ChosenFilter
              name="grade"
              label="Reliability"
              given={given}
              any="Any grade, or none"
              options={reliabilities.map((id) => ({ id, name: `${id}: ${reliabilityWords[id]}` }))}
            />
          </>
        ),
      }}
      filters={filterWords(given, page)}
      page={page}
      count={page ? pageWords(page, 'source') : ''}
      asOf={page?.asOf ?? null}
      searchParams={searchParams}
      follow={followLedger()}
    >
      {page?.rows.length === 0 ? (
        <p className={styles.empty}>No source on record is all of this. Take a filter away to see more.</p>
      ) : (
        <ol className={styles.rows}>
          {page?.rows.map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </ol>
      )}
    </FilteredList>
  );
}

/** What is filtered by, in words. */
function filterWords(given: Given, page: SourcePage | null): FilterWords[] {
  const { kind, institution, grade, text } = given;
  return [
    text && { name: 'Words', words: `“${text}”`, parts: ['text'] },
    kind && { name: 'Kind', words: kind, parts: ['kind'] },
    institution && { name: 'Voices of', words: page?.institution ?? institution, parts: ['institution'] },
    grade && {
      name: 'Reliability',
      words: `${grade}: ${reliabilityWords[grade as Reliability] ?? ''}`,
      parts: ['grade'],
    },
  ].filter((each) => typeof each === 'object');
}

function Row({ row }: { row: SourceRow }) {
  return (
    <li className={`${styles.row} ${styles.plain}`}>
      <p className={styles.muted}>{row.kind}</p>
      <div className={styles.what}>
        <a href={keepMoment(`/sources/${row.id}`)} className={styles.title}>
          {row.name}
        </a>
        {row.partOf ? (
          <span className={styles.muted}>
            Speaks for <a href={keepMoment(`/sources/${row.partOf.id}`)}>{row.partOf.name}</a>
          </span>
        ) : null}
        {row.reliability ? <GradeChip grade={row.reliability} /> : null}
      </div>
      <span className={styles.number}>
        {row.claims.count === 0 ? (
          'no claims'
        ) : (
          <a href={keepMoment(`/claims?claimant=${row.id}`)}>{countWords(row.claims, 'claim')}</a>
        )}{' '}
        <SetBy position={row.setBy} of={thingValue('source', row.id)} what="The source" />
      </span>
    </li>
  );
}
