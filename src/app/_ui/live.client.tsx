'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import type { SubjectsChanged } from '@/queries/list-subjects-changed';
import styles from './live.module.css';
import { trpc } from './trpc.client';

type Message = { changed: SubjectsChanged } | { hello: true } | { head: number };

/** How long to wait before the server is looked for again, in milliseconds. */
const againMs = 2_000;

/**
 * Keeps a page up with the ledger without a reload. One tab of a browser holds the one event stream, elected by a lock,
 * and tells the others; a browser allows six connections to a host, and seven tabs would otherwise freeze. The stream
 * resumes from the last event seen, so nothing is missed while a connection is lost or the holder changes.
 */
export function Live({ asOf, subjects }: { asOf: number; subjects: readonly string[] | 'all' }) {
  const router = useRouter();
  const [told, setTold] = useState('');
  const watched = subjects === 'all' ? 'all' : subjects.join(' ');

  useEffect(() => {
    const channel = new BroadcastChannel('palimpsest-changes');
    const leaving = new AbortController();
    let seen = asOf;
    const refresh = () => whenReached(leaving.signal, () => router.refresh());
    const take = (changed: SubjectsChanged) => {
      if (changed.position <= seen) return;
      seen = changed.position;
      const watching = watched === 'all' || changed.subjects.some((subject) => watched.split(' ').includes(subject));
      if (!watching) return;
      setTold(`The record changed: event #${changed.position}.`);
      refresh();
    };
    channel.onmessage = ({ data }: MessageEvent<Message>) => {
      if ('changed' in data) take(data.changed);
      // The holder is ahead of this page: what lies between was told before this tab listened.
      if ('head' in data && data.head > seen) {
        seen = data.head;
        refresh();
      }
    };
    channel.postMessage({ hello: true } satisfies Message);
    const hold = () =>
      new Promise<void>((release) => {
        const answer = ({ data }: MessageEvent<Message>) => {
          if ('hello' in data) channel.postMessage({ head: seen } satisfies Message);
        };
        channel.addEventListener('message', answer);
        const stream = trpc.changes.subscribe(
          { lastEventId: seen },
          {
            onData: ({ data }) => {
              channel.postMessage({ changed: data } satisfies Message);
              take(data);
            },
          },
        );
        leaving.signal.addEventListener('abort', () => {
          stream.unsubscribe();
          release();
        });
      });
    navigator.locks?.request('palimpsest-stream', { signal: leaving.signal }, hold).catch(() => {});
    return () => {
      leaving.abort();
      channel.close();
    };
  }, [asOf, watched, router]);

  return (
    <p role="status" className={told ? styles.told : 'hidden'}>
      {told}
    </p>
  );
}

/** Acts once the server answers: a refresh that fails would leave the page for the browser's own error, and lose it. */
async function whenReached(leaving: AbortSignal, act: () => void): Promise<void> {
  while (!leaving.aborted) {
    const answer = await fetch('/icon.svg', { method: 'HEAD', cache: 'no-store', signal: leaving }).catch(() => null);
    if (answer?.ok) return act();
    await new Promise((resolve) => setTimeout(resolve, againMs));
  }
}
