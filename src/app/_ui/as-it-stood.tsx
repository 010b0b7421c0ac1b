import { findStandpoint } from '@/queries/find-moment';
import { type Apart, listApart } from '@/queries/list-apart';
import { listRevisions, revisedAt, revisionAt } from '@/queries/list-revisions';
import styles from './as-it-stood.module.css';
import { Moment } from './moment';
import { reading } from './reading';
import { Revisions } from './revisions';
import { dateWords } from './words';

/**
 * Where a reader stands in time, and the way to another moment: by the day something was recorded, by the day it was
 * published, or by both. It stands above every page that can be shown as of a moment.
 */
export async function AsItStood() {
  const { db, moment, now } = await reading();
  if (now === null) return null;
  const of = revisedAt(now.split('?')[0] ?? now);
  const revisions = of ? await listRevisions(db, of) : [];
  const at = revisionAt(revisions, moment?.position ?? null);
  const slider =
    at > 0 && revisions.length > 1 ? (
      <Revisions
        revisions={revisions}
        at={at}
        now={now}
        rest={[
          ...restOf(now),
          ...(moment?.publishedBy == null ? [] : [['publishedBy', moment.publishedBy] as [string, string]]),
        ]}
      />
    ) : null;
  if (!moment)
    return (
      <details className={styles.choose}>
        <summary>
          Read it as it stood {slider ? `at one of its ${revisions.length.toLocaleString('en')} revisions, or ` : ''}on
          a day
        </summary>
        {slider}
        <Choose now={now} recordedBy="" publishedBy="" />
      </details>
    );
  const { position, recordedAt, later, publishedBy } = await findStandpoint(db, moment);
  return (
    <aside className={styles.banner} aria-label="Where you stand in time">
      {position === null ? null : (
        <p>
          <strong>
            This is the record as it stood after event <a href={`/ledger/${position}`}>#{position}</a>
          </strong>
          {recordedAt === null ? null : (
            <>
              , recorded <Moment at={recordedAt} />
            </>
          )}
          {at > 0 ? `: revision ${at.toLocaleString('en')} of ${revisions.length.toLocaleString('en')}` : ''}.{' '}
          {at > 0 ? laterChangesWords(revisions.length - at) : laterWords(later)}
        </p>
      )}
      {position === null ? null : slider}
      {publishedBy === null ? null : (
        <p>
          <strong>Only what had been published by {dateWords(publishedBy)} counts.</strong> What people argued and ruled
          here is left out: it rests on all that is recorded. Histories are told as they were recorded, whatever they
          rest on.
        </p>
      )}
      <SetApart apart={await listApart(db, of)} />
      <p className={styles.ways}>
        Nothing can be changed here. <a href={now}>Show it as it is now</a>
      </p>
      <details className={styles.choose}>
        <summary>Choose another moment</summary>
        <Choose now={now} recordedBy={recordedAt?.slice(0, 10) ?? ''} publishedBy={publishedBy ?? ''} />
      </details>
    </aside>
  );
}

/** The documents of which nobody knows whether they had been published by then: out of the count, never out of sight. */
function SetApart({ apart }: { apart: Apart | null }) {
  if (!apart || apart.documents.length === 0) return null;
  const { documents, more } = apart;
  return (
    <details className={styles.choose}>
      <summary>
        {more ? `More than ${documents.length}` : documents.length}{' '}
        {documents.length === 1 ? 'document is' : 'documents are'} set apart: not dated well enough to say whether{' '}
        {documents.length === 1 ? 'it' : 'they'} had been published by then
      </summary>
      <ul className={styles.apart}>
        {documents.map(({ id, title, published, claims }) => (
          <li key={id}>
            <a href={`/documents/${id}`}>{title}</a>, {published === null ? 'no date known' : dateWords(published)},{' '}
            {claims === 1 ? '1 claim' : `${claims} claims`}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Asks for the same page as of a day on either clock. What else its address asks for goes along. */
function Choose({ now, recordedBy, publishedBy }: { now: string; recordedBy: string; publishedBy: string }) {
  return (
    <form action={now.split('?')[0]} className={styles.form}>
      {restOf(now).map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
      <label>
        Recorded here by the end of
        <input type="date" name="recordedBy" defaultValue={recordedBy} />
      </label>
      <label>
        Published by the end of
        <input type="date" name="publishedBy" defaultValue={publishedBy} />
      </label>
      <button type="submit">Show</button>
    </form>
  );
}

/** What an address asks for beside its path. */
const restOf = (address: string): [string, string][] => [...new URLSearchParams(address.split('?')[1] ?? '')];

const laterChangesWords = (later: number): string =>
  later === 0
    ? 'Nothing of this record changed since.'
    : later === 1
      ? '1 later change of this record is not shown.'
      : `${later.toLocaleString('en')} later changes of this record are not shown.`;

const laterWords = (later: number): string =>
  later === 0
    ? 'Nothing was recorded since.'
    : later === 1
      ? '1 later event is not shown.'
      : `${later.toLocaleString('en')} later events are not shown.`;
