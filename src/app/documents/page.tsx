import type { Metadata } from 'next';
import {
  ChosenFilter,
  countWords,
  FilteredList,
  type FilterWords,
  pageWords,
  rangeWords,
  WrittenFilter,
} from '@/app/_ui/filtered-list';
import styles from '@/app/_ui/list-rows.module.css';
import { followLedger } from '@/app/_ui/page-tools';
import { type Given, readAddress, type SearchParams } from '@/app/_ui/read-address';
import { keepMoment, reading } from '@/app/_ui/reading';
import { SetBy } from '@/app/_ui/set-by';
import { dateWords } from '@/app/_ui/words';
import { directionOf } from '@/domain/document/direction-of';
import { languageNames } from '@/domain/document/language-names';
import { thingValue } from '@/domain/recorded-value';
import {
  type DocumentPage,
  type DocumentRow,
  documentFiltersSchema,
  type lineages,
  listDocuments,
} from '@/queries/list-documents';
import { type FilterChoices, listFilterChoices } from '@/queries/list-filter-choices';

export const metadata: Metadata = { title: 'Documents' };

const path = '/documents';

const words = {
  title: 'Documents',
  order: 'last published first, 50 a page',
  first: 'Last published',
  previous: 'Later',
  next: 'Earlier',
};

const lineageWords: Record<(typeof lineages)[number], string> = {
  unknown: 'Not known whose reporting it is',
  'first-hand': 'Its own reporting',
  derived: 'Content comes from another document',
};

export default async function Page({ searchParams }: { searchParams: SearchParams }) {
  const { given, asked, fault } = await readAddress(path, documentFiltersSchema, searchParams);
  const db = (await reading()).db;
  const choices = await listFilterChoices(db);
  const page = asked && (await listDocuments(db, asked));
  return (
    <FilteredList
      path={path}
      given={given}
      fault={fault}
      words={words}
      lead="Every published item that claims were read in, or that another was copied from. Those without a date stand last and are in no range."
      form={{
        first: <WrittenFilter name="text" label="Words of the title" given={given} />,
        more: <More given={given} choices={choices} />,
      }}
      filters={filterWords(given, page)}
      page={page}
      count={page ? pageWords(page, 'document') : ''}
      asOf={page?.asOf ?? null}
      searchParams={searchParams}
      follow={followLedger()}
    >
      {page?.rows.length === 0 ? (
        <p className={styles.empty}>No document on record is all of this. Take a filter away to see more.</p>
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

function More({ given, choices }: { given: Given; choices: FilterChoices }) {
  const languages = languageNames.map(({ code, name }) => ({ id: code, name }));
  const ways = Object.entries(lineageWords).map(([id, name]) => ({ id, name }));
  return (
    <>
      <ChosenFilter name="publisher" label="Publisher" given={given} any="Any publisher" options={choices.sources} />
      <ChosenFilter name="language" label="Language" given={given} any="Any language" options={languages} />
      <ChosenFilter name="lineage" label="Where its content comes from" given={given} any="Anywhere" options={ways} />
      <WrittenFilter name="from" label="Published from" given={given} hint="2021, 2021-05 or 2021-05-03" />
      <WrittenFilter name="to" label="To" given={given} hint="2021, 2021-05 or 2021-05-03" />
    </>
  );
}

const languageWords = (code: string): string => languageNames.find((each) => each.code === code)?.name ?? code;

/** What is filtered by, in words. */
function filterWords(given: Given, page: DocumentPage | null): FilterWords[] {
  const { publisher, language, lineage, from, to, text } = given;
  return [
    text && { name: 'Words', words: `“${text}”`, parts: ['text'] },
    publisher && { name: 'Publisher', words: page?.publisher ?? publisher, parts: ['publisher'] },
    language && { name: 'Language', words: languageWords(language), parts: ['language'] },
    lineage && {
      name: 'Content',
      words: lineageWords[lineage as keyof typeof lineageWords] ?? lineage,
      parts: ['lineage'],
    },
    (from || to) && { name: 'Published', words: rangeWords(given), parts: ['from', 'to'] },
  ].filter((each) => typeof each === 'object');
}

function Row({ row }: { row: DocumentRow }) {
  const { language } = row;
  return (
    <li className={`${styles.row} ${styles.plain}`}>
      {row.published === null ? <p className={styles.muted}>No date on record</p> : <p>{dateWords(row.published)}</p>}
      <div className={styles.what}>
        <a href={keepMoment(`/documents/${row.id}`)} className={styles.title}>
          <bdi lang={language ?? undefined} dir={language === null ? undefined : directionOf(language)}>
            {row.title}
          </bdi>
        </a>
        <span className={styles.muted}>
          <a href={keepMoment(`/sources/${row.publisher.id}`)}>{row.publisher.name}</a>
          {language === null ? '' : ` · ${languageWords(language)}`} · {lineageWords[row.lineage]}
        </span>
      </div>
      <span className={styles.number}>
        {row.claims.count === 0 ? (
          'no claims'
        ) : (
          <a href={keepMoment(`/claims?document=${row.id}`)}>{countWords(row.claims, 'claim')}</a>
        )}{' '}
        <SetBy position={row.setBy} of={thingValue('document', row.id)} what="The document" />
      </span>
    </li>
  );
}
