import { headers } from 'next/headers';
import { database } from '@/db/client';
import { findRecordedAt } from '@/queries/find-moment';
import type { LedgerFilters } from '@/queries/list-substantive';
import { type Cited, citationBibtex, citationText } from './citation';
import { CopyButton } from './copy-button.client';
import styles from './page-tools.module.css';
import { addressOf, type SearchParams } from './read-address';

/** What a page offers to follow: the address that its feeds stand below, with its filters, and what that is in words. */
export type Follow = { address: string; asked?: LedgerFilters; words: string };

/** What is followed where a page shows no one record: everything, or what the feed can filter by of what a list does. */
export function followLedger(asked: LedgerFilters = {}): Follow {
  const parts = [asked.attribute && 'question', asked.site && 'site', asked.source && 'source'].filter(Boolean);
  return {
    address: '/ledger',
    asked,
    words:
      parts.length === 0
        ? 'the whole record'
        : `the record, as far as they bear on the ${parts.join(' and ')} this list is filtered by`,
  };
}

/**
 * To cite a page as it is and to follow what it shows: a citation that leads back to the record as it was at `asOf`, with
 * all else that the address asks for, and the addresses of its feeds. Nothing where nothing is on record yet.
 */
export async function PageTools({
  title,
  path,
  searchParams,
  asOf,
  follow,
}: {
  title: string;
  path: string;
  searchParams: SearchParams;
  /** The position of the last event that is in what the page shows. */
  asOf: number;
  follow: Follow;
}) {
  const recordedAt = await findRecordedAt(await database(), asOf);
  if (recordedAt === null) return null;
  const origin = `http://${(await headers()).get('host')}`;
  const asked = await searchParams;
  const published = asked.publishedBy;
  const cited: Cited = {
    title,
    address: `${origin}${permanentAddress(path, asked, asOf)}`,
    asOf,
    recordedAt,
    publishedBy: typeof published === 'string' && /^\d{4}-\d\d-\d\d$/.test(published) ? published : null,
  };
  return (
    <div className={styles.tools}>
      <Cite cited={cited} />
      <Feeds follow={follow} origin={origin} />
    </div>
  );
}

/** The address of a page as it is now, for ever: all it asks for, and the position it was read at. */
function permanentAddress(path: string, asked: Awaited<SearchParams>, asOf: number): string {
  const parts = Object.entries(asked).flatMap(([name, value]) =>
    name === 'asOf' || name === 'recordedBy' ? [] : [value ?? []].flat().map((each) => [name, each]),
  );
  return `${path}?${new URLSearchParams([...parts, ['asOf', String(asOf)]])}`;
}

function Cite({ cited }: { cited: Cited }) {
  return (
    <details className={styles.tool}>
      <summary>Cite</summary>
      <div className={styles.panel}>
        <p className={styles.explain}>
          The address leads to this page as it is now, at event #{cited.asOf}, whatever is recorded later. Where your
          style asks when you read it, add the day.
        </p>
        <Copied text={citationText(cited)} label="As text" what="the citation" />
        <Copied text={citationBibtex(cited)} label="For BibTeX" what="the BibTeX entry" />
      </div>
    </details>
  );
}

function Feeds({ follow: { address, asked = {}, words }, origin }: { follow: Follow; origin: string }) {
  const [atom, json] = ['feed.atom', 'feed.json'].map((form) => addressOf(`${address}/${form}`, filtersOf(asked)));
  const feeds = [
    { form: 'Atom', href: atom, type: 'application/atom+xml' },
    { form: 'JSON Feed', href: json, type: 'application/feed+json' },
  ];
  return (
    <details className={styles.tool}>
      <summary>Follow</summary>
      <div className={styles.panel}>
        <p className={styles.explain}>
          A feed reader on this machine tells you of changes to {words}: claims recorded, revised, withdrawn or
          corrected, rulings, and whatever changes what is disputed.
        </p>
        {feeds.map(({ form, href, type }) => (
          <div key={form} className={styles.part}>
            <link rel="alternate" type={type} href={href} title={`Changes to ${words} (${form})`} />
            <p className={styles.label}>
              <a href={href}>{form}</a>
            </p>
            <div className={styles.line}>
              <code dir="ltr">{`${origin}${href}`}</code>
              <CopyButton text={`${origin}${href}`} what={`the address for ${form}`} />
            </div>
          </div>
        ))}
      </div>
    </details>
  );
}

const filtersOf = (asked: LedgerFilters): Record<string, string> =>
  Object.fromEntries(Object.entries(asked).flatMap(([name, value]) => (value ? [[name, value]] : [])));

function Copied({ text, label, what }: { text: string; label: string; what: string }) {
  return (
    <div className={styles.part}>
      <p className={styles.label}>{label}</p>
      <pre className={styles.text} dir="auto">
        {text}
      </pre>
      <CopyButton text={text} what={what} />
    </div>
  );
}
