import { notFound } from 'next/navigation';
import { listRevisions, type Revised } from '@/queries/list-revisions';
import { Moment } from './moment';
import { reading } from './reading';
import { dateWords } from './words';

/** What a page is called that shows nothing. */
export const notYetTitle = 'Not on record';

/**
 * What stands at the address of a record at a moment before its first event, or before it was published. Nothing is found where
 * there is no such record.
 */
export async function NotYet({ of }: { of: Revised | null }) {
  const { db, moment, now } = await reading();
  const [first] = moment === null || of === null ? [] : await listRevisions(db, of);
  if (!first || moment === null || now === null) notFound();
  const { position, publishedBy } = moment;
  const isRecordedLater = position !== null && first.position > position;
  return (
    <>
      {isRecordedLater || publishedBy === null ? (
        <h1>Not yet on record at #{position}</h1>
      ) : (
        <h1>Not known to be published by {dateWords(publishedBy)}</h1>
      )}
      <p>
        It was first recorded at <a href={`/ledger/${first.first}`}>#{first.first}</a> on{' '}
        <Moment at={first.recordedAt} />.
      </p>
      <ul>
        {isRecordedLater ? (
          <li>
            <a href={`${now}${now.includes('?') ? '&' : '?'}asOf=${first.position}`}>
              Show it as it was first recorded
            </a>
          </li>
        ) : null}
        <li>
          <a href={now}>Show it as it is now</a>
        </li>
      </ul>
    </>
  );
}
