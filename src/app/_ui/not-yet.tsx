import { notFound } from 'next/navigation';
import { listRevisions, type Revised } from '@/queries/list-revisions';
import { Moment } from './moment';
import { reading } from './reading';

/** What a page is called that shows nothing. */
export const notYetTitle = 'Not on record';

/** What stands at the address of a record at a moment before its first event. Nothing is found where there is no such record. */
export async function NotYet({ of }: { of: Revised | null }) {
  const { db, moment, now } = await reading();
  const position = moment?.position ?? null;
  const [first] = position === null || of === null ? [] : await listRevisions(db, of);
  if (!first || now === null) notFound();
  return (
    <>
      <h1>Not yet on record at #{position}</h1>
      <p>
        It was first recorded at <a href={`/ledger/${first.first}`}>#{first.first}</a> on{' '}
        <Moment at={first.recordedAt} />.
      </p>
      <ul>
        <li>
          <a href={`${now}${now.includes('?') ? '&' : '?'}asOf=${first.position}`}>Show it as it was first recorded</a>
        </li>
        <li>
          <a href={now}>Show it as it is now</a>
        </li>
      </ul>
    </>
  );
}
