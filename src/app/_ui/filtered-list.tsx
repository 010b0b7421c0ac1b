import type { ReactNode } from 'react';
import type { BoundedCount } from '@/queries/keyset';
import buttons from './buttons.module.css';
import { FaultNotice } from './fault-notice';
import fields from './field.module.css';
import styles from './filtered-list.module.css';
import { KeepMoment } from './keep-moment';
import { type Follow, PageTools } from './page-tools';
import { type AddressFault, addressOf, type Given, type SearchParams, without } from './read-address';
import { keepMoment } from './reading';
import { Sign } from './sign';

/** One filter in words, with the parts of the address that make it. */
export type FilterWords = { name: string; words: string; parts: readonly string[] };

/** What a list is called in its sentences and on the links to its other pages. */
type ListWords = { title: string; order: string; first: string; previous: string; next: string };

/**
 * A list with its filters: a form that works without a script, what is filtered by as chips that can be taken away, the
 * rows, and the way to the other pages. All of it is in the address.
 */
export function FilteredList({
  path,
  given,
  fault,
  words,
  lead,
  form,
  filters,
  page,
  count,
  asOf,
  searchParams,
  follow,
  children,
}: {
  path: string;
  given: Given;
  fault: AddressFault | null;
  words: ListWords;
  lead: ReactNode;
  /** The fields always seen, and those behind “More filters”. */
  form: { first: ReactNode; more: ReactNode };
  filters: readonly FilterWords[];
  /** Null where the address could not be read. */
  page: { rows: readonly unknown[]; previous: string | null; next: string | null } | null;
  count: string;
  asOf: number | null;
  searchParams: SearchParams;
  /** What its feeds tell of. */
  follow: Follow;
  children: ReactNode;
}) {
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <h1>{words.title}</h1>
        <p className={styles.lead}>{lead}</p>
        {asOf === null ? null : (
          <PageTools title={words.title} path={path} searchParams={searchParams} asOf={asOf} follow={follow} />
        )}
      </header>
      <search>
        <form method="get" action={path} className={styles.form}>
          <KeepMoment />
          <div className={styles.first}>
            {form.first}
            <button type="submit" className={buttons.primary}>
              Apply
            </button>
          </div>
          <details className={styles.more} open={fault !== null}>
            <summary>More filters</summary>
            <div className={styles.fields}>{form.more}</div>
          </details>
        </form>
      </search>
      {fault ? <FaultNotice what="This list" path={path} given={given} fault={fault} /> : null}
      {page ? (
        <section aria-labelledby="found">
          <h2 id="found" className={styles.found}>
            {count}
            <span className={styles.order}>{words.order}</span>
          </h2>
          <Chips path={path} given={given} filters={filters} />
          {page.rows.length === 0 && (given.after || given.before) ? (
            <p className={styles.empty}>
              Nothing stands on this page of the list.{' '}
              <a href={keepMoment(addressOf(path, without(given, [])))}>{words.first}</a>
            </p>
          ) : (
            children
          )}
          <Pager path={path} given={given} page={page} words={words} />
        </section>
      ) : null}
      {asOf === null ? null : (
        <p className={styles.printed}>
          {keepMoment(addressOf(path, given))} · Palimpsest, as of event #{asOf}
        </p>
      )}
    </div>
  );
}

function Chips({ path, given, filters }: { path: string; given: Given; filters: readonly FilterWords[] }) {
  if (filters.length === 0) return null;
  return (
    <ul className={styles.chips} aria-label="What this list is filtered by">
      {filters.map(({ name, words, parts }) => (
        <li key={name}>
          <a href={keepMoment(addressOf(path, without(given, parts)))} className={styles.chip}>
            <span className="hidden">Remove the filter </span>
            <span className={styles.name}>{name}</span> {words}
            <span aria-hidden="true" className={styles.cross}>
              ×
            </span>
          </a>
        </li>
      ))}
      {filters.length > 1 ? (
        <li>
          <a href={keepMoment(path)} className={styles.all}>
            Remove all
          </a>
        </li>
      ) : null}
    </ul>
  );
}

