import type { Metadata } from 'next';
import { ClaimMarks } from '@/app/_ui/claim-marks';
import {
  asOptions,
  ChosenFilter,
  FilteredList,
  type FilterWords,
  pageWords,
  SwitchedFilter,
  WrittenFilter,
} from '@/app/_ui/filtered-list';
import styles from '@/app/_ui/list-rows.module.css';
import { followLedger } from '@/app/_ui/page-tools';
import { type Given, readAddress, type SearchParams } from '@/app/_ui/read-address';
import { keepMoment, reading } from '@/app/_ui/reading';
import { standingWords } from '@/app/_ui/standing-words';
import { answerWords, attributeWords, dateWords, lowerFirst } from '@/app/_ui/words';
import { answerKinds } from '@/domain/answer/answer';
import { describeValidity } from '@/domain/answer/describe-validity';
import { type ClaimStanding, claimStandings } from '@/domain/question/claim-standing';
import { type ClaimPage, type ClaimRow, claimFiltersSchema, listClaims } from '@/queries/list-claims';
import { type FilterChoices, listFilterChoices } from '@/queries/list-filter-choices';

export const metadata: Metadata = { title: 'Claims' };

const path = '/claims';

const words = {
  title: 'Claims',
  order: 'last recorded first, 50 a page',
  first: 'Last recorded',
  previous: 'Later',
  next: 'Earlier',
};

const opinions = [
  { id: 'only', name: 'Only opinions' },
  { id: 'none', name: 'No opinions' },
];

export default async function Page({ searchParams }: { searchParams: SearchParams }) {
  const { given, asked, fault } = await readAddress(path, claimFiltersSchema, searchParams);
  const db = (await reading()).db;
  const choices = await listFilterChoices(db);
  const page = asked && (await listClaims(db, asked));
  return (
    <FilteredList
      path={path}
      given={given}
      fault={fault}
      words={words}
      lead="Every answer that was read in a document: who gives it, about what, and the event that recorded it."
      form={{
        first: (
          <ChosenFilter
            name="attribute"
            label="Question"
            given={given}
            any="Any question"
            options={choices.attributes.map(({ id, label }) => ({ id, name: label }))}
          />
        ),
        more: <More given={given} choices={choices} />,
      }}
      filters={filterWords(given, page)}
      page={page}
      count={page ? pageWords(page, 'claim') : ''}
      asOf={page?.asOf ?? null}
      searchParams={searchParams}
      follow={followLedger({ attribute: given.attribute, source: given.claimant })}
    >
      {page?.rows.length === 0 ? (
        <p className={styles.empty}>No claim on record is all of this. Take a filter away to see more.</p>
      ) : (
        <ol className={styles.rows}>
          {page?.rows.map((row) => (
            <Row key={row.id} row={row} among={page.among} />
          ))}
        </ol>
      )}
    </FilteredList>
  );
}

function More({ given, choices }: { given: Given; choices: FilterChoices }) {
  return (
    <>
      <ChosenFilter name="claimant" label="Claimant" given={given} any="Anybody" options={choices.sources} />
      <SwitchedFilter name="voices" label="And all that belong to the claimant" given={given} />
      <ChosenFilter
        name="answer"
        label="Kind of answer"
        given={given}
        any="Any kind"
        options={asOptions(answerKinds)}
      />
      <ChosenFilter name="opinion" label="Opinions" given={given} any="With opinions" options={opinions} />
      <ChosenFilter
        name="standing"
        label="How it has fared"
        given={given}
        any="Any standing"
        options={claimStandings.map((id) => ({ id, name: standingWords[id] }))}
      />
      <WrittenFilter name="document" label="Document" given={given} hint="Its identifier, as in its address" />
      <WrittenFilter name="about" label="About" given={given} hint="Such as incident:balad-2021-05-03" />
    </>
  );
}

/** What is filtered by, in words. */
function filterWords(given: Given, page: ClaimPage | null): FilterWords[] {
  const { attribute, claimant, voices, document, about, answer, opinion, standing } = given;
  return [
    attribute && { name: 'Question', words: attributeWords(attribute), parts: ['attribute'] },
    claimant && { name: 'Claimant', words: page?.names.claimant ?? claimant, parts: ['claimant', 'voices'] },
    claimant && voices && { name: 'With', words: 'all that belong to the claimant', parts: ['voices'] },
    document && { name: 'Document', words: page?.names.document ?? document, parts: ['document'] },
    about && { name: 'About', words: page?.names.about ?? about, parts: ['about'] },
    answer && { name: 'Kind of answer', words: answer, parts: ['answer'] },
    opinion && { name: 'Opinions', words: opinion, parts: ['opinion'] },
    standing && {
      name: 'How it has fared',
      words: standingWords[standing as ClaimStanding] ?? standing,
      parts: ['standing'],
    },
  ].filter((each) => typeof each === 'object');
}

function Row({ row, among }: { row: ClaimRow; among: ClaimPage['among'] }) {
  return (
    <li className={`${styles.row} ${styles.plain}`}>
      <p>
        <a href={keepMoment(`/sources/${row.claimant.id}`)}>{row.claimant.name}</a>
        {row.relays ? (
          <span className={styles.muted}>
            {' '}
            relaying <a href={keepMoment(`/sources/${row.relays.id}`)}>{row.relays.name}</a>
          </span>
        ) : null}
      </p>
      <div className={styles.what}>
        <span>
          <a href={keepMoment(`/claims/${row.id}`)}>
            {attributeWords(row.attribute, row.scope)}:{' '}
            {row.withdrawn ? (
              <s className={styles.title}>{answerWords(row.answer)}</s>
            ) : (
              <span className={styles.title}>{answerWords(row.answer)}</span>
            )}
          </a>
          {row.opinion ? <span className={styles.muted}> (an opinion)</span> : null}
          {row.validity ? <span className={styles.muted}> {describeValidity(row.validity)}</span> : null}
        </span>
        <ClaimMarks claim={row} among={among} />
        <span className={styles.muted}>
          About <a href={keepMoment(`/${row.subject.kind}s/${row.subject.id}`)}>{row.subject.title}</a>
        </span>
        <span className={styles.muted}>
          Read in <a href={keepMoment(`/documents/${row.document.id}`)}>{row.document.title}</a>
          {row.document.published === null ? '' : `, ${lowerFirst(dateWords(row.document.published))}`}
        </span>
      </div>
      <span className={styles.number}>
        <a href={`/ledger/${row.recordedAtPosition}`}>
          <span className="hidden">Recorded by event </span>#{row.recordedAtPosition}
        </a>
        {row.corrections > 0 ? (
          <>
            , <a href={`/ledger/${row.setBy}`}>corrected</a>
          </>
        ) : null}
      </span>
    </li>
  );
}
