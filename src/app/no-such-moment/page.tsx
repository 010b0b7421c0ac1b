import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { type MomentRefusedAt, momentRefusedHeader } from '@/queries/find-moment';

export const metadata: Metadata = { title: 'No such moment' };

/** What a reader meets whose address asks for a moment there is none of. It has no address of its own. */
export default async function Page() {
  const told = (await headers()).get(momentRefusedHeader);
  if (told === null) notFound();
  const { field, value, reason, now } = JSON.parse(
    decodeURIComponent(told.slice(told.indexOf(' ') + 1)),
  ) as MomentRefusedAt;
  return (
    <div role="alert">
      <h1>There is no such moment</h1>
      <p>
        The address asks for {field} “{value}”. {reason}
      </p>
      <p>
        <a href={now}>Show it as it is now</a>
      </p>
    </div>
  );
}