function Pager({
  path,
  given,
  page: { previous, next },
  words,
}: {
  path: string;
  given: Given;
  page: { previous: string | null; next: string | null };
  words: ListWords;
}) {
  if (previous === null && next === null) return null;
  const filtered = without(given, []);
  return (
    <nav aria-label="Pages" className={styles.pager}>
      {previous === null ? null : (
        <>
          <a href={keepMoment(addressOf(path, filtered))}>{words.first}</a>
          <a rel="prev" href={keepMoment(addressOf(path, { ...filtered, before: previous }))}>
            <Sign name="backwards" /> {words.previous}
          </a>
        </>
      )}
      {next === null ? null : (
        <a rel="next" href={keepMoment(addressOf(path, { ...filtered, after: next }))}>
          {words.next} <Sign name="onwards" />
        </a>
      )}
    </nav>
  );
}

type FieldOf = { name: string; label: string; given: Given };

/** A filter that is written. `list` are suggestions. */
export function WrittenFilter({ name, label, given, hint, list = [] }: FieldOf & { hint?: string; list?: string[] }) {
  const id = `filter-${name}`;
  return (
    <div className={fields.field}>
      <label htmlFor={id}>{label}</label>
      {hint ? (
        <span id={`${id}-hint`} className={styles.hint}>
          {hint}
        </span>
      ) : null}
      <input
        id={id}
        name={name}
        defaultValue={given[name]}
        className={fields.control}
        autoComplete="off"
        aria-describedby={hint ? `${id}-hint` : undefined}
        list={list.length > 0 ? `${id}-list` : undefined}
      />
      {list.length > 0 ? (
        <datalist id={`${id}-list`}>
          {list.map((value) => (
            <option key={value} value={value} />
          ))}
        </datalist>
      ) : null}
    </div>
  );
}

/** A filter that is chosen; what the address asks for can be chosen even where it is not offered. */
export function ChosenFilter({
  name,
  label,
  given,
  any,
  options,
}: FieldOf & { any: string; options: readonly { id: string; name: string }[] }) {
  const id = `filter-${name}`;
  const chosen = given[name] ?? '';
  const isOffered = chosen === '' || options.some((option) => option.id === chosen);
  return (
    <div className={fields.field}>
      <label htmlFor={id}>{label}</label>
      <select id={id} name={name} defaultValue={chosen} className={fields.control}>
        <option value="">{any}</option>
        {isOffered ? null : <option value={chosen}>{chosen}</option>}
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.name}
          </option>
        ))}
      </select>
    </div>
  );
}

/** A filter that is on or off. */
export function SwitchedFilter({ name, label, given }: FieldOf) {
  return (
    <label className={styles.switch}>
      <input type="checkbox" name={name} value="1" defaultChecked={given[name] === '1'} />
      {label}
    </label>
  );
}

/** Names that stand for themselves, to choose from. */
export const asOptions = (names: readonly string[]) => names.map((name) => ({ id: name, name }));

/** A bounded count in words: “14 incidents”, “more than 1,000 incidents”. */
export function countWords({ count, isMore }: BoundedCount, one: string, many = `${one}s`): string {
  const number = count.toLocaleString('en');
  if (isMore) return `more than ${number} ${many}`;
  return count === 0 ? `no ${many}` : `${number} ${count === 1 ? one : many}`;
}

/** A sentence's first letter made a capital. */
export const upperFirst = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** How a list without a total begins: counted where it fits on the page. */
export const pageWords = (
  { rows, previous, next }: { rows: readonly unknown[]; previous: string | null; next: string | null },
  one: string,
): string =>
  previous === null && next === null
    ? upperFirst(countWords({ count: rows.length, isMore: false }, one))
    : previous === null
      ? `More than ${rows.length} ${one}s`
      : `${upperFirst(one)}s, continued`;

/** The words of a range of days, months or years. */
export const rangeWords = ({ from, to }: Given): string =>
  from && to ? (from === to ? from : `${from} to ${to}`) : from ? `from ${from}` : `until ${to}`;
