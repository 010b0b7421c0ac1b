import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { AddressText } from '@/app/_ui/address-line';
import { keepMoment, reading } from '@/app/_ui/reading';
import { isWebAddress } from '@/domain/document/address';
import { findAddress } from '@/queries/find-document';
import styles from './page.module.css';

export const metadata: Metadata = { title: 'Leaving Palimpsest' };

type Props = { params: Promise<{ id: string }> };

export default async function Page({ params }: Props) {
  const found = await findAddress((await reading()).db, (await params).id);
  if (!found || !isWebAddress(found.address)) notFound();
  const { host, protocol } = new URL(found.address);
  const isWrittenOtherwise = !found.address.toLowerCase().includes(host);
  return (
    <div className={styles.page}>
      <p className={styles.muted}>
        Address of <a href={keepMoment(`/documents/${found.id}`)}>{found.title}</a>
      </p>
      <h1>
        Open a page at <span dir="ltr">{host}</span>?
      </h1>
      <p>
        <AddressText address={found.address} />
      </p>
      <ul className={styles.warnings}>
        <li>
          It tells {host}, and whoever watches the connection, that somebody at this computer looks at this page, and
          when. Where that could harm somebody, do not open it.
        </li>
        <li>What stands there now may differ from what was read, and may hold anything.</li>
        {protocol === 'http:' ? (
          <li>The connection is not encrypted: everybody on the way can read and change what is sent.</li>
        ) : null}
        {isWrittenOtherwise ? (
          <li>
            The address as it was recorded writes this host in letters that can look like others; its plain form is{' '}
            <code dir="ltr">{host}</code>.
          </li>
        ) : null}
        <li>
          Palimpsest has sent nothing to it, and sends nothing until you follow the link; it is not told where you come
          from.
        </li>
      </ul>
      <p>
        <a
          href={found.address}
          target="_blank"
          rel="noreferrer noopener nofollow"
          referrerPolicy="no-referrer"
          className={styles.out}
        >
          Open {host} in a new tab
        </a>
      </p>
      <p>
        <a href={keepMoment(`/documents/${found.id}`)}>Back to the document, without opening it</a>
      </p>
    </div>
  );
}
